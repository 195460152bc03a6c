# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked about how a project is run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.agenda.api import Item, items
from hcat.projects.api import (
    EFFECTS,
    LIKELIHOODS,
    OUTCOMES,
    PHASES,
    STEERING,
    YIELDED,
    Answers,
    Charter,
    next_kind,
)
from hcat.web.desk.register.forms.base import DateField, DeskForm, Reason, TextArea
from hcat.web.elements import title_of


@dataclass(frozen=True, slots=True)
class Question:
    """One of the six, with the fields that answer it."""

    title: str
    fields: list[BoundField]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


class CharterForm(DeskForm):
    """Six questions on one page."""

    yields = TextArea(
        label=_("What it yields"), help_text=_("What will be there that is not there now.")
    )
    for_whom = TextArea(label=_("For whom"))
    results = forms.MultipleChoiceField(
        label=_("Results of the agenda that it should move"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    by_when = DateField(label=_("By when it is there"))
    report_first_on = DateField(label=_("First report on"))
    report_every = forms.TypedChoiceField(
        label=_("And then"),
        coerce=int,
        choices=[
            (1, _("every month")),
            (3, _("every three months")),
            (6, _("every six months")),
            (12, _("every year")),
        ],
    )
    report_to = forms.CharField(label=_("Reported to"), max_length=200)
    lead = forms.CharField(
        label=_("Who leads it"),
        max_length=200,
        help_text=_("A role or an organisation, no name of a person."),
    )
    steering = forms.ChoiceField(label=_("How firmly it is steered"), widget=forms.RadioSelect)
    steering_means = TextArea(label=_("What that means here"))
    means = TextArea(label=_("People and money"), required=False)
    criteria = TextArea(
        label=_("What must be so before it may go on"),
        help_text=_("One criterion on each line. The decision at each gate is taken on these."),
    )
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, item: Item[Any], **kwargs: Any) -> None:
        """`item`: what it is the charter of; the results of the points under which it stands can be
        chosen, all of them where it stands under none, and those that were chosen before."""
        super().__init__(*args, **kwargs)
        self.fields["steering"].choices = [  # type: ignore[attr-defined]
            (code, capfirst(str(word))) for code, word in STEERING.items()
        ]
        points = item.sheet.points if item.kind == "initiative" else [item.sheet.point]
        chosen = (kwargs.get("initial") or {}).get("results", ())
        self.fields["results"].choices = [  # type: ignore[attr-defined]
            (one.key, title_of(one))
            for one in items("result")
            if not points or one.sheet.point in points or one.key in chosen
        ]

    @property
    def questions(self) -> list[Question]:
        return [
            Question(gettext("1. What does it yield, and for whom?"),
                     self._of("yields", "for_whom", "results")),
            Question(gettext("2. By when?"), self._of("by_when")),
            Question(gettext("3. When is it reported, and to whom?"),
                     self._of("report_first_on", "report_every", "report_to")),
            Question(gettext("4. Who leads it, and how firmly is it steered?"),
                     self._of("lead", "steering", "steering_means")),
            Question(gettext("5. With which people and money?"), self._of("means")),
            Question(gettext("6. When may it go on to a next phase?"), self._of("criteria")),
        ]  # fmt: skip

    def _of(self, *names: str) -> list[BoundField]:
        return [self[name] for name in names]

    @property
    def hidden(self) -> list[BoundField]:
        return self.hidden_fields()

    @property
    def answers(self) -> Answers:
        given = {name: value for name, value in self.cleaned_data.items() if name != "based_on"}
        given["results"] = tuple(given["results"])
        given["criteria"] = _lines(given["criteria"])
        return Answers(**given)

    @staticmethod
    def initial_of(charter: Charter) -> dict[str, Any]:
        names = [name for name in CharterForm.base_fields if name not in ("criteria", "based_on")]
        return {
            **{name: getattr(charter, name) for name in names},
            "criteria": "\n".join(charter.criteria),
        }


class MilestoneForm(DeskForm):
    title = forms.CharField(
        label=_("What will be there"), max_length=200, help_text=_("In a few words.")
    )
    due = DateField(label=_("By when"))


class SettleForm(DeskForm):
    """What became of a milestone."""

    what = forms.ChoiceField(
        label=_("What became of it"),
        widget=forms.RadioSelect,
        choices=[
            ("reached", _("It is there")),
            ("moved", _("It will be there on another day")),
            ("dropped", _("It will not come")),
        ],
    )
    on = DateField(
        label=_("Day"),
        required=False,
        help_text=_("On which it was there, or to which it moves. Such as 31-1-2013"),
    )
    words = TextArea(
        label=_("What shows it, or why it moves or will not come"),
        error_messages={"required": _("Say it in a sentence.")},
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        is_bare = not given.get("on") and "on" not in self.errors
        if given.get("what") in ("reached", "moved") and is_bare:
            self.add_error("on", gettext("Give a date."))
        return given


class PhaseForm(DeskForm):
    kind = forms.ChoiceField(label=_("Phase"), choices=list(PHASES.items()))
    on = DateField(label=_("It begins on"))
    gate_on = DateField(label=_("The decision about what comes next is planned on"))


class MoveGateForm(DeskForm):
    """Another day for the decision at a gate."""

    to = DateField(label=_("The decision is planned on"))
    reason = TextArea(label=_("Why it moves"))
    phase = forms.IntegerField(widget=forms.HiddenInput)
    was = forms.DateField(widget=forms.HiddenInput, input_formats=["%Y-%m-%d"])


MANAGER = "~"
"""No key of a body reads like this."""


class GateForm(DeskForm):
    """The decision at the end of a phase."""

    met = forms.TypedMultipleChoiceField(
        label=_("Which of the criteria were met"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("As the charter said them beforehand. Leave open what was not met."),
    )
    outcome = forms.ChoiceField(label=_("What is decided"), widget=forms.RadioSelect)
    reason = Reason()
    changes = TextArea(
        label=_("What has to be otherwise"),
        required=False,
        help_text=_("Only where it goes on with changes."),
    )
    body = forms.ChoiceField(label=_("Decided by"))
    on = DateField(label=_("Decided on"))
    next_gate_on = DateField(
        label=_("The next decision is planned on"),
        required=False,
        help_text=_("Only where a phase follows. Such as 31-1-2013"),
    )
    phase = forms.IntegerField(widget=forms.HiddenInput)
    charter = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: str, criteria: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ask_about(criteria)
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (code, _after(kind, code, str(word))) for code, word in OUTCOMES.items()
        ]
        bodies = [(one.key, title_of(one)) for one in items("body")]
        self.fields["body"].choices = [  # type: ignore[attr-defined]
            (MANAGER, gettext("the programme manager")), *bodies
        ]  # fmt: skip

    def _ask_about(self, criteria: Iterable[str]) -> None:
        self.fields["met"].choices = list(enumerate(criteria))  # type: ignore[attr-defined]

    def overtaken(self, seen: Charter, stands: Charter) -> list[str]:
        """It goes on from the charter that stands now: a criterion that reads as before stays
        ticked. Returns those that were ticked and are none any more."""
        ticked = [seen.criteria[place] for place in self.cleaned_data["met"]]
        self._ask_about(stands.criteria)
        data = self.data.copy()  # type: ignore[attr-defined]
        data["charter"] = str(stands.edition)
        places = [str(place) for place, text in enumerate(stands.criteria) if text in ticked]
        data.setlist("met", places)
        self.data = data
        return [text for text in ticked if text not in stands.criteria]

    def clean_body(self) -> str:
        """Empty for the programme manager, who is no body."""
        said = str(self.cleaned_data["body"])
        return "" if said == MANAGER else said


def _after(kind: str, outcome: str, word: str) -> str:
    """An outcome, with the phase that it leads to."""
    follows = next_kind(kind, outcome)
    if not follows or follows == kind:
        return capfirst(word)
    return gettext("%(outcome)s, to: %(phase)s") % {
        "outcome": capfirst(word), "phase": PHASES[follows],
    }  # fmt: skip


def _link_field() -> forms.CharField:
    return forms.CharField(
        label=_("Where it can be read"),
        required=False,
        max_length=500,
        help_text=_("The address of a page, such as https://example.org. Leave it open if there "
                    "is none."),
        widget=forms.URLInput,
    )  # fmt: skip


class ReportForm(DeskForm):
    """It was reported, for a day of the charter."""

    on = DateField(label=_("Reported on"))
    whom = forms.CharField(
        label=_("Reported to"),
        max_length=200,
        help_text=_("A body, a role or an organisation, no name of a person."),
    )
    said = TextArea(label=_("What was said"), help_text=_("In a few lines: how it stands."))
    link = _link_field()


class CorrectedForm(ReportForm):
    """A new edition of what was noted."""

    based_on = forms.IntegerField(widget=forms.HiddenInput)


class NoReportForm(DeskForm):
    """For a day that passed no report was given."""

    reason = TextArea(label=_("Why no report was given"))


class YieldForm(DeskForm):
    """What came of a promise."""

    outcome = forms.ChoiceField(label=_("What came of the promise"), widget=forms.RadioSelect)
    words = TextArea(
        label=_("In words"),
        help_text=_("What is there now, what shows it, and what is still lacking. Everybody can "
                    "read this."),
    )  # fmt: skip
    on = DateField(label=_("On which day"))
    results = forms.MultipleChoiceField(
        label=_("In which results of the agenda it shows"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Their page shows the figures."),
    )
    link = _link_field()
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, results: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        """`results`: those that the charter named, by key and title; nothing is asked without."""
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (code, capfirst(str(word))) for code, word in YIELDED.items()
        ]
        if named := list(results):
            self.fields["results"].choices = named  # type: ignore[attr-defined]
        else:
            del self.fields["results"]


class RiskForm(DeskForm):
    what = TextArea(label=_("What may go wrong"))
    likelihood = forms.TypedChoiceField(
        label=_("How likely"), coerce=int, choices=list(LIKELIHOODS.items())
    )
    effect = forms.TypedChoiceField(label=_("How bad"), coerce=int, choices=list(EFFECTS.items()))
    measure = TextArea(label=_("What is done against it"))
    owner = forms.CharField(
        label=_("Who sees to it"),
        max_length=200,
        help_text=_("A role or an organisation, no name of a person."),
    )


class LookForm(RiskForm):
    """A risk looked at again, or closed."""

    is_over = forms.BooleanField(label=_("This risk is over"), required=False)
    how = TextArea(
        label=_("How it ended"), required=False, help_text=_("Only where the risk is over.")
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("likelihood", "effect", "measure", "owner", "is_over", "how", "edition")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["what"]
