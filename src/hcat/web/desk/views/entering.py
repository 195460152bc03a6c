# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures that people enter for a target, correct and improve: each becomes a draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.agenda.api import standing_in
from hcat.evidence.api import (
    ENTERED,
    OPEN,
    DraftFigure,
    FigureRefused,
    Observation,
    ResultStanding,
    draft_by_number,
    earlier_values,
    enter_correction,
    enter_figure,
    part_title_now,
    passages,
    standings_with,
)
from hcat.foundation.api import HcatError, NotFound, Refused
from hcat.numerics.api import SHARE_SCALE, Estimate, NumericsError
from hcat.web import words
from hcat.web.desk.becoming import Bound
from hcat.web.desk.changing import Answers
from hcat.web.desk.draft_words import what_should_differ
from hcat.web.desk.figures import COUNTS, Correction, Record, told, values_of
from hcat.web.desk.flow import Section, Work
from hcat.web.desk.forms.choices import Group, Option
from hcat.web.desk.forms.data import Data, flatten
from hcat.web.desk.forms.form import Form
from hcat.web.desk.forms.saying import Line
from hcat.web.desk.forms.specs import Spec, specs_of
from hcat.web.desk.pages import actor, desk_page, powers_of
from hcat.web.desk.part_asked import WHOLE, AboutPart, part_form, part_in_address

from .evidence import EvidenceWork


class FigureWork(EvidenceWork):
    """A figure in the unit of its target, kept as a draft until somebody else looked at it."""

    cls: type[Record] = Record
    not_asked: tuple[str, ...] = ()

    def __init__(
        self, request: HttpRequest, key: str, target: str, *, improves: DraftFigure | None = None
    ) -> None:
        super().__init__(request, key, target)
        self.improves = improves
        if improves is not None:
            self.notice = what_should_differ(improves)
        if self.target.kind == "judged":
            raise NotFound(
                _("This target takes no figures."),
                why=_("A body judges it by criteria."),
                mend=_("Record the judgement instead."),
            )

    def initial(self) -> Data:
        if self.improves is None:
            return {}
        return flatten(specs_of(self.cls), values_of(self.improves))

    def forms(self, data: Data) -> list[Form[Any]]:
        unit = self.target.unit
        left_out = (*self.not_asked, "unit", *(() if unit in SHARE_SCALE else COUNTS))
        return [
            Form(self.cls, data, self.offer, called=self._called(), leave_out=left_out,
                 fixed={"unit": unit})
        ]  # fmt: skip

    @property
    def what_happens(self) -> str:
        return _(
            "This is kept as a draft. It counts once somebody else has checked and approved it; "
            "the verdict shown here is what it would then be."
        )

    @property
    def confirm_word(self) -> str:
        return _("Keep this draft")

    @property
    def instead_of(self) -> int | None:
        return self.improves.pk if self.improves else None

    def _after(self, answers: Any, results: set[str]) -> dict[str, ResultStanding]:
        return standings_with(self.do(answers), by=actor(self.request))

    def done(self, outcome: DraftFigure) -> tuple[str, str]:
        return (
            _("The figure is kept as a draft. You can attach what shows where it comes from."),
            reverse("desk:draft", args=[outcome.pk]),
        )

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
                (*COUNTS, "value", "low", "high", "confidence", "n", "population"),
                intro=_("The value follows from the counts.")
                if self.target.unit in SHARE_SCALE
                else "",
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
            raise Refused(
                _("These answers contradict each other."),
                mend=_("Hold the value, its bounds and its counts against the source once more."),
            ) from error

    def refused(self, error: HcatError, forms: list[Form[Any]]) -> None:
        form = next(form for form in forms if issubclass(form.cls, Record))
        if isinstance(error, FigureRefused) and error.field in form.asked:
            form.complain((error.field,), str(error))
        else:
            super().refused(error, forms)

    def said(self, answers: list[Any]) -> list[Line]:
        """The figure as it will be, beside the draft or the figure whose place it takes."""
        figure = next(one for one in answers if isinstance(one, Record))
        after = told(self.estimate(figure), figure.counts_missing_reason) | self.beside(answers)
        before = self.before()
        return [
            Line(label, before.get(label, ""), text)
            for label, text in after.items()
            if text or before.get(label)
        ]

    def before(self) -> dict[str, str]:
        """What stands now, by the label of the preview; nothing for a new figure."""
        if self.improves is None:
            return {}
        return told(self.improves.estimate, self.improves.counts_missing_reason)

    def beside(self, answers: list[Any]) -> dict[str, str]:
        """What is said beside the figure itself."""
        return {}


class RecordFigure(FigureWork):
    def __init__(
        self, request: HttpRequest, key: str, target: str, *, improves: DraftFigure | None = None
    ) -> None:
        super().__init__(request, key, target, improves=improves)
        self.title = _("Improve a draft") if improves else _("Record a figure")

    def initial(self) -> Data:
        if (draft := self.improves) is not None:
            also = [f"{result}/{target}" for result, target in draft.also]
            about = {"condition": [draft.condition], "group": [draft.group or WHOLE]}
            return {**super().initial(), **about, "also": also}
        part = part_in_address(self.request, self.item.sheet, self.offer.agenda)
        return {"condition": [""], **part, **self._as_before()}

    def _as_before(self) -> Data:
        """Source and method of the last figure that was entered for this target: they seldom
        change, and the form says that they were filled in."""
        entered = [one for one in earlier_values(self.item.key) if one.target == self.target.key]
        if not entered:
            return {}
        self.notice = _("Source and method are those of the last figure. Change what differs now.")
        values = values_of(entered[0])
        kept = {name: values[name] for name in ("source_key", "source_text", "method", "quality")}
        specs = [spec for spec in specs_of(Record) if spec.name in kept]
        return flatten(specs, kept)

    def forms(self, data: Data) -> list[Form[Any]]:
        found = super().forms(data)
        if (part := part_form(self.item.sheet, data, self.offer)) is not None:
            found.insert(0, part)
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
        which = [Section("", form) for form in forms if form.cls in (_Which, AboutPart)]
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
        return enter_figure(
            by=actor(self.request),
            result=self.item.key,
            target=self.target.key,
            condition=next((one.condition for one in answers if isinstance(one, _Which)), ""),
            group=self._part(answers),
            also=[(one.item.key, one.target.key) for one in self.also(answers)],
            estimate=self.estimate(figure),
            source_key=figure.source_key or "",
            note=figure.note,
            counts_missing_reason=figure.counts_missing_reason,
            instead_of=self.instead_of,
        )

    @staticmethod
    def _part(answers: list[Any]) -> str:
        return next((one.part for one in answers if isinstance(one, AboutPart)), "")

    def before(self) -> dict[str, str]:
        draft = self.improves
        if draft is None:
            return {}
        return super().before() | self._words_beside(draft.condition, draft.group, draft.note)

    def beside(self, answers: list[Any]) -> dict[str, str]:
        condition = next((one.condition for one in answers if isinstance(one, _Which)), "")
        note = next(one.note for one in answers if isinstance(one, Record))
        return self._words_beside(condition, self._part(answers), note)

    def _words_beside(self, condition: str, part: str, note: str) -> dict[str, str]:
        titles = {one.key: str(one.title) for one in self.target.conditions}
        return {
            _("Condition"): titles.get(condition, condition),
            _("Part of the whole"): part_title_now(part),
            _("Note"): note,
        }


class _Which(Answers):
    condition: str = ""


class _Also(Answers):
    also: list[str] = []


class CorrectFigure(FigureWork):
    """The old figure stays to be seen; the new one counts."""

    cls = Correction
    not_asked = ("note",)
    """What is noted at a correction is its reason; the note of the old figure stays with that."""

    def __init__(
        self, request: HttpRequest, key: str, number: int, *, improves: DraftFigure | None = None
    ) -> None:
        figures = earlier_values(key)
        found = next((one for one in figures if one.pk == number), None)
        is_replaced = any(one.supersedes_id == number for one in figures)
        if found is None or found.measure != ENTERED or is_replaced:
            raise NotFound(
                _("There is no such figure."), mend=_("Choose one on the page of the result.")
            )
        self.old: Observation = found
        super().__init__(request, key, found.target, improves=improves)
        self.title = _("Improve a draft") if improves else _("Correct a figure")
        if found.group:
            self.lead += f", {part_title_now(found.group)}"

    def initial(self) -> Data:
        if self.improves is None:
            values = values_of(self.old)
            values["counts_missing_reason"] = self._without_counts or None
            return flatten(self._specs, values)
        values = {**values_of(self.improves), "reason": self.improves.note}
        return flatten(self._specs, values)

    @property
    def _specs(self) -> list[Spec]:
        return [spec for spec in specs_of(Correction) if spec.name not in self.not_asked]

    @property
    def _without_counts(self) -> str:
        """Why the old figure has no counts, where it came of a draft."""
        passage = passages([self.old]).get(self.old.pk)
        return passage.counts_missing_reason if passage else ""

    def do(self, answers: list[Any]) -> Any:
        [figure] = answers
        return enter_correction(
            by=actor(self.request),
            observation=self.old.pk,
            estimate=self.estimate(figure),
            reason=figure.reason,
            source_key=figure.source_key or "",
            counts_missing_reason=figure.counts_missing_reason,
            instead_of=self.instead_of,
        )

    def before(self) -> dict[str, str]:
        if self.improves is not None:
            return super().before() | {_("Why it is corrected"): self.improves.note}
        return told(self.old.estimate, self._without_counts)

    def beside(self, answers: list[Any]) -> dict[str, str]:
        return {_("Why it is corrected"): answers[0].reason}


@desk_page
def figure(request: HttpRequest, key: str, target: str) -> HttpResponse:
    return RecordFigure(request, key, target).respond()


@desk_page
def correction(request: HttpRequest, key: str, number: int) -> HttpResponse:
    return CorrectFigure(request, key, number).respond()


@desk_page
def improve(request: HttpRequest, number: int) -> HttpResponse:
    """The same form once more, with what the draft says; the draft stays to be read."""
    draft = draft_by_number(number)
    if draft.stands_as not in OPEN or draft.batch_id is not None:
        raise NotFound(
            _("This draft cannot be improved."),
            why=_("It was approved, withdrawn, or replaced, or it came in a batch."),
            mend=_("Look at how it stands now."),
        )
    if draft.corrects_id is not None:
        work: Work = CorrectFigure(request, draft.result, draft.corrects_id, improves=draft)
    else:
        work = RecordFigure(request, draft.result, draft.target, improves=draft)
    return work.respond()
