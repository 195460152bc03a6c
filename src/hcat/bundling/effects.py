# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a proposal would save and cover, told from the sheets; what they do not say is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hcat.agenda.api import DOING, Initiative, Item, items

LISTS = ("placements", "ways", "points", "levels", "places", "partners")
"""Fields of a sheet that an heir can take over by adding up."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Of one field, what the register covers by initiatives that run, and would no longer or newly
    cover."""

    field: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Effects:
    fewer: int
    """Initiatives that end."""
    covers: tuple[Cover, ...]


def effects_of_proposal(
    members: Sequence[Item[Initiative]], ending: Sequence[str], heir: Mapping[str, Any] | None
) -> Effects:
    """`ending`: keys that end; `heir`: the sheet of the one that goes on, None where none does."""
    keys = {one.key for one in members}
    others = [
        one for one in items("initiative") if one.key not in keys and one.sheet.status in DOING
    ]
    covers = []
    for field in ("ways", "levels", "places"):
        elsewhere = {str(value) for one in others for value in getattr(one.sheet, field)}
        now = {
            str(value)
            for one in members
            if one.sheet.status in DOING
            for value in getattr(one.sheet, field)
        }
        then = {
            str(value)
            for one in members
            if one.key not in ending and one.sheet.status in DOING
            for value in getattr(one.sheet, field)
        }
        if heir is not None and heir.get("status") in DOING:
            then |= {str(value) for value in heir.get(field, [])}
        gained = sorted(then - now - elsewhere)
        lost = sorted(now - then - elsewhere)
        if gained or lost:
            covers.append(Cover(field, tuple(gained), tuple(lost)))
    return Effects(fewer=len(ending), covers=tuple(covers))


def heirs_fields(members: Sequence[Item[Initiative]], heir: str) -> dict[str, Any]:
    """What the heir's sheet becomes when it takes over what the others cover: their lists added to
    its own; what only one of them says, where it says nothing itself."""
    ours = next(one for one in members if one.key == heir)
    stands = ours.sheet.model_dump(mode="json")
    fields: dict[str, Any] = {}
    for name in LISTS:
        joined = list(
            dict.fromkeys(
                value
                for one in (ours, *(one for one in members if one.key != heir))
                for value in one.sheet.model_dump(mode="json")[name]
            )
        )
        if joined != stands[name]:
            fields[name] = joined
    owners = [one.sheet.owner for one in members if one.key != heir and one.sheet.owner]
    partners = fields.get("partners", stands["partners"])
    more = [owner for owner in owners if owner not in (ours.sheet.owner, *partners)]
    if more:
        fields["partners"] = [*partners, *dict.fromkeys(more)]
    for name in ("summary", "target_group", "yields"):
        said = [value for one in members if (value := one.sheet.model_dump(mode="json")[name])]
        if not stands[name] and len(said) == 1:
            fields[name] = said[0]
    return fields
