# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a proposal would save and cover, told from the sheets; what they do not say is not known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hcat.agenda.api import DOING, Initiative, Item, item, items

from .catching_up import caught_up
from .models import Proposal

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
    goes_on: bool
    """Whether any member does. Where none does, all go on outside the umbrella."""


def effects_of(found: Proposal) -> Effects:
    """What a proposal would save and cover: as the sheets read now or, once it was decided, as it
    was told then."""
    if not found.is_open:
        return _as_told(found.told)
    members = [item("initiative", key) for key in found.members]
    heirs = {
        one.key: {**one.sheet.model_dump(mode="json"), **caught_up(found, one.key).fields}
        for one in members
        if one.key in found.takers
    }
    return effects_of_proposal(members, found.ending, heirs)


def _as_told(told: Mapping[str, Any]) -> Effects:
    """From how `dataclasses.asdict` and JSON keep it."""
    return Effects(
        fewer=told["fewer"], goes_on=told["goes_on"],
        covers=tuple(
            Cover(one["field"], tuple(one["gained"]), tuple(one["lost"])) for one in told["covers"]
        ),
        means=tuple(
            Means(one["field"], one["now"], one["then"], tuple(one["silent"]))
            for one in told["means"]
        ),
    )  # fmt: skip


def effects_of_proposal(
    members: Sequence[Item[Initiative]],
    ending: Sequence[str],
    heirs: Mapping[str, Mapping[str, Any]],
) -> Effects:
    """`ending`: keys that end; `heirs`: by key the sheets of those that take something over."""
    keys = {one.key for one in members}
    others = [
        one.sheet.model_dump(mode="json") for one in items("initiative") if one.key not in keys
    ]
    stand = [one.sheet.model_dump(mode="json") for one in members]
    after = [{**sheet, **heirs.get(sheet["key"], {})} for sheet in stand]
    after = [sheet for sheet in after if sheet["key"] not in ending]
    covers = []
    for field in ("ways", "levels", "places"):
        elsewhere, now, then = (_covered(field, some) for some in (others, stand, after))
        gained = sorted(then - now - elsewhere)
        lost = sorted(now - then - elsewhere)
        if gained or lost:
            covers.append(Cover(field, tuple(gained), tuple(lost)))
    return Effects(
        fewer=len(ending), covers=tuple(covers), goes_on=bool(after),
        means=tuple(
            Means(
                field, now=summed(sheet[field] for sheet in stand),
                then=summed(sheet[field] for sheet in after),
                silent=tuple(sheet["key"] for sheet in stand if sheet[field] is None),
            )
            for field in MEANS
        ),
    )  # fmt: skip


def _covered(field: str, sheets: Sequence[Mapping[str, Any]]) -> set[str]:
    """By what runs or was carried out."""
    return {str(value) for one in sheets if one["status"] in DOING for value in one[field]}


def summed(values: Iterable[float | None]) -> float | None:
    """Of those that are stated; None where none is."""
    stated = [value for value in values if value is not None]
    return sum(stated) if stated else None
