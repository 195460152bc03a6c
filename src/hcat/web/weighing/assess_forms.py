# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an assessor fills in: interests first, then one initiative a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.web.desk.register.forms.base import DeskForm, TextArea
from hcat.weighing.api import SCORES, CriteriaSheet, Criterion, Given, Task


class InterestsForm(DeskForm):
    """In which initiatives the assessor has an interest; none is an answer too."""

    entries = forms.TypedMultipleChoiceField(
        label=gettext_lazy("In which of these do you have an interest?"), required=False,
        widget=forms.CheckboxSelectMultiple, coerce=int,
        help_text=gettext_lazy(
            "You work for an organisation that takes part, you own it, or you gain or lose by it. "
            "You are left out of those. Tick nothing where there is none."
        ),
    )  # fmt: skip
    reason = forms.CharField(
        label=gettext_lazy("Which interest?"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("Needed if you ticked any. Such as: my employer takes part."),
    )

    def __init__(self, *args: Any, tasks: Sequence[Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["entries"].choices = [  # type: ignore[attr-defined]
            (one.entry.number, str(one.entry.title)) for one in tasks
        ]

    @property
    def conflicts(self) -> dict[int, str]:
        return dict.fromkeys(self.cleaned_data["entries"], self.cleaned_data["reason"])


class ScoreForm(DeskForm):
    """A score and a reason for each criterion of one initiative."""

    def __init__(self, *args: Any, sheet: CriteriaSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for one in sheet.criteria:
            self.fields[f"score-{one.key}"] = forms.TypedChoiceField(
                label=str(one.question), widget=forms.RadioSelect, required=False,
                coerce=int, empty_value=None, choices=_choices(one),
            )  # fmt: skip
            self.fields[f"reason-{one.key}"] = TextArea(
                label=_("Why?"), required=False, max_length=2000,
                help_text=_("One sentence. Needed with a 1 or a 5."),
            )  # fmt: skip
            self.fields[f"reason-{one.key}"].widget.attrs.update(
                {"class": "textbox textbox--tall", "rows": 2}
            )

    @property
    def groups(self) -> Iterator[tuple[Criterion, BoundField, BoundField]]:
        for one in self.sheet.criteria:
            yield one, self[f"score-{one.key}"], self[f"reason-{one.key}"]

    @property
    def given(self) -> Mapping[str, Given]:
        told = self.cleaned_data
        return {
            one.key: Given(told.get(f"score-{one.key}"), told.get(f"reason-{one.key}", ""))
            for one in self.sheet.criteria
        }


def _choices(one: Criterion) -> list[tuple[str, str]]:
    return [
        (str(score), f"{score} – {words}") for score, words in zip(SCORES, one.anchors, strict=True)
    ]
