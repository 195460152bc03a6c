# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pledges and deliveries: at the desk, and the page that everybody sees."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hcat.parties.api import record_delivery, record_pledge
from hcat.parties.models import Delivery, Organisation, Pledge

from .conftest import BY, Register, Visitor, words_of

NEW = "/en/desk/pledges/new"


@pytest.fixture
def company(registered: Register) -> Organisation:
    return registered("Werkplaats Oost", kvk="12345678")


@pytest.fixture
def pledge(company: Organisation) -> Pledge:
    return hours(company)


def hours(company: Organisation, amount: int | None = 100, **given: Any) -> Pledge:
    return record_pledge(
        organisation=company, kind="people", unit="hours", what="A teacher", source="covenant",
        starts=date(2024, 1, 1), by=BY, amount=None if amount is None else Decimal(amount),
        amount_missing="" if amount is not None else "not agreed yet", **given,
    )  # fmt: skip


def test_without_pledges_both_pages_say_what_belongs_there(manager: Visitor) -> None:
    assert "Nobody has pledged anything yet" in words_of(manager.open("/desk/pledges"))
    public = Client().get("/en/pledges")
    assert "No pledge is recorded" in words_of(public)


def test_a_pledge_is_recorded_for_an_organisation_named_by_its_number(
    manager: Visitor, company: Organisation
) -> None:
    form = {"organisation": "12345678", "what": "A machine", "pair": "means-eur",
            "amount": "1.250,50", "starts": "1-1-2024", "source": "a letter"}  # fmt: skip
    sent = manager.client.post(NEW, form)
    made = Pledge.objects.get()
    assert sent["Location"] == f"/en/desk/pledges/{made.pk}"
    assert (made.organisation, made.kind, made.unit) == (company, "means", "eur")
    assert made.amount == Decimal("1250.50")


def test_an_amount_or_a_reason_one_of_the_two(manager: Visitor, company: Organisation) -> None:
    form = {"organisation": company.key, "what": "A machine", "pair": "means-eur",
            "starts": "2024-01-01", "source": "a letter"}  # fmt: skip
    for wrong in ({}, {"amount": "5", "amount_missing": "not agreed"}):
        page = words_of(manager.client.post(NEW, {**form, **wrong}))
        assert "Give an amount, or say why there is none: one of the two." in page
    manager.client.post(NEW, {**form, "amount_missing": "not agreed"})
    assert Pledge.objects.get().amount is None


def test_an_organisation_that_is_not_known_or_not_one_is_told(
    manager: Visitor, registered: Register
) -> None:
    registered("Same", place="Oost")
    registered("Same", place="West")
    form = {"what": "A machine", "pair": "means-eur", "amount": "5", "starts": "2024-01-01",
            "source": "a letter"}  # fmt: skip
    nobody = words_of(manager.client.post(NEW, {**form, "organisation": "Nobody"}))
    assert "No organisation is known as “Nobody”." in nobody
    several = words_of(manager.client.post(NEW, {**form, "organisation": "Same"}))
    assert "More than one organisation is known as “Same”." in several
    assert not Pledge.objects.exists()


def test_a_project_leader_records_for_the_own_part_only(
    signed_in: Callable[[str], Visitor], company: Organisation
) -> None:
    leader = signed_in("project_leader")
    form = {"organisation": company.key, "what": "A machine", "pair": "means-eur", "amount": "5",
            "starts": "2024-01-01", "source": "a letter"}  # fmt: skip
    leader.client.post(NEW, {**form, "purpose": ""})
    assert not Pledge.objects.exists()
    leader.client.post(NEW, {**form, "purpose": "point:learn"})
    assert Pledge.objects.get().purpose == "point:learn"


def test_what_came_of_it_adds_up_and_an_unknown_amount_is_said(
    manager: Visitor, pledge: Pledge
) -> None:
    path = f"/en/desk/pledges/{pledge.pk}"
    day = {"delivered_on": "2024-02-01", "evidence": "a time sheet"}
    manager.client.post(f"{path}/delivery", {**day, "amount": "30"})
    assert "30 of 100 hours delivered." in words_of(manager.client.get(path))
    manager.client.post(f"{path}/delivery", {**day, "amount_missing": "sheet lost"})
    assert Delivery.objects.count() == 2
    totals = words_of(manager.open("/desk/pledges"))
    assert "Of 1 delivery the amount is not known." in totals
    early = manager.client.post(
        f"{path}/delivery", {**day, "delivered_on": "2020-01-01", "amount": "3"}
    )
    assert "The pledge begins on" in words_of(early)


def test_a_withdrawn_pledge_leaves_the_totals_and_keeps_its_page(
    manager: Visitor, pledge: Pledge
) -> None:
    path = f"/en/desk/pledges/{pledge.pk}"
    manager.client.post(f"{path}/withdraw", {"on": "2024-06-01", "reason": "No teacher found."})
    assert "No teacher found." in words_of(manager.client.get(path))
    assert "Nobody has pledged anything yet" in words_of(manager.open("/desk/pledges"))
    then = words_of(manager.open("/desk/pledges?as-of=2024-05-31"))
    assert "1 pledge stands on" in then


def test_missing_amounts_are_never_zero(manager: Visitor, company: Organisation) -> None:
    hours(company, None)
    page = words_of(manager.open("/desk/pledges"))
    assert "No pledge of this kind states an amount." in page
    assert "not agreed yet" in page


def test_everybody_sees_totals_and_no_names(company: Organisation) -> None:
    record_delivery(
        pledge=hours(company), delivered_on=date(2024, 2, 1), evidence="Kim's time sheet",
        by=BY, amount=Decimal(25),
    )  # fmt: skip
    page = words_of(Client().get("/en/pledges"))
    assert "1 pledge of people, means, knowledge or money" in page
    assert "People, hours 1 100 25 25%" in page
    assert "Companies" in page
    assert "Werkplaats" not in page
    assert "Kim" not in page
    assert "No pledge is recorded" in words_of(Client().get("/en/pledges?as-of=2023-01-01"))


def test_the_lists_ask_as_many_questions_for_fifty_as_for_one(
    manager: Visitor, company: Organisation
) -> None:
    hours(company)
    for path, most in (("/desk/pledges", 20), ("/pledges", 16)):
        manager.open(path)
        with CaptureQueriesContext(connection) as one:
            manager.open(path)
        for _ in range(55):
            hours(company)
        with CaptureQueriesContext(connection) as many:
            manager.open(path)
        assert len(many) == len(one) <= most, path
    assert "1–50 of 111" in words_of(manager.open("/desk/pledges?kind=people"))
    assert "No pledge fits these filters." in words_of(manager.open("/desk/pledges?kind=money"))


def test_the_board_reads_who_pledged_without_a_link_that_refuses(
    pledge: Pledge, signed_in: Callable[[str], Visitor]
) -> None:
    for role, is_link in (("board", False), ("programme_manager", True)):
        visitor = signed_in(role)
        for path in ("/en/desk/pledges", f"/en/desk/pledges/{pledge.pk}"):
            page = visitor.client.get(path).content.decode()
            assert ("/desk/organisations/" in page) is is_link
