# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The made-up year on the agenda of Twente, as whoever tries the software meets it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
import time_machine

from hcat.agenda.api import load_folder
from hcat.evidence.api import Outcome, evaluate
from hcat.foundation import demo
from hcat.reports.api import Report, Table, document_of, reproduced

from .a_year import TWENTE
from .making import BY, section

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("printed_fast", "no_later_demo")]


def test_each_kind_of_change_shows_once_and_all_of_it_comes_out() -> None:
    with time_machine.travel(datetime(2026, 3, 2, 9, tzinfo=UTC), tick=True):
        assert load_folder(TWENTE, by=BY).ok
        evaluate(by=BY)
        demo.load(by=BY)
        reports = list(Report.objects.order_by("pk"))
        assert [one.kind for one in reports] == ["board", "board", "board", "evaluation"]
        second = document_of(reports[1], "en")
        changed = section(second, "changed").splitlines()
        for beginning in ("Corrected figure: ", "New figure: "):
            assert len([one for one in changed if one.startswith(beginning)]) == 1, changed
        [turned] = [
            block
            for one in second.sections
            if one.id == "changed"
            for block in one.blocks
            if isinstance(block, Table)
        ]
        assert len([row for row in turned.rows if row[1] == "never measured"]) == 2
        for report in reports:
            again = reproduced(report)
            assert again.comes_out
            measured = [one for one in again.figures if one.made.outcome is Outcome.SAME]
            assert len({(one.what, one.period) for one in measured}) == len(measured) > 50
