# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a project promises: editions that are never overwritten, and what is refused."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from hcat.agenda.api import item, merge, stop
from hcat.foundation.api import NotFound, Refused
from hcat.projects import api

from .conftest import BY, SUBJECT, answers


def test_a_new_edition_stands_beside_the_old_one_until_it_is_accepted(agreed: api.Charter) -> None:
    later = answers(by_when=date(2027, 6, 30))
    api.write_charter(by=BY, subject=SUBJECT, answers=later, based_on=1)
    found = api.method_of(SUBJECT)
    assert found.charter is not None
    assert found.waiting is not None
    assert (found.charter.edition, found.charter.by_when) == (1, date(2026, 12, 31))
    assert (found.waiting.edition, found.waiting.by_when) == (2, date(2027, 6, 30))
    api.accept_charter(by=BY, subject=SUBJECT, edition=2)
    found = api.method_of(SUBJECT)
    assert found.charter is not None
    assert found.charter.edition == 2
    assert found.waiting is None
    assert [one.by_when for one in found.charters] == [date(2027, 6, 30), date(2026, 12, 31)]


def test_the_second_of_two_authors_is_refused_and_nothing_is_overwritten() -> None:
    api.write_charter(by=BY, subject=SUBJECT, answers=answers(), based_on=0)
    with pytest.raises(api.Outdated, match="edition 1"):
        api.write_charter(by=BY, subject=SUBJECT, answers=answers(lead="Other"), based_on=0)
    assert [one.lead for one in api.method_of(SUBJECT).charters] == ["Yard One"]


@pytest.mark.parametrize(
    ("gap", "word"),
    [
        ({"yields": " "}, "what it yields"),
        ({"for_whom": ""}, "for whom"),
        ({"lead": ""}, "who leads"),
        ({"steering": "to_decide"}, "how firmly"),
        ({"steering_means": ""}, "steering means"),
        ({"report_every": 0}, "once a year"),
        ({"by_when": date(9999, 12, 31)}, "31-12-9999 is no day"),
        ({"report_first_on": date(1, 1, 1)}, "1-1-1 is no day"),
        ({"by_when": date(2126, 12, 31), "report_every": 1}, "more than 120 reports"),
        ({"criteria": ("  ",)}, "before it may go on"),
        ({"results": ("nothing-of-the-kind",)}, "nothing-of-the-kind"),
    ],
)
def test_a_charter_with_a_gap_is_refused(gap: dict[str, Any], word: str) -> None:
    with pytest.raises(Refused, match=word):
        api.write_charter(by=BY, subject=SUBJECT, answers=answers(**gap), based_on=0)
    assert api.method_of(SUBJECT).is_empty


def test_the_same_words_are_no_new_edition(agreed: api.Charter) -> None:
    with pytest.raises(Refused, match="reads like this"):
        api.write_charter(by=BY, subject=SUBJECT, answers=answers(), based_on=1)


def test_an_edition_is_accepted_once_and_only_the_newest(agreed: api.Charter) -> None:
    with pytest.raises(Refused):
        api.accept_charter(by=BY, subject=SUBJECT, edition=1)
    api.write_charter(by=BY, subject=SUBJECT, answers=answers(lead="Other"), based_on=1)
    with pytest.raises(api.Outdated):
        api.accept_charter(by=BY, subject=SUBJECT, edition=1)


def test_what_has_ended_gets_no_charter(agreed: api.Charter) -> None:
    merge(by=BY, kind="initiative", sources=["yard-class"], into="open-day",
          on=date(2026, 3, 1), reason="One is enough.")  # fmt: skip
    with pytest.raises(Refused, match="has ended"):
        api.write_charter(by=BY, subject=SUBJECT, answers=answers(lead="X"), based_on=1)
    assert api.method_of(SUBJECT).charter == agreed


@pytest.mark.parametrize("name", ["initiative:nobody", "goal:more-pupils", "nothing"])
def test_only_what_the_agenda_holds_is_run(name: str) -> None:
    with pytest.raises(NotFound):
        api.write_charter(by=BY, subject=name, answers=answers(), based_on=0)


def test_the_agenda_takes_over_how_a_project_is_steered() -> None:
    [project] = [one for one in api.runnable() if one.item.kind == "project"]
    name, steering = project.subject, project.item.sheet.steering
    other = "hierarchical" if steering != "hierarchical" else "directing"
    api.write_charter(by=BY, subject=name, answers=answers(steering=other), based_on=0)
    assert item("project", project.item.key).sheet.steering == steering
    api.accept_charter(by=BY, subject=name, edition=1)
    assert item("project", project.item.key).sheet.steering == other


def test_a_charter_says_on_which_days_it_is_reported(agreed: api.Charter) -> None:
    assert api.report_days(agreed) == [
        date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 30),
    ]  # fmt: skip


def test_the_database_keeps_editions_apart(agreed: api.Charter) -> None:
    agreed.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        agreed.save(force_insert=True)


def test_a_stopped_initiative_is_no_longer_run(agreed: api.Charter) -> None:
    stop(by=BY, kind="initiative", key="yard-class", on=date(2026, 3, 1), reason="No money.")
    with pytest.raises(Refused):
        api.plan_milestone(by=BY, subject=SUBJECT, title="First day", due=date(2026, 4, 1))


def test_a_charter_that_stands_with_a_day_ages_away_has_an_end_to_its_reports(
    agreed: api.Charter,
) -> None:
    agreed.by_when, agreed.report_every = date.max, 1
    days = api.report_days(agreed)
    assert (days[0], days[1], len(days)) == (date(2026, 6, 30), date(2026, 7, 30), 120)
    agreed.report_first_on = date.max
    assert api.report_days(agreed) == [date.max]


def test_it_reports_until_what_was_promised_is_there(agreed: api.Charter) -> None:
    assert api.report_days(agreed) == [date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 30)]
    agreed.by_when = date(2026, 9, 29)
    assert api.report_days(agreed) == [date(2026, 6, 30)]
