# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filling in a sheet, one question a page: the same by a personal link and from the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.agenda.api import Item
from hcat.evidence.api import check_announced
from hcat.foundation.api import HcatError, NotAllowed, NotFound, Translated
from hcat.owners.api import (
    STEPS,
    TEXTS,
    Line,
    Owner,
    SavedMeanwhile,
    Seen,
    SheetUpdate,
    attach,
    lines_of,
    names_of,
    save_step,
    send_in,
    sheet_of,
    take_away,
    take_back,
    update_of,
    value_in,
)

from .questions import QUESTIONS, Question, initial_of, label_of
from .words import LANGUAGES, heirs_of, say

Show = Callable[..., HttpResponse]


@dataclass(frozen=True, slots=True)
class Way:
    """How someone came to the sheet: which addresses lead on, and in which frame it is shown."""

    owner: Owner
    frame: str
    show: Show
    start: str
    look: str
    sent: str
    step: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A text that stands in another language than that of its reader only."""

    label: str
    language: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class Both:
    """An answer that two people gave otherwise."""

    name: str
    label: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Row:
    """One question on the page with the whole."""

    title: str
    url: str
    is_answered: bool
    is_asked: bool
    lines: list[tuple[str, str, str, bool]]
    """Label, what the sheet says, what the owner says, whether that is news."""


def language() -> str:
    """That in which the page is read, and so in which its texts are written."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def start(request: HttpRequest, way: Way) -> HttpResponse:
    """What it is about, how far one is, and where to go on; taking back what was sent in."""
    problem: HcatError | None = None
    if request.method == "POST":
        try:
            take_back(owner=way.owner)
            return redirect(way.look)
        except NotAllowed:
            raise
        except HcatError as error:
            problem = error
    sheet = sheet_of(way.owner.initiative)
    update = update_of(way.owner.initiative)
    done = update.steps if update else []
    left = [step for step in STEPS if step not in done]
    return _page(
        request, way, "web/owners/fill/start.html", sheet, update,
        status=409 if problem else 200, problem=problem, done=len(done), number=len(STEPS),
        go_on=way.step(left[0]) if left else way.look, heirs=heirs_of(sheet),
    )  # fmt: skip


def step(request: HttpRequest, way: Way, name: str) -> HttpResponse:
    """One question. Saved as soon as one goes on; what somebody else saved is shown beside it."""
    if name not in QUESTIONS:
        raise NotFound(_("There is no such question."), mend=_("Go back to the first one."))
    sheet = sheet_of(way.owner.initiative)
    update = update_of(way.owner.initiative)
    is_over = sheet.ended_as or (update is not None and update.state == SheetUpdate.State.SENT)
    if is_over and request.method != "POST":
        return redirect(way.start)
    dumped = sheet.sheet.model_dump(mode="json")
    initial = initial_of(name, dumped, update.answers if update else {}, language())
    seen = Seen.of(sheet.key, update)
    clashes: list[Both] = []
    status = 200
    if request.method == "POST":
        form = QUESTIONS[name](request.POST, request.FILES, initial=initial)
        if form.is_valid():
            try:
                return redirect(_saved(request, way, name, form))
            except SavedMeanwhile as error:
                clashes = [_both(one) for one in error.clashes]
                form.shows_now(seen=_written(seen))
            except NotAllowed:
                raise
            except HcatError as error:
                form.refuse(error)
        status = 409 if clashes else 422
    else:
        form = QUESTIONS[name](initial={**initial, "seen": _written(seen)})
    places = list(STEPS)
    place = places.index(name)
    return _page(
        request, way, "web/owners/fill/step.html", sheet, update, status=status, form=form,
        name=name, place=place + 1, number=len(places), clashes=clashes,
        back=way.step(places[place - 1]) if place else way.start,
        files=update.files.all() if update and name == "evidence" else (),
        elsewhere=_elsewhere(name, sheet), from_look=request.GET.get("from") == "look",
    )  # fmt: skip


@transaction.atomic
def _saved(request: HttpRequest, way: Way, name: str, form: Question) -> str:
    """Keep the answers, and the file where one came along; gives where to go on. Of what somebody
    else answered otherwise only the others, where that is what should stand."""
    theirs = request.POST.get("theirs", "").split()
    values = {key: one for key, one in form.values(language()).items() if key not in theirs}
    save_step(owner=way.owner, step=name, values=values, seen=_read(form.cleaned_data["seen"]))
    away = request.POST.get("take-away", "")
    if away:
        take_away(owner=way.owner, file=_number(away))
        return request.get_full_path()
    file = form.cleaned_data.get("file")
    if file is None:
        return _next(request, way, name)
    check_announced(file.size)
    attach(owner=way.owner, name=file.name or "", content=file.read())
    return request.get_full_path()


def look(request: HttpRequest, way: Way) -> HttpResponse:
    """The whole once more, and sending it in."""
    problem: HcatError | None = None
    if request.method == "POST":
        try:
            send_in(
                owner=way.owner, edition=_number(request.POST.get("edition", "")),
                based_on=_number(request.POST.get("based-on", "")),
            )  # fmt: skip
            return redirect(way.sent)
        except NotAllowed:
            raise
        except HcatError as error:
            problem = error
    sheet = sheet_of(way.owner.initiative)
    update = update_of(way.owner.initiative)
    rows = rows_of(way, sheet, update)
    return _page(
        request, way, "web/owners/fill/look.html", sheet, update, status=409 if problem else 200,
        problem=problem, rows=rows, edition=update.edition if update else 0,
        has_news=any(is_news for row in rows for *_, is_news in row.lines)
        or (update is not None and update.files.exists()),
        files=update.files.all() if update else (),
    )  # fmt: skip


def sent(request: HttpRequest, way: Way) -> HttpResponse:
    """Thanks for what was sent in or confirmed; the start where nothing was."""
    last = SheetUpdate.objects.filter(initiative=way.owner.initiative).order_by("pk").last()
    if last is None or last.state not in (SheetUpdate.State.SENT, SheetUpdate.State.ACCEPTED):
        return redirect(way.start)
    return _page(
        request, way, "web/owners/fill/sent.html", sheet_of(way.owner.initiative), None,
        is_confirmed=last.state == SheetUpdate.State.ACCEPTED, day=last.sent_on,
    )  # fmt: skip


def rows_of(way: Way, sheet: Item[Any], update: SheetUpdate | None) -> list[Row]:
    """Every question with what the sheet says and what the owner says."""
    dumped = sheet.sheet.model_dump(mode="json")
    answered = {one.name: one for one in lines_of(update)} if update else {}
    return [
        Row(
            title=str(QUESTIONS[one].title),
            url=f"{way.step(one)}?from=look",
            is_answered=update is not None and one in update.steps,
            is_asked=update is not None
            and update.state == SheetUpdate.State.ASKED_BACK
            and one in update.asked_about,
            lines=[_line(name, dumped, answered.get(name)) for name in _named(one, answered)],
        )
        for one in STEPS
    ]


def _named(step: str, answered: dict[str, Line]) -> list[str]:
    """The answers of a step in this language, and those given in another."""
    mine = names_of(step, language())
    return [*mine, *(name for name, line in answered.items()
                     if line.step == step and name not in mine)]  # fmt: skip


def _line(name: str, sheet: dict[str, Any], answer: Line | None) -> tuple[str, str, str, bool]:
    stands = value_in(sheet, name)
    if answer is None:
        return label_of(name), say(name, stands), "", False
    return label_of(name), say(name, answer.now), say(name, answer.said), answer.is_news


def _both(clash: Any) -> Both:
    return Both(
        clash.name, label_of(clash.name), say(clash.name, clash.theirs), say(clash.name, clash.mine)
    )


def _elsewhere(step: str, sheet: Item[Any]) -> list[Elsewhere]:
    """The texts of this question that are there, and not in the language of the page."""
    found = []
    for field in STEPS[step]:
        text: Translated | None = getattr(sheet.sheet, field) if field in TEXTS else None
        if text and value_in({field: text.dump()}, f"{field}.{language()}") is None:
            code, words = text.spoken()
            found.append(Elsewhere(label_of(field), LANGUAGES.get(code, code), code, words))
    return found


def _next(request: HttpRequest, way: Way, name: str) -> str:
    steps = list(STEPS)
    place = steps.index(name) + 1
    if request.GET.get("from") == "look" or place == len(steps):
        return way.look
    return way.step(steps[place])


def _written(seen: Seen) -> str:
    return f"{seen.update}.{seen.edition}.{seen.based_on}"


def _read(text: str) -> Seen:
    """What a page showed; one that says nothing readable has seen nothing."""
    parts = [_number(part) for part in text.split(".")]
    return Seen(*parts) if len(parts) == 3 else Seen()


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 16 else 0


def _page(
    request: HttpRequest,
    way: Way,
    template: str,
    sheet: Item[Any],
    update: SheetUpdate | None,
    *,
    status: int = 200,
    **context: Any,
) -> HttpResponse:
    return way.show(
        request, template, status=status, frame=way.frame, way=way, initiative=sheet,
        update=update, is_sent=update is not None and update.state == SheetUpdate.State.SENT,
        question=update.question
        if update is not None and update.state == SheetUpdate.State.ASKED_BACK else "",
        **context,
    )  # fmt: skip
