# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A table goes out, is edited and comes back, and an IATI file comes in, in a real browser."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from hcat.agenda.api import load_folder
from hcat.evidence.api import Observation, record_figure
from hcat.foundation.api import Actor
from hcat.foundation.one_time import path_for
from hcat.numerics.api import Estimate, Period, Quality
from hcat.parties.api import invite
from tests.exchange.test_iati_check import GOOD, file_of

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import press

pytestmark = pytest.mark.journey

BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path) -> Iterator[None]:
    patch = pytest.MonkeyPatch()
    patch.setattr(settings, "VAR_DIR", tmp_path)
    yield
    patch.undo()


def test_a_figure_is_corrected_by_way_of_a_file(
    live_server: LiveServer, visit: Open, tmp_path: Path
) -> None:
    assert load_folder(POLDER, by=BY).ok
    estimate = Estimate(
        value=31, unit="percent", period=Period.year(2021), method="counted",
        quality=Quality.PUBLISHED, source="a count",
    )  # fmt: skip
    record_figure(by=BY, result="choice", target="by-2020", estimate=estimate)
    person = invite(name="Sanne de Wit", mail="sanne@example.org", role="programme_manager", by=BY)
    assert person.user is not None
    site = str(live_server.url)
    page = visit(f"{site}{path_for(person.user)}")
    page.locator("main form button").first.click()
    page.goto(f"{site}/en/desk/tables")
    wrong = wrong_at_both_widths(page)
    text = page.request.get(f"{site}/en/exchange/observations.csv").text()
    rows = list(csv.DictReader(io.StringIO(text)))
    path = tmp_path / "edited.csv"

    def give(**cells: str) -> None:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(row | cells if row["result"] == "choice" else row for row in rows)
        page.goto(f"{site}/en/desk/tables")
        page.get_by_label("The edited table").set_input_files(path)
        page.get_by_role("button", name="Show what would change").click()

    give(value="about a third")
    expect(page.get_by_role("heading", level=1)).to_have_text("1 row is refused")
    wrong += wrong_at_both_widths(page)
    give(value="33.5", reason="a school came late")
    expect(page.locator("main")).to_contain_text("counts_missing_reason")
    give(value="33.5", reason="a school came late", counts_missing_reason="only the share is told")
    expect(page.get_by_role("heading", level=1)).to_have_text("0 new, 1 corrected")
    wrong += wrong_at_both_widths(page)
    press(page.get_by_role("button", name="Enter these figures"))
    wrong += wrong_at_both_widths(page)
    assert Observation.objects.standing().get(result="choice").value == 31
    page.get_by_role("link", name="Approve it alone, with the reason").click()
    page.locator("main textarea").fill("I am the only one here")
    press(page.get_by_role("button", name="Approve it alone"))
    assert Observation.objects.standing().get(result="choice").value == 33.5
    assert not wrong, "\n".join(wrong)


def test_another_programmes_iati_file_is_seen_and_taken_over(
    live_server: LiveServer, visit: Open, tmp_path: Path
) -> None:
    assert load_folder(POLDER, by=BY).ok
    person = invite(name="Sanne de Wit", mail="sanne@example.org", role="programme_manager", by=BY)
    assert person.user is not None
    site = str(live_server.url)
    page = visit(f"{site}{path_for(person.user)}")
    page.locator("main form button").first.click()
    wrong: list[str] = []

    def give(*activities: str) -> None:
        page.goto(f"{site}/en/desk/tables")
        page.get_by_role("link", name="Bring an IATI file").click()
        page.get_by_label("The IATI file").set_input_files(file_of(tmp_path, *activities))
        page.get_by_label("Education").check()
        page.get_by_role("button", name="Show what would change").click()
        wrong.extend(wrong_at_both_widths(page))

    page.goto(f"{site}/en/desk/tables/iati")
    wrong += wrong_at_both_widths(page)
    give(GOOD.replace('value="12.5"', 'value="12,5"'))
    expect(page.get_by_role("heading", level=1)).to_have_text("1 part of the file is refused")
    give(GOOD)
    expect(page.get_by_role("heading", level=1)).to_have_text("1 new, 0 corrected")
    page.get_by_role("button", name="Write this").click()
    expect(page.locator("main")).to_contain_text("Written: 1 new, 0 corrected.")
    give(GOOD)
    expect(page.get_by_role("heading", level=1)).to_have_text("This file changes nothing")
    assert not wrong, "\n".join(wrong)
