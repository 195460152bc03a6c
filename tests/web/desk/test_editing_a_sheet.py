# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Filling in, looking, confirming; and that nothing typed is ever lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hcat.agenda.api import SHEETS, decisions, history, item, items, revise
from hcat.evidence.api import measures
from hcat.foundation.api import today
from hcat.web.desk.forms.choices import Offer
from hcat.web.desk.forms.data import flatten
from hcat.web.desk.forms.form import Form
from hcat.web.desk.forms.specs import specs_of

from .conftest import BACKEND, BY, Visitor, fields_of, problems, text_of

HOUSE = "/desk/initiatives/3/edit"


def test_a_change_is_shown_before_it_is_written(manager: Visitor) -> None:
    data = manager.fill(HOUSE, status="running", when__reason="It began again")
    shown = manager.send(HOUSE, data)
    assert shown.status_code == 200
    text = text_of(shown)
    assert "Nothing is written yet" in text
    assert "Status finished running" in text
    assert item("initiative", "house").sheet.status == "done"
    assert len(history("initiative", "house")) == 1


def test_a_confirmed_change_leads_to_the_page_with_its_reason(manager: Visitor) -> None:
    response = manager.change(HOUSE, status="running", when__reason="It began again")
    assert (response.status_code, response["Location"]) == (303, "/en/initiatives/3")
    newest = history("initiative", "house")[0]
    assert newest.item.sheet.status == "running"
    assert (newest.reason, newest.recorded_by) == ("It began again", "The programme manager")
    assert "Changed from" in text_of(manager.client.get(response["Location"]))


def test_one_can_go_back_from_the_preview_with_everything_that_was_typed(manager: Visitor) -> None:
    data = manager.fill(HOUSE, summary__nl="Twee\nregels & <tekens>", when__reason="Why not")
    shown = manager.send(HOUSE, data)
    again = manager.send(HOUSE, fields_of(shown), "edit")
    assert fields_of(again) == data


def test_what_is_wrong_is_said_beside_the_field_and_nothing_is_lost(manager: Visitor) -> None:
    data = manager.fill(HOUSE, number="", reported="yesterday", summary__en="Kept", placements=[])
    response = manager.send(HOUSE, data)
    assert response.status_code == 422
    body = response.content.decode()
    for anchor in ("f-number", "f-reported", "f-when-reason"):
        assert f'href="#{anchor}"' in body
        assert f'id="{anchor}-error"' in body
    assert "This is not a date" in problems(response)
    data["placements"] = []
    assert fields_of(response) == {name: texts for name, texts in data.items() if texts}


def test_a_rule_of_the_domain_is_said_at_its_field(manager: Visitor) -> None:
    response = manager.send(HOUSE, manager.fill(HOUSE, number="1", when__reason="Swap"))
    assert response.status_code == 422
    assert "Number: The number 1 belongs to another initiative" in problems(response)


def test_a_change_before_what_it_changes_is_refused(manager: Visitor) -> None:
    data = manager.fill(HOUSE, status="idea", when__on="2019-01-01", when__reason="Earlier")
    response = manager.send(HOUSE, data)
    assert response.status_code == 422
    assert "Choose that date or a later one" in problems(response)


def test_a_change_of_tomorrow_is_not_there_today(manager: Visitor) -> None:
    tomorrow = today() + timedelta(days=1)
    manager.change(HOUSE, status="idea", when__on=tomorrow.isoformat(), when__reason="Soon")
    assert item("initiative", "house").sheet.status == "done"
    assert item("initiative", "house", as_of=tomorrow).sheet.status == "idea"
    assert "This is how it will read from" in text_of(manager.open(HOUSE))


def test_a_new_decision_is_recorded_together_with_its_change(manager: Visitor) -> None:
    manager.change(
        HOUSE, status="idea", when__reason="As decided", when__decision="new", new__body="board",
        new__taken_on="2-3-2024", new__title="Houses again", new__text="All agreed",
    )  # fmt: skip
    [decision] = decisions()
    assert (decision.title, str(decision.taken_on)) == ("Houses again", "2024-03-02")
    assert history("initiative", "house")[0].decision == decision


def test_a_refused_change_records_no_decision(manager: Visitor) -> None:
    data = manager.fill(
        HOUSE, when__reason="Nothing changes", when__decision="new", new__taken_on="2-3-2024",
        new__title="Houses again",
    )  # fmt: skip
    assert manager.send(HOUSE, data, "confirm").status_code == 422
    assert not decisions().exists()


def test_what_somebody_else_changed_meanwhile_stands_beside_what_one_typed(
    manager: Visitor,
) -> None:
    data = manager.fill(HOUSE, status="paused", summary__nl="Mijn tekst", when__reason="Mine")
    revise(
        by=BY, kind="initiative", key="house", on=today(), reason="Theirs",
        fields={"status": "running", "owner": "Somebody"},
    )  # fmt: skip
    response = manager.send(HOUSE, data)
    assert response.status_code == 409
    text = text_of(response)
    assert "Somebody else changed this in the meantime" in text
    assert "Theirs" in text
    assert "Status finished running paused" in text
    merged = fields_of(response)
    assert (merged["status"], merged["owner"]) == (["paused"], ["Somebody"])
    assert merged["summary.nl"] == ["Mijn tekst"]
    shown = manager.send(HOUSE, merged)
    assert "Status running paused" in text_of(shown)
    assert manager.send(HOUSE, fields_of(shown), "confirm").status_code == 303
    sheet = item("initiative", "house").sheet
    assert (sheet.status, sheet.owner, str(sheet.summary)) == ("paused", "Somebody", "Mijn tekst")


def test_a_change_that_came_between_the_preview_and_its_confirmation_is_not_undone(
    manager: Visitor,
) -> None:
    shown = manager.send(HOUSE, manager.fill(HOUSE, owner="Me", when__reason="Mine"))
    revise(
        by=BY, kind="initiative", key="house", on=today(), reason="Theirs", fields={"owner": "Them"}
    )
    assert manager.send(HOUSE, fields_of(shown), "confirm").status_code == 409
    assert item("initiative", "house").sheet.owner == "Them"


def test_what_was_typed_survives_the_end_of_the_session(manager: Visitor) -> None:
    user = manager.client.session["_auth_user_id"]
    data = manager.fill(
        HOUSE, status="running", summary__nl="Lang over nagedacht", when__reason="R"
    )
    manager.client.logout()
    response = manager.send(HOUSE, data, "confirm")
    assert response.status_code == 302
    assert response["Location"].startswith("/en/sign-in?next=")
    assert item("initiative", "house").sheet.status == "done"
    session = manager.client.session
    from hcat.parties.models import User

    manager.client.force_login(User.objects.get(pk=user), backend=BACKEND)
    back = manager.client.get(session and _next(response["Location"]))
    assert "What you typed is still here" in text_of(back)
    assert fields_of(back) == data
    assert "A form that you had not sent" in text_of(manager.open("/desk"))
    assert manager.send(HOUSE, fields_of(back), "confirm").status_code == 303
    assert "A form that you had not sent" not in text_of(manager.open("/desk"))


def _next(location: str) -> str:
    from urllib.parse import parse_qs, urlsplit

    return parse_qs(urlsplit(location).query)["next"][0]


def test_another_person_does_not_find_what_the_first_one_typed(
    manager: Visitor, signed_in: Callable[[str], Visitor]
) -> None:
    data = manager.fill(HOUSE, summary__nl="Geheim")
    other = signed_in("steering_group")
    response = other.client.get(_kept_address(manager, data))
    assert "Geheim" not in response.content.decode()


def _kept_address(manager: Visitor, data: dict[str, list[str]]) -> str:
    manager.client.logout()
    return _next(manager.send(HOUSE, data)["Location"])


def test_a_form_that_outlived_its_session_comes_back_filled_in(manager: Visitor) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = manager.client.cookies
    data = manager.fill(HOUSE, summary__nl="Nog hier", when__reason="R")
    response = strict.post(f"/en{HOUSE}", {**data, "do": "confirm"})
    assert response.status_code == 303
    assert item("initiative", "house").sheet.summary is None
    assert fields_of(strict.get(response["Location"])) == data


def test_a_form_from_elsewhere_changes_nothing_and_is_not_kept(polder: None) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"/en{HOUSE}", {"status": "running", "do": "confirm"})
    assert response.status_code == 403
    assert not response.cookies.get("hcat-session")


def test_lists_grow_and_shrink_without_javascript(manager: Visitor) -> None:
    path = "/desk/agenda/point/learn/edit"
    data = manager.fill(path)
    for text in ("First", "Second", "Third"):
        grown = manager.send(path, data, "add:approach")
        data = fields_of(grown)
        row = max(
            (name for name in data if name.startswith("approach.") and name.endswith(".nl")),
            key=lambda name: int(name.split(".")[1]),
        )
        data[row] = [text]
    data = fields_of(manager.send(path, data, "remove:approach.1"))
    data["when.reason"] = ["How to go about it"]
    shown = manager.send(path, data)
    assert shown.status_code == 200, problems(shown)
    manager.send(path, fields_of(shown), "confirm")
    assert [str(one) for one in item("point", "learn").sheet.approach] == ["First", "Third"]


def test_parts_are_added_with_their_own_fields(manager: Visitor) -> None:
    path = "/desk/agenda/body/board/edit"
    data = fields_of(manager.send(path, manager.fill(path, when__reason="Wider"), "add:seats"))
    data |= {"seats.1.holder.nl": ["School"], "seats.1.sphere": ["education"], "seats.1.chair": []}
    shown = manager.send(path, data)
    assert shown.status_code == 200, problems(shown)
    assert "Seats, School" in text_of(shown)
    manager.send(path, fields_of(shown), "confirm")
    assert [one.sphere for one in item("body", "board").sheet.seats] == ["company", "education"]


def test_what_is_wrong_inside_a_part_is_said_there(manager: Visitor) -> None:
    path = "/desk/agenda/body/board/edit"
    data = fields_of(manager.send(path, manager.fill(path), "add:seats"))
    data |= {"seats.1.holder.nl": ["School"], "seats.1.sphere": [""], "when.reason": ["Wider"]}
    response = manager.send(path, data)
    assert response.status_code == 422
    assert 'href="#f-seats-1-sphere"' in response.content.decode()


@pytest.mark.parametrize("kind", list(SHEETS))
def test_every_sheet_reads_back_as_it_was_shown(kind: str, polder: None) -> None:
    offer = Offer()
    for one in items(kind):
        dump = one.sheet.model_dump(mode="json")
        read: Any = Form(SHEETS[kind], flatten(specs_of(SHEETS[kind]), dump), offer).read()
        assert read is not None
        assert read.model_dump(mode="json") == dump


def test_a_new_initiative_gets_the_next_free_number(manager: Visitor) -> None:
    path = "/desk/initiatives/new"
    data = manager.fill(path)
    assert data["number"] == ["11"]
    response = manager.change(
        path, name__nl="Nieuw", status="idea", placements=["young"], when__reason="Wanted"
    )
    assert response["Location"] == "/en/desk/agenda/initiative/initiative-11"
    assert item("initiative", "initiative-11").sheet.number == 11


def test_a_new_element_gets_a_key_of_its_title(manager: Visitor) -> None:
    for number in ("", "-2"):
        manager.change(
            "/desk/new/goal", point="learn", order="5", title__nl="Meer leren dan ooit",
            when__reason="Wanted",
        )  # fmt: skip
        assert item("goal", f"meer-leren-dan-ooit{number}").sheet.point == "learn"


def test_the_form_offers_what_the_agenda_and_the_registry_know(manager: Visitor) -> None:
    body = manager.open("/desk/results/choice/targets/by-2020/edit").content.decode()
    assert next(iter(measures())) in body
    assert 'value="published.choice" selected' in body
    assert 'value="first" selected' in body
