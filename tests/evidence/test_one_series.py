# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Published and measured figures in one series: each period once, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from hcat.evidence.api import (
    Observation,
    RecordedFigure,
    Scope,
    Takes,
    Use,
    evaluate,
    in_one_series,
    measure,
    measured_in_series,
    places_in_series,
    standing_of,
    uses,
)
from hcat.evidence.measuring.registry import forget
from hcat.evidence.queries import summary
from hcat.evidence.showing.status import as_data, as_table
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate, Period, Quality
from tests.evidence.small_agenda import figure, put_result, put_series, share, target

DAY = date(2023, 4, 1)
NAME = "testing.chosen"
PROXY = {"series": "choices", "leaves_out": {"nl": "Mist mbo.", "en": "Leaves out MBO."}}
counted: dict[int, tuple[int, int]] = {}
"""By year what the measure of these tests counts: of how many how many."""


def chosen(period: Period, scope: Scope) -> Estimate:
    found = counted.get(period.end.year)
    if found is None:
        return Estimate.missing(
            "nothing was fetched", unit="percent", period=period, source="the files", method="added"
        )
    part, whole = found
    return Estimate(
        value=100 * part / whole, numerator=part, denominator=whole, unit="percent", period=period,
        method="added", source="the files", quality=Quality.MEASURED,
    )  # fmt: skip


def since() -> date | None:
    return date(min(counted), 12, 31) if counted else None


@pytest.fixture(autouse=True)
def _measure(agenda: None) -> Iterator[None]:
    counted.clear()
    measure(NAME, title="Chosen", unit="percent", takes=Takes.PERIOD, kept_since=since)(chosen)
    with time_machine.travel(DAY, tick=False):
        yield
    forget(NAME)


def bound(*figures: dict[str, Any], **fields: Any) -> None:
    """A series that the measure computes, near the one promise."""
    put_series("choices", figures=figures, measured_by=NAME, **fields)
    put_result(targets=[target(value=40, proxies=[PROXY])])


def october(year: int, part: int, whole: int, **fields: Any) -> dict[str, Any]:
    day = f"{year}-10-01"
    return {**share(year, part, whole), "start": day, "end": day, **fields}


def near() -> list[RecordedFigure]:
    return list(standing_of("choice").leading.proxies)


def shown() -> list[tuple[str, int, float | None]]:
    return [(one.measure, one.estimate.period.end.year, one.estimate.value) for one in near()]


# Each period once


def test_until_anything_was_measured_the_published_figures_stand_alone(by: Actor) -> None:
    bound(october(2020, 30, 100), october(2021, 31, 100))
    evaluate(by=by)
    assert Observation.objects.filter(measure=NAME).exists()  # missing, with its reason
    assert shown() == [("published.choices", 2020, 30.0), ("published.choices", 2021, 31.0)]
    assert all(one.published is None for one in near())


def test_a_measured_figure_stands_in_the_place_of_the_published_one(by: Actor) -> None:
    bound(october(2020, 30, 100), october(2021, 31, 100))
    counted.update({2021: (31, 100), 2022: (32, 100)})
    evaluate(by=by)
    assert shown() == [("published.choices", 2020, 30.0), (NAME, 2021, 31.0), (NAME, 2022, 32.0)]
    _, both, _ = near()
    assert both.published is not None
    assert (both.published.estimate.period, both.published.source) != (both.estimate.period, None)
    assert [one.estimate.source for one in near()] == [
        "Bureau Overmaas, Tellingen (2021)", "the files", "the files",
    ]  # fmt: skip
    assert [str(one.method) for one in near()] == ["geteld", "added", "added"]
    assert {str(one.title) for one in near()} == {"eerstejaars hbo"}


def test_both_stay_stored_under_their_own_name(by: Actor) -> None:
    bound(october(2021, 31, 100))
    counted[2021] = (33, 100)
    evaluate(by=by)
    kept = Observation.objects.filter(start__year=2021, unit="percent").standing()
    assert {(row.measure, row.value) for row in kept} >= {("published.choices", 31), (NAME, 33)}
    assert evaluate(by=by).stored == 0


def test_a_year_that_the_measure_lacks_is_published_or_says_why_it_is_missing(by: Actor) -> None:
    bound(october(2021, 31, 100))
    counted[2020] = (30, 100)
    evaluate(by=by)
    assert shown() == [(NAME, 2020, 30.0), ("published.choices", 2021, 31.0), (NAME, 2022, None)]


def test_a_school_year_is_the_year_in_which_it_ends_and_a_part_stays(by: Actor) -> None:
    year = {"start": "2020-08-01", "end": "2021-07-31"}
    bound({**share(2021, 31, 100), **year}, {**share(2021, 9, 100, group="hbo"), **year})
    counted[2021] = (33, 100)
    evaluate(by=by)
    found = [one for one in near() if one.estimate.value is not None]
    assert [(one.measure, one.group) for one in found] == [(NAME, ""), ("published.choices", "hbo")]


def test_several_published_figures_within_a_window_are_none_of_the_whole(by: Actor) -> None:
    halves = [{"start": "2021-01-01", "end": "2021-06-30"}, {"start": "2021-07-01"}]
    bound(*({**share(2021, 30 + at, 100), **half} for at, half in enumerate(halves)))
    counted[2021] = (33, 100)
    evaluate(by=by)
    found = [one for one in near() if one.estimate.value is not None]
    assert [one.estimate.value for one in found] == [30.0, 33.0, 31.0]
    assert all(one.published is None for one in found)


def test_a_withdrawn_figure_is_no_other_figure(by: Actor) -> None:
    bound(figure(2021, missing_reason="withdrawn by its maker"))
    counted[2021] = (33, 100)
    evaluate(by=by)
    [one] = [one for one in near() if one.estimate.period.end.year == 2021]
    assert (one.measure, one.published) == (NAME, None)


def test_a_target_that_is_proved_by_the_series_is_judged_by_what_was_measured(by: Actor) -> None:
    put_series("choices", figures=[share(2020, 30, 100)], measured_by=NAME)
    put_result(targets=[target(value=40, measured_by="published.choices", interval_months=12)])
    evaluate(by=by)
    assert standing_of("choice").verdict == "missed"
    counted[2020] = (45, 100)
    evaluate(by=by)
    assert standing_of("choice").verdict == "reached"
    [one] = [f for f in standing_of("choice").leading.figures if f.estimate.value is not None]
    assert (one.measure, one.published and one.published.estimate.value) == (NAME, 30.0)


def test_a_series_and_a_measure_in_other_units_stay_apart_and_evaluate_says_so(by: Actor) -> None:
    bound(figure(2021, 31.0), unit="count")
    counted[2021] = (33, 100)
    report = evaluate(by=by)
    [problem] = report.problems
    assert problem.measure == "published.choices"
    assert "count" in problem.what
    assert "percent" in problem.what
    assert shown() == [("published.choices", 2021, 31.0)]
    assert measured_in_series() == {"choices": []}


def test_before_the_agenda_named_the_measure_a_series_reads_as_it_did(by: Actor) -> None:
    put_series("choices", figures=[october(2020, 30, 100)])
    put_result(targets=[target(value=40, proxies=[PROXY])])
    put_series(
        "choices", figures=[october(2020, 30, 100)], measured_by=NAME, on=date(2022, 1, 1)
    )  # fmt: skip
    counted[2020] = (33, 100)
    evaluate(by=by)
    assert [one.measure for one in near() if one.estimate.value] == [NAME]
    then = standing_of("choice", as_of=date(2021, 6, 1)).leading.proxies
    assert [one.measure for one in then] == ["published.choices"]


# Where the two differ


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Bureau Overmaas publiceerde een ander cijfer: 31% (31 van 100), 1 oktober 2021"),
        ("en", "Bureau Overmaas published another figure: 31% (31 of 100), 1 October 2021"),
        ("de", "Bureau Overmaas veröffentlichte eine andere Zahl: 31\xa0% (31 von 100), "
               "1. Oktober 2021"),
    ],
)  # fmt: skip
def test_another_published_figure_is_told_beside_the_measured_one(
    by: Actor, language: str, said: str
) -> None:
    bound(october(2021, 31, 100))
    counted[2021] = (33, 100)
    evaluate(by=by)
    with override(language):
        found = standing_of("choice")
        assert near()[0].otherwise() == said
        assert said in " ".join(row.value for row in found.leading.rows())
        table = as_table([found], summary())
        assert all(word in table for word in said.split())


def test_figures_that_are_written_alike_say_the_same(by: Actor) -> None:
    bound(october(2021, 1241, 4252))
    counted[2021] = (1242, 4254)
    evaluate(by=by)
    assert near()[0].published is not None
    assert near()[0].otherwise() == ""


# Wherever figures are shown


def test_the_status_for_programs_holds_the_series_once(by: Actor) -> None:
    bound(october(2021, 31, 100))
    counted[2021] = (33, 100)
    evaluate(by=by)
    found = standing_of("choice")
    [first, _later] = as_data([found], summary())["results"][0]["targets"][0]["proxies"]
    assert (first["series"], first["measure"], first["value"]) == ("choices", NAME, 33.0)
    assert first["published"]["value"] == 31.0
    assert first["published"]["source"]["key"] == "counts"


def test_the_list_of_figures_says_in_whose_place_one_is_shown(by: Actor) -> None:
    bound(october(2021, 31, 100))
    counted[2021] = (33, 100)
    evaluate(by=by)
    ids = {row.measure: row.pk for row in Observation.objects.filter(start__year=2021)}
    places = places_in_series()
    assert places.in_place_of == {ids[NAME]: ids["published.choices"]}
    assert places.series_of(NAME) == places.series_of("published.choices") == "choices"
    assert places.series_of("agenda.initiatives_running") is None
    served = uses()
    assert served[NAME] == served["published.choices"]
    assert [(one.result, one.is_proxy) for one in served[NAME]] == [("choice", True)]
    assert isinstance(served[NAME][0], Use)


# Whatever the figures

_days = st.integers(0, 1500).map(lambda n: date(2019, 1, 1) + timedelta(days=n))
_published = st.lists(
    st.builds(
        lambda start, days, group, known: (group, Period(start, start + timedelta(days)), known),
        _days, st.sampled_from([0, 30, 364, 365, 800]), st.sampled_from(["", "hbo"]), st.booleans(),
    ),
    max_size=8, unique_by=lambda one: (one[0], one[1].start, one[1].end),
)  # fmt: skip
_measured = st.dictionaries(st.integers(2019, 2023), st.booleans(), max_size=5)


def _speaks(one: tuple[str, Period, bool]) -> tuple[str, Estimate]:
    group, period, known = one
    if known:
        return group, Estimate(
            value=1.0, unit="count", period=period, method="m", source="s",
            quality=Quality.PUBLISHED,
        )  # fmt: skip
    return group, Estimate.missing("why", unit="count", period=period, source="s")


@given(_published, _measured)
def test_no_known_figure_is_lost_or_shown_twice(
    published: list[tuple[str, Period, bool]], years: dict[int, bool]
) -> None:
    measured = [("", Period.year(year), known) for year, known in years.items()]
    # A measured window may be a published period too: told apart by identity.
    published, measured = [(*one,) for one in published], [(*one,) for one in measured]
    found = in_one_series(published, measured, speaks=_speaks)
    front = [id(one.figure) for one in found]
    behind = [id(one.published) for one in found if one.published is not None]
    assert len(set(front) | set(behind)) == len(front) + len(behind)
    known = {id(one) for one in (*published, *measured) if one[2]}
    assert known <= {*front, *behind}
    assert all(one.figure[2] for one in found if one.published is not None)
