# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""No survey and no wave gets a name under which another page stands."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from hcat.foundation.api import Refused
from hcat.surveys.api import WaveFacts, import_wave, prepare_wave, refuse_strange_key
from hcat.web.surveys.desk_forms.surveys import TAKEN_BY_PAGES
from hcat.web.surveys.urls import urlpatterns
from tests.surveys.field import BY, survey

ROUTES = [str(one.pattern) for one in urlpatterns]


def words_after(before: str) -> set[str]:
    """The fixed words that stand in an address where a name may stand."""
    found = (re.match(before + r"([^/<]+)(/|$)", one) for one in ROUTES)
    return {one[1] for one in found if one}


def test_a_wave_is_not_called_as_a_page_of_its_survey() -> None:
    words = words_after(r"(?:desk/)?surveys/<slug:\w+>/")
    assert words >= {"earlier", "edit", "over-time"}
    for word in words:
        with pytest.raises(Refused, match=f"“{word}”"):
            refuse_strange_key(word)


def test_a_survey_is_not_called_as_a_page_of_all_surveys() -> None:
    assert words_after(r"(?:desk/)?surveys/") <= set(TAKEN_BY_PAGES)


@pytest.mark.django_db
def test_each_way_to_a_wave_refuses_such_a_word(tmp_path: Path) -> None:
    survey()
    day = date(2015, 1, 1)
    with pytest.raises(Refused, match="“edit”"):
        prepare_wave(
            by=BY, survey="panel", key="edit", reference_day=day, opens_on=day, closes_on=day
        )
    facts = WaveFacts(key="earlier", reference_day=day, opened_on=day, closed_on=day)
    path = tmp_path / "old.csv"
    path.write_text("short\nyes\n")
    with pytest.raises(Refused, match="“earlier”"):
        import_wave(by=BY, survey="panel", facts=facts, path=path)
