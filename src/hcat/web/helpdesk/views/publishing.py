# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Public answers: made from an answer that was given, looked at by a person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hcat.helpdesk import api
from hcat.helpdesk.api import PublicAnswer, proposal_from, proposal_of, public_answer, reusable_text
from hcat.helpdesk.api import question as question_called
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, form_for
from hcat.web.helpdesk.arranging_forms import PublishForm, spread
from hcat.web.helpdesk.views.arranging import MANAGE, saved
from hcat.web.helpdesk.views.desk import form_page
from hcat.web.lists import Pages


@require_safe
@desk_page(MANAGE)
def answers(request: Visit) -> HttpResponse:
    """All of them, those that were taken off the site too."""
    pages = Pages[PublicAnswer](request, api.public_answers_at_desk())
    return desk(request, "web/helpdesk/desk/answers.html", pages=pages)


@form_page
@desk_page(MANAGE)
def publish(request: Visit, number: str = "") -> HttpResponse:
    """A new one, filled in from the answer to a question where its number is given."""
    initial: dict[str, Any] = {}
    found = question_called(number, who=request.user) if number else None
    if found is not None:
        made = proposal_from(found)
        initial = {
            f"asked_{made.language}": made.asked, f"answer_{made.language}": made.answer,
            "topic": made.topic,
        }  # fmt: skip
    form = form_for(request, PublishForm, initial=initial)
    if form.is_valid() and saved(form, lambda: _publish(request, form, made_from=number)):
        messages.success(request, _("Everybody can read the answer now."))
        return redirect("helpdesk:public-answers")
    return _page(request, form, question=found)


@form_page
@desk_page(MANAGE)
def publish_text(request: Visit, number: int) -> HttpResponse:
    """A new one, filled in from a reusable text in each of its languages."""
    text = reusable_text(number)
    made = proposal_of(text)
    form = form_for(
        request, PublishForm,
        initial={**spread("asked", made.asked), **spread("answer", made.answer),
                 "topic": made.topic},
    )  # fmt: skip
    if form.is_valid() and saved(form, lambda: _publish(request, form, made_of=number)):
        messages.success(request, _("Everybody can read the answer now."))
        return redirect("helpdesk:public-answers")
    return _page(request, form, text=text)


@form_page
@desk_page(MANAGE)
def change(request: Visit, key: str) -> HttpResponse:
    """Another wording, or off the site."""
    found = public_answer(key, public_only=False)
    initial = {
        **spread("asked", found.asked), **spread("answer", found.answer),
        "topic": found.topic.key if found.topic else "", "is_public": found.is_public,
        "edition": found.edition,
    }  # fmt: skip
    form = form_for(request, PublishForm, initial=initial, is_new=False)
    if form.is_valid() and saved(form, lambda: _publish(request, form, key=key)):
        messages.success(request, _("The answer is saved."))
        return redirect("helpdesk:public-answers")
    return _page(request, form, standing=public_answer(key, public_only=False))


@require_POST
@desk_page(MANAGE, does=True)
def keep_between_us(request: Visit, number: str = "", text: int = 0) -> HttpResponse:
    """It is answered often, and not worth a page."""
    api.keep_between_us(number=number, text=text, by=actor(request))
    messages.success(request, _("It stays between asker and counter; it is not proposed any more."))
    return redirect("helpdesk:public-answers")


def _publish(request: Visit, form: PublishForm, **given: Any) -> None:
    api.publish(
        asked=form.in_languages("asked"), answer=form.in_languages("answer"),
        topic=form.cleaned_data["topic"], edition=form.cleaned_data["edition"],
        is_public=form.cleaned_data.get("is_public", True), by=actor(request), **given,
    )  # fmt: skip


def _page(request: Visit, form: PublishForm, **given: Any) -> HttpResponse:
    return desk(
        request, "web/helpdesk/desk/publish.html", status=422 if form.errors else 200, form=form,
        **given,
    )  # fmt: skip
