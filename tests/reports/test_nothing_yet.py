# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Before there is an agenda, and in an agenda that asks for no report."""

from __future__ import annotations

import pytest

from hcat.agenda.api import item, revise
from hcat.foundation.api import Refused, today
from hcat.reports.api import Kind, coming, missing_reports, public_reports
from hcat.reports.rhythm import rhythm_of

from .making import BY, draft


@pytest.mark.django_db
def test_without_an_agenda_nothing_is_due() -> None:
    assert coming(many=3) == []
    assert missing_reports(until=today()) == []
    assert rhythm_of(Kind.BOARD) is None
    assert not public_reports().exists()
    with pytest.raises(Refused, match="zegt niet wanneer"):
        draft()


def test_an_agenda_without_such_a_rhythm_says_where_it_belongs(polder: None) -> None:
    meeting = item("body", "board").sheet.rhythms[0].model_dump(mode="json")
    revise(
        by=BY, kind="body", key="board", fields={"rhythms": [meeting]}, on=today(),
        reason="No more reports",
    )  # fmt: skip
    assert coming(many=3) == []
    with pytest.raises(Refused, match=r"governance\.yaml"):
        draft("evaluation")
