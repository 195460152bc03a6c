# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""At the desk: what a vacancy is taken to be about, and correcting it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hcat.foundation.api import NotFound
from hcat.parties.api import names_of
from hcat.portal.api import Aspect, Shown, correct, vacancy_called
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page, done, form_for
from hcat.web.portal.desk_list import walk_of
from hcat.web.portal.label_forms import CorrectForm
from hcat.web.portal.label_words import CONCEPTS, Answered, answered
from hcat.web.portal.shown import language, row_of


@require_safe
@desk_page("portal.correct")
def vacancy_labels(request: Visit, key: str) -> HttpResponse:
    shown = vacancy_called(key, language=language())
    query = request.GET.urlencode()
    return desk(
        request,
        "web/portal/desk/labels.html",
        **_about(shown),
        questions=answered(shown),
        walk=walk_of(request, key),
        query=f"?{query}" if query else "",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@desk_page("portal.correct")
def correct_label(request: Visit, key: str, aspect: str) -> HttpResponse:
    if aspect not in Aspect.values:
        raise NotFound(
            _("There is no such question."), mend=_("Choose one of those on the vacancy's page.")
        )
    shown = vacancy_called(key, language=language())
    [question] = answered(shown, [aspect])
    initial = {"values": _standing(question), "edition": shown.vacancy.edition}
    form = form_for(request, CorrectForm, initial=initial, aspect=aspect, title=question.title)
    walk = walk_of(request, key, aspect)
    back = walk.list_url if walk else reverse("portal:desk-vacancy", args=[key])
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def save() -> Any:
            return correct(
                key, aspect, given["values"], by=actor(request), reason=given["reason"],
                edition=given["edition"],
            )  # fmt: skip

        if done(form, save):
            messages.success(request, _("It is kept, and vacancies alike learn from it."))
            onward = walk_of(request, key, aspect)
            return redirect((onward.next_url or onward.list_url) if onward else back)
        _read_again(request, form, shown)
    return desk(
        request,
        "web/portal/desk/correct.html",
        status=422 if form.errors else 200,
        **_about(shown),
        question=question,
        form=form,
        back=back,
        walk=walk,
        button=_("Keep it so"),
    )


def _read_again(request: Visit, form: CorrectForm, shown: Shown) -> None:
    """Refused as overtaken: what stands there now is on the page, and may be overruled."""
    data = request.POST.copy()
    data["edition"] = str(shown.vacancy.edition)
    form.data = data


def _standing(question: Answered) -> Any:
    if question.aspect in CONCEPTS:
        return "\n".join(one.title for one in question.answers)
    values = [one.value for one in question.answers]
    if question.aspect in (Aspect.LEVEL, Aspect.HOURS, Aspect.LANGUAGE):
        return values
    return values[0] if values else ""


def _about(shown: Shown) -> dict[str, Any]:
    organisation = shown.vacancy.organisation_id
    return {"one": row_of(shown, names_of({organisation}))}
