# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The invented region of Waterkant, in English, on a fixed day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.utils import translation

from hcat.agenda.api import load_folder
from hcat.foundation.api import Actor
from hcat.projects import api
from tests.agenda.region_folder import REGIONS

BY = Actor.system("test")
SUBJECT = "initiative:yard-class"
TODAY = date(2026, 3, 2)


@pytest.fixture(autouse=True)
def waterkant(db: None, at: time_machine.Coordinates) -> Iterator[None]:
    with translation.override("en"):
        assert load_folder(REGIONS / "waterkant", by=BY).written
        yield


def answers(**others: Any) -> api.Answers:
    said: dict[str, Any] = {
        "yields": "Forty pupils a year learn at the yard.",
        "for_whom": "Pupils of MBO 3 and 4.",
        "by_when": date(2026, 12, 31),
        "report_first_on": date(2026, 6, 30),
        "report_every": 3,
        "report_to": "The board",
        "lead": "Yard One",
        "steering": "directing",
        "steering_means": "The yard chooses how; the programme hears what came of it.",
        "criteria": ("Twenty pupils came", "The yard wants to go on"),
    }
    return api.Answers(**{**said, **others})


@pytest.fixture
def agreed() -> api.Charter:
    """An accepted charter."""
    api.write_charter(by=BY, subject=SUBJECT, answers=answers(), based_on=0)
    return api.accept_charter(by=BY, subject=SUBJECT, edition=1)
