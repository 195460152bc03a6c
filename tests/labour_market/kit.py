# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sources and payloads for tests, out of the small files beside this one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hcat.labour_market.connectors import CONNECTORS
from hcat.labour_market.connectors.payload import Part, Payload
from hcat.labour_market.figures import Figure
from hcat.labour_market.sources import Source

FIXTURES = Path(__file__).with_name("fixtures")


def source(connector: str = "duo", **given: Any) -> Source:
    return Source(
        **{
            "key": "polder",
            "title": "Polder",
            "publisher": "Polderbureau",
            "licence": "EUPL-1.2",
            "connector": connector,
            **given,
        }
    )


def payload(of: Source, *data: Path, about: tuple[Path, ...] = ()) -> Payload:
    parts = [Part(path.name, path, about=True) for path in about]
    return Payload(of, (*parts, *(Part(path.name, path) for path in data)))


def read(of: Source, *data: Path, about: tuple[Path, ...] = ()) -> list[Figure]:
    return list(CONNECTORS[of.connector].read(payload(of, *data, about=about)))


def diplomas(folder: Path, *numbers: object, name: str = "diplomas.csv") -> Path:
    """A file of DUO with one row per number, each of another programme."""
    head = (FIXTURES / "gediplomeerdenhbo.csv").read_text(encoding="utf-8").splitlines()
    before = head[1].rsplit(",", 1)[0]
    rows = [
        before.replace("90001", str(90001 + place)) + f",{number}"
        for place, number in enumerate(numbers)
    ]
    path = folder / name
    path.write_text("\n".join([head[0], *rows]) + "\n", encoding="utf-8")
    return path
