# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What holds off programs: how often, counted for its whole time, and how fast."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from hcat.foundation.api import form_stamp, has_reached, is_our_stamp, is_too_quick, too_many


@pytest.mark.parametrize("at", ["2026-03-02T09:00"], indirect=True)
@pytest.mark.parametrize("backend", ["filebased.FileBasedCache", "locmem.LocMemCache"])
def test_a_limit_lasts_its_whole_time(at: Any, settings: Any, tmp_path: Any, backend: str) -> None:
    settings.CACHES = {
        "default": {"BACKEND": f"django.core.cache.backends.{backend}", "LOCATION": str(tmp_path)}
    }

    def is_too_many() -> bool:
        return too_many("add", "a link", most=2, within=timedelta(hours=1))

    for minutes, expected in ((0, False), (3, False), (20, True), (50, True), (61, False)):
        at.move_to(f"2026-03-02T{9 + minutes // 60:02d}:{minutes % 60:02d}")
        assert is_too_many() == expected, minutes
    assert not too_many("add", "another link", most=2, within=timedelta(hours=1))


def test_whether_a_limit_was_reached_is_asked_without_counting() -> None:
    for expected in (False, False, True):
        for _turn in range(3):
            assert has_reached("ask", "a place", most=2) == expected
        too_many("ask", "a place", most=2, within=timedelta(hours=1))


def test_a_stamp_tells_how_long_a_form_was_open_and_whose_it_is(at: Any) -> None:
    stamp = form_stamp()
    assert is_our_stamp(stamp)
    assert is_too_quick(stamp)
    at.shift(timedelta(seconds=5))
    assert is_our_stamp(stamp)
    assert not is_too_quick(stamp)
    at.shift(timedelta(days=3))
    assert not is_our_stamp(stamp)
    for forged in ("", "form", stamp[:-1] + ("A" if stamp[-1] != "A" else "B")):
        assert not is_our_stamp(forged)
        assert not is_too_quick(forged)
