# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a text about the region."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hcat.portal.api import Subject
from hcat.web.desk.register.forms.base import DeskForm, TextArea

CODES = ("en", "nl", "de")


class RegionTextForm(DeskForm):
    title_en = forms.CharField(label=_("Title, in English"), required=False, max_length=100)
    body_en = TextArea(label=_("Text, in English"), required=False)
    title_nl = forms.CharField(label=_("Title, in Dutch"), required=False, max_length=100)
    body_nl = TextArea(label=_("Text, in Dutch"), required=False)
    title_de = forms.CharField(label=_("Title, in German"), required=False, max_length=100)
    body_de = TextArea(label=_("Text, in German"), required=False)
    links = TextArea(
        label=_("Links"),
        required=False,
        help_text=_("One on a line: a title, a bar and the address, such as IND | https://ind.nl"),
    )
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        given = self.cleaned_data
        return {
            code: {"title": given[f"title_{code}"], "body": given[f"body_{code}"]} for code in CODES
        }

    @property
    def pairs(self) -> list[tuple[str, str]]:
        lines = [line for line in self.cleaned_data["links"].splitlines() if line.strip()]
        parts = [line.rpartition("|") for line in lines]
        return [(title.strip(), address.strip()) for title, _bar, address in parts]


def as_it_stands(one: Subject) -> dict[str, Any]:
    """How the form begins."""
    return {
        **{f"title_{code}": said["title"] for code, said in one.texts.items()},
        **{f"body_{code}": said["body"] for code, said in one.texts.items()},
        "links": "\n".join(f"{title} | {address}" for title, address in one.links),
        "edition": one.edition,
    }
