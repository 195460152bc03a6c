# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Questions as somebody knows them who reads what is released: what one unit can say to them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, combinations, permutations

OPEN = "?"
"""Asked, and told nothing."""
State = Mapping[str, str]
"""What one unit says to questions that hang together, by concept; what it was not asked is not
there."""


@dataclass(frozen=True)
class Asked:
    """A question: its choices, what it adds to a figure, and what answer leads to it."""

    concept: str
    choices: tuple[str, ...] = ()
    is_mark: bool = False
    is_several: bool = False
    is_ranking: bool = False
    is_number: bool = False
    """Of which anything can be said: it has no states."""
    is_left_open: bool = False
    """Whether some leave it open, and nobody knows who."""
    after: tuple[str, str] | None = None
    """A concept and the answer to it, without which this was not asked."""
    all_of: tuple[tuple[str, str], ...] = ()
    """Worked out: yes where all of these were answered so, no where one was answered otherwise."""
    apart: tuple[str, str] | None = None
    """Worked out: how much higher the mark of the first is, of those who gave both."""

    @property
    def is_worked_out(self) -> bool:
        return bool(self.all_of) or self.apart is not None

    def options(self) -> tuple[str, ...]:
        """What one unit can say: of several choices each set of them, of a ranking each order."""
        many = len(self.choices)
        if self.is_several:
            sets = chain.from_iterable(combinations(self.choices, n) for n in range(1, many + 1))
            return tuple("+".join(one) for one in sets)
        if self.is_ranking:
            # Who ranks all but one ranks all.
            lengths = [n for n in range(1, many + 1) if n != many - 1]
            orders = chain.from_iterable(permutations(self.choices, n) for n in lengths)
            return tuple(">".join(one) for one in orders)
        return self.choices

    def said(self, state: State) -> str:
        """The option that counts; empty where none does."""
        if self.all_of:
            parts = [(state.get(concept, OPEN), choice) for concept, choice in self.all_of]
            if any(said not in (OPEN, choice) for said, choice in parts):
                return "no"
            return "yes" if all(said == choice for said, choice in parts) else ""
        if self.apart is not None:
            one, other = (state.get(concept, OPEN) for concept in self.apart)
            return "" if OPEN in (one, other) else f"{float(one) - float(other):g}"
        found = state.get(self.concept, OPEN)
        return "" if found == OPEN else found

    def worth(self, choice: str, said: str) -> float:
        """What one who says this adds to a figure of the choice; without a choice, to a mean."""
        if self.is_ranking:
            ranked = said.split(">")
            if choice in ranked:
                return ranked.index(choice) + 1
            return (len(ranked) + 1 + len(self.choices)) / 2
        if not choice:
            return float(said)
        return float(choice in said.split("+") if self.is_several else choice == said)

    def facts(self, said: str) -> tuple[str, ...]:
        """What is learnt of somebody of whom this is known. Not to have ticked a box is no
        statement."""
        if self.is_several:
            return tuple(said.split("+"))
        if self.is_ranking:
            return tuple(f"{one} at {self.worth(one, said):g}" for one in self.choices)
        return (said,)


def states(questions: Sequence[Asked], silent: frozenset[str]) -> list[State]:
    """All that somebody can say who is known to have no opinion on these, and one on the others
    that all were asked."""
    found: list[dict[str, str]] = [{}]
    for one in questions:
        if one.is_worked_out:
            continue
        if one.after is None:
            options = (OPEN,) if one.concept in silent else one.options()
            options += (OPEN,) if one.is_left_open else ()
            found = [{**state, one.concept: said} for state in found for said in options]
            continue
        gate, leads = one.after
        found = [
            {**state, one.concept: said} if state[gate] == leads else state
            for state in found
            for said in ((*one.options(), OPEN) if state[gate] == leads else ("",))
        ]
    return [dict(one) for one in found]
