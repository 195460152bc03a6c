# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which companies fit the answers, and why. No tables: rules that a reader can follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .questions import ANY, GIVEN_UP, QUESTIONS, Answer

ENOUGH = 3
"""Companies that must fit; with fewer, an answer is given up."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A company as the finder looks at it. `makes`: in small letters, all languages together.
    `levels`: of its open vacancies. `internships`: how many it has open."""

    number: int
    name: str
    fields: frozenset[str] = frozenset()
    makes: str = ""
    offers: frozenset[str] = frozenset()
    size: str = ""
    levels: frozenset[str] = frozenset()
    has_visits: bool = False
    internships: int = 0


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a company fits one question: what of it was looked at, and what was found there."""

    question: str
    sort: str
    """field, makes, offer, size, level or visits"""
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    candidate: Candidate
    reasons: tuple[Reason, ...]

    @property
    def questions(self) -> frozenset[str]:
        return frozenset(one.question for one in self.reasons)


@dataclass(frozen=True, slots=True)
class Fitting:
    """`fits`: those that answer the most come first. `given_up`: questions that were left out."""

    fits: tuple[Fit, ...]
    given_up: tuple[str, ...]


def fitting(given: Mapping[str, str], candidates: Iterable[Candidate]) -> Fitting:
    """The companies for these answers, by key of the question. Where fewer than three fit all that
    was answered, one answer after the other is given up, until three do or none is left: of a
    region with companies nobody goes away empty-handed."""
    asked = {
        question.key: answer
        for question in QUESTIONS
        if given.get(question.key, ANY) != ANY and (answer := question.answer(given[question.key]))
    }
    every = [Fit(one, tuple(_reasons(one, asked))) for one in candidates]
    every.sort(key=_order)
    kept: set[str] = set(asked)
    given_up: list[str] = []
    order = [one for one in GIVEN_UP if one in asked]
    while True:
        fits = [one for one in every if kept <= one.questions]
        if len(fits) >= ENOUGH or not order:
            return Fitting(tuple(fits), tuple(given_up))
        given_up.append(order.pop(0))
        kept.discard(given_up[-1])


def _order(fit: Fit) -> tuple[int, int, bool, int, str]:
    one = fit.candidate
    return (
        -len(fit.questions), -len(fit.reasons), not one.has_visits, -one.internships,
        one.name.casefold(),
    )  # fmt: skip


def _reasons(one: Candidate, asked: Mapping[str, Answer]) -> Iterable[Reason]:
    for question, answer in asked.items():
        found = {
            "field": tuple(sorted(one.fields & answer.fields)),
            "makes": tuple(word for word in answer.words if _begins(word, one.makes)),
            "offer": tuple(sorted(one.offers & answer.offers)),
            "size": (one.size,) if one.size in answer.sizes else (),
            "level": tuple(sorted(one.levels & answer.levels)),
            "visits": ("visits",) if answer.visits and one.has_visits else (),
        }
        yield from (Reason(question, sort, what) for sort, what in found.items() if what)


def _begins(word: str, text: str) -> bool:
    """Whether a word of the text begins so.

    >>> _begins("robot", "wij bouwen robots"), _begins("app", "een happige prijs")
    (True, False)
    """
    return re.search(rf"\b{re.escape(word)}", text) is not None
