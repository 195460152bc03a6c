# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms about lists of employers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hcat.surveys.api import ListFacts, RankingList
from hcat.web.desk.register.forms.base import (
    DateField,
    DeskForm,
    OrganisationField,
    WholeNumberField,
)


def _number(label: Any, *, required: bool = True, help_text: Any = "") -> WholeNumberField:
    return WholeNumberField(
        label=label, required=required, min_value=1, max_value=1_000_000, help_text=help_text,
    )  # fmt: skip


class RankingForm(DeskForm):
    name = forms.CharField(label=_("Name of the list, without the year"), max_length=200)
    year = WholeNumberField(
        label=_("Year"), min_value=1990, max_value=2100,
    )  # fmt: skip
    publisher = forms.CharField(label=_("Who publishes it"), max_length=200)
    published_on = DateField(label=_("Published on"))
    address = forms.CharField(
        label=_("Where everybody can read it"), max_length=500, required=False,
        help_text=_("Such as https://example.org"),
    )  # fmt: skip
    length = _number(_("How many places it has"), required=False,
                     help_text=_("Leave it empty if unknown."))  # fmt: skip

    @property
    def facts(self) -> ListFacts:
        return ListFacts(**self.cleaned_data)

    @staticmethod
    def as_it_is(found: RankingList) -> dict[str, Any]:
        names = ("name", "year", "publisher", "published_on", "address", "length")
        return {name: getattr(found, name) for name in names}


class PlaceForm(DeskForm):
    organisation = OrganisationField(label=_("Company"))
    first = _number(_("Place"))
    last = _number(_("Last place of the range"), required=False,
                   help_text=_("Only where the list gives places such as 51–100."))  # fmt: skip

    @property
    def place(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "organisation": given["organisation"].key, "first": given["first"],
            "last": given["last"],
        }  # fmt: skip
