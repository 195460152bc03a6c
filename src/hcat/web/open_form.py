# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody can fill in. A program that fills in every box gives itself away: one box is
hidden from people, and what comes with it is dropped without a word. One that is faster than people
is asked to send it again, and whoever comes too often to wait."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import form_stamp, is_our_stamp, is_too_quick, too_many
from hcat.web.desk.register.forms.base import DeskForm
from hcat.web.visitors import place_of

PER_PLACE, PER_MAIL, PER_MAIL_IN_ALL = 10, 5, 10
"""How often an hour from one address of the internet, and a day for one mail address: from there,
so that nobody uses up what another may ask, and from everywhere."""


class OpenForm(DeskForm):
    what = ""
    """What is counted."""
    website = forms.CharField(
        label=_("Leave this box empty"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )  # fmt: skip

    stamp = forms.CharField(widget=forms.HiddenInput, required=False, initial=form_stamp)

    @property
    def is_from_a_program(self) -> bool:
        return bool(self.cleaned_data.get("website"))

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        stamp = given.get("stamp", "")
        if given.get("website"):
            return given
        if is_our_stamp(stamp):
            if not is_too_quick(stamp):
                return given
            raise forms.ValidationError(
                _("This was sent faster than anybody types. Look it over, and send it once more.")
            )
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["stamp"] = form_stamp()  # type: ignore[index]
        raise forms.ValidationError(
            _("This page stood open for long, or did not come from us. Send it once more.")
        )

    def comes_too_often(self, request: HttpRequest) -> bool:
        """Whether this place or this address sent it more often than may be; then it says so."""
        place, mail, day = place_of(request), self.cleaned_data["mail"], timedelta(days=1)
        if too_many(f"{self.what}:place", place, most=PER_PLACE, within=timedelta(hours=1)):
            self.add_error(
                None, gettext("This was sent often from your network. Try again in an hour.")
            )
            return True
        if too_many(
            f"{self.what}:mail-from", f"{place} {mail}", most=PER_MAIL, within=day
        ) or too_many(f"{self.what}:mail", mail, most=PER_MAIL_IN_ALL, within=day):
            self.add_error(
                None,
                gettext(
                    "This address was given often today. Look among your mail, or try tomorrow."
                ),
            )
            return True
        return False


def mail_field() -> forms.EmailField:
    return forms.EmailField(
        label=_("Your mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={
            "required": _("Give your mail address."),
            "invalid": _("A mail address looks like name@example.org."),
        },
    )
