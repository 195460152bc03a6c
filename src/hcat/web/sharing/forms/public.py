# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody can fill in. A program that fills in every box gives itself away: one box is
hidden from people, and what comes with it is dropped without a word."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hcat.web.desk.register.forms.base import DeskForm


class OpenForm(DeskForm):
    website = forms.CharField(
        label=_("Leave this box empty"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))


def _mail() -> forms.EmailField:
    return forms.EmailField(
        label=_("Your mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give your mail address."),
            "invalid": _("A mail address looks like name@example.org."),
        },
    )


class SignUpForm(OpenForm):
    name = forms.CharField(
        label=_("Your name"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Give your name.")},
    )  # fmt: skip
    mail = _mail()
    organisation = forms.CharField(
        label=_("Your organisation"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )  # fmt: skip


class SubscribeForm(OpenForm):
    mail = _mail()
