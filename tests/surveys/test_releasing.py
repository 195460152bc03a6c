# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A closed wave is released once: figures, weights, changes and claims, or the reason why not."""

from __future__ import annotations

import numpy as np
import pytest

from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, audit_events
from hcat.surveys.instrument.questionnaire import Kind
from hcat.surveys.models import (
    AnswerSheet,
    Break,
    Claim,
    Code,
    Coding,
    Release,
    ReleasedChange,
    ReleasedClaim,
    ReleasedFigure,
    Wave,
)
from hcat.surveys.operations.releasing import release_wave
from hcat.surveys.results.course import courses

from .region import BY, Unit, answers, fill, question, questionnaire, region, survey, wave

pytestmark = pytest.mark.django_db


def figure(of: Wave, concept: str, choice: str = "", **more: str) -> ReleasedFigure:
    given = {"dimension": "", "group": "", **more}
    return ReleasedFigure.objects.get(release__wave=of, concept=concept, choice=choice, **given)


def test_a_region_is_released_with_both_intervals_and_its_weights() -> None:
    one = wave(survey())
    fill(one, region(1))
    release = release_wave(by=BY, wave=one.pk)
    one.refresh_from_db()
    assert one.state == Wave.State.RELEASED
    assert release.population == 300
    assert release.answered == AnswerSheet.objects.filter(wave=one).count()
    weights = [float(w) for w in AnswerSheet.objects.values_list("weight", flat=True)]
    assert sum(weights) == pytest.approx(300, rel=1e-6)
    shown = figure(one, "knows_talent_wishes", "yes")
    assert shown.method == "korn-graubard"
    assert shown.low_ongoing < shown.low < shown.value < shown.high < shown.high_ongoing
    assert shown.yes <= shown.n <= release.answered
    both = figure(one, "knows_and_acted_on_talent_wishes", "yes")
    assert both.value < shown.value
    mean = figure(one, "satisfaction_with_starters")
    assert mean.low < mean.value < mean.high
    ranked = [figure(one, "wishes", choice).value for choice in ("pay", "dialogue", "building")]
    assert sum(ranked) == pytest.approx(6)
    steps = ReleasedFigure.objects.filter(
        concept="satisfaction_with_starters", statistic="share", dimension=""
    )
    assert sum(step.value for step in steps) == pytest.approx(1)
    least = min(f.n for f in ReleasedFigure.objects.filter(hidden=""))
    assert least >= release.least
    assert release.weighting["design_effect"] >= 1


def test_a_census_in_which_all_answered_counts_each_once_and_has_no_error() -> None:
    random = np.random.default_rng(2)
    one = wave(survey())
    fill(one, [Unit(answers=answers(random), panel=f"p{at}") for at in range(40)])
    release = release_wave(by=BY, wave=one.pk)
    assert set(AnswerSheet.objects.values_list("weight", flat=True)) == {1.0}
    shown = figure(one, "measures_taken", "pay")
    assert (shown.method, shown.population, shown.n) == ("census", 40, 40)
    assert shown.low == shown.value == shown.high
    assert shown.low_ongoing < shown.value < shown.high_ongoing
    assert release.weighting["equal"]


def test_an_equal_part_of_a_small_population_gets_exact_bounds() -> None:
    asked = questionnaire(question("knows", Kind.SINGLE, "yes", "no"))
    one = wave(survey(), asked=asked)
    said = [{"knows": "yes"}] * 68 + [{"knows": "no"}] * 52
    fill(one, [Unit(answers=a) for a in said] + [Unit() for _ in range(180)])
    release_wave(by=BY, wave=one.pk)
    shown = figure(one, "knows", "yes")
    assert (shown.method, shown.population) == ("hypergeometric", 300)
    assert (round(shown.low, 4), round(shown.high, 4)) == (0.4933, 0.6367)


def test_a_wave_that_nobody_answered_has_figures_that_are_missing_with_their_reason() -> None:
    one = wave(survey())
    fill(one, [Unit() for _ in range(20)])
    release = release_wave(by=BY, wave=one.pk)
    assert (release.answered, release.population) == (0, 20)
    rows = list(ReleasedFigure.objects.all())
    assert rows
    assert all(row.value is None and row.hidden for row in rows)


@pytest.mark.parametrize("state", ["draft", "open", "released", "dropped"])
def test_only_a_closed_wave_is_released_and_only_once(state: str) -> None:
    one = wave(survey(), state=state, ended_reason="x")
    with pytest.raises(Refused):
        release_wave(by=BY, wave=one.pk)
    assert not Release.objects.exists()


def test_who_may_not_run_surveys_releases_nothing() -> None:
    one = wave(survey())
    with pytest.raises(NotAllowed):
        release_wave(by=Actor(name="x", user_id=10**6), wave=one.pk)
    with pytest.raises(NotFound):
        release_wave(by=BY, wave=one.pk + 1)


def test_the_release_is_written_in_the_audit() -> None:
    one = wave(survey())
    fill(one, region(1, 60))
    release_wave(by=BY, wave=one.pk)
    assert audit_events().filter(action="surveys.release_wave", subject=f"wave:{one.pk}").exists()


@pytest.mark.parametrize("has_book", [True, False])
def test_open_answers_are_coded_first_or_their_figures_are_missing_for_good(has_book: bool) -> None:
    one = wave(survey())
    random = np.random.default_rng(3)
    fill(one, [Unit(answers={**answers(random), "agenda_thought": "samen"}) for _ in range(20)])
    if has_book:
        Code.objects.create(
            survey=one.survey, concept="agenda_thought", name="together", titles={"nl": "x"},
            counts=True,
        )  # fmt: skip
    with pytest.raises(Refused, match=r"agenda_thought \(20\)"):
        release_wave(by=BY, wave=one.pk)
    release_wave(by=BY, wave=one.pk, uncoded=True)
    assert figure(one, "names_agenda_thought", "yes").hidden == "not_coded"
    if has_book:
        assert figure(one, "agenda_thought", "together").hidden == "not_coded"


def test_what_two_coders_agreed_on_counts() -> None:
    one = wave(survey())
    random = np.random.default_rng(3)
    fill(one, [Unit(answers={**answers(random), "agenda_thought": "samen"}) for _ in range(20)])
    for name, counts in (("together", True), ("other", False)):
        Code.objects.create(
            survey=one.survey, concept="agenda_thought", name=name, titles={"nl": name},
            counts=counts,
        )  # fmt: skip
    for at, sheet in enumerate(AnswerSheet.objects.all()):
        for turn in ("first", "second"):
            Coding.objects.create(
                sheet=sheet, concept="agenda_thought", turn=turn,
                codes=["together"] if at < 12 else ["other"],
            )  # fmt: skip
    release_wave(by=BY, wave=one.pk)
    assert figure(one, "names_agenda_thought", "yes").value == pytest.approx(12 / 20)


def test_a_question_says_nothing_of_a_group_whose_answers_led_to_it_and_are_not_shown() -> None:
    """Nine of ten know it, which is not shown: nor is how many were asked what they did with it."""
    one = wave(survey())
    units = []
    for size, yes, many in (("1-9", 9, 10), ("10-49", 10, 20), ("50-249", 12, 25)):
        for at in range(many):
            said = {"knows_talent_wishes": "yes" if at < yes else "no"}
            if at < yes:
                said["acted_on_talent_wishes"] = "yes" if at % 2 else "no"
            units.append(Unit(size=size, answers=said))
    fill(one, units)
    release_wave(by=BY, wave=one.pk)
    rows = ReleasedFigure.objects.filter(dimension="size", choice="yes")
    shown = {
        concept: {row.group: row.n for row in rows.filter(concept=concept)}
        for concept in ("knows_talent_wishes", "acted_on_talent_wishes")
    }
    assert shown["knows_talent_wishes"]["1-9"] is None
    assert shown["acted_on_talent_wishes"]["1-9"] is None
    for group, n in shown["knows_talent_wishes"].items():
        assert n is not None or shown["acted_on_talent_wishes"][group] is None


def test_a_wave_of_before_that_is_released_afterwards_stands_beside_what_is_out() -> None:
    """Thirty of 2023 and the same with one more in 2024: whichever comes last shows no answer."""
    panel = survey()
    first, second = wave(panel, 2023), wave(panel, 2024)
    random = np.random.default_rng(8)
    units = [Unit(answers=answers(random), panel=f"p{at}") for at in range(31)]
    fill(second, units)
    fill(first, units[:30])
    release_wave(by=BY, wave=second.pk)
    release_wave(by=BY, wave=first.pk)
    out = ReleasedFigure.objects.filter(release__wave=first, concept="knows_talent_wishes")
    assert set(out.values_list("hidden", flat=True)) == {"protected"}
    assert not ReleasedChange.objects.exists()


def two_waves(broken: bool = False) -> tuple[Wave, Wave]:
    panel = survey()
    units = region(4, 200, response=0.7)
    first, second = wave(panel, 2023), wave(panel, 2024)
    fill(first, units)
    random = np.random.default_rng(5)
    for one in units:
        one.answers = answers(random, yes=0.85, mark=8.2) if random.random() < 0.7 else None
    fill(second, units)
    if broken:
        Break.objects.create(
            wave=second, concept="satisfaction_with_starters", reason="andere schaal",
            was_found=True,
        )  # fmt: skip
    Claim.objects.create(
        wave=second, concept="satisfaction_with_starters", kind="better", since=first
    )
    Claim.objects.create(
        wave=second, concept="knows_talent_wishes", choice="yes", kind="share_at_least", bound=0.5
    )
    Claim.objects.create(
        wave=second, concept="satisfaction_with_starters", kind="mean_at_least", bound=9.5
    )
    Claim.objects.create(
        wave=second, concept="satisfaction_with_starters", kind="rising", since=first
    )
    release_wave(by=BY, wave=first.pk)
    release_wave(by=BY, wave=second.pk)
    return first, second


def test_changes_and_claims_are_worked_out_with_the_release() -> None:
    _first, second = two_waves()
    changed = ReleasedChange.objects.get(
        release__wave=second, concept="satisfaction_with_starters", statistic="mean"
    )
    assert changed.low > 0
    assert changed.p < changed.p_adjusted < 0.05
    assert changed.p_ordinal < 0.05
    assert changed.both > 50
    better, share, mean, rising = ReleasedClaim.objects.order_by("claim_id")
    assert (better.verdict, share.verdict, mean.verdict) == ("met", "met", "not_met")
    # Of two waves there is one step: rising in each is being better.
    assert (rising.verdict, rising.value, rising.low) == ("met", better.value, better.low)
    assert share.low > 0.5
    assert better.p <= better.p_adjusted
    series = courses(second.survey_id, "satisfaction_with_starters")["", "mean"]
    assert (series.is_rising, series.is_significant) == (True, True)


def test_nothing_is_compared_over_a_break() -> None:
    _first, second = two_waves(broken=True)
    changed = ReleasedChange.objects.filter(
        release__wave=second, concept="satisfaction_with_starters"
    )
    assert changed.exists()
    assert {(one.hidden, one.reason) for one in changed} == {("break", "andere schaal")}
    for kind in ("better", "rising"):
        claim = ReleasedClaim.objects.get(claim__kind=kind)
        assert (claim.verdict, claim.hidden) == ("cannot_tell", "break")
    series = courses(second.survey_id, "satisfaction_with_starters")["", "mean"]
    assert (series.waves, series.is_rising) == ((second,), None)


@pytest.mark.parametrize(("yes", "no", "is_shown"), [(1, 8, False), (6, 6, True)])
def test_how_many_were_not_asked_is_told_only_beside_the_answer_that_leads_to_it(
    yes: int, no: int, is_shown: bool
) -> None:
    one = wave(survey())
    fill(one, [Unit(answers={"knows_talent_wishes": said}) for said in ["yes"] * yes + ["no"] * no])
    release = release_wave(by=BY, wave=one.pk)
    assert (not figure(one, "knows_talent_wishes", "yes").hidden) == is_shown
    assert ("acted_on_talent_wishes" in release.unanswered) == is_shown
