# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The pages of an assessor, behind a personal link or with an account: the same pages.

They show an assessor their own scores and nobody else's, also after the round has closed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hcat.agenda.api import Item, NotFound, item
from hcat.correspondence.api import OpenedLink
from hcat.foundation.api import Actor
from hcat.parties.api import person_of
from hcat.web.desk.pages import actor, desk, desk_page
from hcat.web.desk.register.pages import done, form_for
from hcat.web.pages import show
from hcat.web.personal import personal_page
from hcat.web.weighing.assess_forms import InterestsForm, ScoreForm
from hcat.weighing.api import (
    SCOPE,
    Round,
    State,
    Task,
    declare_interests,
    give_scores,
    round_called,
    sheet_in,
    tasks,
)

form_page = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True, slots=True)
class Chair:
    """Who scores, in which round, and where their pages stand."""

    round: Round
    person_id: int
    by: Actor
    show: Callable[..., HttpResponse]
    base: str
    """The template around the page: of the desk, or of the site."""
    home: str
    interests: str
    one: Callable[[int], str]


def _linked(opened: OpenedLink, token: str) -> Chair:
    return Chair(
        round=round_called(opened.subject.removeprefix("round:")), person_id=opened.person_id,
        by=opened.actor, show=show, base="web/weighing/assess/base.html",
        home=reverse("weighing:link", args=[token]),
        interests=reverse("weighing:link-interests", args=[token]),
        one=lambda number: reverse("weighing:link-score", args=[token, number]),
    )  # fmt: skip


def _signed_in(request: HttpRequest, key: str) -> Chair:
    me = person_of(request.user)
    return Chair(
        round=round_called(key), person_id=me.pk if me else -1, by=actor(request), show=desk,
        base="web/weighing/desk/base.html", home=reverse("weighing:score", args=[key]),
        interests=reverse("weighing:score-interests", args=[key]),
        one=lambda number: reverse("weighing:score-one", args=[key, number]),
    )  # fmt: skip


def _token(request: HttpRequest) -> str:
    match = request.resolver_match
    return str(match.kwargs["token"]) if match else ""


@form_page
@personal_page(SCOPE)
def by_link(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    return _start(request, _linked(opened, _token(request)))


@form_page
@personal_page(SCOPE)
def interests_by_link(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    return _interests(request, _linked(opened, _token(request)))


@form_page
@personal_page(SCOPE)
def score_by_link(request: HttpRequest, opened: OpenedLink, number: int) -> HttpResponse:
    return _score(request, _linked(opened, _token(request)), number)


@form_page
@desk_page
def by_account(request: HttpRequest, key: str) -> HttpResponse:
    return _start(request, _signed_in(request, key))


@form_page
@desk_page
def interests_by_account(request: HttpRequest, key: str) -> HttpResponse:
    return _interests(request, _signed_in(request, key))


@form_page
@desk_page
def score_by_account(request: HttpRequest, key: str, number: int) -> HttpResponse:
    return _score(request, _signed_in(request, key), number)


def _start(request: HttpRequest, chair: Chair) -> HttpResponse:
    """What is asked, and how far one is. Interests come first."""
    row, mine = tasks(chair.round, chair.person_id)
    if row.declared_at is None and chair.round.state == State.SCORING:
        return redirect(chair.interests)
    todo = [one for one in mine if one.interest is None]
    left = [one for one in todo if not one.is_done]
    sheet = sheet_in(chair.round)
    return _shown(
        request, chair, "web/weighing/assess/start.html",
        rows=[(one, chair.one(one.entry.number)) for one in mine], number=len(todo),
        left=len(left), next=chair.one(left[0].entry.number) if left else "",
        criteria=[(one, round(sheet.percent(one))) for one in sheet.criteria],
    )  # fmt: skip


def _interests(request: HttpRequest, chair: Chair) -> HttpResponse:
    row, mine = tasks(chair.round, chair.person_id)
    form = form_for(request, InterestsForm, tasks=mine)
    if form.is_valid() and done(
        form,
        lambda: declare_interests(
            by=chair.by, round=chair.round.key, person_id=chair.person_id, conflicts=form.conflicts
        ),
    ):
        return redirect(chair.home)
    return _shown(
        request, chair, "web/weighing/assess/interests.html", status=422 if form.errors else 200,
        form=form, is_first=row.declared_at is None,
    )  # fmt: skip


def _score(request: HttpRequest, chair: Chair, number: int) -> HttpResponse:
    """One initiative: what is known of it, and the criteria one under another."""
    row, mine = tasks(chair.round, chair.person_id)
    if row.declared_at is None:
        return redirect(chair.interests)
    place = next((at for at, one in enumerate(mine) if one.entry.number == number), None)
    if place is None:
        raise NotFound(
            _("Initiative %(number)s is not in this round.") % {"number": number},
            mend=_("Choose one from the list."),
        )
    task = mine[place]
    form = form_for(request, ScoreForm, sheet=sheet_in(chair.round), initial=_initial(task))
    if form.is_valid() and done(
        form,
        lambda: give_scores(
            by=chair.by, round=chair.round.key, person_id=chair.person_id, number=number,
            given=form.given,
        ),
    ):  # fmt: skip
        messages.success(request, _("Saved: %(name)s.") % {"name": task.entry.title})
        return redirect(_next(chair, mine, place))
    return _shown(
        request, chair, "web/weighing/assess/score.html", status=422 if form.errors else 200,
        form=form, task=task, sheet=_sheet(task), place=place + 1, of=len(mine),
    )  # fmt: skip


def _next(chair: Chair, mine: list[Task], place: int) -> str:
    """The next one that waits; after the last one the first that was passed over, else the list."""
    order = [*mine[place + 1 :], *mine[:place]]
    waits = (one for one in order if one.interest is None and not one.is_done)
    found = next(waits, None)
    return chair.one(found.entry.number) if found else chair.home


def _initial(task: Task) -> dict[str, Any]:
    return {
        **{f"score-{key}": one.value for key, one in task.scores.items()},
        **{f"reason-{key}": one.reason for key, one in task.scores.items()},
    }


def _sheet(task: Task) -> Any:
    """What the register says of the initiative today; None where it is not there any more."""
    try:
        found: Item[Any] = item("initiative", task.entry.initiative)
    except NotFound:
        return None
    return found.sheet


def _shown(request: HttpRequest, chair: Chair, template: str, **given: Any) -> HttpResponse:
    return chair.show(
        request, template, round=chair.round, base=chair.base, home=chair.home,
        interests_url=chair.interests, is_open=chair.round.state == State.SCORING, **given,
    )  # fmt: skip
