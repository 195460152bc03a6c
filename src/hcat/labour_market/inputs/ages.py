# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From groups of ages to single years, and how retirement moves with the state pension age.

A rate holds for each age of its group. A share is divided evenly over the ages of its group, save
that of the stock from `RETIREMENT_FROM` on (`ages_of_stock`).
"""

from __future__ import annotations

from typing import Final

import numpy as np
from django.utils.translation import gettext as _

from hcat.numerics.api import RETIREMENT_FROM, Axes

from .looking_up import Floats, Given, Lookup, Place
from .sheets import InputName

FOLLOWS: Final = 0.5
"""Part of a rise of the state pension age by which people leave later: many go earlier anyway."""

OFF: Final = 0.5
"""Percentage points that shares may miss 100 by: they were rounded."""


def groups(lookup: Lookup, name: InputName, place: Place) -> list[Given]:
    """The rows of the last year about a place: one for each group of ages."""
    rows = lookup.rows(name, place)
    last = max((row.year for row, _spots in rows), default=0)
    return [one for one in rows if one[0].year == last]


def rates(lookup: Lookup, name: InputName, place: Place, axes: Axes) -> Floats:
    """(A,) the rate of each age, 0–1. Every age is in one group."""
    rows = _needed(lookup, name, place)
    found = _spread_out(lookup, rows, axes)
    if rows and np.isnan(found).any():
        lacking = axes.first_age + int(np.flatnonzero(np.isnan(found))[0])
        lookup.add(
            rows[-1][1].problem(
                ("age_to",),
                _("There is no group for the age of %(age)s.") % {"age": lacking},
                _("Let the groups run from %(first)s to %(last)s.")
                % {"first": axes.first_age, "last": axes.last_age},
                code="missing-ages",
            )
        )
    return np.asarray(np.nan_to_num(found) / 100.0)


def shares(
    lookup: Lookup, name: InputName, place: Place, axes: Axes, staying: Floats | None = None
) -> Floats:
    """(A,) which part has each age; what no group names is 0.

    A group is divided by how many of its first age are left at each of its ages, where of each
    age (A,) `staying` go on to the next. Evenly, where it is not given.
    """
    rows = _needed(lookup, name, place)
    every = np.ones(len(axes.ages)) if staying is None else staying
    found = np.nan_to_num(_spread_out(lookup, rows, axes, every))
    total = float(found.sum())
    if rows and abs(total - 100.0) > OFF:
        lookup.add(
            rows[0][1].problem(
                ("value",),
                _("The groups add up to %(total).1f%% and not to 100%%.") % {"total": total},
                _("Mend the shares, or add the group that is missing."),
                code="not-a-whole",
            )
        )
    return np.asarray(found / total) if total else found


def ages_of_stock(lookup: Lookup, axes: Axes, exits: Floats) -> Floats:
    """(E, A): of who works now, where (L, A) `exits` leave at each age in the first year.

    A group of ages holds more people of its first than of its last, for some of them have left.
    Divided evenly, it would hold more old people than the exit rates let stay, and they would all
    leave in the first year. So from `RETIREMENT_FROM` on a group is divided as if a cohort of equal
    size came to its first age each year and left by the rates of the first year since. The total
    of a group stays what the table says. Younger people leave at all ages alike: evenly.
    """
    retiring = np.array(axes.ages) >= RETIREMENT_FROM
    staying = np.where(retiring, 1.0 - exits, 1.0)
    return np.stack([
        shares(lookup, InputName.AGE_PROFILE, Place.of(one), axes, staying[level])
        for one, level in zip(axes.educations, axes.level_of, strict=True)
    ])  # fmt: skip


def exit_rates(lookup: Lookup, axes: Axes) -> Floats:
    """(L, A, T): the profile of ages of the first year, moved up with the state pension age.

    Half of a rise (`FOLLOWS`) makes people leave later; who leaves before `RETIREMENT_FROM` does so
    for other reasons. Nobody works past the last age.
    """
    profile = np.stack([
        rates(lookup, InputName.EXIT_RATE, Place(level=one), axes) for one in axes.levels
    ])  # fmt: skip
    ages = np.array(axes.ages, dtype=np.float64)
    moved = np.empty((*profile.shape, len(axes.years)))
    for t, later in enumerate(_later(lookup, axes) * FOLLOWS):
        before = np.maximum(ages - later, RETIREMENT_FROM)
        for at, one in enumerate(profile):
            late = np.interp(before, ages, one)
            moved[at, :, t] = np.where(ages >= RETIREMENT_FROM, late, one)
    moved[:, -1, :] = 1.0
    return moved


def ages_of_arrival(lookup: Lookup, axes: Axes) -> Floats:
    """(L, A): of those who come; those of graduates where nothing is said of them."""
    given = lookup.all_of(InputName.ARRIVAL_AGES)
    name = InputName.ARRIVAL_AGES if given else InputName.ENTRY_AGES
    return np.stack([shares(lookup, name, Place(level=one), axes) for one in axes.levels])


def _later(lookup: Lookup, axes: Axes) -> Floats:
    """(T,) years by which the state pension age is above that of the first year."""
    if not lookup.all_of(InputName.PENSION_AGE):
        return np.zeros(len(axes.years))
    pension = lookup.years(InputName.PENSION_AGE, Place(), axes.years)
    return np.asarray(pension - pension[0])


def _needed(lookup: Lookup, name: InputName, place: Place) -> list[Given]:
    rows = groups(lookup, name, place)
    if rows:
        lookup.remember(name, rows[0][0], place)
    else:
        lookup.lacks(name, place)
    return rows


def _spread_out(
    lookup: Lookup, rows: list[Given], axes: Axes, staying: Floats | None = None
) -> Floats:
    """(A,) percent: that of its group, or its part of it by `staying`; NaN where there is none."""
    found = np.full(len(axes.ages), np.nan)
    for row, spots in rows:
        start = (row.age_from or 0) - axes.first_age
        stop = (row.age_to or 0) - axes.first_age + 1
        if not np.isnan(found[start:stop]).all():
            lookup.add(
                spots.problem(
                    ("age_from",),
                    _("These ages are in another group as well."),
                    _("Let the groups follow one another."),
                    code="overlapping-ages",
                )
            )
        parts = 1.0 if staying is None else parts_of_group(staying[start:stop])
        found[start:stop] = row.value * parts
    return found


def parts_of_group(staying: Floats) -> Floats:
    """What each age has of its group, where of each age `staying` go on to the next.

    >>> parts_of_group(np.array([0.5, 0.5, 0.0])).tolist()
    [0.5714285714285714, 0.2857142857142857, 0.14285714285714285]
    """
    left = np.cumprod(np.concatenate(([1.0], staying[:-1])))
    return np.asarray(left / left.sum())
