# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Of which parts of a result the agenda expects a figure, and what each is called.

What is expected is said by the result's sheet (`dimensions`, `levels`) and the agenda's (`levels`,
`places`); sizes are the classes of the register. Of fields of study nothing lists which there are.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.agenda.api import Agenda, Result, item, level_title, the_agenda
from hcat.foundation.api import Refused
from hcat.parties.api import SIZE_CLASSES

from .verdicts.standing import Text

DIMENSIONS: dict[str, Promise] = {
    "level": gettext_lazy("level of education"),
    "place": gettext_lazy("municipality"),
    "size": gettext_lazy("size of the organisation"),
    "discipline": gettext_lazy("field of study"),
}

_SIZES = {name: name.replace("-", "–") for name, _least, _most in SIZE_CLASSES}


def expected_parts(sheet: Result, agenda: Agenda | None) -> dict[str, dict[str, Text]]:
    """By dimension that the sheet asks for: the parts by key, each with its title, in order.

    A key is the `group` of the figures about that part.
    """
    return {one: _listed(one, sheet, agenda) for one in sheet.dimensions}


def _listed(dimension: str, sheet: Result, agenda: Agenda | None) -> dict[str, Text]:
    if dimension == "level":
        levels = sheet.levels or (agenda.levels if agenda else [])
        return {level.value: level_title(level.value) for level in levels}
    if dimension == "place":
        return {place.code: place.name for place in agenda.places} if agenda else {}
    return dict(_SIZES) if dimension == "size" else {}


def part_named(group: str, places: Mapping[str, str]) -> Text:
    """What a part is called by its key; `places`: names of municipalities by their code."""
    return places.get(group) or _SIZES.get(group) or level_title(group)


def place_names(agenda: Agenda | None) -> dict[str, str]:
    """The municipalities of an agenda by their code."""
    return {place.code: place.name for place in agenda.places} if agenda else {}


def part_title_now(group: str) -> str:
    """What a part is called today, in the reader's language; empty for the whole."""
    if not group:
        return ""
    agenda = the_agenda()
    return str(part_named(group, place_names(agenda.sheet if agenda else None)))


def refuse_strange_part(result: str, group: str) -> None:
    """Refused, unless the result expects a figure of that part now; the whole always fits."""
    if not group:
        return
    agenda = the_agenda()
    found = expected_parts(item("result", result).sheet, agenda.sheet if agenda else None)
    if any(group in parts for parts in found.values()):
        return
    if not found:
        raise Refused(
            _("This result expects no figures of parts, such as “%(part)s”.") % {"part": group},
            why=_("Its sheet in the agenda names nothing that is wanted apart."),
            mend=_("Leave the part out, or let the agenda ask for it first."),
        )
    known = [
        f"{DIMENSIONS[dimension]}: "
        + (", ".join(f"{key} ({title})" if str(title) != key else key
                     for key, title in parts.items()) or _("nothing lists which there are"))
        for dimension, parts in found.items()
    ]  # fmt: skip
    raise Refused(
        _("“%(part)s” is no part of which this result expects a figure.") % {"part": group},
        why=_("It expects figures by %(known)s.") % {"known": "; ".join(known)},
        mend=_("Give the short name of one of these, or leave the part out for the whole."),
    )
