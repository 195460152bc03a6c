# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented region of Waterkant, as a folder and in the database."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from tests.agenda.region_folder import REGIONS, RegionFolder


@pytest.fixture
def region(tmp_path: Path) -> Iterator[RegionFolder]:
    """Waterkant's folder, in a session that speaks English, so that tests can read sentences."""
    shutil.copytree(REGIONS / "waterkant", tmp_path / "waterkant")
    with translation.override("en"):
        yield RegionFolder(tmp_path / "waterkant")


@pytest.fixture
def waterkant(db: None, region: RegionFolder) -> RegionFolder:
    """Waterkant's agenda in the database; the folder from which it was loaded."""
    report = region.load()
    assert report.ok, report.problems
    assert report.written
    return region
