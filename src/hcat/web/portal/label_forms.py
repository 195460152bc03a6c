# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Correcting what a vacancy is taken to be about."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.portal.api import ONE_ANSWER, concepts_called, names_like
from hcat.web.desk.register.forms.base import DeskForm

from .label_words import CONCEPTS, choices


class CorrectForm(DeskForm):
    """One question: ticked or chosen from its list, or typed by name, one to a line."""

    values: forms.Field
    edition = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        label=gettext_lazy("Why?"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("For colleagues who wonder later. No names of persons."),
    )

    def __init__(self, *args: Any, aspect: str, title: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.aspect = aspect
        self.fields["values"] = _field(aspect, title)
        self.order_fields(["values", "reason", "edition"])
        if aspect in CONCEPTS:
            self.fields["values"].widget.attrs["class"] = "textbox textbox--tall"
        elif aspect in ONE_ANSWER:
            self.fields["values"].widget.attrs["class"] = "select"

    def clean_values(self) -> list[str]:
        given = self.cleaned_data["values"]
        if self.aspect not in CONCEPTS:
            return [given] if isinstance(given, str) and given else list(given)
        return [_concept(line, self.aspect) for line in given.splitlines() if line.strip()]


def _field(aspect: str, title: str) -> forms.Field:
    none = _("Leave it empty where none fits.")
    if aspect in CONCEPTS:
        several = _("One to a line, by any of its names, in Dutch, English or German.")
        return forms.CharField(
            label=title,
            required=False,
            max_length=5000,
            widget=forms.Textarea(attrs={"rows": 1 if aspect in ONE_ANSWER else 8}),
            help_text=none if aspect in ONE_ANSWER else f"{several} {none}",
        )
    if aspect in ONE_ANSWER:
        options = [("", _("none of these, or not known")), *choices(aspect)]
        return forms.ChoiceField(label=title, required=False, choices=options)
    return forms.MultipleChoiceField(
        label=title,
        required=False,
        choices=choices(aspect),
        widget=forms.CheckboxSelectMultiple,
        help_text=none,
    )


def _concept(line: str, kind: str) -> str:
    found = concepts_called(line, kind)
    if found:
        return found[0]
    alike = names_like(line, kind)
    told = _("“%(name)s” is not known.") % {"name": line.strip()}
    if alike:
        told += " " + _("Perhaps you mean: %(names)s.") % {"names": "; ".join(alike)}
    else:
        told += " " + _("Try another name for it, or fewer words.")
    raise forms.ValidationError(told)
