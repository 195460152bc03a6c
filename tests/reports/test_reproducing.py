# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A frozen report made again: what still comes out, what not and why."""

from __future__ import annotations

from typing import Any

import pytest

from hcat.evidence.api import Observation, Outcome
from hcat.evidence.append_only import guard, unguard
from hcat.foundation.api import Refused
from hcat.reports.api import reproduced

from .making import draft, figure, frozen, signed

pytestmark = pytest.mark.usefixtures("polder", "printed_fast")


def test_a_report_of_today_comes_out_figure_by_figure() -> None:
    figure(45, year=2020)
    found = reproduced(frozen())
    assert found.comes_out
    outcomes = {one.made.outcome for one in found.figures}
    assert outcomes == {Outcome.SAME, Outcome.ENTERED}
    assert [(str(title), one.comes_out) for title, one in found.verdicts] == [
        ("40% kiest techniek", True), ("Bedrijven kennen het", True),
    ]  # fmt: skip


def test_it_comes_out_also_after_new_figures_came(at: Any) -> None:
    report = signed()
    at.move_to("2026-06-02T09:00+02:00")
    figure(45, year=2020)
    assert reproduced(report).comes_out


def test_a_figure_that_was_touched_is_told(db: None) -> None:
    from django.db import connection

    row = figure(45, year=2020)
    report = frozen()
    unguard(connection)
    Observation.objects.filter(pk=row.pk).update(value=46)
    guard(connection)
    found = reproduced(report)
    assert not found.comes_out
    [touched] = [one for one in found.figures if one.made.observation == row.pk]
    assert touched.made.outcome is Outcome.DIFFERS
    assert touched.made.why


def test_a_draft_is_not_made_again() -> None:
    with pytest.raises(Refused, match="telkens opnieuw"):
        reproduced(draft())
