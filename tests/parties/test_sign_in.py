# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in: by a code in a mail, by a link on the terminal, and not in other ways."""

from __future__ import annotations

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from hcat.foundation.api import Actor
from hcat.foundation.one_time import path_for
from hcat.parties.api import end_role, invite, local_administrator
from hcat.parties.models import Person, User

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


@pytest.fixture(autouse=True)
def _no_limits_left_over() -> None:
    cache.clear()


@pytest.fixture
def manager() -> Person:
    return invite(name="Kim", mail="kim@voorbeeld.example", role="programme_manager", by=BY)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_code_by_mail_signs_in(client: Client, manager: Person) -> None:
    asked = client.post("/sign-in", {"email": "Kim@Voorbeeld.example"})
    assert asked.status_code == 302
    assert asked["Location"] == "/sign-in/code"
    assert client.get("/sign-in/code").status_code == 200
    code = re.search(r"^\s+(\S+)$", mail.outbox[0].body, re.M)
    assert code is not None
    answer = client.post("/sign-in/code", {"code": code[1]})
    assert answer["Location"] == "/desk"
    assert signed_in(client)


def test_a_wrong_code_does_not_sign_in_and_three_wrong_codes_end_the_attempt(
    client: Client, manager: Person
) -> None:
    client.post("/sign-in", {"email": manager.mail})
    for _ in range(2):
        assert client.post("/sign-in/code", {"code": "AAAA-AAAA"}).status_code == 200
    client.post("/sign-in/code", {"code": "AAAA-AAAA"})
    code = re.search(r"^\s+(\S+)$", mail.outbox[0].body, re.M)
    assert code is not None
    client.post("/sign-in/code", {"code": code[1]})
    assert not signed_in(client)


def test_a_stranger_sees_the_same_pages_and_gets_no_mail(client: Client) -> None:
    asked = client.post("/sign-in", {"email": "stranger@voorbeeld.example"})
    assert asked["Location"] == "/sign-in/code"
    assert client.get("/sign-in/code").status_code == 200
    assert mail.outbox == []
    assert not User.objects.exists()


def test_asking_for_codes_again_and_again_is_refused(client: Client, manager: Person) -> None:
    for _ in range(3):
        assert client.post("/sign-in", {"email": manager.mail}).status_code == 302
    assert client.post("/sign-in", {"email": manager.mail}).status_code in (200, 429)
    assert Client().post("/sign-in", {"email": manager.mail}).status_code in (200, 429)
    assert len(mail.outbox) == 3


def test_nobody_signs_up_or_uses_a_password(client: Client) -> None:
    for path in ("/signup", "/accounts/signup/", "/sign-in/password", "/password/reset"):
        assert client.get(path).status_code == 404


def test_a_closed_account_gets_no_code(client: Client, manager: Person) -> None:
    User.objects.update(is_active=False)
    client.post("/sign-in", {"email": manager.mail})
    assert mail.outbox == []


def test_opening_a_one_time_link_spends_nothing_and_its_button_signs_in_once(
    client: Client,
) -> None:
    path = path_for(local_administrator(by=BY))
    assert client.get(path).status_code == 200
    assert client.get(path).status_code == 200
    assert not signed_in(client)
    assert client.post(path)["Location"] == "/desk"
    assert signed_in(client)
    other = Client()
    assert other.post(path).status_code == 410
    assert not signed_in(other)


def test_signing_in_ends_every_link_made_before(client: Client) -> None:
    user = local_administrator(by=BY)
    first, second = path_for(user), path_for(user)
    client.post(second)
    assert Client().post(first).status_code == 410


def test_a_made_up_link_is_refused(client: Client) -> None:
    local_administrator(by=BY)
    assert client.post("/sign-in/once/MQ/abc-def").status_code == 410
    assert client.post("/sign-in/once/nonsense/abc").status_code == 410


def test_the_local_administrator_is_made_once() -> None:
    assert local_administrator(by=BY) == local_administrator(by=BY)
    assert User.objects.count() == 1


def test_an_appointed_administrator_takes_the_place_of_the_local_one() -> None:
    local = local_administrator(by=BY)
    new = invite(name="Robin", mail="robin@voorbeeld.example", role="administrator", by=BY)
    end_role(holding=local.person.roles.get(role="administrator"), by=BY)
    assert local_administrator(by=BY) == new.user


def test_signing_out_needs_a_button(client: Client) -> None:
    client.force_login(
        local_administrator(by=BY), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert client.get("/sign-out").status_code == 200
    assert signed_in(client)
    assert client.post("/sign-out")["Location"] == "/"
    assert not signed_in(client)


@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
def test_the_pages_speak_the_three_languages(client: Client, prefix: str) -> None:
    page = client.get(f"{prefix}/sign-in")
    assert page.status_code == 200
    words = {"": "Inloggen", "/en": "Sign in", "/de": "Anmelden"}[prefix]
    assert words in page.content.decode()
