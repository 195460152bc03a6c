# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long names, keys and answers are kept, and what of the demonstration goes with it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

from hcat.agenda.api import load_folder
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor, now
from hcat.foundation.retention import enforce
from hcat.parties.api import erase_person, export_person
from hcat.parties.demo import load as load_organisations
from hcat.parties.models import User
from hcat.surveys import demo
from hcat.surveys.models import (
    Adviser,
    AnswerSheet,
    EditionDraft,
    FrameUnit,
    Invitation,
    Key,
    Release,
    ReleasedFigure,
    Survey,
    Wave,
)
from hcat.surveys.operations.answering import complete

from .answering import answer_all, open_wave, person_asked

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


def _answered() -> Invitation:
    asked = person_asked(open_wave())
    seat = answer_all(asked)
    complete(seat=seat, revision=seat.sheet.revision)
    return asked


def _closed(*, years: int, day: int) -> None:
    Wave.objects.update(
        state="closed", closed_at=now() - timedelta(days=round(365.25 * years) + day)
    )


def test_the_key_goes_a_year_before_the_answers_do() -> None:
    _answered()
    _closed(years=4, day=-3)
    enforce(by=BY)
    assert Key.objects.exists()
    _closed(years=4, day=3)
    enforce(by=BY)
    assert not Key.objects.exists()
    assert AnswerSheet.objects.exists()
    _closed(years=5, day=3)
    enforce(by=BY)
    assert not AnswerSheet.objects.exists()
    assert not Invitation.objects.exists()


def test_without_the_key_no_moment_joins_an_invitation_and_its_answers() -> None:
    asked = _answered()
    sheet = AnswerSheet.objects.get()
    asked.refresh_from_db()
    assert asked.outcome_at.time().replace(tzinfo=None) != sheet.completed_at.time().min
    _closed(years=4, day=3)
    enforce(by=BY)
    sheet.refresh_from_db()
    asked.refresh_from_db()
    moments = {sheet.started_at, sheet.changed_at, sheet.completed_at, asked.outcome_at}
    assert len(moments) == 1, "only the day is left"
    assert asked.person_id is None


def test_the_key_of_a_later_wave_does_not_tell_whose_the_older_answers_are() -> None:
    asked = _answered()
    old = AnswerSheet.objects.get()
    first, panel = asked.wave, old.panel
    unit = asked.unit
    later = Wave.objects.create(
        survey=first.survey, edition=first.edition, key="later", state="open",
        reference_day=first.reference_day + timedelta(days=366), opened_at=now(),
        opens_on=first.opens_on, closes_on=first.closes_on,
    )  # fmt: skip
    again = FrameUnit.objects.create(
        wave=later, organisation=unit.organisation, person=unit.person, stratum=unit.stratum,
        is_drawn=True, chance=1,
    )  # fmt: skip
    Key.objects.create(unit=again, code="later", panel=panel)
    AnswerSheet.objects.create(wave=later, code="later", panel=panel)
    Wave.objects.filter(pk=first.pk).update(
        state="closed", closed_at=now() - timedelta(days=4 * 366 + 3)
    )
    enforce(by=BY)
    old.refresh_from_db()
    assert [one.panel for one in Key.objects.all()] == [panel], "the later wave is followed still"
    assert AnswerSheet.objects.get(code="later").panel == panel
    assert old.panel == ""
    assert not Key.objects.filter(panel=old.panel).exists()


def test_an_erased_contact_leaves_the_answers_of_the_company() -> None:
    asked = _answered()
    erase_person(person=asked.person, reason="asked", by=BY)
    asked.refresh_from_db()
    assert asked.person_id is None
    assert AnswerSheet.objects.count() == 1


def test_an_erased_person_of_a_survey_of_people_takes_the_answers_along() -> None:
    asked = _answered()
    FrameUnit.objects.update(person=asked.person, organisation=None)
    erase_person(person=asked.person, reason="asked", by=BY)
    asked.refresh_from_db()
    assert (asked.person_id, asked.outcome) == (None, "withdrawn")
    assert not AnswerSheet.objects.exists()
    assert not Key.objects.exists()


def test_erasing_somebody_lets_go_who_changed_a_draft_last() -> None:
    asked = _answered()
    person = asked.person
    person.user = User.objects.create_user(email="kim@example.org")
    person.save()
    draft = EditionDraft.objects.create(
        survey=Survey.objects.get(), questionnaire={}, changed_by_user=person.user_id
    )
    told = export_person(person=person, by=BY)
    assert told["surveys"]["drafts"] == [str(draft)]
    erase_person(person=person, reason="asked", by=BY)
    draft.refresh_from_db()
    assert draft.changed_by_user is None


def test_an_adviser_goes_a_year_after_the_last_day_of_being_named() -> None:
    about = {"organisation": "Advies", "about": {"nl": "Vraag maar."}, "mail": "a@example.org"}
    first, last = date(2024, 1, 1), date(2025, 3, 1)
    Adviser.objects.create(name="An", since=first, until=last, **about)
    Adviser.objects.create(name="Bo", since=first, **about)
    enforce(by=BY, on=date(2026, 2, 28))
    assert Adviser.objects.count() == 2
    enforce(by=BY, on=date(2026, 3, 1))
    assert [one.name for one in Adviser.objects.all()] == ["Bo"]


def test_the_demonstration_is_released_writes_to_nobody_and_goes_whole() -> None:
    assert load_folder(Path("agendas/twente"), by=BY).ok
    load_organisations(Random(1), BY)
    before = OutboxMessage.objects.count()
    demo.load(Random(1), BY)
    assert set(Survey.objects.values_list("key", flat=True)) == {"demo-panel", "demo-talent"}
    assert Release.objects.filter(is_demo=True).count() >= 2
    shown = ReleasedFigure.objects.filter(hidden="")
    assert shown.filter(concept="knows_talent_wishes", choice="yes").exists()
    assert shown.filter(concept="names_agenda_thought", choice="yes").exists()
    # Hiding everything would be safe too: of all together nothing is lost, of a size half at most.
    known = ReleasedFigure.objects.filter(release__wave__survey__key="demo-panel")
    known = known.exclude(hidden__in=["nobody", "not_asked", "not_coded"])
    assert not known.filter(dimension="").exclude(hidden="").exists()
    by_size = known.filter(dimension="size")
    assert by_size.filter(hidden="").count() > by_size.count() / 2
    assert OutboxMessage.objects.count() == before
    demo.clear(BY)
    assert not Survey.objects.exists()
    assert not Wave.objects.exists()
    assert demo.count() == 0
