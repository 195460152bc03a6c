# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Companies by words: of their name, or of what they make; in any order, and with a mistake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet
from rapidfuzz import process
from rapidfuzz.distance import OSA

from hcat.parties.api import name_key
from hcat.portal.models import Profile
from hcat.portal.searching.analysing import words_of
from hcat.portal.searching.spelling import mistakes_in

from .choosing import FIELD


def sought(companies: QuerySet[Any], text: str) -> Q:
    """The condition that a row of the register of organisations is what is meant by this text:
    each word stands in its name or in what it makes. Where none of `companies` has them all, words
    that differ by a mistake count."""
    words = name_key(" ".join(words_of(text))).split()
    found = Q(name__icontains=text)
    if not words:
        return found
    told = _told()
    every = Q()
    for word in words:
        makers = [number for number, said in told.items() if word in said]
        every &= Q(name_key__contains=word) | Q(organisation_id__in=makers)
    found |= every
    if companies.filter(found).exists():
        return found
    return Q(organisation_id__in=_nearly(companies, words, told))


def _told() -> Mapping[int, str]:
    """By number what each writes of itself. Looked through here, because a database does not know
    small from capital letters in what it keeps as JSON."""
    rows = Profile.objects.values_list("organisation_id", "makes", "disciplines")
    return {
        number: " ".join(words_of(" ".join([*makes.values(), *_own(disciplines)])))
        for number, makes, disciplines in rows
    }


def _own(disciplines: Iterable[str]) -> list[str]:
    return [one for one in disciplines if not one.startswith(FIELD)]


def _nearly(companies: QuerySet[Any], words: list[str], told: Mapping[int, str]) -> list[int]:
    rows = companies.order_by().values_list("organisation_id", "name_key")
    held = {number: {*name.split(), *told.get(number, "").split()} for number, name in rows}
    known = sorted(set().union(*held.values()))
    meant = [_meant(word, known) for word in words]
    return [number for number, own in held.items() if all(not own.isdisjoint(one) for one in meant)]


def _meant(word: str, known: list[str]) -> set[str]:
    """Words in which it stands, or that are a mistake away."""
    near = process.extract_iter(
        word, known, scorer=OSA.distance, score_cutoff=mistakes_in(word)
    )  # fmt: skip
    return {one for one, _far, _at in near} | {one for one in known if word in one}
