# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an assessor fills in: interests first, then one initiative a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext as _

from hcat.web.desk.register.forms.base import DeskForm, TextArea
from hcat.weighing.api import SCORES, CriteriaSheet, Criterion, Given, Task


class InterestsForm(DeskForm):
    """In which initiatives the assessor has an interest, each with its own reason; none is an
    answer too."""

    def __init__(self, *args: Any, tasks: Sequence[Task], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.tasks = tasks
        for one in tasks:
            number, name = one.entry.number, str(one.entry.title)
            self.fields[f"interest-{number}"] = forms.BooleanField(
                label=name, required=False, initial=one.interest is not None
            )
            self.fields[f"reason-{number}"] = forms.CharField(
                label=_("Which interest do you have in %(name)s?") % {"name": name},
                required=False, max_length=1000, initial=one.interest or "",
                help_text=_("Such as: my employer takes part."),
                widget=forms.TextInput(attrs={"class": "textbox"}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A tick says why. Why without a tick was a tick that was forgotten, unless it stood there
        since before and the tick was taken away."""
        for one in self.tasks:
            name = f"reason-{one.entry.number}"
            ticked = self.cleaned_data.get(f"interest-{one.entry.number}", False)
            reason = self.cleaned_data.get(name, "")
            if ticked and not reason and name not in self.errors:
                self.add_error(name, _("Say it in a few words."))
            elif not ticked and reason not in ("", one.interest):
                self.add_error(name, _("Tick the initiative too, or take these words away."))
        return self.cleaned_data

    @property
    def pairs(self) -> Iterator[tuple[BoundField, BoundField]]:
        for one in self.tasks:
            yield self[f"interest-{one.entry.number}"], self[f"reason-{one.entry.number}"]

    @property
    def conflicts(self) -> dict[int, str]:
        numbers = [one.entry.number for one in self.tasks]
        given = self.cleaned_data
        return {one: given[f"reason-{one}"] for one in numbers if given[f"interest-{one}"]}


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
