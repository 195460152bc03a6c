# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Each answer stands for as many of the population as it should."""

from __future__ import annotations

import numpy as np
import pytest

from hcat.surveys.models import Outcome
from hcat.surveys.population import frame_of
from hcat.surveys.results.columns import answers_of
from hcat.surveys.weighting import MOST_RAISED, TRIM, Weights, _trimmed, weigh

from .region import Unit, answers, fill, region, survey, wave

pytestmark = pytest.mark.django_db


def weights_of(units: list[Unit]) -> Weights:
    one = wave(survey())
    fill(one, units)
    return weigh(answers_of(one), frame_of(one))


def some(many: int, answered: int, **unit: object) -> list[Unit]:
    said = answers(np.random.default_rng(1))
    return [Unit(**unit, answers=said if at < answered else None) for at in range(many)]  # type: ignore[arg-type]


def test_who_did_not_answer_is_made_up_for_within_size_and_sector() -> None:
    made = weights_of(some(40, 20, size="1-9") + some(20, 20, size="50-249"))
    assert sorted(set(np.round(made.weights, 9))) == [1.0, 2.0]
    assert made.population == 60
    assert not made.are_equal


def test_a_cell_with_few_answers_is_joined_within_its_size_and_told() -> None:
    made = weights_of(
        some(40, 20, size="1-9", sector="26")
        + some(10, 2, size="1-9", sector="62")
        + some(20, 10, size="50-249", sector="26")
    )
    [joined] = made.report["joined"]
    assert (joined["cell"], joined["with"], joined["why"]) == (["1-9", "J"], ["1-9", "C"], "few")
    assert made.weights.sum() == pytest.approx(70)
    assert min(cell["answers"] for cell in made.report["cells"]) >= 5


def test_a_size_without_answers_is_joined_with_its_neighbour() -> None:
    made = weights_of(some(40, 20, size="1-9") + some(6, 0, size="10-49"))
    assert made.weights.sum() == pytest.approx(46)
    assert made.report["joined"][0]["with"] == ["1-9", "C"]


def test_a_cell_that_would_be_raised_too_much_is_joined() -> None:
    made = weights_of(some(200, 6, size="1-9") + some(60, 54, size="10-49"))
    assert made.report["joined"][0]["why"] == "raised"
    assert MOST_RAISED == 3


def test_who_is_out_of_scope_leaves_the_population() -> None:
    units = some(20, 10, size="1-9")
    for unit in units[15:]:
        unit.outcome = Outcome.OUT_OF_SCOPE
    assert weights_of(units).population == 15


def test_who_was_not_drawn_leaves_it_in_the_same_proportion() -> None:
    drawn = some(20, 10, size="1-9", chance=0.5)
    for unit in drawn[16:]:
        unit.outcome = Outcome.OUT_OF_SCOPE
    made = weights_of(drawn + [Unit(size="1-9", is_drawn=False) for _ in range(20)])
    assert made.population == 32
    assert set(np.round(made.weights, 9)) == {3.2}


def test_margins_of_size_and_sector_are_met_and_no_weight_runs_away() -> None:
    units = region(7, 400, response=0.5)
    made = weights_of(units)
    assert made.weights.sum() == pytest.approx(400, rel=1e-9)
    assert made.weights.max() <= TRIM * np.median(made.weights) * (1 + 1e-6)
    sizes = [unit.size for unit in units if unit.answers is not None]
    for size in ("1-9", "10-49", "50-249"):
        known = sum(unit.size == size for unit in units)
        told = sum(w for w, s in zip(made.weights, sizes, strict=True) if s == size)
        assert told == pytest.approx(known, rel=0.02)
    assert made.report["effective"] <= made.report["answers"]


@pytest.mark.parametrize(
    ("large", "asked", "small"), [(60, 40, 1000), (50, 10, 200), (40, 30, 400)]
)
def test_where_all_large_ones_are_asked_the_few_small_ones_still_stand_for_all_small_ones(
    large: int, asked: int, small: int
) -> None:
    def unit(size: str, knows: bool, chance: float) -> Unit:
        said = {"knows_talent_wishes": "yes" if knows else "no"}
        return Unit(size=size, chance=chance, answers=said)

    units = [unit("250+", at < 0.9 * large, 1.0) for at in range(large)]
    units += [unit("1-9", at < 0.3 * asked, asked / small) for at in range(asked)]
    units += [Unit(size="1-9", is_drawn=False) for _ in range(small - asked)]
    one = wave(survey())
    fill(one, units)
    answered = answers_of(one)
    made = weigh(answered, frame_of(one))
    by_size = {
        size: made.weights[np.array(answered.size.as_text()) == size].sum()
        for size in ("250+", "1-9")
    }
    assert by_size == {"250+": pytest.approx(large), "1-9": pytest.approx(small)}
    knows = answered.columns["knows_talent_wishes"].values("yes")
    truth = (0.9 * large + 0.3 * small) / (large + small)
    assert np.average(knows, weights=made.weights) == pytest.approx(truth)
    assert made.report["trimmed"] == 0


def test_a_weight_that_runs_away_within_its_size_is_cut_and_shared_out_there() -> None:
    raised = np.array([1.0] * 9 + [11.0] + [2.0] * 5)
    base = np.array([2.0] * 10 + [30.0] * 5)
    groups = np.array([0] * 10 + [1] * 5)
    made, cut = _trimmed(raised * base, base, groups)
    assert cut == 1
    assert made[:10].sum() == pytest.approx(40)
    assert (made / base)[:10].max() <= TRIM * np.median((made / base)[:10]) * (1 + 1e-6)
    assert made[10:].tolist() == [60.0] * 5


def test_weighted_means_are_near_the_truth_where_the_plain_ones_are_not() -> None:
    """Large companies answer more often and give higher marks."""
    random = np.random.default_rng(11)
    panel = survey()
    weighted, plain = [], []
    for year in range(2001, 2021):
        units, truth = [], []
        for _unit in range(300):
            is_large = random.random() < 0.2
            mark = float(np.clip(round(random.normal(8 if is_large else 6, 1)), 1, 10))
            truth.append(mark)
            unit = Unit(size="250+" if is_large else "1-9")
            if random.random() < (0.8 if is_large else 0.3):
                unit.answers = {"satisfaction_with_starters": int(mark)}
            units.append(unit)
        one = wave(panel, year)
        fill(one, units)
        answered = answers_of(one)
        made = weigh(answered, frame_of(one))
        marks = answered.columns["satisfaction_with_starters"].values()
        weighted.append(np.average(marks, weights=made.weights) - np.mean(truth))
        plain.append(marks.mean() - np.mean(truth))
    off = np.std(weighted, ddof=1) / np.sqrt(len(weighted))
    assert abs(np.mean(weighted)) < 2 * off
    assert np.mean(plain) > 0.2


def test_without_a_frame_everybody_counts_once_and_nobody_knows_of_how_many() -> None:
    one = wave(survey())
    fill(one, some(8, 8))
    one.units.all().delete()
    made = weigh(answers_of(one), frame_of(one))
    assert made.population is None
    assert set(made.weights) == {1.0}


def test_columns_tell_not_asked_from_not_answered_and_do_not_know() -> None:
    one = wave(survey())
    fill(
        one,
        [
            Unit(answers={"knows_talent_wishes": "yes"}),
            Unit(answers={"knows_talent_wishes": "no"}),
            Unit(answers={"knows_talent_wishes": "dont_know"}),
            Unit(answers={}),
            Unit(),
        ],
    )
    columns = answers_of(one).columns
    knows, acted = columns["knows_talent_wishes"], columns["acted_on_talent_wishes"]
    assert knows.unanswered() == {"not_answered": 1, "dont_know": 1}
    assert acted.unanswered() == {"not_asked": 3, "not_answered": 1}
    assert knows.choices == ("yes", "no")
    assert np.array_equal(knows.values("yes"), [1, 0, np.nan, np.nan], equal_nan=True)


def test_ranked_choices_have_their_place_and_the_others_share_what_is_left() -> None:
    one = wave(survey())
    fill(one, [Unit(answers={"wishes": ["building"]})])
    wishes = answers_of(one).columns["wishes"]
    assert [float(wishes.values(name)[0]) for name in wishes.choices] == [2.5, 2.5, 1.0]
