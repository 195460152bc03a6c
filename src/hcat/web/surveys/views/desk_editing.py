# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing a questionnaire in the browser: page by page, question by question, kept each time."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.surveys.api import (
    Questionnaire,
    begin_draft,
    change_draft,
    drop_draft,
    editing,
    edition_asked,
    effect,
    faults,
    minutes,
    save_draft,
)
from hcat.web.desk.register.pages import Visit, actor, desk
from hcat.web.surveys.desk_words import KINDS, here

from .desk import does, form_page, runs
from .desk_survey import trail_of
from .draft_pages import Change, page_called, place_of, question_called, the_draft, trail_to_draft
from .told import told


@does
def begin(request: Visit, survey: str) -> HttpResponse:
    begin_draft(by=actor(request), survey=survey)
    return redirect("surveys:edit", survey)


@form_page
@runs
def edit(request: Visit, survey: str) -> HttpResponse:
    """The questionnaire as it is being written, and what saving it does to the figures."""
    found, draft, questionnaire = the_draft(survey)
    asked = edition_asked(found)
    last = len(questionnaire.pages) - 1
    return desk(
        request,
        "web/surveys/desk/edit.html",
        survey=found,
        here=trail_of(found),
        draft=draft,
        title=here(questionnaire.titles),
        minutes=minutes(questionnaire, (get_language() or "nl")[:2]).most,
        asked=asked,
        effect=effect(asked, questionnaire),
        faults=[_fault(questionnaire, one) for one in faults(questionnaire)],
        questions=len(questionnaire.questions),
        pages=[
            {
                "page": page,
                "title": here(page.titles) or page.name,
                "is_first": at == 0,
                "is_last": at == last,
                "questions": [
                    {
                        "question": one,
                        "label": here(one.labels),
                        "kind": KINDS[one.kind],
                        "is_first": place == 0,
                        "is_last": place == len(page.questions) - 1,
                        "missing": [
                            code for code in questionnaire.languages if code not in one.labels
                        ],
                    }
                    for place, one in enumerate(page.questions)
                ],
            }
            for at, page in enumerate(questionnaire.pages)
        ],
    )


def _fault(questionnaire: Questionnaire, fault: Any) -> dict[str, str]:
    """What is wrong, and the name of the question that it is about."""
    name = ""
    if fault.page is not None and fault.question is not None:
        name = questionnaire.pages[fault.page].questions[fault.question].name
    return {"what": fault.what, "mend": fault.mend, "question": name}


@does
def save(request: Visit, survey: str) -> HttpResponse:
    """The draft becomes an edition."""
    if told(
        request,
        lambda: save_draft(
            by=actor(request),
            survey=survey,
            knows_breaks=request.POST.get("breaks") == "yes",
            read_remarks=request.POST.get("seen") == "yes",
        ),
        _("It is saved as an edition. A wave can be prepared with it."),
    ):
        return redirect("surveys:desk-survey", survey)
    return redirect("surveys:edit", survey)


@does
def drop(request: Visit, survey: str) -> HttpResponse:
    if request.POST.get("sure") != "yes":
        return redirect("surveys:drop-draft-sure", survey)
    told(
        request,
        lambda: drop_draft(by=actor(request), survey=survey),
        _("The draft is thrown away. The editions are as they were."),
    )
    return redirect("surveys:desk-survey", survey)


@form_page
@runs
def drop_sure(request: Visit, survey: str) -> HttpResponse:
    found = the_draft(survey)[0]
    return desk(
        request, "web/surveys/desk/sure.html", here=trail_to_draft(found),
        title=_("Throw the draft away?"),
        lead=_("What was changed since the last edition is gone then. The editions stay."),
        to=reverse("surveys:drop-draft", args=[survey]), button=_("Throw it away"),
        back=reverse("surveys:edit", args=[survey]),
    )  # fmt: skip


@does
def move(request: Visit, survey: str) -> HttpResponse:
    """A page or a question one place up or down."""
    questionnaire = the_draft(survey)[2]
    name, step = request.POST.get("name", ""), -1 if request.POST.get("way") == "up" else 1
    change: Change
    is_page = request.POST.get("what") == "page"
    if is_page:
        places = [one.name for one in questionnaire.pages]
        if name not in places:
            raise NotFound(_("There is no such page."))
        to = max(places.index(name) + step, 0)

        def change(before: Questionnaire) -> Questionnaire:
            return editing.move_page(before, name, to)
    else:
        page, question = question_called(questionnaire, name)
        at = max(page.questions.index(question) + step, 0)

        def change(before: Questionnaire) -> Questionnaire:
            return editing.move_question(before, name, page.name, at=at)

    told(
        request,
        lambda: change_draft(by=actor(request), survey=survey, change=change),
        _("It is moved."),
    )
    return redirect(place_of(survey, "page" if is_page else "question", name))


@does
def remove(request: Visit, survey: str) -> HttpResponse:
    """A page with its questions, or a question."""
    name, is_page = request.POST.get("name", ""), request.POST.get("what") == "page"
    take = editing.remove_page if is_page else editing.remove_question
    told(
        request,
        lambda: change_draft(
            by=actor(request), survey=survey, change=lambda before: take(before, name)
        ),
        _("It is taken out."),
    )
    return redirect("surveys:edit", survey)


@form_page
@runs
def remove_sure(request: Visit, survey: str) -> HttpResponse:
    """Asks whether it is to go, and says what goes with it."""
    found, _row, questionnaire = the_draft(survey)
    name = request.GET.get("name", "")
    if request.GET.get("what") == "page":
        page = page_called(questionnaire, name)
        label, lead = here(page.titles) or name, _("Its questions go with it.")
        if not page.questions:
            lead = _("There is no question on it.")
    else:
        label = here(question_called(questionnaire, name)[1].labels)
        lead = _("Answers to earlier waves stay; from the next wave on it is not asked.")
    return desk(
        request, "web/surveys/desk/sure.html", here=trail_to_draft(found),
        title=_("Take out “%(what)s”?") % {"what": label}, lead=lead,
        to=reverse("surveys:remove", args=[survey]), button=_("Take it out"),
        back=reverse("surveys:edit", args=[survey]),
        given=[("what", request.GET.get("what", "")), ("name", name)],
    )  # fmt: skip
