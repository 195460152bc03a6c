# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words where a key used to show."""

from __future__ import annotations

from hcat.agenda.api import items
from hcat.web.elements import title_of

from .conftest import Visitor, text_of


def test_a_steering_relation_is_called_after_who_steers_whom(manager: Visitor) -> None:
    one = items("steering")[0]
    assert "→" in title_of(one)
    for path in ("/desk/agenda/steering", f"/desk/agenda/steering/{one.key}"):
        text = text_of(manager.open(path))
        assert "→" in text
        assert one.key not in text
