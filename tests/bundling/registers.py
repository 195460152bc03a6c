# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Registers for tests: the invented one as sheets, and Twente's with what was judged of it."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from hcat.agenda.api import Initiative

from .invented import Invented

JUDGED = Path(__file__).parent / "twente_judged.csv"


def sheet_of(one: Invented, number: int) -> Initiative:
    fields: dict[str, Any] = {
        "key": one.key, "number": number, "name": {one.language: one.name}, "status": "running",
        "placements": one.placements, "ways": one.ways, "levels": one.levels,
        "places": one.places, "owner": one.owner, "partners": one.partners,
        "summary": {one.language: one.summary},
    }  # fmt: skip
    if one.target_group:
        fields["target_group"] = {one.language: one.target_group}
    return Initiative.model_validate(fields)


def judged_of_twente() -> dict[tuple[str, str], str]:
    """The grade of each pair of Twente that was reviewed against the report of 2012."""
    with JUDGED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    found = {}
    for row in rows:
        one, other = sorted((f"initiative-{row['one']}", f"initiative-{row['other']}"))
        found[one, other] = row["grade"]
    return found
