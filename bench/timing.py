# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the benches time what they compare, and show it."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from rich.table import Table

Answer = TypeVar("Answer")


@dataclass
class Timed:
    """Units of work per second of the processor and of the clock, one of each per round."""

    by_processor: list[float] = field(default_factory=list)
    by_clock: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)

    def run(self, work: Callable[[], Answer], units: float) -> Answer:
        """Do the work, and note how fast it went."""
        clock, began = time.perf_counter(), time.process_time()
        answer = work()
        self.by_processor.append(units / (time.process_time() - began))
        self.by_clock.append(units / (time.perf_counter() - clock))
        return answer

    def against(self, ours: Timed) -> None:
        """Note how many times as fast as this one ours went in the same round."""
        self.ratios.append(ours.by_processor[-1] / self.by_processor[-1])


def table(title: str, caption: str, timed: Mapping[str, Timed], aims: Mapping[str, str]) -> Table:
    """Medians over the rounds in millions per second; ratios with the least and the most."""
    shown = Table(title=title, caption=caption)
    for name in ("what", "processor", "clock", "ratio", "between", "aim"):
        shown.add_column(name, justify="left" if name == "what" else "right")
    for name, one in timed.items():
        row = [
            f"{statistics.median(rates) / 1e6:,.1f}" for rates in (one.by_processor, one.by_clock)
        ]
        if one.ratios:
            row += [
                f"{statistics.median(one.ratios):,.2f}",
                f"{min(one.ratios):,.2f}–{max(one.ratios):,.2f}",
                aims.get(name, ""),
            ]
        shown.add_row(name, *row)
    return shown
