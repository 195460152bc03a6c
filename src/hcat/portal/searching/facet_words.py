# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people call the answers that vacancies are filtered by: who types the words of a filter
finds what it holds, in any of the three languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hcat.fields.api import fields

_NAMES = ("nl", "en", "de")
_ALSO: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "field": {
        "mechanical": ("werktuigbouwkunde", "metaalbewerking"),
        "process-chemical": ("procestechniek", "process engineering", "Verfahrenstechnik"),
        "software": ("IT", "informatica", "Informatik"),
    },
    "level": {
        "mbo-3": ("mbo 3",),
        "mbo-4": ("mbo 4",),
        "hbo": ("hbo", "Fachhochschule"),
        "wo": ("wo", "universiteit", "university", "Universität"),
    },
    "hours": {
        "full_time": ("fulltime", "voltijd", "Vollzeit"),
        "part_time": ("parttime", "deeltijd", "Teilzeit"),
    },
    "language": {
        "nl": ("Nederlands", "Dutch", "Niederländisch"),
        "en": ("Engels", "English", "Englisch"),
        "de": ("Duits", "German", "Deutsch"),
    },
    "remote": {
        "hybrid": ("hybride", "hybrid", "thuiswerken", "homeoffice"),
        "remote": ("thuiswerken", "remote", "homeoffice"),
    },
    "seniority": {
        "intern": ("stage", "stagiair", "internship", "intern", "Praktikum", "Praktikant"),
    },
}
"""Beside the titles of the fields, which their own list says."""


def field_names(values: Iterable[str]) -> tuple[str, ...]:
    """The titles of these technical fields, in three languages."""
    titles = {one.code: one.title for one in fields()}
    return tuple(
        dict.fromkeys(
            titles[value].in_(code) for value in values if value in titles for code in _NAMES
        )
    )


def facet_words(facets: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Names of all these answers, each once."""
    found = dict.fromkeys(field_names(facets.get("field", ())))
    for name, also in _ALSO.items():
        for value in facets.get(name, ()):
            found |= dict.fromkeys(also.get(value, ()))
    return tuple(found)
