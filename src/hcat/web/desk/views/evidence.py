# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people record for the targets of a result: here judgements; figures in `entering`."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import create_model

from hcat.agenda.api import Item, Result, Target, standing_in
from hcat.evidence.api import (
    Finding,
    ResultStanding,
    criterion_id,
    record_judgement,
    standing_of,
)
from hcat.foundation.api import NotFound, today
from hcat.web.dates import as_typed
from hcat.web.desk.agenda_work import newest, shown_day, trail_to
from hcat.web.desk.becoming import Bound, verdict_lines
from hcat.web.desk.changing import Answers, tried_out
from hcat.web.desk.flow import Preview, Section, Touched, Work
from hcat.web.desk.forms.choices import Group, Option
from hcat.web.desk.forms.data import Data
from hcat.web.desk.forms.form import Form
from hcat.web.desk.forms.saying import Line
from hcat.web.desk.pages import actor, desk_page, let_in
from hcat.web.elements import title_of
from hcat.web.site import Link

from .targets import _target_of


class EvidenceWork(Work):
    """Something recorded for a target; the preview says what the verdict would become."""

    action = "evidence.record"

    def __init__(self, request: HttpRequest, key: str, target: str) -> None:
        super().__init__(request)
        self.item: Item[Result] = newest("result", key)
        self.target: Target = _target_of(self.item, target)
        also = [f"body:{self.target.assessor}"] if self.target.assessor else []
        let_in(request, self.action, [*standing_in(self.item.sheet), *also])
        self.lead = f"{title_of(self.item)}: {self.target.title}"

    def also(self, answers: Any) -> list[Bound]:
        """Other targets for which the same is recorded."""
        return []

    def preview(self, answers: Any) -> Preview:
        also = self.also(answers)
        results = {self.item.key, *(one.item.key for one in also)}
        before = {key: standing_of(key) for key in results}
        after = tried_out(lambda: self._after(answers, results))
        own = Bound(self.item, self.target)
        return Preview(
            self.what_happens,
            [Touched(self.lead, [*self.said(answers), *verdict_lines(own, before, after)])],
            [Touched(one.title, verdict_lines(one, before, after)) for one in also],
        )

    @property
    def what_happens(self) -> str:
        return _("This is recorded. What is recorded is never changed; it can be corrected.")

    def said(self, answers: Any) -> list[Line]:
        """What is recorded, in words."""
        raise NotImplementedError

    def _after(self, answers: Any, results: set[str]) -> dict[str, ResultStanding]:
        self.do(answers)
        return {key: standing_of(key) for key in results}

    def done(self, outcome: Any) -> tuple[str, str]:
        return _("Recorded for: %(title)s.") % {"title": title_of(self.item)}, reverse(
            "web:result", args=[self.item.key]
        )

    def trail(self) -> list[Link]:
        return trail_to(self.item)

    @property
    def confirm_word(self) -> str:
        return _("Record this")


class Judge(EvidenceWork):
    """What the assessor found, criterion by criterion."""

    action = "evidence.judge"

    def __init__(self, request: HttpRequest, key: str, target: str) -> None:
        super().__init__(request, key, target)
        if self.target.kind != "judged":
            raise NotFound(
                _("This target is not judged by a body."),
                why=_("It is measured."),
                mend=_("Record a figure instead."),
            )
        self.title = _("Record a judgement")

    def initial(self) -> Data:
        return {"judged_on": [as_typed(today())]}

    @property
    def fields(self) -> type[Answers]:
        """A model with a verdict and a note for each criterion of this target."""
        asked: dict[str, Any] = {}
        for place in range(len(self.target.criteria)):
            asked[f"met_{place}"] = (Literal["yes", "no"] | None, None)
            asked[f"note_{place}"] = (str, "")
        return create_model(
            "Judged", __base__=Answers, **asked, judged_on=(date, ...), source_text=(str, ...)
        )

    def forms(self, data: Data) -> list[Form[Any]]:
        yes_no = [Group("", (Option("yes", _("met")), Option("no", _("not met"))))]
        called, given = {}, {}
        for place, text in enumerate(self.target.criteria):
            called[f"met_{place}"] = str(text)
            called[f"note_{place}"] = _("Note on this criterion")
            given[f"met_{place}"] = yes_no
        called["judged_on"] = _("Judged on")
        called["source_text"] = _("Where it can be read: minutes, a decision, a report")
        return [Form(self.fields, data, self.offer, called=called, given=given)]

    def sections(self, forms: list[Form[Any]]) -> list[Section]:
        criteria = tuple(s.name for s in forms[0].specs if s.name.startswith(("met_", "note_")))
        return [
            Section(
                _("The criteria"), forms[0], criteria,
                intro=_("Leave a criterion open when it was not judged yet."),
            ),
            Section(_("When and where"), forms[0], ("judged_on", "source_text")),
        ]  # fmt: skip

    def read(self, forms: list[Form[Any]]) -> Any:
        answers = forms[0].read()
        if answers is not None and not self._findings(answers):
            forms[0].complain(("met_0",), _("Judge at least one criterion."))
            return None
        return answers

    def _findings(self, answers: Any) -> list[Finding]:
        return [
            Finding(criterion_id(text), met == "yes", getattr(answers, f"note_{place}"))
            for place, text in enumerate(self.target.criteria)
            if (met := getattr(answers, f"met_{place}")) is not None
        ]

    def do(self, answers: Any) -> Any:
        return record_judgement(
            by=actor(self.request),
            result=self.item.key,
            target=self.target.key,
            judged_on=answers.judged_on,
            findings=self._findings(answers),
            source=answers.source_text,
        )

    def said(self, answers: Any) -> list[Line]:
        word = {"yes": _("met"), "no": _("not met"), None: _("not judged")}
        lines = [
            Line(str(text), "", word[getattr(answers, f"met_{place}")])
            for place, text in enumerate(self.target.criteria)
        ]
        return [*lines, Line(_("Judged on"), "", shown_day(answers.judged_on)),
                Line(_("Source"), "", answers.source_text)]  # fmt: skip


@desk_page
def judgement(request: HttpRequest, key: str, target: str) -> HttpResponse:
    return Judge(request, key, target).respond()
