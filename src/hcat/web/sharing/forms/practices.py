# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a best practice and a success."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.agenda.api import Level, items, the_agenda
from hcat.evidence.api import standing
from hcat.foundation.api import today
from hcat.sharing.api import (
    Practice,
    PracticeFacts,
    PracticeText,
    Success,
    SuccessFacts,
    SuccessText,
)
from hcat.surveys.api import PULL_FACTORS
from hcat.web import labels
from hcat.web.desk.register.forms.base import (
    DateField,
    DecimalField,
    DeskForm,
    Reason,
    WholeNumberField,
)

from .base import EditionForm, text_box, titles

GROUPS = {"ways": "way", "points": "point", "levels": "level", "results": "result",
          "factors": "factor"}  # fmt: skip


def _amount(label: Any, help_text: Any = "") -> WholeNumberField:
    return WholeNumberField(
        label=label, help_text=help_text, required=False, min_value=0, max_value=2_000_000_000,
        error_messages={"invalid": gettext_lazy("This is not a whole number, such as 40.")},
    )  # fmt: skip


def _several(label: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, required=False, widget=forms.CheckboxSelectMultiple
    )


class PracticeForm(EditionForm):
    title = forms.CharField(label=gettext_lazy("What is it called?"), max_length=200)
    what = text_box(gettext_lazy("What was done?"), rows=6)
    for_whom = text_box(gettext_lazy("For whom?"), rows=2)
    took = text_box(
        gettext_lazy("What did it take?"), required=False,
        help_text=gettext_lazy("In words: who did what, and what had to be there first."),
    )  # fmt: skip
    hours = _amount(gettext_lazy("Hours of people"), gettext_lazy("Leave it empty if unknown."))
    euros = _amount(gettext_lazy("Euros"))
    months = _amount(gettext_lazy("Months until it yielded something"))
    yielded = text_box(gettext_lazy("What did it yield?"), required=False)
    yield_value = DecimalField(
        label=gettext_lazy("A figure of what it yielded"), required=False,
        help_text=gettext_lazy("Only with its source; without one, leave it empty."),
    )  # fmt: skip
    yield_unit = forms.CharField(
        label=gettext_lazy("Of what?"), max_length=80, required=False,
        help_text=gettext_lazy("Such as: internships in 2024"),
    )  # fmt: skip
    yield_source = forms.CharField(
        label=gettext_lazy("Who says so?"), max_length=300, required=False
    )
    lessons = text_box(
        gettext_lazy("What did not work?"), required=False,
        help_text=gettext_lazy("What would they do otherwise? Readers learn most from this."),
    )  # fmt: skip
    organisation = forms.CharField(
        label=gettext_lazy("Whose practice is it?"), max_length=200, required=False,
        help_text=gettext_lazy("An organisation, not a person."),
    )  # fmt: skip
    ways = _several(gettext_lazy("Ways of the menu"))
    points = _several(gettext_lazy("Agenda points"))
    levels = _several(gettext_lazy("Levels of education"))
    results = _several(gettext_lazy("Results"))
    factors = _several(gettext_lazy("What draws people"))
    initiatives = forms.CharField(
        label=gettext_lazy("Numbers of initiatives"), required=False, max_length=200,
        help_text=gettext_lazy("With commas between them, such as: 27, 31"),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("ways", "points", "results"):
            self.fields[name].choices = titles(GROUPS[name])  # type: ignore[attr-defined]
        self.fields["factors"].choices = [  # type: ignore[attr-defined]
            (name, str(title)) for name, title in PULL_FACTORS.items()
        ]
        agenda = the_agenda()
        known = agenda.sheet.levels if agenda else list(Level)
        self.fields["levels"].choices = [  # type: ignore[attr-defined]
            (one.value, labels.level(one)) for one in known
        ]

    def clean_initiatives(self) -> list[str]:
        typed = self.cleaned_data["initiatives"].replace(";", ",").split(",")
        known = {str(one.sheet.number): one.key for one in items("initiative")}
        asked = [one.strip() for one in typed if one.strip()]
        for one in asked:
            if one not in known:
                raise forms.ValidationError(
                    _("There is no initiative with number %(number)s.") % {"number": one}
                )
        return [known[one] for one in asked]

    @property
    def text(self) -> PracticeText:
        return self.made(PracticeText)

    @property
    def facts(self) -> PracticeFacts:
        given = self.cleaned_data
        topics = [(kind, key) for name, kind in GROUPS.items() for key in given[name]]
        topics += [("initiative", key) for key in given["initiatives"]]
        return self.made(PracticeFacts, topics=tuple(topics))

    @staticmethod
    def as_it_is(found: Practice) -> dict[str, Any]:
        """What is the same in every language, as the form shows it."""
        names = ("hours", "euros", "months", "yield_value", "yield_unit", "yield_source",
                 "organisation", "edition")  # fmt: skip
        topics = [(one.kind, one.key) for one in found.topics.all()]
        numbers = {one.key: str(one.sheet.number) for one in items("initiative")}
        return {
            **{name: getattr(found, name) for name in names},
            **{
                name: [key for kind_, key in topics if kind_ == kind]
                for name, kind in GROUPS.items()
            },
            "initiatives": ", ".join(
                numbers[key] for kind, key in topics if kind == "initiative" and key in numbers
            ),
        }


class RetireForm(DeskForm):
    reason = Reason(label=gettext_lazy("Why should nobody do it like this any more?"))


class ContactForm(DeskForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    mail = forms.EmailField(label=gettext_lazy("Mail address"))
    language = forms.ChoiceField(
        label=gettext_lazy("In which language do we write?"),
        choices=(("nl", "Nederlands"), ("en", "English"), ("de", "Deutsch")),
    )


class SuccessForm(EditionForm):
    title = forms.CharField(label=gettext_lazy("What went well?"), max_length=200)
    story = text_box(gettext_lazy("Tell it in a few sentences"), rows=6)
    on = DateField(label=gettext_lazy("When was it?"), initial=today)
    result = forms.ChoiceField(label=gettext_lazy("Of which result?"), required=False)
    initiative = forms.ChoiceField(label=gettext_lazy("Of which initiative?"), required=False)
    figure = forms.TypedChoiceField(
        label=gettext_lazy("Which figure shows it?"), required=False, coerce=int, empty_value=None,
        help_text=gettext_lazy("Figures come from the results; none is typed here."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        none = [("", "–")]
        chosen: dict[str, Any] = {
            "result": titles("result"),
            "initiative": titles("initiative"),
            "figure": [
                (one.latest.id, f"{result.item.sheet.title}: {one.latest.sentence()}")
                for result in standing()
                for one in result.in_force
                if one.latest is not None
            ],
        }
        kept = self.initial.get("figure")
        if kept and kept not in dict(chosen["figure"]):
            chosen["figure"].append((kept, _("the figure that stands with it now")))
        for name, choices in chosen.items():
            self.fields[name].choices = none + choices  # type: ignore[attr-defined]

    @property
    def text(self) -> SuccessText:
        return self.made(SuccessText)

    @property
    def facts(self) -> SuccessFacts:
        return self.made(SuccessFacts)

    @staticmethod
    def as_it_is(found: Success) -> dict[str, Any]:
        names = ("on", "result", "initiative", "edition")
        return {name: getattr(found, name) for name in names} | {"figure": found.figure_id}
