# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sheets beside each other, with the words that both have marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hcat.agenda.api import Initiative, Item, items, level_title, the_agenda
from hcat.bundling.api import Cover
from hcat.web import labels


@dataclass(frozen=True, slots=True)
class Row:
    """One field of several sheets; a cell that is empty is not stated."""

    title: str
    cells: tuple[SafeString | str, ...]
    is_shared: bool = False


class Names:
    """What keys are called, read once for a page."""

    def __init__(self) -> None:
        agenda = the_agenda()
        self._of: dict[str, dict[str, str]] = {
            "ways": {one.key: str(one.sheet.title) for one in items("way", ended=True)},
            "placements": {
                one.key: str(one.sheet.title) for one in items("differentiation", ended=True)
            },
            "points": {one.key: str(one.sheet.title) for one in items("point", ended=True)},
            "places": {one.code: one.name for one in agenda.sheet.places} if agenda else {},
        }

    def of(self, field: str, key: str) -> str:
        return str(level_title(key)) if field == "levels" else self._of.get(field, {}).get(key, key)

    def all_of(self, field: str, keys: Iterable[str]) -> str:
        return "; ".join(self.of(field, key) for key in keys)


def beside(
    found: Sequence[Item[Initiative]], words: Sequence[Mapping[str, Sequence[str]]]
) -> list[Row]:
    """The sheets by field; what both say is marked. A field that none fills in is left out."""
    names = Names()
    common = {written for one in words for pair in one.values() for written in pair}
    rows = [
        Row(_("Name"), tuple(marked(str(one.sheet.name), common) for one in found)),
        Row(_("State"), tuple(labels.status(one.sheet.status) for one in found)),
    ]
    for field, title in _lists():
        lists = [[str(value) for value in getattr(one.sheet, field)] for one in found]
        both = set(lists[0]).intersection(*lists[1:]) if lists else set()
        rows.append(
            Row(
                title,
                tuple(
                    format_html_join(
                        "; ", "{}", ((_mark(names.of(field, key), key in both),) for key in keys)
                    )
                    for keys in lists
                ),
                bool(both),
            )
        )
    for field, title in _texts():
        texts = [getattr(one.sheet, field) for one in found]
        rows.append(Row(title, tuple(marked(str(one), common) if one else "" for one in texts)))
    return [row for row in rows if any(row.cells)]


def _lists() -> list[tuple[str, str]]:
    return [
        ("placements", _("Part of a programme line")),
        ("ways", _("Ways of the menu")),
        ("levels", _("Levels of education")),
        ("places", _("Municipalities")),
        ("partners", _("Partners")),
    ]


def _texts() -> list[tuple[str, str]]:
    return [
        ("target_group", _("For whom")),
        ("owner", _("Owner")),
        ("summary", _("What it is")),
        ("yields", _("What it yields")),
    ]


def marked(text: str, words: Iterable[str]) -> SafeString:
    """A text with these words marked, wherever they stand as whole words.

    >>> marked("Robots & lasers", {"robots"})
    '<mark>Robots</mark> &amp; lasers'
    """
    wanted = sorted({word for word in words if word}, key=len, reverse=True)
    if not wanted:
        return escape(text)
    pattern = re.compile(rf"\b({'|'.join(map(re.escape, wanted))})\b", re.IGNORECASE)
    pieces = pattern.split(text)
    return format_html_join(
        "", "{}", ((_mark(piece, at % 2 == 1),) for at, piece in enumerate(pieces))
    )


def _mark(text: str, is_shared: bool) -> SafeString:
    return format_html("<mark>{}</mark>", text) if is_shared else escape(text)


def cover_lines(covers: Sequence[Cover]) -> list[tuple[str, str, str]]:
    """What the register would newly and no longer cover: title, gained, lost."""
    names = Names()
    titles = dict(_lists())
    return [
        (
            titles[one.field],
            names.all_of(one.field, one.gained),
            names.all_of(one.field, one.lost),
        )
        for one in covers
    ]


def field_lines(fields: Mapping[str, Any], before: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What changes in the heir's sheet: title, as it stands, as it becomes."""
    names = Names()
    titles = {"name": _("Name"), "points": _("Agenda points"), **dict(_lists()), **dict(_texts())}
    return [
        (
            titles.get(name, name),
            _as_text(names, name, before.get(name)),
            _as_text(names, name, value),
        )
        for name, value in fields.items()
    ]


def _as_text(names: Names, field: str, value: Any) -> str:
    from hcat.agenda.api import Translated

    if not value:
        return ""
    if isinstance(value, list):
        return names.all_of(field, value)
    return str(Translated(value)) if isinstance(value, dict) else str(value)
