# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What must hold between the students of an education and its graduates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from hcat.agenda.api import Problem

from .looking_up import Given, Place
from .sheets import InputName, MarketSheet


def misfits_of_students(sheet: MarketSheet, rows: Sequence[Given]) -> Iterator[Problem]:
    """Students say nothing without graduates, and first-year students are students."""
    graduates = {
        Place.said_by(row)
        for row, _spots in rows
        if row.input is InputName.GRADUATES and row.year <= sheet.first_year
    }
    enrolled = {
        (Place.said_by(row), row.year): row.value
        for row, _spots in rows
        if row.input is InputName.ENROLLED
    }
    strangers = set()
    for row, spots in rows:
        place = Place.said_by(row)
        if row.input is InputName.ENROLLED and place not in strangers:
            if not any(one.holds(place) for one in graduates):
                strangers.add(place)
                yield spots.problem(
                    (),
                    _("Students of %(place)s are counted, and no graduates up to %(year)s.")
                    % {"place": place, "year": sheet.first_year},
                    _("Add the graduates of past years: they show which part graduates."),
                    code="missing-input",
                )
        elif row.input is InputName.ENTRANTS:
            students = enrolled.get((place, row.year))
            if students is None or row.value > students:
                yield spots.problem(
                    (),
                    _("There are more first-year students than students.")
                    if students is not None
                    else _("First-year students are counted, and not the students of that year."),
                    _("Let enrolled of %(place)s in %(year)s count all of them.")
                    % {"place": place, "year": row.year},
                    code="rule",
                )
