# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The file of a region, the command, the measure, attention, erasing, and the demonstration."""

from __future__ import annotations

from datetime import date, datetime
from io import StringIO
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from hcat.agenda.api import revise
from hcat.correspondence.api import outbox
from hcat.evidence.api import Scope, measures
from hcat.foundation.api import NotFound, Refused, demonstrations, now, retention_rules, today
from hcat.numerics.api import Period
from hcat.parties.api import erase_person, invite, person_by_key, personal_data_of, powers
from hcat.web.desk.navigation import Matter
from hcat.web.weighing.attention import rounds_to_do
from hcat.weighing.api import (
    Round,
    Ruled,
    close_round,
    decide_round,
    keep_criteria,
    latest,
    letters,
    outcome_of,
    read_criteria,
    round_called,
)
from hcat.weighing.models import Assessor, Conflict, Letter, Score
from hcat.weighing.operations.preparing import MOST_INITIATIVES
from hcat.weighing.outcome import from_json, to_json

from .making import (
    BY,
    TWENTE,
    closed,
    no_interests,
    opened,
    post_all,
    prepared,
    said,
    scores,
    send_all,
    three_criteria,
)

pytestmark = pytest.mark.django_db


# --- Criteria of a region -----------------------------------------------------------------------


def test_twentes_criteria_are_a_proposal_with_its_source_in_three_languages() -> None:
    sheet = read_criteria(TWENTE)
    assert sheet.is_proposal
    assert "2012" in sheet.source.in_("nl")
    assert sheet.points == 100
    for one in sheet.criteria:
        for text in (one.title, one.question, *one.anchors):
            assert set(text.texts) == {"nl", "en", "de"}, one.key


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("weighing: 3\n", "weighing:"),
        ("weighing:\n  title: A\n  source: B\n  criteria: []\n", "criteria"),
        ("weighing:\n  title: A\n  source: B\n  colour: red\n  criteria: []\n", "colour"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_its_line(
    tmp_path: Path, text: str, told: str
) -> None:
    (tmp_path / "weighing").mkdir()
    (tmp_path / "weighing" / "criteria.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_criteria(tmp_path)
    assert told in str(refused.value)
    assert latest() is None


def test_a_criterion_that_stands_twice_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_criteria(tmp_path)
    twice = [one.model_dump(mode="json") for one in three_criteria().criteria]
    twice[1]["key"] = twice[0]["key"]
    with pytest.raises(ValueError, match="goals"):
        three_criteria(criteria=twice)


def test_the_command_keeps_a_version_once(tmp_path: Path) -> None:
    said = StringIO()
    call_command("weighing", "load", str(TWENTE), "--dry-run", stdout=said)
    assert latest() is None
    for _time in range(2):
        call_command("weighing", "load", str(TWENTE), stdout=said)
    newest = latest()
    assert newest is not None
    assert newest.version == 1
    assert len(said.getvalue().splitlines()) == 3
    with pytest.raises(CommandError):
        call_command("weighing", "load", str(tmp_path), stdout=said)


def test_a_round_is_as_large_as_what_can_be_ranked() -> None:
    from hcat.numerics import weighing

    assert MOST_INITIATIVES == weighing.MOST_INITIATIVES


def test_an_outcome_is_kept_and_read_as_it_was(people: list[int]) -> None:
    made = outcome_of(closed(people))
    assert from_json(to_json(made)) == made


# --- The measure --------------------------------------------------------------------------------


def measured(period: Period, known_on: datetime | None = None) -> Any:
    scope = Scope(known_on=known_on)
    return measures()["weighing.decided_with_scores"].function(period, scope)


def test_the_share_weighed_is_missing_where_nothing_started_and_never_zero(
    people: list[int],
) -> None:
    told = measured(Period.year(today().year + 1))
    assert told.value is None
    assert told.missing_reason


# --- What asks for attention --------------------------------------------------------------------


def matters(role: str = "programme_manager") -> dict[str, Matter]:
    person = invite(name="Who", mail=f"{role}@example.org", role=role, by=BY)
    request = RequestFactory().get("/desk")
    request.user = person.user  # type: ignore[assignment]
    found = rounds_to_do(request, powers(person.user))
    return {one.key.rsplit("/", 1)[0]: one for sort in found for one in sort.matters}


def test_each_step_asks_for_one_action_and_is_gone_when_it_was_done(
    at: Any, people: list[int], owner: int
) -> None:
    found = opened(people)
    assert matters() == {}
    at.move_to("2026-03-12T09:00+01:00")
    assert list(matters()) == ["weighing/remind"]
    no_interests(found, *people)
    for person in people:
        for number in (1, 2, 10):
            scores(found, person, number, 3, 3, 3)
    assert list(matters()) == ["weighing/close"]
    close_round(by=BY, round=found.key)
    told = matters()
    assert list(told) == ["weighing/decide"]
    assert told["weighing/decide"].due == date(2026, 3, 26)
    assert list(matters("steering_group")) == ["weighing/decide"]
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(),
        rulings=[Ruled(number, "go", said("It fits.")) for number in (1, 2, 10)], is_choice=True,
    )  # fmt: skip
    assert [(key, one.state) for key, one in matters().items()] == [("weighing/letters", "3")]
    send_all(found)
    assert [(key, one.state) for key, one in matters().items()] == [("weighing/letters", "2")]
    post_all(found)
    assert matters() == {}


def test_a_round_that_is_prepared_for_long_asks_to_begin_or_to_be_dropped(
    at: Any, people: list[int]
) -> None:
    prepared(people, days=60)
    at.move_to("2026-03-16T09:00+01:00")
    assert matters() == {}
    at.move_to("2026-03-17T09:00+01:00")
    assert list(matters()) == ["weighing/begin"]


def test_a_round_whose_deadline_passed_before_it_began_asks_as_well(
    at: Any, people: list[int]
) -> None:
    prepared(people, days=3)
    at.move_to("2026-03-06T09:00+01:00")
    assert list(matters()) == ["weighing/begin"]


def test_a_deadline_that_passed_asks_to_close(at: Any, people: list[int]) -> None:
    opened(people)
    at.move_to("2026-03-18T09:00+01:00")
    assert list(matters()) == ["weighing/close"]


def test_who_has_no_part_in_it_is_asked_nothing(people: list[int]) -> None:
    closed(people)
    assert matters("board") == {}


# --- Personal data ------------------------------------------------------------------------------


def test_erasing_an_assessor_keeps_the_scores_without_the_name(people: list[int]) -> None:
    found = closed(people)
    who = person_by_key("assessor0@example.org")
    before = outcome_of(found)
    erase_person(person=who, reason="Asked for it.", by=BY)
    assert not Assessor.objects.filter(person=who).exists()
    assert Score.objects.count() == 27
    assert outcome_of(round_called(found.key)) == before
    assert personal_data_of(who)["weighing"] == []


def test_erasing_an_owner_empties_what_went_and_leaves_what_waits_to_be_printed(
    people: list[int], owner: int
) -> None:
    found = closed(people)
    decide_round(
        by=BY,
        round=found.key,
        edition=found.edition,
        taken_on=today(),
        rulings=[Ruled(1, "go", said("It fits."))],
    )
    who = person_by_key("owner@example.org")
    assert personal_data_of(who)["weighing"][0]["what"] == "letter"
    erase_person(person=who, reason="Asked for it.", by=BY)
    left = letters(found).get()
    assert left.person_id is None
    assert "Olga" not in left.body
    assert "It fits." in left.body


def test_names_and_letters_are_kept_two_years(at: Any, people: list[int], owner: int) -> None:
    found = closed(people)
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(),
        rulings=[Ruled(number, "go", said("It fits.")) for number in (1, 2, 10)], is_choice=True,
    )  # fmt: skip
    send_all(found)
    post_all(found)
    Conflict.objects.create(
        assessor=found.assessors.first(), entry=found.entries.first(), reason="An interest."
    )
    mine = [one for one in retention_rules() if one.name.startswith("weighing_")]
    assert len(mine) == 3
    for rule in mine:
        assert not rule.over(date(2028, 3, 1)).exists()
        rows = rule.over(date(2028, 3, 2))
        assert rows.exists()
        rule.forget(rule.of._base_manager.filter(pk__in=list(rows.values_list("pk", flat=True))))
        assert not rule.over(date(2028, 3, 2)).exists()
    assert not Assessor.objects.filter(person__isnull=False).exists()
    assert not Conflict.objects.exclude(reason="").exists()
    assert Letter.objects.get(went_by="mail").body == ""


# --- Demonstration ------------------------------------------------------------------------------


def test_made_up_rounds_ask_for_a_few_things_and_leave_without_a_trace(polder: None) -> None:
    keep_criteria(by=BY, sheet=three_criteria(), reason="First.")
    demo = next(one for one in demonstrations() if one.name == "weighing")
    demo.load(Random(1), BY)
    assert demo.count() == 2
    assert set(matters()) == {"weighing/decide", "weighing/remind"}
    assert all(one.is_demo for one in Round.objects.all())
    assert not outbox().exists(), "nobody is written to"
    demo.clear(BY)
    assert (demo.count(), Round.objects.count(), Assessor.objects.count()) == (0, 0, 0)
    with pytest.raises(Exception, match=r"assessor@demo\.invalid"):
        person_by_key("alfa.assessor@demo.invalid")


def test_nothing_is_made_up_where_somebody_began_a_round(people: list[int]) -> None:
    opened(people)
    demo = next(one for one in demonstrations() if one.name == "weighing")
    demo.load(Random(1), BY)
    assert demo.count() == 0


def test_a_go_on_an_initiative_that_starts_counts_as_weighed(at: Any, people: list[int]) -> None:
    found = closed(people)
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(),
        rulings=[
            Ruled(2, "go", said("It fits.")),
            *(Ruled(number, "no_go", said("No.")) for number in (1, 10)),
        ],
    )  # fmt: skip
    at.move_to("2026-03-05T09:00+01:00")
    it_begins()
    assert counted() == (0, 1, 0.0), "no owner was told, so nothing is decided yet"
    before = now()
    at.move_to("2026-03-06T09:00+01:00")
    post_all(found)
    assert counted() == (1, 1, 100.0)
    assert counted(before) == (0, 1, 0.0), "by what was known then"


def test_a_go_that_was_taken_back_does_not_count_as_weighed(at: Any, people: list[int]) -> None:
    found = closed(people)
    for what in ("go", "no_go"):
        decide_round(
            by=BY, round=found.key, edition=found.edition, taken_on=today(),
            rulings=[Ruled(2, what, said("Why."))],
        )  # fmt: skip
    at.move_to("2026-03-05T09:00+01:00")
    it_begins()
    assert counted() == (0, 1, 0.0)
    post_all(found)
    assert counted() == (0, 1, 0.0)


def it_begins() -> None:
    revise(
        by=BY, kind="initiative", key="club", fields={"status": "running"}, on=today(),
        reason="It began.",
    )  # fmt: skip


def counted(known_on: datetime | None = None) -> tuple[int, int, float]:
    """Weighed, begun and their share in March 2026."""
    told = measured(Period(date(2026, 3, 3), date(2026, 3, 31)), known_on)
    return told.numerator, told.denominator, told.value
