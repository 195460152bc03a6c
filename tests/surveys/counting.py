# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who reads what is released and works out what people answered.

Units of which all is known alike are not told apart, so that the unknowns are how many of a kind
gave which answers.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations, islice, product

import numpy as np

from .asked import OPEN, Asked, State, states
from .reading import FEW, Book, Row, Sheets, Told


class Counts(Book):
    """Unknown is how many of a kind said what, in all these waves.

    `knows`: by wave and unit what is known of it from elsewhere. `same`: whether it is known of
    whom that it said the same in two waves. `apart_by`: what else parts a unit from others.
    """

    def __init__(
        self,
        questions: Sequence[Asked],
        waves: Mapping[int, Sheets],
        knows: Callable[[int, str, State], State],
        *,
        same: bool = False,
        apart_by: Callable[[int, str], Hashable] = lambda _wave, _unit: None,
    ) -> None:
        self.questions = {one.concept: one for one in questions}
        kinds: dict[Hashable, list[str]] = {}
        for unit in sorted({unit for one in waves.values() for unit in one.groups}):
            key: list[Hashable] = []
            for wave, sheets in waves.items():
                if unit not in sheets.groups:
                    key.append(None)
                    continue
                key += [
                    tuple(sorted(sheets.groups[unit].items())), sheets.silent[unit],
                    sheets.weights[unit], apart_by(wave, unit),
                    tuple(sorted(knows(wave, unit, sheets.said[unit]).items())),
                ]  # fmt: skip
            if same:
                key.append(tuple(sorted(self._same(unit, waves))))
            kinds.setdefault(tuple(key), []).append(unit)
        self.units: list[list[str]] = list(kinds.values())
        self.of: list[int] = []
        self.history: list[tuple[State | None, ...]] = []
        truth: list[float] = []
        for kind, units in enumerate(self.units):
            before = len(self.history)
            unit = units[0]
            alike = self._same(unit, waves) if same else set()
            parts: list[Sequence[State | None]] = [
                [
                    one
                    for one in states(questions, sheets.silent[unit])
                    if knows(wave, unit, sheets.said[unit]).items() <= one.items()
                ]
                if unit in sheets.groups
                else [None]
                for wave, sheets in waves.items()
            ]
            for one in product(*parts):
                if all(
                    one[a][concept] == one[b][concept]  # type: ignore[index]
                    for a, b, concept in alike
                ):
                    self.history.append(one)
                    self.of.append(kind)
            mine = [
                tuple(dict(sheets.said[who]) if who in sheets.groups else None
                      for sheets in waves.values())
                for who in units
            ]  # fmt: skip
            truth += [float(mine.count(one)) for one in self.history[before:]]
            assert sum(truth[before:]) == len(units)
        self.at = {wave: place for place, wave in enumerate(waves)}
        sizes = np.array([len(self.units[kind]) for kind in self.of], dtype=float)
        super().__init__(waves, np.array(truth), sizes)
        self.kind_of = {unit: kind for kind, units in enumerate(self.units) for unit in units}
        for kind, units in enumerate(self.units):
            self.hold((np.array(self.of) == kind).astype(float), len(units))
        self._known_lines: dict[Hashable, np.ndarray] = {}

    def _same(self, unit: str, waves: Mapping[int, Sheets]) -> set[tuple[int, int, str]]:
        """Two places in `waves`, and a question that all were asked and that it said the same
        to."""
        here = [
            (place, sheets) for place, sheets in enumerate(waves.values()) if unit in sheets.groups
        ]
        return {
            (a, b, one.concept)
            for (a, ago), (b, after) in combinations(here, 2)
            for one in self.questions.values()
            if one.after is None and not one.is_worked_out
            if ago.said[unit][one.concept] == after.said[unit][one.concept] != OPEN
        }

    def _line(self, wave: int, asked: Asked, what: str, of: Callable[[State], float]) -> np.ndarray:
        """By unknown what of a state counts."""
        key = (wave, asked.concept, what)
        if key not in self._known_lines:
            place = self.at[wave]
            self._known_lines[key] = np.array(
                [0.0 if (state := one[place]) is None else of(state) for one in self.history]
            )
        return self._known_lines[key]

    def _inside(self, units: Iterable[str]) -> np.ndarray:
        """By unknown the part of its kind that is among these: all, since kinds are of one group,
        or of single units a part."""
        some = np.zeros(len(self.units))
        for unit in units:
            some[self.kind_of[unit]] += 1
        found: np.ndarray = (some / [len(one) for one in self.units])[self.of]
        return found

    def counted(self, wave: int, asked: Asked, units: frozenset[str]) -> np.ndarray:
        line = self._line(wave, asked, "counted", lambda state: float(bool(asked.said(state))))
        return line * self._inside(units)

    def silent(self, wave: int, asked: Asked, units: frozenset[str]) -> np.ndarray:
        line = self._line(
            wave, asked, "silent", lambda state: float(state.get(asked.concept, "") == OPEN)
        )
        return line * self._inside(units)

    def adds(self, wave: int, asked: Asked, choice: str, units: Iterable[str]) -> np.ndarray:
        def worth(state: State) -> float:
            said = asked.said(state)
            return asked.worth(choice, said) if said else 0.0

        return self._line(wave, asked, f"adds {choice}", worth) * self._inside(units)

    def says(self, wave: int, asked: Asked, fact: str) -> np.ndarray:
        def is_so(state: State) -> float:
            said = asked.said(state)
            return float(bool(said) and fact in asked.facts(said))

        return self._line(wave, asked, f"says {fact}", is_so)

    # --- What is read beside the figures ----------------------------------------------------------

    def read_unanswered(self, wave: int, asked: Asked, reasons: Mapping[str, int]) -> None:
        """How many of all did not answer: not asked, or for another reason; or only in all."""
        units = frozenset(self.waves[wave].groups)
        counted, silent = self.counted(wave, asked, units), self.silent(wave, asked, units)
        if "together" in reasons:
            self.hold(counted, len(units) - reasons["together"])
            return
        not_asked = reasons.get("not_asked", 0)
        if asked.after is not None and len(units) - not_asked <= 1 and len(units) >= 2 * FEW:
            self.all_alike.add(asked.after[0])
        self.hold(silent, sum(reasons.values()) - not_asked)
        self.hold(counted + silent, len(units) - not_asked)

    def read_change(self, waves: tuple[int, int], asked: Asked, choice: str) -> None:
        """How many of all gave an answer in both waves: that follows from the standard error of a
        change, and from McNemar's test."""
        one, other = (self.says(wave, asked, choice) for wave in waves)
        self.hold(one * other, float(one * other @ self.truth))

    def read_squares(self, wave: int, asked: Asked, choice: str, row: Row, squares: float) -> None:
        """The sum of squares of the marks or places of a group, where all weigh the same: that
        follows from the mean and its standard error."""
        line = self.adds(wave, asked, choice, self.waves[wave].members(row))
        inside = self._inside(self.waves[wave].members(row)) > 0
        self.hold(np.where(inside, line**2, 0.0), round(4 * squares) / 4)

    def read_sheets(self, wave: int, units: Sequence[str], sheets: Sequence[State]) -> None:
        """Single answers, and of which units they are, though not which is whose."""
        inside, place = self._inside(units), self.at[wave]
        for one in {tuple(sorted(sheet.items())) for sheet in sheets}:
            is_one = [
                state is not None and tuple(sorted(state.items())) == one
                for state in (history[place] for history in self.history)
            ]
            many = sum(tuple(sorted(sheet.items())) == one for sheet in sheets)
            self.hold(inside * np.array(is_one, dtype=float), many)

    # --- Working out ------------------------------------------------------------------------------

    def learn(self, *, also_of_few: bool) -> set[Told]:
        """What somebody said; where that of nobody follows, the first that is found out of a few.
        Empty where nothing follows at all."""
        of, names = np.array(self.of), []
        lines = []
        for wave in self.waves:
            for asked in self._open():
                facts = {fact for said in self._all_said(wave, asked) for fact in asked.facts(said)}
                for fact in sorted(facts):
                    says = self.says(wave, asked, fact)
                    for kind, units in enumerate(self.units):
                        mine = np.where(of == kind, says, 0.0)
                        # What is so whatever is released was known before.
                        if mine.sum() < (of == kind).sum() and mine @ self.truth == len(units):
                            lines.append(mine)
                            names.append((wave, asked.concept, fact, tuple(units)))
        wanted = np.array(lines).reshape(len(lines), of.size)
        worlds = np.array(self.worlds(wanted))
        lowest = (worlds @ wanted.T).min(axis=0) if len(lines) else []
        found = {
            (*name[:3], (unit,))
            for name, low in zip(names, lowest, strict=True)
            for unit in name[3]
            if low == len(name[3])
        }
        if also_of_few and not found:
            random = np.random.default_rng(of.size)
            more = [self.solve(random.normal(size=of.size)) for _ in range(4)]
            found |= set(islice(self._of_few(np.array([*worlds, *more])), 1))
        return found

    def _open(self) -> list[Asked]:
        """Questions of which something can be found out: a difference tells of its two sides."""
        return [
            one
            for concept, one in self.questions.items()
            if concept not in self.all_alike and one.apart is None
            and not any(part in self.all_alike for part, _choice in one.all_of)
        ]  # fmt: skip

    def _all_said(self, wave: int, asked: Asked) -> set[str]:
        place = self.at[wave]
        said = {asked.said(state) for one in self.history if (state := one[place]) is not None}
        return said - {""}

    def _of_few(self, worlds: np.ndarray) -> Iterator[Told]:
        for wave, sheets in self.waves.items():
            for units in sheets.of_few():
                inside = self._inside(units)
                for asked in self._open():
                    said = self._all_said(wave, asked)
                    for fact in sorted({fact for one in said for fact in asked.facts(one)}):
                        line = inside * self.says(wave, asked, fact)
                        if self._is_known(wave, asked, line, units, worlds):
                            many = round(float(line @ self.truth))
                            yield wave, asked.concept, f"{many} {fact}", tuple(sorted(units))

    def _is_known(
        self, wave: int, asked: Asked, line: np.ndarray, units: frozenset[str], worlds: np.ndarray
    ) -> bool:
        """Whether so many of a few said this in every world. None is no answer where there are more
        than two, and where they may not have answered."""
        sums = worlds @ line
        many = sums[0]
        if np.ptp(sums) > 0.5:
            return False
        counted = self.counted(wave, asked, units)
        if many == 0 and (
            len(asked.choices) > 2 or asked.is_several or asked.after is not None
            or (worlds @ counted).min() < len(units)
        ):  # fmt: skip
            return False
        if any(abs(self.solve(sign * line) @ line - many) > 0.5 for sign in (1, -1)):
            return False
        return many > 0 or bool(self.solve(counted) @ counted == len(units))
