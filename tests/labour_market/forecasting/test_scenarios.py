# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Scenarios are saved under a name against a forecast, refused with a reason, and taken away."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from django.db import IntegrityError, transaction

from hcat.foundation.api import Actor, NotAllowed, Refused
from hcat.foundation.models import AuditEvent
from hcat.labour_market.api import (
    make_forecast,
    opened,
    save_scenario,
    scenarios,
    withdraw_scenario,
)
from hcat.labour_market.forecasting import making
from hcat.labour_market.forecasting.making import LONGEST_TITLE
from hcat.labour_market.forecasting.wishes import as_json, from_json
from hcat.labour_market.models import Forecast
from hcat.numerics.api import Lever, LeverKind

pytestmark = pytest.mark.django_db

STAY = Lever(kind=LeverKind.RETENTION, amount=5, start=2025, full=2026)
CHOOSE = Lever(
    kind=LeverKind.TECHNOLOGY_CHOICE, amount=30, start=2024, full=2024, levels=("hbo",), effort=2
)


def saved(by: Actor, base: Forecast, title: str = "More stay", **given: Any) -> Forecast:
    return save_scenario(
        **{"by": by, "base": base, "title": title, "levers": [STAY, CHOOSE], **given}
    )


def test_a_scenario_is_kept_with_its_levers_author_and_what_it_does(
    base: Forecast, by: Actor
) -> None:
    kept = saved(by, base, "  More stay ", note=" For the meeting ")
    assert (kept.title, kept.note, kept.key) == ("More stay", "For the meeting", "more-stay")
    assert (kept.base, kept.draws, kept.seed) == (base, base.draws, base.seed)
    assert kept.made_by == by.name
    found = opened(kept.key)
    assert found.levers == (STAY, CHOOSE)
    assert [one.key for one in scenarios()] == [kept.key]
    assert AuditEvent.objects.filter(action="labour_market.scenario", subject=kept.key).exists()


def test_what_the_levers_do_adds_up_to_the_difference_of_scenario_and_base(
    base: Forecast, by: Actor
) -> None:
    kept = opened(saved(by, base).key)
    effect = kept.effect
    by_year = np.sum([one.by_year for one in effect.ranking], axis=0)
    # In each draw to the last digit (tests/numerics); a mean over draws is rounded.
    assert by_year == pytest.approx(np.array(effect.difference), rel=1e-12)
    apart = kept.outcome("balance").mean - opened(base.key).outcome("balance").mean
    assert by_year == pytest.approx(apart, abs=0.02)
    assert effect.total == pytest.approx(sum(one.total for one in effect.ranking))
    assert sum(one.first for one in effect.ranking) == pytest.approx(1.0)
    for one in effect.ranking:
        assert one.low <= one.per_effort <= one.high
    # Nothing before the first lever starts: the same chance meets both.
    assert effect.difference[0] == effect.low[0] == effect.high[0] == 0.0


def test_a_scenario_has_the_uncertainty_of_its_base(base: Forecast, by: Actor) -> None:
    kept, first = opened(saved(by, base).key), opened(base.key)
    part = first.projection.slices[0]
    assert kept.origins(part, 2026) == first.origins(part, 2026)


def test_levers_are_kept_as_they_were_given() -> None:
    assert [from_json(as_json(one)) for one in (STAY, CHOOSE)] == [STAY, CHOOSE]


@pytest.mark.parametrize(
    "given",
    [
        {"title": " "},
        {"levers": []},
        {"title": "x" * (LONGEST_TITLE + 1)},
        {"levers": [Lever(kind=LeverKind.RETENTION, amount=5, start=2025, full=2025,
                          fields=("alchemy",))]},
        {"levers": [Lever(kind=LeverKind.GROWTH, amount=1, start=2025, full=2025,
                          levels=("hbo",))]},
        {"levers": [STAY] * 9},
    ],
    ids=["no title", "no levers", "long title", "unknown field", "growth of a level", "nine"],
)  # fmt: skip
def test_what_is_no_scenario_is_refused_and_nothing_is_kept(
    base: Forecast, by: Actor, given: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        saved(by, base, **given)
    assert refused.value.mend
    assert not scenarios()
    assert not AuditEvent.objects.filter(action="labour_market.scenario").exists()


def test_two_scenarios_have_not_the_same_title(base: Forecast, by: Actor) -> None:
    saved(by, base)
    with pytest.raises(Refused, match="MORE STAY"):
        saved(by, base, "MORE STAY")
    assert len(scenarios()) == 1


def test_of_two_that_save_one_title_at_once_the_second_is_refused_all_the_same(
    base: Forecast, by: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = making.project

    def meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(making, "project", real)
        saved(by, base, "MORE STAY")
        return real(*given)

    monkeypatch.setattr(making, "project", meanwhile)
    with pytest.raises(Refused, match="More stay"):
        saved(by, base)
    assert [one.title for one in scenarios()] == ["MORE STAY"]


def test_the_database_keeps_titles_apart_by_itself(base: Forecast, by: Actor) -> None:
    kept = saved(by, base)
    saved(by, base, "Another")
    with pytest.raises(IntegrityError, match="title"), transaction.atomic():
        Forecast.objects.filter(title="Another").update(title=kept.title.upper())
    # Of forecasts themselves no title is asked.
    make_forecast(by=by, inputs=base.inputs, draws=base.draws, seed=7)
    assert Forecast.objects.filter(title="").count() == 2


def test_titles_that_make_the_same_key_get_different_ones(base: Forecast, by: Actor) -> None:
    keys = [saved(by, base, title).key for title in ("More stay", "More, stay", "…")]
    assert keys == ["more-stay", "more-stay-2", "scenario"]


def test_a_scenario_is_held_against_a_forecast_and_not_against_a_scenario(
    base: Forecast, by: Actor
) -> None:
    kept = saved(by, base)
    with pytest.raises(Refused, match="More stay"):
        saved(by, kept, "More stay still")


def test_who_has_no_role_saves_and_takes_away_nothing(base: Forecast, by: Actor) -> None:
    kept, stranger = saved(by, base), Actor(name="Somebody")
    with pytest.raises(NotAllowed):
        saved(stranger, base, "Another")
    with pytest.raises(NotAllowed):
        withdraw_scenario(by=stranger, scenario=kept)
    assert len(scenarios()) == 1


def test_a_scenario_that_is_taken_away_is_gone_and_the_audit_says_what_it_was(
    base: Forecast, by: Actor
) -> None:
    withdraw_scenario(by=by, scenario=saved(by, base))
    assert not scenarios()
    event = AuditEvent.objects.get(action="labour_market.withdraw_scenario")
    assert event.details["title"] == "More stay"
    assert len(event.details["levers"]) == 2
    assert saved(by, base).title == "More stay"


def test_a_forecast_is_never_taken_away(base: Forecast, by: Actor) -> None:
    with pytest.raises(Refused):
        withdraw_scenario(by=by, scenario=base)
    assert make_forecast(by=by, inputs=base.inputs, draws=base.draws) == base
