# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

import re
from datetime import date

import pytest
from django.utils import translation

from hcat.evidence.api import verdict_word
from hcat.evidence.words import phrases
from hcat.evidence.words.facts import Words
from hcat.evidence.words.reasons import NEEDS, REASONS
from hcat.evidence.words.wording import summary_sentence, verdict_shape
from hcat.numerics.api import NeedKind, Period, Reason, Verdict

LANGUAGES = ("nl", "en", "de")
KNOWN = {
    "figure", "aim", "lower_bound", "upper_bound", "deadline", "baseline", "earlier", "later",
    "waves", "points", "forecast", "forecast_low", "forecast_high", "probability", "steps_to_come",
    "conditions", "condition", "joint_low", "joint_high", "assessor", "judged_on", "criteria",
    "criteria_met", "criteria_unjudged", "proxy", "missing_reason",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence_of_its_own_in_every_language(language: str) -> None:
    assert set(REASONS) == set(Reason)
    with translation.override(language):
        texts = {reason: str(text) for reason, text in REASONS.items()}
        assert len(set(texts.values())) == len(texts)
        for text in texts.values():
            assert set(re.findall(r"%\((\w+)\)s", text)) <= KNOWN
            assert text % Words()
    if language != "en":
        with translation.override("en"):
            assert not [r for r, text in REASONS.items() if str(text) == texts[r]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_need_and_verdict_has_words(language: str) -> None:
    counted = {NeedKind.FURTHER_ANSWERS, NeedKind.JUDGEMENT}
    assert set(NEEDS) | counted == set(NeedKind)
    with translation.override(language):
        assert len({verdict_word(one) for one in Verdict}) == 7
    assert len({verdict_shape(one) for one in Verdict}) == 7


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (
            {Verdict.ON_COURSE: 4, Verdict.NEVER_MEASURED: 13, Verdict.CANNOT_TELL: 4},
            "4 of 21 results are on course; 4 cannot be told; 13 were never measured.",
        ),
        (
            {Verdict.REACHED: 1, Verdict.ON_COURSE: 2, Verdict.MISSED: 18},
            "1 of 21 results is reached and 2 on course; 18 were missed.",
        ),
        ({Verdict.NEVER_MEASURED: 21},
         "None of the 21 results is on course; 21 were never measured."),
        ({Verdict.AT_RISK: 1, Verdict.OFF_COURSE: 20},
         "None of the 21 results is on course; 1 is at risk; 20 are off course."),
    ],
)  # fmt: skip
def test_the_front_page_says_how_results_stand(counts: dict[Verdict, int], sentence: str) -> None:
    with translation.override("en"):
        assert summary_sentence(21, counts) == sentence


def test_the_front_page_says_it_in_dutch() -> None:
    with translation.override("nl"):
        assert (
            summary_sentence(21, {Verdict.ON_COURSE: 4, Verdict.NEVER_MEASURED: 17})
            == "4 van de 21 resultaten liggen op koers; 17 zijn nooit gemeten."
        )


@pytest.mark.parametrize(
    ("language", "value", "unit", "text"),
    [
        ("en", 29.1863, "percent", "29.2%"), ("nl", 29.1863, "percent", "29,2%"),
        ("de", 29.1863, "percent", "29,2\u00a0%"), ("en", 0.4, "share", "40%"),
        ("en", 1241.0, "count", "1,241"), ("nl", 1241.0, "count", "1.241"),
        ("nl", 7.25, "mark", "7,25"), ("en", 75.0, "days", "75 days"),
        ("en", None, "percent", "–"), ("en", 3.0, "places", "3 places"),
    ],
)  # fmt: skip
def test_a_number_is_written_as_the_language_writes_it(
    language: str, value: float | None, unit: str, text: str
) -> None:
    with translation.override(language):
        assert phrases.amount(value, unit) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2020-01-01", "2020-12-31", "2020"), ("2019-01-01", "2020-12-31", "2019–2020"),
        ("2020-08-01", "2021-07-31", "school year 2020/2021"),
        ("2020-10-01", "2020-10-01", "1 October 2020"),
        ("2020-02-01", "2020-02-29", "February 2020"),
        ("2020-02-01", "2020-03-15", "1 February 2020 to 15 March 2020"),
    ],
)  # fmt: skip
def test_a_period_is_named_as_people_name_it(start: str, end: str, text: str) -> None:
    with translation.override("en"):
        assert phrases.period(Period(date.fromisoformat(start), date.fromisoformat(end))) == text


@pytest.mark.parametrize(
    ("probability", "text"),
    [(None, "–"), (0.004, "less than 1%"), (0.999, "more than 99%"), (0.564, "56%")],
)
def test_a_chance_is_never_certain(probability: float | None, text: str) -> None:
    with translation.override("en"):
        assert phrases.chance(probability) == text
