# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a region says about its labour market: one figure per row, each with source and quality."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.agenda.api import Misfit, Part, Quality
from hcat.foundation.api import Translated
from hcat.numerics.api import FIRST_AGE, LAST_AGE


class InputName(StrEnum):
    """What a row speaks of. The columns that it needs and its unit stand in `RULES`."""

    STOCK = "stock"
    STOCK_MARGIN = "stock_margin"
    STOCK_LEVEL = "stock_level"
    AGE_PROFILE = "age_profile"
    UNEMPLOYED = "unemployed"
    EXIT_RATE = "exit_rate"
    PENSION_AGE = "pension_age"
    LEAVING = "leaving"
    OUT_MIGRATION = "out_migration"
    ARRIVALS = "arrivals"
    ARRIVAL_AGES = "arrival_ages"
    GRADUATES = "graduates"
    ENROLLED = "enrolled"
    ENTRANTS = "entrants"
    FURTHER_STUDY = "further_study"
    PARTICIPATION = "participation"
    RETENTION = "retention"
    ENTRY_AGES = "entry_ages"
    SECTOR_MIX = "sector_mix"
    GROWTH = "growth"
    SUBSTITUTION = "substitution"
    RETENTION_STEP = "retention_step"
    GROWTH_COMMON = "growth_common"
    GROWTH_SECTOR = "growth_sector"
    GROWTH_REGION = "growth_region"
    PERSISTENCE = "persistence"


class Unit(StrEnum):
    PERSONS = "persons"
    PERCENT = "percent"
    YEARS = "years"
    POINTS = "percentage_points"
    LOG_ODDS = "log_odds"


@dataclass(frozen=True, slots=True)
class Rule:
    """What a row of an input may and must say."""

    title: object
    unit: Unit
    by: tuple[str, ...] = ("level", "field")
    """Columns that may be filled in; one left empty means all."""
    ages: bool = False
    needed: bool = True
    by_year: bool = False
    """Rows about years of the forecast itself count for those years."""
    series: bool = False
    """Its past is a series of which no year may be missing."""
    counted: bool = False
    """A number of persons of one education: what is said of all would count for each of them."""
    margin: bool = False
    """A number of persons of all educations of a level, or of a field: one of the two."""


_PART = ("level",)
RULES: Final[dict[InputName, Rule]] = {
    InputName.STOCK: Rule(
        gettext_lazy("Persons in the labour force"), Unit.PERSONS, counted=True
    ),
    InputName.STOCK_MARGIN: Rule(
        gettext_lazy("Persons in the labour force, of a level or a field as a whole"),
        Unit.PERSONS, needed=False, margin=True,
    ),
    InputName.STOCK_LEVEL: Rule(
        gettext_lazy("How far the stocks of a level may be off together"), Unit.PERCENT, _PART,
        needed=False,
    ),
    InputName.AGE_PROFILE: Rule(
        gettext_lazy("Their ages: share in each age group"), Unit.PERCENT, ages=True
    ),
    InputName.UNEMPLOYED: Rule(
        gettext_lazy("Out of work for a short time"), Unit.PERCENT, needed=False
    ),
    InputName.EXIT_RATE: Rule(
        gettext_lazy("Leave the labour force, per year"), Unit.PERCENT, _PART, ages=True
    ),
    InputName.PENSION_AGE: Rule(
        gettext_lazy("State pension age"), Unit.YEARS, (), needed=False, by_year=True
    ),
    InputName.LEAVING: Rule(
        gettext_lazy("Leave for an occupation outside technology, per year"), Unit.PERCENT
    ),
    InputName.OUT_MIGRATION: Rule(
        gettext_lazy("Leave the region, per year"), Unit.PERCENT, _PART, ages=True
    ),
    InputName.ARRIVALS: Rule(
        gettext_lazy("Come to the region, per year"), Unit.PERSONS, by_year=True, counted=True
    ),
    InputName.ARRIVAL_AGES: Rule(
        gettext_lazy("Ages of those who come"), Unit.PERCENT, _PART, ages=True, needed=False
    ),
    InputName.GRADUATES: Rule(
        gettext_lazy("Graduates, per year"), Unit.PERSONS, by_year=True, series=True,
        counted=True,
    ),
    InputName.ENROLLED: Rule(
        gettext_lazy("Students at the start of the study year"), Unit.PERSONS, needed=False,
        series=True, counted=True,
    ),
    InputName.ENTRANTS: Rule(
        gettext_lazy("Of those: first-year students"), Unit.PERSONS, needed=False, series=True,
        counted=True,
    ),
    InputName.FURTHER_STUDY: Rule(gettext_lazy("Graduates who study on"), Unit.PERCENT),
    InputName.PARTICIPATION: Rule(
        gettext_lazy("Other graduates who join the labour force"), Unit.PERCENT
    ),
    InputName.RETENTION: Rule(
        gettext_lazy("Of those: stay in the region"), Unit.PERCENT, by_year=True
    ),
    InputName.ENTRY_AGES: Rule(
        gettext_lazy("Ages at which graduates start"), Unit.PERCENT, _PART, ages=True
    ),
    InputName.SECTOR_MIX: Rule(
        gettext_lazy("Sectors in which they work"), Unit.PERCENT, ("level", "field", "sector")
    ),
    InputName.GROWTH: Rule(
        gettext_lazy("Growth of the number of jobs, per year"), Unit.PERCENT, ("sector",),
        by_year=True,
    ),
    InputName.SUBSTITUTION: Rule(
        gettext_lazy("Share of a shortage that the level below takes over"), Unit.PERCENT, _PART,
        needed=False,
    ),
    InputName.RETENTION_STEP: Rule(
        gettext_lazy("Movement of retention from year to year"), Unit.LOG_ODDS
    ),
    InputName.GROWTH_COMMON: Rule(
        gettext_lazy("Shock of growth that all sectors share, per year"), Unit.POINTS, ()
    ),
    InputName.GROWTH_SECTOR: Rule(
        gettext_lazy("Shock of growth of a sector by itself, per year"), Unit.POINTS, ("sector",)
    ),
    InputName.GROWTH_REGION: Rule(
        gettext_lazy("Lasting difference between the region's growth and the country's"),
        Unit.POINTS, (),
    ),
    InputName.PERSISTENCE: Rule(
        gettext_lazy("Part of a shock that is left a year later"), Unit.PERCENT, ()
    ),
}  # fmt: skip

LOWEST: Final = {InputName.GROWTH: -99.0}
"""Of a percentage; everything else is at least 0."""


class MarketSheet(Part):
    """Which years, levels, fields and sectors the forecast has (`market.yaml`)."""

    region: str
    first_year: int
    last_year: int
    levels: list[str]
    """From low to high: a shortage is taken over by the level below."""
    fields: list[str]
    sectors: dict[str, Translated]

    def misfits(self) -> Iterator[Misfit]:
        if not self.first_year < self.last_year <= self.first_year + 30:
            yield Misfit(
                ("last_year",), _("the last year comes after the first, at most thirty years later")
            )
        for name in ("levels", "fields", "sectors"):
            if not getattr(self, name):
                yield Misfit((name,), _("name at least one"))


class InputRow(Part):
    """One figure. Empty level, field or sector: all of them; the more precise row counts."""

    input: InputName
    level: str = ""
    field: str = ""
    sector: str = ""
    age_from: int | None = None
    age_to: int | None = None
    year: int
    """The year that the figure speaks of."""
    value: float
    unit: Unit
    quality: Quality
    source: str
    n: int | None = None
    """How many were counted, of a share in a sample."""
    note: str = ""

    def misfits(self) -> Iterator[Misfit]:
        rule = RULES[self.input]
        if self.unit is not rule.unit:
            yield Misfit(("unit",), _("the unit of this input is %(unit)s") % {"unit": rule.unit})
        elif self.unit is Unit.PERCENT and not LOWEST.get(self.input, 0.0) <= self.value <= 100:
            yield Misfit(
                ("value",),
                _("a percentage lies between %(low)g and 100; write 0.05 as 5")
                % {"low": LOWEST.get(self.input, 0.0)},
            )
        elif self.value < LOWEST.get(self.input, 0.0):
            yield Misfit(("value",), _("this figure is at least 0"))
        for name in ("level", "field", "sector"):
            if getattr(self, name) and name not in rule.by:
                yield Misfit((name,), _("this input is not split so; leave the column empty"))
        if rule.counted and self.value and not (self.level and self.field):
            yield Misfit(
                ("value",), _("persons are counted per education; fill in level and field")
            )
        if rule.margin and bool(self.level) == bool(self.field):
            yield Misfit(
                ("level",), _("fill in the level or the field: a margin is of one of them")
            )
        yield from self._ages(rule)
        if not 1990 <= self.year <= 2100:
            yield Misfit(("year",), _("give the year that the figure speaks of, such as 2023"))
        if self.n is not None and self.n < 1:
            yield Misfit(("n",), _("n counts answers; leave it empty where nothing was sampled"))

    def _ages(self, rule: Rule) -> Iterator[Misfit]:
        if not rule.ages:
            if self.age_from is not None or self.age_to is not None:
                yield Misfit(("age_from",), _("this input has no ages; leave both columns empty"))
            return
        if self.age_from is None or self.age_to is None:
            yield Misfit(("age_from",), _("give the first and the last age of the group"))
        elif not FIRST_AGE <= self.age_from <= self.age_to <= LAST_AGE:
            yield Misfit(
                ("age_from",),
                _("ages run from %(first)s to %(last)s, and the first is not above the last")
                % {"first": FIRST_AGE, "last": LAST_AGE},
            )
