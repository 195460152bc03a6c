# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Surveys and the editions of their questionnaires."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, record
from hcat.parties.api import require
from hcat.surveys.instrument.questionnaire import Questionnaire
from hcat.surveys.models import Edition, Survey


@transaction.atomic
def add_survey(*, by: Actor, key: str, titles: Any, purposes: Any, population: str,
    kept_years: int, high_tech_only: bool = False, asks_minors: bool = False) -> Survey:
    require(by, "surveys.run")
    if Survey.objects.filter(key=key).exists():
        raise Refused(_("There is a survey %(key)s already.") % {"key": key})
    return Survey.objects.create(key=key, titles=titles, purposes=purposes, population=population,
        kept_years=kept_years, high_tech_only=high_tech_only, asks_minors=asks_minors)


@transaction.atomic
def save_edition(*, by: Actor, survey: str, questionnaire: Questionnaire, origin: str) -> Edition:
    require(by, "surveys.run")
    row = Survey.objects.select_for_update().get(key=survey)
    last = row.editions.first()
    if last and last.fingerprint == questionnaire.fingerprint:
        raise Refused(_("Nothing changed."))
    return Edition.objects.create(survey=row, number=(last.number if last else 0) + 1,
        questionnaire=questionnaire.to_json(), fingerprint=questionnaire.fingerprint,
        origin=origin, made_by_user=by.user_id)


def use_shipped(*, by: Actor, key: str) -> Survey:
    raise NotFound("x")
