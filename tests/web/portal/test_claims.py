# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Somebody at a company asks for its profile, writes it behind a link, and gives it back."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from hcat.correspondence.models import OutboxMessage
from hcat.foundation import limits
from hcat.foundation.api import form_stamp
from hcat.portal.models import Claim, Profile, Source
from tests.portal.test_claims import token

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SOONEST", timedelta(0))
    cache.clear()


@pytest.fixture
def known(company: Make) -> Any:
    return company("Voorbeeld Machines", website="https://www.voorbeeld.example")


def ask(known: Any, mail: str = "an@voorbeeld.example", **given: Any) -> Any:
    return Client().post(
        f"/en/companies/{known.key}/claim", {"mail": mail, "stamp": form_stamp(), **given}
    )


def test_from_asking_to_giving_back(known: Any) -> None:
    assert (
        "at voorbeeld.example" in Client().get(f"/en/companies/{known.key}/claim").content.decode()
    )
    assert "Look in your mail" in ask(known).content.decode()
    at = f"/en/link/company/{token()}"
    client = Client(enforce_csrf_checks=True)
    page = client.get(at)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    csrf = client.cookies[settings.CSRF_COOKIE_NAME].value
    sent = {"makes_en": "Measuring machines", "edition": 0, "csrfmiddlewaretoken": csrf}
    saved = client.post(at, sent).content.decode()
    assert "The profile is saved." in saved
    assert 'name="edition" value="1"' in saved
    assert Profile.objects.get().makes == {"en": "Measuring machines"}
    again = client.post(at, {**sent, "makes_en": "Other"})
    assert again.status_code == 422
    assert "What stands now" in again.content.decode()
    gone = client.post(f"{at}/end", {"csrfmiddlewaretoken": csrf}).content.decode()
    assert "You no longer write this profile" in gone
    assert client.get(at).status_code == 404


def test_the_same_is_said_whoever_is_known(known: Any) -> None:
    first = ask(known).content
    again = ask(known).content
    assert first == again
    assert OutboxMessage.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"mail": "an@gmail.com"}, "It is not at voorbeeld.example."),
        ({"mail": "an"}, "A mail address looks like"),
        ({"mail": ""}, "Give a mail address."),
        ({"stamp": "made up"}, "Send it once more."),
    ],
)
def test_refused_and_what_was_typed_stays(known: Any, given: dict[str, Any], said: str) -> None:
    page = ask(known, **given)
    assert page.status_code == 422
    assert said in page.content.decode()
    assert f'value="{given.get("mail", "an@voorbeeld.example")}"' in page.content.decode() or (
        given.get("mail") == ""
    )
    assert not OutboxMessage.objects.exists()


def test_programs_get_nothing_and_too_often_waits(known: Any) -> None:
    assert ask(known, website="https://spam.example").status_code == 200
    assert not OutboxMessage.objects.exists()
    answers = [ask(known, f"a{n}@voorbeeld.example").status_code for n in range(12)]
    assert answers[:10] == [200] * 10
    assert answers[-1] == 429
    assert OutboxMessage.objects.count() == 10


def test_addresses_that_show_nothing_lock_nobody_out(
    known: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hcat.web.portal.claim_forms.PER_PLACE", 100)
    for number in range(25):
        assert ask(known, f"a{number}@gmail.com").status_code == 422
    assert ask(known).status_code == 200
    assert OutboxMessage.objects.count() == 1


def test_a_company_without_a_domain_offers_the_programme(company: Make) -> None:
    page = Client().get(f"/en/companies/{company('Zonder').key}/claim").content.decode()
    assert "so that a mail address shows nothing" in page
    assert Client().get("/en/companies/none/claim").status_code == 404


def test_the_desk_hands_over_and_withdraws(manager: Any, known: Any) -> None:
    at = f"/en/desk/vacancies/companies/{known.key}/people"
    assert "Nobody of the company writes it yet" in manager.client.get(at).content.decode()
    given = {"name": "An Voorbeeld", "mail": "an@gmail.com", "language": "nl"}
    assert manager.client.post(at, given).status_code == 302
    assert "An Voorbeeld" in manager.client.get(at).content.decode()
    number = Claim.objects.get().pk
    assert manager.client.post(f"{at}/{number}/end").status_code == 302
    assert manager.client.post(f"{at}/{number}/end").status_code == 404
    assert Claim.objects.get().ended_at is not None
    assert manager.client.post(at, {**given, "mail": "x"}).status_code == 422


def test_who_may_not_sees_no_addresses(signed_in: Callable[[str], Any], known: Any) -> None:
    at = f"/en/desk/vacancies/companies/{known.key}/people"
    assert signed_in("board").client.get(at).status_code == 403
    assert Client().get(at).status_code == 302


def test_a_company_sees_what_is_read_of_it_and_says_where_more_stands(
    known: Any, manager: Any
) -> None:
    ask(known)
    at = f"/en/link/company/{token()}"
    client = Client()
    assert f"{at}/careers" in client.get(at).content.decode()
    assert "Nothing of yours is read yet." in client.get(f"{at}/careers").content.decode()
    wrong = client.post(f"{at}/careers", {"address": "http://127.0.0.1/"})
    assert wrong.status_code == 422
    assert "can never be read" in wrong.content.decode()
    there = "https://werken.voorbeeld.example/vacatures?a=1&b=2"
    assert "passed on" in client.post(f"{at}/careers", {"address": there}).content.decode()
    desk = manager.client.get("/en/desk").content.decode()
    [way] = re.findall(r'href="(/en/desk/vacancies/sources/new[^"]+)"', desk)
    form = manager.client.get(html.unescape(way)).content.decode()
    assert f'value="{html.escape(there)}"' in form
    assert f'value="{known.key}"' in form
    Source.objects.create(organisation=known, system="pages", address=there)
    assert "sources/new?" not in manager.client.get("/en/desk").content.decode()
    assert html.escape(there) in client.get(f"{at}/careers").content.decode()
