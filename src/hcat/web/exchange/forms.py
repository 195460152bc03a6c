# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file that comes in."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.exchange.api import LARGEST_MB, SUFFIXES, TOPICS
from hcat.web import labels
from hcat.web.desk.register.forms.base import DeskForm

IATI_SUFFIX = ".xml"


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
        return _small(file)


class IatiForm(DeskForm):
    file = forms.FileField(
        label=_("The IATI file"),
        help_text=format_lazy(
            _("An XML file of activities of at most {size} MB, of version 2.01, 2.02 or 2.03."),
            size=LARGEST_MB,
        ),
        error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
        widget=forms.FileInput(attrs={"accept": IATI_SUFFIX}),
    )
    topic = forms.ChoiceField(
        label=_("What are its figures about?"),
        help_text=_("Under this subject the series of another programme will stand."),
        choices=[(name, labels.TOPICS[name]) for name in TOPICS],
        initial="labour_market",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a subject.")},
    )

    def clean_file(self) -> Any:
        file: UploadedFile[Any] = self.cleaned_data["file"]
        suffix = PurePath(file.name or "").suffix.lower()
        if suffix != IATI_SUFFIX:
            raise forms.ValidationError(
                gettext("“%(suffix)s” is not an IATI file: its name ends in .xml.")
                % {"suffix": suffix or file.name}
            )
        return _small(file)


def _small(file: UploadedFile[Any]) -> UploadedFile[Any]:
    if (file.size or 0) > LARGEST_MB * 1024 * 1024:
        raise forms.ValidationError(
            gettext(
                "This file is larger than %(size)d MB: import it in parts, or on the machine "
                "itself with hcat exchange import."
            )
            % {"size": LARGEST_MB}
        )
    return file
