# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of a newsletter, and its order."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hcat.sharing.api import IssueLink, IssueText, ItemText
from hcat.web.desk.register.forms.base import DeskForm, WholeNumberField

from .addresses import PageOfOurs
from .base import EditionForm, text_box


class IssueForm(EditionForm):
    title = forms.CharField(label=_("Subject of the mail"), max_length=200)
    opening = text_box(_("Opening, in your own words"), required=False, rows=6)

    @property
    def text(self) -> IssueText:
        return self.made(IssueText)


class ItemForm(EditionForm):
    title = forms.CharField(label=_("Heading"), max_length=200)
    text = text_box(_("Text"), required=False)

    @property
    def words(self) -> ItemText:
        return self.made(ItemText)


class OwnItemForm(ItemForm):
    path = PageOfOurs(
        label=_("To which page of this site does it lead?"), max_length=300,
        help_text=_(
            "Copy it from the browser, or give the part after the name of the site, such as "
            "/results."
        ),
    )  # fmt: skip


class ArrangeForm(EditionForm):
    """For each item its place, and whether it is left out."""

    def __init__(self, *args: Any, links: list[IssueLink], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.links = links
        for one in links:
            self.fields[f"place_{one.number}"] = WholeNumberField(
                label=f"{_('Place')}: {one.title}", min_value=1, max_value=999, initial=one.place
            )
            self.fields[f"out_{one.number}"] = forms.BooleanField(
                label=f"{_('Leave out')}: {one.title}", required=False, initial=one.is_left_out
            )

    @property
    def rows(self) -> list[tuple[IssueLink, Any, Any]]:
        return [(one, self[f"place_{one.number}"], self[f"out_{one.number}"]) for one in self.links]

    @property
    def places(self) -> dict[int, int]:
        return {one.number: self.cleaned_data[f"place_{one.number}"] for one in self.links}

    @property
    def left_out(self) -> list[int]:
        return [one.number for one in self.links if self.cleaned_data[f"out_{one.number}"]]


class SendForm(DeskForm):
    read = forms.BooleanField(
        label=_("I have read the issue in every language in which it goes out."),
        error_messages={"required": _("Tick this to go on.")},
    )
