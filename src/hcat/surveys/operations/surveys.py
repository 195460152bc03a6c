# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Surveys, and the editions of their questionnaires."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import require
from hcat.surveys.instrument.questionnaire import FIRST, Questionnaire
from hcat.surveys.models import Edition, Population, Survey
from hcat.surveys.shipped_surveys import shipped_called

from .coding import write_code_book
from .rules import locked_survey, needs_reason

LONGEST_TERM, LONGEST_TERM_OF_MINORS = 10, 2
"""Years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyFacts:
    """What a survey is, apart from its questionnaire."""

    titles: Mapping[str, str]
    """By language; Dutch is always there."""
    purposes: Mapping[str, str]
    """What the answers are used for, as whoever is asked reads it."""
    population: str
    high_tech_only: bool = False
    asks_minors: bool = False
    kept_years: int = 5


@transaction.atomic
def add_survey(*, by: Actor, key: str, facts: SurveyFacts, is_demo: bool = False) -> Survey:
    """A survey without a questionnaire yet.

    Refused for a key that is taken or no key, without a Dutch title or purpose, and for a term
    that is too long: ten years at most, two where minors are asked.
    """
    require(by, "surveys.run")
    if not re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?", key):
        raise Refused(
            _("“%(key)s” cannot be the name of a survey in addresses.") % {"key": key[:60]},
            mend=_("Use small letters, digits and hyphens, at most 60."),
        )
    if Survey.objects.filter(key=key).exists():
        raise Refused(
            _("There is a survey %(key)s already.") % {"key": key}, mend=_("Choose another name.")
        )
    facts = _checked(facts)
    made = Survey.objects.create(
        key=key, titles=dict(facts.titles), purposes=dict(facts.purposes),
        population=facts.population, high_tech_only=facts.high_tech_only,
        asks_minors=facts.asks_minors, kept_years=facts.kept_years, is_demo=is_demo,
    )  # fmt: skip
    record(by=by, action="surveys.add_survey", subject=f"survey:{key}")
    return made


@transaction.atomic
def revise_survey(*, by: Actor, survey: str, facts: SurveyFacts) -> Survey:
    """Other texts, or a shorter term. Refused for another population or a longer term once anybody
    was asked: they were promised the one that stood there."""
    require(by, "surveys.run")
    row = locked_survey(survey)
    facts = _checked(facts)
    if row.waves.filter(opened_at__isnull=False).exists():
        was = (row.population, row.high_tech_only, row.asks_minors)
        if was != (facts.population, facts.high_tech_only, facts.asks_minors):
            raise Refused(
                _("The population of this survey stands."),
                why=_("People answered it already; figures of two populations cannot be compared."),
                mend=_("Add another survey for another population."),
            )
        if facts.kept_years > row.kept_years:
            raise Refused(
                _("Answers cannot be kept longer than was promised."),
                why=_("Whoever answered read that it is %(years)d years.")
                % {"years": row.kept_years},
                mend=_("Choose that term or a shorter one."),
            )
    row.titles, row.purposes = dict(facts.titles), dict(facts.purposes)
    row.population, row.high_tech_only = facts.population, facts.high_tech_only
    row.asks_minors, row.kept_years = facts.asks_minors, facts.kept_years
    row.save()
    record(by=by, action="surveys.revise_survey", subject=f"survey:{row.key}")
    return row


@transaction.atomic
def retire_survey(*, by: Actor, survey: str, reason: str) -> Survey:
    """It is asked no more; what came out of it stays. Refused while a wave is open or prepared."""
    require(by, "surveys.run")
    row = locked_survey(survey)
    said = needs_reason(reason)
    if row.retired_at is not None:
        return row
    if row.waves.filter(state__in=["draft", "open"]).exists():
        raise Refused(
            _("A wave of this survey is prepared or open."),
            mend=_("Close it or call it off first."),
        )
    row.retired_at = now()
    row.save(update_fields=["retired_at"])
    record(by=by, action="surveys.retire_survey", subject=f"survey:{row.key}", reason=said)
    return row


@transaction.atomic
def save_edition(*, by: Actor, survey: str, questionnaire: Questionnaire, origin: str) -> Edition:
    """The questionnaire as it is from the next wave on; waves keep the edition that they have.

    Refused without a question, and where nothing changed since the last edition.
    """
    require(by, "surveys.run")
    row = locked_survey(survey)
    if not questionnaire.questions:
        raise Refused(_("This questionnaire asks nothing."), mend=_("Add a question first."))
    last = row.editions.order_by("-number").first()
    if last is not None and last.fingerprint == questionnaire.fingerprint:
        raise Refused(
            _("Nothing changed since edition %(number)d.") % {"number": last.number},
            mend=_("Change something first, or use that edition."),
        )
    made = Edition.objects.create(
        survey=row, number=1 if last is None else last.number + 1,
        questionnaire=questionnaire.to_json(), fingerprint=questionnaire.fingerprint,
        origin=origin[:200], made_by_user=by.user_id,
    )  # fmt: skip
    record(
        by=by, action="surveys.save_edition", subject=f"survey:{row.key}", edition=made.number,
        origin=made.origin,
    )  # fmt: skip
    return made


@transaction.atomic
def use_shipped(*, by: Actor, key: str, is_demo: bool = False) -> Edition:
    """One of the surveys that come with the program, as one's own: from then on it can be changed.
    The code books of its open questions come along, where there is none of that question yet.

    Where it is used already, what the program ships now becomes its next edition. NotFound for a
    key that is not shipped; Refused where that is the edition which stands.
    """
    require(by, "surveys.run")
    found = shipped_called(key)
    if not Survey.objects.filter(key=key).exists():
        facts = SurveyFacts(
            titles=found.titles, purposes=found.purposes, population=found.population,
            high_tech_only=found.high_tech_only, asks_minors=found.asks_minors,
            kept_years=found.kept_years,
        )  # fmt: skip
        add_survey(by=by, key=key, facts=facts, is_demo=is_demo)
    made = save_edition(by=by, survey=key, questionnaire=found.questionnaire(), origin="shipped")
    write_code_book(by=by, survey=key, codes=found.codes)
    return made


def _checked(facts: SurveyFacts) -> SurveyFacts:
    titles = {code: text.strip() for code, text in facts.titles.items() if text.strip()}
    purposes = {code: text.strip() for code, text in facts.purposes.items() if text.strip()}
    if FIRST not in titles or FIRST not in purposes:
        raise Refused(
            _("A title and a purpose in Dutch are needed."),
            mend=_("Write both; other languages may follow."),
        )
    if facts.population not in Population.values:
        raise Refused(
            _("“%(name)s” is not a population.") % {"name": facts.population},
            mend=_("Use one of: %(names)s.") % {"names": ", ".join(Population.values)},
        )
    if facts.high_tech_only and facts.population != Population.COMPANIES:
        raise Refused(
            _("Only companies can be high-tech."), mend=_("Leave it out, or ask companies.")
        )
    if facts.asks_minors and facts.population != Population.PEOPLE:
        raise Refused(_("Minors are people."), mend=_("Choose people as the population."))
    longest = LONGEST_TERM_OF_MINORS if facts.asks_minors else LONGEST_TERM
    if not 1 <= facts.kept_years <= longest:
        raise Refused(
            _("Answers are kept for one to %(years)d years.") % {"years": longest},
            mend=_("Choose a term within that."),
        )
    return replace(facts, titles=titles, purposes=purposes)
