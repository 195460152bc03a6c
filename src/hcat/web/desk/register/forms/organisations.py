# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registering an organisation, changing what is known of it, its name, its high-tech decision."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import today
from hcat.parties.api import (
    FactsDraft,
    branch_number,
    brin_number,
    domain_of,
    kvk_number,
    municipality_code,
    postcode,
    sbi_code,
    size_class_of,
)
from hcat.web import labels
from hcat.web.desk.register import words

from .base import DateField, DeskForm, OrganisationField, Reason, WholeNumberField


class FactsForm(DeskForm):
    """What is known of an organisation; what is left empty is *not known*."""

    name = forms.CharField(
        label=_("Name"), max_length=300, error_messages={"required": _("Give a name.")}
    )
    kvk = forms.CharField(
        label=_("KvK number"), required=False, max_length=20, help_text=_("Eight digits.")
    )
    brin = forms.CharField(
        label=_("BRIN number"), required=False, max_length=12,
        help_text=_("Only for schools: two digits and two letters, such as 00AH."),
    )  # fmt: skip
    branch = forms.CharField(
        label=_("Branch number"), required=False, max_length=12,
        help_text=_("Only for a branch of a school, such as 07."),
    )  # fmt: skip
    part_of = OrganisationField(
        label=_("Branch of"), required=False,
        help_text=_("The organisation of which this is a branch: full name, number or key."),
    )  # fmt: skip
    employees = WholeNumberField(
        label=_("People employed"), required=False, min_value=0, max_value=9_999_999
    )
    size_class = forms.ChoiceField(
        label=_("Size class"), required=False,
        choices=words.choices(words.SIZES, empty=_("not known")),
        help_text=_("Only where the number of people is not known."),
    )  # fmt: skip
    sbi = forms.CharField(
        label=_("Activities (SBI)"), required=False, max_length=200,
        help_text=_("The main activity first, such as 2611, 6201. It decides about high-tech."),
    )  # fmt: skip
    municipality = forms.CharField(label=_("Municipality"), required=False, max_length=20)
    place = forms.CharField(label=_("Place"), required=False, max_length=100)
    postcode = forms.CharField(label=_("Postcode"), required=False, max_length=10)
    website = forms.CharField(label=_("Website"), required=False, max_length=300)
    levels = forms.MultipleChoiceField(
        label=_("Levels of education it gives"), required=False,
        choices=list(labels.LEVELS.items()), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    valid_from = DateField(label=_("This holds from"))
    source = forms.CharField(
        label=_("Source"), max_length=300,
        help_text=_("Where you found this: a register, a website, a conversation."),
        error_messages={"required": _("Say where you found this.")},
    )  # fmt: skip

    def __init__(self, *args: Any, towns: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if towns:
            self._choose_from(towns)
        else:
            self.fields["municipality"].help_text = _("The code, such as GM0153.")
        if not self.is_bound and self.initial.get("valid_from") is None:
            self.initial["valid_from"] = today()

    def _choose_from(self, towns: Mapping[str, str]) -> None:
        held = self.initial.get("municipality") or ""
        known = sorted(towns.items(), key=lambda pair: pair[1])
        outside = [(held, held)] if held and held not in towns else []
        self.fields["municipality"] = forms.ChoiceField(
            label=_("Municipality"),
            required=False,
            choices=[("", _("not known, or outside the region")), *known, *outside],
            widget=forms.Select(attrs={"class": "select"}),
        )

    def clean_kvk(self) -> str:
        return self._read("kvk", kvk_number, gettext("A KvK number has eight digits, as 06012345."))

    def clean_municipality(self) -> str:
        return self._read("municipality", municipality_code, gettext("A code looks like GM0153."))

    def clean_postcode(self) -> str:
        return self._read("postcode", postcode, gettext("A Dutch postcode looks like 7511 AB."))

    def clean_website(self) -> str:
        text = str(self.cleaned_data["website"]).strip()
        self._read("website", domain_of, gettext("A website looks like https://voorbeeld.nl."))
        return text

    def clean_sbi(self) -> tuple[str, ...]:
        parts = [part for part in re.split(r"[;,|/\s]+", self.cleaned_data["sbi"]) if part]
        try:
            return tuple(dict.fromkeys(sbi_code(part) for part in parts))
        except ValueError as error:
            raise forms.ValidationError(
                gettext("An SBI code has two to six digits, such as 26.11 or 62.")
            ) from error

    def clean_brin(self) -> str:
        text = str(self.cleaned_data["brin"])
        try:
            brin, branch = brin_number(text) if text else ("", "")
        except ValueError as error:
            raise forms.ValidationError(
                gettext("A BRIN number has two digits and two letters, such as 00AH.")
            ) from error
        if branch:
            self._branch_in_brin = branch
        return brin

    _branch_in_brin = ""

    def clean_branch(self) -> str:
        return self._branch_in_brin or self._read(
            "branch", branch_number, gettext("A branch number has two characters, such as 07.")
        )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("branch") and "brin" in given and not given["brin"]:
            self.add_error("brin", gettext("A branch number needs the BRIN number of its school."))
        employees, size = given.get("employees"), given.get("size_class")
        if employees is not None and size and size_class_of(employees) != size:
            self.add_error(
                "size_class",
                gettext("This does not fit the number of people: leave one of them out."),
            )
        return given

    def _read(self, name: str, read: Callable[[str], str], wrong: str) -> str:
        text = str(self.cleaned_data[name])
        try:
            return read(text) if text else ""
        except ValueError as error:
            raise forms.ValidationError(wrong) from error

    @property
    def facts(self) -> dict[str, Any]:
        """The cleaned values by the names that `FactsDraft` has for them."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name in FactsDraft.__dataclass_fields__
        }
        part_of = self.cleaned_data.get("part_of")
        return {
            **given,
            "part_of_id": part_of.pk if part_of else None,
            "levels": tuple(self.cleaned_data["levels"]),
        }


class NewOrganisationForm(FactsForm):
    kind = forms.ChoiceField(
        label=_("Kind"), choices=words.choices(words.KINDS), initial="company",
        widget=forms.RadioSelect, error_messages={"required": _("Choose a kind.")},
    )  # fmt: skip
    founded = DateField(
        label=_("Founded on"), required=False, help_text=_("Day-month-year, if it is known.")
    )
    field_order = ["kind", "name"]


class RenameForm(DeskForm):
    name = forms.CharField(
        label=_("New name"), max_length=300, error_messages={"required": _("Give a name.")}
    )
    happened_on = DateField(label=_("From"), initial=today)
    reason = Reason(max_length=300)


class EventForm(DeskForm):
    """When and why; which organisations stands in the address of the page."""

    happened_on = DateField(label=_("On which day"), initial=today)
    reason = Reason(max_length=2000)


class HighTechForm(DeskForm):
    answer = forms.ChoiceField(
        label=_("How does it count?"), choices=words.choices(words.ANSWERS),
        widget=forms.RadioSelect, error_messages={"required": _("Choose one of the three.")},
    )  # fmt: skip
    reason = Reason(max_length=1000)
    decided_on = DateField(label=_("From"), initial=today)
    decided_by = forms.CharField(
        label=_("Decided by"), max_length=200, initial=_("programme manager"),
        help_text=_("A body or an office, not the name of a person."),
        error_messages={"required": _("Name a body or an office.")},
    )  # fmt: skip
