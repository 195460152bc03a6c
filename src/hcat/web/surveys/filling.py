# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Answering a questionnaire page by page: the same behind a personal link and with a code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from hcat.foundation.api import HcatError, NotFound
from hcat.parties.api import names_of
from hcat.surveys.api import (
    AnsweredMeanwhile,
    AnswersWrong,
    Clash,
    NotAllAnswered,
    Outcome,
    Page,
    Question,
    Saved,
    Seat,
    Way,
    Wording,
    asked,
    complete,
    in_words,
    minutes,
    missing,
    reconsider,
    refuse,
    save_page,
    seen_of,
    withdraw_own,
)
from hcat.web.pages import show

from .asking import ask, posted
from .door import Door, language
from .own import groups_of, rows_of


def start(request: HttpRequest, door: Door) -> HttpResponse:
    """Who asks what for, how long it takes, who sees the answers; or how it stands by now."""
    seat, wording = door.seat, Wording.of(language())
    refused = seat.refusal()
    if refused is not None:
        return _page(
            request, door, "refused", wording, refused=refused, rows=rows_of(door, wording)
        )
    if seat.invitation.outcome in (Outcome.REFUSED, Outcome.WITHDRAWN):
        return _page(request, door, "not_taking_part", wording)
    if seat.is_done:
        return _page(request, door, "done", wording, rows=rows_of(door, wording))
    organisation = seat.unit.organisation_id
    go_on = seat.goes_on_at
    return _page(
        request, door, "start", wording,
        takes=minutes(seat.questionnaire, wording.language),
        organisation=""
        if organisation is None or door.code
        else names_of([organisation]).get(organisation, ""),
        go_on=door.address("page", go_on) if go_on else door.address("check"),
        spoken=[name for code, name in settings.LANGUAGES if code in seat.questionnaire.languages],
        is_spoken=wording.language in seat.questionnaire.languages,
    )  # fmt: skip


def page(request: HttpRequest, door: Door, name: str) -> HttpResponse:
    """One page of the questionnaire. Saved whichever button is pressed."""
    seat = door.seat
    if request.method != "POST" and not _can_answer(seat):
        return redirect(door.address("start"))
    try:
        here = seat.questionnaire.page(name)
    except KeyError as error:
        raise NotFound(_("There is no such page."), mend=_("Go on where you stopped.")) from error
    if request.method != "POST":
        if here not in seat.pages:
            return redirect(door.address("check"))
        return _shown(request, door, here)
    raw = posted(here.questions, request.POST)
    way = Way(request.POST["do"]) if request.POST.get("do") in set(Way) else Way.ON
    try:
        saved = save_page(
            seat=seat, page=name, raw=raw, language=language(), way=way,
            seen=request.POST.get("seen", ""), shown=request.POST.get("shown", "").split(),
        )  # fmt: skip
    except AnswersWrong as wrong:
        return _shown(request, door, here, raw=raw, errors=wrong.errors, status=422)
    except AnsweredMeanwhile as both:
        return _shown(request, door, here, raw=raw, clashes=both, status=409)
    except NotFound:
        raise
    except HcatError as error:
        return _page(request, door, "refused", Wording.of(language()), status=409, refused=error,
                     rows=(), typed=_typed(raw))  # fmt: skip
    return redirect(_next(request, door, here, saved, way))


def check(request: HttpRequest, door: Door) -> HttpResponse:
    """All answers once more, with links to change them; and sending them in."""
    seat, wording = door.seat, Wording.of(language())
    if request.method == "POST":
        problem: HcatError | None = None
        try:
            complete(seat=seat, revision=_number(request.POST.get("revision", "")))
            return redirect(door.address("done"))
        except HcatError as error:
            problem = error
        waits = problem.waiting if isinstance(problem, NotAllAnswered) else ()
        return _looked(request, door, wording, problem=problem, waits=waits, status=409)
    if not _can_answer(seat):
        return redirect(door.address("start"))
    return _looked(request, door, wording)


def done(request: HttpRequest, door: Door) -> HttpResponse:
    """Thanks, and what can still be done."""
    if not door.seat.is_done:
        return redirect(door.address("start"))
    wording = Wording.of(language())
    return _page(request, door, "done", wording, is_just=True, rows=rows_of(door, wording))


def later(request: HttpRequest, door: Door) -> HttpResponse:
    """What was answered is kept; how to go on."""
    if not _can_answer(door.seat):
        return redirect(door.address("start"))
    return _page(request, door, "later", Wording.of(language()))


def say_no(request: HttpRequest, door: Door) -> HttpResponse:
    """Not taking part, or taking part after all."""
    problem: HcatError | None = None
    if request.method == "POST":
        try:
            if request.POST.get("do") == "reconsider":
                reconsider(seat=door.seat)
            else:
                refuse(
                    seat=door.seat, reason=request.POST.get("reason", ""),
                    never_again=request.POST.get("never") == "1" and not door.code,
                )  # fmt: skip
            return redirect(door.address("start"))
        except HcatError as error:
            problem = error
    elif door.seat.is_done or not _can_answer(door.seat):
        return redirect(door.address("start"))
    return _page(
        request, door, "refuse", Wording.of(language()), status=422 if problem else 200,
        problem=problem, reason=request.POST.get("reason", ""),
    )  # fmt: skip


def take_back(request: HttpRequest, door: Door) -> HttpResponse:
    """Deleting one's own answers, after a question."""
    problem: HcatError | None = None
    if request.method == "POST":
        try:
            withdraw_own(seat=door.seat)
            return redirect(door.address("start"))
        except HcatError as error:
            problem = error
    elif door.seat.sheet is None:
        return redirect(door.address("start"))
    return _page(request, door, "take_back", Wording.of(language()),
                 status=409 if problem else 200, problem=problem)  # fmt: skip


# --- What is shown --------------------------------------------------------------------------------


def _can_answer(seat: Seat) -> bool:
    out = (Outcome.REFUSED, Outcome.WITHDRAWN)
    return seat.refusal() is None and seat.invitation.outcome not in out


def _shown(
    request: HttpRequest,
    door: Door,
    here: Page,
    *,
    raw: Mapping[str, str | list[str]] | None = None,
    errors: Mapping[str, str] | None = None,
    clashes: AnsweredMeanwhile | None = None,
    status: int = 200,
) -> HttpResponse:
    seat, wording = door.seat, Wording.of(language())
    questions = asked(seat.questionnaire, here, seat.answers)
    if raw is not None:
        showed = request.POST.get("shown", "").split()
        questions = [one for one in here.questions if one.name in showed] or questions
    context = page_context(here, questions, wording, seat.answers, raw=raw, errors=errors or {})
    names = [one.name for one in seat.pages]
    place = names.index(here.name) if here.name in names else 0
    later_ones = seat.questionnaire.pages[seat.questionnaire.pages.index(here) + 1 :]
    back = door.address("page", names[place - 1]) if place else door.address("start")
    return _page(
        request, door, "page", wording, status=status, **context,
        place=place + 1, number=len(names), is_first=place == 0, back=back,
        is_about=any(one.relevant for one in later_ones),
        clashes=[_both(one, wording) for one in clashes.clashes] if clashes else (),
        clash=clashes,
        seen=seen_of(here, seat.answers),
        from_check=request.GET.get("from") == "check",
        fell=min(_number(request.GET.get("fell", "")), 999),
        is_more=request.GET.get("more") == "1",
    )  # fmt: skip


def page_context(
    here: Page,
    questions: list[Question],
    wording: Wording,
    answers: Mapping[str, Any],
    *,
    raw: Mapping[str, str | list[str]] | None,
    errors: Mapping[str, str],
) -> dict[str, Any]:
    """What the template of one page needs of it, wherever it is shown."""
    fields = [
        ask(one, wording, answers.get(one.name), raw=raw, error=errors.get(one.name, ""))
        for one in questions
    ]
    return {
        "here": here,
        "heading": wording.say(here.titles),
        "heading_lang": wording.spoken(here.titles),
        "notes": [(wording.say(note), wording.spoken(note)) for note in here.notes],
        "fields": fields,
        "problems": [one for one in fields if one.error],
        "shown": " ".join(one.name for one in questions),
        "is_alone": len(fields) == 1 and not here.titles,
    }


def _both(clash: Clash, wording: Wording) -> dict[str, str]:
    return {
        "label": wording.say(clash.question.labels),
        "theirs": ", ".join(in_words(clash.question, clash.theirs, wording)),
        "mine": ", ".join(in_words(clash.question, clash.mine, wording)),
    }


def _next(request: HttpRequest, door: Door, here: Page, saved: Saved, way: Way) -> str:
    is_from_check = request.GET.get("from") == "check"
    asks = [f"fell={saved.fell}"] if saved.fell else []
    if saved.more:
        asks += ["more=1", *(["from=check"] if is_from_check else [])]
        return f"{door.address('page', here.name)}?{'&'.join(asks)}#q-{saved.more[0]}-box"
    if way is Way.STOP:
        return door.address("later")
    if way is Way.BACK and saved.page == here.name:
        return door.address("start")
    to_check = not saved.page or (is_from_check and way is Way.ON)
    address = door.address("check") if to_check else door.address("page", saved.page)
    return f"{address}?{'&'.join(asks)}" if asks else address


def _looked(
    request: HttpRequest,
    door: Door,
    wording: Wording,
    *,
    problem: HcatError | None = None,
    waits: Any = (),
    status: int = 200,
) -> HttpResponse:
    seat = door.seat
    waiting = missing(seat.questionnaire, seat.answers)
    pages = seat.pages
    return _page(
        request, door, "check", wording, status=status, problem=problem,
        groups=groups_of(door, wording), revision=0 if seat.sheet is None else seat.sheet.revision,
        waits=[
            (f"{door.address('page', page.name)}?from=check#q-{one.name}-box",
             wording.say(one.labels))
            for page, one in (waits or waiting)
        ],
        back=door.address("page", pages[-1].name) if pages else door.address("start"),
        fell=min(_number(request.GET.get("fell", "")), 999),
    )  # fmt: skip


def _typed(raw: Mapping[str, str | list[str]]) -> list[str]:
    """The texts that were sent along to a wave that is over, to copy."""
    said = [text for one in raw.values() for text in ([one] if isinstance(one, str) else one)]
    return [text for text in said if len(text) > 20]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0


def _page(
    request: HttpRequest,
    door: Door,
    template: str,
    wording: Wording,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    seat = door.seat
    return show(
        request,
        f"web/surveys/answer/{template}.html",
        status=status,
        door=door,
        seat=seat,
        survey=seat.survey,
        wave=seat.wave,
        title=wording.say(seat.survey.titles),
        title_lang=wording.spoken(seat.survey.titles),
        purpose=wording.say(seat.survey.purposes),
        to={
            name: door.address(name)
            for name in ("start", "check", "done", "later", "refuse", "take_back", "csv", "json")
        },
        **context,
    )
