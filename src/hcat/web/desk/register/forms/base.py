# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forms of the register: one look, dates that can be typed, refusals shown as errors."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from datetime import date
from pathlib import PurePath
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import LOOK_AT_THE_YEAR, SUFFIXES, HcatError
from hcat.parties.api import UnknownParty, find_organisation, organisation_by_key
from hcat.web.dates import StrangeDayError, as_typed, read_day


class DeskForm(forms.Form):
    """Fields with the classes of the site; `refuse` shows why the domain said no."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _dress(field)

    def refuse(self, error: HcatError) -> None:
        self.add_error(None, str(error))

    @property
    def problems(self) -> list[tuple[str, str]]:
        """For the summary: the address of the field, and what it is called and what is wrong
        there."""
        found = [("", str(error)) for error in self.non_field_errors()]
        for bound in self.visible_fields():
            anchor = f"{bound.auto_id}_0" if is_group(bound.field) else str(bound.auto_id)
            found += [(anchor, _named(str(bound.label), str(error))) for error in bound.errors]
        return found


def _named(label: str, error: str) -> str:
    """
    >>> _named("What is it called?", "Fill it in."), _named("Name", "Fill it in.")
    ('What is it called? Fill it in.', 'Name: Fill it in.')
    """
    return f"{label} {error}" if label.endswith(("?", ".", ":")) else f"{label}: {error}"


def is_group(field: forms.Field) -> bool:
    """Several inputs under one question."""
    return isinstance(field.widget, (forms.RadioSelect, forms.CheckboxSelectMultiple))


def _dress(field: forms.Field) -> None:
    widget = field.widget
    if is_group(field) or isinstance(widget, (forms.CheckboxInput, forms.HiddenInput)):
        return
    css = "select" if isinstance(widget, forms.Select) else "textbox"
    if isinstance(field, DateField):
        css += " textbox--date"
    elif isinstance(widget, forms.Textarea):
        css += " textbox--tall"
    elif isinstance(field, (forms.DecimalField, forms.IntegerField)):
        css += " textbox--date"
    widget.attrs.setdefault("class", css)


class _DateBox(forms.DateInput):
    def format_value(self, value: Any) -> str | None:
        return as_typed(value) if isinstance(value, date) else super().format_value(value)


class DateField(forms.DateField):
    """A day as people type it: 1-3-2024, 1/3/2024, 1.3.2024, 2024-03-01."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Day-month-year, such as 31-1-2013"))
        super().__init__(
            widget=_DateBox(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={
                "invalid": _("This is not a date. Write day-month-year, such as 31-1-2013."),
                "required": _("Give a date."),
                "strange": LOOK_AT_THE_YEAR,
            },
            **kwargs,
        )

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            return read_day(value)
        except StrangeDayError as error:
            raise forms.ValidationError(self.error_messages["strange"], code="strange") from error
        except ValueError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class DecimalField(forms.DecimalField):
    """An amount as people type it: 1250, 1.250,50 or 1,250.50."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=14,
            decimal_places=2,
            widget=forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"}),
            error_messages={"invalid": _("This is not a number, such as 1250 or 12,5.")},
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        return super().to_python(_plain_number(value) if isinstance(value, str) else value)


class WholeNumberField(forms.IntegerField):
    """A number as people type it: 1540, 1.540, 1,540 or 1 540. The integers of Django drop what
    looks like decimals of nothing: a Dutch thousand, 1.000, would be 1."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        )
        invalid = {"invalid": _("This is not a whole number, such as 125.")}
        kwargs["error_messages"] = invalid | kwargs.get("error_messages", {})
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        if not _WHOLE.fullmatch(value.strip()):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return super().to_python(_plain_number(value))


class BoundedFileField(forms.FileField):
    """A file of one of these kinds, of at most `largest_mb`; `command` takes larger ones, if any.

    `strange` says what another kind is told, with the place of its `suffix`.
    """

    def __init__(
        self,
        *,
        suffixes: Collection[str],
        strange: str | Promise,
        largest_mb: int,
        command: str = "",
        **kwargs: Any,
    ) -> None:
        self.suffixes, self.strange = suffixes, strange
        self.largest_mb, self.command = largest_mb, command
        super().__init__(
            error_messages={"required": _("Choose a file."), "empty": _("This file is empty.")},
            widget=forms.FileInput(attrs={"accept": ",".join(suffixes)}),
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        file: UploadedFile[Any] = super().clean(data, initial)
        suffix = PurePath(file.name or "").suffix.lower()
        if suffix not in self.suffixes:
            raise forms.ValidationError(str(self.strange) % {"suffix": suffix or file.name})
        if (file.size or 0) > self.largest_mb * 1024 * 1024:
            if not self.command:
                raise forms.ValidationError(
                    gettext(
                        "This file is larger than %(size)d MB: bring it in parts, or leave out "
                        "what is not needed."
                    )
                    % {"size": self.largest_mb}
                )
            raise forms.ValidationError(
                gettext(
                    "This file is larger than %(size)d MB: import it in parts, or on the machine "
                    "itself with %(command)s."
                )
                % {"size": self.largest_mb, "command": self.command}
            )
        return file


class TableFileField(BoundedFileField):
    """A CSV or XLSX file."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            suffixes=SUFFIXES,
            strange=_(
                "“%(suffix)s” is not a kind of file that can be read: save it as CSV or XLSX."
            ),
            **kwargs,
        )


_WHOLE = re.compile(r"-?[0-9]+|(?:[0-9]+|[0-9]{1,3}([.,\s])[0-9]{3}(?:\1[0-9]{3})*)(?:[.,]0{1,2})?")
"""Groups are of three digits with one sign between them: what looks otherwise may be a number with
decimals."""


def _plain_number(text: str) -> str:
    """The last sign that has one or two digits behind it is the decimal sign.

    >>> [_plain_number(n) for n in ("1.250,50", "1,250.50", "1.250", "12,5", "1250")]
    ['1250.50', '1250.50', '1250', '12.5', '1250']
    """
    compact = re.sub(r"[\s\u00a0€]", "", text)
    found = re.fullmatch(r"([0-9.,]*?)(?:[.,]([0-9]{1,2}))?", compact)
    if not found:
        return compact
    whole = re.sub(r"[.,]", "", found[1])
    return f"{whole}.{found[2]}" if found[2] else whole


class TextArea(forms.CharField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": 3}), **kwargs)


class Reason(TextArea):
    """Why: every change of the register has one."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Reason"))
        kwargs.setdefault("help_text", _("One sentence that someone understands in five years."))
        super().__init__(error_messages={"required": _("Give a reason.")}, **kwargs)


class OrganisationField(forms.CharField):
    """One organisation, by key, number or full name; cleaned to the organisation itself."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Organisation"))
        kwargs.setdefault("help_text", _("Its full name, KvK number, BRIN number or key."))
        super().__init__(max_length=300, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return find_organisation(text)
        except HcatError as error:
            raise forms.ValidationError(str(error)) from error


def organisation_asked(key: str) -> Any:
    """The organisation that an address names; None where it names none."""
    try:
        return organisation_by_key(key) if key else None
    except UnknownParty:
        return None


def reader(read: Callable[[str], Any]) -> Callable[[str], Any]:
    """A function that raises ValueError, as a check of a form field."""

    def check(text: str) -> Any:
        try:
            return read(text) if text else text
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error

    return check
