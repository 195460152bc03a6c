# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the results stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from django.utils.translation import get_language

from hcat.agenda.api import Item, Result, Series, item, items
from hcat.foundation.api import remembered, today
from hcat.numerics.api import (
    Verdict,
)

from .models import Observation
from .verdicts.gathering import Gathered
from .verdicts.judging import standing_of_result
from .verdicts.standing import (
    BaselineStanding,
    ResultStanding,
    TargetStanding,
)

AT_A_TIME = 50
"""Results that are weighed at once where memory has to stay flat."""


def standing(
    *, as_of: date | None = None, known_on: datetime | None = None
) -> list[ResultStanding]:
    """Every result of the agenda as it stood on a day, in the agenda's order.

    `as_of` sets the day that is spoken of: targets in force then, figures about periods that had
    ended by then, judgements given by then. Corrections made since count, unless `known_on` leaves
    out everything recorded after that moment, also in the agenda. Eight queries, however many
    results.
    """
    return list(_standing(as_of or today(), known_on, get_language()))


@remembered(size=20)
def _standing(
    day: date, known_on: datetime | None, language: str | None
) -> tuple[ResultStanding, ...]:
    """`language` is the reader's, in which a baseline names its source."""
    gathered = Gathered.on(day, results=_in_order(day, known_on), known_on=known_on)
    return tuple(standing_of_result(one, gathered) for one in gathered.results)


def each_standing(*, as_of: date) -> Iterator[ResultStanding]:
    """The same, some results at a time: for who looks at each once and keeps none."""
    results = iter(_in_order(as_of, None))
    while some := list(islice(results, AT_A_TIME)):
        gathered = Gathered.on(as_of, results=some)
        yield from (standing_of_result(one, gathered) for one in some)


def _in_order(day: date, known_on: datetime | None) -> list[Item[Result]]:
    points = {one.key: one.sheet.order for one in items("point", as_of=day, known_on=known_on)}
    results: list[Item[Result]] = items("result", as_of=day, known_on=known_on)
    results.sort(key=lambda one: (points.get(one.sheet.point, len(points)), one.sheet.order))
    return results


def standing_of(
    key: str, *, as_of: date | None = None, known_on: datetime | None = None
) -> ResultStanding:
    """One result as it stood on a day. Raises NotFound for an unknown one."""
    return _standing_of(key, as_of or today(), known_on, get_language())


@remembered(size=100)
def _standing_of(
    key: str, day: date, known_on: datetime | None, language: str | None
) -> ResultStanding:
    found: Item[Result] = item("result", key, as_of=day, known_on=known_on)
    return standing_of_result(found, Gathered.on(day, results=[found], known_on=known_on))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """How many results stand how."""

    as_of: date
    total: int
    counts: Mapping[Verdict, int]
    rests_on_demo: bool

    def sentence(self) -> str:
        """For the front page: "4 of 21 results are on course; 13 were never measured."."""
        from .words.wording import summary_sentence

        return summary_sentence(self.total, self.counts)


def summary(*, as_of: date | None = None) -> Summary:
    """The counts per verdict on a day."""
    return summarise(standing(as_of=as_of), as_of=as_of)


def summarise(results: list[ResultStanding], *, as_of: date | None = None) -> Summary:
    """The counts of results that were fetched already."""
    counts = Counter(one.verdict for one in results)
    return Summary(
        as_of=as_of or today(),
        total=len(results),
        counts={verdict: counts[verdict] for verdict in Verdict},
        rests_on_demo=any(one.rests_on_demo for one in results),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class BaselineToCollect:
    """A starting point that nobody measured, and the cheapest way to get it still."""

    item: Item[Result]
    targets: tuple[TargetStanding, ...]
    """The targets that share it."""
    baseline: BaselineStanding

    @property
    def is_needed(self) -> bool:
        """Whether a target cannot be judged at all without it."""
        return any(one.baseline.is_needed for one in self.targets)


def baselines_to_collect(results: Iterable[ResultStanding]) -> list[BaselineToCollect]:
    """What these results miss, in their order; steps with one baseline stand together."""
    found: list[BaselineToCollect] = []
    for result in results:
        groups: dict[tuple[str, str], list[TargetStanding]] = {}
        for one in result.targets:
            base = one.baseline
            if base.is_missing:
                same = (repr(base.missing_reason), repr(base.to_collect))
                groups.setdefault(same, []).append(one)
        found += [
            BaselineToCollect(item=result.item, targets=tuple(group), baseline=group[0].baseline)
            for group in groups.values()
        ]
    return found


def measured_in_series(*, as_of: date | None = None) -> dict[str, list[Observation]]:
    """By key of each series that a measure computes: what it measured about days until `as_of`.

    In order of time, missing figures included. Which of them stand in the place of a published
    figure is said by :func:`in_one_series`.
    """
    return _measured_in_series(as_of or today())


@remembered(size=20)
def _measured_in_series(day: date) -> dict[str, list[Observation]]:
    series: list[Item[Series]] = items("series", as_of=day)
    measures = {one.sheet.measured_by for one in series if one.sheet.measured_by}
    if not measures:
        return {}
    rows: dict[str, list[Observation]] = defaultdict(list)
    found = Observation.objects.filter(measure__in=measures, is_demo=False).about(day).standing()
    for row in found.defer("inputs", "recorded_by").order_by("start", "id"):
        rows[row.measure].append(row)
    return {
        one.key: [row for row in rows[one.sheet.measured_by] if row.unit == one.sheet.unit]
        for one in series
        if one.sheet.measured_by
    }


def earlier_values(key: str) -> list[Observation]:
    """Every figure ever entered for a result, superseded ones included, newest record first."""
    return list(Observation.objects.filter(result=key).order_by("-recorded_at", "-pk"))
