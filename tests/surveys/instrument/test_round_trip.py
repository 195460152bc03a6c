# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is written reads back as the same questionnaire."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings

from hcat.surveys.instrument.checking import faults
from hcat.surveys.instrument.questionnaire import Questionnaire
from hcat.surveys.instrument.writing import as_markdown, as_xlsx
from hcat.surveys.instrument.xlsform import read_questionnaire

from . import making

slowly = settings(suppress_health_check=[HealthCheck.too_slow])


@slowly
@given(making.questionnaires())
def test_a_table_in_markdown_reads_back(questionnaire: Questionnaire) -> None:
    assert faults(questionnaire) == []
    reading = read_questionnaire(as_markdown(questionnaire).encode(), "written.md")
    assert reading.errors == ()
    assert reading.questionnaire == questionnaire


@slowly
@given(making.questionnaires())
def test_a_workbook_reads_back(questionnaire: Questionnaire) -> None:
    reading = read_questionnaire(as_xlsx(questionnaire), "written.xlsx")
    assert reading.errors == ()
    assert reading.questionnaire == questionnaire


@slowly
@given(making.questionnaires())
def test_json_reads_back_with_the_same_fingerprint(questionnaire: Questionnaire) -> None:
    back = Questionnaire.from_json(json.loads(json.dumps(questionnaire.to_json())))
    assert back == questionnaire
    assert back.fingerprint == questionnaire.fingerprint


def test_the_full_example_goes_through_both_forms() -> None:
    questionnaire = making.full()
    table = read_questionnaire(as_markdown(questionnaire).encode(), "a.md")
    book = read_questionnaire(as_xlsx(questionnaire), "a.xlsx")
    assert table.problems == book.problems == ()
    assert table.questionnaire == book.questionnaire == questionnaire


def test_another_text_is_another_fingerprint() -> None:
    questionnaire = making.full()
    plain = questionnaire.to_json()
    plain["titles"]["en"] = "Panel"
    assert Questionnaire.from_json(plain).fingerprint != questionnaire.fingerprint


@pytest.mark.parametrize("plain", [{}, {"name": 1}, {"name": "a", "titles": {}, "pages": 3}])
def test_other_json_is_no_questionnaire(plain: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="no questionnaire"):
        Questionnaire.from_json(plain)
