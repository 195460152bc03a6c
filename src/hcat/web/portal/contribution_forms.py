# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What companies contribute: the tier of a size, and one year of one company."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hcat.web.desk.register.forms.base import (
    DateField,
    DecimalField,
    DeskForm,
    TextArea,
    WholeNumberField,
)


class TierForm(DeskForm):
    amount = DecimalField(label=_("Euro a year"), min_value=0)
    buys_nl = TextArea(label=_("What it buys, in Dutch"), required=False)
    buys_en = TextArea(label=_("What it buys, in English"), required=False)
    buys_de = TextArea(label=_("What it buys, in German"), required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @property
    def buys(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"buys_{code}"] for code, _name in settings.LANGUAGES}


class ContributionForm(DeskForm):
    year = WholeNumberField(label=_("Year"), min_value=1900, max_value=9999)
    amount = DecimalField(
        label=_("Euro"), min_value=0, required=False,
        help_text=_("Left empty, it is what a company of this size is asked"),
    )  # fmt: skip
    paid_on = DateField(label=_("Paid on"), required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)
