# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Vacancies by hand, behind the company's link and at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hcat.foundation.api import today
from hcat.portal.models import Advert, Entry, Source, Vacancy
from hcat.portal.operations.claims import claim_company
from hcat.portal.operations.entries import enter_vacancy
from tests.portal.conftest import BY
from tests.portal.test_claims import token
from tests.portal.test_entries import TEXT, a_draft
from tests.web.desk.conftest import fields_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Any]


@pytest.fixture
def known(company: Make) -> Any:
    return company("Voorbeeld Machines", website="https://www.voorbeeld.example", sbi=("2611",))


def typed(**given: Any) -> dict[str, Any]:
    day = today() + timedelta(days=30)
    return {
        "title": "CNC-frezer", "text": TEXT, "place": "Hengelo", "hours": "32-40",
        "levels": ["mbo-4"], "language": "", "closes": f"{day:%d-%m-%Y}",
        "apply_at": "vacatures@voorbeeld.example", **given,
    }  # fmt: skip


def csv(*rows: str) -> SimpleUploadedFile:
    head = "Nummer;Functie;Omschrijving;Plaats;Laatste dag;Solliciteren bij"
    return SimpleUploadedFile("vacatures.csv", "\r\n".join([head, *rows]).encode())


def line(number: str, title: str) -> str:
    text = " ".join(TEXT.split()).replace("freest", f"maakt {title}")
    day = today() + timedelta(days=30)
    return f"{number};{title};{text};Hengelo;{day:%d-%m-%Y};https://voorbeeld.example/werken"


def mark_of(page: Any) -> dict[str, str]:
    """What stands in the form below what was shown."""
    found = re.search(r'name="mark" value="(\w+)"', page.content.decode())
    assert found
    return {"mark": found[1]}


def test_the_company_enters_changes_prolongs_and_closes(known: Any) -> None:
    claim_company(organisation=known.key, mail="an@voorbeeld.example")
    at = f"/en/link/company/{token()}"
    client = Client(enforce_csrf_checks=True)
    assert "Your vacancies" in text_of(client.get(at))
    home = f"{at}/vacancies"
    page = client.get(home)
    assert page["X-Robots-Tag"] == "noindex, nofollow"
    assert "Nothing is entered yet" in text_of(page)
    client.get(f"{home}/new")
    csrf = {"csrfmiddlewaretoken": client.cookies[settings.CSRF_COOKIE_NAME].value}
    wrong = client.post(f"{home}/new", {**typed(title="Bel 053 123 45 67"), **csrf})
    assert wrong.status_code == 422
    assert "Title: Leave out the telephone number" in text_of(wrong)
    assert "vijfassige freesbank" in wrong.content.decode()
    sent = client.post(f"{home}/new", {**typed(), **csrf}, follow=True)
    assert "can be found within a minute" in text_of(sent)
    entry = Entry.objects.get()
    one = f"{home}/{entry.pk}"
    form = {**fields_of(client.get(one)), "title": "Frezer"}
    assert "is changed" in text_of(client.post(one, {**form, **csrf}, follow=True))
    stale = client.post(one, {**form, "title": "Draaier", **csrf})
    assert stale.status_code == 422
    assert "in the meantime" in text_of(stale)
    again = client.post(one, {**fields_of(stale), **csrf}, follow=True)
    assert "is changed" in text_of(again)
    assert Advert.objects.get().title == "Draaier"
    assert "last day has moved" in text_of(client.post(f"{one}/open", csrf, follow=True))
    assert Advert.objects.get().closes == today() + timedelta(days=42)
    assert client.post(f"{one}/close", {**csrf, "reason": "tired"}).status_code == 422
    closed = client.post(f"{one}/close", {**csrf, "reason": "filled"}, follow=True)
    assert "The vacancy is closed" in text_of(closed)
    assert Vacancy.objects.get().closed_because == "filled"
    assert "Take back" in text_of(closed)
    back = client.post(f"{one}/open", csrf, follow=True)
    assert "open again" in text_of(back)
    asks = client.get(one).content.decode()
    assert asks.count("<details") == 2
    assert "Yes, it is filled: close it" in asks
    client.post(f"{one}/close", {**csrf, "reason": "filled"})
    at_once = client.post(f"{one}/close", {**csrf, "reason": "filled"})
    assert at_once.status_code == 422
    assert "Enter it anew" in text_of(at_once)
    assert client.get(f"{one}/open").status_code == 405
    assert client.get(f"{home}/999").status_code == 404


def test_everybody_reads_where_to_apply_and_when_it_was_said(known: Any) -> None:
    vacancy = enter_vacancy(
        by=BY, organisation=known.key, draft=a_draft(apply_at="jobs@voorbeeld.example")
    ).advert.vacancy
    page = Client().get(f"/en/vacancies/{vacancy.key}")
    assert 'href="mailto:jobs@voorbeeld.example"' in page.content.decode()
    assert "Apply at Voorbeeld Machines" in text_of(page)
    assert "not yet" not in text_of(page)


def test_the_desk_enters_for_a_company(manager: Any, known: Any) -> None:
    home = f"/en/desk/vacancies/companies/{known.key}/vacancies"
    profile = manager.client.get(f"/en/desk/vacancies/companies/{known.key}").content.decode()
    assert home in profile
    given = typed(text=f"{TEXT} Bel 053 123 45 67.")
    asked = manager.client.post(f"{home}/new", given)
    assert asked.status_code == 422
    assert "“Bel 053 123 45 67.” Press the button once more" in text_of(asked)
    assert not Advert.objects.exists()
    sent = manager.client.post(f"{home}/new", {**given, **fields_of(asked)}, follow=True)
    assert "without what would lead to a person" in text_of(sent)
    assert "053" not in Advert.objects.get().body
    assert Source.objects.get().is_by_hand
    sources = manager.client.get("/en/desk/vacancies").content.decode()
    assert "by hand" in sources
    number = Source.objects.get().pk
    assert manager.client.get(f"/en/desk/vacancies/sources/{number}").url == home


def test_a_second_click_enters_nothing_and_another_of_that_name_leads_to_it(
    manager: Any, known: Any
) -> None:
    home = f"/en/desk/vacancies/companies/{known.key}/vacancies"
    for said in ("is entered", "stands there once"):
        assert said in text_of(manager.client.post(f"{home}/new", typed(), follow=True))
    other = manager.client.post(f"{home}/new", typed(text=f"{TEXT} Snel."))
    assert other.status_code == 422
    assert "stands there already" in text_of(other)
    assert f'href="{home}/{Entry.objects.get().pk}"' in other.content.decode()
    assert "Snel." in text_of(other)


def test_a_spreadsheet_is_looked_at_taken_over_and_the_same_twice(manager: Any, known: Any) -> None:
    home = f"/en/desk/vacancies/companies/{known.key}/vacancies"
    got = manager.client.get(f"{home}/sheet/file")
    assert got["Content-Type"].startswith("text/csv")
    assert "Last day" in got.content.decode("utf-8-sig")
    sent = {"file": csv(line("1", "Lasser"), line("2", "Draaier"))}
    shown = manager.client.post(f"{home}/sheet", sent, follow=True)
    assert "Lasser (row 2)" in text_of(shown)
    assert not Advert.objects.exists()
    address = shown.request["PATH_INFO"]
    taken = manager.client.post(f"{address}/write", mark_of(shown), follow=True)
    assert "is taken over" in text_of(taken)
    assert Advert.objects.count() == 2
    for back in (
        manager.client.get(address), manager.client.post(f"{address}/write", mark_of(shown))
    ):  # fmt: skip
        assert back.status_code == 404
        assert "It was taken over or removed" in text_of(back)
        assert f'href="{home}"' in back.content.decode()
    sent = {"file": csv(line("1", "Lasser")), "is_whole": "on"}
    again = manager.client.post(f"{home}/sheet", sent, follow=True)
    assert "what is not in it closes" in text_of(again)
    assert "Closes" in text_of(again)
    address = again.request["PATH_INFO"]
    wrong = manager.client.post(f"{address}/write", {"mark": "another"})
    assert wrong.status_code == 422
    assert "Something changed" in text_of(wrong)
    off = manager.client.post(f"{address}/drop", follow=True)
    assert "nothing was changed" in text_of(off)
    assert Advert.objects.filter(closed_at=None).count() == 2


def test_a_file_with_a_row_to_mend_offers_no_way_on(manager: Any, known: Any) -> None:
    home = f"/en/desk/vacancies/companies/{known.key}/vacancies"
    shown = manager.client.post(
        f"{home}/sheet", {"file": csv(line("1", "Lasser"), "2;;;;;")}, follow=True
    )
    text = text_of(shown)
    assert "Row 3: –" in text
    assert "Last day to apply: Give the last day to apply." in text
    assert "Take it over" not in text
    no_table = SimpleUploadedFile("x.csv", b"a;b\r\n1;2")
    refused = manager.client.post(f"{home}/sheet", {"file": no_table})
    assert refused.status_code == 422
    assert "These columns are missing" in text_of(refused)


def test_nobody_sees_the_upload_of_another(
    manager: Any, signed_in: Callable[[str], Any], known: Any
) -> None:
    home = f"/en/desk/vacancies/companies/{known.key}/vacancies"
    shown = manager.client.post(f"{home}/sheet", {"file": csv(line("1", "Lasser"))}, follow=True)
    address = shown.request["PATH_INFO"]
    other = signed_in("administrator")
    assert other.client.get(address).status_code == 404
    assert other.client.post(f"{address}/write", mark_of(shown)).status_code == 404


def test_the_link_of_one_company_opens_nothing_of_another(known: Any, company: Make) -> None:
    other = enter_vacancy(by=BY, organisation=company("Ander").key, draft=a_draft())
    claim_company(organisation=known.key, mail="an@voorbeeld.example")
    home = f"/en/link/company/{token()}/vacancies"
    for address in (f"{home}/{other.pk}", f"{home}/{other.pk}/open", f"{home}/{other.pk}/close"):
        assert Client().get(address).status_code in (404, 405)
        assert Client().post(address, {"reason": "filled"}).status_code == 404
    assert Client().get("/en/link/company/none/vacancies").status_code == 404
    assert Advert.objects.get(entry=other).closed_at is None


def test_who_may_not_comes_not_in(signed_in: Callable[[str], Any], known: Any) -> None:
    home = f"/en/desk/vacancies/companies/{known.key}/vacancies"
    for part in ("", "/new", "/sheet", "/sheet/file"):
        assert signed_in("board").client.get(home + part).status_code == 403
        assert Client().get(home + part).status_code == 302
