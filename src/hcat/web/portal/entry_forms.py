# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Entering a vacancy by hand, or bringing a spreadsheet of them."""

from __future__ import annotations

import hashlib
from typing import Any, cast

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.foundation.api import HcatError
from hcat.portal.api import LEVELS, Draft, WrongDraft, left_out_of
from hcat.web import labels
from hcat.web.desk.register.forms.base import DateField, DeskForm, TableFileField

LARGEST_MB = 5


class EntryForm(DeskForm):
    """One vacancy; what is wrong with it is told by the operation, each at its field."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=300)
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=gettext_lazy(
            "What somebody does there, and what you ask. A blank line begins a paragraph, a dash "
            "before each line makes a list. Sentences that name a person to contact, or how to "
            "reach one, are left out."
        ),
    )
    place = forms.CharField(
        label=gettext_lazy("Place of work"),
        max_length=100,
        help_text=gettext_lazy("The town"),
    )
    hours = forms.CharField(
        label=gettext_lazy("Hours a week"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("Such as 36, or 32-40"),
    )
    levels = forms.MultipleChoiceField(
        label=gettext_lazy("Level of education"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(code, labels.level(code)) for code in LEVELS],
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the text"),
        required=False,
        choices=[("", gettext_lazy("recognise it")), *settings.LANGUAGES],
    )
    closes = DateField(label=gettext_lazy("Last day to apply"))
    apply_at = forms.CharField(
        label=gettext_lazy("Where to apply"),
        max_length=900,
        help_text=gettext_lazy(
            "A page with https:// in front, or the mail address of a desk such as jobs@example.org"
        ),
    )
    mark = forms.CharField(widget=forms.HiddenInput, required=False)
    without = forms.CharField(widget=forms.HiddenInput, required=False)
    """The digest of the sentences that were shown as left out."""

    @property
    def draft(self) -> Draft:
        given = self.cleaned_data
        names = ("title", "text", "place", "hours", "language", "closes", "apply_at")
        return Draft(levels=tuple(given["levels"]), **{name: given[name] for name in names})

    def tells_what_is_left_out(self) -> bool:
        """Whether all that is not kept of this text was shown; else it is shown now, and the form
        is not done."""
        gone = left_out_of(self.draft)
        digest = hashlib.sha256("\n".join(gone).encode()).hexdigest()[:32] if gone else ""
        if not gone or self.cleaned_data["without"] == digest:
            return True
        self.add_error(
            "text",
            _(
                "By these sentences a person can be reached, so that they are not kept: "
                "“%(sentences)s” Press the button once more to keep the rest, or change the text."
            )
            % {"sentences": " ".join(gone)},
        )
        sent = cast(QueryDict, self.data).copy()
        sent["without"] = digest
        self.data = sent
        return False

    def refuse(self, error: HcatError) -> None:
        if not isinstance(error, WrongDraft):
            super().refuse(error)
            return
        for field, text in error.problems:
            self.add_error(field, text)


class SheetField(TableFileField):
    """Small enough to be read while somebody waits."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        if data is not None and (data.size or 0) > self.largest_mb * 1024 * 1024:
            raise forms.ValidationError(
                _("This file is larger than %(size)d MB: bring it in parts.")
                % {"size": self.largest_mb}
            )
        return super().clean(data, initial)


class SheetForm(DeskForm):
    file = SheetField(
        label=gettext_lazy("Spreadsheet"),
        largest_mb=LARGEST_MB,
        command="",
        help_text=gettext_lazy("CSV or XLSX, with the headings of the file above."),
    )
    is_whole = forms.BooleanField(
        label=gettext_lazy("This is the whole list: what is not in it closes"), required=False
    )


def field_title(name: str) -> str:
    """A field of a draft in words, as it stands on the form."""
    if name == "key":
        return _("Number")
    return str(EntryForm.base_fields[name].label)
