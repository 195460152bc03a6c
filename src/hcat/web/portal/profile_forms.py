# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a company's profile: the same at the desk and for the employer itself."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import Refused
from hcat.portal.api import (
    LOGO_ACCEPT,
    LOGO_LARGEST_KB,
    PULL_FACTORS,
    SPOKEN,
    Profile,
    ProfileDraft,
    picture_of,
)
from hcat.web.desk.register.forms.base import DeskForm, TextArea

from .words import FIELD, LANGUAGES, field_choices

READ_AT_MOST = 2 * 1024 * 1024
"""Bytes that are looked at; what is larger is refused unread."""


class LogoField(forms.FileField):
    """Cleaned to a picture."""

    def clean(self, data: Any, initial: Any = None) -> Any:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return picture_of(file.read(READ_AT_MOST))
        except Refused as error:
            raise forms.ValidationError(str(error)) from error


def _ticks() -> forms.CheckboxSelectMultiple:
    return forms.CheckboxSelectMultiple()


class ProfileForm(DeskForm):
    makes_nl = TextArea(label=_("What the company makes, in Dutch"), required=False)
    makes_en = TextArea(label=_("What the company makes, in English"), required=False)
    makes_de = TextArea(label=_("What the company makes, in German"), required=False)
    fields_of_work = forms.MultipleChoiceField(
        label=_("Technical fields"), required=False, widget=_ticks(), choices=field_choices
    )
    words = forms.CharField(
        label=_("Other disciplines"),
        required=False,
        max_length=800,
        help_text=_("With commas in between, such as: optics, precision mechanics"),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken at work"),
        required=False,
        widget=_ticks(),
        choices=[(code, LANGUAGES[code]) for code in SPOKEN],
    )
    offers = forms.MultipleChoiceField(
        label=_("What it offers"),
        required=False,
        widget=_ticks(),
        choices=lambda: list(PULL_FACTORS.items()),
    )
    visits_nl = TextArea(label=_("How pupils and students may visit, in Dutch"), required=False)
    visits_en = TextArea(label=_("How pupils and students may visit, in English"), required=False)
    visits_de = TextArea(label=_("How pupils and students may visit, in German"), required=False)
    logo = LogoField(
        label=_("Logo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": LOGO_ACCEPT}),
    )
    without_logo = forms.BooleanField(label=_("Show no logo"), required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["logo"].help_text = gettext(
            "PNG, JPEG or WebP of at most %(size)d kB; empty keeps the one that stands"
        ) % {"size": LOGO_LARGEST_KB}

    @property
    def draft(self) -> ProfileDraft:
        given = self.cleaned_data
        return ProfileDraft(
            makes={code: given[f"makes_{code}"] for code, _name in settings.LANGUAGES},
            disciplines=(*given["fields_of_work"], *given["words"].split(",")),
            languages=tuple(given["languages"]),
            offers=tuple(given["offers"]),
            visits={code: given[f"visits_{code}"] for code, _name in settings.LANGUAGES},
        )


def as_it_stands(profile: Profile | None) -> dict[str, Any]:
    """How the form begins."""
    if profile is None:
        return {"edition": 0}
    fields = [one for one in profile.disciplines if one.startswith(FIELD)]
    return {
        **{f"makes_{code}": text for code, text in profile.makes.items()},
        **{f"visits_{code}": text for code, text in profile.visits.items()},
        "fields_of_work": fields,
        "words": ", ".join(one for one in profile.disciplines if one not in fields),
        "languages": profile.languages,
        "offers": profile.offers,
        "edition": profile.edition,
    }
