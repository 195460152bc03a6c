# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What those that go on take over from the others: told from the sheets, for people to change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hcat.agenda.api import Initiative, Item

from .effects import MEANS, summed

LISTS = ("placements", "ways", "points", "levels", "places", "partners")
"""Fields of a sheet that an heir can take over by adding up."""
LISTS_OF_WHAT_ENDS = ("funders", "evidence")
"""Added up as well where the others end: as long as they go on, these stay theirs."""


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
        together = summed(getattr(one.sheet, name) for one in members)
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


def regrouped_fields(
    members: Sequence[Item[Initiative]],
    heirs: Sequence[str],
    alike: Mapping[tuple[str, str], float],
) -> dict[str, dict[str, Any]]:
    """What each of several heirs takes over. What ends goes as a whole into the one that it is most
    alike, the first of them where it is like none: so nothing is counted twice, or lost.

    `alike`: of two keys in their order, how likely they overlap.
    """
    goes: dict[str, list[Item[Initiative]]] = {
        heir: [one for one in members if one.key == heir] for heir in heirs
    }
    for one in members:
        if one.key not in goes:
            nearest = max(heirs, key=lambda heir: alike.get(_in_order(one.key, heir), 0.0))
            goes[nearest].append(one)
    return {heir: heirs_fields(some, heir, others_end=True) for heir, some in goes.items()}


def _in_order(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)
