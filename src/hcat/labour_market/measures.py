# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures: who chooses technology, per level, from what DUO counted and `hcat data sync` kept.

All are about programmes and schools that stand in a municipality of the agenda. Where pupils and
students **live** these files do not tell, and each method says so: that is why an agenda binds
them as proxies. A withheld cell is 1 to 4 persons: the interval runs from the one end to the other
(`withheld`). There is no measure of the forecast: it tells what may come, and a result of an agenda
is about what came.

The figure of a window is that of the newest vintage which holds it, for publishers revise; what
was known on an earlier day is `figures(…, known_on=…)`. DUO publishes up to fifteen months after a
year has ended, and a vintage is never erased, so every window is taken anew each time
(`kept_since`): a late year fills its gap, a revised one becomes a correction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.agenda.api import Place, the_agenda
from hcat.evidence.api import Scope, Takes, measure
from hcat.numerics.api import PERCENT, Estimate, Period, Quality

from .figures import Figure
from .models import Vintage
from .queries import figures, holding
from .withheld import NotCounted, counted, share

TECHNOLOGY = "techniek"
"""DUO's sector of technical programmes: in capitals for HBO, in small letters for universities."""

CERTAIN = 0.999
"""Confidence of an interval in which the truth must lie; an estimate never claims 1."""

DUO = gettext_noop("DUO, open data on education, as fetched")

NO_AGENDA = gettext_noop("there is no agenda yet, and so no municipalities to count in")
NOT_FETCHED = gettext_noop("nothing was fetched of this source yet: hcat data sync")
NOT_IN_IT = gettext_noop("what was fetched does not hold this year, or not yet")
NO_YEAR = gettext_noop("it is counted once a year: only a calendar year has a figure")
NOBODY = gettext_noop("nobody was counted in the municipalities of the agenda")
NO_BOUND = gettext_noop("the publisher leaves out a cell without saying how large it may be")


@dataclass(frozen=True, slots=True)
class Cells:
    """Which cells of a source count: of these places and this period, and which are technical."""

    source: str
    series: str
    period: Callable[[int], str]
    """How the source writes the calendar year."""
    where: Callable[[Iterable[Place]], Mapping[str, set[str]]]
    is_technical: Callable[[Figure], bool]

    def kept_since(self) -> date | None:
        """The end of the first calendar year that some vintage holds; None where none was kept."""
        kept = Vintage.objects.filter(source=self.source).values_list("series", flat=True)
        years = [int(one[self.series]["first"][-4:]) for one in kept if self.series in one]
        return date(min(years), 12, 31) if years else None


def _calendar_year(year: int) -> str:
    return str(year)


def _school_year_ending_in(year: int) -> str:
    return f"{year - 1}/{year}"


def _taught_in(places: Iterable[Place]) -> dict[str, set[str]]:
    return {"municipality": {one.code for one in places}}


def _schools_in(level: str, places: Iterable[Place]) -> dict[str, set[str]]:
    """DUO's file on examinations has the names of municipalities, in capitals, and no codes."""
    return {
        "municipality_name": {one.name.upper() for one in places},
        "school_type": {level},
        "sex": {"total"},
    }


def _in_technology(figure: Figure) -> bool:
    return figure.dimensions["sector"].casefold() == TECHNOLOGY


def _with_nature_and_technology(figure: Figure) -> bool:
    return "N&T" in figure.dimensions["programme_name"]


def _programmes(source: str, series: str) -> Cells:
    return Cells(source, series, _calendar_year, _taught_in, _in_technology)


def _examinations(level: str) -> Cells:
    return Cells(
        "duo_school_exams", "passes", _school_year_ending_in,
        partial(_schools_in, level), _with_nature_and_technology,
    )  # fmt: skip


HBO_FIRST_YEARS = _programmes("duo_hbo_first_year", "first_year")
HBO_ENROLLED = _programmes("duo_hbo_enrolled", "enrolled")
HBO_DIPLOMAS = _programmes("duo_hbo_diplomas", "diplomas")
WO_ENROLLED = _programmes("duo_wo_enrolled", "enrolled")
HAVO_PASSES = _examinations("HAVO")
VWO_PASSES = _examinations("VWO")


@measure(
    "labour_market.hbo_first_years_technical",
    title=_("HBO first-year students in a technical programme"),
    unit=PERCENT,
    takes=Takes.PERIOD,
    kept_since=HBO_FIRST_YEARS.kept_since,
)
def hbo_first_years_technical(period: Period, scope: Scope) -> Estimate:
    """The technical share of first-year HBO students on 1 October, where programmes are taught."""
    method = gettext_noop(
        "first-year HBO students in the sector technology, of all first-year HBO students, on 1"
        " October, in programmes taught in the municipalities of the agenda; DUO does not tell "
        "where students come from; a cell that DUO withholds holds 1 to 4, and the true figure "
        "lies within the interval"
    )
    return _technical(HBO_FIRST_YEARS, period, scope, method)


@measure(
    "labour_market.hbo_enrolled_technical",
    title=_("HBO students in a technical programme"),
    unit=PERCENT,
    takes=Takes.PERIOD,
    kept_since=HBO_ENROLLED.kept_since,
)
def hbo_enrolled_technical(period: Period, scope: Scope) -> Estimate:
    """The technical share of all enrolled HBO students on 1 October, where they are taught."""
    method = gettext_noop(
        "enrolled HBO students in the sector technology, of all enrolled HBO students, on 1 "
        "October, in programmes taught in the municipalities of the agenda; DUO does not tell "
        "where students come from; a cell that DUO withholds holds 1 to 4, and the true figure "
        "lies within the interval"
    )
    return _technical(HBO_ENROLLED, period, scope, method)


@measure(
    "labour_market.hbo_diplomas_technical",
    title=_("HBO diplomas in a technical programme"),
    unit=PERCENT,
    takes=Takes.PERIOD,
    kept_since=HBO_DIPLOMAS.kept_since,
)
def hbo_diplomas_technical(period: Period, scope: Scope) -> Estimate:
    """The technical share of HBO diplomas of DUO's diploma year, where they were awarded."""
    method = gettext_noop(
        "HBO diplomas in the sector technology, of all HBO diplomas, of DUO's diploma year, "
        "awarded for programmes taught in the municipalities of the agenda; DUO does not tell "
        "where graduates come from or go to; a cell that DUO withholds holds 1 to 4, and the "
        "true figure lies within the interval"
    )
    return _technical(HBO_DIPLOMAS, period, scope, method)


@measure(
    "labour_market.wo_enrolled_technical",
    title=_("University students in a technical programme"),
    unit=PERCENT,
    takes=Takes.PERIOD,
    kept_since=WO_ENROLLED.kept_since,
)
def wo_enrolled_technical(period: Period, scope: Scope) -> Estimate:
    """The technical share of all university students on 1 October, where they are taught."""
    method = gettext_noop(
        "university students in the sector technology, of all university students, on 1 "
        "October, in programmes taught in the municipalities of the agenda; DUO does not tell "
        "where students come from; a cell that DUO withholds holds 1 to 4, and the true figure "
        "lies within the interval"
    )
    return _technical(WO_ENROLLED, period, scope, method)


@measure(
    "labour_market.havo_passes_with_nt",
    title=_("HAVO passes with the profile Nature and Technology"),
    unit=PERCENT,
    takes=Takes.PERIOD,
    kept_since=HAVO_PASSES.kept_since,
)
def havo_passes_with_nt(period: Period, scope: Scope) -> Estimate:
    """The share of HAVO passes with N&T, alone or beside another profile, where schools stand."""
    method = gettext_noop(
        "HAVO passes with the profile N&T, alone or with another profile, of all HAVO passes, "
        "of the school year that ends in this year, at schools in the municipalities of the "
        "agenda; DUO does not tell where pupils live; a cell that DUO withholds holds 1 to 4, "
        "and the true figure lies within the interval"
    )
    return _technical(HAVO_PASSES, period, scope, method)


@measure(
    "labour_market.vwo_passes_with_nt",
    title=_("VWO passes with the profile Nature and Technology"),
    unit=PERCENT,
    takes=Takes.PERIOD,
    kept_since=VWO_PASSES.kept_since,
)
def vwo_passes_with_nt(period: Period, scope: Scope) -> Estimate:
    """The share of VWO passes with N&T, alone or beside another profile, where schools stand."""
    method = gettext_noop(
        "VWO passes with the profile N&T, alone or with another profile, of all VWO passes, of "
        "the school year that ends in this year, at schools in the municipalities of the "
        "agenda; DUO does not tell where pupils live; a cell that DUO withholds holds 1 to 4, "
        "and the true figure lies within the interval"
    )
    return _technical(VWO_PASSES, period, scope, method)


def _technical(cells: Cells, period: Period, scope: Scope, method: str) -> Estimate:
    """The technical share of the cells in a calendar year, or why it is not known."""
    missing = partial(
        Estimate.missing, unit=PERCENT, period=period, source=DUO, method=method,
        quality=Quality.PUBLISHED,
    )  # fmt: skip
    year = period.end.year
    if period != Period.year(year):
        return missing(NO_YEAR)
    agenda = the_agenda(known_on=scope.known_on)
    if agenda is None:
        return missing(NO_AGENDA)
    places = tuple(agenda.sheet.places)
    written = cells.period(year)
    kept = holding(cells.source, cells.series, written, known_on=scope.known_on)
    if kept is None:
        fetched = Vintage.objects.filter(source=cells.source)
        if scope.known_on is not None:
            fetched = fetched.filter(fetched_at__lte=scope.known_on)
        return missing(NOT_IN_IT if fetched.exists() else NOT_FETCHED)
    found = _figures(cells, places, kept.number, kept.rows_sha256).get(written, [])
    try:
        technical = counted(one for one in found if cells.is_technical(one))
        rest = counted(one for one in found if not cells.is_technical(one))
    except NotCounted:
        return missing(NO_BOUND)
    known = share(technical, rest)
    # Not the number of the vintage: the same cells in a newer one are no new figure.
    scope.note(
        source=cells.source, period=written, places=sorted(one.code for one in places),
        cells=len(found), withheld=technical.withheld + rest.withheld,
        technical=[technical.least, technical.most], others=[rest.least, rest.most],
    )  # fmt: skip
    if known is None:
        return missing(NOBODY)
    part, whole = known.part.middle, known.whole.middle
    hidden = known.whole.withheld > 0
    return Estimate(
        value=100.0 * part / whole,
        low=100.0 * known.low if hidden else None,
        high=100.0 * known.high if hidden else None,
        confidence=CERTAIN,
        numerator=part,
        denominator=whole,
        unit=PERCENT,
        period=period,
        method=method,
        quality=Quality.PUBLISHED,
        source=DUO,
    )


@lru_cache(maxsize=8)
def _figures(
    cells: Cells, places: tuple[Place, ...], number: int, _rows: str
) -> dict[str, list[Figure]]:
    """The cells of these places by period, read once for all years: a vintage never changes.

    `_rows` is its fingerprint: in another database the same number may hold other figures.
    """
    found: dict[str, list[Figure]] = {}
    for one in figures(cells.source, cells.where(places), series=cells.series, number=number):
        found.setdefault(one.period, []).append(one)
    return found
