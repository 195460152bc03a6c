# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of surveys at the desk share, and the page that leads to them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.surveys.api import (
    Population,
    Problem,
    add_survey,
    keys_in_use,
    minutes,
    shipped_surveys,
    surveys_by_latest,
    tallies,
    use_shipped,
    waves_numbered,
)
from hcat.web.desk.pages import let_in
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, form_for
from hcat.web.desk.register.pages import done as done
from hcat.web.lists import Pages
from hcat.web.surveys.desk_forms.surveys import SurveyForm
from hcat.web.surveys.desk_words import POPULATIONS, here, wave_sentence

from .told import told

form_page = require_http_methods(["GET", "HEAD", "POST"])
runs = desk_page("surveys.run")
reads = desk_page("surveys.read")
does = desk_page("surveys.run", does=True)


def enters(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A page of a survey for those who may enter its answers, of all surveys or of this one."""

    @wraps(view)
    def shown(request: Visit, survey: str, *args: Any, **kwargs: Any) -> HttpResponse:
        let_in(request, "surveys.enter", f"survey:{survey}")
        return view(request, survey, *args, **kwargs)

    return desk_page("surveys.enter", somewhere=True)(shown)


def with_form(
    request: Visit,
    form: Any,
    *,
    title: str,
    back: str,
    button: str,
    trail: list[tuple[str, str]],
    lead: str = "",
    problems: Sequence[Problem] = (),
    many: int | None = None,
    **more: Any,
) -> HttpResponse:
    """A page that is one form. `problems`: of a file, or the first of `many`."""
    return desk(
        request,
        "web/surveys/desk/form.html",
        status=422 if form.errors else 200,
        form=form,
        title=title,
        lead=lead,
        back=back,
        button=button,
        here=trail,
        problems=problems,
        many=len(problems) if many is None else many,
        **more,
    )


@require_safe
@reads
def overview(request: Visit) -> HttpResponse:
    ended = request.GET.get("ended") == "1"
    pages: Pages[Any] = Pages(request, surveys_by_latest(ended=ended))
    rows = pages.items
    waves = waves_numbered([one.latest for one in rows if one.latest])
    counted = tallies(list(waves))
    may_run = request.powers.may("surveys.run")
    return desk(
        request,
        "web/surveys/desk/overview.html",
        pages=pages,
        may_run=may_run,
        rows=[
            {
                "survey": one,
                "title": here(one.titles),
                "whom": POPULATIONS[one.population],
                "sentence": wave_sentence(waves[one.latest], counted[one.latest])
                if one.latest
                else _("No wave yet."),
            }
            for one in rows
        ],
        ended=ended,
        has_ended=not ended and surveys_by_latest(ended=True).exists(),
        shipped=_shipped() if may_run and not ended else [],
    )


def _shipped() -> list[dict[str, Any]]:
    """The questionnaires that come along and were not taken into use yet."""
    used = keys_in_use()
    return [
        {
            "key": one.key,
            "title": here(one.titles),
            "purpose": here(one.purposes),
            "whom": POPULATIONS[Population(one.population)],
            "minutes": minutes(one.questionnaire(), (get_language() or "nl")[:2]).most,
        }
        for one in shipped_surveys()
        if one.key not in used
    ]


@form_page
@runs
def new_survey(request: Visit) -> HttpResponse:
    form = form_for(request, SurveyForm)
    if form.is_valid() and done(
        form,
        lambda: add_survey(by=actor(request), key=form.cleaned_data["key"], facts=form.facts),
    ):
        messages.success(request, _("The survey is there. Now its questionnaire."))
        return redirect("surveys:desk-survey", form.cleaned_data["key"])
    return with_form(
        request, form, title=_("A new survey"), button=_("Keep it"),
        back=reverse("surveys:desk"), trail=[],
        lead=_(
            "A survey is a questionnaire that is asked of the same population again and again. "
            "Who is asked reads its purpose and its term."
        ),
    )  # fmt: skip


@does
def begin(request: Visit, key: str) -> HttpResponse:
    """Take one of the questionnaires that come along."""
    if told(
        request,
        lambda: use_shipped(by=actor(request), key=key),
        _("It is yours now: read it over, change what has to be otherwise, and prepare a wave."),
    ):
        return redirect("surveys:desk-survey", key)
    return redirect("surveys:desk")
