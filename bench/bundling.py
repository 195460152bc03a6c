# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=bundling`: overlap found in an invented register, beside RapidFuzz on all pairs.

The peer is RapidFuzz's `token_set_ratio` over name and summary of every pair, in its compiled
`cdist`, on one core: what people use to find the same thing under two names. Both go over the same
initiatives in turn, in seconds of the processor; which twins each finds at the same number of
proposals stands beside it.
Memory is the most that Python and NumPy held at once while ours worked, for two sizes.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
import tracemalloc
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")

import django

django.setup()

import numpy as np
from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from hcat.agenda.api import Initiative
from hcat.bundling.finding import LIKELY
from hcat.bundling.reading import described, read
from hcat.numerics.api import START_WEIGHTS, Pairs, overlaps, weights_of
from tests.bundling.invented import Register, invented
from tests.bundling.registers import sheet_of

ROUNDS = 2
SIZES = (1000, 2000)
Keys = list[tuple[str, str]]


def ours(sheets: list[Initiative]) -> Pairs:
    return overlaps(
        described([read(sheet) for sheet in sheets]), weights_of(START_WEIGHTS, len(sheets))
    )


def peers(sheets: list[Initiative]) -> Any:
    texts = [f"{sheet.name} {sheet.summary}" for sheet in sheets]
    return process.cdist(texts, texts, scorer=fuzz.token_set_ratio, dtype=np.uint8, workers=1)


def timed(work: Any, sheets: list[Initiative]) -> tuple[float, Any]:
    began = time.process_time()
    made = work(sheets)
    return time.process_time() - began, made


def keys_of(sheets: list[Initiative], left: Any, right: Any) -> Keys:
    found = []
    for a, b in zip(left, right, strict=True):
        one, other = sorted((sheets[a].key, sheets[b].key))
        found.append((one, other))
    return found


def quality(register: Register, found: Keys) -> tuple[float, float]:
    """Recall and precision."""
    hits = len(set(found) & register.all_twins)
    return hits / len(register.all_twins), hits / max(1, len(found))


def best(sheets: list[Initiative], scores: Any, number: int) -> Keys:
    left, right = np.triu_indices(len(sheets), 1)
    order = np.argsort(-scores[left, right].astype(np.int16), kind="stable")[:number]
    return keys_of(sheets, left[order], right[order])


def main() -> None:
    shown = Table(title="Overlap in an invented register", caption=f"medians of {ROUNDS} rounds")
    for name in ("initiatives", "ours, s", "rapidfuzz, s", "ratio", "ours, MB",
                 "recall / precision", "rapidfuzz"):  # fmt: skip
        shown.add_column(name, justify="right")
    for size in SIZES:
        register = invented(size)
        sheets = [sheet_of(one, at + 1) for at, one in enumerate(register.initiatives)]
        rounds = [(timed(ours, sheets), timed(peers, sheets)) for _round in range(ROUNDS)]
        pairs, scores = rounds[-1][0][1], rounds[-1][1][1]
        likely = pairs.chance >= LIKELY
        found = keys_of(sheets, pairs.left[likely], pairs.right[likely])
        theirs = best(sheets, scores, len(found))
        tracemalloc.start()
        ours(sheets)
        most = tracemalloc.get_traced_memory()[1] / 1e6
        tracemalloc.stop()
        mine = [mine for (mine, _made), _peer in rounds]
        other = [peer for _ours, (peer, _made) in rounds]
        ratio = statistics.median(b / a for a, b in zip(mine, other, strict=True))
        shown.add_row(
            f"{size:,}", f"{statistics.median(mine):.1f}", f"{statistics.median(other):.1f}",
            f"{ratio:.2f}", f"{most:.0f}",
            "{:.2f} / {:.2f}".format(*quality(register, found)),
            "{:.2f} / {:.2f}".format(*quality(register, theirs)),
        )  # fmt: skip
    Console().print(shown)


if __name__ == "__main__":
    main()
