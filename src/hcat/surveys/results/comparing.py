# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A wave against an earlier one, with the unit as the unit: who answered twice counts as one.

Only figures that are shown in both waves are compared, and none over a break. The interval is the
linearised contrast (`wave_contrast`), within cells that are the same for both waves, each wave
corrected for its own frame. Where no frame is known, all answers stand for as many and the same
units answered, test and interval are McNemar's exact ones. Means are checked by signed ranks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Any

import numpy as np

from hcat.numerics.api import (
    NumericsError,
    benjamini_hochberg,
    clopper_pearson,
    mcnemar_exact,
    wave_contrast,
    wilcoxon_signed_rank,
)
from hcat.numerics.api import Wave as Answers
from hcat.surveys.instrument.questionnaire import Kind
from hcat.surveys.models import Break, Release, ReleasedFigure, Wave

from .columns import Answered, Column, Floats
from .common_cells import Part, Places, common_parts, joined
from .derived import breaks_with
from .estimating import Figure
from .reasons import Hidden
from .safe import LEAST, numbered
from .spaces import Numbers

ALPHA = 0.05
ROUNDING = 1e-12
"""What a figure may be off by computing it, in parts of it."""


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One of the two waves: its units, columns by concept, weights, and the figures of all
    together that it shows, by (concept, choice, statistic). `weighting` is the report of its
    weights, which tells the cells."""

    answered: Answered
    columns: Mapping[str, Column]
    weights: Floats
    shown: Mapping[tuple[str, str, str], bool]
    weighting: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """As `ReleasedChange` keeps it, and what claims need besides."""

    concept: str
    choice: str
    statistic: str
    value: float | None = None
    low: float | None = None
    high: float | None = None
    se: float | None = None
    p: float | None = None
    p_adjusted: float | None = None
    p_rising: float | None = None
    p_ordinal: float | None = None
    both: int | None = None
    method: str = ""
    hidden: str = ""
    reason: str = ""
    at_least: float | None = None
    at_most: float | None = None
    samples: tuple[tuple[int, float], ...] = ()
    """Of both waves the answers, and of how many; not kept, nor are the next two."""
    degrees: int = 1
    moved: tuple[int, int] | None = None
    """Of McNemar's test: how many went to yes, and to no."""

    def kept(self) -> dict[str, Any]:
        """The fields of `ReleasedChange`."""
        fields = asdict(self)
        del fields["samples"], fields["degrees"], fields["moved"]
        return fields


def broken_since(wave: Wave, since: Wave) -> dict[str, str]:
    """By concept: why figures of the two are not compared."""
    rows = Break.objects.filter(
        wave__survey=wave.survey_id,
        wave__reference_day__gt=since.reference_day,
        wave__reference_day__lte=wave.reference_day,
    ).exclude(wave__state=Wave.State.DROPPED)
    return dict(rows.order_by("wave__reference_day").values_list("concept", "reason"))


def changes(earlier: Side, later: Side, broken: Mapping[str, str]) -> list[Change]:
    """Of each figure of the later wave, how it differs from the same of the earlier one. The
    p-values are adjusted over all of them, since nobody declared which one matters."""
    found = list(_changes(earlier, later, broken))
    tested = [one for one in found if one.p is not None]
    adjusted = iter(benjamini_hochberg([one.p for one in tested if one.p is not None]))
    return [one if one.p is None else replace(one, p_adjusted=next(adjusted)) for one in found]


def _changes(earlier: Side, later: Side, broken: Mapping[str, str]) -> Iterator[Change]:
    sides = (earlier, later)
    parts = common_parts(*((one.answered, one.weighting) for one in sides))
    panels = numbered(*(one.answered.panel for one in sides))
    for concept, of_concept in groupby(later.shown.items(), key=lambda one: one[0][0]):
        asked = None
        for (_concept, choice, statistic), is_shown in of_concept:
            key: dict[str, Any] = {"concept": concept, "choice": choice, "statistic": statistic}
            if (concept, choice, statistic) not in earlier.shown:
                continue
            if choice and later.columns[concept].kind is Kind.SCALE:
                continue  # its mean tells it, and ten steps beside it would find changes by chance
            reason = breaks_with(concept, broken)
            if reason:
                yield Change(**key, hidden=Hidden.BREAK, reason=reason)
            elif not (is_shown and earlier.shown[concept, choice, statistic]):
                yield Change(**key, hidden=Hidden.NOT_BOTH)
            else:
                asked = asked or _Asked.of(concept, sides, panels, parts)
                yield _change(key, asked, choice)


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """One question in both waves, for those whose answer counts: their places in its column, who
    they are, their weights and common cells; and where each stands who answered twice."""

    columns: tuple[Column, ...]
    at: tuple[Places, ...]
    units: tuple[Numbers, ...]
    weights: tuple[Floats, ...]
    fit: tuple[Part, ...]
    twice: tuple[Places, Places]
    knows_frame: bool

    @classmethod
    def of(
        cls, concept: str, sides: Sequence[Side], panels: Sequence[Numbers], parts: Sequence[Part]
    ) -> _Asked:
        columns = tuple(one.columns[concept] for one in sides)
        at = tuple(np.flatnonzero(one.counts) for one in columns)
        units = tuple(one[where] for one, where in zip(panels, at, strict=True))
        _who, before, after = np.intersect1d(
            units[0], units[1], assume_unique=True, return_indices=True
        )
        return cls(
            columns, at, units,
            tuple(one.weights[where] for one, where in zip(sides, at, strict=True)),
            joined(units, [one.at(where) for one, where in zip(parts, at, strict=True)]),
            (before, after), any(one.is_known for one in parts),
        )  # fmt: skip

    def values(self, choice: str) -> list[Floats] | None:
        """What they said; None where one wave knows nothing of it."""
        if choice and any(choice not in one.choices for one in self.columns):
            return None
        if any(not one.size for one in self.at):
            return None
        return [one.values(choice)[where] for one, where in zip(self.columns, self.at, strict=True)]


def _change(key: Mapping[str, Any], asked: _Asked, choice: str) -> Change:
    values = asked.values(choice)
    if values is None:
        # Its answers were erased in the meantime.
        return Change(**key, hidden=Hidden.NOT_BOTH)
    try:
        contrast = wave_contrast(*(
            Answers(units, said, weights, fit.cells, fit.population)
            for units, said, weights, fit in zip(
                asked.units, values, asked.weights, asked.fit, strict=True
            )
        ))  # fmt: skip
        interval, sided = contrast.interval(), contrast.interval(1 - 2 * ALPHA)
    except NumericsError:
        return Change(**key, hidden=Hidden.NO_SPREAD)
    rising = contrast.p_value()
    made = Change(
        **key, value=contrast.difference, low=interval.low, high=interval.high, se=contrast.se,
        p=min(1.0, 2 * min(rising, contrast.p_value(rising=False))), p_rising=rising,
        method="wave contrast", at_least=sided.low, at_most=sided.high,
        both=contrast.both if contrast.both == 0 or contrast.both >= LEAST else None,
        samples=tuple((one.cells.size, sum(one.population.values())) for one in asked.fit),
        degrees=contrast.degrees_of_freedom,
    )  # fmt: skip
    moved = values[1][asked.twice[1]] - values[0][asked.twice[0]]
    is_share = key["statistic"] == ReleasedFigure.Statistic.SHARE
    only_pairs = moved.size == values[0].size == values[1].size
    if is_share and only_pairs and all(np.ptp(one) == 0 for one in asked.weights):
        return made if asked.knows_frame else _mcnemar(made, moved)
    if not is_share and moved.size >= LEAST:
        ordinal = 2 * min(wilcoxon_signed_rank(moved), wilcoxon_signed_rank(moved, rising=False))
        return replace(made, p_ordinal=min(1.0, ordinal))
    return made


def _mcnemar(made: Change, steps: Floats) -> Change:
    """The exact test of those who changed, and the exact bounds that belong to it: of those, the
    share that went to yes. It knows no frame, so it is used where there is none."""
    gained, lost = int(np.count_nonzero(steps > 0)), int(np.count_nonzero(steps < 0))
    moved = gained + lost
    made = replace(made, moved=(gained, lost))
    p = mcnemar_exact(gained, lost)
    if not moved:
        # Not one of all these: no more than so many move, either way.
        two, one = (clopper_pearson(0, steps.size, confidence=level).high for level in (0.95, 0.9))
        return replace(
            made, p=p, p_rising=0.5, method="mcnemar", low=-two, high=two, at_least=-one,
            at_most=one,
        )  # fmt: skip
    part = moved / steps.size
    by_two, by_one = (clopper_pearson(gained, moved, confidence=level) for level in (0.95, 0.9))
    return replace(
        made, p=p, p_rising=p / 2 if gained > lost else 1 - p / 2,
        method="mcnemar",
        low=part * (2 * by_two.low - 1), high=part * (2 * by_two.high - 1),
        at_least=part * (2 * by_one.low - 1), at_most=part * (2 * by_one.high - 1),
    )  # fmt: skip


def shown_of(made: Iterable[Figure | ReleasedFigure]) -> dict[tuple[str, str, str], bool]:
    """Which figures of all together are shown, by concept, choice and statistic."""
    return {
        (one.concept, one.choice, str(one.statistic)): not one.hidden
        for one in made
        if not one.dimension
    }


def compared_with(wave: Wave, also: Sequence[int] = ()) -> list[Release]:
    """The earlier released waves that a wave is compared with: the one before it, the first one,
    and those of `also` (numbers of waves that claims name)."""
    rows = list(
        Release.objects.filter(
            wave__survey=wave.survey_id, wave__reference_day__lt=wave.reference_day,
            is_demo=wave.is_demo,
        )
        .select_related("wave__edition")
        .order_by("wave__reference_day", "wave_id")
    )  # fmt: skip
    wanted = {one.pk for one in (rows[:1] + rows[-1:])}
    return [one for one in rows if one.pk in wanted or one.wave_id in also]
