# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented region of Waterkant, as a folder and in the database."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.agenda.region_folder import REGIONS, RegionFolder


@pytest.fixture
def region(tmp_path: Path) -> RegionFolder:
    shutil.copytree(REGIONS / "waterkant", tmp_path / "waterkant")
    return RegionFolder(tmp_path / "waterkant")


@pytest.fixture
def waterkant(db: None, region: RegionFolder) -> RegionFolder:
    """Waterkant's agenda in the database; the folder from which it was loaded."""
    report = region.load()
    assert report.ok, report.problems
    assert report.written
    return region
