# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file that comes in."""

from __future__ import annotations

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from hcat.exchange.api import LARGEST_MB, TOPICS
from hcat.web import labels
from hcat.web.desk.register.forms.base import BoundedFileField, DeskForm, TableFileField

COMMAND = "hcat exchange import"


class BringForm(DeskForm):
    file = TableFileField(
        label=_("The edited table"),
        help_text=format_lazy(
            _("A CSV or XLSX file of at most {size} MB, exported here and edited."), size=LARGEST_MB
        ),
        largest_mb=LARGEST_MB,
        command=COMMAND,
    )


class IatiForm(DeskForm):
    file = BoundedFileField(
        label=_("The IATI file"),
        help_text=format_lazy(
            _("An XML file of activities of at most {size} MB, of version 2.01, 2.02 or 2.03."),
            size=LARGEST_MB,
        ),
        suffixes=(".xml",),
        strange=_("“%(suffix)s” is not an IATI file: its name ends in .xml."),
        largest_mb=LARGEST_MB,
        command=COMMAND,
    )
    topic = forms.ChoiceField(
        label=_("What are its figures about?"),
        help_text=_("Under this subject the series of another programme will stand."),
        choices=[(name, labels.TOPICS[name]) for name in TOPICS],
        initial="labour_market",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a subject.")},
    )
    older = forms.BooleanField(
        label=_("The file may be older than what stands"),
        help_text=_("Without this tick, figures of an earlier day are refused."),
        required=False,
    )
