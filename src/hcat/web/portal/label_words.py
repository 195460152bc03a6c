# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a vacancy is taken to be about, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.fields.api import fields
from hcat.portal.api import (
    NO_FIELD,
    VALUES,
    Aspect,
    Label,
    Shown,
    names_of_concepts,
    title_of_concept,
)
from hcat.web import labels

CONCEPTS = (Aspect.OCCUPATION, Aspect.SKILL)
SURE, LIKELY = 0.8, 0.6


@dataclass(frozen=True, slots=True)
class Said:
    """One answer: its title, how it is known, and the words that led to it."""

    value: str
    title: str
    how: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question about a vacancy, with its answers; none where nothing is known."""

    aspect: str
    title: str
    answers: tuple[Said, ...]

    @property
    def titles(self) -> str:
        return ", ".join(one.title for one in self.answers)


def answered(shown: Shown, aspects: Iterable[str] = Aspect.values) -> list[Answered]:
    """Each question with its answers. One query for the names of occupations and skills."""
    rows = {aspect: shown.labels.get(aspect, ()) for aspect in aspects}
    names = names_of_concepts(one.value for aspect in CONCEPTS for one in rows.get(aspect, ()))
    return [
        Answered(aspect, aspect_title(aspect), tuple(_said(one, names) for one in found))
        for aspect, found in rows.items()
    ]


def _said(label: Label, names: Mapping[str, Mapping[str, tuple[str, ...]]]) -> Said:
    by_a_person = label.made_by == Label.MadeBy.PERSON
    return Said(
        label.value,
        value_title(label.aspect, label.value, names),
        _("corrected by the programme") if by_a_person else how_sure(label.confidence),
        tuple(label.words),
    )


def how_sure(confidence: float) -> str:
    """A sureness in words: figures with decimals would promise more than rules can keep."""
    if confidence >= SURE:
        return _("sure")
    return _("likely") if confidence >= LIKELY else _("a guess")


def aspect_title(aspect: str) -> str:
    return {
        Aspect.LEVEL: _("Level of education"),
        Aspect.FIELD: _("Technical field"),
        Aspect.OCCUPATION: _("Occupation"),
        Aspect.SKILL: _("Skills"),
        Aspect.SENIORITY: _("Experience"),
        Aspect.HOURS: _("Hours"),
        Aspect.LANGUAGE: _("Language asked"),
        Aspect.SPONSOR: _("Help to come from abroad"),
        Aspect.REMOTE: _("Where the work is done"),
    }[Aspect(aspect)]


def value_title(
    aspect: str, value: str, names: Mapping[str, Mapping[str, tuple[str, ...]]] | None = None
) -> str:
    if aspect == Aspect.LEVEL:
        return labels.level(value)
    if aspect == Aspect.FIELD:
        return field_title(value)
    if aspect in CONCEPTS:
        found = (names if names is not None else names_of_concepts([value])).get(value, {})
        return title_of_concept(value, found, (get_language() or "nl")[:2])
    return _values()[aspect].get(value, value)


def field_title(code: str) -> str:
    if code == NO_FIELD:
        return _("not technical")
    return next((str(one.title.spoken()[1]) for one in fields() if one.code == code), code)


def choices(aspect: str) -> list[tuple[str, str]]:
    """All answers of a question that has a list of them, in their order."""
    values = (
        [*(one.code for one in fields()), NO_FIELD] if aspect == Aspect.FIELD else VALUES[aspect]
    )
    return [(value, value_title(aspect, value)) for value in values]


def _values() -> dict[str, dict[str, str]]:
    return {
        Aspect.SENIORITY: {
            "intern": _("internship"),
            "junior": _("junior"),
            "medior": _("some years of experience"),
            "senior": _("senior"),
            "lead": _("leading"),
        },
        Aspect.HOURS: {"full_time": _("full-time"), "part_time": _("part-time")},
        Aspect.LANGUAGE: {"nl": _("Dutch"), "en": _("English"), "de": _("German")},
        Aspect.SPONSOR: {"offered": _("offered"), "not_offered": _("not offered")},
        Aspect.REMOTE: {
            "on_site": _("at the company"),
            "hybrid": _("partly from home"),
            "remote": _("from home"),
        },
    }
