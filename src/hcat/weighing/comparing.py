# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two rounds beside each other: what changed in the criteria, and what each initiative came to.

Of a round that is open only its criteria and its initiatives are told, never what anybody gave.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from hcat.foundation.api import Translated

from .criteria import SCORES, CriteriaSheet, Criterion
from .models import Entry, Round, Ruling
from .outcome import EntryOutcome, sheet_in
from .queries import entries_with_rulings, outcome_of


@dataclass(frozen=True, slots=True)
class CriterionPair:
    """One criterion in both rounds; None in the one that did not have it."""

    earlier: Criterion | None
    later: Criterion | None
    earlier_percent: float | None
    later_percent: float | None

    @property
    def title(self) -> Translated:
        """As it is called in the later round, where it is there."""
        return _there(self).title

    @property
    def is_reweighed(self) -> bool:
        """Whether its share of all points is another one, also where others came or went."""
        return (
            self.earlier_percent is not None
            and self.later_percent is not None
            and abs(self.earlier_percent - self.later_percent) > 1e-9
        )

    @property
    def has_other_threshold(self) -> bool:
        return (
            self.earlier is not None
            and self.later is not None
            and self.earlier.at_least != self.later.at_least
        )

    @property
    def is_asked_otherwise(self) -> bool:
        """Whether its title or its question reads differently."""
        if self.earlier is None or self.later is None:
            return False
        return (self.earlier.title, self.earlier.question) != (
            self.later.title,
            self.later.question,
        )

    @property
    def reworded(self) -> tuple[tuple[int, Translated, Translated], ...]:
        """Scores of which the words changed, with those words before and after."""
        if self.earlier is None or self.later is None:
            return ()
        both = zip(SCORES, self.earlier.anchors, self.later.anchors, strict=True)
        return tuple((score, old, new) for score, old, new in both if old != new)

    @property
    def is_same(self) -> bool:
        return (
            self.earlier is not None
            and self.later is not None
            and not (self.is_reweighed or self.has_other_threshold or self.is_asked_otherwise)
            and not self.reworded
        )


def _there(one: CriterionPair) -> Criterion:
    found = one.later or one.earlier
    if found is None:
        raise AssertionError("a criterion is in one of the two rounds at least")
    return found


@dataclass(frozen=True, slots=True)
class Side:
    """One initiative in one of the rounds."""

    entry: Entry
    outcome: EntryOutcome | None
    """None while the round is open."""
    ruling: Ruling | None


@dataclass(frozen=True, slots=True)
class EntryPair:
    """One initiative in both rounds; None in the one in which it was not."""

    earlier: Side | None
    later: Side | None

    @property
    def entry(self) -> Entry:
        """As it was called in the later round, where it is there."""
        found = self.later or self.earlier
        if found is None:
            raise AssertionError("an initiative is in one of the two rounds at least")
        return found.entry

    @property
    def is_in_both(self) -> bool:
        return self.earlier is not None and self.later is not None

    @property
    def decisions(self) -> tuple[str, str] | None:
        """What was decided in each; None where that is not so for both."""
        sides = [one.ruling.what for one in (self.earlier, self.later) if one and one.ruling]
        return (sides[0], sides[1]) if len(sides) == 2 else None


@dataclass(frozen=True, slots=True)
class RoundPair:
    """Two rounds, the one of which scoring began first as the earlier one."""

    earlier: Round
    later: Round
    criteria: tuple[CriterionPair, ...]
    """In the order of the later round; those that were dropped last."""
    entries: tuple[EntryPair, ...]
    """By number in the register."""

    @property
    def are_alike(self) -> bool:
        """Whether both were weighed by the same criteria, so that totals mean the same."""
        return all(one.is_same for one in self.criteria)


def put_beside(one: Round, other: Round) -> RoundPair:
    """Two rounds beside each other, in whichever order they are given."""
    earlier, later = sorted((one, other), key=lambda each: (each.opened_on or date.max, each.pk))
    sides = (_sides(earlier), _sides(later))
    keys = {key: side.entry.number for each in sides for key, side in each.items()}
    return RoundPair(
        earlier, later, tuple(_criteria(sheet_in(earlier), sheet_in(later))),
        tuple(
            EntryPair(sides[0].get(key), sides[1].get(key))
            for key in sorted(keys, key=keys.__getitem__)
        ),
    )  # fmt: skip


def _sides(found: Round) -> dict[str, Side]:
    made = None if found.is_open else outcome_of(found)
    return {
        entry.initiative: Side(entry, made.of(entry.number) if made else None, ruling)
        for entry, ruling in entries_with_rulings(found)
    }


def _criteria(earlier: CriteriaSheet, later: CriteriaSheet) -> Iterator[CriterionPair]:
    before = {one.key: one for one in earlier.criteria}
    for one in later.criteria:
        old = before.pop(one.key, None)
        yield CriterionPair(
            old, one, None if old is None else earlier.percent(old), later.percent(one)
        )
    for old in before.values():
        yield CriterionPair(old, None, earlier.percent(old), None)
