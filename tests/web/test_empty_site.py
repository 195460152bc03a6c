# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before there is an agenda. In a file of its own: the other files share a loaded one."""

from __future__ import annotations

import pytest

from .conftest import Read, text


@pytest.mark.django_db
def test_an_empty_site_says_what_to_do_first(read: Read) -> None:
    for path in ("/", "/results", "/initiatives", "/menu", "/history"):
        assert "hcat agenda load" in text(read(path))
    assert "hcat agenda load" not in text(read("/privacy"))
