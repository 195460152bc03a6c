# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People and roles at the desk: inviting, giving and ending roles, closing, exporting, erasing."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import today
from hcat.foundation.models import AuditEvent
from hcat.parties.api import MEANING, TABLE, invite, may
from hcat.parties.models import Person

from .conftest import BY, Visitor, words_of

INVITE = "/en/desk/people/invite"
KIM = {"name": "Kim", "mail": "kim@example.org", "language": "nl", "role": "board"}


@pytest.fixture
def kim(polder: None) -> Person:
    return invite(name="Kim", mail="kim@example.org", role="board", by=BY)


@pytest.fixture
def administrator(signed_in: Callable[[str], Visitor]) -> Visitor:
    return signed_in("administrator")


def test_an_invitation_gives_an_account_and_queues_a_mail_in_its_language(
    manager: Visitor,
) -> None:
    sent = manager.client.post(INVITE, {**KIM, "role": "project_leader", "scope": "point:learn"})
    person = Person.objects.get(mail="kim@example.org")
    assert sent["Location"] == f"/en/desk/people/{person.key}"
    held = person.roles.get()
    assert (held.role, held.scope) == ("project_leader", "point:learn")
    mail = OutboxMessage.objects.get(person=person)
    assert (mail.kind, mail.is_transactional, mail.state) == ("invitation", True, "queued")
    assert mail.subject == "U doet mee aan Polder Agenda"
    assert "/sign-in" in mail.body
    assert "projectleider" in mail.body


def test_inviting_once_more_with_the_same_role_sends_no_second_mail(manager: Visitor) -> None:
    for _ in range(2):
        manager.client.post(INVITE, KIM)
    assert OutboxMessage.objects.count() == 1
    manager.client.post(INVITE, {**KIM, "role": "steering_group"})
    assert Person.objects.get(mail="kim@example.org").roles.count() == 2
    assert OutboxMessage.objects.count() == 2


def test_a_role_of_a_part_needs_its_part_and_nothing_is_left_behind(manager: Visitor) -> None:
    page = words_of(manager.client.post(INVITE, {**KIM, "role": "project_leader"}))
    assert "This role is about a part of the agenda." in page
    assert not Person.objects.filter(mail="kim@example.org").exists()
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize("role", ["administrator", "programme_manager"])
def test_only_an_administrator_appoints(
    role: str, manager: Visitor, administrator: Visitor
) -> None:
    assert f'value="{role}"' not in manager.client.get(INVITE).content.decode()
    manager.client.post(INVITE, {**KIM, "role": role})
    assert not Person.objects.filter(mail="kim@example.org").exists()
    administrator.client.post(INVITE, {**KIM, "role": role})
    assert Person.objects.get(mail="kim@example.org").roles.get().role == role


def test_a_further_role_is_given_and_ended_from_a_day_on(manager: Visitor, kim: Person) -> None:
    page = f"/en/desk/people/{kim.key}"
    manager.client.post(f"{page}/role", {"role": "initiative_owner", "scope": "initiative:house"})
    holding = kim.roles.get(role="initiative_owner")
    tomorrow = today() + timedelta(days=1)
    manager.client.post(f"{page}/role/{holding.pk}/end", {"on": tomorrow.isoformat()})
    holding.refresh_from_db()
    assert holding.valid_until == tomorrow
    assert may(kim.user, "agenda.update_initiative", "initiative:house")
    assert manager.client.get(f"{page}/role/{holding.pk}/end").status_code == 404


def test_the_last_administrator_keeps_role_and_account(administrator: Visitor) -> None:
    person = Person.objects.get(user_id=administrator.client.session["_auth_user_id"])
    page = f"/en/desk/people/{person.key}"
    ended = administrator.client.post(
        f"{page}/role/{person.roles.get().pk}/end", {"on": today().isoformat()}
    )
    closed = administrator.client.post(f"{page}/close", {"reason": "Gone"})
    erased = administrator.client.post(f"{page}/erase", {"reason": "Asked", "sure": "on"})
    for answer in (ended, closed, erased):
        assert "The last administrator cannot leave." in words_of(answer)
    person.refresh_from_db()
    assert person.user is not None
    assert person.user.is_active


def test_a_closed_account_cannot_sign_in_and_its_session_ends(
    manager: Visitor, kim: Person
) -> None:
    client = Client()
    assert kim.user is not None
    client.force_login(kim.user, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/en/desk/permissions").status_code == 200
    manager.client.post(f"/en/desk/people/{kim.key}/close", {"reason": "Left the board."})
    assert client.get("/en/desk/permissions").status_code == 302
    assert "closed" in words_of(manager.open(f"/desk/people/{kim.key}"))
    manager.client.post(f"/en/desk/people/{kim.key}/open")
    kim.user.refresh_from_db()
    assert kim.user.is_active


def test_an_appointed_account_is_closed_by_an_administrator_only(
    manager: Visitor, administrator: Visitor
) -> None:
    other = invite(name="Lee", mail="lee@example.org", role="programme_manager", by=BY)
    path = f"/en/desk/people/{other.key}/close"
    assert manager.client.post(path, {"reason": "Gone"}).status_code == 403
    assert "Close the account" not in words_of(manager.open(f"/desk/people/{other.key}"))
    administrator.client.post(path, {"reason": "Gone"})
    assert other.user is not None
    other.user.refresh_from_db()
    assert not other.user.is_active


def test_an_export_holds_every_room_and_leaves_a_trace(administrator: Visitor, kim: Person) -> None:
    answer = administrator.client.post(f"/en/desk/people/{kim.key}/export")
    data = json.loads(answer.content)
    assert data["parties"]["mail"] == "kim@example.org"
    assert "correspondence" in data
    assert answer["Content-Disposition"] == f'attachment; filename="{kim.key}.json"'
    assert AuditEvent.objects.filter(action="parties.export_person").count() == 1


def test_erasing_asks_to_confirm_and_takes_the_name_everywhere(
    administrator: Visitor, kim: Person
) -> None:
    path = f"/en/desk/people/{kim.key}/erase"
    page = words_of(administrator.client.post(path, {"reason": "On request of 1 March"}))
    assert "Confirm that you know that this cannot be undone." in page
    administrator.client.post(path, {"reason": "On request of 1 March", "sure": "on"})
    kim.refresh_from_db()
    assert (kim.name, kim.mail) == ("", "")
    shown = words_of(administrator.open(f"/desk/people/{kim.key}"))
    assert "This person's data were erased" in shown
    assert "Kim" not in shown
    assert "Kim" not in words_of(administrator.open("/desk/people"))


def test_people_are_found_by_name_and_role(manager: Visitor, kim: Person) -> None:
    assert "Kim" in words_of(manager.open("/desk/people?role=board"))
    assert "Kim" not in words_of(manager.open("/desk/people?role=administrator"))
    assert "1 person fits your question" in words_of(manager.open("/desk/people?text=kim"))
    assert "Nobody fits these filters." in words_of(manager.open("/desk/people?text=zzz"))


def test_the_list_asks_as_many_questions_for_fifty_as_for_one(manager: Visitor) -> None:
    invite(name="One", mail="one@example.org", role="initiative_owner",
           scope="initiative:house", by=BY)  # fmt: skip
    manager.open("/desk/people")
    with CaptureQueriesContext(connection) as one:
        manager.open("/desk/people")
    for number in range(60):
        invite(name=f"P {number}", mail=f"p{number}@example.org", role="board", by=BY)
    with CaptureQueriesContext(connection) as many:
        page = manager.open("/desk/people")
    assert "1–50 of 62" in words_of(page)
    assert len(many) == len(one) <= 14


def test_the_table_of_permissions_is_the_one_in_code(manager: Visitor) -> None:
    page = manager.open("/desk/permissions")
    words = words_of(page).casefold()
    for meaning in MEANING.values():
        assert str(meaning).casefold() in words
    everywhere = sum(cell.value == "all" for row in TABLE.values() for cell in row if cell)
    own = sum(cell.value == "own" for row in TABLE.values() for cell in row if cell)
    body = page.content.decode()
    assert body.count("<strong>everywhere</strong>") == everywhere
    assert body.count("<td>own part</td>") == own
