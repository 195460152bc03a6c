# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manager's side: the list, one sheet, naming and asking, and the week's list."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from hcat.agenda.api import adopt, item, merge
from hcat.correspondence.api import MailKind, deliver_due, enqueue, outbox
from hcat.foundation.api import now, today
from hcat.foundation.editions import give_new_edition
from hcat.owners.api import SheetUpdate, ask_due, due, end_contact
from hcat.owners.models import Contact
from hcat.parties.api import invite, powers
from hcat.parties.models import Person, User
from hcat.web.owners.attention import sheets
from tests.web.desk.conftest import BACKEND

from .conftest import BY, LAB, Bearer, Visitor, contact, links_in_mail, text_of, token


def listed(start: str) -> list[str]:
    """The addresses on the programme manager's lists that begin like this."""
    held = powers(User.objects.get(email="programme_manager@example.org"))
    with override("en"):
        found = [one.url for part in sheets(HttpRequest(), held) for one in part.matters]
    return [one for one in found if one.startswith(start)]


def signed_in_again(mail: str) -> Visitor:
    """A session ends with the day."""
    client = Client()
    client.force_login(User.objects.get(email=mail), backend=BACKEND)
    return Visitor(client)


def test_naming_a_contact_and_asking_is_one_form(manager: Visitor) -> None:
    home = manager.open("/desk").content.decode()
    assert "/en/desk/owners/1/contact" in home
    data = manager.fill("/desk/owners/1/contact", name="Kim", mail="kim@voorbeeld.example")
    data["ask_now"] = ["on"]
    assert manager.client.post("/en/desk/owners/1/contact", data).status_code == 302
    assert outbox().count() == 1
    assert "/en/desk/owners/1/" not in manager.open("/desk").content.decode()
    assert "asked on" in text_of(manager.open("/desk/owners"))
    [given] = links_in_mail()
    assert Bearer(given).open().status_code == 200


def test_who_names_a_known_address_is_told_that_name_and_language_stay(manager: Visitor) -> None:
    contact("club")
    path = "/desk/owners/1/contact"
    data = manager.fill(path, name="Kimberley", mail="KIM@voorbeeld.example", language="de")
    told = text_of(manager.client.post(f"/en{path}", data, follow=True))
    assert "stays that of Naam kim, who reads English" in told
    data = manager.fill(path, name="Noor", mail="noor@voorbeeld.example", language="de")
    assert "known already" not in text_of(manager.client.post(f"/en{path}", data, follow=True))


def test_a_contact_can_be_named_now_and_asked_later(manager: Visitor) -> None:
    data = manager.fill("/desk/owners/1/contact", name="Kim", mail="kim@voorbeeld.example")
    del data["ask_now"]
    assert manager.client.post("/en/desk/owners/1/contact", data).status_code == 302
    assert outbox().count() == 0
    assert "/en/desk/owners/1/ask" in manager.open("/desk").content.decode()
    assert "goes to: Kim" in text_of(manager.open("/desk/owners/1/ask"))
    assert manager.client.post("/en/desk/owners/1/ask").status_code == 302
    assert outbox().count() == 1


def test_many_contacts_are_named_at_once_or_none(manager: Visitor) -> None:
    path = "/desk/owners/contacts"
    good = (
        "1; Kim; kim@voorbeeld.example; en\n\n10\tKim\tkim@voorbeeld.example\n2;Noor;noor@a.nl;de"
    )
    wrong = "999; X; x@a.nl\n1; ; y@a.nl\nx; Z; z@a.nl\n1; Z; z@a.nl; fr\n1; Kim; kim@a.nl"
    refused = manager.client.post(f"/en{path}", {"lines": wrong})
    assert refused.status_code == 422
    for place in (1, 2, 3, 4):
        assert f"Line {place}:" in text_of(refused)
    assert "Line 5:" not in text_of(refused)
    bad_mail = manager.client.post(f"/en{path}", {"lines": f"{good}\n2; Z; no address"})
    assert bad_mail.status_code == 422
    assert "Line 5: “no address” is not a mail address." in text_of(bad_mail)
    assert Contact.objects.count() == 0
    sent = manager.client.post(f"/en{path}", {"lines": good, "ask_now": "on"})
    assert sent.status_code == 302
    assert Contact.objects.count() == 3
    assert outbox().count() == 2
    assert {one.language for one in Person.objects.filter(name__in=["Kim", "Noor"])} == {"en", "de"}


def test_each_initiative_asks_for_attention_once(manager: Visitor) -> None:
    contact()
    account = User.objects.get(email="programme_manager@example.org")
    for _round in range(2):
        home = manager.open("/desk").content.decode()
        assert sum(home.count(f'"/en/desk/owners/{n}/') for n in (1, 2, 10)) <= 3
        assert "/en/desk/initiatives/1/edit" not in home
        ask_due(by=BY)
    with time_machine.travel(now() + timedelta(days=14)):
        ask_due(by=BY)
    with time_machine.travel(now() + timedelta(days=28)):
        ask_due(by=BY)
    with time_machine.travel(now() + timedelta(days=43)):
        client = manager.client
        client.force_login(account, backend=BACKEND)
        assert "/en/desk/owners/1/called" in manager.open("/desk").content.decode()
        data = manager.fill("/desk/owners/1/called", note="She does it this week")
        assert client.post("/en/desk/owners/1/called", data).status_code == 302
        assert "/en/desk/owners/1/called" not in manager.open("/desk").content.decode()
        assert "She does it this week" in text_of(manager.open("/desk/owners/1"))


def test_who_may_not_be_written_to_is_called_and_that_settles_it(manager: Visitor) -> None:
    person = contact()
    for number in range(4):
        enqueue(
            person_id=person.pk, kind=MailKind("other"), subject="s", body="b",
            dedupe_key=f"other:{number}", by=BY,
        )  # fmt: skip
    deliver_due()
    assert listed("/en/desk/owners/1/") == ["/en/desk/owners/1/called"]
    page = text_of(manager.open("/desk/owners/1/called"))
    assert "did not answer" not in page
    assert "Naam kim (kim@voorbeeld.example)" in page
    data = manager.fill("/desk/owners/1/called", note="All of it is right")
    assert manager.client.post("/en/desk/owners/1/called", data).status_code == 302
    assert listed("/en/desk/owners/1/") == []
    assert "All of it is right" in text_of(manager.open("/desk/owners/1"))
    lines = "2; Kim; kim@voorbeeld.example\n10; Noor; noor@a.nl"
    with time_machine.travel(now() + timedelta(days=1)):
        manager = signed_in_again("programme_manager@example.org")
        sent = manager.client.post(
            "/en/desk/owners/contacts", {"lines": lines, "ask_now": "on"}, follow=True
        )
    assert "1 mail is on its way" in text_of(sent)
    assert "so they get no mail now: Naam kim" in text_of(sent)
    assert "The others" not in text_of(sent)
    again = manager.client.post(
        "/en/desk/owners/contacts", {"lines": lines, "ask_now": "on"}, follow=True
    )
    assert "0 mails are on their way" in text_of(again)
    assert "The others were asked lately" in text_of(again)


def test_a_sheet_that_was_asked_back_stays_in_a_list_when_its_contact_leaves(
    manager: Visitor,
) -> None:
    bearer = Bearer(token(contact()))
    bearer.send("means", money="100")
    bearer.send("look")
    [update] = SheetUpdate.objects.all()
    address = f"/desk/owners/updates/{update.pk}/ask-back"
    assert "goes to Naam kim" in text_of(manager.open(address))
    data = manager.fill(address, question="Of which year?")
    assert manager.client.post(f"/en{address}", data).status_code == 302
    assert listed("/en/desk/owners/1/") == []
    end_contact(by=BY, contact=Contact.objects.get().pk, reason="Left")
    assert listed("/en/desk/owners/1/") == ["/en/desk/owners/1/contact"]
    assert "nobody else is known" in text_of(manager.open(address))
    contact(mail="noor@voorbeeld.example")
    assert listed("/en/desk/owners/1/") == ["/en/desk/owners/1/ask"]


def test_an_owner_who_leads_a_project_too_sees_the_own_sheet(
    signed_in: Callable[[str], Visitor],
) -> None:
    leader = signed_in("project_leader")  # of the point under which the labs stand, not the club
    for scope in ("initiative:club", f"initiative:{LAB}"):
        invite(name="L", mail="project_leader@example.org", role="initiative_owner", scope=scope,
               by=BY)  # fmt: skip
    held = powers(User.objects.get(email="project_leader@example.org"))
    with override("en"):
        found = [one.url for part in sheets(HttpRequest(), held) for one in part.matters]
    assert "/en/desk/owners/2/sheet" in found
    assert [one for one in found if one.startswith("/en/desk/owners/1/")] == [
        "/en/desk/owners/1/sheet"
    ]
    assert "/en/desk/owners/10/contact" in found
    assert leader.open("/desk/owners/2/sheet").status_code == 200


def test_a_wish_to_stop_leads_to_the_act_of_stopping(manager: Visitor) -> None:
    bearer = Bearer(token(contact()))
    bearer.send("how-it-goes", status="stopped")
    bearer.send("means", money="100")
    bearer.send("look")
    [update] = SheetUpdate.objects.all()
    address = f"/desk/owners/updates/{update.pk}"
    page = manager.open(address)
    assert "says that this initiative has stopped" in text_of(page)
    assert "The owner changes 1 field" in text_of(page)
    assert manager.client.post(f"/en{address}", manager.fill(address)).status_code == 302
    assert listed("/en/desk/owners/1/") == ["/en/desk/owners/1/stopped"]
    page = manager.open("/desk/owners/1").content.decode()
    [way] = re.findall(r'href="/en(/desk/[^"]*/stop\?[^"]*)"', page)
    assert manager.fill(way)["when.reason"] == ["Its owner says that it has stopped."]
    assert item("initiative", LAB).sheet.status == "running"


def test_an_owner_who_says_it_has_stopped_can_be_told_that_it_goes_on(manager: Visitor) -> None:
    bearer = Bearer(token(contact()))
    bearer.send("how-it-goes", status="stopped")
    bearer.send("look")
    [update] = SheetUpdate.objects.all()
    address = "/desk/owners/1/stopped"
    assert "First look at what else" in text_of(manager.open(address))
    review = f"/desk/owners/updates/{update.pk}"
    taken = manager.client.post(f"/en{review}", manager.fill(review))
    assert taken["Location"] == f"/en{address}"
    data = manager.fill(address, reason="100% of it goes to Noor")
    assert manager.client.post(f"/en{address}", data).status_code == 302
    assert listed("/en/desk/owners/1/") == []
    assert "goes to Noor" in outbox()[0].body
    assert "No owner says" in text_of(manager.open(address))
    again = manager.client.post(f"/en{address}", data)
    assert "no such wish" in text_of(again)
    bearer.send("means", money="100")
    bearer.send("look")
    assert listed("/en/desk/owners/1/") == []


def test_what_was_sent_in_waits_on_when_its_initiative_is_merged(manager: Visitor) -> None:
    bearer = Bearer(token(contact()))
    bearer.send("means", money="100")
    bearer.send("look")
    merge(
        by=BY, kind="initiative", sources=[LAB, "lab-west"], into="lab-west", on=today(),
        reason="One lab",
    )  # fmt: skip
    [update] = SheetUpdate.objects.all()
    address = f"/desk/owners/updates/{update.pk}"
    assert f"/en{address}" in listed("/en/desk/owners/updates/")
    assert "Lab East" in text_of(manager.open("/desk/owners?show=sent"))
    page = text_of(manager.open(address))
    assert "It goes on in: 10. Lab West" in page
    assert "Take it over" not in page
    data = manager.fill(f"{address}/leave", reason="It went into Lab West")
    assert manager.client.post(f"/en{address}/leave", data).status_code == 302
    assert listed("/en/desk/owners/updates/") == []
    assert "It went into Lab West" in outbox()[0].body


def test_a_demonstration_says_what_taking_it_over_does(manager: Visitor) -> None:
    bearer = Bearer(token(contact()))
    bearer.send("means", money="100")
    bearer.send("look")
    [update] = SheetUpdate.objects.all()
    address = f"/desk/owners/updates/{update.pk}"
    assert "demonstration" not in text_of(manager.open(address))
    SheetUpdate.objects.update(is_demo=True)
    assert "clearing the demonstration does not" in text_of(manager.open(address))


def test_each_who_had_a_part_in_a_sheet_is_named(manager: Visitor) -> None:
    Bearer(token(contact())).send("means", money="100")
    noor = Bearer(token(contact(mail="noor@voorbeeld.example")))
    noor.send("yields", yields="Jobs")
    noor.send("look")
    [update] = SheetUpdate.objects.all()
    page = text_of(manager.open(f"/desk/owners/updates/{update.pk}"))
    assert "Naam kim, Naam noo; sent in" in page
    assert "Jobs Naam noo" in page
    page = text_of(manager.open(f"/desk/owners/updates/{update.pk}/ask-back"))
    assert "goes to Naam kim, Naam noo" in page
    assert "only to who answered that" in page


def test_what_is_refused_says_why_and_keeps_what_was_typed(manager: Visitor) -> None:
    refused = manager.client.post("/en/desk/owners/1/ask")
    assert refused.status_code == 422
    assert "Name a contact first" in text_of(refused)
    data = manager.fill("/desk/owners/1/contact", name="Kim", mail="no address")
    refused = manager.client.post("/en/desk/owners/1/contact", data)
    assert refused.status_code == 422
    assert "no address" in refused.content.decode()
    assert manager.open("/desk/owners/999").status_code == 404
    assert manager.open("/desk/owners/updates/999").status_code == 404


def test_what_an_owner_sent_can_be_left(manager: Visitor) -> None:
    bearer = Bearer(token(contact()))
    bearer.send("means", money="100")
    bearer.send("look")
    page = manager.open("/desk/owners/1").content.decode()
    [number] = {part.split('"')[0] for part in page.split("/en/desk/owners/updates/")[1:]}
    address = f"/desk/owners/updates/{number}/leave"
    data = manager.fill(address, reason="It is another initiative")
    assert manager.client.post(f"/en{address}", data).status_code == 302
    assert "left as it was" in text_of(manager.open("/desk/owners/1"))


@pytest.mark.parametrize("role", ["board", "steering_group", "administrator", "initiative_owner"])
def test_who_may_not_ask_is_told_so(role: str, signed_in: Callable[[str], Visitor]) -> None:
    visitor = signed_in(role)
    for page in ("/desk/owners", "/desk/owners/1", "/desk/owners/1/ask", "/desk/owners/updates/1"):
        assert visitor.open(page).status_code == 403, page


def test_a_project_leader_sees_the_own_part(signed_in: Callable[[str], Visitor]) -> None:
    leader = signed_in("project_leader")  # of the point under which the labs stand
    text = text_of(leader.open("/desk/owners"))
    assert "Lab East" in text
    assert "Club" not in text
    assert leader.open("/desk/owners/2").status_code == 403


def test_the_lists_of_the_desk_ask_no_more_where_more_was_sent_in(
    manager: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    held = powers(User.objects.get(email="programme_manager@example.org"))

    def many(first: int, last: int) -> None:
        for number in range(first, last):
            one = adopt(
                by=BY, kind="initiative", key=f"initiative-{number}", on=today(), reason="Many",
                fields={"number": number, "name": f"Many {number}", "status": "idea",
                        "placements": ["young"]},
            )  # fmt: skip
            contact(one.key, mail=f"c{number}@voorbeeld.example")
            if number % 2:
                SheetUpdate.objects.create(
                    initiative=one.key, based_on=one.version_id, state="sent", sent_on=today(),
                    answers={"status": {"value": "paused", "edition": 1}}, edition=1,
                )  # fmt: skip

    def look() -> int:
        give_new_edition(connection)  # as after every change: nothing is remembered
        return sum(len(part.matters) for part in sheets(HttpRequest(), held))

    many(100, 110)
    with django_assert_max_num_queries(25) as few:
        before = look()
    many(110, 160)
    with django_assert_max_num_queries(len(few)):
        assert look() > before
    with django_assert_max_num_queries(14):
        assert len(due()) > 20


def test_many_sheets_that_were_sent_in_are_one_matter_and_taken_over_together(
    manager: Visitor,
) -> None:
    for number in range(100, 113):
        one = adopt(
            by=BY, kind="initiative", key=f"initiative-{number}", on=today(), reason="Many",
            fields={"number": number, "name": f"Many {number}", "status": "idea",
                    "placements": ["young"]},
        )  # fmt: skip
        said = "stopped" if number == 100 else "running"
        SheetUpdate.objects.create(
            initiative=one.key, based_on=one.version_id, state="sent", sent_on=today(),
            answers={"status": {"value": said, "edition": 1}}, edition=1,
        )  # fmt: skip
    assert listed("/en/desk/owners/updates") == ["/en/desk/owners/updates"]
    page = manager.open("/desk/owners/updates").content.decode()
    values = re.findall(r'name="update" value="([^"]+)"', page)
    assert len(values) == 12
    address = "/en/desk/owners/updates"
    assert "Nothing was ticked" in text_of(manager.client.post(address, follow=True))
    SheetUpdate.objects.filter(initiative="initiative-112").update(edition=2)
    done = text_of(manager.client.post(address, {"update": [*values, "x"]}, follow=True))
    assert "11 sheets are taken over" in done
    assert "Many 112: Somebody changed the answers" in done
    assert item("initiative", "initiative-111").sheet.status == "running"
    assert item("initiative", "initiative-100").sheet.status == "idea"
    assert len(listed("/en/desk/owners/updates")) == 2


def test_a_long_list_comes_in_pages_with_as_many_queries(
    manager: Visitor, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    contact()
    manager.open("/desk/owners")
    with django_assert_max_num_queries(30) as few:
        manager.open("/desk/owners")
    most = len(few)
    for number in range(100, 170):
        adopt(
            by=BY, kind="initiative", key=f"initiative-{number}", on=today(), reason="Many",
            fields={"number": number, "name": f"Many {number}", "status": "idea",
                    "placements": ["young"]},
        )  # fmt: skip
    manager.open("/desk/owners")
    with django_assert_max_num_queries(most):
        page = manager.open("/desk/owners")
    assert "page=2" in page.content.decode()
    found = text_of(manager.open("/desk/owners?text=many+1&show=nobody"))
    assert "Many 100" in found
    assert "Lab East" not in found
    assert "No sheet fits" in text_of(manager.open("/desk/owners?text=nothing-like-it"))
    assert LAB
