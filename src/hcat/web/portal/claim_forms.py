# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for the profile of a company, and handing it over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import form_stamp, is_our_stamp, is_too_quick, too_many
from hcat.web.desk.register.forms.base import DeskForm
from hcat.web.visitors import place_of

PER_PLACE, PER_MAIL, PER_COMPANY = 10, 5, 20
"""How often an hour from one address of the internet, and a day for one mail address or company."""


def _mail(label: Any) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give a mail address."),
            "invalid": _("A mail address looks like name@example.org."),
        },
    )


class AskForm(DeskForm):
    mail = _mail(_("Your mail address at the company"))
    website = forms.CharField(
        label=_("Leave this box empty"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )
    stamp = forms.CharField(widget=forms.HiddenInput, required=False, initial=form_stamp)

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        stamp = given.get("stamp", "")
        if given.get("website") or (is_our_stamp(stamp) and not is_too_quick(stamp)):
            return given
        if is_our_stamp(stamp):
            raise forms.ValidationError(
                _("This was sent faster than anybody types. Look it over, and send it once more.")
            )
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["stamp"] = form_stamp()  # type: ignore[index]
        raise forms.ValidationError(
            _("This page stood open for long, or did not come from us. Send it once more.")
        )

    def comes_too_often(self, request: HttpRequest) -> bool:
        """Whether this place asked too often; then it says so."""
        hour = timedelta(hours=1)
        return self._wait(too_many("claim:place", place_of(request), most=PER_PLACE, within=hour))

    def is_asked_too_often(self, company: str) -> bool:
        """Whether it was asked too often for this address or company; then it says so. To be asked
        of an address that shows who works there, so that no other locks out who does."""
        day, mail = timedelta(days=1), self.cleaned_data["mail"]
        is_often = [
            too_many("claim:mail", mail, most=PER_MAIL, within=day),
            too_many("claim:company", company, most=PER_COMPANY, within=day),
        ]
        return self._wait(any(is_often))

    def _wait(self, is_often: bool) -> bool:
        if is_often:
            self.add_error(None, gettext("This was asked often. Try again tomorrow."))
        return is_often


class CareersForm(DeskForm):
    """Where a company says that its vacancies stand."""

    address = forms.CharField(
        label=_("Address of the page with your vacancies"),
        required=False,
        max_length=1000,
        widget=forms.URLInput,
        help_text=_("With https:// in front. The programme looks whether it can be read."),
    )


class HandForm(DeskForm):
    name = forms.CharField(label=_("Name"), max_length=200)
    mail = _mail(_("Mail address"))
    language = forms.ChoiceField(
        label=_("Language of the mail"), choices=settings.LANGUAGES, initial="nl"
    )
