# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of who asks."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hcat.evidence.api import ACCEPT, LARGEST_MB
from hcat.evidence.api import let_in as kinds_of_file
from hcat.foundation.api import HcatError
from hcat.helpdesk.api import Kind, Question, SentFile, check_files, topics
from hcat.web.desk.register.forms.base import DeskForm

NO_TOPIC = "other"
"""In the address: somebody who leaves the choice to us."""


class SentFileField(forms.FileField):
    """A file, recognised by its content; cleaned to what the counter takes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.FileInput(attrs={"accept": ACCEPT}),
            error_messages={"empty": gettext_lazy("This file is empty.")},
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> SentFile | None:
        given = super().clean(data, initial)
        if not given:
            return None
        if (given.size or 0) > LARGEST_MB * 1024 * 1024:
            raise forms.ValidationError(
                _("This file is larger than %(most)d MB.") % {"most": LARGEST_MB}
            )
        sent = SentFile(given.name or "", given.read())
        try:
            check_files([sent])
        except HcatError as error:
            raise forms.ValidationError(str(error)) from error
        return sent


class WithFile(DeskForm):
    """A text and, where it is needed, a file."""

    text = forms.CharField(
        widget=forms.Textarea(attrs={"rows": 8}), max_length=10_000,
        error_messages={"required": gettext_lazy("Write your question.")},
    )  # fmt: skip
    file = SentFileField(label=gettext_lazy("File"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = _("%(kinds)s, at most %(most)d MB.") % {
            "kinds": kinds_of_file(), "most": LARGEST_MB,
        }  # fmt: skip

    @property
    def files_sent(self) -> tuple[SentFile, ...]:
        given = self.cleaned_data.get("file")
        return (given,) if given else ()


class AskForm(WithFile):
    kind = forms.ChoiceField(
        label=gettext_lazy("Who are you?"), widget=forms.RadioSelect, choices=Kind.choices,
        error_messages={"required": gettext_lazy("Choose what fits you best.")},
    )  # fmt: skip
    what = forms.ChoiceField(
        label=gettext_lazy("What do you bring?"), widget=forms.RadioSelect,
        choices=(
            ("question", pgettext_lazy("at the counter", "A question")),
            ("idea", pgettext_lazy("at the counter", "An idea for an initiative")),
        ),
        initial="question",
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )  # fmt: skip
    topic = forms.ChoiceField(label=gettext_lazy("What is it about?"), required=False)
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": gettext_lazy("Give your name.")},
    )  # fmt: skip
    mail = forms.EmailField(
        label=gettext_lazy("Your mail address"),
        help_text=gettext_lazy("The answer goes there."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Give your mail address."),
            "invalid": gettext_lazy("A mail address looks like name@example.org."),
        },
    )
    organisation = forms.CharField(
        label=gettext_lazy("Your organisation"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )  # fmt: skip
    agreed = forms.BooleanField(
        label=gettext_lazy(
            "You may keep my name, address and question to answer me, until two years after the "
            "question is closed. I can take them back at any time."
        ),
        error_messages={"required": gettext_lazy("Without this we cannot answer you.")},
    )
    stamp = forms.CharField(widget=forms.HiddenInput, required=False)
    call = forms.SlugField(widget=forms.HiddenInput, required=False, max_length=80)
    website = forms.CharField(required=False, max_length=500)
    """A trap: people do not see this field, machines fill it in."""

    field_order = ("kind", "what", "topic", "text", "file", "name", "mail", "organisation",
                   "agreed", "stamp", "call")  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Your question or idea")
        self.fields["topic"].choices = [  # type: ignore[attr-defined]
            ("", _("I do not know: choose for me")),
            *((one.key, str(one)) for one in topics(open_only=True)),
        ]

    @property
    def seen(self) -> list[forms.BoundField]:
        """All but the trap, which stands apart."""
        return [bound for bound in self if bound.name != "website"]

    @property
    def problems(self) -> list[tuple[str, str]]:
        return [one for one in super().problems if "website" not in one[0]]


class AddForm(WithFile):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("What do you want to add?")


class LinkForm(DeskForm):
    number = forms.CharField(
        label=gettext_lazy("The number of your question"), max_length=12,
        help_text=gettext_lazy("Such as 2026-0012: it stands in every mail about it."),
        error_messages={"required": gettext_lazy("Give the number.")},
    )  # fmt: skip
    mail = forms.EmailField(
        label=gettext_lazy("The mail address with which you asked"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": gettext_lazy("Give your mail address."),
            "invalid": gettext_lazy("A mail address looks like name@example.org."),
        },
    )


class HelpedForm(DeskForm):
    helped = forms.ChoiceField(
        label=gettext_lazy("Did the answer help you?"), widget=forms.RadioSelect,
        choices=Question.Helped.choices,
        error_messages={"required": gettext_lazy("Choose one of the answers.")},
    )  # fmt: skip


class WithdrawForm(DeskForm):
    sure = forms.BooleanField(
        label=gettext_lazy("Take my question back and erase it. I know that this is for good."),
        error_messages={"required": gettext_lazy("Tick this to go on.")},
    )
