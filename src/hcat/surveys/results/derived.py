# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Concepts that are worked out of others at the same unit.

What an agenda promises may be several things at once, "knows it and acted on it": shares of each
apart do not tell how many did both, and once released nothing is worked out again. So they are
worked out with the rest, from this table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from hcat.surveys.instrument.questionnaire import Kind
from hcat.surveys.models import Code

from .apart import apart, sides_of
from .columns import ANSWERED, Answered, Column

YES, NO, UNKNOWN = 1, 0, -1


@dataclass(frozen=True, slots=True)
class Condition:
    """Of one concept: one of these choices, or a code that counts."""

    concept: str
    choices: tuple[str, ...] = ()
    is_coded: bool = False
    is_gate: bool = False
    """Whoever does not meet it is not asked the others. Without it everybody was."""


@dataclass(frozen=True, slots=True)
class Derived:
    """Yes where all conditions hold, no where one does not, whatever the others are."""

    concept: str
    all_of: tuple[Condition, ...]


THOUGHT = Condition("agenda_thought", is_coded=True)
KNOWS_AGENDA = Condition("knows_agenda", ("yes",), is_gate=True)
KNOWS_WISHES = Condition("knows_talent_wishes", ("yes",))
DERIVED = (
    Derived("names_agenda_thought", all_of=(KNOWS_AGENDA, THOUGHT)),
    Derived(
        "knows_and_acted_on_talent_wishes",
        all_of=(KNOWS_WISHES, Condition("acted_on_talent_wishes", ("yes",))),
    ),
    Derived(
        "knows_agenda_in_full",
        all_of=(
            Condition("knows_agenda", ("yes",)),
            Condition("knows_agenda_value", ("yes",)),
            THOUGHT,
        ),
    ),
)


def with_derived(answered: Answered, survey: int) -> dict[str, Column]:
    """The columns and those that can be worked out of them; a concept that is asked as such is
    left as it was asked."""
    columns = dict(answered.columns)
    for one in DERIVED:
        if one.concept in columns:
            continue
        column = _derived(one, answered.columns, answered.n, survey)
        if column is not None:
            columns[one.concept] = column
    return columns | apart(columns)


def breaks_with(concept: str, broken: Mapping[str, str]) -> str:
    """Why a concept is not compared: the reason of its own break, or of one that it rests on."""
    for name in (concept, *sides_of(concept)):
        if name in broken:
            return broken[name]
    for one in DERIVED:
        if one.concept == concept:
            for part in one.all_of:
                if part.concept in broken:
                    return broken[part.concept]
    return ""


def _derived(one: Derived, columns: Mapping[str, Column], n: int, survey: int) -> Column | None:
    """None where something that it needs was not part of the questionnaire."""
    parts: list[tuple[npt.NDArray[np.int8], Column]] = []
    for condition in one.all_of:
        column = columns.get(condition.concept)
        if column is None and condition.is_gate:
            continue
        truth = None if column is None else _truth(condition, column, survey)
        if column is None or truth is None:
            return None
        parts.append((truth, column))
    truths = np.stack([truth for truth, _column in parts])
    is_no = (truths == NO).any(axis=0)
    is_known = is_no | (truths == YES).all(axis=0)
    said = np.where(is_no, NO, YES).astype(np.int16)
    state = np.full(n, ANSWERED, dtype=np.int8)
    for truth, column in reversed(parts):
        lacks = ~is_known & (truth == UNKNOWN)
        state[lacks] = column.state[lacks]
    return Column(one.concept, Kind.SINGLE, ("no", "yes"), state, said)


def _truth(condition: Condition, column: Column, survey: int) -> npt.NDArray[np.int8] | None:
    truth = np.full(column.state.size, UNKNOWN, dtype=np.int8)
    counts = column.counts
    holds: npt.NDArray[np.bool_]
    if condition.is_coded:
        if column.kind is not Kind.OPEN:
            return None
        wanted = list(_that_count(survey, condition.concept, column))
        holds = np.zeros(truth.size, np.bool_)
        if wanted:
            holds = np.asarray(column.data[:, wanted].any(axis=1))
        if not wanted and counts.any():
            return None
    else:
        known = [one for one in condition.choices if one in column.choices]
        if not known or column.kind is not Kind.SINGLE:
            return None
        holds = np.isin(column.data, [column.choices.index(one) for one in known])
    truth[counts] = holds[counts]
    return truth


def _that_count(survey: int, concept: str, column: Column) -> Iterator[int]:
    rows = Code.objects.filter(survey=survey, concept=concept, counts=True)
    for name in rows.values_list("name", flat=True):
        if name in column.choices:
            yield column.choices.index(name)
