# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From rows to a market: the most precise row counts, and each figure is as wide as its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import fmean

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from hcat.agenda.api import Problem, Spots
from hcat.numerics.api import NumericsError, Quality
from hcat.numerics.labour.axes import Axes, Education
from hcat.numerics.labour.levers import RETIREMENT_FROM
from hcat.numerics.labour.market import Market, Spread
from hcat.numerics.labour.sensitivity import Origin
from hcat.numerics.labour.widths import number_spread, rate_spread

from .reading import MARKET, Inputs
from .sheets import InputName, InputRow, MarketSheet

Floats = npt.NDArray[np.float64]

RECENT = 3
"""Years of graduates that make the level of the forecast: one year says more about chance."""

FOLLOWS = 0.5
"""Part of a rise of the state pension age by which people leave later: many go earlier anyway."""


@dataclass(frozen=True, slots=True)
class Assembled:
    """A market, what a shortage passes on, and the row behind each uncertain figure."""

    market: Market
    taken_over: Floats
    rows: dict[Origin, InputRow] = field(default_factory=dict)


def assemble(inputs: Inputs) -> Assembled | list[Problem]:
    """The market of a region, or everything for which there cannot be one."""
    if inputs.errors or inputs.sheet is None:
        return inputs.errors
    maker = _Maker(inputs.sheet, inputs.rows)
    try:
        made = maker.made()
    except NumericsError as error:
        maker.problems.append(
            Problem(MARKET, 0, str(error), _("Mend the row that it comes from."), code="rule")
        )
        return maker.problems
    return maker.problems or made


class _Maker:
    """Looks up rows for each place on the axes, and remembers which one it took."""

    def __init__(self, sheet: MarketSheet, rows: list[tuple[InputRow, Spots]]) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.taken: dict[Origin, InputRow] = {}
        self.by_input: dict[InputName, list[tuple[InputRow, Spots]]] = {}
        for row, spots in rows:
            self.by_input.setdefault(row.input, []).append((row, spots))
        self.axes = Axes(
            regions=(sheet.region,),
            educations=self._educations(),
            years=tuple(range(sheet.first_year, sheet.last_year + 1)),
            sectors=tuple(sheet.sectors),
        )

    def _educations(self) -> tuple[Education, ...]:
        """Each level and field for which a stock is given."""
        named = {
            (row.level, row.field)
            for row, _spots in self.by_input.get(InputName.STOCK, ())
            if row.level and row.field
        }
        return tuple(
            Education(level, one)
            for level in self.sheet.levels
            for one in self.sheet.fields
            if (level, one) in named
        )

    def made(self) -> Assembled:
        axes = self.axes
        levels = axes.levels
        stock = self._per_education(InputName.STOCK)
        ages = np.stack([
            self._over_ages(InputName.AGE_PROFILE, whole=True, level=one.level, field=one.field)
            for one in axes.educations
        ])  # fmt: skip
        graduates, graduate_spread, graduate_step = self._graduates()
        retention = self._by_year(InputName.RETENTION, axes.educations) / 100.0
        market = Market(
            axes=axes,
            stock=(stock[:, None] * ages)[None],
            exit_rate=self._exits(),
            leaving=self._per_education(InputName.LEAVING) / 100.0,
            out_migration=np.stack([
                self._over_ages(InputName.OUT_MIGRATION, level=one) / 100.0 for one in levels
            ])[None],
            arrivals=self._by_year(InputName.ARRIVALS, axes.educations)[None],
            arrival_ages=np.stack([self._ages_of_arrival(one) for one in levels]),
            graduates=graduates[None],
            further_study=self._per_education(InputName.FURTHER_STUDY) / 100.0,
            participation=self._per_education(InputName.PARTICIPATION) / 100.0,
            retention=retention[None],
            entry_ages=np.stack([
                self._over_ages(InputName.ENTRY_AGES, whole=True, level=one) for one in levels
            ]),
            sector_mix=self._sector_mix()[None],
            growth=np.stack([
                self._years(InputName.GROWTH, sector=one) / 100.0 for one in axes.sectors
            ]),
            unemployed=self._per_education(InputName.UNEMPLOYED, default=0.0)[None] / 100.0,
            persistence=self._single(InputName.PERSISTENCE) / 100.0,
            spread=Spread(
                stock=self._spreads(InputName.STOCK)[None],
                exit_rate=self._level_spreads(InputName.EXIT_RATE),
                leaving=self._spreads(InputName.LEAVING),
                out_migration=self._level_spreads(InputName.OUT_MIGRATION),
                arrivals=self._spreads(InputName.ARRIVALS),
                graduates=graduate_spread,
                graduates_step=graduate_step,
                further_study=self._spreads(InputName.FURTHER_STUDY),
                participation=self._spreads(InputName.PARTICIPATION),
                retention=self._spreads(InputName.RETENTION)[None],
                retention_step=self._per_education(InputName.RETENTION_STEP),
                growth_common=self._single(InputName.GROWTH_COMMON) / 100.0,
                growth_sector=np.array([
                    self._value(InputName.GROWTH_SECTOR, sector=one) / 100.0
                    for one in axes.sectors
                ]),
                growth_region=self._single(InputName.GROWTH_REGION) / 100.0,
            ),
        )  # fmt: skip
        return Assembled(market, self._taken_over(), self.taken)

    # --- Looking rows up ---------------------------------------------------------------------

    def _rows(
        self, name: InputName, *, level: str = "", field: str = "", sector: str = ""
    ) -> list[tuple[InputRow, Spots]]:
        """The rows that speak of this place as precisely as any does."""
        wanted = {"level": level, "field": field, "sector": sector}
        best = -1
        found: list[tuple[InputRow, Spots]] = []
        for row, spots in self.by_input.get(name, ()):
            said = {key: getattr(row, key) for key in wanted}
            if any(value and value != wanted[key] for key, value in said.items()):
                continue
            precise = sum(map(bool, said.values()))
            if precise > best:
                best, found = precise, []
            if precise == best:
                found.append((row, spots))
        return found

    def _latest(self, name: InputName, **at: str) -> tuple[InputRow, Spots] | None:
        """The row about the last year up to the first of the forecast, or else the next one."""
        rows = self._rows(name, **at)
        if not rows:
            return None
        before = [one for one in rows if one[0].year <= self.sheet.first_year]
        if before:
            return max(before, key=lambda one: one[0].year)
        return min(rows, key=lambda one: one[0].year)

    def _value(self, name: InputName, default: float | None = None, **at: str) -> float:
        found = self._latest(name, **at)
        if found is None:
            if default is None:
                self._lacks(name, **at)
            return default or 0.0
        self._remember(name, found[0], **at)
        return found[0].value

    def _lacks(self, name: InputName, **at: str) -> None:
        place = "/".join(value for value in at.values() if value)
        problem = Problem(
            MARKET,
            0,
            _("There is no row about %(input)s of %(place)s.") % {"input": name, "place": place},
            _("Add one, or a row for all of them with level and field left empty."),
            code="missing-input",
        )
        if problem not in self.problems:
            self.problems.append(problem)

    def _remember(self, name: InputName, row: InputRow, **at: str) -> None:
        origin = ORIGINS.get(name)
        if origin is not None:
            self.taken[origin(name, self.sheet.region, at)] = row

    def _single(self, name: InputName) -> float:
        return self._value(name)

    def _per_education(self, name: InputName, default: float | None = None) -> Floats:
        return np.array([
            self._value(name, default, level=one.level, field=one.field)
            for one in self.axes.educations
        ])  # fmt: skip

    def _years(self, name: InputName, **at: str) -> Floats:
        """(T,): a row about a year of the forecast counts from that year on."""
        first = self._latest(name, **at)
        if first is None:
            self._lacks(name, **at)
            return np.zeros(len(self.axes.years))
        self._remember(name, first[0], **at)
        rows = {row.year: row.value for row, _spots in self._rows(name, **at)}
        value, found = first[0].value, []
        for year in self.axes.years:
            value = rows.get(year, value)
            found.append(value)
        return np.array(found)

    def _by_year(self, name: InputName, educations: Iterable[Education]) -> Floats:
        return np.stack([
            self._years(name, level=one.level, field=one.field) for one in educations
        ])  # fmt: skip

    def _over_ages(
        self, name: InputName, *, whole: bool = False, optional: bool = False, **at: str
    ) -> Floats:
        """(A,) from age groups. `whole`: the groups share out everything, evenly within each."""
        rows = self._rows(name, **at)
        last = max((row.year for row, _spots in rows), default=0)
        rows = [one for one in rows if one[0].year == last]
        if not rows:
            if not optional:
                self._lacks(name, **at)
            return np.zeros(len(self.axes.ages))
        found = np.full(len(self.axes.ages), np.nan)
        for row, spots in rows:
            start = (row.age_from or 0) - self.axes.first_age
            stop = (row.age_to or 0) - self.axes.first_age + 1
            if not np.isnan(found[start:stop]).all():
                self.problems.append(
                    spots.problem(
                        ("age_from",),
                        _("These ages are in another group as well."),
                        _("Let the groups follow one another."),
                        code="overlapping-ages",
                    )
                )
            found[start:stop] = row.value / (stop - start) if whole else row.value
        self._remember(name, rows[0][0], **at)
        if whole:
            return self._shared_out(np.nan_to_num(found), rows)
        if np.isnan(found).any():
            lacking = self.axes.first_age + int(np.flatnonzero(np.isnan(found))[0])
            self.problems.append(
                rows[-1][1].problem(
                    ("age_to",),
                    _("There is no group for the age of %(age)s.") % {"age": lacking},
                    _("Let the groups run from %(first)s to %(last)s.")
                    % {"first": self.axes.first_age, "last": self.axes.last_age},
                    code="missing-ages",
                )
            )
        return np.nan_to_num(found)

    def _shared_out(self, found: Floats, rows: list[tuple[InputRow, Spots]]) -> Floats:
        total = float(found.sum())
        if abs(total - 100.0) > 0.5:
            self.problems.append(
                rows[0][1].problem(
                    ("value",),
                    _("The groups add up to %(total).1f%% and not to 100%%.") % {"total": total},
                    _("Mend the shares, or add the group that is missing."),
                    code="not-a-whole",
                )
            )
        return np.asarray(found / total) if total else found

    # --- Inputs that need more than a row -----------------------------------------------------

    def _exits(self) -> Floats:
        """(L, A, T): the profile of ages, moved up with the state pension age."""
        profile = np.stack([
            self._over_ages(InputName.EXIT_RATE, level=one) / 100.0 for one in self.axes.levels
        ])  # fmt: skip
        profile[:, -1] = 1.0
        if not self.by_input.get(InputName.PENSION_AGE):
            return np.repeat(profile[:, :, None], len(self.axes.years), axis=2)
        pension = self._years(InputName.PENSION_AGE)
        ages = np.array(self.axes.ages, dtype=np.float64)
        moved = np.empty((*profile.shape, len(self.axes.years)))
        for t, later in enumerate((pension - pension[0]) * FOLLOWS):
            for at, rates in enumerate(profile):
                late = np.interp(np.maximum(ages - later, RETIREMENT_FROM), ages, rates)
                moved[at, :, t] = np.where(ages >= RETIREMENT_FROM, late, rates)
        moved[:, -1, :] = 1.0
        return moved

    def _ages_of_arrival(self, level: str) -> Floats:
        if self.by_input.get(InputName.ARRIVAL_AGES):
            return self._over_ages(InputName.ARRIVAL_AGES, whole=True, level=level)
        return self._over_ages(InputName.ENTRY_AGES, whole=True, level=level)

    def _graduates(self) -> tuple[Floats, Floats, Floats]:
        """(E, T) graduates, with (E,) how sure their level is and (E,) how they move.

        The level is the mean of the last years that are known; rows about years of the forecast
        count for those years. The movement is what the series itself showed, drawn halfway to what
        all series of the region show, for five years say little about one of them.
        """
        found, spreads, moves = [], [], []
        for one in self.axes.educations:
            at = {"level": one.level, "field": one.field}
            rows = sorted((row for row, _s in self._rows(InputName.GRADUATES, **at)),
                          key=lambda row: row.year)  # fmt: skip
            if not rows:
                self._lacks(InputName.GRADUATES, **at)
                rows = []
            past = [row for row in rows if row.year <= self.sheet.first_year]
            recent = past[-RECENT:] or rows[:1]
            level = fmean(row.value for row in recent) if recent else 0.0
            ahead = {row.year: row.value for row in rows if row.year > self.sheet.first_year}
            path = []
            for year in self.axes.years:
                level = ahead.get(year, level)
                path.append(level)
            found.append(path)
            spreads.append(
                number_spread(path[0], Quality(recent[-1].quality), years_old=self._age(recent[-1]))
                if recent
                else 0.0
            )
            moves.append(_volatility([row.value for row in past]))
            if recent:
                self._remember(InputName.GRADUATES, recent[-1], **at)
        known = [one for one in moves if one is not None]
        usual = fmean(known) if known else 0.10
        steps = [usual if one is None else (one + usual) / 2 for one in moves]
        return np.array(found), np.array(spreads), np.array(steps)

    def _sector_mix(self) -> Floats:
        mix = np.array([
            [
                self._value(
                    InputName.SECTOR_MIX, 0.0, level=one.level, field=one.field, sector=sector
                )
                for sector in self.axes.sectors
            ]
            for one in self.axes.educations
        ])  # fmt: skip
        total = mix.sum(axis=1)
        for one, whole in zip(self.axes.educations, total, strict=True):
            if abs(whole - 100.0) > 0.5:
                self.problems.append(
                    Problem(
                        MARKET,
                        0,
                        _("The sectors of %(education)s add up to %(total).1f%% and not to 100%%.")
                        % {"education": one, "total": whole},
                        _("Mend the rows about sector_mix."),
                        code="not-a-whole",
                    )
                )
        return np.asarray(mix / np.where(total > 0, total, 1.0)[:, None])

    def _taken_over(self) -> Floats:
        """(E, E): the level below, in the same field, takes over part of a shortage."""
        educations = self.axes.educations
        share = np.zeros((len(educations), len(educations)))
        for column, one in enumerate(educations):
            below = self.sheet.levels.index(one.level) - 1
            if below < 0:
                continue
            lower = Education(self.sheet.levels[below], one.field)
            if lower in educations:
                share[educations.index(lower), column] = (
                    self._value(InputName.SUBSTITUTION, 0.0, level=one.level) / 100.0
                )
        return share

    # --- How wide ----------------------------------------------------------------------------

    def _age(self, row: InputRow) -> float:
        return float(max(0, self.sheet.first_year - row.year))

    def _spread(self, row: InputRow) -> float:
        quality = Quality(row.quality)
        if row.unit == "persons":
            return number_spread(row.value, quality, years_old=self._age(row))
        return rate_spread(row.value / 100.0, quality, years_old=self._age(row), answers=row.n)

    def _spreads(self, name: InputName) -> Floats:
        return np.array([
            self._spread(found[0])
            if (found := self._latest(name, level=one.level, field=one.field))
            else 0.0
            for one in self.axes.educations
        ])  # fmt: skip

    def _level_spreads(self, name: InputName) -> Floats:
        """Of an input by ages: what the least certain of its groups deserves."""
        found = []
        for level in self.axes.levels:
            rows = [row for row, _s in self._rows(name, level=level) if 0 < row.value < 100]
            found.append(max(map(self._spread, rows), default=0.0))
        return np.array(found)


def _volatility(values: list[float]) -> float | None:
    """Standard deviation of the yearly change of the logarithm, less what counts scatter anyway."""
    some = [one for one in values if one > 0]
    if len(some) < 3:
        return None
    change = np.diff(np.log(some))
    noise = float(np.mean(2.0 / np.array(some)))
    return float(np.sqrt(max(float(np.mean(change**2)) - noise, 0.0)))


def _of_education(name: InputName, _region: str, at: dict[str, str]) -> Origin:
    return Origin(str(name), f"{at['level']}/{at['field']}")


def _of_level(name: InputName, _region: str, at: dict[str, str]) -> Origin:
    return Origin(str(name), at["level"])


def _of_sector(name: InputName, _region: str, at: dict[str, str]) -> Origin:
    return Origin(str(name), at["sector"])


def _of_region(name: InputName, region: str, _at: dict[str, str]) -> Origin:
    return Origin(str(name), region)


def _of_all(name: InputName, _region: str, _at: dict[str, str]) -> Origin:
    return Origin(str(name))


ORIGINS: dict[InputName, Callable[[InputName, str, dict[str, str]], Origin]] = {
    **dict.fromkeys(
        (
            InputName.STOCK,
            InputName.LEAVING,
            InputName.ARRIVALS,
            InputName.GRADUATES,
            InputName.FURTHER_STUDY,
            InputName.PARTICIPATION,
            InputName.RETENTION,
            InputName.RETENTION_STEP,
        ),
        _of_education,
    ),
    **dict.fromkeys((InputName.EXIT_RATE, InputName.OUT_MIGRATION), _of_level),
    InputName.GROWTH_COMMON: _of_all,
    InputName.GROWTH_SECTOR: _of_sector,
    InputName.GROWTH_REGION: _of_region,
}
"""Which uncertain figure of a market an input is."""
