# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=twins`: twins among invented vacancies, beside RapidFuzz on all pairs.

The peer is RapidFuzz's `token_set_ratio` over title and text of all pairs within a company, in its
compiled `cdist`, on one core, joined from the score that does best on the labelled pairs. Both go
over the same adverts in turn, in seconds of the processor; ours begins from the adverts as they
are kept, texts unread. Which twins each finds stands beside it. `--fit` fits the weights anew on
labelled pairs of other seeds than the test's: logistic regression by Newton's method with a ridge.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import time
from collections import Counter
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

from hcat.portal.twins.finding import Group, Member, twins_among
from hcat.portal.twins.likeness import SURE, could_be
from hcat.postings.api import plain
from tests.portal.comparing import TESTED, compared, seen
from tests.portal.labelled import Labelled, Pair, Told, labelled

SEEDS = (1, 2, 3)
RIDGE = 1.0
ROUNDS = 2
Found = set[tuple[int, int]]
Company = list[Told]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=50_000, help="vacancies")
    options.add_argument("--fit", action="store_true", help="fit the weights, and tell how they do")
    asked = options.parse_args()
    if asked.fit:
        fit()
        return
    companies, truth = base(asked.size)
    least = best_score(labelled(SEEDS[0]))
    rounds = [(timed(ours, companies), timed(peers, companies, least)) for _r in range(ROUNDS)]
    shown = Table(title=f"Twins among {asked.size:,} vacancies of {len(companies):,} companies")
    for name in ("what", "seconds", "ratio", "recall", "precision"):
        shown.add_column(name, justify="right")
    mine = statistics.median(one for (one, _found), _peer in rounds)
    theirs = statistics.median(other for _ours, (other, _found) in rounds)
    for name, seconds, found in (
        ("ours", mine, rounds[-1][0][1]),
        (f"rapidfuzz from {least:.0f}", theirs, rounds[-1][1][1]),
    ):
        hits = len(found & truth)
        shown.add_row(
            name, f"{seconds:.1f}", f"{seconds / mine:.2f}", f"{hits / len(truth):.3f}",
            f"{hits / max(1, len(found)):.3f}",
        )  # fmt: skip
    Console().print(shown)


def base(size: int) -> tuple[list[Company], Found]:
    """Adverts of companies with about 34 each, one in five told twice, numbered through."""
    companies: list[Company] = []
    truth: Found = set()
    number, seed = 0, 10_000
    while number < size:
        for pairs in labelled(seed, 5000).companies:
            company = _company(pairs, number, truth)
            companies.append(company)
            number += len(company)
            if number >= size:
                break
        seed += 1
    return companies, truth


def _company(pairs: list[Pair], start: int, truth: Found) -> Company:
    """Of the pairs that are the same every third has both adverts, of the others one is left out:
    most vacancies stand in one source."""
    made: Company = []
    for at, pair in enumerate(pairs):
        if pair.kind == "later spell":
            continue
        made.append(pair.one)
        if pair.is_same and at % 3 == 0:
            truth.add((start + len(made) - 1, start + len(made)))
            made.append(pair.other)
    return made


def timed(work: Any, *given: Any) -> tuple[float, Found]:
    began = time.process_time()
    made = work(*given)
    return time.process_time() - began, made


def ours(companies: list[Company]) -> Found:
    found: Found = set()
    start = 0
    for company in companies:
        groups = [
            Group(start + at, [Member((one.source, str(at)), one.language, seen(one))])
            for at, one in enumerate(company)
        ]
        found |= {(min(t.one, t.other), max(t.one, t.other)) for t in twins_among(groups)}
        start += len(company)
    return found


def peers(companies: list[Company], least: float) -> Found:
    found: Found = set()
    start = 0
    for company in companies:
        texts = [text_of(one) for one in company]
        scores = process.cdist(
            texts, texts, scorer=fuzz.token_set_ratio, dtype=np.uint8, workers=1,
            score_cutoff=least,
        )  # fmt: skip
        left, right = np.nonzero(np.triu(scores >= least, 1))
        for one, other in zip(left.tolist(), right.tolist(), strict=True):
            a, b = company[one], company[other]
            if (a.source, a.language) != (b.source, b.language):
                found.add((start + one, start + other))
        start += len(company)
    return found


def text_of(one: Told) -> str:
    return f"{one.posting.title} {plain(one.posting.body)}".lower()


def best_score(made: Labelled) -> float:
    """From which score RapidFuzz does best (F1) on labelled pairs."""
    scores = np.array([fuzz.token_set_ratio(text_of(p.one), text_of(p.other)) for p in made.pairs])
    truth = np.array([pair.is_same for pair in made.pairs])
    f1 = {
        least: 2 * truth[scores >= least].sum() / (truth.sum() + (scores >= least).sum())
        for least in range(40, 101)
    }
    return float(max(f1, key=lambda least: f1[least]))


def fit() -> None:
    rows, truth = [], []
    for seed in SEEDS:
        for pair, block, one, other in compared(labelled(seed)):
            rows.append(block.facts(one, other))
            truth.append(pair.is_same)
    for name, weight in fitted(rows, truth).items():
        print(f'    "{name}": {weight},')
    for seed in (*SEEDS, TESTED):
        tell(labelled(seed), f"seed {seed}")


def fitted(rows: list[dict[str, float]], truth: list[bool]) -> dict[str, float]:
    names = ["start", *sorted({name for row in rows for name in row})]
    x = np.array([[1.0, *(row.get(name, 0.0) for name in names[1:])] for row in rows])
    y = np.array(truth, dtype=float)
    weights, ridge = np.zeros(len(names)), RIDGE * np.eye(len(names))
    for _step in range(50):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        pull = x.T @ (y - chance) - ridge @ weights
        curve = (x * (chance * (1 - chance))[:, None]).T @ x + ridge
        step = np.linalg.solve(curve, pull)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return dict(zip(names, weights.round(2).tolist(), strict=True))


def tell(made: Labelled, what: str) -> None:
    """How the weights in use do, at several chances, and which kinds go wrong."""
    said = [
        (pair, block.likeness(one, other).chance if could_be(one, other) else 0.0)
        for pair, block, one, other in compared(made)
    ]
    for sure in (0.5, 0.6, 0.7, 0.75, 0.8, 0.9):
        found = [pair for pair, chance in said if chance >= sure]
        hits = sum(pair.is_same for pair in found)
        recall = hits / sum(pair.is_same for pair, _chance in said)
        print(f"{what}, from {sure}: precision {hits / len(found):.4f}, recall {recall:.4f}")
    wrong = Counter(pair.kind for pair, chance in said if (chance >= SURE) != pair.is_same)
    number = Counter(pair.kind for pair, _chance in said)
    for kind, count in number.items():
        print(f"    {kind}: {wrong[kind]} of {count} wrong")


if __name__ == "__main__":
    main()
