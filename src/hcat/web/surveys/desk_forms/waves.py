# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Preparing a wave, and what is noted while it is in the field."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import today
from hcat.surveys.api import Claim, DrawPlan, Outcome, Question, Wave
from hcat.web.desk.register.forms.base import (
    DateField,
    DeskForm,
    Reason,
    TableFileField,
    WholeNumberField,
)
from hcat.web.surveys.desk_words import OUTCOMES, stratum, wording

from .numbers import NumberField
from .surveys import WaveKeyField


class DaysForm(DeskForm):
    """The days of a wave; its name where it is new."""

    key = WaveKeyField(help_text=_("It stands in addresses, such as 2026 or 2026-autumn."))
    reference_day = DateField(
        label=_("Reference day"),
        help_text=_("Who belongs to the population on this day; the figures are of this day."),
    )
    opens_on = DateField(label=_("First day"), help_text=_("Invitations leave from this day on."))
    closes_on = DateField(label=_("Last day"), help_text=_("Answers come in until its end."))
    reminders = forms.CharField(
        label=_("After how many days are who did not answer reminded?"), required=False,
        help_text=_("At most two, such as 7, 14. Empty is: nobody is reminded."), max_length=40,
    )  # fmt: skip

    def __init__(self, *args: Any, is_new: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["key"]

    def clean_reminders(self) -> list[int]:
        parts = self.cleaned_data["reminders"].replace(";", ",").split(",")
        try:
            return [int(one) for one in parts if one.strip()]
        except ValueError as error:
            raise forms.ValidationError(_("Give whole numbers, such as 7, 14.")) from error

    @staticmethod
    def to_begin_with() -> dict[str, Any]:
        first = today() + timedelta(days=14)
        return {
            "key": str(today().year), "reference_day": today(), "opens_on": first,
            "closes_on": first + timedelta(days=28), "reminders": "7, 14",
        }  # fmt: skip

    @staticmethod
    def as_it_is(wave: Wave) -> dict[str, Any]:
        names = ("reference_day", "opens_on", "closes_on")
        return {
            **{name: getattr(wave, name) for name in names},
            "reminders": ", ".join(map(str, wave.reminders)),
        }


class ListForm(DeskForm):
    file = TableFileField(label=_("File"), largest_mb=10)


class DrawForm(DeskForm):
    """Everybody, or so many of each group; of the largest everybody."""

    how = forms.ChoiceField(
        label=_("Who is asked?"), widget=forms.RadioSelect,
        choices=[("census", _("Everybody")), ("sample", _("A number, shared out over the groups"))],
    )  # fmt: skip
    total = WholeNumberField(
        label=_("How many altogether?"), min_value=1, required=False,
    )  # fmt: skip
    all_of = forms.MultipleChoiceField(
        label=_("Of which groups everybody?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Usually the largest: each of them stands for itself."),
    )  # fmt: skip
    by_section = forms.BooleanField(
        label=_("Also within each section of economic activity"), required=False
    )

    def __init__(self, *args: Any, groups: list[str], is_of_companies: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["all_of"].choices = [(one, stratum(one)) for one in groups]  # type: ignore[attr-defined]
        if not is_of_companies:
            del self.fields["by_section"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("how") == "sample" and not given.get("total") and "total" not in self.errors:
            self.add_error("total", _("Say how many are asked."))
        return given

    @staticmethod
    def as_it_was(wave: Wave) -> dict[str, Any]:
        """As this wave was drawn before, so that drawing anew is no census by mistake."""
        drawn = wave.draw
        if drawn.get("kind") != "stratified":
            return {"how": "census", "by_section": drawn.get("by_section", False)}
        return {
            "how": "sample", "total": sum(drawn.get("sizes", {}).values()),
            "all_of": drawn.get("all_of", []), "by_section": drawn.get("by_section", False),
        }  # fmt: skip

    @property
    def plan(self) -> DrawPlan:
        given = self.cleaned_data
        by_section = given.get("by_section", False)
        if given["how"] == "census":
            return DrawPlan(by_section=by_section)
        return DrawPlan(total=given["total"], all_of=given["all_of"], by_section=by_section)


class ClaimForm(DeskForm):
    """One claim: which question, what of it, and how much."""

    what = forms.ChoiceField(label=_("Of which question?"))
    kind = forms.ChoiceField(
        label=_("What is to be proven?"), widget=forms.RadioSelect,
        choices=[
            (Claim.Kind.SHARE_AT_LEAST, _("At least this share")),
            (Claim.Kind.MEAN_AT_LEAST, _("A mean of at least this")),
            (Claim.Kind.BETTER, _("Significantly higher than in an earlier wave")),
            (Claim.Kind.RISING, _("Significantly rising in each wave since an earlier one")),
        ],
    )  # fmt: skip
    bound = NumberField(
        label=_("How much?"), required=False,
        help_text=_("A share in percent, such as 50; a mean in the unit of the question."),
    )  # fmt: skip
    since = forms.ChoiceField(label=_("Than, or since, which wave?"), required=False)

    def __init__(
        self, *args: Any, questions: list[Question], waves: list[Wave], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        spoken, found = wording(), []
        for one in questions:
            label = spoken.say(one.labels)
            if one.kind.has_choices:
                found += [
                    (f"{one.concept}/{choice.name}", f"{label}: {spoken.say(choice.labels)}")
                    for choice in one.choices
                ]
            else:
                found.append((f"{one.concept}/", label))
        self.fields["what"].choices = found  # type: ignore[attr-defined]
        self.fields["since"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((str(one.pk), one.key) for one in waves),
        ]
        if not waves:
            del self.fields["since"]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        kind, bound = given.get("kind"), given.get("bound")
        if kind in (Claim.Kind.BETTER, Claim.Kind.RISING):
            if not given.get("since"):
                at = "since" if "since" in self.fields else "kind"
                self.add_error(at, _("There has to be an earlier wave that was closed: choose it."))
        elif bound is None and "bound" not in self.errors:
            self.add_error("bound", _("Say how much."))
        elif kind == Claim.Kind.SHARE_AT_LEAST and bound is not None and not 0 <= bound <= 100:
            self.add_error("bound", _("A share lies between 0 and 100 percent."))
        return given

    @property
    def claim(self) -> dict[str, Any]:
        given = self.cleaned_data
        concept, _slash, choice = given["what"].partition("/")
        found = {"concept": concept, "choice": choice, "kind": given["kind"]}
        if given["kind"] in (Claim.Kind.BETTER, Claim.Kind.RISING):
            return {**found, "since_id": int(given["since"])}
        is_share = given["kind"] == Claim.Kind.SHARE_AT_LEAST
        return {**found, "bound": given["bound"] / 100 if is_share else given["bound"]}


class BreakForm(DeskForm):
    concept = forms.ChoiceField(label=_("Of which question?"))
    reason = Reason(label=_("What changed, as readers see it?"), max_length=500)

    def __init__(self, *args: Any, questions: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        spoken = wording()
        self.fields["concept"].choices = [  # type: ignore[attr-defined]
            (one.concept, spoken.say(one.labels)) for one in questions
        ]


class EndForm(DeskForm):
    """Why a wave is called off or closed."""

    reason = Reason(max_length=500)


class ExtendForm(DeskForm):
    closes_on = DateField(label=_("New last day"))
    reason = Reason(max_length=500)


HEARD = [
    (one, OUTCOMES[one])
    for one in (
        Outcome.REFUSED, Outcome.OUT_OF_SCOPE, Outcome.NO_ADDRESS, Outcome.BOUNCED, Outcome.WAITING,
    )
]  # fmt: skip


class OutcomeForm(DeskForm):
    outcome = forms.ChoiceField(
        label=_("What did you hear?"), widget=forms.RadioSelect, choices=HEARD
    )
    note = forms.CharField(
        label=_("Note"), max_length=300,
        help_text=_("What was said, in a sentence. Name nobody."),
    )  # fmt: skip

    def __init__(self, *args: Any, is_closed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_closed:  # nobody is asked again then
            self.fields["outcome"].choices = [  # type: ignore[attr-defined]
                one for one in HEARD if one[0] != Outcome.WAITING
            ]


class ContactForm(DeskForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    mail = forms.EmailField(label=_("Mail address"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class ReleaseForm(DeskForm):
    sure = forms.BooleanField(label=_("I know that the figures stay as they are from then on"))
    uncoded = forms.BooleanField(
        label=_("Release without the open answers that were not coded"), required=False
    )

    def __init__(self, *args: Any, has_uncoded: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_uncoded:
            del self.fields["uncoded"]
