# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Topics with their terms and hands, and the texts to answer with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.foundation.api import HcatError, NotAllowed
from hcat.helpdesk import api
from hcat.helpdesk.api import Overtaken, reusable_text, texts_for, topic_called, topics
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, form_for
from hcat.web.helpdesk.arranging_forms import TextForm, TopicForm, spread
from hcat.web.helpdesk.desk_forms import WithEdition
from hcat.web.helpdesk.views.desk import form_page

MANAGE = "helpdesk.manage"


@require_safe
@desk_page(MANAGE)
def overview(request: Visit) -> HttpResponse:
    return desk(
        request, "web/helpdesk/desk/topics.html", topics=list(topics()),
        texts=list(texts_for(None, every=True)),
    )  # fmt: skip


@desk_page(MANAGE, does=True)
def begin(request: Visit) -> HttpResponse:
    """The first topics and texts, with one click."""
    made = api.begin(by=actor(request))
    messages.success(
        request,
        _("The first topics are made. Change what does not fit.")
        if made
        else _("There are topics already."),
    )
    return redirect("helpdesk:topics")


@form_page
@desk_page(MANAGE)
def topic(request: Visit, key: str = "") -> HttpResponse:
    """A new topic, or one that is there."""
    initial: dict[str, Any] = {"days": 5, "order": 0, "is_open": True}
    if key:
        found = topic_called(key)
        initial = {
            **spread("title", found.title), "days": found.days, "order": found.order,
            **{f"days_{kind}": days for kind, days in found.days_by_kind.items()},
            "handler": found.handler.key if found.handler else "", "is_open": found.is_open,
            "for_leaders": found.for_leaders,
            "placement": found.placement, "edition": found.edition,
        }  # fmt: skip
    form = form_for(request, TopicForm, initial=initial)
    if form.is_valid() and saved(
        form,
        lambda: api.save_topic(
            draft=form.draft, key=key, edition=form.cleaned_data["edition"], by=actor(request)
        ),
    ):
        messages.success(request, _("The topic is saved."))
        return redirect("helpdesk:topics")
    return _page(request, "topic", form, standing=topic_called(key) if key else None)


@form_page
@desk_page(MANAGE)
def text(request: Visit, number: int = 0) -> HttpResponse:
    """A new text to answer with, or one that is there."""
    found = reusable_text(number) if number else None
    initial: dict[str, Any] = {}
    if found is not None:
        initial = {
            "name": found.name, "topic": found.topic.key if found.topic else "",
            **spread("text", found.text), **spread("asked", found.asked),
            "may_be_public": found.may_be_public, "edition": found.edition,
        }  # fmt: skip
    form = form_for(request, TextForm, initial=initial)
    if form.is_valid() and saved(
        form,
        lambda: api.save_text(
            name=form.cleaned_data["name"], topic=form.cleaned_data["topic"], number=number,
            text=form.in_languages("text"), asked=form.in_languages("asked"),
            may_be_public=form.cleaned_data["may_be_public"], edition=form.cleaned_data["edition"],
            by=actor(request),
        ),
    ):  # fmt: skip
        messages.success(request, _("The text is saved."))
        return redirect("helpdesk:topics")
    return _page(request, "text", form, standing=reusable_text(number) if number else None)


@desk_page(MANAGE, does=True)
def remove_text(request: Visit, number: int) -> HttpResponse:
    api.remove_text(number=number, by=actor(request))
    messages.success(request, _("The text is removed. What was sent with it stays as it was."))
    return redirect("helpdesk:topics")


def saved(form: WithEdition, operation: Callable[[], Any]) -> bool:
    """Save it; where somebody was just ahead, the form keeps what was typed and, sent once more,
    takes the place of what stands now."""
    try:
        operation()
    except NotAllowed:
        raise
    except Overtaken as error:
        form.refuse(error)
        form.based_on(error.standing.edition)
        return False
    except HcatError as error:
        form.refuse(error)
        return False
    return True


def _page(request: Visit, name: str, form: WithEdition, *, standing: Any) -> HttpResponse:
    return desk(
        request, f"web/helpdesk/desk/{name}.html", status=422 if form.errors else 200, form=form,
        standing=standing,
    )  # fmt: skip
