# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small versions of the bench of surveys: promises kept where the truth is known."""

from __future__ import annotations

from tests.numerics.simulating import coverage, false_claims, region


def test_intervals_cover_what_they_promise() -> None:
    assert [check for check in coverage((20, 300), 500) if not check.holds] == []


def test_a_family_of_claims_is_seldom_wrong_when_nothing_changed() -> None:
    family, single = false_claims(600)
    assert family.found <= 0.055 + 0.02
    assert single.found <= 0.055 + 0.02


def test_weights_undo_what_nonresponse_by_size_does() -> None:
    checks = region(60)
    assert all(check.found < 3 for check in checks if ", weighted" in check.what)
    assert all(check.holds for check in checks if "unweighted" in check.what)
