# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whom the limits on sign-in count: the visitor, whatever the visitor writes in a header."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

pytestmark = pytest.mark.django_db
ALLOWED = 20
"""Codes that one network address may ask for in a minute."""
AS_ALLOWED = [True] * ALLOWED + [False]


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


def ask(number: int, forwarded: str = "", connection: str = "198.51.100.1") -> bool:
    """Whether this one still gets the next page; who asked too often gets the form again."""
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    answer = Client(REMOTE_ADDR=connection).post(
        "/sign-in", {"email": f"someone{number}@voorbeeld.example"}, headers=headers
    )
    return answer.status_code == 302


def test_without_a_proxy_a_forged_header_gives_no_second_chance() -> None:
    told = [ask(number, f"203.0.113.{number}") for number in range(ALLOWED + 1)]
    assert told == AS_ALLOWED
    assert ask(99, connection="198.51.100.2")


def test_behind_a_proxy_each_visitor_counts_alone(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    told = [ask(number, "203.0.113.1") for number in range(ALLOWED + 1)]
    assert told == AS_ALLOWED
    assert ask(99, "203.0.113.2")


def test_behind_a_proxy_what_a_visitor_writes_before_it_counts_for_nothing(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    told = [ask(number, f"192.0.2.{number}, 203.0.113.1") for number in range(ALLOWED + 1)]
    assert told == AS_ALLOWED


def test_behind_two_proxies_the_outer_one_says_who_it_is(settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    told = [ask(n, f"192.0.2.{n}, 203.0.113.1, 10.0.0.1") for n in range(ALLOWED + 1)]
    assert told == AS_ALLOWED


@pytest.mark.parametrize("header", ["", "203.0.113.1"])
def test_a_request_that_passed_too_few_proxies_counts_for_its_connection(
    settings: Any, header: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    assert [ask(n, header) for n in range(ALLOWED + 1)] == AS_ALLOWED
