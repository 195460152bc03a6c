# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Signing in through an identity provider: one that works, one that is away, one that raves."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from django.core.cache import cache
from django.test import Client

from hcat.foundation.api import Actor
from hcat.parties.api import invite
from hcat.parties.models import Person, User

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
BEGIN = "/sign-in/with/oidc/oidc/login/"
BACK = "/sign-in/with/oidc/oidc/login/callback/"
INSTEAD = "Probeer het over een paar minuten opnieuw"


class Provider:
    """A provider on this machine; each part answers well until a test says otherwise."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.who = {"sub": "7", "email": "kim@voorbeeld.example", "email_verified": True}
        self.answers: dict[str, tuple[int, bytes]] = {}
        self.asked: list[dict[str, list[str]]] = []

    def answer(self, path: str) -> tuple[int, bytes]:
        return self.answers.get(path) or (200, json.dumps(self._well(path)).encode())

    def _well(self, path: str) -> Any:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "userinfo_endpoint": f"{self.address}/userinfo",
                "jwks_uri": f"{self.address}/keys",
            }
        if path == "/token":
            claims = {"iss": self.address, "aud": "hcat", "exp": time.time() + 60, **self.who}
            token = jwt.encode(claims, "k" * 32, algorithm="HS256")
            return {"access_token": "at", "token_type": "Bearer", "id_token": token}
        return self.who


@pytest.fixture
def provider(settings: Any) -> Iterator[Provider]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, body = told.answer(self.path)
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            told.asked.append(parse_qs(body))
            self.do_GET()

        def log_message(self, *args: Any) -> None:
            """Says nothing among the tests."""

    cache.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told = Provider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    use(settings, told.address)
    yield told
    server.shutdown()
    server.server_close()
    thread.join()


def use(settings: Any, address: str) -> None:
    app = {
        "provider_id": "oidc", "name": "Example", "client_id": "hcat", "secret": "not one",
        "settings": {"server_url": address},
    }  # fmt: skip
    providers = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**providers, "APPS": [app]}}
    settings.ROOT_URLCONF = "tests.parties.provider_site"


@pytest.fixture
def kim() -> Person:
    return invite(name="Kim", mail="kim@voorbeeld.example", role="programme_manager", by=BY)


def come_back(client: Client, **given: str) -> Any:
    """To the provider and back, as a browser goes."""
    sent = client.post(BEGIN)
    assert sent.status_code == 302, sent.content.decode()
    asked = parse_qs(urlsplit(sent["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get(BACK, {"state": asked["state"][0], **(given or {"code": "c"})}, follow=True)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_invited_person_is_signed_in(client: Client, provider: Provider, kim: Person) -> None:
    answer = come_back(client)
    assert answer.redirect_chain[-1][0] == "/desk"
    assert answer.status_code == 200
    assert client.session["_auth_user_id"] == str(kim.user_id)
    assert provider.asked[0]["code_verifier"], "the code alone is no use to who picks it up"
    client.post("/sign-out")
    assert come_back(client).status_code == 200
    assert signed_in(client), "a second time as well"


@pytest.mark.parametrize(
    "who",
    [
        {"email": "stranger@voorbeeld.example"},
        {"email_verified": False},
    ],
    ids=["a stranger", "an address that the provider did not verify"],
)
def test_who_was_not_invited_is_refused_in_plain_words(
    client: Client, provider: Provider, kim: Person, who: dict[str, Any]
) -> None:
    provider.who |= who
    answer = come_back(client)
    assert "U heeft hier geen account" in answer.content.decode()
    assert not signed_in(client)
    assert User.objects.count() == 1


def test_a_closed_account_stays_closed(client: Client, provider: Provider, kim: Person) -> None:
    User.objects.update(is_active=False)
    come_back(client)
    assert not signed_in(client)


def test_a_provider_that_is_away_is_told_with_another_way_in(client: Client, settings: Any) -> None:
    use(settings, "http://127.0.0.1:1")
    answer = client.post(BEGIN)
    assert answer.status_code == 502
    assert INSTEAD in answer.content.decode()


RUBBISH = [
    (200, b"<html>Welcome</html>"),
    (200, b"[]"),
    (200, b"{}"),
    (200, b"null"),
    (200, b""),
    (500, b"{}"),
    (403, b"{}"),
]


@pytest.mark.parametrize("rubbish", RUBBISH, ids=str)
def test_a_provider_that_raves_at_the_start_is_no_error_of_the_site(
    client: Client, provider: Provider, rubbish: tuple[int, bytes]
) -> None:
    provider.answers["/.well-known/openid-configuration"] = rubbish
    answer = client.post(BEGIN)
    assert answer.status_code == 502
    assert INSTEAD in answer.content.decode()


@pytest.mark.parametrize("path", ["/token", "/userinfo"])
@pytest.mark.parametrize("rubbish", RUBBISH, ids=str)
def test_a_provider_that_raves_on_the_way_back_signs_nobody_in(
    client: Client, provider: Provider, kim: Person, path: str, rubbish: tuple[int, bytes]
) -> None:
    provider.answers[path] = rubbish
    answer = come_back(client)
    if path == "/userinfo" and signed_in(client):
        # The token already said who it is; what the second answer leaves out is not missed.
        assert rubbish in [(200, b"{}"), (200, b"[]"), (200, b"null")]
        return
    assert answer.status_code == 502
    assert INSTEAD in answer.content.decode()
    assert not signed_in(client)


@pytest.mark.parametrize("claim", [{"iss": "http://other.example"}, {"aud": "other"}, {"exp": 1}])
def test_a_token_meant_for_another_site_or_time_is_refused(
    client: Client, provider: Provider, kim: Person, claim: dict[str, Any]
) -> None:
    provider.who |= claim
    assert come_back(client).status_code == 502
    assert not signed_in(client)


def test_who_turns_back_at_the_provider_is_told_so(client: Client, provider: Provider) -> None:
    answer = come_back(client, error="access_denied")
    assert answer.status_code == 200
    assert "U bent niet ingelogd" in answer.content.decode()


@pytest.mark.parametrize("state", ["", "made-up"])
def test_an_answer_that_nobody_asked_for_signs_nobody_in(
    client: Client, provider: Provider, kim: Person, state: str
) -> None:
    answer = client.get(BACK, {"code": "c", "state": state})
    assert answer.status_code == 502
    assert not signed_in(client)


@pytest.mark.parametrize("aim", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_nobody_is_sent_on_to_another_site(
    client: Client, provider: Provider, kim: Person, aim: str
) -> None:
    sent = client.post(f"{BEGIN}?next={aim}")
    state = parse_qs(urlsplit(sent["Location"]).query)["state"][0]
    answer = client.get(BACK, {"state": state, "code": "c"})
    assert signed_in(client)
    assert answer["Location"] == "/desk"
