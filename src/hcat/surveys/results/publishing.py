# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""All figures of a wave as they go out: what may not be shown is left out of them.

Concepts hang together. How many answered a question that was asked of some tells how many gave the
answer that leads to it, and what is worked out of several questions tells of each. So nothing is
shown of a group where something that it rests on is not shown: then whatever a reader makes of the
two, the first told it already.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from hcat.surveys.instrument.expressions import looks_at
from hcat.surveys.instrument.questionnaire import Questionnaire
from hcat.surveys.population import Frame
from hcat.surveys.weighting import Weights

from .apart import sides_of, told_by_both, told_by_rest
from .columns import Answered, Column
from .derived import DERIVED
from .estimating import Figure, figures, groupings_of
from .reasons import Hidden
from .safe import Row, Shown, hidden_rows, numbered


@dataclass(frozen=True, slots=True, eq=False)
class Past:
    """What is out of another wave, with its answers as far as they are still kept."""

    answered: Answered
    columns: Mapping[str, Column]
    shown: Mapping[str, frozenset[Row]]
    """By concept: the (dimension, group) that are shown."""


def gates_of(questionnaire: Questionnaire) -> dict[str, set[str]]:
    """By concept those that it rests on: whose answers decide whether it is asked, or of which it
    is worked out."""
    concepts = {one.name: one.concept for one in questionnaire.questions}
    found = {
        one.concept: {
            concepts[name]
            for text in (page.relevant, one.relevant) if text
            for name in looks_at(text) if name in concepts
        }
        for page in questionnaire.pages for one in page.questions
    }  # fmt: skip
    for made in DERIVED:
        if made.concept not in found:
            found[made.concept] = {one.concept for one in made.all_of}
    return found


def published(
    answered: Answered,
    columns: Mapping[str, Column],
    frame: Frame,
    weights: Weights,
    past: Sequence[Past],
    gates: Mapping[str, Collection[str]],
) -> list[Figure]:
    """The figures of all `columns`, the hidden ones with the reason that may be told. `past`: all
    that is out of the survey, also of later days."""
    groupings = groupings_of(answered, frame)
    rows = {(one.dimension, name) for one in groupings for name in one.groups}
    mine, *theirs = numbered(answered.panel, *(one.answered.panel for one in past))
    before = [groupings_of(one.answered) for one in past]
    found: list[Figure] = []
    hidden: dict[str, dict[Row, Hidden]] = {}

    def here(concept: str) -> Shown:
        return Shown(mine, columns[concept], groupings, frozenset(rows - hidden[concept].keys()))

    def elsewhere(concept: str) -> dict[int, Shown]:
        return {
            at: Shown(panel, other, groups, one.shown[concept])
            for at, (one, groups, panel) in enumerate(zip(past, before, theirs, strict=True))
            if concept in one.columns and concept in one.shown
            if (other := one.columns[concept]).kind is columns[concept].kind
        }

    for concept, column in columns.items():
        earlier = elsewhere(concept)
        shown = list(earlier.values())
        why = told_by_rest(column, groupings, panel=mine, earlier=shown)
        why |= hidden_rows(column, groupings, panel=mine, earlier=shown)
        sides = sides_of(concept)
        for gate in (*gates.get(concept, ()), *sides):
            # Also where nobody was asked, or few: that would tell what leads to it.
            of_gate = hidden.get(gate, {}).items()
            why |= {row: Hidden.PROTECTS for row, one in of_gate if one is not Hidden.NOBODY}
        hidden[concept] = why
        if sides:
            of_sides = [elsewhere(one) for one in sides]
            why |= told_by_both(
                [here(one) for one in sides], here(concept),
                [
                    ([one[at] for one in of_sides], difference)
                    for at, difference in earlier.items()
                    if all(at in one for one in of_sides)
                ],
                why,
            )  # fmt: skip
        found += figures(column, groupings, weights, why)
    return found
