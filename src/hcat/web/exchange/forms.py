# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file that comes back."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.exchange.api import LARGEST_MB, SUFFIXES
from hcat.web.desk.register.forms.base import DeskForm


class BringForm(DeskForm):
    file = forms.FileField(
        label=_("The edited table"),
        help_text=format_lazy(
            _("A CSV or XLSX file of at most {size} MB, exported here and edited."), size=LARGEST_MB
        ),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
        widget=forms.FileInput(attrs={"accept": ",".join(SUFFIXES)}),
    )

    def clean_file(self) -> Any:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        suffix = PurePath(file.name or "").suffix.lower()
        if suffix not in SUFFIXES:
            raise forms.ValidationError(
                gettext(
                    "“%(suffix)s” is not a kind of file that can be read: save it as CSV or XLSX."
                )
                % {"suffix": suffix or file.name}
            )
        if (file.size or 0) > LARGEST_MB * 1024 * 1024:
            raise forms.ValidationError(
                gettext(
                    "This file is larger than %(size)d MB: import it in parts, or on the machine "
                    "itself with hcat exchange import."
                )
                % {"size": LARGEST_MB}
            )
        return file
