# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody who reads what is released of a number, and works out what each unit said."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from .asked import OPEN, Asked
from .reading import ROUNDING, Book, Sheets, Told

NEARLY = 0.1
"""A number was told that is known to within a tenth."""
MOST = 10_000.0
"""Of a number: what nobody reaches."""


class Sums(Book):
    """Of a number unknown is what each unit said; the same unknown where it is known to have said
    the same in two waves. Of a number none is whole to its reader: that only hides more."""

    def __init__(
        self, asked: Asked, waves: Mapping[int, Sheets], known: Mapping[tuple[int, str], float],
        *, same: bool = False,
    ) -> None:  # fmt: skip
        self.asked = asked
        self.place: dict[tuple[int, str], int] = {}
        truth: list[float] = []
        for wave, sheets in waves.items():
            for unit, said in sheets.said.items():
                if said[asked.concept] == OPEN:
                    continue
                value = float(said[asked.concept])
                before = [at for (_w, who), at in self.place.items() if who == unit] if same else []
                alike = [at for at in before if truth[at] == value]
                self.place[wave, unit] = alike[0] if alike else len(truth)
                if not alike:
                    truth.append(value)
        super().__init__(waves, np.array(truth), np.full(len(truth), MOST))
        self.is_whole = False
        self.known = {self.place[one] for one in known if one in self.place}
        for at in self.known:
            self.least[at] = self.most[at] = self.truth[at]

    def _of(self, wave: int, units: Iterable[str]) -> list[int]:
        return [self.place[wave, unit] for unit in units if (wave, unit) in self.place]

    def counted(self, wave: int, asked: Asked, units: frozenset[str]) -> float:
        return float(len(self._of(wave, units)))

    def silent(self, wave: int, asked: Asked, units: frozenset[str]) -> np.ndarray:
        return np.zeros(self.truth.size)

    def adds(self, wave: int, asked: Asked, choice: str, units: Iterable[str]) -> np.ndarray:
        line = np.zeros(self.truth.size)
        line[self._of(wave, units)] = 1.0
        return line

    def read_sheets(self, wave: int, units: Sequence[str], numbers: Sequence[float]) -> None:
        """Single answers, and of which units they are, though not which is whose."""
        at = self._of(wave, units)
        if at:
            self.hold(self.adds(wave, self.asked, "", units), sum(numbers))
            self.least[at] = np.maximum(self.least[at], min(numbers))
            self.most[at] = np.minimum(self.most[at], max(numbers))

    def learn(self, *, also_of_few: bool) -> set[Told]:
        if self.asked.concept in self.all_alike or not self.truth.size:
            return set()
        of = {at: (wave, unit) for (wave, unit), at in self.place.items()}
        random = np.random.default_rng(self.truth.size)
        worlds = [self.truth, *(self.solve(random.normal(size=self.truth.size)) for _ in range(4))]
        found: set[Told] = set()
        for at, (wave, unit) in of.items():
            line = np.zeros(self.truth.size)
            line[at] = 1.0
            if at not in self.known and self._is_near(line, worlds):
                found.add((wave, self.asked.concept, "a number", (unit,)))
        for wave, sheets in self.waves.items() if also_of_few and not found else ():
            for units in sheets.of_few():
                line = self.adds(wave, self.asked, "", units)
                if line.any() and self._is_near(line, worlds):
                    found.add((wave, self.asked.concept, "a number", tuple(sorted(units))))
        return found

    def _is_near(self, line: np.ndarray, worlds: list[np.ndarray]) -> bool:
        """Whether a sum is known to within a tenth."""
        sums = [float(world @ line) for world in worlds]
        for sign in (1, -1):
            if max(sums) > (1 + NEARLY) * min(sums) + ROUNDING:
                return False
            worlds.append(self.solve(sign * line))
            sums.append(float(worlds[-1] @ line))
        return max(sums) <= (1 + NEARLY) * min(sums) + ROUNDING
