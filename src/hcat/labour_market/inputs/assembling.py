# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From rows to a market: the most precise row counts, and each figure is as wide as its source."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import numpy as np
from django.utils.translation import gettext as _

from hcat.agenda.api import Problem
from hcat.numerics.api import Axes, Education, Market, NumericsError, Origin, Spread

from .ages import ages_of_arrival, ages_of_stock, exit_rates, rates, shares
from .certainty import level_spreads, spreads
from .demand import sector_mix, taken_over
from .graduates import Graduates, graduates
from .looking_up import Floats, Lookup, Place
from .reading import MARKET, Inputs
from .sheets import InputName, InputRow
from .stocks import stocks
from .surveyed import shares_of_graduates


@dataclass(frozen=True, slots=True)
class Assembled:
    """A market, what a shortage passes on, and the row behind each uncertain figure.

    `shown`: figures without a row that past years show. One that has neither is an assumption.
    """

    market: Market
    taken_over: Floats
    rows: dict[Origin, InputRow] = field(default_factory=dict)
    shown: frozenset[Origin] = frozenset()


def assemble(inputs: Inputs) -> Assembled | list[Problem]:
    """The market of a region, or everything for which there cannot be one."""
    if inputs.errors or inputs.sheet is None or inputs.spots is None:
        return inputs.errors
    lookup = Lookup(inputs.sheet, inputs.spots, inputs.rows)
    try:
        made = _assembled(lookup)
    except NumericsError as error:
        # What the tables get wrong was said with its line; this is what only the whole shows.
        return lookup.problems or [
            Problem(MARKET, 0, str(error), _("Mend the row that it comes from."), code="rule")
        ]
    return sorted(lookup.problems) or made


def _assembled(lookup: Lookup) -> Assembled:
    axes = _axes(lookup)
    stock = stocks(lookup, axes)
    exits = exit_rates(lookup, axes)
    ages = ages_of_stock(lookup, axes, exits[:, :, 0])
    leave_region = _per_level(lookup, InputName.OUT_MIGRATION, axes)
    coming = graduates(lookup, axes)
    further_study, participation, retention = (
        shares_of_graduates(lookup, name, axes)
        for name in (InputName.FURTHER_STUDY, InputName.PARTICIPATION, InputName.RETENTION)
    )
    market = Market(
        axes=axes,
        stock=(stock[:, None] * ages)[None],
        exit_rate=exits,
        leaving=_share(lookup, InputName.LEAVING, axes),
        out_migration=leave_region[None],
        arrivals=_by_year(lookup, InputName.ARRIVALS, axes)[None],
        arrival_ages=ages_of_arrival(lookup, axes),
        graduates=coming.path[None],
        further_study=further_study.path[:, 0],
        participation=participation.path[:, 0],
        retention=retention.path[None],
        entry_ages=np.stack([
            shares(lookup, InputName.ENTRY_AGES, Place(level=one), axes) for one in axes.levels
        ]),
        sector_mix=sector_mix(lookup, axes)[None],
        growth=np.stack([
            lookup.years(InputName.GROWTH, Place(sector=one), axes.years) / 100.0
            for one in axes.sectors
        ]),
        unemployed=_share(lookup, InputName.UNEMPLOYED, axes, default=0.0)[None],
        persistence=lookup.value(InputName.PERSISTENCE, Place()) / 100.0,
        spread=replace(
            _spread(lookup, axes, coming),
            further_study=further_study.spread,
            participation=participation.spread,
            retention=retention.spread[None],
        ),
    )  # fmt: skip
    return Assembled(market, taken_over(lookup, axes), lookup.taken, frozenset(lookup.shown))


def _axes(lookup: Lookup) -> Axes:
    """Each level and field for which a stock is given is an education, in the sheet's order."""
    sheet = lookup.sheet
    named = {(row.level, row.field) for row, _spots in lookup.all_of(InputName.STOCK)}
    return Axes(
        regions=(sheet.region,),
        educations=tuple(
            Education(level, one)
            for level in sheet.levels
            for one in sheet.fields
            if (level, one) in named
        ),
        years=tuple(range(sheet.first_year, sheet.last_year + 1)),
        sectors=tuple(sheet.sectors),
    )


def _spread(lookup: Lookup, axes: Axes, coming: Graduates) -> Spread:
    return Spread(
        stock=spreads(lookup, InputName.STOCK, axes)[None],
        stock_level=np.array([[
            lookup.value(InputName.STOCK_LEVEL, Place(level=one), 0.0) / 100.0
            for one in axes.levels
        ]]),
        exit_rate=level_spreads(lookup, InputName.EXIT_RATE, axes),
        leaving=spreads(lookup, InputName.LEAVING, axes),
        out_migration=level_spreads(lookup, InputName.OUT_MIGRATION, axes),
        arrivals=spreads(lookup, InputName.ARRIVALS, axes),
        graduates=coming.spread,
        graduates_step=coming.step,
        retention_step=_per_education(lookup, InputName.RETENTION_STEP, axes),
        growth_common=lookup.value(InputName.GROWTH_COMMON, Place()) / 100.0,
        growth_sector=np.array([
            lookup.value(InputName.GROWTH_SECTOR, Place(sector=one)) / 100.0
            for one in axes.sectors
        ]),
        growth_region=lookup.value(InputName.GROWTH_REGION, Place()) / 100.0,
    )  # fmt: skip


def _per_education(
    lookup: Lookup, name: InputName, axes: Axes, default: float | None = None
) -> Floats:
    return np.array([lookup.value(name, Place.of(one), default) for one in axes.educations])


def _share(lookup: Lookup, name: InputName, axes: Axes, default: float | None = None) -> Floats:
    return _per_education(lookup, name, axes, default) / 100.0


def _per_level(lookup: Lookup, name: InputName, axes: Axes) -> Floats:
    return np.stack([rates(lookup, name, Place(level=one), axes) for one in axes.levels])


def _by_year(lookup: Lookup, name: InputName, axes: Axes) -> Floats:
    return np.stack([lookup.years(name, Place.of(one), axes.years) for one in axes.educations])
