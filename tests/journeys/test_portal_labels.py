# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Labels of a vacancy in a real browser: read by everybody, corrected at the desk."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder
from hcat.foundation.api import Actor
from hcat.parties.api import FactsDraft, register_organisation
from hcat.portal.models import Advert, Source, Vacancy
from hcat.portal.operations.labels import classify

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import come_in

pytestmark = pytest.mark.journey

BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"
BODY = "<p>Je hebt mbo 4 of hbo, spreekt Nederlands en kent SolidWorks. 32 tot 40 uur per week.</p>"


@pytest.fixture
def site(live_server: LiveServer) -> str:
    assert load_folder(POLDER, by=BY).ok
    return str(live_server.url)


def vacancy() -> Vacancy:
    company = register_organisation(
        kind="company", facts=FactsDraft(name="Voorbeeld Werktuigen"), valid_from=date(2020, 1, 1),
        source="a test", by=BY,
    )  # fmt: skip
    source = Source.objects.create(
        organisation=company, system="mapping", address="https://voorbeeld.example/jobs.json"
    )
    made = Vacancy.objects.create(organisation=company)
    Advert.objects.create(
        vacancy=made, source=source, key="1", digest="1", title="Werktuigbouwkundig ontwerper",
        language="nl", body=BODY,
    )  # fmt: skip
    classify([made.pk], by=BY)
    return made


def test_an_answer_is_explained_and_corrected(site: str, visit: Open) -> None:
    one = vacancy()
    page = visit("about:blank")
    page.goto(f"{site}/vacancies/{one.key}")
    page.get_by_text("Hoe dit is gevonden").click()
    wrong = wrong_at_both_widths(page)
    expect(page.get_by_text("“mbo 4”")).to_be_visible()

    come_in(page, site)
    page.goto(f"{site}/desk/vacancies/{one.key}")
    wrong += wrong_at_both_widths(page)
    page.get_by_role("link", name=re.compile("Verbeteren.*Onderwijsniveau")).click()
    wrong += wrong_at_both_widths(page)
    page.get_by_label("MBO 4").uncheck()
    page.get_by_label("Waarom?").fill("Het bedrijf zegt het.")
    page.get_by_role("button", name="Zo bewaren").click()
    expect(page.get_by_text("verbeterd door het programma")).to_be_visible()

    page.get_by_role("link", name=re.compile("Verbeteren.*Beroep")).click()
    wrong += wrong_at_both_widths(page)
    page.get_by_label("Beroep").fill("cad-tekenaar")
    page.get_by_role("button", name="Zo bewaren").click()
    expect(page.get_by_text("werktuigbouwkundig tekenaar")).to_be_visible()
    assert wrong == []
