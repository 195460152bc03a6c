# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the numerics share."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

Rows = list[dict[str, str]]


@pytest.fixture
def shared_rows(shared: Path) -> Callable[[str], Rows]:
    """Read a CSV of the open data folder beside the checkout; skip where it is absent."""

    def read(name: str) -> Rows:
        path = shared / "data" / name
        if not path.exists():
            pytest.skip(f"the open data folder has no {name}")
        with path.open(newline="", encoding="utf-8") as lines:
            return list(csv.DictReader(lines))

    return read
