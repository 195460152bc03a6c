# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The counter at the desk: the questions, and one of them with its answer."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from hcat.correspondence.api import links
from hcat.foundation.api import HcatError, NotFound, Refused, today
from hcat.helpdesk.api import (
    KINDS,
    Kind,
    Overtaken,
    Question,
    ReusableText,
    Wanted,
    content_of,
    conversation,
    counts,
    earlier_texts_are_public,
    file_of,
    filled_in,
    held,
    in_words,
    initiative_of,
    may_join,
    refuse,
    terms_by_kind,
    texts_for,
    topics,
)
from hcat.helpdesk.api import answer as send_answer
from hcat.helpdesk.api import question as question_called
from hcat.helpdesk.api import questions as find
from hcat.parties.api import person_of
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, form_for
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.helpdesk.calls import answered
from hcat.web.helpdesk.desk_forms import AnswerForm
from hcat.web.lists import PER_PAGE, Pages

ANSWER = "helpdesk.answer"
A_YEAR = timedelta(days=365)
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@desk_page(ANSWER, somewhere=True)
def question_list(request: Visit) -> HttpResponse:
    """The questions that wait, unless the address asks for others."""
    numbers = counts(who=request.user)
    states = _states(numbers)
    state = chosen(request, "state", dict(states)) if "state" in request.GET else "open"
    known = {one.key: str(one) for one in topics()}
    topic, kind = chosen(request, "topic", known), chosen(request, "kind", set(Kind.values))
    mine = request.GET.get("mine") == "1"
    text = request.GET.get("text", "").strip()[:200]
    me = person_of(request.user)
    wanted = Wanted(
        state=state, topic=topic, kind=kind, text=text,
        handler=me.pk if mine and me is not None else None,
    )  # fmt: skip
    filters = [
        Filter("state", _("State"), state, [Choice(k, t, numbers.get(k, 0)) for k, t in states]),
        Filter("topic", _("Topic"), topic, [Choice(k, t) for k, t in known.items()]),
        Filter("kind", _("Asked by"), kind, [Choice(k, str(t)) for k, t in KINDS.items()]),
    ]
    return desk(
        request, "web/helpdesk/desk/questions.html", filters=filters, numbers=numbers, mine=mine,
        pages=Pages[Question](request, find(wanted, who=request.user)), text=text, kinds=KINDS,
        is_filtered=bool(topic or kind or text or mine or state != "open"),
        may_manage=request.powers.may("helpdesk.manage"), terms=_terms(request),
    )  # fmt: skip


def _terms(request: Visit) -> list[tuple[Any, int, int]]:
    """Terms kept in the past year, by who asked; for who sees all questions."""
    if not request.powers.may(ANSWER):
        return []
    found = terms_by_kind(today() - A_YEAR, today() - timedelta(days=1))
    return [(KINDS[Kind(one.kind)], one.kept, one.known) for one in found]


def _states(numbers: dict[str, int]) -> list[tuple[str, str]]:
    return [
        ("open", _("waiting for an answer")),
        ("late", _("past their term")),
        *((value, str(label)) for value, label in Question.State.choices),
    ]


@form_page
@desk_page(ANSWER)
def held_list(request: Visit) -> HttpResponse:
    """What was held, with how it begins: those that are ticked are refused together."""
    if request.method == "POST":
        numbers = request.POST.getlist("number")[:PER_PAGE]
        refused = sum(_refused(request, number) for number in numbers)
        messages.success(
            request,
            ngettext("%(n)d is refused as spam.", "%(n)d are refused as spam.", refused)
            % {"n": refused},
        )
        return redirect("helpdesk:held")
    pages = Pages[Question](request, held(who=request.user))
    rows = [(one, in_words(one.held_because), conversation(one, with_notes=False)[:1])
            for one in pages.items]  # fmt: skip
    return desk(request, "web/helpdesk/desk/held.html", pages=pages, rows=rows)


def _refused(request: Visit, number: str) -> bool:
    """False where somebody else was ahead: it is not held any more."""
    try:
        refuse(number=number, by=actor(request))
    except (Refused, NotFound):
        return False
    return True


@form_page
@desk_page(ANSWER, somewhere=True)
def question(request: Visit, number: str) -> HttpResponse:
    """One question with all that was said, and the answer to send."""
    found = question_called(number, who=request.user)
    texts = list(texts_for(found.topic))
    if "begin" in request.POST:
        form = _begun(request, found, texts)
    else:
        form = form_for(request, AnswerForm, initial={"edition": found.edition})
    if form.is_valid():
        try:
            send_answer(number=number, by=actor(request), who=request.user, **form.cleaned_data)
        except Overtaken as error:
            form.refuse(error)
            form.based_on(error.standing.edition)
        except HcatError as error:
            form.refuse(error)
        else:
            messages.success(request, _("The answer is on its way to the asker."))
            return redirect("helpdesk:question", number)
    return desk(
        request, "web/helpdesk/desk/question.html", status=422 if form.errors else 200, form=form,
        begun=next((one for one in texts if str(one.pk) == str(form["began_with"].value())), None),
        **_shown(request, number, texts),
    )  # fmt: skip


def _shown(request: Visit, number: str, texts: list[ReusableText]) -> dict[str, Any]:
    found = question_called(number, who=request.user)
    me = person_of(request.user)
    return {
        "question": found,
        "said": conversation(found, with_notes=True),
        "texts": texts,
        "language": dict(settings.LANGUAGES).get(found.language, found.language),
        "group": KINDS[Kind(found.kind)],
        "reasons": in_words(found.held_because),
        "names": found.names if may_join(found) else None,
        "is_mine": me is not None and found.handler_id == me.pk,
        "initiative": initiative_of(found),
        "says_earlier": earlier_texts_are_public(found),
        "has_links": links(subject=found.subject, open_only=True).exists(),
        "call": answered(found.call),
        "may_adopt": request.powers.may("agenda.change"),
        "may_manage": request.powers.may("helpdesk.manage"),
    }


def _begun(request: Visit, found: Question, texts: list[ReusableText]) -> AnswerForm:
    """The answer with another text to begin with, or without one, below what was typed; a text of
    before goes where nobody changed it."""
    by_number = {str(one.pk): one for one in texts}
    sent = request.POST
    before, chosen_text = by_number.get(sent.get("began_with", "")), by_number.get(sent["begin"])
    typed = sent.get("text", "").replace("\r\n", "\n").strip()
    if before is not None and typed == filled_in(before, found).strip():
        typed = ""
    begins = filled_in(chosen_text, found) if chosen_text else ""
    edition = sent.get("edition", "")
    return AnswerForm(
        initial={
            "text": "\n\n".join(filter(None, [typed, begins])),
            "began_with": chosen_text.pk if chosen_text else None,
            "edition": int(edition) if edition.isdecimal() else found.edition,
        }
    )  # fmt: skip


@require_safe
@desk_page(ANSWER, somewhere=True)
def download(request: Visit, number: str, file: int) -> HttpResponse:
    """A file of the asker, as a download: nothing in it is shown by the site."""
    one = file_of(question_called(number, who=request.user), file)
    response = HttpResponse(content_of(one), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{_plain(one.name)}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", name)
