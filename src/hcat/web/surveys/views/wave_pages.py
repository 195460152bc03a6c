# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages about one wave at the desk share."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.surveys.api import Claim, Questionnaire, Wave, Wording
from hcat.web import words
from hcat.web.desk.register.pages import Visit
from hcat.web.surveys.desk_words import wording

from .desk import with_form
from .desk_survey import trail_of


def trail_to(wave: Wave) -> list[tuple[str, str]]:
    url = reverse("surveys:desk-wave", args=[wave.survey.key, wave.key])
    return [*trail_of(wave.survey), (_("Wave %(key)s") % {"key": wave.key}, url)]


def back_to(wave: Wave, part: str = "") -> str:
    """The page of the wave, at one of its parts."""
    url = reverse("surveys:desk-wave", args=[wave.survey.key, wave.key])
    return f"{url}#{part}" if part else url


def page_of(
    request: Visit, wave: Wave, form: Any, title: str, button: str, *, lead: str = "", **more: Any
) -> HttpResponse:
    """A form about a wave."""
    return with_form(
        request, form, title=title, button=button, back=back_to(wave), trail=trail_to(wave),
        lead=lead, **more,
    )  # fmt: skip


def claim_sentences(claims: Iterable[Claim], questionnaire: Questionnaire) -> list[str]:
    """What each claim says, in words."""
    spoken = wording()
    return [_claim_sentence(one, questionnaire, spoken) for one in claims]


def _claim_sentence(claim: Claim, questionnaire: Questionnaire, spoken: Wording) -> str:
    question = next((q for q in questionnaire.questions if q.concept == claim.concept), None)
    label = spoken.say(question.labels) if question else claim.concept
    if question and claim.choice and (choice := question.choice(claim.choice)):
        label = f"{label}: {spoken.say(choice.labels)}"
    if claim.kind == Claim.Kind.BETTER and claim.since:
        return _("“%(what)s” is significantly higher than in wave %(wave)s.") % {
            "what": label, "wave": claim.since.key,
        }  # fmt: skip
    if claim.kind == Claim.Kind.RISING and claim.since:
        return _("“%(what)s” is significantly higher in each wave since %(wave)s.") % {
            "what": label, "wave": claim.since.key,
        }  # fmt: skip
    if claim.kind == Claim.Kind.SHARE_AT_LEAST:
        bound = words.number(round((claim.bound or 0) * 100, 1))
        return _("At least %(bound)s%% say “%(what)s”.") % {"bound": bound, "what": label}
    return _("The mean of “%(what)s” is at least %(bound)s.") % {
        "what": label, "bound": words.number(claim.bound),
    }  # fmt: skip
