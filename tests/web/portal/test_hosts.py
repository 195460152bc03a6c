# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From being named to being shown, asked, and off the page again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from hcat.correspondence.models import OutboxMessage
from hcat.foundation import limits
from hcat.foundation.api import form_stamp
from hcat.parties.models import OrganisationFacts
from hcat.portal.api import hand_claim
from hcat.portal.models import Host
from tests.portal.conftest import BY
from tests.portal.test_claims import token
from tests.portal.test_hosts import last

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Any]
SENT = {
    "name": "An Voorbeeld",
    "mail": "an@voorbeeld.example",
    "function": "mechatronics engineer",
    "may_ask": "how a working day goes",
    "language": "en",
    "languages": ["en", "nl"],
}


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SOONEST", timedelta(0))
    cache.clear()


@pytest.fixture
def known(company: Make) -> Any:
    return company("Voorbeeld Machines", website="https://www.voorbeeld.example")


def page(path: str, status: int = 200) -> str:
    response = Client().get(path)
    assert response.status_code == status
    return response.content.decode()


def test_from_the_company_to_the_person_to_everybody_and_back(known: Any) -> None:
    hand_claim(by=BY, organisation=known.key, mail="hr@example.org", name="HR", language="en")
    at = f"/en/link/company/{token()}/meet"
    assert "Nobody is named yet" in page(at)
    refused = Client().post(at, {**SENT, "mail": "an@gmail.com"})
    assert refused.status_code == 422
    assert "how a working day goes" in refused.content.decode(), "what was typed stays"
    assert "A mail asks this person" in Client().post(at, SENT).content.decode()
    assert "has not said yes" in page(at)
    public = f"/en/companies/{known.key}"
    assert "An Voorbeeld" not in page(public)

    link = "/en/link/meet/" + last(r"link/meet/([^/\s]{30,})")
    seen = page(link)
    assert "May this be shown at Voorbeeld Machines?" in seen
    assert Client().post(link, {"answer": "yes", "edition": "7"}).status_code == 422
    assert (
        "You are shown" in Client().post(link, {"answer": "yes", "edition": "1"}).content.decode()
    )
    seen = page(public)
    assert "An Voorbeeld" in seen
    assert "an@voorbeeld.example" not in seen

    stop = "/en/link/meet/stop/" + last(r"link/meet/stop/(\S+)")
    assert "shown no more?" in page(stop)
    assert Host.objects.exists(), "a program that opens links takes nobody off"
    assert "not shown any more" in Client().post(stop).content.decode()
    assert "An Voorbeeld" not in page(public)
    assert "not shown any more" in page(stop)
    page(link, 404)
    assert Client().post("/en/link/meet/stop/x").status_code == 404


def test_who_is_shown_at_a_company_that_is_gone_still_gets_off(host: Host) -> None:
    stop = "/en/link/meet/stop/" + last(r"link/meet/stop/(\S+)")
    OrganisationFacts.objects.update(valid_until="2021-01-01")
    assert Client().get(stop).status_code == 200
    assert Client().post(stop).status_code == 200
    assert not Host.objects.exists()


@pytest.fixture
def host(known: Any, manager: Any) -> Host:
    at = f"/en/desk/vacancies/companies/{known.key}/meet"
    assert manager.client.post(at, SENT).status_code == 302
    Host.objects.update(confirmed_at="2026-01-01T00:00Z")
    return Host.objects.get()


def ask(host: Host, **given: Any) -> Any:
    sent = {"name": "Bo", "mail": "bo@example.org", "text": "Hoe gaat een dag?"}
    return Client().post(
        f"/en/companies/{host.organisation.key}/people/{host.key}",
        {**sent, "stamp": form_stamp(), **given},
    )


def test_everybody_asks_through_a_form(host: Host) -> None:
    at = f"/en/companies/{host.organisation.key}/people/{host.key}"
    first = Client().get(at)
    assert not first.cookies
    assert "an@voorbeeld.example" not in first.content.decode()
    assert "Look in your mail" in ask(host).content.decode()
    link = "/en/link/meet/ask/" + last(r"link/meet/ask/(\S+)")
    assert "Hoe gaat een dag?" in page(link)
    assert "on its way" in Client().post(link).content.decode()
    assert "Hoe gaat een dag?" in OutboxMessage.objects.latest("pk").body
    sent = OutboxMessage.objects.count()
    assert "on its way" in Client().post(link).content.decode(), "whoever presses twice asked once"
    assert "on its way" in page(link)
    assert OutboxMessage.objects.count() == sent
    page(at + "x", 404)


@pytest.mark.parametrize(
    "given", [{"text": ""}, {"name": ""}, {"mail": "bo"}, {"text": "x" * 2001}, {"stamp": "x"}]
)
def test_a_question_is_refused_and_stays_filled_in(host: Host, given: dict[str, str]) -> None:
    before = OutboxMessage.objects.count()
    answer = ask(host, **given)
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert OutboxMessage.objects.count() == before


def test_programs_reach_nobody(host: Host) -> None:
    before = OutboxMessage.objects.count()
    assert ask(host, website="https://spam.example").status_code == 200
    assert OutboxMessage.objects.count() == before


def test_a_person_gets_five_confirmed_questions_a_day(host: Host) -> None:
    codes = []
    for number in range(6):
        assert ask(host, mail=f"b{number}@example.org").status_code == 200
        link = "/en/link/meet/ask/" + last(r"link/meet/ask/(\S+)")
        answer = Client().post(link)
        codes.append(answer.status_code)
    assert codes == [200] * 5 + [429]
    assert "asked often today" in answer.content.decode()
    assert "Hoe gaat een dag?" in page(link), "the question waits"


def test_the_desk_is_told_where_no_mail_leaves(host: Host, manager: Any) -> None:
    at = f"/en/desk/vacancies/companies/{host.organisation.key}/meet"
    told = manager.client.post(at, SENT, follow=True).content.decode()
    assert "This is what is shown already" in told
    told = manager.client.post(at, {**SENT, "function": "director"}, follow=True).content.decode()
    assert "No mail leaves now" in told


def test_the_desk_names_and_takes_off(host: Host, manager: Any, signed_in: Make) -> None:
    at = f"/en/desk/vacancies/companies/{host.organisation.key}/meet"
    assert "An Voorbeeld" in manager.client.get(at).content.decode()
    assert manager.client.post(at, {**SENT, "mail": ""}).status_code == 422
    assert signed_in("board").client.get(at).status_code == 403
    assert manager.client.post(f"{at}/{host.pk}/remove").status_code == 302
    assert manager.client.post(f"{at}/{host.pk}/remove").status_code == 404
    assert not Host.objects.exists()
