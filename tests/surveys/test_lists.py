# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists that are brought: read as people write them, and no further than they make sense."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hcat.foundation.api import Refused, today
from hcat.surveys import api
from hcat.surveys.api import ListRefused
from hcat.surveys.lists import _CALLED, MOST_TOLD, _heading, read_list
from hcat.surveys.models import FrameUnit, Wave
from hcat.surveys.operations import preparing

from .field import BY, company, csv, opened, survey, wave

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("number", ["1.000", "1,000", "1 000"])
def test_a_thousand_pupils_are_read_as_they_are_typed(tmp_path: Path, number: str) -> None:
    survey("pupils", population="people")
    company("School een", "", kind="education", mail=False)
    made = wave(of="pupils")
    path = csv(tmp_path, "school;leerlingen", f"School een;{number}")
    assert api.bring_list(by=BY, wave_id=made.pk, path=path) == 1000


def test_a_list_that_goes_wrong_in_every_row_is_not_read_to_its_end(tmp_path: Path) -> None:
    survey("talent", population="people")
    made = wave(of="talent")
    path = csv(tmp_path, "name;mail", *["Kim;no mail"] * (MOST_TOLD + 50))
    with CaptureQueriesContext(connection) as asked, pytest.raises(ListRefused) as told:
        api.bring_list(by=BY, wave_id=made.pk, path=path)
    assert len(told.value.problems) == MOST_TOLD
    assert f"more than {MOST_TOLD}" in told.value.what
    assert len(asked) < 20
    path = csv(tmp_path, "organisation;name;mail", *["Nobody;Kim;kim@x.example"] * 400)
    survey("other")
    company("Een")
    opened("in-2026", of="other")
    with CaptureQueriesContext(connection) as asked, pytest.raises(ListRefused):
        api.bring_contacts(by=BY, wave_id=Wave.objects.get(key="in-2026").pk, path=path)
    assert len(asked) < 2 * 250


def test_nothing_is_held_while_a_list_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is changed meanwhile is found out when the list is taken over."""
    survey("talent", population="people")
    made = wave(of="talent")

    def read(*given: Any, **more: Any) -> Any:
        api.revise_wave(by=BY, wave_id=made.pk, reference_day=today() - timedelta(days=3))
        return read_list(*given, **more)

    monkeypatch.setattr(preparing, "read_list", read)
    with pytest.raises(Refused, match="changed while the list was read"):
        api.bring_list(by=BY, wave_id=made.pk, path=csv(tmp_path, "name;mail", "K;k@x.example"))
    assert not FrameUnit.objects.exists()


def test_columns_that_lack_are_called_as_they_can_be_written(tmp_path: Path) -> None:
    survey("pupils", population="people", asks_minors=True, kept_years=2)
    made = wave(of="pupils")
    with pytest.raises(Refused) as told:
        api.bring_list(by=BY, wave_id=made.pk, path=csv(tmp_path, "leerlingen", "3"))
    assert told.value.why.endswith("school, parents agreed on, parents agreed how.")
    for language, _name in settings.LANGUAGES:
        with override(language):
            for column, called in _CALLED.items():
                assert _heading(str(called)) in (column, "organisation")
    with pytest.raises(Refused, match="no column that is known"):
        api.bring_list(by=BY, wave_id=made.pk, path=csv(tmp_path, "foo;bar", "1;2"))


def test_a_frame_without_anybody_says_that_a_demonstration_does_not_count() -> None:
    survey()
    company("Demo", is_demo=True)
    made = wave()
    with pytest.raises(Refused) as told:
        api.take_frame(by=BY, wave_id=made.pk)
    assert "demonstration" in told.value.why
