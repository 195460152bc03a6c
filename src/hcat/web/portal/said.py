# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where each vacancy of a list says what was asked: in its title, its text, or by another name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from hcat.portal.api import (
    Aspect,
    Piece,
    Shown,
    marked,
    names_of_concepts,
    passage,
    plain,
)

CONCEPTS = (Aspect.OCCUPATION, Aspect.SKILL)
Said = dict[str, SafeString]


def said_of(rows: Sequence[Shown], meant: frozenset[str]) -> list[Said]:
    """Of each vacancy its `title`, the `passage` of its text that says most of what was asked, and
    where neither says anything of it, the other name (`known`) by which it was found."""
    made = [_told(row, meant) for row in rows]
    silent = [
        n for n, (pieces, told) in enumerate(made) if meant and not _hits(pieces) and not told
    ]
    values = {n: [one.value for aspect in CONCEPTS for one in rows[n].labels.get(aspect, ())]
              for n in silent}  # fmt: skip
    names = names_of_concepts(value for each in values.values() for value in each)
    known = {
        n: max(
            (marked(text, meant) for value in values[n]
             for texts in names.get(value, {}).values() for text in texts),
            key=_hits, default=[],
        )
        for n in silent
    }  # fmt: skip
    return [
        {
            "title": _html(title),
            "passage": _html(told),
            "known": _html(known[n] if _hits(known.get(n, [])) else []),
        }
        for n, (title, told) in enumerate(made)
    ]


def _told(row: Shown, meant: frozenset[str]) -> tuple[list[Piece], list[Piece]]:
    text = passage(plain(row.advert.body), meant) if meant else []
    return marked(row.advert.title, meant), text


def _hits(pieces: Iterable[Piece]) -> int:
    return sum(one.is_found for one in pieces)


def _html(pieces: Iterable[Piece]) -> SafeString:
    """What was asked as `<mark>`."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", one.text) if one.is_found else one.text,)
            for one in pieces
        ),
    )
