# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A printer that needs no typesetter, and days as people type them."""

from __future__ import annotations

import pytest

from tests.reports.conftest import printed_fast

__all__ = ["printed_fast"]


@pytest.fixture(autouse=True)
def _printed_fast(printed_fast: None) -> None:
    """For every page here: how a report looks on paper has its own tests."""
