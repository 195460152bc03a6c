# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vacancy by hand in a real browser: typed behind the link, a spreadsheet at the desk, and the
desk's own pages of vacancies."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from hcat.foundation.api import today
from hcat.portal.operations.claims import claim_company
from tests.portal.conftest import BY, company  # noqa: F401
from tests.portal.test_claims import token
from tests.portal.test_entries import TEXT

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import come_in

pytestmark = pytest.mark.journey


def test_from_a_typed_vacancy_to_its_corrected_label(
    site: str,
    visit: Open,
    company: Callable[..., Any],  # noqa: F811
) -> None:
    made = company("Voorbeeld Machines", website="https://www.voorbeeld.example", sbi=("2611",))
    claim_company(organisation=made.key, mail="an@voorbeeld.example")
    home = f"{site}/link/company/{token()}/vacancies"
    day = f"{today() + timedelta(days=30):%d-%m-%Y}"
    page = visit("about:blank", refused=True)
    wrong: list[str] = []

    def look(address: str = "") -> None:
        if address:
            page.goto(address if address.startswith("http") else f"{site}{address}")
        wrong.extend(wrong_at_both_widths(page))

    look(home)
    look(f"{home}/new")
    page.get_by_label("Titel").fill("CNC-frezer")
    page.get_by_label("Tekst").first.fill(TEXT)
    page.get_by_label("Plaats van het werk").fill("Hengelo")
    page.get_by_label("mbo 4").check()
    page.get_by_label("Laatste dag om te solliciteren").fill(day)
    page.get_by_label("Waar te solliciteren").fill("j.jansen@voorbeeld.example")
    page.get_by_role("button", name="Bewaar het").click()
    expect(page.get_by_text("is het adres van een persoon").first).to_be_visible()
    look()
    page.get_by_label("Waar te solliciteren").fill("jobs@voorbeeld.example")
    page.get_by_role("button", name="Bewaar het").click()
    page.wait_for_url("**?done=entered")
    look()
    page.get_by_role("button", name="CNC-frezer staat nog open").click()
    page.wait_for_url("**?done=prolonged")
    page.get_by_role("link", name="CNC-frezer").click()
    look()
    look(home.replace("/vacancies", "/careers"))

    come_in(page, site)
    desk = f"/desk/vacancies/companies/{made.key}/vacancies"
    look(desk)
    look(f"{desk}/sheet")
    text = " ".join(TEXT.split()).replace("freest", "last")
    rows = (
        "Functie;Omschrijving;Plaats;Laatste dag;Solliciteren bij\r\n"
        f"Lasser;{text};Borne;{day};https://voorbeeld.example/werken\r\n"
    )
    page.locator("input[type=file]").set_input_files(
        {"name": "vacatures.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    )
    page.get_by_role("button", name="Bekijk wat het zou doen").click()
    page.wait_for_url("**/sheet/*")
    look()
    page.get_by_role("button", name="Neem het over").click()
    page.wait_for_url("**?done=brought")

    look("/desk/vacancies/list?sort=sure&aspect=level")
    page.get_by_role("link", name="Verbeter Lasser").click()
    look()
    page.get_by_label("hbo").check()
    page.locator("form.desk button[type=submit]").click()
    page.wait_for_url("**/level?**")
    expect(page.get_by_text("CNC-frezer").first).to_be_visible()
    look()
    look("/desk/vacancies/joined")
    page.goto(f"{site}/desk/vacancies/list")
    page.get_by_role("link", name="Advertenties van Lasser").click()
    look()
    assert not wrong, "\n".join(wrong)
