# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names of the tables and of our own list, compiled; kept until a package is read."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from django.db.models import Max

from hcat.portal.classifying.lexicon import Lexicon, Named, Occupation, compiled
from hcat.portal.models import Concept, ConceptName

from .own import own_concepts

_lock = threading.Lock()
_kept: tuple[int, Lexicon] | None = None


def lexicon() -> Lexicon:
    """Built when first asked for in a process, some seconds with ESCO in three languages, and
    again after a package changed a name: each change writes names with higher numbers."""
    global _kept
    with _lock:
        stamp = ConceptName.objects.aggregate(last=Max("pk"))["last"] or 0
        if _kept is None or _kept[0] != stamp:
            _kept = (stamp, compiled(_occupations(), _names()))
        return _kept[1]


def _occupations() -> dict[str, Occupation]:
    found = {
        value: Occupation(own.isco, own.field)
        for value, own in own_concepts().items()
        if own.kind == "occupation"
    }
    rows = Concept.objects.filter(kind=Concept.Kind.OCCUPATION).values_list("uri", "isco")
    found.update((uri, Occupation(isco)) for uri, isco in rows.iterator())
    return found


def _names() -> Iterator[Named]:
    for value, own in own_concepts().items():
        for language, texts in own.names.items():
            for text in texts:
                yield Named(value, own.kind, language, text)
    rows = ConceptName.objects.order_by("-is_preferred", "concept__uri", "pk").values_list(
        "concept__uri", "concept__kind", "language", "text"
    )
    for row in rows.iterator(chunk_size=5000):
        yield Named(*row)
