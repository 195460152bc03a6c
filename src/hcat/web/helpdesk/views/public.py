# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody sees of the counter: asking, and what is often asked."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from hcat.foundation.api import HcatError, form_stamp
from hcat.helpdesk.api import (
    Asked,
    PublicAnswer,
    from_form,
    from_text,
    public_answer,
    public_answers,
    topics,
)
from hcat.helpdesk.api import ask as take_in
from hcat.helpdesk.api import ask_for_link as send_link
from hcat.web.helpdesk.calls import answered
from hcat.web.helpdesk.forms import NO_TOPIC, AskForm, LinkForm
from hcat.web.helpdesk.pages import VISITOR, language, public_form
from hcat.web.lists import Pages
from hcat.web.pages import page, show
from hcat.web.visitors import place_of

OFFERED = 6
"""Answers that are offered before somebody asks."""
_NUMBER = re.compile(r"\d{4}-\d{4,7}")


@public_form
def ask(request: HttpRequest) -> HttpResponse:
    """The topics first, and under each the form; without topics the form at once."""
    if request.method == "POST":
        return _sent(request)
    open_topics = list(topics(open_only=True))
    topic = request.GET.get("topic", "")
    call = answered(request.GET.get("call", "")[:80], open_only=True)
    if open_topics and not topic and not call:
        return show(request, "web/helpdesk/topics.html", topics=open_topics, other=NO_TOPIC)
    known = {one.key: one for one in open_topics}
    form = AskForm(
        initial={
            "topic": topic if topic in known else "", "call": call.key if call else "",
            "stamp": form_stamp(),
            "what": "idea" if call else "question",
        }
    )  # fmt: skip
    return _form(request, form, topic)


def _form(request: HttpRequest, form: AskForm, topic: str) -> HttpResponse:
    return show(
        request, "web/helpdesk/ask.html", status=422 if form.errors else 200, form=form,
        call=answered(str(form["call"].value() or "")),
        offered=public_answers(topic=topic)[:OFFERED] if topic and topic != NO_TOPIC else [],
    )  # fmt: skip


def _sent(request: HttpRequest) -> HttpResponse:
    form = AskForm(request.POST, request.FILES or None)
    if not form.is_valid():
        return _form(request, form, request.POST.get("topic", ""))
    given = form.cleaned_data
    call = answered(given["call"])
    strange = from_form(stamp=given["stamp"], trap=given["website"], place=place_of(request))
    strange += from_text(mail=given["mail"], text=given["text"])
    try:
        question = take_in(
            asked=Asked(
                kind=given["kind"], text=given["text"], name=given["name"], mail=given["mail"],
                language=language(), topic=given["topic"], is_idea=given["what"] == "idea",
                organisation=given["organisation"], call=call.key if call else "",
                files=form.files_sent,
            ),
            suspicions=strange, by=VISITOR,
        )  # fmt: skip
    except HcatError as error:
        form.refuse(error)
        return _form(request, form, given["topic"])
    return redirect(f"{reverse('helpdesk:sent')}?number={question.number}")


@public_form
def sent(request: HttpRequest) -> HttpResponse:
    """The same for everybody, whether or not somebody looks at it first."""
    number = request.GET.get("number", "")
    return show(
        request, "web/helpdesk/sent.html", number=number if _NUMBER.fullmatch(number) else ""
    )


@public_form
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """A new link, for who lost it; says nothing about which questions there are."""
    form = LinkForm(request.POST or None)
    if form.is_valid():
        send_link(by=VISITOR, place=place_of(request), **form.cleaned_data)
    return show(
        request, "web/helpdesk/ask_for_link.html", status=422 if form.errors else 200, form=form,
        is_sent=form.is_valid(),
    )  # fmt: skip


@page
def answers(request: HttpRequest) -> HttpResponse:
    """What is often asked."""
    text, topic = request.GET.get("text", "").strip()[:200], request.GET.get("topic", "")
    found = public_answers(topic=topic, text=text)
    return show(
        request, "web/helpdesk/answers.html", pages=Pages[PublicAnswer](request, found),
        text=text, topic=topic, topics=topics(open_only=True),
    )  # fmt: skip


@page
def answer(request: HttpRequest, key: str) -> HttpResponse:
    return show(request, "web/helpdesk/answer.html", one=public_answer(key))
