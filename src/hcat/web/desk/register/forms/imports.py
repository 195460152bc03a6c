# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file to import, and the answers about rows that may be known already."""

from __future__ import annotations

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import today
from hcat.web.desk.register import words
from hcat.web.desk.register.uploads import LARGEST_MB

from .base import DateField, DeskForm, TableFileField


class UploadForm(DeskForm):
    file = TableFileField(
        label=_("File"),
        help_text=format_lazy(
            _("A CSV or XLSX file of at most {size} MB; the first row holds the headings."),
            size=LARGEST_MB,
        ),
        largest_mb=LARGEST_MB,
        command="hcat organisations import",
    )
    kind = forms.ChoiceField(
        label=_("What are these organisations?"),
        choices=words.choices(words.KINDS_PLURAL, empty=_("the file says so, in a column “kind”")),
        required=False,
    )
    valid_from = DateField(label=_("What the file says holds from"), initial=today)
