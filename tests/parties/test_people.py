# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People: invited, given roles, asked for consent, told what is held, and forgotten."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.core.management import call_command
from django.db import IntegrityError, transaction

from hcat.foundation.api import Actor, Refused, now, today
from hcat.foundation.models import AuditEvent
from hcat.parties.api import (
    UnknownParty,
    add_person,
    end_role,
    erase_person,
    give_consent,
    grant_role,
    has_consent,
    holders_of,
    invite,
    people,
    person_by_key,
    person_of,
    person_with_mail,
    personal_data_of,
    withdraw_consent,
)
from hcat.parties.models import Consent, Person, RoleHolding, User

pytestmark = pytest.mark.django_db


@pytest.fixture
def kim(by: Actor) -> Person:
    return invite(name="Kim", mail="kim@voorbeeld.example", role="programme_manager", by=by)


def test_an_invitation_gives_an_account_and_a_role(kim: Person) -> None:
    assert kim.user is not None
    assert not kim.user.has_usable_password()
    assert person_of(kim.user) == kim
    assert [r.role for r in kim.roles.all()] == ["programme_manager"]


def test_who_writes_of_their_own_accord_is_added_once_and_renames_nobody(
    kim: Person, by: Actor
) -> None:
    new = person_with_mail(mail="Jo@voorbeeld.example", name="Jo", language="de", by=by)
    assert (new.mail, new.language, new.user) == ("Jo@voorbeeld.example", "de", None)
    again = person_with_mail(mail=" jo@VOORBEELD.example", name="Somebody else", by=by)
    assert again == new
    assert again.name == "Jo"
    assert person_with_mail(mail="KIM@voorbeeld.example", name="X", by=by) == kim
    with pytest.raises(Refused, match="geen mailadres"):
        person_with_mail(mail="kim at voorbeeld", name="Kim", by=by)


def test_inviting_again_gives_the_same_person_another_role(kim: Person, by: Actor) -> None:
    again = invite(name="K.", mail="KIM@voorbeeld.example", role="board", by=by)
    assert again == kim
    assert User.objects.count() == 1
    assert kim.roles.count() == 2
    invite(name="K.", mail="kim@voorbeeld.example", role="board", by=by)
    assert kim.roles.count() == 2


@pytest.mark.parametrize("mail", ["", "kim", "kim@", "a b@c.nl"])
def test_an_address_that_is_none_is_refused(by: Actor, mail: str) -> None:
    with pytest.raises(Refused):
        add_person(name="K", mail=mail, by=by)


def test_two_people_do_not_share_an_address(kim: Person, by: Actor) -> None:
    with pytest.raises(Refused):
        add_person(name="Other", mail="Kim@Voorbeeld.example", by=by)


@pytest.mark.parametrize(("role", "scope"), [("king", ""), ("project_leader", "")])
def test_a_role_is_one_of_six_and_a_part_is_named(
    kim: Person, by: Actor, role: str, scope: str
) -> None:
    with pytest.raises(Refused):
        grant_role(person=kim, role=role, scope=scope, by=by)


def test_a_role_is_held_from_until(kim: Person, by: Actor) -> None:
    held = kim.roles.get()
    assert list(holders_of("programme_manager")) == [kim]
    end_role(holding=held, on=today() + timedelta(days=1), by=by)
    assert list(holders_of("programme_manager")) == [kim]
    assert list(holders_of("programme_manager", on=today() + timedelta(days=1))) == []


def test_a_role_does_not_end_before_it_began(kim: Person, by: Actor) -> None:
    with pytest.raises(Refused):
        end_role(holding=kim.roles.get(), on=today() - timedelta(days=1), by=by)


def test_the_last_administrator_stays(by: Actor) -> None:
    first = invite(name="A", mail="a@voorbeeld.example", role="administrator", by=by)
    with pytest.raises(Refused):
        end_role(holding=first.roles.get(), by=by)
    with pytest.raises(Refused):
        erase_person(person=first, reason="asked", by=by)
    invite(name="B", mail="b@voorbeeld.example", role="administrator", by=by)
    end_role(holding=first.roles.get(), by=by)


def test_consent_is_given_and_withdrawn_and_both_are_kept(kim: Person, by: Actor) -> None:
    give_consent(person=kim, purpose="newsletter", how="form", by=by)
    give_consent(person=kim, purpose="newsletter", how="form", by=by)
    assert has_consent(kim, "newsletter")
    assert not has_consent(kim, "survey")
    assert withdraw_consent(person=kim, purpose="newsletter", how="link", by=Actor("Kim"))
    assert not withdraw_consent(person=kim, purpose="newsletter", how="link", by=by)
    assert not has_consent(kim, "newsletter")
    give_consent(person=kim, purpose="newsletter", how="form", by=by)
    assert Consent.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"withdrawn_at": now(), "withdrawn_how": ""},
        {"withdrawn_how": "x"},
        {"given_how": ""},
        {"withdrawn_at": now() - timedelta(days=1), "withdrawn_how": "x"},
    ],
)
def test_the_database_refuses_a_consent_that_cannot_be_shown(
    kim: Person, by: Actor, wrong: dict[str, Any]
) -> None:
    give_consent(person=kim, purpose="newsletter", how="form", by=by)
    with pytest.raises(IntegrityError), transaction.atomic():
        Consent.objects.update(**wrong)


@pytest.mark.parametrize("wrong", [{"role": "king"}, {"role": "project_leader", "scope": ""}])
def test_the_database_refuses_a_role_that_is_none(kim: Person, wrong: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleHolding.objects.update(**wrong)


def test_someone_gets_everything_that_is_held_about_them(kim: Person, by: Actor) -> None:
    give_consent(person=kim, purpose="newsletter", how="form", by=by)
    told = personal_data_of(kim)
    assert {"parties", "correspondence"} <= set(told)
    assert told["parties"]["mail"] == "kim@voorbeeld.example"
    assert told["parties"]["consents"][0]["purpose"] == "newsletter"
    assert json.loads(json.dumps(told)) == told


def test_erasure_leaves_no_name_and_keeps_what_was_done(kim: Person, by: Actor) -> None:
    user = kim.user
    assert user is not None
    add_person(name="Other", mail="other@voorbeeld.example", by=Actor.of(user))
    erase_person(person=kim, reason="asked on 2 March", by=by)
    kim.refresh_from_db()
    user.refresh_from_db()
    assert (kim.name, kim.mail, kim.user) == ("", "", user)
    assert kim.erased_at is not None
    assert not user.is_active
    assert "kim" not in user.email
    assert not EmailAddress.objects.filter(user=user).exists()
    did = AuditEvent.objects.get(action="parties.add_person", user=user)
    assert did.actor == "–"
    everything = [
        str(vars(row)) for model in (Person, User, AuditEvent) for row in model.objects.all()
    ]
    assert not any("kim" in text.lower() for text in everything)
    assert list(people(text="Kim")) == []


def test_the_address_of_someone_erased_is_free(kim: Person, by: Actor) -> None:
    erase_person(person=kim, reason="asked", by=by)
    new = invite(name="Kim", mail="kim@voorbeeld.example", role="board", by=by)
    assert new != kim


def test_erasure_needs_a_reason(kim: Person, by: Actor) -> None:
    with pytest.raises(Refused):
        erase_person(person=kim, reason=" ", by=by)


def test_people_are_listed_with_their_roles_in_two_queries(
    kim: Person, by: Actor, django_assert_num_queries: Any
) -> None:
    for number in range(4):
        invite(name=f"P{number}", mail=f"p{number}@voorbeeld.example", role="board", by=by)
    with django_assert_num_queries(2):
        listed = [
            (p.name, p.organisation, p.user, [r.role for r in p.roles_held])  # type: ignore[attr-defined]
            for p in people(role="board")
        ]
    assert [name for name, *_rest in listed] == ["P0", "P1", "P2", "P3"]


def test_in_the_terminal_someone_is_told_and_erased(by: Actor) -> None:
    told = StringIO()
    invite(name="Robin", mail="r@voorbeeld.example", role="board", by=by)
    call_command("person", "export", "R@voorbeeld.example", stdout=told)
    assert json.loads(told.getvalue())["parties"]["name"] == "Robin"
    call_command("person", "erase", "r@voorbeeld.example", "--reason", "asked", stdout=StringIO())
    with pytest.raises(UnknownParty):
        person_by_key("r@voorbeeld.example")
