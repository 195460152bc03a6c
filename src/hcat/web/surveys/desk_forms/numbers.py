# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A number that may have decimals, as people type it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hcat.surveys.api import parse_number, write_number


class NumberField(forms.Field):
    """Read and shown in the language of the page, thousands grouped: that of Django takes a Dutch
    1.000 for one."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.TextInput(
                attrs={"inputmode": "decimal", "class": "textbox textbox--date"}
            ),
            error_messages={"invalid": _("This is not a number, such as 1250 or 12,5.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> float | None:
        text = "" if value is None else str(value).strip()
        if not text:
            return None
        number = parse_number(text, get_language() or "nl")
        if number is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return number

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int | float):
            return write_number(value, get_language() or "nl")
        return value
