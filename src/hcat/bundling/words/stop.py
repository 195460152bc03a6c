# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that every text has, and that say nothing of what it is about."""

from __future__ import annotations

import csv
from importlib.resources import files


def _read() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    lines = (files(__package__) / "stop.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        found.setdefault(row["language"], set()).add(row["word"])
    return {language: frozenset(words) for language, words in found.items()}


STOP: dict[str, frozenset[str]] = _read()
