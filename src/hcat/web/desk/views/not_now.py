# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Saying "not now" to a matter, seeing what was set aside, and bringing it back."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from pydantic import StringConstraints

from hcat.foundation.api import NotFound
from hcat.web.desk.changing import Answers
from hcat.web.desk.flow import Work
from hcat.web.desk.forms.data import Data
from hcat.web.desk.forms.form import Form
from hcat.web.desk.navigation import to_do
from hcat.web.desk.pages import actor, desk, desk_page, powers_of
from hcat.web.desk.setting_aside import bring_back, set_aside
from hcat.web.site import Link

from .home import trail


class NotNow(Answers):
    until: date | None = None
    reason: Annotated[str, StringConstraints(max_length=300)]


class NotNowWork(Work):
    """Written at once: it changes nothing of the agenda, and is taken back with one button."""

    template = "web/desk/not_now.html"

    def __init__(self, request: HttpRequest, key: str) -> None:
        super().__init__(request)
        found = to_do(request, powers_of(request)).matter(key)
        if found is None:
            raise NotFound(
                _("This does not ask for your attention (any more)."),
                mend=_("Look in your list of things to do."),
            )
        self.matter = found
        self.title = _("Not now: %(matter)s") % {"matter": found.title}
        self.lead = _("You are not asked about this for a while. Other people still are.")

    def forms(self, data: Data) -> list[Form[Any]]:
        return [Form(NotNow, data, self.offer)]

    def _try(self, data: Data, *, is_confirmed: bool) -> HttpResponse:
        return super()._try(data, is_confirmed=True)

    def do(self, answers: list[NotNow]) -> Any:
        [said] = answers
        return set_aside(
            matter=self.matter.key,
            state=self.matter.state,
            until=said.until,
            reason=said.reason,
            by=actor(self.request),
        )

    def done(self, outcome: Any) -> tuple[str, str]:
        until = (
            _("It is set aside until something about it changes.")
            if outcome.state
            else _("It is set aside until %(day)s.") % {"day": date_format(outcome.until)}
        )
        return until, reverse("desk:home")

    def trail(self) -> list[Link]:
        return trail()


@desk_page
def not_now(request: HttpRequest, matter: str) -> HttpResponse:
    return NotNowWork(request, matter).respond()


@desk_page
def aside(request: HttpRequest) -> HttpResponse:
    found = to_do(request, powers_of(request)).aside
    return desk(request, "web/desk/aside.html", aside=found, trail=trail())


@require_POST
@desk_page
def back(request: HttpRequest, matter: str) -> HttpResponse:
    bring_back(matter=matter, by=actor(request))
    messages.success(request, _("It is back in your list."))
    return HttpResponseRedirect(reverse("desk:home"))
