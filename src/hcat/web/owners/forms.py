# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of the programme manager."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import validate_email
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.agenda.api import initiative_by_number
from hcat.foundation.api import HcatError
from hcat.owners.api import STEPS, Line, NamedContact
from hcat.web.desk.register.forms.base import DeskForm, Reason, TextArea

from .questions import QUESTIONS, Fresh


class PlainForm(DeskForm):
    """A confirmation and nothing else."""


class ContactForm(DeskForm):
    name = forms.CharField(
        label=_("Name"), max_length=200, error_messages={"required": _("Write the name.")}
    )
    mail = forms.EmailField(
        label=_("Mail address"),
        error_messages={"required": _("Write the mail address.")},
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    ask_now = forms.BooleanField(label=_("Send the question at once"), required=False, initial=True)


class ContactsForm(DeskForm):
    """Many contacts at once, one on each line, as they are copied from a list or a spreadsheet."""

    lines = TextArea(
        label=_("Contacts, one on each line"), max_length=20_000,
        help_text=_("Number of the initiative; name; mail address; language (nl, en or de)"),
        error_messages={"required": _("Write at least one line.")},
    )  # fmt: skip
    ask_now = forms.BooleanField(
        label=_("Send the questions at once"), required=False, initial=False
    )

    def clean_lines(self) -> list[NamedContact]:
        found: list[NamedContact] = []
        wrong: list[str] = []
        for place, line in enumerate(self.cleaned_data["lines"].splitlines(), start=1):
            if not line.strip():
                continue
            try:
                found.append(_contact(line))
            except (ValueError, HcatError) as error:
                wrong.append(gettext("Line %(place)s: %(what)s") % {"place": place, "what": error})
        if wrong:
            raise forms.ValidationError(wrong)
        return found


def _contact(line: str) -> NamedContact:
    """One line, with semicolons or tabs between; ValueError or a refusal says what is wrong."""
    cells = [cell.strip() for cell in re.split(r"[;\t]", line.strip())]
    if len(cells) not in (3, 4) or not all(cells[:3]):
        raise ValueError(gettext("it has to be: number; name; mail address; language."))
    number, name, mail, language = cells if len(cells) == 4 else [*cells, ""]
    if not number.isdecimal() or len(number) > 6:
        raise ValueError(gettext("“%(cell)s” is not a number.") % {"cell": number})
    if (language or "nl").lower() not in dict(settings.LANGUAGES):
        raise ValueError(gettext("“%(cell)s” is not nl, en or de.") % {"cell": language})
    try:
        validate_email(mail)
    except forms.ValidationError as error:
        raise ValueError(gettext("“%(cell)s” is not a mail address.") % {"cell": mail}) from error
    return NamedContact(
        initiative_by_number(int(number)).key, name, mail, (language or "nl").lower()
    )


class ReasonForm(DeskForm):
    reason = Reason(max_length=200)


class GoesOnForm(DeskForm):
    """An initiative whose owner says that it has stopped goes on."""

    reason = TextArea(
        label=_("Why it goes on"), max_length=500,
        help_text=_("It stands in a mail to whoever said it, as you write it."),
        error_messages={"required": _("Say it in a sentence.")},
    )  # fmt: skip
    update = forms.IntegerField(widget=forms.HiddenInput)


class CalledForm(DeskForm):
    note = TextArea(
        label=_("What was agreed?"), max_length=500,
        error_messages={"required": _("Say in a sentence what was agreed.")},
    )  # fmt: skip


class AskBackForm(DeskForm):
    question = TextArea(
        label=_("Your question"), max_length=2000,
        help_text=_("It stands in the mail as you write it, in the language of the owner."),
        error_messages={"required": _("Write in a sentence what you want to know.")},
    )  # fmt: skip
    steps = forms.MultipleChoiceField(
        label=_("What it is about"), required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one, QUESTIONS[one].title) for one in STEPS],
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput)


class AcceptForm(Fresh):
    """One click; a choice for each field that somebody else changed otherwise meanwhile."""

    edition = forms.IntegerField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, clashes: Sequence[tuple[Line, str, str, str]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = {f"choice-{place}": one[0].name for place, one in enumerate(clashes)}
        for field, (_line, label, stands, said) in zip(self.names, clashes, strict=True):
            self.fields[field] = forms.ChoiceField(
                label=label, widget=forms.RadioSelect,
                choices=[("owner", _("What the owner says: %(text)s") % {"text": said or "–"}),
                         ("sheet", _("What stands there: %(text)s") % {"text": stands or "–"})],
                error_messages={"required": _("Choose which should stand.")},
            )  # fmt: skip

    @property
    def choices(self) -> dict[str, Any]:
        return {name: self.cleaned_data[field] for field, name in self.names.items()}
