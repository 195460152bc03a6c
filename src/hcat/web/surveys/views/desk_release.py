# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Releasing a wave at the desk: what it means, what waits to be coded, and the deed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.surveys.api import Questionnaire, left_to_code, release_wave, wave_called
from hcat.web import words
from hcat.web.desk.register.pages import Visit, actor, form_for
from hcat.web.surveys.desk_forms.waves import ReleaseForm
from hcat.web.surveys.desk_words import here

from .desk import done, form_page, runs
from .wave_pages import page_of


@form_page
@runs
def release(request: Visit, survey: str, wave: str) -> HttpResponse:
    found = wave_called(survey, wave)
    waiting = {concept: n for concept, n in left_to_code(found).items() if n}
    form = form_for(request, ReleaseForm, has_uncoded=bool(waiting))
    if form.is_valid() and done(
        form,
        lambda: release_wave(
            by=actor(request), wave=found.pk, uncoded=form.cleaned_data.get("uncoded", False)
        ),
    ):
        messages.success(request, _("The figures are released: everybody can read them."))
        return redirect("surveys:desk-wave", survey, wave)
    asked = Questionnaire.from_json(found.edition.questionnaire).questions
    labels = {one.concept: here(one.labels) for one in asked}
    lines = []
    for concept, number in waiting.items():
        text = ngettext(
            "%(concept)s: %(n)s open answer waits to be coded.",
            "%(concept)s: %(n)s open answers wait to be coded.",
            number,
        )
        lines.append(text % {"concept": labels.get(concept, concept), "n": words.number(number)})
    if waiting:
        lines.append(_("Without codes those figures are missing, for good."))
    return page_of(
        request, found, form, _("Release the figures"), _("Release them"), lines=lines,
        lead=_(
            "The figures are worked out once, with weights and intervals. Groups of fewer than "
            "five answers are not shown. From then on they stay as they are, and everybody reads "
            "them."
        ),
    )  # fmt: skip
