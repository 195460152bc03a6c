# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inviting people, giving and ending roles, closing an account, erasing someone's data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import today
from hcat.parties.api import ROLE_NAMES

from .base import DateField, DeskForm, Reason

APPOINTED = ("administrator", "programme_manager")


class RoleForm(DeskForm):
    """A role and the part of the agenda it is about. Refused roles are left out of the choice."""

    role = forms.ChoiceField(
        label=_("Role"), widget=forms.RadioSelect,
        error_messages={"required": _("Choose a role.")},
    )  # fmt: skip
    scope = forms.ChoiceField(
        label=_("For which part of the agenda?"), required=False,
        help_text=_("A project leader and an owner of an initiative always have one."),
    )  # fmt: skip

    def __init__(
        self, *args: Any, scopes: list[tuple[str, Any]], may_appoint: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].choices = [  # type: ignore[attr-defined]
            (role, name)
            for role, name in ROLE_NAMES.items()
            if may_appoint or role not in APPOINTED
        ]
        self.fields["scope"].choices = scopes  # type: ignore[attr-defined]


class InviteForm(RoleForm):
    name = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Give a name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    mail = forms.EmailField(
        label=_("Mail address"), max_length=254,
        help_text=_("The invitation goes there, and later the codes to sign in."),
        error_messages={
            "required": _("Give a mail address."),
            "invalid": _("A mail address looks like name@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language of the mails"), choices=settings.LANGUAGES, initial="nl"
    )
    field_order = ["name", "mail", "language", "role", "scope"]


class EndRoleForm(DeskForm):
    on = DateField(
        label=_("Ends on"), initial=today, help_text=_("The first day without this role.")
    )


class CloseAccountForm(DeskForm):
    reason = Reason(max_length=300)


class EraseForm(DeskForm):
    reason = Reason(
        label=_("On whose request, and when did it come in?"), help_text="", max_length=300
    )
    sure = forms.BooleanField(
        label=_("I know that this cannot be undone"),
        error_messages={"required": _("Confirm that you know that this cannot be undone.")},
    )
