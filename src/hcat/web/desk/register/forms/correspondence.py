# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Deciding what became of a mail; ending a personal link."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from .base import DeskForm, Reason


class SettleForm(DeskForm):
    became = forms.ChoiceField(
        label=_("What became of it?"),
        choices=[
            ("left", _("It arrived: mark it as sent")),
            ("again", _("It did not arrive: send it again")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of the two.")},
    )
    reason = Reason(label=_("How did you find out?"), help_text="", max_length=300)


class CancelForm(DeskForm):
    reason = Reason(max_length=300)


class RevokeForm(DeskForm):
    reason = Reason(max_length=200)
