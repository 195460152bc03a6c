# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What each picture of the manual shows, and how one gets there.

A scene is taken in Dutch and in English; its file is `NAME-LANGUAGE-WIDTH.png`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from playwright.sync_api import Page

PEOPLE = {"programme_manager": "Kim de Vries", "administrator": "Sam Jansen"}
"""Who is signed in where a scene needs it; nobody who exists."""
ORGANISATIONS = Path(__file__).parent / "organisations.csv"


class Data(StrEnum):
    """What the site holds."""

    TWENTE = "twente"
    """The agenda of Twente and what was published."""

    DEMO = "demo"
    """The same with demonstration data."""


def nothing(page: Page) -> None:
    """Only look."""


@dataclass(frozen=True, slots=True)
class Scene:
    what: str
    path: str
    """Without a language."""
    shows: str
    """An element (CSS) that must be there to be seen."""
    language: str = "nl"
    data: Data = Data.TWENTE
    who: str = ""
    """The role of who is signed in; empty for a visitor."""
    width: int = 1280
    height: int = 800
    act: Callable[[Page], None] = nothing
    """What is typed and pressed before the picture is taken."""
    scrolls_to: str = ""
    """An element (CSS) to bring into the picture; empty for the top of the page."""

    @property
    def name(self) -> str:
        return f"{self.what}-{self.language}-{self.width}"

    @property
    def address(self) -> str:
        prefix = "" if self.language == "nl" else f"/{self.language}"
        return f"{prefix}{self.path}" if self.path != "/" else f"{prefix}/"


def said(page: Page, dutch: str, english: str) -> str:
    """What somebody who reads this page would type."""
    return dutch if page.locator("html").get_attribute("lang") == "nl" else english


def a_figure(page: Page) -> None:
    """A count of companies, as far as the preview."""
    for field, text in {
        "start": "2025-01-01",
        "end": "2025-12-31",
        "numerator": "66",
        "denominator": "120",
        "population": "300",
        "source_text": said(
            page, "Bedrijvenpanel 2025 (voorbeeld)", "Company panel 2025 (example)"
        ),
        "method": said(page, "vragenlijst", "questionnaire"),
    }.items():
        page.locator(f"main [name='{field}']").fill(text)
    page.locator("main [name='quality']").select_option("measured")
    look_at_it(page)


def a_stop(page: Page) -> None:
    """An initiative that stops, with a reason."""
    page.locator("main [name='when.on']").fill("2026-03-31")
    page.locator("main [name='when.reason']").fill(
        said(page, "Het project is afgerond.", "The project is done.")
    )


def a_file(page: Page) -> None:
    """A spreadsheet with companies, as far as the preview."""
    page.locator("main input[type=file]").set_input_files(ORGANISATIONS)
    look_at_it(page)


def look_at_it(page: Page) -> None:
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_load_state()


_MANAGER = "programme_manager"
_RESULT = "/desk/results/companies-in-education/targets/by-2016"
_INITIATIVE = "/desk/agenda/initiative/initiative-27"

_DUTCH = (
    Scene("front", "/", "h1", height=700),
    Scene("results", "/results", "table", data=Data.DEMO, height=900),
    Scene("result", "/results/technology-choice", "h1", height=860),
    Scene("baselines", "/baselines", "h2", height=640),
    Scene("menu", "/menu", "table", height=820),
    Scene("desk", "/desk", "h1", who=_MANAGER, height=760),
    Scene("figure", f"{_RESULT}/figure", "table", who=_MANAGER, height=860, act=a_figure),
    Scene("stop", f"{_INITIATIVE}/stop", "form", who=_MANAGER, height=900, act=a_stop),
    Scene("organisations", "/desk/organisations", "table", data=Data.DEMO, who=_MANAGER),
    Scene("import", "/desk/organisations/import", "h2", data=Data.DEMO, who=_MANAGER,
          height=1120, act=a_file),
    Scene("people", "/desk/people", "table", data=Data.DEMO, who="administrator", height=760),
    Scene("sign-in", "/sign-in", "form", width=480, height=640),
)  # fmt: skip


def _english(scene: Scene) -> Scene:
    return replace(scene, language="en")


SCENES = (*_DUTCH, *map(_english, _DUTCH))
