# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Naming somebody whom one may meet, and asking them something."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hcat.portal.api import SPOKEN, HostDraft
from hcat.web.desk.register.forms.base import DeskForm, TextArea
from hcat.web.open_form import OpenForm, mail_field

from .words import LANGUAGES


class HostForm(DeskForm):
    name = forms.CharField(label=_("Name, as it is shown"), max_length=120)
    mail = forms.EmailField(
        label=_("Mail address at the company"),
        help_text=_("It is never shown. A mail asks this person whether they want to be shown."),
        error_messages={
            "required": _("Give a mail address."),
            "invalid": _("A mail address looks like name@example.org."),
        },
    )
    function = forms.CharField(
        label=_("Function"), max_length=120, help_text=_("Such as: mechatronics engineer")
    )
    may_ask = forms.CharField(
        label=_("What one may ask"), max_length=300,
        help_text=_("Such as: how it is to move here, or how a working day goes"),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language in which this is written, and of the mail"),
        choices=settings.LANGUAGES,
        initial="nl",
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages in which one may ask"),
        required=False,
        widget=forms.CheckboxSelectMultiple(),
        choices=[(code, LANGUAGES[code]) for code in SPOKEN],
    )

    @property
    def draft(self) -> HostDraft:
        given = self.cleaned_data
        return HostDraft(**{**given, "languages": tuple(given["languages"])})


class AskHostForm(OpenForm):
    what = "host-question"
    name = forms.CharField(
        label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    mail = mail_field()
    text = TextArea(label=_("Your question"), max_length=2000)

    @property
    def seen(self) -> list[forms.BoundField]:
        """All but the trap, which stands apart."""
        return [bound for bound in self if bound.name != "website"]
