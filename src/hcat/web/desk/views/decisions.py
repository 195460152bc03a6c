# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The decisions on which changes rest, and recording a new one."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.agenda.api import decide, decisions
from hcat.foundation.api import today
from hcat.web.dates import as_typed
from hcat.web.desk.agenda_work import shown_day
from hcat.web.desk.changing import NewDecision, tried_out
from hcat.web.desk.flow import Preview, Touched, Work
from hcat.web.desk.forms.data import Data
from hcat.web.desk.forms.form import Form
from hcat.web.desk.forms.saying import Line
from hcat.web.desk.pages import actor, desk, desk_page, let_in_somewhere, powers_of
from hcat.web.elements import Names
from hcat.web.lists import Pages
from hcat.web.site import Link


@desk_page
def decision_list(request: HttpRequest) -> HttpResponse:
    let_in_somewhere(request, "agenda.decide", "agenda.revise", "agenda.change")
    pages: Pages[Any] = Pages(request, decisions())
    names = Names()
    return desk(
        request,
        "web/desk/decisions.html",
        pages=pages,
        rows=[
            (one, names.find("body", one.body.key).title if one.body else "") for one in pages.items
        ],
        may_decide=powers_of(request).may_somewhere("agenda.decide"),
        trail=[Link(_("The desk"), reverse("desk:home"))],
    )


class RecordDecision(Work):
    """A decision by itself, before or without a change of the agenda."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        let_in_somewhere(request, "agenda.decide")
        self.title = _("Record a decision")
        self.lead = _("What a body decided; changes of the agenda can then refer to it.")

    def initial(self) -> Data:
        return {"taken_on": [as_typed(today())]}

    def forms(self, data: Data) -> list[Form[Any]]:
        return [Form(NewDecision, data, self.offer)]

    def do(self, answers: Any) -> Any:
        [new] = answers
        return decide(
            by=actor(self.request),
            taken_on=new.taken_on,
            title=new.title,
            text=new.text,
            body=new.body,
        )

    def preview(self, answers: Any) -> Preview:
        [new] = answers
        tried_out(lambda: self.do(answers))
        body = self.offer.groups(Form(NewDecision, {}, self.offer)["body"].spec)
        titles = {option.value: option.title for group in body for option in group.options}
        lines = [
            Line(_("Decided on"), "", shown_day(new.taken_on)),
            Line(_("Body"), "", titles.get(new.body or "", "")),
            Line(_("Text of the decision"), "", new.text),
        ]
        return Preview(
            _("This decision is recorded. It cannot be changed afterwards."),
            [Touched(new.title, [line for line in lines if line.after])],
        )

    def done(self, outcome: Any) -> tuple[str, str]:
        return _("Recorded: %(title)s.") % {"title": outcome.title}, reverse("desk:decisions")

    def trail(self) -> list[Link]:
        return [
            Link(_("The desk"), reverse("desk:home")),
            Link(_("Decisions"), reverse("desk:decisions")),
        ]

    @property
    def confirm_word(self) -> str:
        return _("Record this decision")


@desk_page
def new_decision(request: HttpRequest) -> HttpResponse:
    return RecordDecision(request).respond()
