# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A wave that was held elsewhere: its facts, and the file with its answers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.surveys.api import Edition, Population, Survey, WaveFacts
from hcat.web.desk.register import words
from hcat.web.desk.register.forms.base import (
    DateField,
    DeskForm,
    TableFileField,
    WholeNumberField,
)
from hcat.web.words import number

from .surveys import WaveKeyField

MOST_ROWS = 5000
"""What is read in some seconds, while somebody waits for the page."""
DAYS = ("reference_day", "opened_on", "closed_on")


class EarlierForm(DeskForm):
    """What is not known of its population is left open."""

    key = WaveKeyField(help_text=_("It stands in addresses, such as 2015 or 2015-autumn."))
    reference_day = DateField(label=_("Reference day"), help_text=_("The figures are of this day."))
    opened_on = DateField(label=_("First day"))
    closed_on = DateField(label=_("Last day"))
    edition = forms.TypedChoiceField(
        label=_("Questionnaire as it was asked"), coerce=int,
        help_text=_("Save it as an edition first where it was another one."),
    )  # fmt: skip
    language = forms.ChoiceField(
        label=_("Language of the answers"), choices=settings.LANGUAGES, initial="nl",
        help_text=_("Numbers are read as it writes them: 7,5 or, in English, 7.5."),
    )  # fmt: skip
    population = WholeNumberField(
        label=_("How many belonged to the population on the reference day?"), min_value=1,
        required=False,
        help_text=_("Leave it open where nobody knows: each answer then stands for itself only."),
    )  # fmt: skip

    instead_of = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, survey: Survey, editions: Sequence[Edition], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].choices = [  # type: ignore[attr-defined]
            (one.number, gettext("Edition %(n)s") % {"n": one.number}) for one in editions
        ]
        self.sizes: dict[str, str] = {}
        if survey.population == Population.COMPANIES:
            self.fields["population"].help_text = _(
                "All together, below by size, or both. By size each number is needed, 0 where "
                "there were none. Leave all open where nobody knows: each answer then stands for "
                "itself only."
            )
            for size, word in words.SIZES.items():
                name = f"population_{size}"
                self.sizes[name] = size
                box = {"inputmode": "numeric", "class": "textbox textbox--date"}
                self.fields[name] = WholeNumberField(
                    label=gettext("How many with %(size)s?") % {"size": word}, min_value=0,
                    required=False, widget=forms.TextInput(attrs=box),
                )  # fmt: skip
        self.fields["file"] = TableFileField(
            label=_("File"), largest_mb=10, command="hcat surveys import",
            help_text=gettext(
                "At most %(n)s rows. What has more is brought in on the machine itself, with hcat "
                "surveys import."
            )
            % {"n": number(MOST_ROWS)},
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        by_size = {name: given.get(name) for name in self.sizes}
        if any(many is not None for many in by_size.values()):
            for name, many in by_size.items():
                if many is None and name not in self.errors:
                    self.add_error(name, _("Give this number too, 0 where there were none."))
            total, together = given.get("population"), sum(many or 0 for many in by_size.values())
            if total not in (None, together) and not self.sizes.keys() & self.errors.keys():
                self.add_error(
                    "population",
                    gettext("The numbers by size add up to %(n)s.") % {"n": number(together)},
                )
        return given

    @property
    def said(self) -> dict[str, Any]:
        """As it is kept beside the file until somebody decides."""
        given = self.cleaned_data
        numbers = {"": given.get("population")}
        numbers |= {size: given.get(name) for name, size in self.sizes.items()}
        return {
            **{name: given[name] for name in ("key", "edition", "language")},
            **{name: given[name].isoformat() for name in DAYS},
            "population": {size: many for size, many in numbers.items() if many is not None},
        }

    @staticmethod
    def as_said(said: dict[str, Any]) -> dict[str, Any]:
        """The fields once more, as they were filled in."""
        sizes = dict(said["population"])
        return {
            **{name: said[name] for name in ("key", "edition", "language")},
            **{name: date.fromisoformat(said[name]) for name in DAYS},
            "population": sizes.pop("", None),
            **{f"population_{size}": many for size, many in sizes.items()},
        }


def facts_of(said: dict[str, Any]) -> WaveFacts:
    days = {name: date.fromisoformat(said[name]) for name in DAYS}
    return WaveFacts(key=said["key"], population=said["population"], **days)
