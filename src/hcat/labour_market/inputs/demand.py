# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where people work, and who does the work where they are short."""

from __future__ import annotations

import numpy as np
from django.utils.translation import gettext as _

from hcat.numerics.api import Axes, Education

from .ages import OFF
from .looking_up import Floats, Lookup, Place
from .sheets import InputName


def sector_mix(lookup: Lookup, axes: Axes) -> Floats:
    """(E, S) the share of each sector in an education; a sector that no row names has none."""
    mix = np.array([
        [
            lookup.value(InputName.SECTOR_MIX, Place.of(one, sector), default=0.0)
            for sector in axes.sectors
        ]
        for one in axes.educations
    ])  # fmt: skip
    total = mix.sum(axis=1)
    for one, whole in zip(axes.educations, total, strict=True):
        if abs(whole - 100.0) > OFF:
            _not_whole(lookup, one, axes, whole)
    return np.asarray(mix / np.where(total > 0, total, 1.0)[:, None])


def taken_over(lookup: Lookup, axes: Axes) -> Floats:
    """(E, E): the level below, in the same field, takes over part of a shortage."""
    levels = lookup.sheet.levels
    share = np.zeros((len(axes.educations), len(axes.educations)))
    for column, one in enumerate(axes.educations):
        below = levels.index(one.level) - 1
        lower = Education(levels[below], one.field)
        if below >= 0 and lower in axes.educations:
            percent = lookup.value(InputName.SUBSTITUTION, Place(level=one.level), default=0.0)
            share[axes.educations.index(lower), column] = percent / 100.0
    return share


def _not_whole(lookup: Lookup, one: Education, axes: Axes, total: float) -> None:
    rows = [lookup.latest(InputName.SECTOR_MIX, Place.of(one, sector)) for sector in axes.sectors]
    named = [row for row in rows if row]
    if not named:
        lookup.lacks(InputName.SECTOR_MIX, Place.of(one))
        return
    lookup.add(
        named[0][1].problem(
            ("value",),
            _("The sectors of %(education)s add up to %(total).1f%% and not to 100%%.")
            % {"education": one, "total": total},
            _("Mend the rows about sector_mix."),
            code="not-a-whole",
        )
    )
