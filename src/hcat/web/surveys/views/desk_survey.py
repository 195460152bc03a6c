# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One survey at the desk: what it is, its editions and its waves; a file in, a file out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.foundation.api import NotFound
from hcat.parties.api import people
from hcat.surveys.api import (
    Edition,
    Questionnaire,
    Survey,
    Wave,
    as_markdown,
    as_xlsx,
    bring_draft,
    draft_of,
    edition_numbered,
    editions_of,
    effect,
    minutes,
    read_questionnaire,
    survey_called,
    tallies,
    waves_of,
)
from hcat.web.desk.register.pages import Visit, actor, desk, form_for
from hcat.web.downloads import as_download
from hcat.web.lists import Pages
from hcat.web.surveys.desk_forms.surveys import FileForm
from hcat.web.surveys.desk_words import POPULATIONS, here, wave_sentence

from .desk import done, form_page, reads, runs, with_form

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EDITIONS_AT_ONCE = 10


def trail_of(survey: Survey) -> list[tuple[str, str]]:
    return [(here(survey.titles), reverse("surveys:desk-survey", args=[survey.key]))]


@require_safe
@reads
def survey(request: Visit, survey: str) -> HttpResponse:
    found = survey_called(survey)
    waves: Pages[Wave] = Pages(request, waves_of(found), per_page=20, name="waves")
    counted = tallies([one.pk for one in waves.items])
    editions: Pages[Edition] = Pages(
        request, editions_of(found), per_page=EDITIONS_AT_ONCE, name="editions"
    )
    draft = draft_of(found)
    rows = _told(editions)
    return desk(
        request,
        "web/surveys/desk/survey.html",
        survey=found,
        title=here(found.titles),
        purpose=here(found.purposes),
        whom=POPULATIONS[found.population],  # type: ignore[index]
        may_run=request.powers.may("surveys.run"),
        draft=draft,
        waves=waves,
        wave_rows=[(one, wave_sentence(one, counted[one.pk])) for one in waves.items],
        editions=editions,
        rows=rows,
        latest=rows[0] if rows and editions.page.number == 1 else None,
    )


def _told(editions: Pages[Edition]) -> list[dict[str, Any]]:
    """Each edition with what changed against the one before it. The one before the last of a page
    stands on the next page, and is fetched along."""
    shown = editions.items
    if not shown:
        return []
    last = shown[-1]
    before_last = edition_numbered(last.survey, last.number - 1)
    read = {one.pk: Questionnaire.from_json(one.questionnaire) for one in shown}
    made_by = {one.made_by_user for one in shown if one.made_by_user}
    who = dict(people().filter(user__in=made_by).values_list("user", "name")) if made_by else {}
    found = []
    for place, one in enumerate(shown):
        before = shown[place + 1] if place + 1 < len(shown) else before_last
        against = None
        if before is not None:
            against = read.get(before.pk) or Questionnaire.from_json(before.questionnaire)
        questionnaire = read[one.pk]
        found.append(
            {
                "edition": one,
                "who": who.get(one.made_by_user or 0, ""),
                "is_first": before is None,
                "effect": effect(against, questionnaire),
                "questions": len(questionnaire.questions),
                "minutes": minutes(questionnaire, "nl").most,
            }
        )
    return found


@form_page
@runs
def upload(request: Visit, survey: str) -> HttpResponse:
    """A file becomes the draft, with what was not taken over told; or it is told what is wrong."""
    found = survey_called(survey)
    form = form_for(request, FileForm, has_draft=draft_of(found) is not None)
    reading = None
    if form.is_valid():
        file = form.cleaned_data["file"]
        reading = read_questionnaire(file.read(), file.name)
        questionnaire = reading.questionnaire
        if questionnaire is None:
            form.add_error("file", _("This file cannot be taken over: see below what is wrong."))
        elif done(
            form,
            lambda: bring_draft(
                by=actor(request), survey=survey, questionnaire=questionnaire,
                origin=file.name, remarks=reading.warnings if reading else (),
                instead=form.cleaned_data.get("instead", False),
            ),
        ):  # fmt: skip
            messages.success(
                request, _("The file is read. Look it over, then save it as an edition.")
            )
            return redirect("surveys:edit", survey)
    return with_form(
        request, form, title=_("Bring a questionnaire"), button=_("Read the file"),
        back=reverse("surveys:desk-survey", args=[survey]), trail=trail_of(found),
        lead=_("Nothing is asked of anybody yet: first you see what the file says."),
        problems=reading.problems if reading else (),
    )  # fmt: skip


@require_safe
@reads
def download(request: Visit, survey: str, number: int, kind: str) -> HttpResponse:
    """An edition as XLSForm."""
    found = survey_called(survey)
    edition = edition_numbered(found, number)
    if edition is None:
        raise NotFound(
            _("This survey has no edition %(number)s.") % {"number": number},
            mend=_("Choose one from the page of the survey."),
        )
    questionnaire = Questionnaire.from_json(edition.questionnaire)
    name = f"{found.key}-{number}.{kind}"
    if kind == "md":
        text = as_markdown(questionnaire).encode()
        return as_download(name, "text/markdown; charset=utf-8", text)
    return as_download(name, XLSX, as_xlsx(questionnaire))
