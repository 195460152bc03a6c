# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is measured of every page: axe's rules, and whether it fits a phone."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WIDE = {"width": 1280, "height": 900}
NARROW = {"width": 360, "height": 740}
OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # Neither changes a verdict: what passes is not written out, and style sheets are not fetched
    # anew for a rule that is not among these.
    "resultTypes": ["violations"],
    "preload": False,
}


LANGUAGES = ("", "/en", "/de")
"""What the addresses of each language begin with, the first language of the site first."""


def rules_at(prefix: str, place: int) -> tuple[dict[str, int], ...]:
    """The widths at which axe's rules are asked of a page that stands at this place in its list.

    One template makes a page in each language: of every page they are asked at both widths in the
    first language, and of each fourth at one width in each other. Whether the words fit is measured
    of every page in every language.
    """
    if not prefix:
        return (NARROW, WIDE)
    turn = {"/en": (1, NARROW), "/de": (3, WIDE)}[prefix]
    return (turn[1],) if place % 4 == turn[0] else ()


def broken_rules(page: Page, *, colours: bool = True) -> list[tuple[str, list[str]]]:
    """Each rule that the page breaks as it stands, with the first elements that break it.

    `colours`: the contrast of each text as well, which takes longer than all other rules together.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = page.evaluate(
        "options => axe.run(options).then(results => results.violations)",
        OPTIONS if colours else OPTIONS | {"rules": {"color-contrast": {"enabled": False}}},
    )
    return [(rule["id"], [node["html"][:160] for node in rule["nodes"]][:3]) for rule in found]


def overflow(page: Page) -> int:
    """Pixels by which the page is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - innerWidth"))


def wrong_at_both_widths(
    page: Page, *, rules_at: tuple[dict[str, int], ...] = (NARROW, WIDE), colours_once: bool = True
) -> list[str]:
    """What is wrong with the page on a desk and on a phone; it is left as wide as a desk's.

    Whether it fits is measured at both; axe's rules are asked at the widths of `rules_at`. No
    colour hangs on the width (tests/test_consistency.py), so that contrast is asked at the first
    of them; or at each, for what is there to see on a desk only.
    """
    wrong = []
    for viewport in (NARROW, WIDE):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        here = f"{page.url} at {viewport['width']}"
        if viewport in rules_at:
            found = broken_rules(page, colours=not colours_once or viewport == rules_at[0])
            wrong += [f"{here}: {rule} {nodes}" for rule, nodes in found]
        if overflow(page) > 0:
            wrong.append(f"{here}: {overflow(page)} px too wide")
    return wrong


def wrong_in_its_turn(page: Page, prefix: str, place: int) -> list[str]:
    """The same of a page that stands at this place in a list, in the language of this prefix."""
    return wrong_at_both_widths(
        page, rules_at=rules_at(prefix, place), colours_once=bool(place % 4)
    )
