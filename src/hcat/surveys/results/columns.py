# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The answers of a wave as columns of numbers, read in batches.

A sheet is a JSON of names; what is kept of it is one small number per question (per choice where
several can be chosen or ranked), so that 100,000 sheets of 60 questions fit in some tens of MB.
Only sheets that were completed count: who stopped half-way has not answered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.surveys.instrument.expressions import holds, looks_at
from hcat.surveys.instrument.questionnaire import (
    NO_ANSWER,
    Answers,
    Kind,
    Question,
    Questionnaire,
)
from hcat.surveys.models import AnswerSheet, Code, Wave
from hcat.surveys.queries.coding import decided

from .reasons import Unanswered

AT_ONCE = 2000
ANSWERED = 0
STATES: tuple[Unanswered, ...] = tuple(Unanswered)
"""State of an answer: 0 it counts, otherwise 1 + the place in this list."""
CODE_OF = {reason: 1 + place for place, reason in enumerate(STATES)}

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One concept: its choices that count, what each unit said, and whether that counts.

    `data`: SINGLE the place of the choice; MULTIPLE and coded OPEN yes or no per choice; RANKING
    the place that a choice was given (those not ranked share the places that are left); SCALE and
    NUMBER the number. It says nothing where `state` is not 0.
    """

    concept: str
    kind: Kind
    choices: tuple[str, ...]
    state: npt.NDArray[np.int8]
    data: npt.NDArray[Any]
    question: Question | None = None
    rest: Column | None = None
    """Of what is made of others: what those said who are not in it, as far as that follows from it
    beside the others."""
    has_steps: bool = True
    """Of a scale: whether it is told of all together how many gave each mark."""

    @property
    def counts(self) -> Flags:
        found: Flags = self.state == ANSWERED
        return found

    def is_in(self, reason: Unanswered) -> Flags:
        found: Flags = self.state == CODE_OF[reason]
        return found

    def values(self, choice: str = "") -> Floats:
        """One number per unit, NaN where nothing counts: 1 or 0 of a choice, the number of a scale,
        the place in a ranking. Raises ValueError for a choice that it does not have."""
        if self.kind in (Kind.SCALE, Kind.NUMBER):
            found = self.data.astype(np.float64)
        elif self.kind is Kind.SINGLE:
            found = (self.data == self.choices.index(choice)).astype(np.float64)
        else:
            found = self.data[:, self.choices.index(choice)].astype(np.float64)
        found[~self.counts] = np.nan
        return found

    def unanswered(self) -> dict[str, int]:
        """How many gave no answer that counts, by reason."""
        numbers = np.bincount(self.state, minlength=len(STATES) + 1)
        return {
            str(reason): int(numbers[CODE_OF[reason]])
            for reason in STATES
            if numbers[CODE_OF[reason]]
        }


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """What each unit is, as a code into its few values."""

    values: tuple[str, ...]
    codes: npt.NDArray[np.int32]

    def as_text(self) -> list[str]:
        return [self.values[code] for code in self.codes]


@dataclass(frozen=True, slots=True, eq=False)
class Answered:
    """The units that answered a wave, in the order of their sheets, and their answers."""

    sheets: npt.NDArray[np.int64]
    panel: list[str]
    """The same in all waves; empty where it is not known."""
    stratum: Labels
    size: Labels
    sector: Labels
    municipality: Labels
    weights: Floats
    """As kept; NaN before the wave was released."""
    columns: Mapping[str, Column]

    @property
    def n(self) -> int:
        return int(self.sheets.size)


def answers_of(wave: Wave, *, only: frozenset[str] | None = None) -> Answered:
    """All completed sheets of a wave as columns, by concept; `only` these concepts."""
    questionnaire = Questionnaire.from_json(wave.edition.questionnaire)
    rows = AnswerSheet.objects.filter(wave=wave, completed_at__isnull=False).order_by("pk")
    n = rows.count()
    asking = _Asking(questionnaire)
    filling = [
        _Filling(one, n, asking)
        for one in questionnaire.questions
        if only is None or one.concept in only
    ]
    sheets = np.zeros(n, dtype=np.int64)
    weights = np.full(n, np.nan)
    panel: list[str] = []
    kept = {name: _Labelling(n) for name in ("stratum", "size_class", "sector", "municipality")}
    fields = ("pk", "panel", "weight", "answers", *kept)
    at, found = 0, rows.values_list(*fields).iterator(AT_ONCE)
    while batch := list(islice(found, AT_ONCE)):
        numbers, who, weight, answers, *labels = zip(*batch, strict=True)
        here = slice(at, at + len(batch))
        sheets[here] = numbers
        panel += who
        weights[here] = [np.nan if one is None else one for one in weight]
        for one, given in zip(kept.values(), labels, strict=True):
            one.put(here, given)
        for column in filling:
            column.put(at, answers)
        at = here.stop
    columns = {one.question.concept: one.column() for one in filling}
    columns |= _coded(wave, columns, sheets)
    return Answered(
        sheets, panel, kept["stratum"].labels(), kept["size_class"].labels(),
        kept["sector"].labels(), kept["municipality"].labels(), weights, columns,
    )  # fmt: skip


class _Labelling:
    def __init__(self, n: int) -> None:
        self.known: dict[str, int] = {}
        self.codes = np.zeros(n, dtype=np.int32)

    def put(self, here: slice, labels: Sequence[str]) -> None:
        self.codes[here] = [self.known.setdefault(one, len(self.known)) for one in labels]

    def labels(self) -> Labels:
        return Labels(tuple(self.known), self.codes)


class _Asking:
    """Whether a question was asked of somebody. What a condition says is remembered for the same
    answers to the same questions, since most people give one of few."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.conditions: dict[str, list[str]] = {}
        for page in questionnaire.pages:
            for one in page.questions:
                self.conditions[one.name] = [text for text in (page.relevant, one.relevant) if text]
        self.looked_at = {
            text: tuple(sorted(looks_at(text)))
            for texts in self.conditions.values()
            for text in texts
        }
        self.known: dict[tuple[Any, ...], bool] = {}

    def was_asked(self, name: str, answers: Answers) -> bool:
        return all(self._holds(text, answers) for text in self.conditions[name])

    def _holds(self, text: str, answers: Answers) -> bool:
        said = [answers.get(one) for one in self.looked_at[text]]
        key = (text, *(tuple(one) if isinstance(one, list) else one for one in said))
        found = self.known.get(key)
        if found is None:
            if len(self.known) > 50_000:
                self.known.clear()
            found = self.known[key] = holds(text, answers)
        return found


class _Filling:
    """A column while it is filled."""

    def __init__(self, question: Question, n: int, asking: _Asking) -> None:
        self.question, self.asking = question, asking
        self.name, self.kind = question.name, question.kind
        self.has_choices = question.kind.has_choices
        names = [one.name for one in question.choices if one.name not in NO_ANSWER]
        self.places = {name: place for place, name in enumerate(names)}
        self.state = np.full(n, CODE_OF[Unanswered.NOT_ANSWERED], dtype=np.int8)
        many = len(names)
        self.data: npt.NDArray[Any]
        match self.kind:
            case Kind.SINGLE:
                self.data = np.zeros(n, dtype=np.int16)
            case Kind.MULTIPLE:
                self.data = np.zeros((n, many), dtype=np.bool_)
            case Kind.RANKING:
                self.data = np.zeros((n, many), dtype=np.float32)
            case Kind.OPEN:
                self.data = np.zeros((n, 0), dtype=np.bool_)
            case _:
                self.data = np.zeros(n, dtype=np.float64)

    def put(self, start: int, batch: Sequence[Answers]) -> None:
        """What these sheets say of it, from this place on."""
        said = [answers.get(self.name) for answers in batch]
        counted: list[int] = []
        for at, answer in enumerate(said):
            if answer is None or answer == []:
                if not self.asking.was_asked(self.name, batch[at]):
                    self.state[start + at] = CODE_OF[Unanswered.NOT_ASKED]
                continue
            special = answer[0] if isinstance(answer, list) else answer
            if self.has_choices and special in NO_ANSWER:
                self.state[start + at] = CODE_OF[Unanswered(str(special))]
            else:
                counted.append(at)
        if counted:
            places = np.array(counted) + start
            self._keep(places, [said[at] for at in counted])

    def _keep(self, at: npt.NDArray[np.intp], said: Sequence[Any]) -> None:
        self.state[at] = ANSWERED
        match self.kind:
            case Kind.SINGLE:
                self.data[at] = [self.places[one] for one in said]
            case Kind.MULTIPLE:
                for place, names in zip(at, said, strict=True):
                    self.data[place, [self.places[name] for name in names]] = True
            case Kind.RANKING:
                many = len(self.places)
                for place, names in zip(at, said, strict=True):
                    self.data[place, :] = (len(names) + 1 + many) / 2
                    ranked = [self.places[name] for name in names]
                    self.data[place, ranked] = np.arange(1, len(names) + 1)
            case Kind.OPEN:
                self.state[at] = CODE_OF[Unanswered.NOT_CODED]
            case _:
                self.data[at] = [float(one) for one in said]

    def column(self) -> Column:
        return Column(
            self.question.concept, self.kind, tuple(self.places), self.state, self.data,
            self.question,
        )  # fmt: skip


def _coded(
    wave: Wave, columns: Mapping[str, Column], sheets: npt.NDArray[np.int64]
) -> Iterator[tuple[str, Column]]:
    """Open answers with what they were taken to say, once that is settled."""
    book: dict[str, list[str]] = {}
    for concept, name in Code.objects.filter(survey=wave.survey_id).values_list("concept", "name"):
        book.setdefault(concept, []).append(name)
    for concept, column in columns.items():
        if column.kind is not Kind.OPEN or concept not in book:
            continue
        names = book[concept]
        places = {name: place for place, name in enumerate(names)}
        state, data = column.state.copy(), np.zeros((sheets.size, len(names)), dtype=np.bool_)
        for sheet, codes in decided(wave, concept).items():
            at = int(np.searchsorted(sheets, sheet))
            if at >= sheets.size or sheets[at] != sheet:
                continue
            if state[at] != CODE_OF[Unanswered.NOT_CODED]:
                continue
            state[at] = ANSWERED
            for name in codes:
                if name in places:
                    data[at, places[name]] = True
        yield concept, Column(concept, Kind.OPEN, tuple(names), state, data, column.question)
