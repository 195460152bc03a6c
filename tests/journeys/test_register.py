# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register at the desk in a real browser: its rules, its widths, and work without a script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder
from hcat.correspondence.api import MailKind, enqueue, links, make_link
from hcat.foundation.api import Actor
from hcat.foundation.one_time import path_for
from hcat.parties.api import (
    FactsDraft,
    invite,
    record_delivery,
    record_pledge,
    register_organisation,
    search_organisations,
)
from hcat.parties.models import Person

from .accessible import (
    LANGUAGES,
    NARROW,
    broken_rules,
    overflow,
    wrong_in_its_turn,
)
from .conftest import Open
from .walking import press

pytestmark = pytest.mark.journey

BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"
LONG = "Hogesnelheidsmetaalbewerkingsvaardighedenontwikkelingssamenwerkingsverband"
FILE = "naam;soort;plaats;werknemers\nNieuwbedrijf;bedrijf;West;12\nWerkplaatsen Oost;;Almelo;\n"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(settings, "VAR_DIR", tmp_path)
    yield
    patch.undo()


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """A small region will do: what is looked at here does not hang on the agenda."""
    assert load_folder(POLDER, by=BY).ok
    return str(live_server.url)


@pytest.fixture
def people(site: str) -> dict[str, Person]:
    """Those who work in the office."""
    return {
        role: invite(name=role.title(), mail=f"{role}@example.org", role=role, by=BY)
        for role in ("administrator", "programme_manager")
    }


@pytest.fixture
def filled(people: dict[str, Person]) -> dict[str, Any]:
    """A little of everything; one name is absurdly long."""
    company = register_organisation(
        kind="company", facts=FactsDraft(name="Werkplaats Oost", place="Almelo", sbi=("2611",)),
        valid_from=date(2024, 1, 1), source="a visit", by=BY,
    )  # fmt: skip
    register_organisation(
        kind="company", facts=FactsDraft(name=LONG), valid_from=date(2024, 1, 1),
        source="a visit", by=BY,
    )  # fmt: skip
    pledge = record_pledge(
        organisation=company, kind="people", unit="hours", what=LONG, starts=date(2024, 1, 1),
        source="covenant", amount=Decimal(100), by=BY,
    )  # fmt: skip
    record_delivery(
        pledge=pledge, delivered_on=date(2024, 2, 1), evidence="a sheet", amount=Decimal(5), by=BY
    )
    kim = people["programme_manager"]
    mail = enqueue(
        person_id=kim.pk, kind=MailKind("question"), subject="A question", body="Well?",
        dedupe_key="one", by=BY,
    )  # fmt: skip
    make_link(
        person_id=kim.pk, scope="agenda.update_initiative", subject="initiative:lab-east",
        lasts=timedelta(days=3), by=BY,
    )  # fmt: skip
    return {
        "company": company.key, "pledge": pledge.pk, "person": kim.key, "mail": mail.pk,
        "link": links().get().pk,
    }  # fmt: skip


PAGES = (
    "/desk/organisations",
    "/desk/organisations?text=zzz",
    "/desk/organisations/new",
    "/desk/organisations/import",
    "/desk/organisations/event?kind=merger&before={company}&text=werkplaats",
    "/desk/organisations/{company}",
    "/desk/organisations/{company}/change",
    "/desk/people",
    "/desk/people/invite",
    "/desk/people/{person}",
    "/desk/permissions",
    "/desk/pledges",
    "/desk/pledges/new",
    "/desk/pledges/{pledge}",
    "/desk/outbox",
    "/desk/outbox/{mail}",
    "/desk/links",
    "/desk/links/{link}/revoke",
    "/desk/audit",
    "/pledges",
)


def sign_in(page: Page, site: str, person: Person) -> Page:
    page.goto(f"{site}{path_for(person.user)}")
    page.locator("main form button").click()
    page.wait_for_url(f"{site}/desk")
    return page


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_every_page_of_the_register_keeps_the_rules_wide_and_narrow(
    site: str, visit: Open, people: dict[str, Person], filled: dict[str, Any], prefix: str
) -> None:
    page = sign_in(visit("about:blank"), site, people["programme_manager"])
    wrong = []
    for place, path in enumerate(PAGES):
        page.goto(f"{site}{prefix}{path.format(**filled)}")
        wrong += wrong_in_its_turn(page, prefix, place)
    assert not wrong, "\n".join(wrong)


def test_the_pages_keep_the_rules_in_the_dark_and_with_mistakes(
    site: str, visit: Open, people: dict[str, Person], filled: dict[str, Any]
) -> None:
    page = visit("about:blank", color_scheme="dark", viewport=NARROW)
    sign_in(page, site, people["administrator"])
    for path in ("/desk/organisations/new", "/desk/people/invite", "/desk/pledges"):
        page.goto(f"{site}{path}")
        if path != "/desk/pledges":
            press(page.locator("form.desk button[type=submit]"))
            expect(page.locator(".summary a").nth(1)).to_be_visible()
        assert not broken_rules(page), path
        assert overflow(page) <= 0, path


def test_a_file_is_imported_without_a_script_and_a_likeness_is_decided(
    site: str, visit: Open, people: dict[str, Person], filled: dict[str, Any], tmp_path: Path
) -> None:
    (tmp_path / "lijst.csv").write_text(FILE, encoding="utf-8")
    page = visit("about:blank", viewport=NARROW, java_script_enabled=False)
    sign_in(page, site, people["programme_manager"])
    page.goto(f"{site}/desk/organisations/import")
    page.locator("main input[type=file]").set_input_files(tmp_path / "lijst.csv")
    page.locator("main select[name=kind]").select_option("company")
    page.locator("form.desk button[type=submit]").click()
    expect(page.locator("h1")).to_have_text("1 nieuw, 0 gewijzigd")
    page.get_by_label("Het is Werkplaats Oost").check()
    page.get_by_role("button", name="Schrijf dit in het register").click()
    expect(page.locator(".notices")).to_contain_text("Geschreven: 1 nieuw, 1 gewijzigd.")
    assert {row.name for row in search_organisations()} == {
        "Nieuwbedrijf", "Werkplaatsen Oost", LONG,
    }  # fmt: skip


def test_two_organisations_merge_with_the_keyboard_and_without_a_script(
    site: str, visit: Open, people: dict[str, Person], filled: dict[str, Any]
) -> None:
    page = visit("about:blank", java_script_enabled=False)
    sign_in(page, site, people["programme_manager"])
    page.goto(f"{site}/desk/organisations/{filled['company']}")
    page.get_by_role("link", name="Leg een fusie").click()
    page.get_by_label("Overname.").check()
    page.get_by_role("button", name="Volgende").press("Enter")
    page.locator("#filter-text").fill(LONG[:20])
    page.locator("#filter-text").press("Enter")
    page.get_by_role("link", name="stond ervoor").first.press("Enter")
    page.locator("#filter-text").fill("Werkplaats")
    page.locator("#filter-text").press("Enter")
    page.get_by_role("link", name="staat erna").first.press("Enter")
    page.locator("#id_reason").fill("Overgenomen met alle mensen.")
    page.get_by_role("button", name="Leg vast").press("Enter")
    expect(page.locator(".notices")).to_contain_text("Vastgelegd: overname.")
    assert [row.name for row in search_organisations()] == ["Werkplaats Oost"]
