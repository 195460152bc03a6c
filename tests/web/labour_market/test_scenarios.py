# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Making a scenario at the desk: prefilled, refused without loss, worked out once, withdrawn."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from hcat.foundation.api import audit_events
from hcat.labour_market.api import Opened, save_scenario, scenarios
from hcat.numerics.api import Lever, LeverKind
from hcat.parties.api import invite
from hcat.web.labour_market import working_out
from tests.web.conftest import BY, Read, text

NEW = "/en/desk/labour-market/scenarios/new"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def at_desk(role: str = "programme_manager") -> Client:
    client = Client()
    person = invite(name=f"Test {role}", mail=f"{role}@example.org", role=role, by=BY)
    client.force_login(person.user, backend=BACKEND)
    return client


@pytest.fixture
def client(forecast: Opened) -> Client:
    return at_desk()


def filled(client: Client, **answers: str) -> dict[str, str]:
    """The form as it begins, with answers: ``arrivals__amount`` stands for ``arrivals-amount``."""
    page = client.get(NEW).content.decode()
    found = dict(re.findall(r'<input type="text" name="([^"]+)"(?: value="([^"]*)")?', page))
    return found | {name.replace("__", "-"): value for name, value in answers.items()}


def worked_out(response: Any) -> str:
    """The token of the work that was begun, after the worker did it."""
    assert response.status_code == 302, text(response)
    token = response["Location"].rsplit("/", 1)[1]
    working_out.carry_out(token)
    return str(token)


def test_the_targets_of_the_agenda_stand_in_the_form(client: Client) -> None:
    assert filled(client)["technology_choice-amount"] == "60"
    assert "from 25% on that is 60% more" in text(client.get(NEW))


def test_a_refused_form_keeps_every_word_and_says_what_is_wrong(client: Client) -> None:
    sent = filled(client, title="Plan", arrivals__amount="ten", arrivals__full="1999")
    sent["retention-hbo-amount"], sent["retention-hbo-full"] = "5", "2026"
    response = client.post(NEW, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'value="ten"' in page
    assert 'value="Plan"' in page
    assert "This is not a number" in page
    assert "It would be complete before it starts." in page
    assert not scenarios()


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"title": ""}, "Give it a name."),
        ({"title": "Nothing", "technology_choice__amount": ""}, "at least one lever"),
        ({"title": "Free", "technology_choice__effort": "0"}, "Give points above 0."),
        ({"title": "Late", "technology_choice__start": "2050"}, "Give a year from 2024 to 2034."),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_worked_out(
    client: Client, answers: dict[str, str], told: str
) -> None:
    response = client.post(NEW, filled(client, **answers))
    assert response.status_code == 422
    assert told in text(response)


def test_more_levers_than_can_be_told_apart_are_refused(client: Client) -> None:
    sent = filled(client, title="Everything", arrivals__amount="10", growth__amount="1")
    sent |= {f"retention-{level}-amount": "5" for level in ("mbo-3", "mbo-4", "hbo", "wo")}
    response = client.post(NEW, sent)
    assert response.status_code == 422
    assert "at most 6 levers" in text(response)


def test_a_scenario_is_worked_out_in_the_background_and_shown_beside_the_base(
    client: Client, read: Read
) -> None:
    begun = client.post(NEW, filled(client, title="Come here", arrivals__amount="100"))
    assert "4 runs" in text(client.get(begun["Location"]))
    token = worked_out(begun)
    shown = client.get(f"/en/desk/labour-market/scenarios/working/{token}", follow=True)
    page = text(shown)
    assert "Come here" in page
    assert "closes about" in page
    assert "More people come from elsewhere +100 people a year more" in page
    assert "Chance of being first" in page
    assert "Come here" in text(read("/en/labour-market/scenarios"))
    key = scenarios()[0].key
    assert read(f"/labour-market.csv?forecast={key}").content.count(b"\n") > 1000


def test_work_that_is_repeated_saves_once(client: Client) -> None:
    token = worked_out(client.post(NEW, filled(client, title="Once")))
    working_out.carry_out(token)
    assert [one.title for one in scenarios()] == ["Once"]


def test_a_worker_that_died_after_saving_finds_its_scenario_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = client.post(NEW, filled(client, title="Half-way"))
    with monkeypatch.context() as patch:
        patch.setattr(working_out, "_tell", lambda _work: None)
        worked_out(begun)
    token = worked_out(begun)
    assert len(scenarios()) == 1
    answer = client.get(f"/en/desk/labour-market/scenarios/working/{token}")
    assert answer["Location"].endswith("/labour-market/scenarios/half-way")


def test_a_name_that_was_taken_meanwhile_gives_the_form_back(
    client: Client, forecast: Opened
) -> None:
    begun = client.post(NEW, filled(client, title="Taken"))
    lever = Lever(kind=LeverKind.GROWTH, amount=1.0, start=2027, full=2028)
    save_scenario(by=BY, base=forecast.forecast, title="taken", levers=[lever])
    token = worked_out(begun)
    response = client.get(f"/en/desk/labour-market/scenarios/working/{token}")
    assert response.status_code == 422
    assert "There is a scenario called Taken already." in text(response)
    assert 'value="Taken"' in response.content.decode()


def test_nobody_else_sees_what_is_being_worked_out(client: Client) -> None:
    begun = client.post(NEW, filled(client, title="Mine"))
    answer = at_desk("steering_group").get(begun["Location"])
    assert answer.status_code == 404


def test_withdrawing_is_confirmed_and_kept_in_the_audit_trail(client: Client) -> None:
    worked_out(client.post(NEW, filled(client, title="Away with it")))
    path = "/en/desk/labour-market/scenarios/away-with-it/withdraw"
    assert "It disappears for everybody" in text(client.get(path))
    assert len(scenarios()) == 1
    assert client.post(path).status_code == 302
    assert not scenarios()
    assert any(one.action == "labour_market.withdraw_scenario" for one in audit_events())


@pytest.mark.usefixtures("forecast")
@pytest.mark.parametrize("role", ["board", "administrator"])
def test_who_may_not_is_told_why_and_sees_no_button(role: str) -> None:
    client = at_desk(role)
    assert client.get(NEW).status_code == 403
    assert client.post(NEW, {"title": "x"}).status_code == 403
    assert "Make a scenario" not in text(client.get("/en/labour-market/scenarios"))


@pytest.mark.usefixtures("forecast")
def test_nobody_in_particular_signs_in_first() -> None:
    response = Client().get(NEW)
    assert response.status_code == 302
    assert "sign-in" in response["Location"]
