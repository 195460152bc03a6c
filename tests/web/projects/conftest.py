# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People in every role in the small region of the desk's tests, and a charter that counts."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from hcat.foundation.api import today
from hcat.projects import api
from tests.web.desk.conftest import BY
from tests.web.desk.conftest import _loaded as _loaded
from tests.web.desk.conftest import manager as manager
from tests.web.desk.conftest import polder as polder
from tests.web.desk.conftest import signed_in as signed_in

SUBJECT = "initiative:lab-east"
PAGE = "/desk/projects/initiative/lab-east"


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def answers(**others: Any) -> api.Answers:
    said: dict[str, Any] = {
        "yields": "Forty pupils a year.", "for_whom": "Pupils of MBO 4.",
        "by_when": in_days(400), "report_first_on": in_days(90), "report_every": 3,
        "report_to": "The board", "lead": "School East", "steering": "directing",
        "steering_means": "The school chooses how.", "criteria": ("Twenty came", "It fits"),
    }  # fmt: skip
    return api.Answers(**{**said, **others})


@pytest.fixture
def agreed(polder: None) -> api.Charter:
    api.write_charter(by=BY, subject=SUBJECT, answers=answers(), based_on=0)
    return api.accept_charter(by=BY, subject=SUBJECT, edition=1)


@pytest.fixture
def pilot(agreed: api.Charter) -> api.Phase:
    return api.start_phase(
        by=BY, subject=SUBJECT, kind="pilot", on=in_days(-60), gate_on=in_days(2)
    )
