# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be worked out of hidden cells from those that are shown, by linear programming.

Counts are whole numbers and are solved as such: in linked tables the bounds of fractions are wider,
and would promise a protection that is not there. Loads NumPy and SciPy.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hcat.numerics.errors import NumericsError

Key = Hashable


@dataclass(frozen=True, slots=True)
class Demand:
    """What an attacker must find possible of the sum over `over`, on behalf of the cell `key`.

    That it is as high as `least_high`, and (where given) as low as `most_low`.
    """

    system: int
    key: Key
    over: tuple[Key, ...]
    least_high: float
    most_low: float | None = None


class System:
    """Cells with their values, and the sums that tie them."""

    def __init__(
        self,
        values: Mapping[Key, float],
        sums: tuple[tuple[Key, tuple[Key, ...]], ...],
        *,
        whole: bool,
    ) -> None:
        from scipy.sparse import csr_array

        self.values, self.whole = dict(values), whole
        self.keys = list(self.values)
        self.place = {key: at for at, key in enumerate(self.keys)}
        self.x = np.array([float(self.values[key]) for key in self.keys])
        entries: list[tuple[int, int, float]] = []
        for at, (total, parts) in enumerate(sums):
            unknown = {total, *parts} - set(self.place)
            if unknown or total in parts or len(set(parts)) < len(parts):
                raise NumericsError.about(
                    f"a sum of {total!r} over {parts!r}", "it joins cells that are there",
                    "name each part once, and give all a value",
                )  # fmt: skip
            entries.append((at, self.place[total], -1.0))
            entries += [(at, self.place[part], 1.0) for part in parts]
        rows, columns, signs = zip(*entries, strict=True) if entries else ((), (), ())
        self.ties = csr_array(
            (np.array(signs, float), (np.array(rows, int), np.array(columns, int))),
            shape=(len(sums), len(self.keys)),
        )
        off = np.abs(self.ties @ self.x) if len(sums) else np.zeros(1)
        if float(off.max()) > 1e-6 * max(1.0, float(self.x.max(initial=0.0))):
            raise NumericsError.about(
                "parts that do not add up to the whole", "the tables would contradict each other",
                "count each unit in one part of each whole",
            )  # fmt: skip

    def allows(self, demand: Demand, hidden: Collection[Key]) -> bool:
        """Whether what is shown leaves the demand open."""
        low, high = self.bounds(demand.over, hidden, lowest=demand.most_low is not None)
        slack = 1e-6 * max(1.0, abs(demand.least_high)) if self.whole else 1e-9 * demand.least_high
        if high < demand.least_high - slack:
            return False
        return demand.most_low is None or low <= demand.most_low + slack

    def bounds(
        self, over: tuple[Key, ...], hidden: Collection[Key], *, lowest: bool = True
    ) -> tuple[float, float]:
        """The least and the most that the sum over these cells can be; infinite without a bound.

        The least is NaN unless asked.
        """
        open_ = np.zeros(len(self.keys), dtype=bool)
        open_[[self.place[key] for key in hidden if key in self.place]] = True
        asked = np.zeros(len(self.keys))
        asked[[self.place[key] for key in over]] = 1.0
        shown = float(asked[~open_] @ self.x[~open_])
        asked[~open_] = 0.0
        columns = self._tied(np.flatnonzero(asked), open_)
        if not columns.size:
            return shown, shown
        low = shown + self._least(asked[columns], columns) if lowest else math.nan
        return low, shown - self._least(-asked[columns], columns)

    def cheapest(self, demand: Demand, hidden: Collection[Key]) -> frozenset[Key]:
        """Cells to hide besides, so that the demand is met: few, and of few units.

        Found as the smallest move of units to other cells that keeps all sums and meets the demand.
        """
        found: frozenset[Key] = frozenset()
        now = math.fsum(self.values[key] for key in demand.over)
        found |= self._moved(demand.over, demand.least_high - now, hidden)
        if demand.most_low is not None:
            found |= self._moved(demand.over, demand.most_low - now, {*hidden, *found})
        return found

    def _moved(self, over: tuple[Key, ...], by: float, hidden: Collection[Key]) -> frozenset[Key]:
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import hstack

        size = len(self.keys)
        scale = 1.0 if self.whole else max(abs(by), 1e-300)
        x = self.x / scale
        price = 1.0 + np.log2(1.0 + self.x)
        price[[self.place[key] for key in hidden if key in self.place]] = 1e-4
        asked = np.zeros(size)
        asked[[self.place[key] for key in over]] = 1.0 if by > 0 else -1.0
        limits: list[Any] = [
            LinearConstraint(np.concatenate([asked, -asked])[None, :], abs(by) / scale, np.inf)
        ]
        if self.ties.shape[0]:
            limits.append(LinearConstraint(hstack([self.ties, -self.ties]), 0.0, 0.0))
        made = milp(
            np.concatenate([price, price]), constraints=limits,
            bounds=Bounds(0.0, np.concatenate([np.full(size, np.inf), x])),
            integrality=np.full(2 * size, int(self.whole)),
        )  # fmt: skip
        if made.x is None:
            # No other table of these margins does: nothing of it can be shown.
            return frozenset(self.keys)
        moved = np.abs(made.x[:size] - made.x[size:]) > 1e-7
        return frozenset(self.keys[at] for at in np.flatnonzero(moved))

    def _tied(self, start: Any, open_: Any) -> Any:
        """The hidden cells that sums tie to these, through hidden ones."""
        reach = np.zeros(len(self.keys), dtype=bool)
        reach[start] = True
        weights = abs(self.ties)
        while True:
            lines = weights @ reach > 0
            more = (weights.T @ lines > 0) & open_ | reach
            if bool(np.all(more == reach)):
                return np.flatnonzero(reach)
            reach = more

    def _least(self, asked: Any, columns: Any) -> float:
        """The least of the sum (negative for the most) over all tables that are possible."""
        from scipy.optimize import Bounds, LinearConstraint, milp

        ties = self.ties[:, columns]
        lines = np.flatnonzero(np.diff(ties.indptr))
        x = self.x[columns]
        scale = max(1.0, float(x.max())) if not self.whole else 1.0
        # Beyond this it has no bound.
        far = 1e4 * (float(self.x.sum()) / scale + 100.0)
        limits = []
        if lines.size:
            right = ties[lines] @ (x / scale)
            limits.append(LinearConstraint(ties[lines], right, right))
        made = milp(
            asked, constraints=limits, bounds=Bounds(0.0, far),
            integrality=np.full(columns.size, int(self.whole)), options={"mip_rel_gap": 0.0},
        )  # fmt: skip
        if made.x is None:
            # The true table is possible, so the solver failed: then the true value is what is safe.
            return float(asked @ x)
        found = float(asked @ made.x)
        if abs(found) >= 0.5 * far:
            return math.copysign(math.inf, found)
        return float(round(found)) if self.whole else found * scale
