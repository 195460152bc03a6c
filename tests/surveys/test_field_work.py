# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How field work goes, what is kept of whom, and what the command tells."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hcat.foundation.api import NotFound, now, retention_rules, today
from hcat.parties.api import erase_person, person_by_key, personal_data_of
from hcat.parties.models import Organisation
from hcat.surveys import api
from hcat.surveys.api import DrawPlan
from hcat.surveys.models import AnswerSheet, FrameUnit, Invitation, Key, Wave

from .field import BY, company, csv, opened, survey, wave

pytestmark = pytest.mark.django_db


def many(number: int) -> Wave:
    """A wave with so many companies, in a frame that was taken from elsewhere."""
    survey()
    made = wave()
    Organisation.objects.bulk_create(
        [Organisation(kind="company", key=f"c-{n}") for n in range(number)], batch_size=2000
    )
    pks = Organisation.objects.order_by("pk").values_list("pk", flat=True)
    sizes = ("1-9", "10-49", "250+")
    FrameUnit.objects.bulk_create(
        [
            FrameUnit(wave=made, organisation_id=pk, size_class=sizes[n % 3], stratum=sizes[n % 3])
            for n, pk in enumerate(pks)
        ],
        batch_size=2000,
    )
    return made


def queries_of(made: Wave) -> int:
    with CaptureQueriesContext(connection) as seen:
        cells = api.response_by_cell(made)
        api.pace(made)
        api.mails_of(made)
        api.outcome_counts(made)
        list(api.to_call(made, cells)[:50])
    return len(seen)


def test_field_work_is_told_in_few_queries_however_many_there_are() -> None:
    made = many(3000)
    api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan(total=1600, all_of=["250+"]))
    assert queries_of(made) == 6
    cells = {one.size_class: one for one in api.response_by_cell(made)}
    assert (cells["250+"].frame, cells["250+"].drawn) == (1000, 1000)
    assert cells["1-9"].outcomes == {"no_address": cells["1-9"].drawn}
    # Of cells where few answered, whoever stands for most others is called first.
    assert api.to_call(made)[0].unit.chance < 1


def test_thousands_are_drawn_in_statements_that_hold_hundreds_each() -> None:
    made = many(10_000)
    with CaptureQueriesContext(connection) as seen:
        api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan(total=3000))
    assert len(seen) < 150
    assert Key.objects.count() == 3000
    assert queries_of(made) == 6


def test_the_rate_counts_those_who_can_answer() -> None:
    survey()
    for n in range(4):
        company(f"een {n}")
    made = opened()
    pks = list(Invitation.objects.order_by("pk").values_list("pk", flat=True))
    Invitation.objects.filter(pk=pks[0]).update(outcome="completed", outcome_at=now())
    Invitation.objects.filter(pk=pks[1]).update(outcome="out_of_scope")
    [cell] = api.response_by_cell(made)
    assert cell.rate == pytest.approx(1 / 3)
    told = api.pace(made)
    assert (told.by_day, told.days_left, told.last_week) == (((today(), 1),), 29, 1)


def test_surveys_are_listed_with_their_latest_wave_in_two_queries() -> None:
    survey()
    survey("other")
    dropped = wave()
    api.drop_wave(by=BY, wave_id=dropped.pk, reason="no money")
    wave("second")
    with CaptureQueriesContext(connection) as seen:
        rows = {one.survey.key: one.latest and one.latest.key for one in api.surveys()}
    assert rows == {"panel": "second", "other": None}
    assert len(seen) == 2
    with pytest.raises(NotFound):
        api.wave_called("panel", "none")
    with pytest.raises(NotFound):
        api.survey_called("none")


def talent(tmp_path: Path) -> Wave:
    survey("talent", population="people", kept_years=2)
    made = wave(of="talent")
    api.bring_list(by=BY, wave_id=made.pk, path=csv(tmp_path, "name;mail", "Kim;kim@x.example"))
    api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan())
    api.open_wave(by=BY, wave_id=made.pk)
    key = Key.objects.get()
    AnswerSheet.objects.create(wave=made, code=key.code, panel=key.panel, answers={"happy": 8})
    Invitation.objects.update(outcome="completed")
    return made


def test_a_person_sees_all_of_it_and_is_erased_with_their_answers(tmp_path: Path) -> None:
    talent(tmp_path)
    kim = person_by_key("kim@x.example")
    told = personal_data_of(kim)["surveys"]
    assert told["answers"][0]["answers"] == {"happy": 8}
    assert json.dumps(told)
    erase_person(person=kim, reason="asked", by=BY)
    assert (AnswerSheet.objects.count(), Key.objects.count()) == (0, 0)
    assert Invitation.objects.get().outcome == "withdrawn"
    assert FrameUnit.objects.get().person is None


def test_the_answers_of_a_company_stay_when_its_contact_is_erased() -> None:
    survey()
    company("een")
    made = opened()
    key = Key.objects.get()
    AnswerSheet.objects.create(wave=made, code=key.code, panel=key.panel)
    erase_person(person=person_by_key("een@voorbeeld.example"), reason="asked", by=BY)
    assert (AnswerSheet.objects.count(), Key.objects.count()) == (1, 1)
    assert Invitation.objects.get().person is None


def test_the_key_goes_a_year_before_the_answers(tmp_path: Path) -> None:
    made = talent(tmp_path)
    api.close_wave(by=BY, wave_id=made.pk, reason="tried")
    ours = [one for one in retention_rules() if one.of._meta.app_label == "surveys"]

    def over(days: int) -> set[str]:
        return {
            one.of.__name__ for one in ours if one.over(today() + timedelta(days=days)).exists()
        }

    assert over(364) == set()
    assert over(366) == {"Key", "FrameUnit", "Invitation"}
    assert over(732) == {"Key", "FrameUnit", "Invitation", "AnswerSheet"}


def called(*given: str) -> Any:
    out = StringIO()
    call_command("surveys", *given, "--json", stdout=out)
    return json.loads(out.getvalue())


def test_the_command_lists_shows_and_checks(tmp_path: Path) -> None:
    assert called("list") == []
    survey()
    company("een")
    opened()
    assert called("list")[0]["state"] == "open"
    assert called("show", "panel")[0]["outcomes"] == {"waiting": 1}
    path = tmp_path / "wrong.md"
    path.write_text("nothing")
    for wrong in (("show", "none"), ("check", str(path)), ("check", "none.md"), ("add", "none"),
                  ("bounce", str(path)), ("bounce", "none.eml")):  # fmt: skip
        with pytest.raises(CommandError):
            call_command("surveys", *wrong, stdout=StringIO())
