# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small invented region: four initiatives, of which one is over."""

from __future__ import annotations

from pathlib import Path

import pytest

from hcat.agenda.api import load_folder
from hcat.parties.api import invite

from .making import BY, assessors

POLDER = Path(__file__).parents[1] / "api" / "polder"


@pytest.fixture
def polder(db: None) -> None:
    assert load_folder(POLDER, by=BY).ok


@pytest.fixture
def people(polder: None) -> list[int]:
    """Three assessors, each with another language."""
    return assessors(3)


@pytest.fixture
def owner(polder: None) -> int:
    """Who owns initiative 1, and reads German."""
    return invite(
        name="Olga Owner", mail="owner@example.org", role="initiative_owner",
        scope="initiative:lab-east", language="de", by=BY,
    ).pk  # fmt: skip
