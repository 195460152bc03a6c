# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sheets beside each other, with the words that both have marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hcat.agenda.api import Initiative, Item, item, items, level_title, the_agenda
from hcat.bundling.api import Cover, Effects, Means, Proposal, caught_up, name_of
from hcat.web import labels
from hcat.web.words import number


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
    for field, title in _figures():
        rows.append(
            Row(
                title,
                tuple(
                    _as_text(names, field, one.sheet.model_dump(mode="json")[field])
                    for one in found
                ),
            )
        )
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


def _figures() -> list[tuple[str, str]]:
    """What a sheet says of what goes in and comes out; names are not marked in it."""
    return [
        ("reach", _("How many it reaches")),
        ("reach_of", _("Of whom or what that is the number")),
        ("people", _("People, in FTE")),
        ("money", _("Money, in euros")),
        ("funders", _("Who pays")),
        ("due", _("By when it yields that")),
        ("evidence", _("Where it can be seen")),
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


def means_lines(effects: Effects) -> list[str]:
    """What goes into the initiatives of a proposal, now and then, and of which it is not known."""
    titles = dict(_figures())
    return [_means_line(titles[one.field], one, effects) for one in effects.means]


def _means_line(title: str, one: Means, effects: Effects) -> str:
    said: dict[str, Any] = {"title": title, "now": number(one.now), "then": number(one.then)}
    if one.now is None:
        return _("%(title)s: none of the sheets states it, so what it saves is not known.") % said
    if not effects.goes_on:
        text = _("%(title)s: together %(now)s; it leaves the umbrella and is not saved.")
    elif one.then is None:
        text = _("%(title)s: together %(now)s now; then it would not be stated.")
    elif one.then == one.now:
        text = _("%(title)s: together %(now)s, now and then: the proposal saves nothing of it.")
    elif one.then < one.now:
        said["less"] = number(one.now - one.then)
        text = _("%(title)s: together %(now)s now and %(then)s then: saves %(less)s.")
    else:
        said["more"] = number(one.then - one.now)
        text = _("%(title)s: together %(now)s now and %(then)s then: takes %(more)s more.")
    if one.silent:
        said["names"] = ", ".join(name_of(key) for key in one.silent)
        return f"{text % said} " + _("Not stated by, and not counted: %(names)s.") % said
    return text % said


@dataclass(frozen=True, slots=True)
class Gets:
    """What one that takes over gets: by field its title, as it stands, as it becomes."""

    key: str
    name: str
    lines: list[tuple[str, str, str]]
    torn: str
    """Titles of fields that were changed in its sheet since, and that it gets otherwise."""


def gets_of(found: Proposal) -> list[Gets]:
    """What a proposal changes, in the sheets as they read now or, once decided, as they did."""
    names = Names()
    return [_gets(found, key, names) for key in found.takers]


def _gets(found: Proposal, key: str, names: Names) -> Gets:
    if not found.is_open:
        lines = _field_lines(found.fields.get(key, {}), found.stood.get(key, {}), names)
        return Gets(key, name_of(key), lines, "")
    caught = caught_up(found, key)
    stands = item("initiative", key).sheet.model_dump(mode="json")
    titles = _titles()
    return Gets(
        key, name_of(key), _field_lines(caught.fields, stands, names),
        ", ".join(titles.get(name, name) for name in caught.torn),
    )  # fmt: skip


def _titles() -> dict[str, str]:
    return {
        "name": _("Name"), "points": _("Agenda points"),
        **dict(_lists()), **dict(_texts()), **dict(_figures()),
    }  # fmt: skip


def _field_lines(
    fields: Mapping[str, Any], before: Mapping[str, Any], names: Names
) -> list[tuple[str, str, str]]:
    titles = _titles()
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

    if value is None or value in ("", [], {}):
        return ""
    if field == "due":
        return date_format(date.fromisoformat(value), "DATE_FORMAT")
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, list):
        return names.all_of(field, value)
    return str(Translated(value)) if isinstance(value, dict) else str(value)
