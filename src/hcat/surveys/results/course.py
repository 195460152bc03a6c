# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure of all together over the waves: does it rise in each, and is each rise significant?

"Rising" is of the figures themselves and says nothing of chance. "Significantly rising" asks that
every step is proven at 5%, one-sided; as all of them must hold, no correction is needed
(intersection–union). One step that does not rise is enough to say no, whatever the others do; where
a step is not known and no other says no, it cannot be told.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hcat.surveys.models import Break, ReleasedChange, ReleasedFigure, Wave

from .comparing import ALPHA, ROUNDING, broken_since
from .derived import breaks_with
from .reasons import Hidden

HELD = (Wave.State.OPEN, Wave.State.CLOSED, Wave.State.RELEASED)
"""Of such a wave people were asked, so that a course over it has a step there."""
Key = tuple[str, str]
"""Choice and statistic."""


@dataclass(frozen=True, slots=True)
class Step:
    """From one wave to the next one. `change` is None where it was not worked out."""

    earlier: Wave
    later: Wave
    change: ReleasedChange | None
    rises: bool | None
    """None where one of the two figures is not there or not shown."""

    @property
    def is_significant(self) -> bool | None:
        if self.rises is False:
            return False
        if self.rises is None or self.change is None or self.change.p_rising is None:
            return None
        return self.change.p_rising <= ALPHA


@dataclass(frozen=True, slots=True)
class Course:
    """The waves since the last break, from the first to the last that has this figure; of one
    without it, or in which it is hidden, there is none or a hidden one in `figures`."""

    waves: tuple[Wave, ...]
    figures: tuple[ReleasedFigure | None, ...]
    steps: tuple[Step, ...]

    @property
    def is_rising(self) -> bool | None:
        """Each is higher than the one before; None with fewer than two, or a step not known."""
        return _all(one.rises for one in self.steps)

    @property
    def is_significant(self) -> bool | None:
        """Each rise is significant by itself."""
        return _all(one.is_significant for one in self.steps)

    @property
    def lately(self) -> Course:
        """The unbroken rise up to the last wave: without steps where the last one is none."""
        at = len(self.steps)
        while at and self.steps[at - 1].rises:
            at -= 1
        return Course(self.waves[at:], self.figures[at:], self.steps[at:])

    @property
    def missing(self) -> tuple[tuple[Wave, str], ...]:
        """The waves in it of which no figure is shown, each with the reason."""
        return tuple(
            (wave, figure.hidden if figure else _absent(wave))
            for wave, figure in zip(self.waves, self.figures, strict=True)
            if figure is None or figure.hidden
        )


def _absent(wave: Wave) -> str:
    return "not_asked" if wave.state == Wave.State.RELEASED else "not_released"


def _all(parts: Iterable[bool | None]) -> bool | None:
    found = list(parts)
    if any(one is False for one in found):
        return False
    return True if found and all(found) else None


def courses(survey: int, concept: str) -> dict[Key, Course]:
    """By choice and statistic, that of each share and mean of a concept; `survey` is its number.

    Reads what was released only, in four queries. Rankings have none: their figures are places, of
    which a lower one is better.
    """
    figures: dict[Key, dict[int, ReleasedFigure]] = {}
    rows = ReleasedFigure.objects.filter(
        release__wave__survey=survey, concept=concept, dimension=""
    ).exclude(statistic=ReleasedFigure.Statistic.RANK)
    for row in rows.select_related("release"):
        figures.setdefault((row.choice, row.statistic), {})[row.release.wave_id] = row
    waves = _since_the_break(survey, concept, {at for mine in figures.values() for at in mine})
    changes: dict[Key, dict[tuple[int, int], ReleasedChange]] = {}
    made = ReleasedChange.objects.filter(release__wave__in=waves, concept=concept)
    for one in made.select_related("release", "since"):
        mine = changes.setdefault((one.choice, one.statistic), {})
        mine[one.since.wave_id, one.release.wave_id] = one
    found = {key: _course(waves, mine, changes.get(key, {})) for key, mine in figures.items()}
    return {key: one for key, one in found.items() if one is not None}


def _since_the_break(survey: int, concept: str, has: Collection[int]) -> list[Wave]:
    """The waves from the last break on, up to the last one that has a figure."""
    waves = list(Wave.objects.filter(survey=survey, state__in=HELD).order_by("reference_day", "pk"))
    while waves and waves[-1].pk not in has:
        waves.pop()
    if not waves:
        return []
    breaks = Break.objects.filter(
        wave__survey=survey, wave__reference_day__lte=waves[-1].reference_day
    ).exclude(wave__state=Wave.State.DROPPED)
    days = [
        day
        for day, broken, why in breaks.values_list("wave__reference_day", "concept", "reason")
        if breaks_with(concept, {broken: why or broken})
    ]
    return [one for one in waves if not days or one.reference_day >= max(days)]


def _course(
    waves: Sequence[Wave],
    figures: Mapping[int, ReleasedFigure],
    changes: Mapping[tuple[int, int], ReleasedChange],
) -> Course | None:
    places = [at for at, one in enumerate(waves) if one.pk in figures]
    if not places:
        return None
    mine = tuple(waves[places[0] : places[-1] + 1])
    steps = []
    for ago, now in pairwise(mine):
        values = [one.value if (one := figures.get(wave.pk)) else None for wave in (ago, now)]
        steps.append(Step(ago, now, changes.get((ago.pk, now.pk)), _rises(*values)))
    return Course(mine, tuple(figures.get(one.pk) for one in mine), tuple(steps))


def _rises(earlier: float | None, later: float | None) -> bool | None:
    """More than computing them may differ by: where all say the same, weights leave such a rest."""
    if earlier is None or later is None:
        return None
    return later > earlier and not math.isclose(earlier, later, rel_tol=ROUNDING)


def steps_since(
    wave: Wave, since: Wave, concept: str, choice: str
) -> tuple[tuple[ReleasedChange | None, ...], str]:
    """From one wave to a later one: the change of each step, None where it was not worked out; or
    none and the reason."""
    for (of, _statistic), course in courses(wave.survey_id, concept).items():
        numbers = [one.pk for one in course.waves]
        if of == choice and {since.pk, wave.pk} <= set(numbers):
            first, last = numbers.index(since.pk), numbers.index(wave.pk)
            return tuple(one.change for one in course.steps[first:last]), ""
    is_broken = breaks_with(concept, broken_since(wave, since))
    return (), Hidden.BREAK if is_broken else Hidden.NOT_BOTH
