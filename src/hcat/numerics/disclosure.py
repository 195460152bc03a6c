# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which cells of tables may be shown, so that nobody's answer can be worked out from them.

A cell is hidden when it speaks for too few, when everybody in it says the same, or when one unit
makes up most of its sum. Others are hidden with it where margins, or tables of the same units,
would give it away: an attacker who knows all that is shown, and that no count is below 0, must find
it possible that the hidden units are at least `k`, and that they do not all say the same.

Reasons are for the desk. Published with the table they would tell the attacker more: there, every
hidden cell is only "not shown". The attacker is in :mod:`hcat.numerics.recovery`. Sources:
Hundepool et al. 2012, Statistical Disclosure Control, 4; for the others Kelly, Golden & Assad 1992.
Loads NumPy and SciPy: reach it through the api.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from itertools import combinations
from typing import TypeVar

from hcat.numerics.errors import NumericsError
from hcat.numerics.recovery import Demand, System

Key = Hashable
Sum = tuple[Key, tuple[Key, ...]]
Unit = TypeVar("Unit", bound=Hashable)
LEAST_UNITS = 5
MOST_TRIES = 600
"""Checks spent on showing again what turned out to protect nothing."""


class Margin(Enum):
    """The label of a row or column that adds up the others."""

    ALL = "all"


ALL = Margin.ALL


class Hidden(StrEnum):
    """Why a cell is not shown."""

    TOO_FEW = "too_few"
    """It speaks for fewer than k units."""
    SAME_ANSWER = "same_answer"
    """All its units, or all but one, said the same."""
    DOMINATED = "dominated"
    """One or two units make up most of the sum."""
    PROTECTS_ANOTHER = "protects_another"
    """With it, a hidden cell could be worked out."""


@dataclass(frozen=True, slots=True)
class Part:
    """Units that are in exactly these groups: never shown, but perhaps to be worked out."""

    groups: frozenset[Key]


@dataclass(frozen=True, slots=True)
class DisclosureRules:
    """From when on a cell is shown.

    ``k``          units that it speaks for at least
    ``spare``      so many may say otherwise and all the others still count as saying the same: one
                   who does knows what the others said
    ``largest``, ``dominance``  a sum is hidden when its `largest` units make up more than this part
    ``nearness``   or when the second largest could tell the largest to within this part of it (p%)
    """

    k: int = LEAST_UNITS
    spare: int = 1
    largest: int = 2
    dominance: float = 0.85
    nearness: float = 0.10

    def __post_init__(self) -> None:
        if self.k < 2 or self.spare < 0 or self.largest < 1 or not (
            0 < self.dominance < 1 and 0 < self.nearness < 1
        ):  # fmt: skip
            raise NumericsError.about(
                f"the rules {self}", "a cell of one unit is its answer, and parts lie from 0 to 1",
                "give k of at least 2, and 85% as 0.85",
            )  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class CellTable:
    """Cells that are shown or hidden, and how they add up. Tables with a key in common share it.

    ``cells``          count of units per key
    ``sums``           (whole, its parts): the parts add up to the whole
    ``rows``           for a distribution: number of answers → its choices; shown or hidden together
    ``contributions``  for sums: what each unit of the cell adds, 0 or more
    ``unshown``        keys that are never shown
    """

    cells: Mapping[Key, int]
    sums: tuple[Sum, ...] = ()
    rows: Mapping[Key, tuple[Key, ...]] = field(default_factory=dict)
    contributions: Mapping[Key, Sequence[float]] | None = None
    unshown: frozenset[Key] = frozenset()


@dataclass(frozen=True, slots=True)
class Difference:
    """Two populations that differ by few `units`: what is told of both tells of these."""

    one: Key
    other: Key
    units: int


def crossed(
    rows: Sequence[Key], columns: Sequence[Key], counts: Sequence[Sequence[int]]
) -> CellTable:
    """A table of counts with its margins. Keys are (row, column), with ``ALL`` for a margin.

    >>> crossed("ab", "xy", [[1, 2], [3, 4]]).cells["a", ALL]
    3
    """
    if len(counts) != len(rows) or any(len(row) != len(columns) for row in counts):
        raise NumericsError.about(
            "counts of another shape than their labels", "each has a row and a column",
            "give a row of counts per row, one per column",
        )  # fmt: skip
    cells: dict[Key, int] = {}
    for row, line in zip(rows, counts, strict=True):
        cells |= {(row, column): int(n) for column, n in zip(columns, line, strict=True)}
        cells[row, ALL] = int(sum(line))
    for at, column in enumerate((*columns, ALL)):
        inside = [line[at] if column is not ALL else sum(line) for line in counts]
        cells[ALL, column] = int(sum(inside))
    sums: list[Sum] = [((r, ALL), tuple((r, c) for c in columns)) for r in (*rows, ALL)]
    sums += [((ALL, c), tuple((r, c) for r in rows)) for c in (*columns, ALL)]
    return CellTable(cells, tuple(sums))


def populations_of(members: Mapping[Key, Collection[Hashable]]) -> CellTable:
    """The number of units of each group, for a mean or a share that is told of each.

    `members`: the units of every group of which a figure is told, the whole included; groups may
    overlap, as sectors, sizes and waves of the same units do. What lies between them is looked at
    too: so no two groups are shown that differ by fewer than k units.
    """
    parts, sums = _parts(members)
    cells = {key: len(units) for key, units in parts.items()}
    cells |= {key: len(set(units)) for key, units in members.items()}
    return CellTable(cells, tuple(sums), unshown=frozenset(set(parts) - set(members)))


def answers_of(
    members: Mapping[Key, Collection[int]], answers: Sequence[Hashable], choices: Sequence[Key]
) -> CellTable:
    """The distribution of a choice in each group: yes and no, or one of more choices.

    `answers` by unit; `members` are places in it; an answer outside `choices` is none. Keys are
    (group, choice), and (group, ALL) for the number of answers. Raises NumericsError for fewer than
    two choices: everybody says the same.
    """
    if len(choices) < 2:
        raise NumericsError.about(
            f"{len(choices)} choices", "with one, everybody says the same",
            "give the choice not made too",
        )  # fmt: skip
    known = set(choices)
    given = {
        key: [unit for unit in dict.fromkeys(units) if answers[unit] in known]
        for key, units in members.items()
    }
    parts, links = _parts(given)
    cells: dict[Key, int] = {}
    rows: dict[Key, tuple[Key, ...]] = {}
    sums: list[Sum] = []
    for group, units in (parts | given).items():
        said = [answers[unit] for unit in units]
        cells |= {(group, choice): said.count(choice) for choice in choices}
        cells[group, ALL] = len(said)
        rows[group, ALL] = tuple((group, choice) for choice in choices)
        sums.append(((group, ALL), rows[group, ALL]))
    for whole, inside in links:
        sums += [
            ((whole, choice), tuple((part, choice) for part in inside))
            for choice in (*choices, ALL)
        ]
    apart = set(parts) - set(members)
    hidden = frozenset((part, choice) for part in apart for choice in (*choices, ALL))
    return CellTable(cells, tuple(sums), rows, unshown=hidden)


def amounts_of(members: Mapping[Key, Collection[int]], values: Sequence[float]) -> CellTable:
    """The sum of an amount (0 or more) in each group. `members` are places in `values`."""
    if any(not (math.isfinite(value) and value >= 0) for value in values):
        raise NumericsError.about(
            "an amount below 0, or missing", "the rules of dominance are for parts of a whole",
            "leave out units without an amount",
        )  # fmt: skip
    parts, sums = _parts(members)
    every = parts | {key: list(dict.fromkeys(units)) for key, units in members.items()}
    given = {key: [float(values[unit]) for unit in units] for key, units in every.items()}
    cells = {key: len(one) for key, one in given.items()}
    apart = frozenset(set(parts) - set(members))
    return CellTable(cells, tuple(sums), contributions=given, unshown=apart)


def differing(
    members: Mapping[Key, Collection[Hashable]], *, k: int = LEAST_UNITS
) -> tuple[Difference, ...]:
    """Pairs of groups that differ by 1 to k − 1 units: at most one of each pair may be shown.

    >>> differing({"all": range(20), "without late answers": range(18)})[0].units
    2
    """
    sets = {key: set(units) for key, units in members.items()}
    pairs = ((one, other, len(sets[one] ^ sets[other])) for one, other in combinations(sets, 2))
    return tuple(Difference(*pair) for pair in pairs if 0 < pair[2] < k)


def safe(tables: Sequence[CellTable], rules: DisclosureRules | None = None) -> dict[Key, Hidden]:
    """The cells to hide, each with its reason; all others may be shown together.

    What is hidden besides is found one protection at a time, the cheapest (fewest units) first, and
    shown again where it turns out to be superfluous: it is safe, and not always the least possible.
    Raises NumericsError for sums that do not add up, or a key with two counts.

    >>> made = safe([crossed("abc", "xy", [[2, 20], [30, 31], [40, 41]])])
    >>> made["a", "x"].value, len(made)
    ('too_few', 4)
    """
    case = _Case.of(tables, rules or DisclosureRules())
    reasons = dict(case.primary)
    hidden = case.together(set(reasons) | case.unshown)
    for demand in sorted(case.demands, key=lambda one: -one.least_high):
        if not case.systems[demand.system].allows(demand, hidden):
            beside = case.systems[demand.system].cheapest(demand, hidden)
            hidden = case.together(hidden | beside)
    hidden = case.slimmed(hidden)
    for key in hidden - case.unshown:
        reasons.setdefault(key, case.row_reason(key))
    return reasons


def recoverable(
    tables: Sequence[CellTable], hidden: Collection[Key], rules: DisclosureRules | None = None
) -> frozenset[Key]:
    """What an attacker works out, though it should be hidden: empty when the tables are safe.

    A cell that the rules hide and that is shown counts as worked out. `Part` keys are units that no
    table shows apart. Errors as in :func:`safe`.

    >>> table = crossed("ab", "xy", [[2, 20], [30, 31]])
    >>> sorted(recoverable([table], [("a", "x")]))
    [('a', 'x')]
    """
    case = _Case.of(tables, rules or DisclosureRules())
    secret = set(hidden) | case.unshown
    return frozenset(
        demand.key
        for demand in case.demands
        if not case.systems[demand.system].allows(demand, secret)
    ) | (frozenset(case.primary) - secret)


def _parts(
    members: Mapping[Key, Collection[Unit]],
) -> tuple[dict[Key, list[Unit]], list[Sum]]:
    """Units by the groups that they are in, and what the groups add up to."""
    inside: dict[Unit, list[Key]] = defaultdict(list)
    for key, units in members.items():
        for unit in dict.fromkeys(units):
            inside[unit].append(key)
    found: dict[frozenset[Key], list[Unit]] = defaultdict(list)
    for unit, keys in inside.items():
        found[frozenset(keys)].append(unit)
    sizes = {key: len(set(units)) for key, units in members.items()}
    named: dict[frozenset[Key], Key] = {}
    for groups, units in found.items():
        # A group that is no more than this part stands for it.
        same = next((key for key in members if key in groups and sizes[key] == len(units)), None)
        named[groups] = Part(groups) if same is None else same
    sums = [
        (key, parts)
        for key in members
        if (parts := tuple(name for groups, name in named.items() if key in groups)) != (key,)
    ]
    return {named[groups]: units for groups, units in found.items()}, sums


@dataclass(frozen=True, slots=True, eq=False)
class _Case:
    """All tables as systems of equations, and what each must leave open."""

    systems: tuple[System, ...]  # first the counts, then one of each table of sums
    demands: tuple[Demand, ...]
    primary: dict[Key, Hidden]
    rows: dict[Key, frozenset[Key]]  # key → all that are hidden with it
    unshown: frozenset[Key]

    @classmethod
    def of(cls, tables: Sequence[CellTable], rules: DisclosureRules) -> _Case:
        counts: dict[Key, float] = {}
        links: dict[Sum, None] = {}
        for table in tables:
            for key, count in table.cells.items():
                if counts.setdefault(key, count) != count or count < 0:
                    raise NumericsError.about(
                        f"the cell {key!r} with counts {counts[key]} and {count}",
                        "a key is one cell, in all tables, and a count is 0 or more",
                        "give cells of other units another key",
                    )
            links |= dict.fromkeys(table.sums)
        unshown = frozenset(key for table in tables for key in table.unshown)
        systems = [System(counts, tuple(links), whole=True)]
        primary: dict[Key, Hidden] = {}
        demands: list[Demand] = []
        rows: dict[Key, frozenset[Key]] = {}
        for table in tables:
            choices = {key for row in table.rows.values() for key in row}
            for key, count in table.cells.items():
                if 0 < count < rules.k and key not in choices:
                    demands.append(Demand(0, key, (key,), least_high=rules.k))
                    primary.setdefault(key, Hidden.TOO_FEW)
            for base, row in table.rows.items():
                rows |= dict.fromkeys((base, *row), frozenset((base, *row)))
                most = max(row, key=lambda one: table.cells[one])
                others = tuple(key for key in row if key != most)
                few = 0 < table.cells[base] < rules.k
                same = sum(table.cells[key] for key in others) <= rules.spare
                if table.cells[base] and (few or same):
                    demands.append(Demand(0, base, others, least_high=rules.spare + 1))
                    for key in (base, *row):
                        primary.setdefault(key, Hidden.TOO_FEW if few else Hidden.SAME_ANSWER)
            if table.contributions is not None:
                systems.append(
                    System(
                        {key: math.fsum(one) for key, one in table.contributions.items()},
                        table.sums, whole=False,
                    )
                )  # fmt: skip
                for key, given in table.contributions.items():
                    _amount(key, given, len(systems) - 1, rules, primary, demands)
        # What is never shown needs no hiding, though it must not come out either.
        primary = {key: why for key, why in primary.items() if key not in unshown}
        return cls(tuple(systems), tuple(demands), primary, rows, unshown)

    def together(self, keys: Collection[Key]) -> frozenset[Key]:
        """With what is hidden along with them."""
        return frozenset(keys).union(*(self.rows[key] for key in keys if key in self.rows))

    def slimmed(self, hidden: frozenset[Key]) -> frozenset[Key]:
        """Without what protects nothing: the largest are shown again first."""
        counts = self.systems[0].values
        fixed = self.together(set(self.primary) | self.unshown)
        blocks = {self.rows.get(key, frozenset([key])) for key in hidden - fixed}
        tries = MOST_TRIES
        for block in sorted(blocks, key=lambda one: (-max(counts[key] for key in one), str(one))):
            tries -= len(self.demands)
            if tries < 0:
                break
            fewer = hidden - block
            if all(self.systems[one.system].allows(one, fewer) for one in self.demands):
                hidden = fewer
        return hidden

    def row_reason(self, key: Key) -> Hidden:
        """A choice is hidden for the reason of its row."""
        found = [self.primary[one] for one in self.rows.get(key, ()) if one in self.primary]
        return found[0] if found else Hidden.PROTECTS_ANOTHER


def _amount(
    key: Key, given: Sequence[float], system: int, rules: DisclosureRules,
    primary: dict[Key, Hidden], demands: list[Demand],
) -> None:  # fmt: skip
    if not given:
        return
    total, ranked = math.fsum(given), sorted(given, reverse=True)
    largest = ranked[0]
    top = math.fsum(ranked[: rules.largest])
    beyond = math.fsum(ranked[2:])
    slack = 1e-9 * max(total, 1e-300)
    if total == 0:
        # All of them have nothing: it must be possible that one has something.
        primary.setdefault(key, Hidden.SAME_ANSWER)
        demands.append(Demand(system, key, (key,), least_high=1e-6))
        return
    dominated = top > rules.dominance * total + slack or beyond < rules.nearness * largest - slack
    if dominated:
        primary.setdefault(key, Hidden.DOMINATED)
    if dominated or len(given) < rules.k:
        room = max(rules.nearness * largest, top / rules.dominance - total)
        demands.append(
            Demand(system, key, (key,), least_high=total + room, most_low=max(0.0, total - room))
        )
