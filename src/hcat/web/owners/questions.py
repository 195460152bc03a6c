# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The eight questions to an owner: one form each, filled in with what is known."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.agenda.api import InitiativeStatus, Level, the_agenda
from hcat.evidence.api import ACCEPT
from hcat.owners.api import LISTS, TEXTS, value_in
from hcat.web import labels
from hcat.web.desk.register.forms.base import DateField, DecimalField, DeskForm, TextArea

NO_ANSWER = ("seen", "file")
"""Fields of a form that are kept elsewhere than among the answers."""


class Lines(TextArea):
    """A list, one on each line."""

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class Whole(DecimalField):
    """A number without decimals; empty is not known."""

    def clean(self, value: Any) -> int | None:
        number = super().clean(value)
        if number is None:
            return None
        if number != int(number):
            raise forms.ValidationError(gettext("Write a whole number."))
        return int(number)


class Fresh(DeskForm):
    """A form that says what its page showed, and says it anew once somebody else changed that."""

    def shows_now(self, **shown: str) -> None:
        """What stands now is on the page: sending once more is about that."""
        given: Any = self.data
        self.data = given.copy()
        for name, value in shown.items():
            self.data[name] = value  # type: ignore[index]


class Question(Fresh):
    """One step. `seen` says what the page showed, so that two people do not undo each other."""

    title: str | Promise = ""
    hint: str | Promise = ""
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def values(self, language: str) -> dict[str, Any]:
        """The answers by the name under which they are kept, as the sheet holds them."""
        found: dict[str, Any] = {}
        for name, value in self.cleaned_data.items():
            if name not in NO_ANSWER:
                found[f"{name}.{language}" if name in TEXTS else name] = _plain(name, value)
        return found


def _plain(name: str, value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if name in LISTS:
        return list(value)
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip() or None
    return value


class HowItGoes(Question):
    title = _("How is it going?")
    status = forms.ChoiceField(
        label=_("How it stands"),
        widget=forms.RadioSelect,
        choices=[(one.value, labels.STATUS_SENTENCES[one.value]) for one in InitiativeStatus],
        error_messages={"required": _("Choose how it stands.")},
    )
    progress = TextArea(
        label=_("How far is it?"), required=False, max_length=2000,
        help_text=_("In a few sentences, for readers who do not know it."),
    )  # fmt: skip


class Whom(Question):
    title = _("Whom is it for?")
    target_group = TextArea(label=_("The people or organisations"), required=False, max_length=500)
    levels = forms.MultipleChoiceField(
        label=_("At which levels of education?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked is not stated; it does not mean every level."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agenda = the_agenda()
        known = agenda.sheet.levels if agenda else list(Level)
        stands = [one for one in self.initial.get("levels", ()) if one not in known]
        self.fields["levels"].choices = [  # type: ignore[attr-defined]
            (str(one), labels.level(one)) for one in [*known, *map(Level, stands)]
        ]


class Where(Question):
    title = _("Where does it happen?")
    places = forms.MultipleChoiceField(
        label=_("Municipalities"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nothing ticked is not stated; it does not mean everywhere."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        agenda = the_agenda()
        known = {one.code: one.name for one in agenda.sheet.places} if agenda else {}
        stands = {code: code for code in self.initial.get("places", ())}
        found = sorted((stands | known).items(), key=lambda pair: pair[1])
        self.fields["places"].choices = found  # type: ignore[attr-defined]


class Reach(Question):
    title = _("How many does it reach?")
    hint = _("A good estimate helps. Leave it empty if you do not know: that is not zero.")
    reach = Whole(label=_("How many"), required=False, min_value=0)
    reach_of = forms.CharField(
        label=_("Of whom or what"), required=False, max_length=200,
        help_text=_("Such as: pupils in a year, or companies."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("reach") is not None and not data.get("reach_of", "").strip():
            self.add_error("reach_of", gettext("Say of whom or what this is the number."))
        return data


class Partners(Question):
    title = _("With whom do you do it?")
    partners = Lines(
        label=_("Partners"), required=False, max_length=5000,
        help_text=_("Organisations, one on each line. No names of people."),
    )  # fmt: skip


class Means(Question):
    title = _("What does it take?")
    hint = _("What you do not know you leave empty: that is not zero.")
    people = DecimalField(
        label=_("People, in FTE"), required=False, min_value=0,
        help_text=_("A full working week is 1; a day a week is 0.2."),
    )  # fmt: skip
    money = Whole(
        label=_("Money, in euros"), required=False, min_value=0,
        help_text=_("What it costs as a whole."),
    )  # fmt: skip
    funders = Lines(
        label=_("Who pays"), required=False, max_length=5000,
        help_text=_("Organisations, one on each line."),
    )  # fmt: skip


class Yields(Question):
    title = _("What does it yield, and by when?")
    yields = TextArea(
        label=_("What it yields"), required=False, max_length=2000,
        help_text=_("What is different then, for whom. If you can, with a number."),
    )  # fmt: skip
    due = DateField(
        label=_("By when"), required=False, help_text=_("Day-month-year, such as 31-12-2027")
    )


class Evidence(Question):
    title = _("Where can it be seen?")
    evidence = Lines(
        label=_("Addresses of pages"), required=False, max_length=5000,
        help_text=_("One on each line: https://… They are shown to everybody."),
    )  # fmt: skip

    file = forms.FileField(
        label=_("A file"), required=False,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_(
            "Such as a photo or a report, at most 10 MB. Only the programme office reads it."
        ),
        error_messages={"empty": _("This file is empty.")},
    )  # fmt: skip

    def clean_evidence(self) -> list[str]:
        found = [_with_scheme(one) for one in self.cleaned_data["evidence"]]
        check = forms.URLField(assume_scheme="https").clean
        for address in found:
            if not address.startswith(("https://", "http://")) or ";" in address:
                raise forms.ValidationError(_not_a_page(address))
            try:
                check(address)
            except forms.ValidationError as error:
                raise forms.ValidationError(_not_a_page(address)) from error
        return found


def _with_scheme(address: str) -> str:
    """People write ``www.example.org``; what names another scheme stays as it is."""
    return f"https://{address}" if re.match(r"[\w-]+(\.[\w-]+)+([/?#]|$)", address) else address


def _not_a_page(address: str) -> str:
    return gettext("%(address)s is not the address of a page. It begins with https://") % {
        "address": address[:100]
    }


QUESTIONS: dict[str, type[Question]] = {
    "how-it-goes": HowItGoes,
    "whom": Whom,
    "where": Where,
    "reach": Reach,
    "partners": Partners,
    "means": Means,
    "yields": Yields,
    "evidence": Evidence,
}


def label_of(name: str) -> str:
    """What a field is called on these pages: ``yields.nl`` as ``yields``."""
    field = name.partition(".")[0]
    for form in QUESTIONS.values():
        if field in form.base_fields:
            return str(form.base_fields[field].label)
    return field


def initial_of(
    step: str, sheet: Mapping[str, Any], answers: Mapping[str, Any], language: str
) -> dict[str, Any]:
    """What a form is filled in with: what was answered, and otherwise what the sheet says."""
    found: dict[str, Any] = {}
    for field in QUESTIONS[step].base_fields:
        if field in NO_ANSWER:
            continue
        name = f"{field}.{language}" if field in TEXTS else field
        value = answers[name]["value"] if name in answers else value_in(sheet, name)
        found[field] = _shown(field, value)
    return found


def _shown(field: str, value: Any) -> Any:
    if field == "due" and value:
        return date.fromisoformat(value)
    if field in ("partners", "funders", "evidence"):
        return "\n".join(value or ())
    return value
