# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody can fill in: signing up for an event, asking for the newsletter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hcat.web.open_form import OpenForm, mail_field


class SignUpForm(OpenForm):
    what = "sign-up"
    name = forms.CharField(
        label=_("Your name"), max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("Give your name.")},
    )  # fmt: skip
    mail = mail_field()
    organisation = forms.CharField(
        label=_("Your organisation"), max_length=200, required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )  # fmt: skip


class SubscribeForm(OpenForm):
    what = "newsletter"
    mail = mail_field()
