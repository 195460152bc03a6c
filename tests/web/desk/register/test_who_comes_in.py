# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may open which page of the register, and who may do what there: both sides of every rule."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from hcat.correspondence.api import MailKind, enqueue, links, make_link
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import now
from hcat.foundation.models import AuditEvent
from hcat.parties.api import invite, record_pledge

from .conftest import BY, ROLES, Register, Visitor, words_of

SEES_ORGANISATIONS = ("administrator", "programme_manager", "project_leader", "steering_group")
SEES_PLEDGES = (*SEES_ORGANISATIONS, "board")
OFFICE = ("administrator", "programme_manager")
PAGES: dict[str, tuple[str, ...]] = {
    # page: who may open it
    "organisations": SEES_ORGANISATIONS,
    "organisations/{organisation}": SEES_ORGANISATIONS,
    "organisations/new": OFFICE,
    "organisations/event": OFFICE,
    "organisations/import": OFFICE,
    "organisations/{organisation}/change": OFFICE,
    "organisations/{organisation}/rename": OFFICE,
    "organisations/{organisation}/high-tech": ("programme_manager",),
    "people": OFFICE,
    "people/invite": OFFICE,
    "people/{person}": OFFICE,
    "people/{person}/role": OFFICE,
    "people/{person}/role/{holding}/end": OFFICE,
    "people/{person}/close": OFFICE,
    "people/{person}/erase": ("administrator",),
    "permissions": ROLES,
    "pledges": SEES_PLEDGES,
    "pledges/{pledge}": SEES_PLEDGES,
    "pledges/new": ("programme_manager", "project_leader"),
    "pledges/{pledge}/delivery": ("programme_manager",),
    "pledges/{pledge}/withdraw": ("programme_manager",),
    "pledges/{own_pledge}/delivery": ("programme_manager", "project_leader"),
    "pledges/{own_pledge}/withdraw": ("programme_manager", "project_leader"),
    "outbox": OFFICE,
    "outbox/{mail}": OFFICE,
    "outbox/{mail}/settle": OFFICE,
    "outbox/{mail}/cancel": (*OFFICE,),
    "links": OFFICE,
    "links/{link}/revoke": (*OFFICE, "project_leader"),
    "audit": OFFICE,
}
DEEDS: dict[str, tuple[str, ...]] = {
    # deed without a page of its own: who may do it
    "people/{person}/open": OFFICE,
    "people/{person}/export": ("administrator",),
}


@pytest.fixture
def things(registered: Register) -> dict[str, Any]:
    """One of everything that an address can name."""
    organisation = registered("Werkplaats Oost", kvk="12345678", sbi=("2611",))
    person = invite(name="Kim", mail="kim@example.org", role="board", by=BY)
    given: dict[str, Any] = {
        "organisation": organisation, "kind": "people", "unit": "hours", "what": "A teacher",
        "starts": date(2020, 1, 1), "source": "covenant", "amount": Decimal(10), "by": BY,
    }  # fmt: skip
    mail = enqueue(
        person_id=person.pk, kind=MailKind("question"), subject="A question", body="Well?",
        dedupe_key="one", by=BY,
    )  # fmt: skip
    OutboxMessage.objects.filter(pk=mail.pk).update(
        state="uncertain", left_at=now(), last_error="The line broke."
    )
    make_link(
        person_id=person.pk, scope="agenda.update_initiative", subject="initiative:lab-east",
        lasts=timedelta(days=3), by=BY,
    )  # fmt: skip
    return {
        "organisation": organisation.key,
        "person": person.key,
        "holding": person.roles.get().pk,
        "pledge": record_pledge(**given).pk,
        "own_pledge": record_pledge(**given, purpose="point:learn").pk,
        "mail": mail.pk,
        "link": links().get().pk,
    }


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_its_own_pages_and_no_others(
    role: str, signed_in: Callable[[str], Visitor], things: dict[str, Any]
) -> None:
    visitor = signed_in(role)
    for path, roles in PAGES.items():
        response = visitor.open(f"/desk/{path.format(**things)}")
        assert response.status_code == (200 if role in roles else 403), path
        if role not in roles:
            assert "You may not" in words_of(response), path


@pytest.mark.parametrize("role", ROLES)
def test_what_may_not_be_opened_may_not_be_sent_either(
    role: str, signed_in: Callable[[str], Visitor], things: dict[str, Any]
) -> None:
    visitor = signed_in(role)
    before = AuditEvent.objects.count()
    for path, roles in {**PAGES, **DEEDS}.items():
        if role not in roles:
            response = visitor.client.post(f"/en/desk/{path.format(**things)}", {"reason": "x"})
            assert response.status_code in (403, 405), path
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("role", ROLES)
def test_each_role_does_its_own_deeds(
    role: str, signed_in: Callable[[str], Visitor], things: dict[str, Any]
) -> None:
    visitor = signed_in(role)
    for path, roles in DEEDS.items():
        address = f"/en/desk/{path.format(**things)}"
        assert (visitor.client.post(address).status_code == 403) == (role not in roles), path
        assert visitor.client.get(address).status_code == 405, "a deed is never a GET"


def test_a_stranger_is_sent_to_sign_in_and_back(things: dict[str, Any]) -> None:
    for path in PAGES:
        address = f"/en/desk/{path.format(**things)}?x=1"
        response = Client().get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/en/sign-in?next=/en/desk"), path
    for path in DEEDS:
        response = Client().post(f"/en/desk/{path.format(**things)}")
        assert response["Location"] == f"/en/sign-in?next=/en/desk/people/{things['person']}"


def test_opening_any_page_writes_nothing(manager: Visitor, things: dict[str, Any]) -> None:
    before = AuditEvent.objects.count()
    for path in PAGES:
        manager.open(f"/desk/{path.format(**things)}")
    assert AuditEvent.objects.count() == before


@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
def test_every_page_answers_in_its_language(
    prefix: str, manager: Visitor, things: dict[str, Any]
) -> None:
    for path, roles in PAGES.items():
        if "programme_manager" in roles:
            response = manager.client.get(f"{prefix}/desk/{path.format(**things)}")
            assert response.status_code == 200, path
            assert f'<html lang="{prefix[1:] or "nl"}"' in response.content.decode()
            assert "no-cache" in response["Cache-Control"]
            assert "private" in response["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    ["organisations/none", "people/none", "pledges/9999", "outbox/9999", "links/9999/revoke",
     "organisations/import/none"],
)  # fmt: skip
def test_what_does_not_exist_is_told_with_a_way_on(path: str, manager: Visitor) -> None:
    response = manager.open(f"/desk/{path}")
    assert response.status_code == 404


def test_the_menu_shows_only_what_someone_can_open(
    signed_in: Callable[[str], Visitor], things: dict[str, Any]
) -> None:
    owner = signed_in("initiative_owner").open("/desk/permissions").content.decode()
    assert 'href="/en/desk/permissions"' in owner
    assert 'href="/en/desk/organisations"' not in owner
    office = signed_in("programme_manager").open("/desk/permissions").content.decode()
    for path in ("organisations", "people", "outbox", "audit"):
        assert f'href="/en/desk/{path}"' in office
    assert 'href="/en/desk/pledges"' not in office
    agenda = signed_in("programme_manager").open("/desk/decisions").content.decode()
    assert 'href="/en/desk/pledges"' in agenda
