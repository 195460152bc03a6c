# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of those who keep the portal."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hcat.postings.api import adapters
from hcat.web.desk.register.forms.base import DeskForm, OrganisationField, WholeNumberField
from hcat.web.open_form import OpenForm, mail_field


def _systems() -> list[tuple[str, Any]]:
    found = sorted((one.title, name) for name, one in adapters().items())
    return [("", _("recognise it by the address")), *((name, title) for title, name in found)]


class SourceForm(DeskForm):
    """Where a company publishes its vacancies."""

    organisation = OrganisationField(label=_("Company"))
    address = forms.CharField(
        label=_("Address of its vacancies"),
        max_length=1000,
        help_text=_(
            "Of its recruitment system or its site, with https:// in front. Of a feed or a list: "
            "choose below how that is read."
        ),
    )
    system = forms.ChoiceField(label=_("System behind it"), required=False, choices=_systems)
    token = forms.CharField(
        label=_("Secret that the employer gave"),
        required=False,
        max_length=500,
        widget=forms.PasswordInput(render_value=False, attrs={"autocomplete": "off"}),
        help_text=_("Only where its system asks for one. It is not shown again."),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("as the source says")), *settings.LANGUAGES],
    )
    promise_hours = WholeNumberField(
        label=_("Hours that a vacancy may be shown without being seen again"),
        min_value=1,
        max_value=744,
        initial=48,
    )


class ChangeForm(SourceForm):
    """One that is there: its company and system stay."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["organisation"]
        del self.fields["system"]
        self.fields["token"].help_text = _(
            "Empty keeps the one that there is, as long as the address is on the same host. "
            "It is not shown again."
        )


class AlertForm(OpenForm):
    """The new vacancies of a search, by mail."""

    what = "vacancy-alert"
    mail = mail_field()
    rhythm = forms.ChoiceField(
        label=_("How often"), choices=[("daily", _("every day")), ("weekly", _("every week"))]
    )
