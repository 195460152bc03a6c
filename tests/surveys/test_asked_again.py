# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Being asked again, at a corrected address, and not being asked at all any more."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Refused, now, today
from hcat.parties.api import erase_person, person_by_key, personal_data_of
from hcat.parties.models import Person
from hcat.surveys import api
from hcat.surveys.models import AnswerSheet, Invitation, Key, Wave

from .field import BY, company, csv, opened, survey, wave

pytestmark = pytest.mark.django_db


def one_of(made: Wave) -> Invitation:
    return Invitation.objects.get(wave=made)


def queued() -> int:
    return OutboxMessage.objects.filter(state="queued").count()


def note(made: Wave, outcome: str) -> None:
    api.note_outcome(by=BY, invitation_id=one_of(made).pk, outcome=outcome, note="As heard.")


def asked(key: str = "first", of: str = "panel") -> Wave:
    return opened(key, of=of)


@pytest.fixture
def made(at: Any) -> Wave:
    survey()
    company("een")
    found = asked()
    assert api.invite(found.pk) == 1
    return found


def test_a_refusal_noted_by_mistake_is_mended_by_a_new_mail(made: Wave) -> None:
    note(made, "refused")
    assert queued() == 0
    note(made, "waiting")
    assert api.invite(made.pk) == 1
    assert queued() == 1


def test_asking_again_while_the_first_mail_waits_sends_one(made: Wave) -> None:
    note(made, "waiting")
    assert api.invite(made.pk) == 1
    assert queued() == 1


def test_a_contact_who_is_named_again_gets_a_mail_again(made: Wave) -> None:
    first = one_of(made).person
    assert first is not None
    for name, mail in (("Bo", "bo@voorbeeld.example"), ("Een", first.mail)):
        api.name_contact(by=BY, invitation_id=one_of(made).pk, name=name, mail=mail)
        assert api.invite(made.pk) == 1
    assert OutboxMessage.objects.get(state="queued").to_address == first.mail


def test_a_mailbox_that_was_mended_is_not_failed_by_the_failure_before(made: Wave) -> None:
    OutboxMessage.objects.update(
        state="failed",
        last_error="SMTPRecipientsRefused: {'een': (550, b'5.1.1 no such user')}",
    )
    assert api.hear_of_bounces(made.pk) == 1
    note(made, "waiting")
    assert api.invite(made.pk) == 1
    assert queued() == 1
    assert api.hear_of_bounces(made.pk) == 0
    assert one_of(made).outcome == "invited"


def test_whose_address_was_corrected_is_reminded_there(made: Wave, at: Any) -> None:
    OutboxMessage.objects.update(state="sent", left_at=now())
    Person.objects.filter(pk=one_of(made).person_id).update(mail="nieuw@voorbeeld.example")
    at.shift(timedelta(days=made.reminders[0]))
    assert api.remind(made.pk) == 1
    assert OutboxMessage.objects.get(state="queued").to_address == "nieuw@voorbeeld.example"


def test_who_wants_no_survey_is_asked_in_no_wave_that_was_drawn_before(made: Wave) -> None:
    survey("other")
    other = asked("second", "other")
    assert api.invite(other.pk) == 1
    assert queued() == 2
    seat = api.seat_of_invitation(one_of(made).pk)
    api.refuse(seat=seat, never_again=True)
    assert queued() == 0
    with pytest.raises(Refused, match="does not want"):
        note(other, "waiting")
    Invitation.objects.filter(wave=other).update(outcome="waiting", asked=2)
    assert api.invite(other.pk) == 0
    assert one_of(other).outcome == "refused"


def test_who_wants_no_survey_counts_as_refused_in_all_waves_and_keeps_what_was_begun(
    made: Wave,
) -> None:
    survey("other")
    survey("third")
    other, third = asked("second", "other"), asked("third", "third")
    assert (api.invite(other.pk), api.invite(third.pk)) == (1, 1)
    begin(third)
    api.refuse(seat=api.seat_of_invitation(one_of(made).pk), reason="No time", never_again=True)
    told = [(one.outcome, one.note) for one in map(one_of, (made, other, third))]
    assert told == [("refused", "No time"), ("refused", api.OBJECTION), ("invited", "")]
    assert AnswerSheet.objects.filter(wave=third).exists()
    assert not api.to_call(third).exists()
    assert [api.outcome_counts(one)["invited"] for one in (made, other)] == [0, 0]
    survey("fourth")
    assert one_of(asked("fourth", "fourth")).note == api.OBJECTION


def begin(made: Wave) -> None:
    key = Key.objects.get(unit__wave=made)
    AnswerSheet.objects.create(wave=made, code=key.code, panel=key.panel, answers={"happy": 8})


def test_what_was_begun_stays_begun_when_another_contact_is_named(made: Wave) -> None:
    begin(made)
    named = {"by": BY, "invitation_id": one_of(made).pk}
    api.name_contact(**named, name="Bo", mail="bo@voorbeeld.example")
    assert api.invite(made.pk) == 1
    assert one_of(made).outcome == "started"
    assert one_of(made).invited_at is not None


def test_who_wants_no_survey_is_not_reminded_of_another(made: Wave, at: Any) -> None:
    survey("other")
    other = asked("second", "other")
    api.invite(other.pk)
    OutboxMessage.objects.update(state="sent", left_at=now())
    api.refuse(seat=api.seat_of_invitation(one_of(made).pk), never_again=True)
    at.shift(timedelta(days=other.reminders[0]))
    assert api.remind(other.pk) == 0


def test_nobody_is_to_be_invited_in_a_wave_that_is_closed(made: Wave) -> None:
    note(made, "refused")
    api.close_wave(by=BY, wave_id=made.pk, reason="tried")
    with pytest.raises(Refused, match="closed"):
        note(made, "waiting")
    assert one_of(made).outcome == "refused"


def test_a_company_of_which_the_contact_wants_no_survey_gets_another_contact(made: Wave) -> None:
    named = {"by": BY, "invitation_id": one_of(made).pk, "name": "Bo"}
    first = one_of(made).person
    assert first is not None
    api.refuse(seat=api.seat_of_invitation(one_of(made).pk), reason="No time", never_again=True)
    with pytest.raises(Refused, match="does not want"):
        api.name_contact(**named, mail=first.mail)
    assert one_of(made).outcome == "refused"
    api.name_contact(**named, mail="bo@voorbeeld.example")
    assert (one_of(made).outcome, one_of(made).note) == ("waiting", "")
    assert api.invite(made.pk) == 1
    assert OutboxMessage.objects.get(state="queued").to_address == "bo@voorbeeld.example"
    note(made, "refused")
    with pytest.raises(Refused, match="not asked any more"):
        api.name_contact(**named, mail="cas@voorbeeld.example")


def test_before_the_opening_a_list_names_others_than_who_wants_no_survey(
    made: Wave, tmp_path: Path
) -> None:
    survey("other")
    survey("third")
    company("twee", mail=False)
    drafts = wave("second", "other"), wave("third", "third")
    for one in drafts:
        api.take_frame(by=BY, wave_id=one.pk)
    api.draw_sample(by=BY, wave_id=drafts[0].pk, plan=api.DrawPlan())  # before it is said
    api.refuse(seat=api.seat_of_invitation(one_of(made).pk), never_again=True)
    api.draw_sample(by=BY, wave_id=drafts[1].pk, plan=api.DrawPlan())  # and after it
    path = csv(tmp_path, "organisatie;naam;mail;taal", "een;Bo;bo@voorbeeld.example;nl",
               "twee;Cas;cas@voorbeeld.example;nl")  # fmt: skip
    for one in drafts:
        rows = Invitation.objects.filter(wave=one).order_by("pk")
        assert rows.filter(outcome="refused", note=api.OBJECTION).count() == 1
        assert api.bring_contacts(by=BY, wave_id=one.pk, path=path) == 2
        assert [(row.outcome, row.note) for row in rows] == [("waiting", "")] * 2
        api.draw_sample(by=BY, wave_id=one.pk, plan=api.DrawPlan())
        assert {str(row.person) for row in rows} == {"Bo", "Cas"}


def test_drawing_anew_keeps_the_contacts_that_were_named() -> None:
    survey()
    company("een", mail=False)
    made = wave()
    api.take_frame(by=BY, wave_id=made.pk)
    api.draw_sample(by=BY, wave_id=made.pk, plan=api.DrawPlan())
    api.name_contact(by=BY, invitation_id=one_of(made).pk, name="Bo", mail="bo@voorbeeld.example")
    api.draw_sample(by=BY, wave_id=made.pk, plan=api.DrawPlan())
    assert one_of(made).person == Person.objects.get(mail="bo@voorbeeld.example")
    assert one_of(made).outcome == "waiting"


def test_a_contact_that_was_brought_outlives_frame_day_and_draw(tmp_path: Path) -> None:
    survey()
    company("een", mail=False)
    company("twee", mail=False)
    made = wave()

    def drawn() -> dict[str, str]:
        api.draw_sample(by=BY, wave_id=made.pk, plan=api.DrawPlan())
        asked = Invitation.objects.filter(wave=made).select_related("person")
        return {str(one.person): one.outcome for one in asked}

    api.take_frame(by=BY, wave_id=made.pk)
    drawn()
    path = csv(tmp_path, "organisatie;naam;mail;taal", "een;Bo;bo@voorbeeld.example;nl")
    api.bring_contacts(by=BY, wave_id=made.pk, path=path)
    api.take_frame(by=BY, wave_id=made.pk)
    assert drawn() == {"Bo": "waiting", "None": "no_address"}
    api.revise_wave(by=BY, wave_id=made.pk, reference_day=today() - timedelta(days=1))
    assert not Key.objects.exists()
    api.take_frame(by=BY, wave_id=made.pk)
    assert drawn() == {"Bo": "waiting", "None": "no_address"}
    told = personal_data_of(person_by_key("bo@voorbeeld.example"))["surveys"]
    assert [one["wave"] for one in told["to_be_written_to_for"]] == ["first"]
    erase_person(person=person_by_key("bo@voorbeeld.example"), reason="asked", by=BY)
    assert drawn() == {"None": "no_address"}
    api.open_wave(by=BY, wave_id=made.pk)
    assert not made.contacts.exists()
