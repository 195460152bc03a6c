# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the results of an agenda read of surveys."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hcat.agenda.api import load_folder
from hcat.evidence.api import Observation, Scope, evaluate, measures
from hcat.foundation.api import today
from hcat.numerics.api import Estimate, Period
from hcat.surveys.instrument.questionnaire import Kind
from hcat.surveys.measures import _a_year_before
from hcat.surveys.models import RankingList, Release
from hcat.surveys.operations.releasing import release_wave

from .region import BY, Unit, fill, question, questionnaire, region, survey, wave

POLDER = Path(__file__).parents[1] / "api" / "polder"
pytestmark = pytest.mark.django_db
DAY = Period.day(date(2024, 6, 1))


def taken(name: str, period: Period = DAY) -> Estimate:
    return measures()[f"surveys.{name}"](period, Scope())


def test_what_nobody_asked_is_missing_with_that_reason() -> None:
    for name, one in measures().items():
        if name.startswith("surveys."):
            assert one(DAY, Scope()).missing_reason, name


def test_a_released_share_is_told_with_its_counts_for_a_year() -> None:
    one = wave(survey(), asked=questionnaire(question("knows_agenda", Kind.SINGLE, "yes", "no")))
    said = [{"knows_agenda": "yes"}] * 68 + [{"knows_agenda": "no"}] * 52
    fill(one, [Unit(answers=a) for a in said] + [Unit() for _ in range(180)])
    assert taken("knows_agenda").value is None
    release_wave(by=BY, wave=one.pk)
    found = taken("knows_agenda")
    assert (found.plain_counts, found.population) == ((68, 120), 300)
    assert found.value == pytest.approx(100 * 68 / 120)
    assert taken("knows_agenda", Period.day(date(2023, 12, 31))).value is None
    assert "twelve months" in str(
        taken("knows_agenda", Period.day(date(2025, 1, 3))).missing_reason
    )


@pytest.mark.parametrize("year", [2023, 2024])
def test_what_was_asked_on_the_last_day_of_a_year_is_told_of_that_year_only(year: int) -> None:
    """Also where one of them is a leap year."""
    last = date(year, 12, 31)
    one = wave(
        survey(), year, reference_day=last,
        asked=questionnaire(question("knows_agenda", Kind.SINGLE, "yes", "no")),
    )  # fmt: skip
    fill(one, [Unit(answers={"knows_agenda": said}) for said in ("yes", "no") * 10])
    release_wave(by=BY, wave=one.pk)
    assert taken("knows_agenda", Period.year(year)).value == 50
    assert taken("knows_agenda", Period.day(date(year + 1, 12, 30))).value == 50
    assert "twelve months" in str(taken("knows_agenda", Period.year(year + 1)).missing_reason)


@pytest.mark.parametrize("year", [2023, 2024])
def test_a_list_of_the_last_day_of_a_year_counts_in_that_year_only(year: int) -> None:
    RankingList.objects.create(
        name="Beste", year=year, publisher="Blad", published_on=date(year, 12, 31), no_places=True
    )
    assert taken("employer_ranking_places", Period.year(year)).value == 0
    assert taken("employer_ranking_places", Period.year(year + 1)).value is None


@pytest.mark.parametrize(
    ("day", "earlier"),
    [("2024-02-29", "2023-02-28"), ("2025-02-28", "2024-02-28"), ("2025-03-01", "2024-03-01")],
)
def test_a_year_before_is_the_same_date(day: str, earlier: str) -> None:
    assert _a_year_before(date.fromisoformat(day)) == date.fromisoformat(earlier)


def test_a_weighted_mean_is_told_with_its_interval_and_an_invented_one_is_not() -> None:
    one = wave(survey())
    fill(one, region(1))
    release_wave(by=BY, wave=one.pk)
    found = taken("satisfaction_with_starters")
    assert found.low < found.value < found.high
    assert found.unit == "mark"
    both = taken("knows_and_acted_on_talent_wishes")
    assert both.value < taken("knows_talent_wishes").value
    Release.objects.update(is_demo=True)
    assert taken("satisfaction_with_starters").value is None


def test_a_figure_that_may_not_be_shown_is_missing_with_its_reason() -> None:
    one = wave(survey(), asked=questionnaire(question("knows_agenda", Kind.SINGLE, "yes", "no")))
    fill(one, [Unit(answers={"knows_agenda": "yes"}) for _ in range(3)])
    release_wave(by=BY, wave=one.pk)
    assert taken("knows_agenda").missing_reason == "too few answers to be shown"


def test_a_list_at_which_nobody_looked_makes_the_places_unknown() -> None:
    assert taken("employer_ranking_places").value is None
    row = RankingList.objects.create(
        name="Beste", year=2024, publisher="Blad", published_on=date(2024, 3, 1)
    )
    RankingList.objects.update(recorded_at="2024-03-02T00:00:00Z")
    assert taken("employer_ranking_places").value is None
    row.no_places = True
    row.save(update_fields=["no_places"])
    assert taken("employer_ranking_places").value == 0


def test_what_was_never_asked_is_never_measured_rather_than_missing() -> None:
    assert load_folder(POLDER, by=BY).ok
    evaluate(by=BY)
    stored = Observation.objects.filter(measure__startswith="surveys.")
    assert not stored.exists()
    this_year = today().year
    one = wave(survey(), this_year)
    fill(one, region(1))
    release_wave(by=BY, wave=one.pk)
    evaluate(by=BY)
    assert stored.get(measure="surveys.satisfaction_with_starters").estimate.value is not None
    assert not stored.filter(measure="surveys.satisfaction_expats").exists()
