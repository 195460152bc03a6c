# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers, periods and verdicts as a reader expects them, in three languages."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from hcat.numerics.api import Estimate, Period, Quality, Verdict
from hcat.web import labels, verdicts, words
from hcat.web.labour_market.words import UNITS


@pytest.mark.parametrize(
    ("language", "value", "said"),
    [
        ("nl", 29.186, "29,2%"),
        ("en", 29.186, "29.2%"),
        ("de", 29.186, "29,2\N{NO-BREAK SPACE}%"),
        ("nl", 60.0, "60,0%"),
    ],
)
def test_a_share_is_rounded_and_written_in_the_language(
    language: str, value: float, said: str
) -> None:
    with translation.override(language):
        assert words.shown(value, "percent") == said


@pytest.mark.parametrize("language", ["nl", "de"])
def test_the_units_of_inputs_are_written_in_the_language(language: str) -> None:
    with translation.override("en"):
        english = {str(one) for one in UNITS.values()}
    with translation.override(language):
        assert "people" in english
        assert "people" not in {str(one) for one in UNITS.values()}


@pytest.mark.parametrize(
    ("value", "said"),
    [(1241, "1.241"), (-61800, "−61.800"), (0.5, "0,50"), (7, "7"), (12.34, "12,3"), (None, "–")],
)
def test_numbers_have_as_many_decimals_as_they_deserve(value: float | None, said: str) -> None:
    with translation.override("nl"):
        assert words.number(value) == said


@pytest.mark.parametrize(
    ("language", "when", "said"),
    [
        ("nl", "2019-01-08", "8 januari 2019"),
        ("en", "2019-01-08", "8 January 2019"),
        ("de", "2012-03", "März 2012"),
        ("nl", "2019-20", "2019-20"),
        ("en", "2020–2024", "2020–2024"),
    ],
)
def test_the_day_of_publication_is_written_out(language: str, when: str, said: str) -> None:
    with translation.override(language):
        assert words.published(when) == said


def test_an_interval_says_how_sure_it_is() -> None:
    estimate = Estimate(
        value=60.0,
        low=51.2,
        high=68.1,
        unit="percent",
        period=Period.year(2014),
        method="sample",
        quality=Quality.MEASURED,
        source="panel",
    )
    with translation.override("nl"):
        assert words.interval(estimate) == "51,2% tot 68,1% (interval van 95%)"


def test_a_short_period_fits_under_a_dot() -> None:
    assert words.short(Period.year(2020)) == "2020"
    assert words.short(Period.school_year(2019)) == "2019/20"
    assert words.short(Period.day(date(2020, 10, 1))) == "2020"
    assert words.short(Period(date(2011, 1, 1), date(2016, 12, 31))) == "2011–2016"
    half = words.short(Period(date(2016, 6, 1), date(2017, 5, 31)))
    assert half == "1 juni 2016 tot en met 31 mei 2017"
    assert words.short(Period(date(2016, 9, 1), date(2017, 8, 31))) == "schooljaar 2016/2017"


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (1, "1 keer per jaar"),
        (3, "3 keer per jaar"),
        (10.4, "eens per 5 weken"),
        (52, "eens per week"),
    ],
)
def test_a_rhythm_is_said_as_people_say_it(times: float, said: str) -> None:
    with translation.override("nl"):
        assert words.rhythm(times) == said


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_verdict_is_a_word_and_a_shape_of_its_own(verdict: Verdict) -> None:
    badge = verdicts.badge(verdict)
    assert verdicts.word(verdict) in badge
    assert "<svg" in badge
    others = [verdicts.shape(one) for one in Verdict if one is not verdict]
    assert verdicts.shape(verdict) not in others


def test_parts_without_a_title_are_named_by_level_or_code() -> None:
    with translation.override("nl"):
        assert labels.part("") == "Totaal"
        assert labels.part("hbo") == "hbo"
        assert labels.part("GM0153") == "GM0153"


@pytest.mark.parametrize(
    ("language", "said"),
    [("nl", ("5 okt", "5 okt 2026")), ("en", ("5 Oct", "5 Oct 2026")),
     ("de", ("5. Okt", "5. Okt 2026"))],
)  # fmt: skip
def test_a_day_on_an_axis_is_written_as_the_language_does(
    language: str, said: tuple[str, str]
) -> None:
    day = date(2026, 10, 5)
    with translation.override(language):
        assert (words.short_day(day), words.short_day(day, with_year=True)) == said
