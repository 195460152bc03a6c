# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names of concepts by their values, for pages and for the index; and whether a value is known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from django.db.models.functions import Length

from hcat.fields.api import field_of_occupation
from hcat.portal.models import Concept, ConceptName

from .own import LANGUAGES, PREFIX, own_concepts

MOST_NAMES = {str(Concept.Kind.SKILL): 12}
"""Names of one concept in one language that are searched. Of an occupation all forty of ESCO count:
a vacancy has one or two, and who asks by the least known of them means just these."""
_AT_ONCE = 800


def names_of_concepts(values: Iterable[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """By value and language, the preferred name first. One query for eight hundred of ESCO; what
    is known to nobody is left out."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    wanted = set(values)
    for value in wanted:
        if value.startswith(PREFIX) and (own := own_concepts().get(value)):
            found[value] = dict(own.names)
    for uri, language, texts in _named(sorted(one for one in wanted if "://" in one)):
        found.setdefault(uri, {})[language] = texts
    return found


def _named(uris: list[str]) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    for first in range(0, len(uris), _AT_ONCE):
        part = uris[first : first + _AT_ONCE]
        rows = (
            ConceptName.objects.filter(concept__uri__in=part, language__in=LANGUAGES)
            .order_by("concept_id", "language", "-is_preferred", "pk")
            .values_list("concept__uri", "concept__kind", "language", "text")
        )
        kept: dict[tuple[str, str], list[str]] = {}
        for uri, kind, language, text in rows:
            texts = kept.setdefault((uri, language), [])
            if len(texts) < MOST_NAMES.get(kind, 1_000):
                texts.append(text)
        for (uri, language), texts in kept.items():
            yield uri, language, tuple(texts)


def title_of_concept(value: str, names: Mapping[str, tuple[str, ...]], language: str) -> str:
    """How it is shown: in this language, or else in another one that has a name."""
    for one in (language, *LANGUAGES):
        if texts := names.get(one):
            return texts[0]
    return value


def known_concepts(values: Iterable[str], kind: str) -> set[str]:
    """Those of these that are an occupation, or a skill."""
    wanted = set(values)
    own = {one for one in wanted if (o := own_concepts().get(one)) and o.kind == kind}
    uris = Concept.objects.filter(uri__in=wanted - own, kind=kind).values_list("uri", flat=True)
    return own | set(uris)


def concepts_called(text: str, kind: str) -> list[str]:
    """The concepts that have exactly this name, in any language; ESCO's before ours."""
    wanted = " ".join(text.split()).casefold()
    rows = ConceptName.objects.filter(concept__kind=kind, text__iexact=wanted)
    found = list(
        rows.order_by("-is_preferred", "concept__uri").values_list("concept__uri", flat=True)
    )
    found += [
        value
        for value, own in own_concepts().items()
        if own.kind == kind
        and any(wanted == one.casefold() for names in own.names.values() for one in names)
    ]
    return list(dict.fromkeys(found))


def fields_named(text: str) -> list[str]:
    """The technical fields of the occupations that have exactly this name."""
    values = concepts_called(text, "occupation")
    groups = dict(Concept.objects.filter(uri__in=values).values_list("uri", "isco"))
    own = own_concepts()
    told = {one: own[one].field for one in values if one in own and own[one].field}
    groups |= {one: own[one].isco for one in values if one in own}
    found = [told.get(one) or field_of_occupation(groups.get(one, "")).field for one in values]
    return list(dict.fromkeys(one for one in found if one))


def names_like(text: str, kind: str, most: int = 8) -> list[str]:
    """Names in which this stands, the shortest first: to choose from where none is exactly it."""
    wanted = " ".join(text.split()).casefold()
    if len(wanted) < 3:
        return []
    rows = ConceptName.objects.filter(concept__kind=kind, text__icontains=wanted)
    found = set(rows.order_by(Length("text"), "text").values_list("text", flat=True)[:most])
    found |= {
        one
        for own in own_concepts().values()
        if own.kind == kind
        for names in own.names.values()
        for one in names
        if wanted in one.casefold()
    }
    return sorted(found, key=lambda one: (len(one), one.casefold()))[:most]
