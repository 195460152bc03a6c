# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How figures are kept: lines of text, compressed, some thousands in a row of the database.

A line is the cells of the dimensions, then period, value, status, bound and reason, between tabs.
Sets of a million figures are usual; a row each would fill the database with the same words again
and again. Lines are written as they are read, so memory holds compressed bytes only.
"""

from __future__ import annotations

import hashlib
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Any

from .figures import Figure, Status
from .models import Chunk, Vintage

ENOUGH = 128 * 1024
"""Compressed bytes after which a chunk is closed."""
BATCH = 16
"""Chunks in one INSERT."""
_LETTER = {Status.PUBLISHED: "", Status.SUPPRESSED: "s", Status.MISSING: "m"}
_STATUS = {letter: status for status, letter in _LETTER.items()}


def number(value: float | None) -> str:
    """As short as it can be without losing a bit.

    >>> number(12.0), number(0.1), number(None)
    ('12', '0.1', '')
    """
    if value is None:
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def line_of(figure: Figure) -> str:
    return "\t".join(
        (
            *figure.dimensions.values(),
            figure.period,
            number(figure.value),
            _LETTER[figure.status],
            number(figure.below),
            figure.reason,
        )
    )


def figure_of(cells: list[str], series: str, unit: str, names: list[str]) -> Figure:
    period, value, status, below, reason = cells[-5:]
    return Figure(
        series,
        dict(zip(names, cells, strict=False)),
        period,
        float(value) if value else None,
        unit,
        _STATUS[status],
        float(below) if below else None,
        reason,
    )


@dataclass(slots=True)
class _Open:
    """A series on its way: what is known of it, and the chunk that is being filled."""

    unit: str
    dimensions: list[str]
    sum: Any = field(default_factory=hashlib.sha256)
    rows: int = 0
    first: str = ""
    last: str = ""
    without: dict[str, int] = field(default_factory=lambda: {"suppressed": 0, "missing": 0})
    packer: Any = field(default_factory=zlib.compressobj)
    packed: list[bytes] = field(default_factory=list)
    size: int = 0
    lines: int = 0

    def add(self, figure: Figure) -> None:
        raw = (line_of(figure) + "\n").encode()
        if raw.count(b"\t") != len(self.dimensions) + 4:
            raise ValueError(f"a cell holds a tab: {raw!r}")
        self.sum.update(raw)
        self.rows += 1
        self.lines += 1
        self.first = min(self.first or figure.period, figure.period)
        self.last = max(self.last, figure.period)
        if figure.status is not Status.PUBLISHED:
            self.without[figure.status.value] += 1
        if data := self.packer.compress(raw):
            self.packed.append(data)
            self.size += len(data)

    def close_chunk(self) -> tuple[bytes, int]:
        content = b"".join([*self.packed, self.packer.flush()])
        lines, self.packed, self.size, self.lines = self.lines, [], 0, 0
        self.packer = zlib.compressobj()
        return content, lines

    def told(self) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "dimensions": self.dimensions,
            "rows": self.rows,
            "first": self.first,
            "last": self.last,
            **self.without,
        }


class Spool:
    """Figures gathered in a temporary file, so that the database is asked only when all is read.

    Use it in a ``with``; `add` every figure, then `store` once.
    """

    def __init__(self) -> None:
        self._file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__
        self._series: dict[str, _Open] = {}
        self._chunks: list[tuple[str, int, int]] = []

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_error: Any) -> None:
        self._file.close()

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self._series.values())

    def add(self, figure: Figure) -> None:
        one = self._series.get(figure.series)
        if one is None:
            one = _Open(figure.unit, list(figure.dimensions))
            self._series[figure.series] = one
        elif one.unit != figure.unit or one.dimensions != list(figure.dimensions):
            raise ValueError(f"series {figure.series} changes its unit or dimensions")
        one.add(figure)
        if one.size >= ENOUGH:
            self._close(figure.series, one)

    def finish(self) -> None:
        """No more figures will come."""
        for name, one in self._series.items():
            if one.lines:
                self._close(name, one)

    def _close(self, name: str, one: _Open) -> None:
        content, lines = one.close_chunk()
        self._file.write(content)
        self._chunks.append((name, lines, len(content)))

    @property
    def series(self) -> dict[str, Any]:
        return {name: one.told() for name, one in sorted(self._series.items())}

    @property
    def sha256(self) -> str:
        """Of all figures with their units and dimensions, series by series."""
        total = hashlib.sha256()
        for name, one in sorted(self._series.items()):
            head = "\t".join((name, one.unit, *one.dimensions, one.sum.hexdigest()))
            total.update(head.encode() + b"\n")
        return total.hexdigest()

    def store(self, vintage: Vintage) -> None:
        """Write the chunks of a vintage that is stored already, inside the same transaction."""
        self._file.seek(0)
        batch: list[Chunk] = []
        for count, (series, rows, size) in enumerate(self._chunks):
            batch.append(
                Chunk(
                    vintage=vintage, series=series, number=count, rows=rows,
                    content=self._file.read(size),
                )
            )  # fmt: skip
            if len(batch) == BATCH:
                Chunk.objects.bulk_create(batch)
                batch = []
        Chunk.objects.bulk_create(batch)


def lines(vintage: Vintage, series: str) -> Iterator[str]:
    """The lines of one series as they were written, one chunk in memory at a time."""
    found = Chunk.objects.filter(vintage=vintage, series=series).order_by("number")
    for content in found.values_list("content", flat=True).iterator(chunk_size=4):
        yield from zlib.decompress(bytes(content)).decode().splitlines()


def figures_of(
    vintage: Vintage, series: Iterable[str], where: Mapping[str, frozenset[str]]
) -> Iterator[Figure]:
    """The figures of these series whose dimensions and period are among those asked for."""
    for name in series:
        known = vintage.series[name]
        names: list[str] = known["dimensions"]
        wanted = [
            (names.index(key) if key != "period" else len(names), values)
            for key, values in where.items()
        ]
        for line in lines(vintage, name):
            cells = line.split("\t")
            if all(cells[at] in values for at, values in wanted):
                yield figure_of(cells, name, known["unit"], names)
