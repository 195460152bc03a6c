# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a pair to a merge, and from a white spot to a call, in a real browser."""

from __future__ import annotations

from datetime import timedelta

import pytest

from hcat.agenda.api import item
from hcat.bundling.api import Call, Proposal, find, pairs
from hcat.foundation.api import Actor, today

from .conftest import Open
from .test_desk import looks_well, signed_in, visit
from .walking import press

__all__ = ["visit"]
pytestmark = pytest.mark.journey
BY = Actor.system("test")
HEIR, OTHER = "initiative-66", "initiative-33"


def test_a_pair_is_judged_proposed_and_merged(visit: Open, site: str) -> None:
    find(by=BY)
    page = signed_in(visit(f"{site}/"), site)
    page.goto(f"{site}/desk/overlap")
    looks_well(page)
    pair = pairs().get(left=OTHER, right=HEIR)
    page.goto(f"{site}/desk/overlap/pairs/{pair.pk}")
    looks_well(page)
    page.locator("#id_grade_0").check()
    page.get_by_role("textbox", name="Waarom").fill("Eén traineeship onder twee namen.")
    page.keyboard.press("Enter")
    page.get_by_text("De volgende zoektocht leert ervan").wait_for()
    page.goto(f"{site}/desk/overlap/groups")
    looks_well(page)
    page.goto(f"{site}/desk/overlap/proposals/new?of={OTHER},{HEIR}")
    page.get_by_role("button", name="Stel het voor").click()
    looks_well(page)
    page.get_by_label("Samenvoegen tot één").check()
    page.locator("#id_heir_1").check()
    page.get_by_role("textbox", name="Reden").fill("Bedrijven krijgen twee keer dezelfde vraag.")
    page.get_by_role("button", name="Stel het voor").click()
    looks_well(page)
    number = Proposal.objects.get().pk
    page.goto(f"{site}/desk/overlap/proposals/{number}/change")
    looks_well(page)
    page.goto(f"{site}/desk/overlap/proposals/{number}/decide")
    looks_well(page)
    page.get_by_label("Aangenomen").check()
    page.get_by_label("Waarom zo is besloten").fill("De stuurgroep is het eens.")
    press(page.get_by_role("button", name="Leg het besluit vast"))
    assert item("initiative", OTHER).ended_as == "merged"
    looks_well(page)


def test_a_white_spot_becomes_a_call(visit: Open, site: str) -> None:
    page = signed_in(visit(f"{site}/"), site)
    page.goto(f"{site}/desk/overlap/calls/new")
    looks_well(page)
    page.locator("main .entries a").first.click()
    looks_well(page)
    page.locator("main input[type=checkbox]").first.check()
    page.get_by_label("Open tot en met").fill((today() + timedelta(days=30)).isoformat())
    page.get_by_role("button", name="Maak een concept").click()
    looks_well(page)
    page.get_by_role("button", name="Publiceer de oproep").click()
    made = Call.objects.get()
    page.goto(f"{site}/calls/{made.key}")
    looks_well(page)
