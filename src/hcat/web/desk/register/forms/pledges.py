# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording what was pledged and what came of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import today
from hcat.web.desk.register import words

from .base import DateField, DecimalField, DeskForm, OrganisationField, Reason, TextArea

PAIRS = {
    "people-hours": pgettext_lazy("pledge", "people, in hours"),
    "people-fte": pgettext_lazy("pledge", "people, in FTE"),
    "means-pieces": pgettext_lazy("pledge", "means, in pieces"),
    "means-hours": pgettext_lazy("pledge", "means, in hours of use"),
    "means-eur": pgettext_lazy("pledge", "means, worth so many euros"),
    "knowledge-hours": pgettext_lazy("pledge", "knowledge, in hours"),
    "knowledge-pieces": pgettext_lazy("pledge", "knowledge, in pieces"),
    "money-eur": pgettext_lazy("pledge", "money, in euros"),
}
"""Kind and unit as one question: only what the register can add up can be chosen."""


class AmountForm(DeskForm):
    """An amount, or the reason why there is none: not known is never zero."""

    amount = DecimalField(
        label=_("Amount"), required=False, help_text=_("Leave it empty if it is not known.")
    )
    amount_missing = forms.CharField(
        label=_("Why is there no amount?"), required=False, max_length=200,
        help_text=_("Only if the amount is not known."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "amount" in given and (given["amount"] is None) == (not given.get("amount_missing")):
            self.add_error(
                "amount", gettext("Give an amount, or say why there is none: one of the two.")
            )
        elif given.get("amount") is not None and given["amount"] <= 0:
            self.add_error("amount", gettext("An amount is more than zero."))
        return given


class PledgeForm(AmountForm):
    organisation = OrganisationField()
    what = forms.CharField(
        label=_("What is pledged?"), max_length=300,
        help_text=_("In words, such as: a teacher one day a week for a school year."),
        error_messages={"required": _("Say what is pledged.")},
    )  # fmt: skip
    pair = forms.ChoiceField(
        label=_("Kind and unit"), choices=words.choices(PAIRS, empty=_("choose")),
        error_messages={"required": _("Choose a kind and unit.")},
    )  # fmt: skip
    starts = DateField(label=_("From"), initial=today)
    ends = DateField(
        label=_("Until and including"), required=False,
        help_text=_("Leave it empty if no end was agreed."),
    )  # fmt: skip
    purpose = forms.ChoiceField(label=_("For which part of the agenda?"), required=False)
    source = forms.CharField(
        label=_("Source"), max_length=300,
        help_text=_("A covenant, a letter, a meeting with its date."),
        error_messages={"required": _("Say where you found this.")},
    )  # fmt: skip
    field_order = [
        "organisation", "what", "pair", "amount", "amount_missing", "starts", "ends", "purpose",
    ]  # fmt: skip

    def __init__(self, *args: Any, scopes: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["purpose"].choices = scopes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", gettext("The period ends before it starts."))
        return given


class DeliveryForm(AmountForm):
    delivered_on = DateField(label=_("Delivered on"), initial=today)
    evidence = TextArea(
        label=_("What shows it?"), max_length=2000,
        help_text=_("An invoice, a time sheet, a visit."),
        error_messages={"required": _("Say what shows it.")},
    )  # fmt: skip
    field_order = ["delivered_on", "amount", "amount_missing", "evidence"]


class WithdrawForm(DeskForm):
    on = DateField(label=_("Withdrawn from"), initial=today)
    reason = Reason(max_length=300)
