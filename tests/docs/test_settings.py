# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What docs/operations.md says about running is so."""

from __future__ import annotations

import re

import pytest

from hcat.foundation.tasks import schedules
from tests.docs.documents import DOCS, ROOT, Document, cells

OPERATIONS = Document(DOCS / "operations.md")
_VARIABLE = re.compile(r"\b(HCAT_[A-Z_]*[A-Z]|DATABASE_URL)\b")


def read_by(*patterns: str) -> set[str]:
    """The variables that files read: their names in quotes, or as a shell spells them."""
    found: set[str] = set()
    for pattern in patterns:
        for path in ROOT.glob(pattern):
            text = path.read_text(encoding="utf-8")
            found |= set(re.findall(r"[\"'](HCAT_[A-Z_]*[A-Z]|DATABASE_URL)[\"']", text))
            found |= set(re.findall(r"^\t@?(HCAT_[A-Z_]+)=", text, re.MULTILINE))
            found |= (
                set(re.findall(r" (HCAT_[A-Z_]+)=", text)) if path.name == "Makefile" else set()
            )
    return found


def documented(heading: str) -> set[str]:
    rows = list(cells(OPERATIONS.text, heading))
    assert rows
    return {name for row in rows for name in _VARIABLE.findall(row[0])}


def test_every_setting_that_the_product_reads_is_explained_and_no_other() -> None:
    assert documented("Settings") == read_by("src/**/*.py")


def test_every_setting_that_only_builders_use_is_explained_and_no_other() -> None:
    read = read_by("tests/**/*.py", "bench/**/*.py", "Makefile") - read_by("src/**/*.py")
    assert documented("Settings for those who build") == {
        name for name in read if name.startswith(("HCAT_TEST_", "HCAT_BENCH_", "HCAT_SHARED"))
    }


@pytest.mark.django_db
def test_what_the_worker_does_by_the_clock_is_told_and_nothing_else() -> None:
    rows = {row[0].strip("`"): row[1].strip("`") for row in cells(OPERATIONS.text, "By the clock")}
    assert rows == {name.rsplit(".", 1)[1]: cron for name, (cron, _) in schedules().items()}
