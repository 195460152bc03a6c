# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the tests of the labour market share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hcat.numerics.labour.market import Market, Spread
from hcat.numerics.labour.vintages import Programmes

from .markets import market
from .programmes import Rows, technical_programmes


@pytest.fixture
def unsure() -> Market:
    return market()


@pytest.fixture
def sure() -> Market:
    """The same, every input known."""
    return market(spread=Spread())


@pytest.fixture
def technical_hbo(shared_rows: Callable[[str], Rows]) -> Programmes:
    """The technical HBO programmes of the open data; skips where that is absent."""
    return technical_programmes(shared_rows)
