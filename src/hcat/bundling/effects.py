# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a proposal would save and cover, told from the sheets; what they do not say is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hcat.agenda.api import DOING, Initiative, Item, items

LISTS = ("placements", "ways", "points", "levels", "places", "partners")
"""Fields of a sheet that an heir can take over by adding up."""
LISTS_OF_WHAT_ENDS = ("funders", "evidence")
"""Added up as well where the others end: as long as they go on, these stay theirs."""
MEANS = ("people", "money")
"""What goes into an initiative."""


@dataclass(frozen=True, slots=True)
class Cover:
    """Of one field, what the register covers by initiatives that run, and would no longer or newly
    cover."""

    field: str
    gained: tuple[str, ...]
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Means:
    """What goes into the members together, `people` in FTE or `money` in euros. None: not stated by
    any of them."""

    field: str
    now: float | None
    then: float | None
    silent: tuple[str, ...]
    """Keys of the members whose sheet does not state it; it counts in neither."""


@dataclass(frozen=True, slots=True)
class Effects:
    fewer: int
    """Initiatives that end."""
    covers: tuple[Cover, ...]
    means: tuple[Means, ...]
    has_heir: bool
    """Whether one leads, whose sheet then is in the proposal."""
    goes_on: bool
    """Whether any member does. Where none does, all go on outside the umbrella."""


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
    return Effects(
        fewer=len(ending), covers=tuple(covers), has_heir=heir is not None,
        goes_on=len(ending) < len(members),
        means=tuple(_means(field, members, ending, heir) for field in MEANS),
    )  # fmt: skip


def _means(
    field: str, members: Sequence[Item[Initiative]], ending: Sequence[str],
    heir: Mapping[str, Any] | None,
) -> Means:  # fmt: skip
    stated = {one.key: getattr(one.sheet, field) for one in members}
    after = {key: value for key, value in stated.items() if key not in ending}
    if heir is not None:
        after[heir["key"]] = heir.get(field)
    return Means(
        field, now=_sum(stated.values()), then=_sum(after.values()),
        silent=tuple(key for key, value in stated.items() if value is None),
    )  # fmt: skip


def _sum(values: Iterable[float | None]) -> float | None:
    stated = [value for value in values if value is not None]
    return sum(stated) if stated else None


def heirs_fields(
    members: Sequence[Item[Initiative]], heir: str, *, others_end: bool
) -> dict[str, Any]:
    """What the heir's sheet becomes when it takes over what the others cover: their lists added to
    its own; what only one of them says, where it says nothing itself.

    `others_end`: they go on in the heir, which takes over who pays, what shows it, and all that
    goes into them and comes out, as far as it is stated. How much less will do, people say.
    """
    ours = next(one for one in members if one.key == heir)
    stands = ours.sheet.model_dump(mode="json")
    fields: dict[str, Any] = {}
    for name in (*LISTS, *LISTS_OF_WHAT_ENDS) if others_end else LISTS:
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
    if others_end:
        fields |= _added_up(members, ours)
    for name in ("summary", "target_group", "yields"):
        said = [value for one in members if (value := one.sheet.model_dump(mode="json")[name])]
        if not stands[name] and len(said) == 1:
            fields[name] = said[0]
    return fields


def _added_up(members: Sequence[Item[Initiative]], ours: Item[Initiative]) -> dict[str, Any]:
    """People, money and, where all count the same, how many it reaches; what nobody states stays
    not stated."""
    fields: dict[str, Any] = {}
    for name in MEANS:
        together = _sum(getattr(one.sheet, name) for one in members)
        if together != getattr(ours.sheet, name):
            fields[name] = together
    reaching = [one.sheet for one in members if one.sheet.reach is not None]
    whom = [one.model_dump(mode="json")["reach_of"] for one in reaching]
    if reaching and all(one == whom[0] for one in whom):
        together = sum(one.reach or 0 for one in reaching)
        if (together, whom[0]) != (
            ours.sheet.reach, ours.sheet.model_dump(mode="json")["reach_of"],
        ):  # fmt: skip
            fields |= {"reach": together, "reach_of": whom[0]}
    return fields
