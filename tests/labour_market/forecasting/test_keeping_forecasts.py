# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Forecasts survive a backup, and the name of who made them can be erased."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hcat.foundation import backup
from hcat.foundation.api import Actor
from hcat.labour_market.api import load_inputs, opened, save_scenario
from hcat.labour_market.models import Forecast, InputSet
from hcat.labour_market.personal_data import ERASED
from hcat.numerics.api import Lever, LeverKind
from hcat.parties.models import Person
from hcat.parties.personal_data import holders
from tests.labour_market.inputs.folders import GROWTH, row, write

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_a_backup_brings_back_forecasts_to_the_byte(
    base: Forecast, by: Actor, region: Path, tmp_path: Path, settings: Any
) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    stay = Lever(kind=LeverKind.RETENTION, amount=5, start=2025, full=2026)
    kept = save_scenario(by=by, base=base, title="Blijven 😀", levers=[stay])
    before = {one.key: bytes(one.figures) for one in Forecast.objects.all()}
    backup.write(tmp_path / "a.backup")
    Forecast.objects.filter(base__isnull=False).delete()
    Forecast.objects.all().delete()
    write(region, {"growth.csv": [*GROWTH, row("growth", 9, sector="ict", year=2027)]})
    load_inputs(by=by, folder=region)
    backup.restore(tmp_path / "a.backup", force=True)
    assert {one.key: bytes(one.figures) for one in Forecast.objects.all()} == before
    assert InputSet.objects.get().files == base.inputs.files
    assert opened(kept.key).outcome("balance").mean.shape == (5,)


def test_who_made_them_gets_a_list_and_can_be_taken_out(base: Forecast) -> None:
    person = Person.objects.create(name="Iemand", user=_user())
    for model in (InputSet, Forecast):
        model.objects.update(made_by="Iemand", made_by_user=person.user_id)
    [ours] = [one for one in holders() if one.room == "labour_market"]
    assert {one["what"] for one in ours.export(person)} == {"inputset", "forecast"}
    ours.erase(person)
    for model in (InputSet, Forecast):
        assert [(one.made_by, one.made_by_user) for one in model.objects.all()] == [(ERASED, None)]
    assert ours.export(person) == []


def _user() -> Any:
    from django.contrib.auth import get_user_model

    return get_user_model().objects.create_user(email="iemand@example.org")
