# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The small invented region and the people at its desk."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.web.desk.conftest import _loaded, manager, polder, signed_in

__all__ = ["_loaded", "manager", "polder", "signed_in"]


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    """What other tests sent counts for no limit."""
    cache.clear()
    yield
    cache.clear()
