# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Twente's folder, read once for the tests about it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TypeVar

from hcat.agenda.folder import Folder, read_folder
from hcat.agenda.schema import Result, Series, Sheet

FOLDER = Path(__file__).resolve().parents[2] / "agendas" / "twente"
S = TypeVar("S", bound=Sheet)


@functools.cache
def twente() -> Folder:
    return read_folder(FOLDER)


def of(kind: type[S]) -> dict[str, S]:
    """Every sheet of a kind by key, in the order of the files."""
    return {key: sheet for (_, key), sheet in twente().sheets.items() if isinstance(sheet, kind)}


def result(key: str) -> Result:
    return of(Result)[key]


def series(key: str) -> Series:
    return of(Series)[key]
