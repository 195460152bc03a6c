# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The day changes at midnight in the region."""

from __future__ import annotations

from datetime import date

import pytest

from hcat.foundation import clock


@pytest.mark.parametrize("at", ["2026-07-01T00:30"], indirect=True)
def test_today_is_the_day_in_the_region_not_in_greenwich(at: object) -> None:
    assert clock.now().date() == date(2026, 6, 30)
    assert clock.today() == date(2026, 7, 1)
