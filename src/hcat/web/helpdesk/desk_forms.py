# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of who answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.helpdesk.api import Kind, handlers, topics
from hcat.web.desk.register.forms.base import DeskForm, Reason, TextArea


class PlainForm(DeskForm):
    """A confirmation and nothing else."""


class WithEdition(DeskForm):
    """A form about something that two people may change at once."""

    edition = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def based_on(self, edition: int) -> None:
        """What stands now was shown: saving once more puts this in its place."""
        given: Any = self.data
        self.data = given.copy()
        self.data["edition"] = str(edition)  # type: ignore[index]

    def clean_edition(self) -> int:
        return self.cleaned_data.get("edition") or 0


class AnswerForm(WithEdition):
    began_with = forms.IntegerField(widget=forms.HiddenInput, required=False)
    text = forms.CharField(
        label=gettext_lazy("Your answer"), widget=forms.Textarea(attrs={"rows": 10}),
        max_length=10_000, error_messages={"required": gettext_lazy("Write an answer.")},
    )  # fmt: skip

    def clean_began_with(self) -> int:
        return self.cleaned_data.get("began_with") or 0


class NoteForm(DeskForm):
    text = TextArea(
        label=gettext_lazy("Note"), max_length=10_000,
        help_text=gettext_lazy("Only for who answer here. The asker never sees it."),
        error_messages={"required": gettext_lazy("Write a note.")},
    )  # fmt: skip


class HandOverForm(DeskForm):
    to = forms.ChoiceField(
        label=gettext_lazy("To whom?"),
        error_messages={"required": gettext_lazy("Choose somebody.")},
    )
    note = TextArea(
        label=gettext_lazy("Note"), max_length=2000,
        help_text=gettext_lazy("What you know, and what you expect. The asker never sees it."),
        error_messages={"required": gettext_lazy("Say in a sentence why it goes to them.")},
    )  # fmt: skip

    def __init__(self, *args: Any, besides: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((one.key, one.name) for one in handlers() if one.pk != besides),
        ]


class CloseForm(DeskForm):
    reason = Reason(
        required=False, max_length=1000,
        help_text=gettext_lazy("Needed where the question was never answered."),
    )  # fmt: skip


class RouteForm(WithEdition):
    topic = forms.ChoiceField(label=gettext_lazy("What is it about?"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Who asks?"), choices=Kind.choices)
    title = forms.CharField(label=gettext_lazy("In a few words"), max_length=150)
    is_idea = forms.BooleanField(
        label=gettext_lazy("It is an idea for an initiative"), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = [  # type: ignore[attr-defined]
            ("", _("no topic yet")), *((one.key, str(one)) for one in topics()),
        ]  # fmt: skip
