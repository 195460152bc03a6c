# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The stock of each education, made to meet what is known of a level or a field as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from hcat.agenda.api import Spots
from hcat.numerics.api import Axes, NumericsError, raked

from .looking_up import Floats, Lookup, Place
from .sheets import InputName

Margins = dict[Sequence[int], npt.ArrayLike]
"""Totals of the levels under (0,), of the fields under (1,); NaN where there is no margin."""

ROUNDED: Final = 1e-6
"""By how much of itself the total of the levels may differ from that of the fields."""


def stocks(lookup: Lookup, axes: Axes) -> Floats:
    """(E,) persons. Where margins are given, the stocks are fitted to them: ratios stay.

    A level or field without a margin becomes what the margins that cross it make of it: without
    any of those it keeps the sum of its educations.
    """
    sheet = lookup.sheet
    places = (
        [sheet.levels.index(one.level) for one in axes.educations],
        [sheet.fields.index(one.field) for one in axes.educations],
    )
    table = np.zeros((len(sheet.levels), len(sheet.fields)))
    table[places] = [lookup.value(InputName.STOCK, Place.of(one)) for one in axes.educations]
    by_level = [Place(level=one) for one in sheet.levels]
    by_field = [Place(field=one) for one in sheet.fields]
    margins: Margins = {}
    spots: list[Spots] = []
    for axis, each in enumerate((by_level, by_field)):
        now = table.sum(axis=1 - axis)
        given = [_margin(lookup, place, bool(now[at])) for at, place in enumerate(each)]
        found = [one for one in given if one]
        if found:
            margins[(axis,)] = [one[0] if one else np.nan for one in given]
            spots += [one[1] for one in found]
    return _fitted(lookup, table, margins, spots)[places]


def _margin(lookup: Lookup, place: Place, has_stock: bool) -> tuple[float, Spots] | None:
    """The margin of a place, and where it stands."""
    found = lookup.latest(InputName.STOCK_MARGIN, place)
    if found is None:
        return None
    row, spots = found
    if row.value and not has_stock:
        lookup.add(
            spots.problem(
                (),
                _("There are %(value).0f persons in %(place)s, and no stock to divide them by.")
                % {"value": row.value, "place": place},
                _("Add a stock of an education in it."),
                code="rule",
            )
        )
    return row.value, spots


def _fitted(lookup: Lookup, table: Floats, margins: Margins, spots: Sequence[Spots]) -> Floats:
    """(L, F) the table as it meets its margins; as it is where it cannot, and a problem."""
    totals = [float(np.sum(one)) for one in margins.values()]
    if np.isfinite(totals).all() and totals and max(totals) - min(totals) > ROUNDED * max(totals):
        what = _("The levels come to %(levels).0f persons together, the fields to %(fields).0f.")
        mend = _("Let the margins agree: they divide the same people.")
        lookup.add(
            spots[0].problem(
                (), what % {"levels": totals[0], "fields": totals[1]}, mend, code="rule"
            )
        )
    elif not lookup.problems:
        try:
            return raked(table, margins)
        except NumericsError:
            what = _("No stocks meet the margins of levels and fields at once.")
            mend = _("Give each education a stock in which there may be people, or mend a margin.")
            lookup.add(spots[0].problem((), what, mend, code="rule"))
    return table
