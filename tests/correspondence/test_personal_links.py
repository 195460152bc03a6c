# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Personal links: for one person, one thing, for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from hcat.correspondence.api import (
    LinkRefused,
    expired_link,
    links,
    make_link,
    open_link,
    revoke_links,
)
from hcat.correspondence.models import PersonalLink
from hcat.foundation.api import Actor, NotAllowed, Refused, now
from hcat.parties.api import erase_person, invite
from hcat.parties.models import Person

pytestmark = pytest.mark.django_db
SCOPE, SUBJECT = "agenda.update_initiative", "initiative:initiative-27"


@pytest.fixture
def token(person: Person, by: Actor) -> str:
    return make_link(
        person_id=person.pk, scope=SCOPE, subject=SUBJECT, lasts=timedelta(days=14), by=by
    )


def test_a_link_opens_what_it_is_for_as_often_as_needed(token: str, person: Person) -> None:
    for _ in range(2):
        opened = open_link(token, scope=SCOPE, subject=SUBJECT)
        assert (opened.person_id, opened.subject) == (person.pk, SUBJECT)
    (link,) = links(person_id=person.pk)
    assert link.times_used == 2
    assert link.last_used_at is not None


def test_a_link_opens_nothing_else(token: str) -> None:
    with pytest.raises(LinkRefused):
        open_link(token, scope="agenda.change")
    with pytest.raises(LinkRefused):
        open_link(token, scope=SCOPE, subject="initiative:initiative-28")


def test_an_expired_link_does_not_open(token: str) -> None:
    with time_machine.travel(now() + timedelta(days=15)), pytest.raises(LinkRefused):
        open_link(token, scope=SCOPE)


def test_a_revoked_link_does_not_open(token: str, by: Actor) -> None:
    assert revoke_links(subject=SUBJECT, reason="another owner", by=by) == 1
    assert revoke_links(subject=SUBJECT, reason="again", by=by) == 0
    with pytest.raises(LinkRefused):
        open_link(token, scope=SCOPE)


def test_the_links_of_an_erased_person_do_not_open(token: str, person: Person, by: Actor) -> None:
    erase_person(person=person, reason="asked", by=by)
    with pytest.raises(LinkRefused):
        open_link(token, scope=SCOPE)


def test_the_reader_is_not_told_whether_a_link_ever_existed(token: str) -> None:
    told = set()
    for wrong in ("", ".", "nothing", "a.b", token[:-1], token.split(".")[0], token + "x"):
        with pytest.raises(LinkRefused) as refused:
            open_link(wrong, scope=SCOPE)
        told.add(str(refused.value))
    assert len(told) == 1


def test_the_database_does_not_hold_what_opens_a_link(token: str) -> None:
    link = PersonalLink.objects.get()
    secret = token.split(".")[1]
    assert secret not in str(vars(link))
    with pytest.raises(LinkRefused):
        open_link(f"{link.selector}.{link.digest}", scope=SCOPE)


@given(st.text(max_size=80))
def test_whatever_is_typed_opens_nothing(typed: str) -> None:
    with pytest.raises(LinkRefused):
        open_link(typed.replace("\x00", ""), scope=SCOPE)


@pytest.mark.parametrize("typed", ["\0.x", "a\0b.x", "é.x", ".x", " .x"])
def test_what_no_link_is_written_with_is_not_looked_up(
    typed: str, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(0):
        assert expired_link(typed, scope=SCOPE) is None
    with pytest.raises(LinkRefused):
        open_link(typed, scope=SCOPE)


@pytest.mark.parametrize("lasts", [timedelta(0), timedelta(days=-1), timedelta(days=366)])
def test_a_link_lasts_from_a_moment_to_a_year(person: Person, by: Actor, lasts: timedelta) -> None:
    with pytest.raises(Refused):
        make_link(person_id=person.pk, scope=SCOPE, subject=SUBJECT, lasts=lasts, by=by)


def test_a_project_leader_makes_links_in_their_own_part_only(person: Person, by: Actor) -> None:
    leader = invite(
        name="L", mail="l@voorbeeld.example", role="project_leader", scope=SUBJECT, by=by
    )
    me = Actor.of(leader.user)
    assert make_link(
        person_id=person.pk, scope=SCOPE, subject=SUBJECT, lasts=timedelta(days=1), by=me
    )
    with pytest.raises(NotAllowed):
        make_link(
            person_id=person.pk, scope=SCOPE, subject="other:1", lasts=timedelta(days=1), by=me
        )


def test_links_are_revoked_for_something_in_particular(by: Actor) -> None:
    with pytest.raises(Refused):
        revoke_links(reason="all of them", by=by)
