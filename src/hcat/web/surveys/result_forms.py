# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms at the desk that belong to results."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hcat.surveys.api import PULL_FACTORS, Adviser, AdviserFacts
from hcat.web.desk.register.forms.base import DateField, DeskForm


class AdviserForm(DeskForm):
    name = forms.CharField(label=_("Name of who advises"), max_length=200)
    organisation = forms.CharField(label=_("Organisation"), max_length=200)
    about_nl = forms.CharField(
        label=_("What can companies ask? (in Dutch)"), max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    about_en = forms.CharField(
        label=_("The same in English"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    about_de = forms.CharField(
        label=_("The same in German"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip
    factors = forms.MultipleChoiceField(
        label=_("On what is advised?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Choose nothing for an adviser on everything."),
    )  # fmt: skip
    web = forms.CharField(
        label=_("Address of a page"), required=False, max_length=500,
        help_text=_("Such as https://example.org"),
    )  # fmt: skip
    mail = forms.CharField(label=_("Mail of the organisation"), required=False, max_length=254)
    since = DateField(label=_("Named from"))
    until = DateField(label=_("Last day on which it is named"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["factors"].choices = [  # type: ignore[attr-defined]
            (name, str(title)) for name, title in PULL_FACTORS.items()
        ]

    @property
    def facts(self) -> AdviserFacts:
        given = self.cleaned_data
        return AdviserFacts(
            name=given["name"],
            organisation=given["organisation"],
            about={code: given[f"about_{code}"] for code, _name in settings.LANGUAGES},
            factors=tuple(given["factors"]),
            web=given["web"],
            mail=given["mail"],
            since=given["since"],
            until=given["until"],
        )

    @staticmethod
    def as_it_is(found: Adviser) -> dict[str, Any]:
        names = ("name", "organisation", "factors", "web", "mail", "since", "until")
        return {
            **{name: getattr(found, name) for name in names},
            **{f"about_{code}": said for code, said in found.about.items()},
        }
