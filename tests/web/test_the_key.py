# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The key of the verdicts says nothing that a verdict under it would contradict."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from hcat.numerics.api import (
    Estimate,
    Period,
    Reason,
    TargetKind,
    TargetSpec,
    Verdict,
    judge,
)
from hcat.web.verdicts import MEANINGS


@pytest.mark.parametrize(
    ("language", "word"), [("en", "measuring gave none"), ("nl", "meten gaf er geen"),
                           ("de", "Messen ergab keine")],
)  # fmt: skip
def test_cannot_tell_does_not_promise_figures(language: str, word: str) -> None:
    missing = Estimate.missing(
        "nothing came", unit="count", period=Period.year(2025), source="a test", method="a count"
    )
    target = TargetSpec(
        id="T", kind=TargetKind.AT_LEAST, value=10.0, unit="count", deadline=date(2025, 12, 31)
    )
    found = judge(target, [missing], as_of=date(2026, 3, 1))
    assert (found.verdict, found.reason) == (Verdict.CANNOT_TELL, Reason.ONLY_MISSING)
    with translation.override(language):
        assert word in str(MEANINGS[found.verdict])
