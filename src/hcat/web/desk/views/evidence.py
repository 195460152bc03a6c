# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures and judgements that people record for the targets of a result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from pydantic import create_model

from hcat.agenda.api import Item, Result, Target, standing_in
from hcat.evidence.api import (
    ENTERED,
    Finding,
    Observation,
    ResultStanding,
    correct,
    criterion_id,
    earlier_values,
    record_figure,
    record_judgement,
    standing_of,
)
from hcat.foundation.api import NotFound, Refused, today
from hcat.numerics.api import Estimate, NumericsError
from hcat.web import words
from hcat.web.dates import as_typed
from hcat.web.desk.agenda_work import newest, shown_day, trail_to
from hcat.web.desk.changing import Answers, tried_out
from hcat.web.desk.figures import Correction, Record, values_of
from hcat.web.desk.flow import Preview, Section, Touched, Work
from hcat.web.desk.forms.choices import Group, Option
from hcat.web.desk.forms.data import Data, flatten
from hcat.web.desk.forms.form import Form
from hcat.web.desk.forms.saying import Line
from hcat.web.desk.forms.specs import specs_of
from hcat.web.desk.pages import actor, desk_page, let_in, powers_of
from hcat.web.elements import title_of
from hcat.web.site import Link

from .targets import _target_of


@dataclass(frozen=True, slots=True)
class Bound:
    """A target and the result to which it belongs."""

    item: Item[Result]
    target: Target

    @property
    def title(self) -> str:
        return f"{title_of(self.item)}: {self.target.title}"

    @property
    def code(self) -> str:
        return f"{self.item.key}/{self.target.key}"


Standings = Mapping[str, ResultStanding]


def _verdicts(one: Bound, before: Standings, after: Standings) -> list[Line]:
    """What becomes of the verdict: on this target, and on the whole result."""
    was, becomes = before[one.item.key], after[one.item.key]
    key = one.target.key
    old = next(target for target in was.targets if target.target.key == key)
    new = next(target for target in becomes.targets if target.target.key == key)
    lines = [Line(_("The verdict on this target"), old.sentence(), new.sentence())]
    if len(becomes.in_force) > 1:
        lines.append(Line(_("The verdict on the result"), was.sentence(), becomes.sentence()))
    return lines


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
            _("This is recorded. What is recorded is never changed; it can be corrected."),
            [Touched(self.lead, [*self.said(answers), *_verdicts(own, before, after)])],
            [Touched(one.title, _verdicts(one, before, after)) for one in also],
        )

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


class FigureWork(EvidenceWork):
    """A figure in the unit of its target."""

    cls: type[Record] = Record

    def __init__(self, request: HttpRequest, key: str, target: str) -> None:
        super().__init__(request, key, target)
        if self.target.kind == "judged":
            raise NotFound(
                _("This target takes no figures."),
                why=_("A body judges it by criteria."),
                mend=_("Record the judgement instead."),
            )

    def initial(self) -> Data:
        return {}

    def forms(self, data: Data) -> list[Form[Any]]:
        return [Form(self.cls, data, self.offer, called=self._called())]

    def _called(self) -> Mapping[str, str]:
        unit = words.unit_name(self.target.unit)
        return {"value": _("Value (%(unit)s)") % {"unit": unit}}

    def sections(self, forms: list[Form[Any]]) -> list[Section]:
        form = forms[0]
        return [
            Section(_("About which period"), form, ("start", "end")),
            Section(
                _("The figure"),
                form,
                ("numerator", "denominator", "value", "low", "high", "n", "population"),
                intro=_("Counts are enough for a share: the value follows from them."),
            ),
            Section(_("Or why there is none"), form, ("missing_reason",)),
            Section(
                _("How it is known"),
                form,
                ("source_key", "source_text", "method", "quality", "note", "reason"),
            ),
        ]

    def estimate(self, answers: Record) -> Estimate:
        source = ""
        if answers.source_key:
            sheet = next(
                one.sheet for one in self.offer.items("source") if one.key == answers.source_key
            )
            source = f"{sheet.publisher}, {sheet.title} ({sheet.published})"
        try:
            return answers.estimate(self.target.unit, source)
        except NumericsError as error:
            raise Refused(_("These answers contradict each other."), why=str(error)) from error

    def said(self, answers: list[Any]) -> list[Line]:
        estimate = self.estimate(answers[0])
        value = words.shown(estimate.value, estimate.unit)
        if words.counted(estimate):
            value += f" ({words.counted(estimate)})"
        if estimate.is_missing:
            value = f"– {estimate.missing_reason}"
        lines = [
            Line(_("The figure"), "", value),
            Line(_("Period"), "", words.when(estimate.period)),
            Line(_("Source"), "", estimate.source),
            Line(_("Quality"), "", str(words.QUALITY[estimate.quality.value])),
        ]
        if words.interval(estimate):
            lines.insert(1, Line(_("Bounds"), "", words.interval(estimate)))
        return lines


class RecordFigure(FigureWork):
    def __init__(self, request: HttpRequest, key: str, target: str) -> None:
        super().__init__(request, key, target)
        self.title = _("Record a figure")

    def initial(self) -> Data:
        return {"condition": [""]}

    def forms(self, data: Data) -> list[Form[Any]]:
        found = super().forms(data)
        if self.target.conditions:
            options = tuple(Option(one.key, str(one.title)) for one in self.target.conditions)
            found.insert(
                0,
                Form(_Which, data, self.offer, given={"condition": [Group("", options)]},
                     called={"condition": _("Which condition the figure is about")}),
            )  # fmt: skip
        if others := self.same_indicator():
            options = tuple(Option(one.code, one.title) for one in others)
            found.append(
                Form(_Also, data, self.offer, given={"also": [Group("", options)]},
                     called={"also": _("Record it for these targets too")})
            )  # fmt: skip
        return found

    def sections(self, forms: list[Form[Any]]) -> list[Section]:
        which = [Section("", form) for form in forms if form.cls is _Which]
        also = [
            Section(
                _("Does it prove more?"),
                form,
                intro=_("These targets have the same indicator and unit. Choose what it proves."),
            )
            for form in forms
            if form.cls is _Also
        ]
        return [*which, *super().sections([self._figure(forms)]), *also]

    @staticmethod
    def _figure(forms: list[Form[Any]]) -> Form[Any]:
        return next(form for form in forms if form.cls is Record)

    def same_indicator(self) -> list[Bound]:
        """Other targets that count the same thing in the same unit, where this person may record.
        Those that join conditions are left out: what the figure is about cannot be said for both
        at once."""
        mine = self.target
        if mine.conditions:
            return []
        return [
            Bound(item, one)
            for item in self.offer.items("result")
            if not item.ended_as
            and powers_of(self.request).may(self.action, standing_in(item.sheet))
            for one in item.sheet.targets
            if (item.key, one.key) != (self.item.key, mine.key)
            and one.unit == mine.unit
            and one.indicator.texts == mine.indicator.texts
            and one.kind != "judged"
            and not one.conditions
        ]

    def also(self, answers: list[Any]) -> list[Bound]:
        chosen = {code for one in answers if isinstance(one, _Also) for code in one.also}
        return [one for one in self.same_indicator() if one.code in chosen]

    def do(self, answers: list[Any]) -> Any:
        figure = next(one for one in answers if isinstance(one, Record))
        return record_figure(
            by=actor(self.request),
            result=self.item.key,
            target=self.target.key,
            condition=next((one.condition for one in answers if isinstance(one, _Which)), ""),
            also=[(one.item.key, one.target.key) for one in self.also(answers)],
            estimate=self.estimate(figure),
            source_key=figure.source_key or "",
            note=figure.note,
        )

    def said(self, answers: list[Any]) -> list[Line]:
        return super().said([one for one in answers if isinstance(one, Record)])


class _Which(Answers):
    condition: str = ""


class _Also(Answers):
    also: list[str] = []


class CorrectFigure(FigureWork):
    """The old figure stays to be seen; the new one counts."""

    cls = Correction

    def __init__(self, request: HttpRequest, key: str, number: int) -> None:
        figures = earlier_values(key)
        found = next((one for one in figures if one.pk == number), None)
        is_replaced = any(one.supersedes_id == number for one in figures)
        if found is None or found.measure != ENTERED or is_replaced:
            raise NotFound(
                _("There is no such figure."), mend=_("Choose one on the page of the result.")
            )
        self.old: Observation = found
        super().__init__(request, key, found.target)
        self.title = _("Correct a figure")

    def initial(self) -> Data:
        return flatten(specs_of(Correction), values_of(self.old))

    def do(self, answers: list[Any]) -> Any:
        [figure] = answers
        return correct(
            by=actor(self.request),
            observation=self.old.pk,
            estimate=self.estimate(figure),
            reason=figure.reason,
            source_key=figure.source_key or "",
        )

    def said(self, answers: list[Any]) -> list[Line]:
        old = self.old.estimate
        before = words.shown(old.value, old.unit)
        first, *rest = super().said(answers)
        return [Line(first.label, before, first.after), *rest]


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
def figure(request: HttpRequest, key: str, target: str) -> HttpResponse:
    return RecordFigure(request, key, target).respond()


@desk_page
def correction(request: HttpRequest, key: str, number: int) -> HttpResponse:
    return CorrectFigure(request, key, number).respond()


@desk_page
def judgement(request: HttpRequest, key: str, target: str) -> HttpResponse:
    return Judge(request, key, target).respond()
