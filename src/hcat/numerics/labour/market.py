# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What goes into a forecast: stocks, rates and growth, each with how sure it is.

Every array stands for what is most likely; `Spread` says how far each may be off, on the scale on
which it is drawn. Shapes use the letters of :class:`~hcat.numerics.labour.axes.Axes` (R regions,
E educations, A ages, T years) and L levels, S sectors. Numbers are persons; rates are per year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError
from hcat.numerics.labour.axes import Axes

Floats = npt.NDArray[np.float64]

SHAPES: dict[str, str] = {
    "stock": "REA",
    "exit_rate": "LAT",
    "leaving": "E",
    "out_migration": "RLA",
    "arrivals": "RET",
    "arrival_ages": "LA",
    "graduates": "RET",
    "further_study": "E",
    "participation": "E",
    "retention": "RET",
    "entry_ages": "LA",
    "sector_mix": "RES",
    "growth": "ST",
    "unemployed": "RE",
}
RATES = (
    "exit_rate", "leaving", "out_migration", "further_study", "participation", "retention",
    "unemployed",
)  # fmt: skip
COUNTS = ("stock", "arrivals", "graduates")
SPLITS = {"entry_ages": "ages", "arrival_ages": "ages", "sector_mix": "sectors"}

SPREAD_SHAPES: dict[str, str] = {
    "stock": "RE",
    "stock_level": "RL",
    "exit_rate": "L",
    "leaving": "E",
    "out_migration": "L",
    "arrivals": "E",
    "graduates": "E",
    "graduates_step": "E",
    "further_study": "E",
    "participation": "E",
    "retention": "RE",
    "retention_step": "E",
    "growth_common": "",
    "growth_sector": "S",
    "growth_region": "R",
}


def _check_shapes(owner: Any, shapes: dict[str, str], sizes: dict[str, int]) -> None:
    """Turn each array into read-only float64 of its full shape, or say what does not fit."""
    for name, letters in shapes.items():
        wanted = tuple(sizes[letter] for letter in letters)
        try:
            given = np.asarray(getattr(owner, name), dtype=np.float64)
            full = np.broadcast_to(given, wanted)
        except (TypeError, ValueError):
            raise NumericsError.about(
                f"{name} of shape {np.shape(getattr(owner, name))}",
                f"it is {letters or 'a single number'}, here {wanted}",
                "order its axes so, or leave trailing numbers out where they are all the same",
            ) from None
        if not np.isfinite(full).all():
            raise NumericsError.about(
                f"{name} holds numbers that are not finite",
                "what is missing cannot be reckoned with",
                "fill in an assumption, with a wide spread",
            )
        full = np.array(full, order="C")
        full.flags.writeable = False
        object.__setattr__(owner, name, full)


@dataclass(frozen=True, kw_only=True)
class Spread:
    """How far each input may be off: standard deviations on the scale on which it is drawn.

    ==================  ==========================================================================
    ``stock``           (R, E) of the logarithm
    ``stock_level``     (R, L) of the logarithm, the same for all educations of a level: where their
                        stocks were split from one figure, they are wrong together
    ``exit_rate``       (L,) of the log-odds, the same for all ages and years of a level
    ``leaving``         (E,) of the log-odds
    ``out_migration``   (L,) of the log-odds
    ``arrivals``        (E,) of the logarithm
    ``graduates``       (E,) of the logarithm, the same for all years
    ``graduates_step``  (E,) of the logarithm: a random walk, per square root of a year
    ``further_study``   (E,) of the log-odds
    ``participation``   (E,) of the log-odds
    ``retention``       (R, E) of the log-odds, the same for all years
    ``retention_step``  (E,) of the log-odds: a random walk, per square root of a year
    ``growth_common``   one number: the yearly shock that all sectors and regions share
    ``growth_sector``   (S,) of each sector's own yearly shock
    ``growth_region``   (R,) of the region's lasting deviation from the national path
    ==================  ==========================================================================

    A number stands for a whole array. Raises NumericsError, when a Market takes it in, for a shape
    that does not fit or a negative spread.
    """

    stock: npt.ArrayLike = 0.0
    stock_level: npt.ArrayLike = 0.0
    exit_rate: npt.ArrayLike = 0.0
    leaving: npt.ArrayLike = 0.0
    out_migration: npt.ArrayLike = 0.0
    arrivals: npt.ArrayLike = 0.0
    graduates: npt.ArrayLike = 0.0
    graduates_step: npt.ArrayLike = 0.0
    further_study: npt.ArrayLike = 0.0
    participation: npt.ArrayLike = 0.0
    retention: npt.ArrayLike = 0.0
    retention_step: npt.ArrayLike = 0.0
    growth_common: npt.ArrayLike = 0.0
    growth_sector: npt.ArrayLike = 0.0
    growth_region: npt.ArrayLike = 0.0

    def fitted(self, sizes: dict[str, int]) -> Spread:
        """The same with every array at its full shape."""
        full = replace(self)
        _check_shapes(full, SPREAD_SHAPES, sizes)
        for one in fields(full):
            if (np.asarray(getattr(full, one.name)) < 0).any():
                raise NumericsError.about(
                    f"a negative spread of {one.name}",
                    "a standard deviation is at least 0",
                    "give 0 for what is certain",
                )
        return full


@dataclass(frozen=True, kw_only=True)
class Market:
    """The labour market of some regions: where it starts, and what moves it.

    ==================  ==========================================================================
    ``stock``           (R, E, A) persons who work or look for work, at the start of the first year
    ``exit_rate``       (L, A, T) leave the labour force for good, retirement above all; the last
                        age leaves altogether
    ``leaving``         (E,) of those who stay: leave for an occupation outside technology
    ``out_migration``   (R, L, A) of those who stay: leave the region
    ``arrivals``        (R, E, T) come to the region from elsewhere, other than on graduation
    ``arrival_ages``    (L, A) their ages; adds up to 1
    ``graduates``       (R, E, T) leave education in the region with a diploma
    ``further_study``   (E,) of the graduates: study on
    ``participation``   (E,) of the others: join the labour force
    ``retention``       (R, E, T) of those: stay in the region
    ``entry_ages``      (L, A) ages of those who stay; adds up to 1
    ``sector_mix``      (R, E, S) in which sectors an education works; adds up to 1
    ``growth``          (S, T) of the number of jobs in a sector, 0.01 is 1%
    ``unemployed``      (R, E) share of the stock out of work for a short time, at the start
    ``persistence``     how much of a year's common shock is left a year later, 0 up to 1
    ==================  ==========================================================================

    Within a year people retire, then leave the occupation, then leave the region; who enters does
    so at the end of it. An array may leave out what is the same along its axes.

    Raises NumericsError for shapes that do not fit, shares outside 0–1, ages or sectors that do not
    add up to 1, and negative persons.
    """

    axes: Axes
    stock: npt.ArrayLike
    exit_rate: npt.ArrayLike
    graduates: npt.ArrayLike
    retention: npt.ArrayLike
    entry_ages: npt.ArrayLike
    growth: npt.ArrayLike
    sector_mix: npt.ArrayLike = 1.0
    leaving: npt.ArrayLike = 0.0
    out_migration: npt.ArrayLike = 0.0
    arrivals: npt.ArrayLike = 0.0
    arrival_ages: npt.ArrayLike | None = None
    further_study: npt.ArrayLike = 0.0
    participation: npt.ArrayLike = 1.0
    unemployed: npt.ArrayLike = 0.0
    persistence: float = 0.0
    spread: Spread = field(default_factory=Spread)

    def __post_init__(self) -> None:
        if self.arrival_ages is None:
            object.__setattr__(self, "arrival_ages", self.entry_ages)
        _check_shapes(self, SHAPES, self.sizes)
        for name in RATES:
            self._refuse(name, self.array(name) > 1, "more than all of them", "write 5% as 0.05")
            self._refuse(name, self.array(name) < 0, "a share below nothing", "write 5% as 0.05")
        for name in COUNTS:
            self._refuse(name, self.array(name) < 0, "fewer persons than none", "give 0 or more")
        self._refuse("growth", self.array("growth") <= -1, "more jobs lost than there are",
                     "write a loss of 5% as -0.05")  # fmt: skip
        for name, whole in SPLITS.items():
            split = self.array(name)
            off = (np.abs(split.sum(axis=-1) - 1) > 1e-6) | (split < 0).any(axis=-1)
            self._refuse(name, off, f"the parts over the {whole} do not add up to 1",
                         "divide them by their sum")  # fmt: skip
        stays = self.array("exit_rate") < 1
        stays[:, :-1] = False
        self._refuse(
            "exit_rate",
            stays,
            "somebody would still work past the last age",
            "make the exit rate of the last age 1",
        )
        if not 0 <= self.persistence < 1:
            raise NumericsError.about(
                f"persistence is {self.persistence}",
                "a shock would never fade",
                "give 0 up to, but not including, 1",
            )
        object.__setattr__(self, "spread", self.spread.fitted(self.sizes))

    @cached_property
    def sizes(self) -> dict[str, int]:
        """The length of each axis, by its letter."""
        regions, educations, ages, years = self.axes.shape
        return {
            "R": regions, "E": educations, "A": ages, "T": years,
            "L": len(self.axes.levels), "S": len(self.axes.sectors),
        }  # fmt: skip

    def only(self, regions: Sequence[str]) -> Market:
        """The same for some of the regions. Their numbers stay what they are.

        Raises NumericsError for a region that is not there.
        """
        strange = sorted(set(regions) - set(self.axes.regions))
        if strange:
            raise NumericsError.about(
                f"the region {', '.join(strange)}",
                "this market does not have it",
                f"choose from {', '.join(self.axes.regions)}",
            )
        places = [self.axes.regions.index(one) for one in regions]
        spread = {
            name: np.asarray(getattr(self.spread, name))[places]
            for name, letters in SPREAD_SHAPES.items()
            if letters.startswith("R")
        }
        local: dict[str, Any] = {
            name: self.array(name)[places]
            for name, letters in SHAPES.items()
            if letters.startswith("R")
        }
        return replace(
            self,
            axes=replace(self.axes, regions=tuple(regions)),
            spread=replace(self.spread, **spread),
            **local,
        )

    def array(self, name: str) -> Floats:
        """An input by its name, at its full shape."""
        found: Floats = getattr(self, name)
        return found

    def _refuse(self, name: str, wrong: npt.NDArray[np.bool_], why: str, how: str) -> None:
        if not wrong.any():
            return
        place = tuple(int(one) for one in np.argwhere(wrong)[0])
        names = self._names()
        where = ", ".join(
            str(names[letter][at]) for letter, at in zip(SHAPES[name], place, strict=False)
        )
        found = self.array(name)[place]
        told = f"{float(found):g}" if np.ndim(found) == 0 else f"a sum of {float(found.sum()):g}"
        raise NumericsError.about(f"{name} of {where} is {told}", why, how)

    def _names(self) -> dict[str, tuple[Any, ...]]:
        axes = self.axes
        return {
            "R": axes.regions, "E": axes.educations, "A": tuple(axes.ages), "T": axes.years,
            "L": axes.levels, "S": axes.sectors,
        }  # fmt: skip
