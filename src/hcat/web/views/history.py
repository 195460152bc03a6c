# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What changed in the agenda, when, why, and by which decision."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import Family, changes, decisions, families_of, item_of
from hcat.foundation.api import today
from hcat.web import labels, words
from hcat.web.descent import Descent, drawn
from hcat.web.elements import kind_word, title_of, url_of
from hcat.web.lists import Pages
from hcat.web.pages import agenda_page, show
from hcat.web.site import Link, Site

MANY = 12
"""A change of more elements than this is counted by kind rather than listed."""


@dataclass(frozen=True, slots=True)
class Told:
    """A change as the page tells it."""

    change: Any
    word: str
    about: list[tuple[str, Link]]
    counted: str
    descent: Descent | None


@agenda_page
def history(request: HttpRequest, site: Site) -> HttpResponse:
    found = changes(until=site.as_of.day or today()).prefetch_related("versions__element")
    pages: Pages[Any] = Pages(request, found)
    families = families_of(one.pk for one in pages.items)
    return show(
        request,
        "web/history.html",
        site=site,
        pages=pages,
        told=[_tell(one, families.get(one.pk)) for one in pages.items],
        decisions=list(decisions()[:20]),
    )


def _tell(change: Any, family: Family | None) -> Told:
    versions = list(change.versions.all())
    about: list[tuple[str, Link]] = []
    counted = ""
    if len(versions) <= MANY:
        for version in versions:
            found = item_of(version)
            about.append((kind_word(found.kind), Link(title_of(found), url_of(found))))
    else:
        kinds = Counter(version.element.kind for version in versions)
        counted = ", ".join(
            _("%(kind)s: %(count)s") % {"kind": kind_word(kind), "count": words.number(count)}
            for kind, count in kinds.most_common()
        )
    return Told(
        change,
        str(labels.CHANGES.get(change.kind, change.kind)),
        about,
        counted,
        drawn(family) if family is not None else None,
    )
