# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""At the desk: entering what came on paper or by telephone, and walking through a questionnaire."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from hcat.foundation.api import HcatError, NotAllowed
from hcat.surveys.api import (
    AnswersWrong,
    Questionnaire,
    Way,
    Wording,
    asked,
    check,
    edition_to_preview,
    enter_for,
    invitation_to_enter,
    minutes,
    pages_asked,
    seat_of_invitation,
)
from hcat.web import words
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page
from hcat.web.surveys.asking import posted
from hcat.web.surveys.door import language
from hcat.web.surveys.filling import page_context

from .desk import enters
from .desk_fieldwork import names_of_asked, who
from .wave_pages import trail_to

_form_page = require_http_methods(["GET", "HEAD", "POST"])
SALT = "hcat.web.surveys.preview"


@_form_page
@enters
def enter(request: Visit, survey: str, wave: str, invitation: int) -> HttpResponse:
    """The whole questionnaire on one page. What is not asked after all falls away when saved.

    What was answered before is never filled in: whoever answered was promised that nobody else
    sees it.
    """
    found = invitation_to_enter(survey, wave, invitation)
    seat = seat_of_invitation(found.pk)
    wording = Wording.of(language())
    raw: dict[str, str | list[str]] | None = None
    errors: dict[str, str] = {}
    problem: HcatError | None = None
    if request.method == "POST":
        raw = posted(seat.questionnaire.questions, request.POST)
        try:
            kept = enter_for(
                by=actor(request), invitation_id=found.pk, raw=raw, language=language(),
                channel=request.POST.get("channel", ""), reason=request.POST.get("reason", ""),
            )  # fmt: skip
            messages.success(request, _("The answers are entered."))
            _tell_what_fell(request, seat.questionnaire, raw, kept.answers, wording)
            return redirect("surveys:desk-people", survey, wave)
        except NotAllowed:
            raise
        except AnswersWrong as wrong:
            errors = wrong.errors
        except HcatError as error:
            problem = error
    pages = [
        page_context(page, list(page.questions), wording, {}, raw=raw, errors=errors)
        for page in seat.questionnaire.pages
    ]
    people = reverse("surveys:desk-people", args=[survey, wave])
    return desk(
        request,
        "web/surveys/desk/enter.html",
        status=422 if errors or problem else 200,
        here=[*trail_to(found.wave), (_("Who was asked"), people)],
        back=reverse("surveys:desk-person", args=[survey, wave, found.pk]),
        title=wording.say(seat.survey.titles),
        invitation=found,
        seat=seat,
        who=who(found, names_of_asked([found])),
        pages=pages,
        problems=[one for page in pages for one in page["problems"]],
        problem=problem,
        channel=request.POST.get("channel") or request.GET.get("channel", "paper"),
        reason=request.POST.get("reason", ""),
        needs_reason=seat.sheet is not None or found.outcome in ("refused", "withdrawn"),
    )


def _tell_what_fell(
    request: Visit,
    questionnaire: Questionnaire,
    raw: dict[str, str | list[str]],
    kept: dict[str, Any],
    wording: Wording,
) -> None:
    """A slip in one answer can take others along, which nobody would see."""
    fell = [
        wording.say(one.labels)
        for one in questionnaire.questions
        if one.name not in kept and any(text.strip() for text in raw.get(one.name, []))
    ]
    if fell:
        text = ngettext(
            "%(n)s answer was not kept, since its question is not asked after the earlier "
            "answers: %(questions)s",
            "%(n)s answers were not kept, since their questions are not asked after the earlier "
            "answers: %(questions)s",
            len(fell),
        )
        told = {"n": words.number(len(fell)), "questions": "; ".join(fell)}
        messages.warning(request, text % told)


@_form_page
@desk_page("surveys.read")
def preview(request: Visit, survey: str, wave: str = "", number: int = 0) -> HttpResponse:
    """A questionnaire as it is asked, page by page. Nothing is saved: what was answered goes along
    in the form."""
    edition = edition_to_preview(survey, wave=wave, number=number)
    questionnaire = Questionnaire.from_json(edition.questionnaire)
    wording = Wording.of(language())
    said = _carried(request.POST.get("said", ""))
    errors: dict[str, str] = {}
    raw: dict[str, str | list[str]] | None = None
    names = [one.name for one in pages_asked(questionnaire, said)]
    at = request.POST.get("at", names[0] if names else "")
    here = next((one for one in questionnaire.pages if one.name == at), None)
    if request.method == "POST" and here is not None:
        raw = posted(here.questions, request.POST)
        checked = check(questionnaire, here, raw, language(), answers=said)
        is_back = request.POST.get("do") == Way.BACK
        showed = request.POST.get("shown", "").split()
        errors = {} if is_back else {k: v for k, v in checked.errors.items() if k in showed}
        mine = {one.name for one in here.questions}
        said = {k: v for k, v in said.items() if k not in mine} | checked.answers
        more = [
            one.name for one in asked(questionnaire, here, said)
            if one.name not in showed and one.name not in said
        ]  # fmt: skip
        if not errors:
            raw = None
            if is_back or not more:
                here = _step(questionnaire, said, at, -1 if is_back else 1)
    return _previewed(request, edition, questionnaire, wording, here, said, raw, errors)


def _previewed(
    request: Visit,
    edition: Any,
    questionnaire: Questionnaire,
    wording: Wording,
    here: Any,
    said: dict[str, Any],
    raw: Any,
    errors: dict[str, str],
) -> HttpResponse:
    context: dict[str, Any] = {"here": None}
    names = [one.name for one in pages_asked(questionnaire, said)]
    if here is not None:
        questions = asked(questionnaire, here, said)
        if raw is not None:
            showed = request.POST.get("shown", "").split()
            questions = [one for one in here.questions if one.name in showed] or questions
        context = page_context(here, questions, wording, said, raw=raw, errors=errors)
    return desk(
        request,
        "web/surveys/desk/preview.html",
        status=422 if errors else 200,
        title=wording.say(edition.survey.titles),
        edition=edition,
        takes=minutes(questionnaire, language()),
        place=names.index(here.name) + 1 if here is not None and here.name in names else 1,
        number=len(names),
        is_first=here is None or names[:1] == [here.name],
        is_about=any(one.relevant for one in questionnaire.pages),
        said=signing.dumps(said, salt=SALT, compress=True),
        again=request.path,
        **context,
    )


def _step(questionnaire: Questionnaire, said: dict[str, Any], at: str, by: int) -> Any:
    """The next or the former page that is asked; None after the last one."""
    order = [one.name for one in questionnaire.pages]
    pages = pages_asked(questionnaire, said)
    if by < 0:
        before = [one for one in pages if order.index(one.name) < order.index(at)]
        return before[-1] if before else (pages[0] if pages else None)
    return next((one for one in pages if order.index(one.name) > order.index(at)), None)


def _carried(text: str) -> dict[str, Any]:
    """The answers so far; none where they are not ours."""
    try:
        found: dict[str, Any] = signing.loads(text, salt=SALT) if text else {}
    except signing.BadSignature:
        return {}
    return found
