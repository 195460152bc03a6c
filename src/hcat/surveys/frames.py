# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The population of a wave on its reference day, from the register."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hcat.agenda.api import rule_on
from hcat.foundation.api import Refused
from hcat.parties.api import population

from .models import FrameUnit, Population, Wave

EVERYBODY = "all"
"""The stratum where nothing tells units apart."""
UNKNOWN = "unknown"
"""The stratum of companies of which the size is not known: they are asked as well."""


def register_of(wave: Wave) -> QuerySet[Any]:
    """The facts of whoever belongs to it, as they stood on the reference day. Lazy.

    Refused where only high-tech companies are asked and the agenda had no rule on that day.
    """
    survey, day = wave.survey, wave.reference_day
    if survey.population == Population.SCHOOLS:
        found = population(kind="education", unit="site", on=day)
    else:
        rule = rule_on(day) if survey.high_tech_only else None
        if survey.high_tech_only and rule is None:
            raise Refused(
                _("The agenda does not say which companies are high-tech."),
                why=_("This survey asks high-tech companies only."),
                mend=_("Add the rule to the agenda, or choose a later reference day."),
            )
        found = population(kind="company", high_tech=rule.rule if rule else None, on=day)
    return found.filter(organisation__is_demo=wave.is_demo)


def units_of_register(wave: Wave) -> Iterator[FrameUnit]:
    """Not saved yet, one at a time: memory stays flat."""
    rows = register_of(wave).order_by("organisation_id")
    schools = wave.survey.population == Population.SCHOOLS
    for organisation, size, sbi, municipality in rows.values_list(
        "organisation_id", "size_class", "sbi", "municipality"
    ).iterator(chunk_size=2000):
        yield FrameUnit(
            wave=wave,
            organisation_id=organisation,
            size_class=size,
            sector=sbi[:2],
            municipality=municipality,
            stratum=size or (EVERYBODY if schools else UNKNOWN),
        )
