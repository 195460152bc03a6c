# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Inputs are kept whole or not at all; the same inputs, draws and seed are the same forecast."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from django.db.models import ProtectedError

from hcat.foundation.api import Actor, NotAllowed, Refused
from hcat.foundation.models import AuditEvent
from hcat.labour_market.api import (
    InputsRefused,
    Opened,
    latest,
    latest_inputs,
    load_inputs,
    make_forecast,
    opened,
)
from hcat.labour_market.forecasting import making, showing
from hcat.labour_market.forecasting.origins import MOVEMENTS
from hcat.labour_market.forecasting.packing import packed, unpacked
from hcat.labour_market.models import Forecast, InputSet
from hcat.numerics.api import QUANTITIES, Run, project
from hcat.numerics.labour import balance
from hcat.numerics.labour.reference import GRAIN
from tests.labour_market.forecasting.conftest import DRAWS
from tests.labour_market.inputs.folders import GROWTH, STOCK, row, write

pytestmark = pytest.mark.django_db


# Inputs


def test_the_same_inputs_are_kept_once_and_changed_ones_beside_them(
    region: Path, by: Actor
) -> None:
    first, again = (load_inputs(by=by, folder=region) for _ in range(2))
    assert (first.is_new, again.is_new) == (True, False)
    assert first.inputs == again.inputs == latest_inputs(region="polder")
    write(region, {"growth.csv": [*GROWTH, row("growth", 9, sector="ict", year=2027)]})
    changed = load_inputs(by=by, folder=region)
    assert changed.is_new
    assert latest_inputs() == changed.inputs
    assert AuditEvent.objects.filter(action="labour_market.load_inputs").count() == 2


def test_inputs_that_are_loaded_again_are_the_latest_again(region: Path, by: Actor) -> None:
    first = load_inputs(by=by, folder=region).inputs
    usual = make_forecast(by=by, inputs=first, draws=DRAWS)
    write(region, {"growth.csv": [*GROWTH, row("growth", 9, sector="ict", year=2027)]})
    tried = make_forecast(by=by, inputs=load_inputs(by=by, folder=region).inputs, draws=DRAWS)
    assert _shown() == tried
    write(region, {"growth.csv": GROWTH})
    assert not load_inputs(by=by, folder=region).is_new
    assert latest_inputs() == first
    assert _shown() == usual
    assert AuditEvent.objects.filter(action="labour_market.load_inputs").count() == 3


def test_inputs_of_which_there_are_only_trials_are_not_the_latest(
    region: Path, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "DRAWS", DRAWS)
    usual = load_inputs(by=by, folder=region).inputs
    make_forecast(by=by, inputs=usual, draws=DRAWS)
    write(region, {"growth.csv": [*GROWTH, row("growth", 9, sector="ict", year=2027)]})
    tried = load_inputs(by=by, folder=region, for_trial=True).inputs
    make_forecast(by=by, inputs=tried, draws=2)
    assert latest_inputs() == usual
    make_forecast(by=by, inputs=tried, draws=DRAWS)
    assert latest_inputs() == tried
    write(region, {"growth.csv": GROWTH})
    assert load_inputs(by=by, folder=region, for_trial=True).inputs == usual
    assert latest_inputs() == tried, "a trial of older inputs does not bring them back"
    load_inputs(by=by, folder=region)
    assert latest_inputs() == usual


def test_a_trial_of_a_few_draws_is_not_shown_in_place_of_a_whole_forecast(
    inputs: InputSet, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showing, "DRAWS", DRAWS)
    usual = make_forecast(by=by, inputs=inputs, draws=DRAWS)
    make_forecast(by=by, inputs=inputs, draws=2)
    assert _shown() == usual


def test_a_forecast_with_another_seed_is_shown_only_where_there_is_none_with_the_usual_one(
    inputs: InputSet, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(showing, "DRAWS", DRAWS)
    make_forecast(by=by, inputs=inputs, draws=2)
    other = make_forecast(by=by, inputs=inputs, draws=DRAWS, seed=7)
    assert _shown() == other
    usual = make_forecast(by=by, inputs=inputs, draws=DRAWS)
    make_forecast(by=by, inputs=inputs, draws=DRAWS, seed=8)
    assert _shown() == usual


def test_what_is_kept_is_the_text_of_the_tables_and_nothing_beside_them(
    region: Path, by: Actor
) -> None:
    (region / "sources.yaml").write_bytes("naam: caf\xe9".encode("latin-1"))
    (region / "notes.txt").write_text("not a table", encoding="utf-8")
    kept = load_inputs(by=by, folder=region).inputs
    assert sorted(kept.files) == [
        "graduates.csv", "growth.csv", "market.yaml", "moves.csv", "stock.csv",
    ]  # fmt: skip
    assert kept.files["stock.csv"] == (region / "stock.csv").read_text(encoding="utf-8")


def test_wrong_inputs_are_refused_with_every_mistake_and_nothing_is_kept(
    region: Path, by: Actor
) -> None:
    write(
        region,
        {
            "stock.csv": [*STOCK, row("stock", 5, "persons", level="hbo", field="alchemy")],
            "growth.csv": [*GROWTH, row("growth", 300, sector="ict", year=2027)],
        },
    )
    with pytest.raises(InputsRefused) as refused:
        load_inputs(by=by, folder=region)
    assert {(one.file, one.line) for one in refused.value.problems} == {
        ("stock.csv", len(STOCK) + 2), ("growth.csv", len(GROWTH) + 2),
    }  # fmt: skip
    assert refused.value.mend
    assert not InputSet.objects.exists()
    assert not AuditEvent.objects.filter(action="labour_market.load_inputs").exists()


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_without_inputs_is_refused(
    region: Path, by: Actor, tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputsRefused):
        load_inputs(by=by, folder=tmp_path / name)


def test_a_table_in_another_encoding_is_refused(region: Path, by: Actor) -> None:
    table = region / "stock.csv"
    table.write_bytes(table.read_bytes().replace(b"register", "regist\xe9r".encode("latin-1")))
    with pytest.raises(InputsRefused):
        load_inputs(by=by, folder=region)


def test_without_inputs_a_forecast_says_what_is_needed(db: None) -> None:
    with pytest.raises(Refused, match="--inputs"):
        latest_inputs()


# Forecasts


def test_the_same_inputs_draws_and_seed_are_the_same_forecast(base: Forecast, by: Actor) -> None:
    assert make_forecast(by=by, inputs=base.inputs, draws=DRAWS) == base
    assert Forecast.objects.count() == 1


def test_another_seed_is_another_forecast_with_other_figures(base: Forecast, by: Actor) -> None:
    other = make_forecast(by=by, inputs=base.inputs, draws=DRAWS, seed=7)
    assert other.key != base.key
    one, two = (Opened(each).outcome("balance").mean for each in (base, other))
    assert not np.array_equal(one, two)


def test_the_same_seed_gives_the_same_figures_in_another_release(
    base: Forecast, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "release", lambda: "99.0")
    later = make_forecast(by=by, inputs=base.inputs, draws=DRAWS)
    assert later != base
    assert bytes(later.figures) == bytes(base.figures)
    found = latest()
    assert found is not None
    assert found.forecast == later


@pytest.mark.parametrize(
    ("draws", "seed"), [(0, 1), (-5, 1), (making.MOST_DRAWS + 1, 1), (5, -1), (5, 2**63)]
)
def test_draws_and_seeds_that_cannot_be_are_refused(
    inputs: InputSet, by: Actor, draws: int, seed: int
) -> None:
    with pytest.raises(Refused):
        make_forecast(by=by, inputs=inputs, draws=draws, seed=seed)
    assert not Forecast.objects.exists()


def test_the_largest_seed_is_kept_as_it_is(inputs: InputSet, by: Actor) -> None:
    made = make_forecast(by=by, inputs=inputs, draws=2, seed=2**63 - 1)
    made.refresh_from_db()
    assert made.seed == 2**63 - 1


def test_progress_is_told_from_nothing_to_all(inputs: InputSet, by: Actor) -> None:
    told: list[tuple[str, int, int]] = []
    make_forecast(by=by, inputs=inputs, draws=5, on_progress=lambda *step: told.append(step))
    assert [done for _what, done, _of in told] == sorted(done for _what, done, _of in told)
    assert told[-1][1] == told[-1][2]


def test_who_has_no_role_loads_and_forecasts_nothing(region: Path, inputs: InputSet) -> None:
    stranger = Actor(name="Somebody")
    with pytest.raises(NotAllowed):
        load_inputs(by=stranger, folder=region)
    with pytest.raises(NotAllowed):
        make_forecast(by=stranger, inputs=inputs, draws=5)


def test_inputs_of_a_forecast_cannot_be_taken_away(base: Forecast) -> None:
    with pytest.raises(ProtectedError):
        base.inputs.delete()


# How it is kept


def test_a_forecast_that_is_packed_and_unpacked_is_the_same(inputs: InputSet) -> None:
    made = making.assembled(inputs)
    before = project(made.market, Run(draws=20, seed=3, taken_over=made.taken_over))
    after = unpacked(packed(before))
    assert (after.axes, after.slices) == (before.axes, before.slices)
    assert (after.run.draws, after.run.seed) == (20, 3)
    assert np.array_equal(after.told.means, before.told.means)
    assert np.array_equal(after.told.classes, before.told.classes)
    for name in QUANTITIES:
        for part in ("mean", "quantiles", "below_zero"):
            kept, made_ = (getattr(one.told.outcomes[name], part) for one in (after, before))
            assert np.array_equal(kept, made_), (name, part)
    assert np.array_equal(after.told.indicator.quantiles, before.told.indicator.quantiles)
    assert after.told.means.dtype == np.float64


def test_a_kept_forecast_is_found_by_its_key(base: Forecast) -> None:
    found = opened(base.key)
    assert found.region == "polder"
    assert found.years == (2024, 2025, 2026, 2027, 2028)
    with pytest.raises(Exception, match="nergens"):
        opened("nergens")


def test_the_causes_add_up_to_the_balance_to_the_last_digit(base: Forecast) -> None:
    found = opened(base.key)
    for part in found.projection.slices:
        causes = np.sum(list(found.contributions(part).values()), axis=0)
        means = found.projection.means(found.region, part)
        assert np.array_equal(causes, balance.of_flows(means))
        told = found.outcome("balance", part).mean
        assert causes == pytest.approx(told, abs=len(means) * GRAIN)
        change = np.sum(list(found.causes_of_change(part).values()), axis=0)
        assert np.array_equal(change, causes - causes[0])


# Where the uncertainty comes from


def test_the_share_that_rests_on_assumptions_is_a_share_and_the_largest_is_named(
    base: Forecast,
) -> None:
    found = opened(base.key)
    for part in found.projection.slices:
        for year in found.years:
            told = found.origins(part, year)
            assert 0.0 <= told.assumed <= 1.0
            assert 0.0 <= told.chance <= 1.0
            shares = [one.share for one in told.largest]
            assert shares == sorted(shares, reverse=True)
            assert 0.0 <= told.moving <= 1.0
            measurable = [one for one in told.largest if not one.is_movement]
            assert told.narrows_most == (measurable[0] if measurable else None)
    named = found.origins(found.projection.slices[0], found.years[-1]).narrows_most
    assert named is not None
    assert (named.quality, named.source) == ("published", "register")
    assert named.unit


def test_a_figure_is_counted_under_the_quality_that_stands_beside_it(base: Forecast) -> None:
    found = opened(base.key)
    for part in found.projection.slices:
        for year in found.years:
            told = found.origins(part, year)
            for quality in {one.quality for one in told.largest}:
                beside = sum(one.share for one in told.largest if one.quality == quality)
                assert beside <= told.by_quality[quality] + 0.001


def test_what_is_still_to_happen_is_never_named_as_a_figure_to_measure(base: Forecast) -> None:
    found = opened(base.key)
    told = found.origins(found.projection.slices[0], found.years[-1])
    assert told.moving > 0.0
    assert told.narrows_most is not None
    assert told.narrows_most.input not in MOVEMENTS


def test_what_is_assumed_weighs_more_than_what_is_published(region: Path, by: Actor) -> None:
    def assumed_share() -> float:
        made = make_forecast(by=by, inputs=load_inputs(by=by, folder=region).inputs, draws=400)
        found = opened(made.key)
        return found.origins(found.projection.slices[0], found.years[0]).assumed

    assert assumed_share() == 0.0
    guessed = [one.replace(",published,", ",assumed,") for one in GROWTH]
    write(region, {"growth.csv": guessed})
    assert assumed_share() > 0.3


def _shown() -> Forecast:
    found = latest()
    assert found
    return found.forecast
