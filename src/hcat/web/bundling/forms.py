# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of bundling."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.agenda.api import Initiative, Item, decisions, items, the_agenda
from hcat.bundling.api import GRADES, KIND_MEANINGS, KINDS, MEANINGS, Spot
from hcat.web.desk.register.forms.base import (
    DateField,
    DecimalField,
    DeskForm,
    Reason,
    TextArea,
    WholeNumberField,
)
from hcat.web.elements import title_of

from .shown import Names

LISTS = ("placements", "ways", "levels", "places")
"""Fields of which values are ticked."""
LINES = ("partners", "funders", "evidence")
"""Fields with a value on each line."""
NUMBERS = ("people", "money", "reach")
TEXTS = ("name", "summary", "reach_of")
LANGUAGE_NAMES = {
    "nl": gettext_lazy("Dutch"),
    "en": gettext_lazy("English"),
    "de": gettext_lazy("German"),
}


def languages() -> list[str]:
    agenda = the_agenda()
    return list(agenda.sheet.languages) if agenda else ["nl"]


def goes_on_from(form: DeskForm, **stands: int | None) -> bool:
    """Whether what its author was looking at is no longer what stands. The form then goes on from
    what stands now: who sends it again has seen that."""
    if not form.is_bound:
        return False
    known = {name: str(value) for name, value in stands.items() if value is not None}
    if all(form.data.get(name) == value for name, value in known.items()):
        return False
    data = form.data.copy()  # type: ignore[attr-defined]
    for name, value in known.items():
        data[name] = value
    form.data = data
    return True


class GradeForm(DeskForm):
    """One of four, chosen and then recorded with a button of its own: the key Enter in the text
    box sends the form, and must not choose."""

    grade = forms.ChoiceField(
        label=gettext_lazy("Your judgement"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one of the four.")},
    )  # fmt: skip
    why = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=500)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["grade"].choices = [  # type: ignore[attr-defined]
            (grade, f"{title}: {MEANINGS[grade]}") for grade, title in GRADES.items()
        ]


class NumbersForm(DeskForm):
    """Initiatives of one's own choice; `keys` once it is valid. `exactly`: so many of them."""

    numbers = forms.CharField(
        label=gettext_lazy("Numbers of initiatives"), max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Give their numbers, such as 13, 26.")},
    )  # fmt: skip

    def __init__(self, *args: Any, exactly: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.exactly = exactly
        self.keys: list[str] = []

    def clean_numbers(self) -> str:
        typed: str = self.cleaned_data["numbers"]
        known = {str(one.sheet.number): one.key for one in items("initiative")}
        numbers = dict.fromkeys(re.split(r"[\s,;]+", typed.strip(" ,;")))
        if strange := [number for number in numbers if number not in known]:
            raise forms.ValidationError(
                _("No initiative that goes on has the number %(numbers)s.")
                % {"numbers": ", ".join(strange)}
            )
        if self.exactly is not None and len(numbers) != self.exactly:
            raise forms.ValidationError(_("Give two different numbers, such as 13, 26."))
        self.keys = [known[number] for number in numbers]
        return typed


class ProposeForm(DeskForm):
    kind = forms.ChoiceField(
        label=gettext_lazy("What should become of them?"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you propose.")},
    )  # fmt: skip
    heir = forms.ChoiceField(
        label=gettext_lazy("Which of them leads?"), widget=forms.RadioSelect, required=False,
        help_text=gettext_lazy("Not needed to regroup, or when all are kept apart."),
    )  # fmt: skip
    heirs = forms.MultipleChoiceField(
        label=gettext_lazy("Which of them go on, when several do?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Only to regroup: the others end in these."),
    )  # fmt: skip
    reason = Reason()
    decide_by = DateField(
        label=gettext_lazy("Decided by"), required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, members: Sequence[Item[Initiative]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (kind, f"{str(title).capitalize()}. {KIND_MEANINGS[kind]}")
            for kind, title in KINDS.items()
        ]
        for field in ("heir", "heirs"):
            self.fields[field].choices = [(one.key, title_of(one)) for one in members]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("kind") in ("outside", "regroup"):
            given["heir"] = ""
        if given.get("kind") != "regroup":
            given["heirs"] = []
        return given


class HeirForm(DeskForm):
    """What the one that leads gets: texts by language, and lists to tick."""

    reason = Reason(label=gettext_lazy("Why this is proposed"))
    decide_by = DateField(label=gettext_lazy("Decided by"), required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput)
    based_on = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, members: Sequence[Item[Initiative]], heir: Item[Initiative] | None,
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.heir = heir
        if heir is None:
            return
        names = Names()
        titles = {
            "placements": _("Part of a programme line"), "ways": _("Ways of the menu"),
            "levels": _("Levels of education"), "places": _("Municipalities"),
        }  # fmt: skip
        for field in LISTS:
            values = dict.fromkeys(
                str(value) for one in members for value in getattr(one.sheet, field)
            )
            if values:
                self.fields[field] = forms.MultipleChoiceField(
                    label=titles[field],
                    choices=[(key, names.of(field, key)) for key in values],
                    widget=forms.CheckboxSelectMultiple,
                    required=False,
                )
        lines = {
            "partners": _("Partners"), "funders": _("Who pays"),
            "evidence": _("Where it can be seen"),
        }  # fmt: skip
        for field in LINES:
            self.fields[field] = TextArea(
                label=lines[field], help_text=_("One on a line."), required=False
            )
        self.fields["people"] = DecimalField(
            label=_("People, in FTE"), required=False, min_value=0,
            help_text=_("Filled in with what all of them state together. Less will do? Say so."),
        )  # fmt: skip
        self.fields["money"] = WholeNumberField(
            label=_("Money, in euros"), required=False, min_value=0,
            help_text=_("Likewise, of all together."),
        )  # fmt: skip
        self.fields["reach"] = WholeNumberField(
            label=_("How many it reaches"), required=False, min_value=0,
            help_text=_("Who takes part in two of them is counted twice until you mend it."),
        )  # fmt: skip
        for language in languages():
            name = LANGUAGE_NAMES[language]
            self.fields[f"name_{language}"] = forms.CharField(
                label=_("Name (%(language)s)") % {"language": name}, max_length=200, required=False
            )
            self.fields[f"summary_{language}"] = TextArea(
                label=_("What it is (%(language)s)") % {"language": name}, required=False
            )
            self.fields[f"reach_of_{language}"] = forms.CharField(
                label=_("Of whom or what that is the number (%(language)s)") % {"language": name},
                max_length=200, required=False,
            )  # fmt: skip
        for field_ in self.fields.values():
            if "class" not in field_.widget.attrs and isinstance(
                field_.widget, (forms.TextInput, forms.Textarea)
            ):
                field_.widget.attrs["class"] = "textbox"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("reach") is not None and not any(
            given.get(f"reach_of_{language}") for language in languages()
        ):
            self.add_error("reach", _("Say of whom or what this is the number."))
        return given

    def changed_fields(self, proposed: Mapping[str, Any]) -> dict[str, Any]:
        """What the heir's sheet gets, as far as it differs from how it stands. What this form does
        not ask stays as it was `proposed`."""
        if self.heir is None:
            return {}
        stands = self.heir.sheet.model_dump(mode="json")
        given = self.cleaned_data
        asked = {*LISTS, *LINES, *NUMBERS, *TEXTS}
        found = {field: value for field, value in proposed.items() if field not in asked}
        found |= {field: given[field] for field in LISTS if field in given}
        for field in LINES:
            found[field] = [line.strip() for line in given[field].splitlines() if line.strip()]
        found |= {"money": given["money"], "reach": given["reach"]}
        found["people"] = None if given["people"] is None else float(given["people"])
        for field in TEXTS:
            texts = {
                language: given[f"{field}_{language}"]
                for language in languages()
                if given[f"{field}_{language}"]
            }
            if texts:
                found[field] = texts
        return {name: value for name, value in found.items() if value != stands[name]}


class DecideForm(DeskForm):
    what = forms.ChoiceField(
        label=gettext_lazy("What is decided?"), widget=forms.RadioSelect,
        choices=[
            ("accept", gettext_lazy("Accepted: carry it out in the agenda")),
            ("reject", gettext_lazy("Rejected: everything stays as it is")),
        ],
        error_messages={"required": gettext_lazy("Choose one of the two.")},
    )  # fmt: skip
    on = DateField(label=gettext_lazy("As of which day?"))
    why = Reason(label=gettext_lazy("Why it is decided so"))
    decision = forms.ChoiceField(label=gettext_lazy("Decision behind it"), required=False)
    is_seen = forms.BooleanField(
        label=gettext_lazy("I have seen what changed in the sheets since it was proposed"),
        required=False,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_changed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].choices = [  # type: ignore[attr-defined]
            ("", _("none yet: record this one")),
            *((one.key, f"{one.taken_on:%Y-%m-%d} {one.title}") for one in decisions()[:50]),
        ]
        if not has_changed:
            del self.fields["is_seen"]


class CommentForm(DeskForm):
    text = TextArea(
        label=gettext_lazy("What do you think of it?"), max_length=4000,
        error_messages={"required": gettext_lazy("Say in your own words what you think.")},
    )  # fmt: skip


class SpotsForm(DeskForm):
    spots = forms.MultipleChoiceField(
        label=gettext_lazy("White spots"), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose one or more.")},
    )  # fmt: skip
    closes_on = DateField(label=gettext_lazy("Open until"))

    def __init__(self, *args: Any, offered: Sequence[Spot], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["spots"].choices = [  # type: ignore[attr-defined]
            (one.code, str(one.column_title)) for one in offered
        ]


class CallForm(DeskForm):
    closes_on = DateField(label=gettext_lazy("Open until"))
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for language in languages():
            name = LANGUAGE_NAMES[language]
            self.fields[f"title_{language}"] = forms.CharField(
                label=_("Title (%(language)s)") % {"language": name}, max_length=200,
                required=False,
                widget=forms.TextInput(attrs={"class": "textbox"}),
            )  # fmt: skip
            self.fields[f"text_{language}"] = forms.CharField(
                label=_("Text (%(language)s)") % {"language": name}, required=False,
                widget=forms.Textarea(attrs={"class": "textbox textbox--tall", "rows": 8}),
            )  # fmt: skip

    def texts(self, field: str) -> dict[str, str]:
        return {language: self.cleaned_data[f"{field}_{language}"] for language in languages()}


class EditionForm(forms.Form):
    """Which edition of a text somebody was looking at."""

    edition = forms.IntegerField()


class OutcomeForm(DeskForm):
    came = forms.MultipleChoiceField(
        label=gettext_lazy("Initiatives that came of it"), required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=gettext_lazy("Choose none when nothing came of it."),
    )  # fmt: skip
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = [(one.key, title_of(one)) for one in items("initiative")]  # type: ignore[attr-defined]
        for language in languages():
            self.fields[f"outcome_{language}"] = forms.CharField(
                label=_("What came of it (%(language)s)") % {"language": LANGUAGE_NAMES[language]},
                required=False,
                widget=forms.Textarea(attrs={"class": "textbox textbox--tall", "rows": 3}),
            )

    def texts(self) -> dict[str, str]:
        return {language: self.cleaned_data[f"outcome_{language}"] for language in languages()}
