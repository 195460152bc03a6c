# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A survey, and the file with its questionnaire."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import Refused
from hcat.surveys.api import Population, Survey, SurveyFacts, refuse_strange_key
from hcat.web.desk.register.forms.base import BoundedFileField, DeskForm, WholeNumberField
from hcat.web.surveys.desk_words import POPULATIONS

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
TAKEN_BY_PAGES = ("new", "shipped", "rankings", "advisers", "employer-lists")
"""Words that stand where the key of a survey does in an address."""


class WaveKeyField(forms.SlugField):
    """The name of a wave; one that cannot stand in addresses is refused as the room does it."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(label=_("Name of the wave"), max_length=40, **kwargs)

    def validate(self, value: str) -> None:
        super().validate(value)
        try:
            refuse_strange_key(value)
        except Refused as error:
            raise forms.ValidationError(str(error)) from error


def in_languages(
    label: Any, name: str, *, rows: int = 0, needed: bool = True, help_text: Any = ""
) -> dict[str, forms.CharField]:
    """A field for each language of the site, by `name_language`; Dutch must be filled in where it
    is needed at all."""
    names = dict(settings.LANGUAGES)
    found = {}
    for code in LANGUAGES:
        box = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
        box.attrs["lang"] = code
        found[f"{name}_{code}"] = forms.CharField(
            label=_("%(what)s (%(language)s)") % {"what": label, "language": names[code]},
            widget=box, max_length=5000, required=needed and code == "nl",
            help_text=help_text if code == "nl" else "",
        )  # fmt: skip
    return found


def texts_of(given: dict[str, Any], name: str) -> dict[str, str]:
    """What was filled in, by language; without those left empty."""
    found = {code: (given.get(f"{name}_{code}") or "").strip() for code in LANGUAGES}
    return {code: text for code, text in found.items() if text}


def as_initial(name: str, texts: Any) -> dict[str, str]:
    return {f"{name}_{code}": texts.get(code, "") for code in LANGUAGES}


class SurveyForm(DeskForm):
    key = forms.SlugField(
        label=_("Name in addresses"), max_length=60,
        error_messages={"invalid": _("Use small letters, digits and hyphens only.")},
        help_text=_("Small letters, digits and hyphens, such as company-panel."),
    )  # fmt: skip
    population = forms.ChoiceField(
        label=_("Who is asked?"), widget=forms.RadioSelect,
        choices=[(one.value, POPULATIONS[one]) for one in Population],
    )  # fmt: skip
    high_tech_only = forms.BooleanField(
        label=_("Of the companies only those that count as high-tech"), required=False
    )
    asks_minors = forms.BooleanField(
        label=_("Children are asked: a parent agrees first"), required=False
    )
    kept_years = WholeNumberField(
        label=_("How many years are answers kept after a wave?"), min_value=1, max_value=10,
        initial=5,
        help_text=_("Whose answers they are is forgotten a year earlier. Of children: at most 2."),
    )  # fmt: skip

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        self.base_fields = {  # type: ignore[misc]
            **in_languages(_("What is it called?"), "title"),
            **in_languages(
                _("What are the answers used for?"), "purpose", rows=3,
                help_text=_("Whoever is asked reads this before they begin."),
            ),
            **type(self).base_fields,
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        if not is_new:
            del self.fields["key"]

    @staticmethod
    def as_it_is(survey: Survey) -> dict[str, Any]:
        names = ("population", "high_tech_only", "asks_minors", "kept_years")
        return {
            **as_initial("title", survey.titles),
            **as_initial("purpose", survey.purposes),
            **{name: getattr(survey, name) for name in names},
        }

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if key in TAKEN_BY_PAGES:
            raise forms.ValidationError(_("This word is taken by a page. Choose another one."))
        return key

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        whom = given.get("population")
        if given.get("asks_minors") and (given.get("kept_years") or 0) > 2:
            self.add_error("kept_years", _("Answers of children are kept for 2 years at most."))
        if given.get("high_tech_only") and whom and whom != Population.COMPANIES:
            self.add_error("high_tech_only", _("Only companies count as high-tech."))
        if given.get("asks_minors") and whom and whom != Population.PEOPLE:
            self.add_error("asks_minors", _("Children are people: choose people above."))
        return given

    @property
    def facts(self) -> SurveyFacts:
        given = self.cleaned_data
        names = ("population", "high_tech_only", "asks_minors", "kept_years")
        return SurveyFacts(
            titles=texts_of(given, "title"),
            purposes=texts_of(given, "purpose"),
            **{name: given[name] for name in names},
        )


class FileForm(DeskForm):
    file = BoundedFileField(
        label=_("XLSForm"), suffixes=(".xlsx", ".md"), largest_mb=10,
        strange=_("“%(suffix)s” is not an XLSForm: save it as XLSX, or as Markdown (.md)."),
        help_text=_("A workbook (.xlsx) or tables in Markdown (.md)."),
    )  # fmt: skip
    instead = forms.BooleanField(
        label=_("It comes instead of the draft that is there"), required=False
    )

    def __init__(self, *args: Any, has_draft: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_draft:
            del self.fields["instead"]
