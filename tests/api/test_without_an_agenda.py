# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What programs get of a site on which nothing was loaded."""

from __future__ import annotations

import pytest

from .conftest import Ask
from .test_collections import COUNTS


@pytest.mark.django_db
def test_without_an_agenda_lists_are_empty_and_say_so_politely(ask: Ask) -> None:
    for path in COUNTS:
        if "near" not in path and "?" not in path:
            assert ask(path).json()["count"] == 0
    assert ask("/agenda").json()["detail"] == "There is no agenda yet."
