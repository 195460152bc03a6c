# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=search`: our search beside bare tantivy, SQLite FTS5 and PostgreSQL full text.

The same invented vacancies, the same questions: a word or two of a title, one in three with a facet
ticked, asking for the first twenty, the total, and the counts of eight facets. Bare tantivy
searches two fields without languages, other names or mistakes; SQLite and PostgreSQL search title,
company and text (PostgreSQL stemmed as Dutch), and count facets over what fits. Each engine is
asked by one process and by eight, in turns; seconds are those of the clock: ratios count.
Nothing is asserted on time. `--size 500000` for the whole.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, date, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")

import django

django.setup()

from rich.console import Console
from rich.table import Table
from search_rivals import FACETS, RIVALS, Question, Row

from hcat.portal.searching.asking import Asked, ask
from hcat.portal.searching.documents import Indexed, Text
from hcat.portal.searching.engine import Engine
from hcat.postings.api import plain
from tests.portal.labelled import labelled
from tests.portal.labelled_words import WORK

TODAY = date(2026, 3, 2)
CLIENTS = (1, 8)
LEVELS, FIELDS = (
    ("mbo-3", "mbo-4", "hbo", "wo"),
    ("mechanical", "electrical", "software", "process"),
)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=50_000, help="vacancies")
    options.add_argument("--seconds", type=float, default=5.0, help="of asking, each engine")
    asked = options.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="hcat-bench-"))
    try:
        compare(folder, asked.size, asked.seconds)
    finally:
        for rival in RIVALS.values():
            rival.end()
        shutil.rmtree(folder, ignore_errors=True)


def compare(folder: Path, size: int, seconds: float) -> None:
    console = Console()
    engines: dict[str, tuple[Callable[..., None], Callable[..., Any]]] = {
        "ours": (build_ours, open_ours)
    }
    engines |= {name: (rival.build, rival.open) for name, rival in RIVALS.items()}
    shown = Table(title=f"{size:,} vacancies; p50 / p95 in ms; ratio: ours over theirs, by q/s")
    for name in ("engine", "index, s", "MB", "1 client", "q/s", "ratio", "8 clients", "q/s",
                 "ratio"):  # fmt: skip
        shown.add_column(name, justify="left" if name == "engine" else "right")
    built: dict[str, tuple[float, float]] = {}
    for name, (build, _open) in engines.items():
        began = time.perf_counter()
        build(folder, rows(size))
        built[name] = (time.perf_counter() - began, RIVALS[name].size(folder)
                       if name in RIVALS else size_of(folder / "ours"))  # fmt: skip
        console.print(f"{name}: indexed in {built[name][0]:.1f} s")
    rates: dict[str, list[tuple[float, float, float]]] = {name: [] for name in engines}
    for clients in CLIENTS:
        for name in engines:
            rates[name].append(asked_by(clients, name, folder, seconds))
    for name in engines:
        row = [name, f"{built[name][0]:.1f}", f"{built[name][1] / 1e6:.0f}"]
        for at in range(len(CLIENTS)):
            rate, middle, late = rates[name][at]
            row += [
                f"{middle:.1f} / {late:.1f}",
                f"{rate:.0f}",
                f"{rates['ours'][at][0] / rate:.2f}",
            ]
        shown.add_row(*row)
    console.print(shown)


def rows(size: int) -> Iterator[Row]:
    """Invented vacancies, the same at each call."""
    random, number, seed = Random("search"), 0, 50_000
    while True:
        for pair in labelled(seed, 1000).pairs:
            for told in (pair.one, pair.other):
                if number >= size:
                    return
                posting = told.posting
                place = posting.places[0].locality.split(",")[0].title() if posting.places else ""
                yield Row(
                    key=f"v{number}", title=posting.title, body=plain(posting.body),
                    company=posting.company, language=told.language,
                    posted=TODAY - timedelta(days=random.randint(0, 300)),
                    facets={
                        "level": random.choice(LEVELS), "field": random.choice(FIELDS),
                        "hours": random.choice(("full_time", "part_time")),
                        "language": told.language, "place": place,
                        "remote": random.choice(("hybrid", "")),
                        "seniority": random.choice(("junior", "medior", "senior")),
                        "company": str(hash_of(posting.company)),
                    },
                )  # fmt: skip
                number += 1
        seed += 1


def hash_of(name: str) -> int:
    return sum(ord(letter) * 31**at for at, letter in enumerate(name)) % 1500


def questions(seed: int) -> Iterator[Question]:
    random = Random(f"questions:{seed}")
    titles = [title for work in WORK for titles in work.titles for title in titles]
    while True:
        words = random.choice(titles).lower().replace("-", " ").split()[: random.choice((1, 2))]
        facets = {"level": random.choice(LEVELS)} if random.random() < 1 / 3 else {}
        yield Question(" ".join(words), facets)


def build_ours(folder: Path, made: Iterator[Row]) -> None:
    indexed = (
        Indexed(
            one.key, (Text(one.title, one.body),), one.company, one.posted,
            facets={name: (value,) for name, value in one.facets.items() if value},
        )
        for one in made
    )  # fmt: skip
    Engine(folder / "ours").rebuild(indexed, known_until=datetime(2026, 3, 2, tzinfo=UTC))


def open_ours(folder: Path) -> Callable[[Question], int]:
    engine = Engine(folder / "ours")

    def answer(question: Question) -> int:
        facets = {name: (value,) for name, value in question.facets.items()}
        asked = Asked(question.words, facets)
        found = ask(engine.snapshot(), asked, today=TODAY, counted=FACETS)
        assert set(found.counts) == set(FACETS)
        return found.total

    return answer


def asked_by(clients: int, name: str, folder: Path, seconds: float) -> tuple[float, float, float]:
    """(questions per second, median and 95th percentile in milliseconds)."""
    with ProcessPoolExecutor(clients, mp_context=get_context("spawn")) as pool:
        list(pool.map(client, [(name, folder, 0, 0.3)] * clients))
        began = time.perf_counter()
        took = list(pool.map(client, [(name, folder, seed, seconds) for seed in range(clients)]))
        whole = time.perf_counter() - began
    every = sorted(one for times in took for one in times)
    cuts = statistics.quantiles(every, n=20) if len(every) > 1 else every * 19
    return len(every) / whole, statistics.median(every) * 1e3, cuts[18] * 1e3


def client(given: tuple[str, Path, int, float]) -> list[float]:
    name, folder, seed, seconds = given
    answer = open_ours(folder) if name == "ours" else RIVALS[name].open(folder)
    took: list[float] = []
    until = time.perf_counter() + seconds
    for question in questions(seed):
        began = time.perf_counter()
        if began >= until:
            break
        answer(question)
        took.append(time.perf_counter() - began)
    return took


def size_of(folder: Path) -> float:
    return float(sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()))


if __name__ == "__main__":
    main()
