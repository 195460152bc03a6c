# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the forms of this room share: one language a form, moments as people type them."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from hcat.agenda.api import items
from hcat.web.desk.register.forms.base import DeskForm
from hcat.web.elements import title_of

T = TypeVar("T")


class PlainForm(DeskForm):
    """A confirmation and nothing else."""


class EditionForm(DeskForm):
    """A form that says which edition its author read."""

    edition = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def based_on(self, edition: int) -> None:
        """What stands now was shown: saving once more puts this in its place."""
        given: Any = self.data
        self.data = given.copy()
        self.data["edition"] = str(edition)  # type: ignore[index]

    def made(self, sort: type[T], **more: Any) -> T:
        """A dataclass of what was filled in under its own names."""
        names = [one.name for one in fields(sort)]  # type: ignore[arg-type]
        given = {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}
        return sort(**{**given, **more})


def text_box(label: Any, *, rows: int = 4, **given: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=6000, **given
    )


def titles(kind: str) -> list[tuple[str, str]]:
    """What there is of a kind today, for a list to choose from."""
    return [(one.key, title_of(one)) for one in items(kind)]


def moment(day: date, at: time) -> datetime:
    """A day and a time by the clock of the region. ValidationError for an hour that the clock
    skips when summer time begins."""
    made = timezone.make_aware(datetime.combine(day, at))
    if timezone.localtime(made.astimezone(UTC)).time() != at:
        raise forms.ValidationError(_("The clock skips this hour on that day."))
    return made
