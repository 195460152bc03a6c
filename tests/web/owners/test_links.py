# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Links that are forged, old, shared, withdrawn, or of something else; and asking for a new one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine

from hcat.agenda.api import item, merge
from hcat.correspondence.api import links, outbox, revoke_links
from hcat.foundation.api import now, today
from hcat.owners.api import SheetUpdate, end_contact, update_of, withdraw_links
from hcat.owners.models import Contact
from hcat.parties.api import end_role, invite

from .conftest import BY, LAB, Bearer, Visitor, contact, links_in_mail, text_of, token

PAGES = ("", "means", "look")


def opens(given: str) -> bool:
    """Whether any page opens; all of them answer alike, and nothing can be written."""
    bearer = Bearer(given)
    answers = [bearer.open(page) for page in PAGES]
    [status] = {one.status_code for one in answers}
    if status == 404:
        before = SheetUpdate.objects.count()
        sent = bearer.client.post(bearer.url("means"), {"money": "1", "seen": ""})
        look = bearer.client.post(bearer.url("look"), {"edition": "0"})
        assert (sent.status_code, look.status_code) == (404, 404)
        assert SheetUpdate.objects.count() == before
    return bool(status == 200)


def forged(given: str) -> list[str]:
    selector, _dot, secret = given.partition(".")
    return [
        selector, f"{selector}.", f".{secret}", f"{selector}.{secret}x",
        f"{selector}.{secret[:-1]}",
        f"{selector}.{secret.swapcase()}", f"{selector[::-1]}.{secret}", "x.y", "%27",
        f"{selector}.{secret}.{secret}",
    ]  # fmt: skip


def test_a_forged_link_opens_nothing(polder: None) -> None:
    given = token(contact())
    assert opens(given)
    for wrong in forged(given):
        assert not opens(wrong), wrong


def test_a_link_of_another_sheet_or_scope_opens_nothing(polder: None) -> None:
    person = contact()
    assert not opens(token(person, scope="survey"))
    assert not opens(token(person, subject=f"result:{LAB}"))
    assert not opens(token(person, subject=LAB))
    assert not opens(token(person, subject="initiative:club"))
    assert not opens(token(person, subject="initiative:nothing"))


def test_a_link_reaches_its_own_sheet_and_no_other(polder: None) -> None:
    person = contact()
    contact("club", mail="noor@voorbeeld.example")
    bearer = Bearer(token(person))
    bearer.send("means", money="100")
    assert "Lab East" in text_of(bearer.open())
    assert update_of("club") is None
    # The number of a sheet in the address of the desk asks for an account.
    assert bearer.client.get("/en/desk/owners/2/sheet").status_code == 302
    # What an account of another may do does not add to the link, nor the other way round.
    other = invite(
        name="C", mail="c@voorbeeld.example", role="initiative_owner", scope="initiative:club",
        by=BY,
    )  # fmt: skip
    assert not opens(token(other))


def test_a_link_grows_old(polder: None) -> None:
    given = token(contact())
    with time_machine.travel(now() + timedelta(days=31)):
        assert not opens(given)


def test_what_was_typed_when_a_link_grew_old_can_be_copied(bearer: Bearer) -> None:
    data = bearer.fill("yields", yields="Ten people who found a job in <b>technology</b>")
    with time_machine.travel(now() + timedelta(days=31)):
        told = bearer.client.post(bearer.url("yields"), data)
    assert told.status_code == 404
    assert "Ten people who found a job in &lt;b&gt;technology" in told.content.decode()
    assert "csrf" not in text_of(told)


def test_a_link_that_was_shared_ends_for_everybody_when_it_is_withdrawn(
    manager: Visitor,
) -> None:
    person = contact()
    given = token(person)
    assert opens(given)
    page = text_of(manager.open("/desk/owners/1"))
    assert "1 link is open" in page
    address = f"/desk/owners/1/withdraw/{person.key}"
    data = manager.fill(address, reason="It was passed on")
    assert manager.client.post(f"/en{address}", data).status_code == 302
    assert not opens(given)
    assert manager.open(address).status_code == 404


def test_who_is_owner_no_more_has_no_way_in(polder: None) -> None:
    given = token(contact())
    end_contact(by=BY, contact=Contact.objects.get().pk, reason="Left")
    assert not opens(given)
    owner = invite(
        name="O", mail="o@voorbeeld.example", role="initiative_owner",
        scope=f"initiative:{LAB}", by=BY,
    )  # fmt: skip
    given = token(owner)
    assert opens(given)
    end_role(holding=owner.roles.get(), by=BY)
    assert not opens(given)


def test_an_old_link_is_exchanged_for_a_new_one_by_mail_only(polder: None) -> None:
    person = contact()
    given = token(person)
    with time_machine.travel(now() + timedelta(days=31)):
        old = Bearer(given)
        assert "Send me a new link" in text_of(old.open())
        said = old.client.post(old.url("new-link"))
        assert given not in said.content.decode().replace(f"/link/sheet/{given}/new-link", "")
        assert person.mail not in said.content.decode()
        [mail] = outbox()
        assert (mail.to_address, mail.is_transactional) == (person.mail, True)
        [fresh] = links_in_mail()
        assert fresh != given
        assert opens(fresh)
        old.client.post(old.url("new-link"))
        assert outbox().count() == 1
    with time_machine.travel(now() + timedelta(days=33)):
        old.client.post(old.url("new-link"))
        assert outbox().count() == 2


def test_an_owner_of_two_initiatives_gets_a_new_link_to_each(polder: None) -> None:
    person = contact()
    contact("club")
    given = [token(person), token(person, subject="initiative:club")]
    with time_machine.travel(now() + timedelta(days=31)):
        for one in (*given, *given):
            Bearer(one).client.post(Bearer(one).url("new-link"))
        assert outbox().count() == 2
        assert len({mail.body.split("/link/sheet/")[0] for mail in outbox()}) == 2


@pytest.mark.parametrize(
    "spoil",
    [
        lambda given: forged(given)[3],
        lambda given: "x.y",
        lambda given: revoke_links(scope="owners.sheet", reason="Passed on", by=BY) and given,
        lambda given: end_contact(by=BY, contact=Contact.objects.get().pk, reason="L") or given,
    ],
    ids=["forged", "nonsense", "withdrawn", "no contact any more"],
)
def test_who_asks_for_a_new_link_learns_nothing(polder: None, spoil: Callable[[str], str]) -> None:
    given = token(contact())
    told = text_of(Bearer(given).client.post(Bearer(given).url("new-link")))
    wrong = spoil(given)
    with time_machine.travel(now() + timedelta(days=31)):
        answer = Bearer(wrong).client.post(Bearer(wrong).url("new-link"))
        assert (answer.status_code, text_of(answer)) == (200, told)
    assert outbox().count() == 0


def test_a_link_that_was_withdrawn_after_it_grew_old_is_not_exchanged(polder: None) -> None:
    person = contact()
    given = token(person)
    with time_machine.travel(now() + timedelta(days=31)):
        withdraw_links(by=BY, initiative=LAB, person_id=person.pk, reason="Passed on")
        Bearer(given).client.post(Bearer(given).url("new-link"))
        assert outbox().count() == 0


def test_the_link_to_what_was_merged_names_its_heir(bearer: Bearer) -> None:
    data = bearer.fill("means", money="100")
    merge(
        by=BY, kind="initiative", sources=[LAB, "lab-west"], into="lab-west", on=today(),
        reason="One lab",
    )  # fmt: skip
    assert "It goes on in: 10. Lab West" in text_of(bearer.open())
    assert "Lab West" in text_of(bearer.client.post(bearer.url("means"), data))


def test_pages_behind_a_link_are_for_no_one_else(bearer: Bearer) -> None:
    for page in PAGES:
        answer = bearer.open(page)
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert "private" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] in ("same-origin", "no-referrer", "strict-origin")
    button = bearer.client.get(bearer.url("new-link"))
    assert (button.status_code, button["Allow"]) == (405, "POST")
    assert "press it there" in text_of(button)
    assert f'href="{bearer.url()}"' in button.content.decode()
    assert "private" in button["Cache-Control"]
    assert bearer.open("nothing-like-it").status_code == 404
    assert links().count() == 1
    assert item("initiative", LAB)
