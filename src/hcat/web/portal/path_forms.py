# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling a step in a career, and stating where people of a company come from and go to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import HcatError, too_many
from hcat.parties.api import find_organisation
from hcat.portal.api import all_work, names_of_concepts, title_of_concept
from hcat.web.desk.register.forms.base import DeskForm
from hcat.web.open_form import PER_PLACE, OpenForm
from hcat.web.portal.shown import language
from hcat.web.visitors import place_of


def works() -> list[tuple[str, str]]:
    """Every occupation that can be chosen, by name in the reader's language."""
    names = names_of_concepts(all_work())
    found = [(value, title_of_concept(value, texts, language())) for value, texts in names.items()]
    return sorted(found, key=lambda one: one[1].casefold())


class CompanyField(forms.CharField):
    """A company of the region by its full name; cleaned to its key."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=300, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        if not text:
            return ""
        try:
            found = find_organisation(text)
        except HcatError as error:
            raise forms.ValidationError(
                _("No company of the region is called exactly so. Copy its name from its page.")
            ) from error
        if found.kind != found.Kind.COMPANY:
            raise forms.ValidationError(_("This is no company."))
        return str(found.key)


class StepForm(OpenForm):
    what = "told-step"
    from_work = forms.ChoiceField(
        label=_("What was your work before?"), choices=lambda: [("", "–"), *works()]
    )
    from_company = CompanyField(
        label=_("At which company of the region?"),
        required=False,
        help_text=_("Its full name. Leave it empty for elsewhere."),
    )
    to_work = forms.ChoiceField(
        label=_("What did you become?"), choices=lambda: [("", "–"), *works()]
    )
    to_company = CompanyField(
        label=_("At which company did you become that?"),
        required=False,
        help_text=_("Its full name. Leave it empty for elsewhere."),
    )
    agrees = forms.BooleanField(
        label=_("My step may be counted. My name is not asked and not kept."),
        required=False,
    )

    @property
    def seen(self) -> list[forms.BoundField]:
        """All but the trap, which stands apart."""
        return [bound for bound in self if bound.name != "website"]

    def comes_too_often(self, request: HttpRequest) -> bool:
        is_often = too_many(
            f"{self.what}:place", place_of(request), most=PER_PLACE, within=timedelta(hours=1)
        )
        if is_often:
            self.add_error(
                None, gettext("This was sent often from your network. Try again in an hour.")
            )
        return is_often


class StatedForm(DeskForm):
    direction = forms.ChoiceField(
        label=_("Which way?"),
        choices=[("from", _("people came to us from there")), ("to", _("people went there"))],
    )
    other = CompanyField(label=_("Which company?"), help_text=_("Its full name."))
    about_nl = forms.CharField(
        label=_("What the step is, in Dutch"), required=False, max_length=300,
        help_text=_("For example: from assembling to designing. Name no persons."),
    )  # fmt: skip
    about_en = forms.CharField(
        label=_("What the step is, in English"), required=False, max_length=300
    )
    about_de = forms.CharField(
        label=_("What the step is, in German"), required=False, max_length=300
    )

    @property
    def about(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"about_{code}"] for code in ("nl", "en", "de")}
