# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what: the table in code, cell by cell, as the programme agreed it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import translation

from hcat.foundation.api import Actor, NotAllowed, today
from hcat.parties.api import TABLE, end_role, grant_role, invite, may, powers, require
from hcat.parties.models import Person, User
from hcat.parties.models.people import Role
from hcat.parties.permissions import MEANING, OWN, ROLE_NAMES, ROLES, Reach

pytestmark = pytest.mark.django_db
MINE, OTHER = "initiative:initiative-27", "initiative:initiative-28"

# Written down a second time, in another shape, so that a slip in the table is seen.
# A administrator, M programme manager, P project leader, I initiative owner, S steering, B board;
# a small letter: only within the scope of the role.
AGREED = {
    "desk.enter": "AMPISB",
    "agenda.load": "am",
    "agenda.revise": "mp",
    "agenda.update_initiative": "mpi",
    "agenda.change": "m",
    "agenda.decide": "ms",
    "evidence.record": "mp",
    "evidence.approve": "mp",
    "evidence.judge": "msb",
    "evidence.evaluate": "am",
    "forecast.scenario": "MPS",
    "reports.read": "AMPSB",
    "reports.write": "m",
    "reports.freeze": "m",
    "reports.sign": "s",
    "reports.withdraw": "ms",
    "owners.ask": "mp",
    "owners.review": "mp",
    "sharing.write": "mp",
    "sharing.send": "m",
    "surveys.run": "m",
    "surveys.enter": "mp",
    "surveys.read": "AMPSB",
    "projects.run": "mpi",
    "projects.decide": "ms",
    "weighing.manage": "m",
    "weighing.read": "MPSB",
    "weighing.decide": "ms",
    "bundling.judge": "mp",
    "helpdesk.answer": "mp",
    "helpdesk.manage": "am",
    "portal.edit": "amp",
    "portal.sources": "amp",
    "portal.correct": "amp",
    "portal.contributions": "am",
    "portal.read": "AMPSB",
    "parties.read": "AMPS",
    "parties.edit": "am",
    "parties.import": "am",
    "parties.high_tech": "m",
    "pledges.read": "AMPSB",
    "pledges.edit": "mp",
    "people.read": "am",
    "people.invite": "am",
    "people.appoint": "a",
    "people.personal_data": "a",
    "correspondence.read": "am",
    "correspondence.send": "amp",
    "correspondence.settle": "am",
    "audit.read": "AM",
    "demo.load": "a",
}
LETTERS = dict(zip("AMPISB", ROLES, strict=True))
CELLS = [
    (action, role, "all" if letter in agreed else "own" if letter.lower() in agreed else "no")
    for action, agreed in AGREED.items()
    for letter, role in LETTERS.items()
]


def test_the_table_holds_every_action_and_no_other() -> None:
    assert set(TABLE) == set(AGREED) == set(MEANING)
    assert set(ROLES) == set(Role) == set(ROLE_NAMES)


@pytest.mark.parametrize(("action", "role", "reach"), CELLS)
def test_a_cell_of_the_table(by: Actor, action: str, role: Role, reach: str) -> None:
    part = invite(name="P", mail="part@voorbeeld.example", role=role, scope=MINE, by=by).user
    assert may(part, action, MINE) is (reach != "no")
    assert may(part, action, [MINE, "point:education"]) is (reach != "no")
    assert may(part, action, OTHER) is (reach == "all")
    assert may(part, action) is (reach == "all")
    assert powers(part).may_somewhere(action) is (reach != "no")
    if role not in (Role.PROJECT_LEADER, Role.INITIATIVE_OWNER):
        whole = invite(name="W", mail="whole@voorbeeld.example", role=role, by=by).user
        assert may(whole, action, OTHER) is (reach != "no")
        assert may(whole, action) is (reach != "no")


def test_nobody_in_particular_may_nothing() -> None:
    stranger = User.objects.create_user("s@voorbeeld.example")
    for who in (AnonymousUser(), stranger, None, Actor.of(stranger), Actor("someone")):
        assert not any(may(who, action) for action in TABLE)


def test_the_system_itself_may_everything() -> None:
    assert all(may(Actor.system("up"), action) for action in TABLE)


def test_a_person_cannot_pass_for_the_system_by_their_name(by: Actor) -> None:
    sly = invite(name="hcat up", mail="sly@voorbeeld.example", role="board", by=by)
    assert not may(Actor.of(sly.user), "people.appoint")


def test_a_role_that_ended_or_a_closed_account_gives_nothing(by: Actor) -> None:
    person = invite(name="M", mail="m@voorbeeld.example", role="programme_manager", by=by)
    assert may(person.user, "agenda.change")
    User.objects.update(is_active=False)
    assert not may(person.user, "agenda.change")
    User.objects.update(is_active=True)
    end_role(holding=person.roles.get(), by=by, on=today())
    assert not may(person.user, "agenda.change")


def test_two_roles_add_up(by: Actor) -> None:
    person = invite(
        name="I", mail="i@voorbeeld.example", role="initiative_owner", scope=MINE, by=by
    )
    grant_role(person=person, role="initiative_owner", scope=OTHER, by=by)
    assert may(person.user, "agenda.update_initiative", MINE)
    assert powers(person.user).scopes("agenda.update_initiative") == {MINE, OTHER}
    assert powers(person.user).scopes("desk.enter") is None
    assert powers(person.user).scopes("agenda.change") == frozenset()


def test_a_refusal_says_why_and_whom_to_ask(by: Actor) -> None:
    owner = invite(
        name="I", mail="i@voorbeeld.example", role="initiative_owner", scope=MINE, by=by
    ).user
    with translation.override("en"):
        with pytest.raises(NotAllowed, match="another part of the agenda"):
            require(owner, "agenda.update_initiative", OTHER)
        with pytest.raises(NotAllowed, match=r"as initiative owner.*programme manager"):
            require(owner, "agenda.change")
        with pytest.raises(NotAllowed, match="no role"):
            require(None, "desk.enter")
    require(owner, "agenda.update_initiative", MINE)


def test_an_action_that_is_not_in_the_table_is_a_mistake_in_the_program(by: Actor) -> None:
    with pytest.raises(LookupError):
        may(by, "agenda.eat")


def test_asking_many_things_takes_one_query(by: Actor, django_assert_num_queries: Any) -> None:
    user = Person.objects.get(
        pk=invite(name="M", mail="m@voorbeeld.example", role="programme_manager", by=by).pk
    ).user
    with django_assert_num_queries(1):
        mine = powers(user)
        assert [mine.may(action) for action in TABLE].count(True) > 3


def test_a_manager_invites_but_only_an_administrator_appoints(by: Actor) -> None:
    manager = Actor.of(
        invite(name="M", mail="m@voorbeeld.example", role="programme_manager", by=by).user
    )
    invite(name="I", mail="i@voorbeeld.example", role="board", by=manager)
    with pytest.raises(NotAllowed):
        invite(name="A", mail="a@voorbeeld.example", role="administrator", by=manager)
    assert not Person.objects.filter(mail="a@voorbeeld.example").exists()


def test_every_cell_is_a_reach_or_nothing() -> None:
    for row in TABLE.values():
        assert len(row) == len(ROLES)
        assert all(cell is None or isinstance(cell, Reach) for cell in row)
    assert OWN is Reach.OWN
