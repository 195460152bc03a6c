# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A link signs in once: not twice, not late, not for a closed account, not when altered."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.db import connection

from hcat.foundation import one_time
from hcat.foundation.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def someone() -> Any:
    return get_user_model().objects.create_user(email="someone@example.org")


def parts(user: Any) -> tuple[str, str]:
    path = one_time.path_for(user)
    assert path.startswith("/sign-in/once/")
    who, token = path.split("/")[-2:]
    return who, token


def test_a_link_signs_in_and_dies_on_use(someone: Any) -> None:
    link = parts(someone)
    assert one_time.redeem(*link) == someone
    assert one_time.redeem(*link) is None


def test_using_one_link_ends_the_others(someone: Any) -> None:
    with time_machine.travel(now() - timedelta(minutes=5)):
        earlier = parts(someone)
    assert one_time.redeem(*parts(someone)) == someone
    assert one_time.redeem(*earlier) is None


def test_making_a_link_writes_nothing(someone: Any, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        one_time.path_for(someone)


def test_a_link_ends_after_a_day(someone: Any) -> None:
    link = parts(someone)
    with time_machine.travel(now() + timedelta(hours=25)):
        assert one_time.redeem(*link) is None
    with time_machine.travel(now() + timedelta(hours=23)):
        assert one_time.redeem(*link) == someone


def test_a_closed_account_gets_nobody_in(someone: Any) -> None:
    link = parts(someone)
    someone.is_active = False
    someone.save()
    assert one_time.redeem(*link) is None


def test_an_altered_link_gets_nobody_in(someone: Any) -> None:
    other = get_user_model().objects.create_user(email="other@example.org")
    who, token = parts(someone)
    assert one_time.redeem(parts(other)[0], token) is None
    assert one_time.redeem(who, token[:-1] + ("0" if token[-1] != "0" else "1")) is None
    assert one_time.redeem("%%%", token) is None
    assert one_time.redeem(who, "") is None


@pytest.mark.django_db(transaction=True)
def test_of_two_people_with_one_link_one_gets_in(someone: Any) -> None:
    link, ready, let_in = parts(someone), threading.Barrier(2), []

    def knock() -> None:
        try:
            ready.wait(10)
            let_in.append(one_time.redeem(*link))
        finally:
            connection.close()

    people = [threading.Thread(target=knock) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join(30)
    assert sorted(user is not None for user in let_in) == [False, True]
