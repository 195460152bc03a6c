# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""All regions over all draws, on one worker or many: the forecast.

A worker gets some regions and gives back what the draws say about them, never the draws: memory
stays flat however many regions there are. Since every chance number hangs on what it is for, the
figures are the same on any number of workers, to the last bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from importlib.util import find_spec
from types import ModuleType
from typing import Final

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour import balance, reference
from hcat.numerics.labour.axes import Axes
from hcat.numerics.labour.balance import Prospects
from hcat.numerics.labour.fortune import Fortune
from hcat.numerics.labour.market import Floats, Market
from hcat.numerics.labour.reference import grained
from hcat.numerics.labour.summary import Outcome, outcome

QUANTITIES: Final = ("balance", "inflow", "openings", "expansion_demand", "replacement_demand")
"""What gets an interval. `expansion_demand` is the expansion where above zero, as ROA has it."""

TASKS_PER_WORKER: Final = 4
"""So that a slow worker leaves no long wait at the end."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Some educations of a region, taken together: one, a level, a field, or all (both empty)."""

    level: str = ""
    field: str = ""

    def __str__(self) -> str:
        return "/".join(part for part in (self.level, self.field) if part) or "all"


def slices(axes: Axes) -> tuple[Slice, ...]:
    """All, each level, each field, each education."""
    return (
        Slice(),
        *(Slice(level=one) for one in axes.levels),
        *(Slice(field=one) for one in axes.fields),
        *(Slice(one.level, one.field) for one in axes.educations),
    )


def members(axes: Axes, part: Slice) -> npt.NDArray[np.intp]:
    """Places of the educations in a slice."""
    return np.array(
        [
            at
            for at, one in enumerate(axes.educations)
            if part.level in ("", one.level) and part.field in ("", one.field)
        ],
        dtype=np.intp,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How to draw: how many times, from which seed, and which education stands in for which."""

    draws: int = 1000
    seed: int = 2012
    taken_over: Floats | None = None
    """(E, E) as `balance.substitution` wants it; None where nobody takes over."""
    compiled: bool | None = None
    """Whether to use the compiled kernel; None where Numba is there."""

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise NumericsError.about(
                f"{self.draws} draws", "nothing can be said of none", "draw at least once"
            )


@dataclass(frozen=True, slots=True)
class Told:
    """What the draws say about some regions (R', slices K, years T).

    `means` (R', K, C, T) of the components, on the grid of persons, so that the causes add up.
    `outcomes` per quantity, each (R', K, T). `classes` (R', K, 5): the probability of each class of
    prospects over the whole period. `indicator`: ROA's indicator, each (R', K).
    """

    means: Floats
    outcomes: dict[str, Outcome]
    classes: Floats
    indicator: Outcome


@dataclass(frozen=True, slots=True)
class Projection:
    """A forecast for every region, slice and year, with how sure it is."""

    axes: Axes
    run: Run
    told: Told
    slices: tuple[Slice, ...] = field(default=())

    def place(self, region: str, part: Slice) -> tuple[int, int]:
        """Where a region and slice stand in the arrays. Raises NumericsError for an unknown one."""
        if region not in self.axes.regions or part not in self.slices:
            raise NumericsError.about(
                f"{part} in {region}",
                "the forecast does not have it",
                "choose a region, level and field that it was made for",
            )
        return self.axes.regions.index(region), self.slices.index(part)

    def outcome(self, quantity: str, region: str, part: Slice | None = None) -> Outcome:
        """A quantity over the years, (T,)."""
        if quantity not in QUANTITIES:
            raise NumericsError.about(
                f"the quantity {quantity!r}",
                "it has no interval",
                f"choose from {', '.join(QUANTITIES)}",
            )
        at = self.place(region, part or Slice())
        found = self.told.outcomes[quantity]
        return Outcome(found.mean[at], found.quantiles[at], found.below_zero[at])

    def means(self, region: str, part: Slice | None = None) -> Floats:
        """(C, T) the mean of each component; the mean balance is their exact sum."""
        return np.asarray(self.told.means[self.place(region, part or Slice())])

    def contributions(self, region: str, part: Slice | None = None) -> dict[balance.Cause, Floats]:
        """What each cause adds to the mean balance of each year, (T,)."""
        return balance.contributions(self.means(region, part), axis=0)

    def causes_of_change(
        self, region: str, part: Slice | None = None
    ) -> dict[balance.Cause, Floats]:
        """What each cause adds to the change of the mean balance since the first year, (T,)."""
        return balance.causes_of_change(self.means(region, part), axis=0)

    def classes(self, region: str, part: Slice | None = None) -> dict[Prospects, float]:
        """The probability of each class of prospects over the whole period."""
        found = self.told.classes[self.place(region, part or Slice())]
        return {one: float(found[at]) for at, one in enumerate(Prospects)}


Progress = Callable[[int, int], None]


def project(
    market: Market,
    run: Run | None = None,
    *,
    executor: Executor | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> Projection:
    """The forecast of a market: everything from the first year to the last, in every draw.

    `executor` spreads the regions over its `workers`; without one, all is done here. `progress`
    is told how many regions of how many are done. Raises NumericsError for input that cannot be.
    """
    run = run or Run()
    groups = list(_groups(market.axes.regions, workers if executor else 1))
    task = partial(tell, run=run)
    parts: list[Told] = []
    done = 0
    given = map(market.only, groups)
    for group, part in zip(
        groups, executor.map(task, given) if executor else map(task, given), strict=True
    ):
        parts.append(part)
        done += len(group)
        if progress:
            progress(done, len(market.axes.regions))
    return Projection(market.axes, run, _joined(parts), slices(market.axes))


def tell(market: Market, run: Run) -> Told:
    """What the draws say about the regions of a market."""
    module = engine(run.compiled)
    fortune = Fortune(market, run.seed, 0, run.draws, module.normals)
    parts = [members(market.axes, part) for part in slices(market.axes)]
    flows, told = None, []
    for region in range(market.sizes["R"]):
        flows = module.region_flows(fortune, region, into=flows)
        told.append(_tell_region(market, region, flows, run, parts))
    return _joined(told)


def region_flows(market: Market, run: Run, region: int = 0) -> Floats:
    """The draws themselves of one region, (E, C, T, D)."""
    module = engine(run.compiled)
    fortune = Fortune(market, run.seed, 0, run.draws, module.normals)
    flows: Floats = module.region_flows(fortune, region)
    return flows


def engine(compiled: bool | None) -> ModuleType:
    """The compiled kernel where Numba is there, the plain one otherwise.

    Raises NumericsError where the compiled one is asked for and Numba is not there.
    """
    has_numba = find_spec("numba") is not None
    if compiled and not has_numba:
        raise NumericsError.about(
            "the compiled kernel",
            "it needs Numba, which is not installed",
            "install human-capital-agenda[forecast], or use the plain one",
        )
    if compiled is False or not has_numba:
        return reference
    from hcat.numerics.labour import kernel

    return kernel


def _tell_region(
    market: Market, region: int, flows: Floats, run: Run, parts: Sequence[npt.NDArray[np.intp]]
) -> Told:
    """What the flows (E, C, T, D) of one region say about its slices, each given as its members."""
    start = market.array("stock")[region].sum(axis=-1) * market.array("unemployed")[region]
    moved = _substitution(flows, run)
    told = [_tell_slice(_sum(flows, at), start[at].sum(), _sum(moved, at)) for at in parts]
    return _joined(told, axis=1)


def _tell_slice(flows: Floats, unemployed: float, moved: Floats) -> Told:
    """What the flows (C, T, D) of one slice of one region say."""
    figures = _figures(flows)
    told = outcome(figures)
    indicator = balance.prospects_indicator(
        figures[QUANTITIES.index("inflow")].sum(axis=0),
        unemployed,
        balance.expansion(flows, 0).sum(axis=0),
        figures[QUANTITIES.index("replacement_demand")].sum(axis=0),
        moved,
    )
    return Told(
        grained(flows.mean(axis=-1))[None, None],
        {
            name: Outcome(*(getattr(told, kind)[None, None, at] for kind in PARTS))
            for at, name in enumerate(QUANTITIES)
        },
        balance.class_probabilities(indicator)[None, None],
        outcome(indicator[None, None]),
    )


def _figures(flows: Floats) -> Floats:
    """(Q, T, D): the draws of `QUANTITIES`, in their order, from flows (C, T, D)."""
    inflow, expansion = balance.inflow(flows, 0), balance.expansion(flows, 0)
    replacement = balance.replacement(flows, 0)
    openings = expansion + replacement
    demand = np.maximum(expansion, 0.0)
    return np.stack([balance.balance(inflow, openings), inflow, openings, demand, replacement])


def _sum(flows: Floats, at: npt.NDArray[np.intp]) -> Floats:
    """The flows of some educations together, without a copy of each."""
    first, *others = at
    if not others:
        return np.asarray(flows[first])
    total: Floats = flows[first].copy()
    for one in others:
        total += flows[one]
    return total


def _substitution(flows: Floats, run: Run) -> Floats:
    """(E, D) demand that moves between educations, over the whole period."""
    if run.taken_over is None:
        return np.zeros((flows.shape[0], flows.shape[-1]))
    total = flows.sum(axis=2)  # (E, C, D)
    return balance.substitution(balance.openings(total) - balance.inflow(total), run.taken_over)


PARTS: Final = ("mean", "quantiles", "below_zero")


def _joined(parts: Sequence[Told], axis: int = 0) -> Told:
    """Regions, or slices with axis 1, beneath each other."""

    def joined(found: Sequence[Outcome]) -> Outcome:
        return Outcome(
            *(np.concatenate([getattr(one, name) for one in found], axis=axis) for name in PARTS)
        )

    return Told(
        np.concatenate([one.means for one in parts], axis=axis),
        {name: joined([one.outcomes[name] for one in parts]) for name in QUANTITIES},
        np.concatenate([one.classes for one in parts], axis=axis),
        joined([one.indicator for one in parts]),
    )


def _groups(regions: Sequence[str], workers: int) -> Iterator[Sequence[str]]:
    """Regions in as many tasks as keep all workers busy."""
    size = max(1, -(-len(regions) // (workers * TASKS_PER_WORKER))) if workers > 1 else len(regions)
    for start in range(0, len(regions), size):
        yield regions[start : start + size]
