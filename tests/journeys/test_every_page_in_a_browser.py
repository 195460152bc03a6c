# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every page in a real browser: no accessibility rule broken, nothing wider than a phone."""

from __future__ import annotations

import pytest

from .accessible import (
    LANGUAGES,
    NARROW,
    broken_rules,
    overflow,
    rules_at,
    wrong_at_both_widths,
    wrong_in_its_turn,
)
from .conftest import Open

pytestmark = pytest.mark.journey

PAGES = (
    *("/", "/agenda", "/agenda/education", "/results", "/results/technology-choice"),
    *("/results/portal-visitors", "/results/lean-organisation", "/initiatives"),
    *(
        "/initiatives?text=zzz",
        "/initiatives/27",
        "/menu",
        "/menu?by=place",
        "/menu/new-programmes",
    ),
    *("/perspectives", "/governance", "/sources", "/figures", "/figures/vwo-passes-with-nt"),
    *("/figures/inhabitants", "/baselines", "/history", "/search?q=techniek", "/accessibility"),
    *("/labour-market", "/labour-market/backtest"),
    "/weighing",
    *("/privacy", "/?as-of=2010-01-01", "/results?as-of=2013-02-30"),
    *("/practices", "/successes", "/events", "/news", "/news/subscribe"),
    *("/vacancies", "/vacancies?q=zzz", "/companies"),
    *("/paths", "/paths/welder", "/paths/tell", "/finder", "/region", "/region/taxes"),
    *("/agenda?as-of=2014-01-01", "/compare", "/compare?as-of=2015-01-01", "/exchange"),
)


LABOUR_MARKET = (
    *("", "?year=2028&level=wo", "/all/all", "/hbo/mechanical", "/all/embedded"),
    *("/scenarios", "/2011-2016", "/backtest"),
)


@pytest.mark.parametrize("prefix", LANGUAGES)
def test_every_page_keeps_the_rules_wide_and_narrow(site: str, visit: Open, prefix: str) -> None:
    page = visit("about:blank")
    wrong = []
    for place, path in enumerate(PAGES):
        page.goto(f"{site}{prefix}{path}")
        wrong += wrong_in_its_turn(page, prefix, place)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(("prefix", "scheme"), [("", "light"), ("/en", "dark"), ("/de", "light")])
def test_the_labour_market_keeps_the_rules_wide_and_narrow(
    site: str, forecast: str, visit: Open, prefix: str, scheme: str
) -> None:
    page = visit("about:blank", color_scheme=scheme)
    wrong = []
    for place, path in enumerate((*LABOUR_MARKET, f"/scenarios/{forecast}")):
        page.goto(f"{site}{prefix}/labour-market{path}")
        # Every colour of the charts is another in the dark.
        widths = (NARROW,) if scheme == "dark" else rules_at(prefix, place)
        wrong += wrong_at_both_widths(page, rules_at=widths)
    assert not wrong, "\n".join(wrong)


def test_a_page_that_is_not_there_keeps_the_rules_too(site: str, visit: Open) -> None:
    page = visit(site)
    wrong = []
    for prefix in ("", "/en", "/de"):
        answer = page.request.get(f"{site}{prefix}/nonsense")
        assert answer.status == 404
        page.set_content(answer.text())  # going there is an error to the browser's console
        wrong += wrong_at_both_widths(page)
    assert not wrong, "\n".join(wrong)


def test_the_dark_keeps_the_rules_too(site: str, visit: Open) -> None:
    page = visit("about:blank", color_scheme="dark")
    wrong = []
    for path in (
        "/",
        "/results",
        "/results/technology-choice",
        "/initiatives",
        "/menu",
        "/history",
    ):
        page.goto(f"{site}{path}")
        wrong += [f"{path}: {rule} {nodes}" for rule, nodes in broken_rules(page)]
    assert not wrong, "\n".join(wrong)


def test_the_first_page_weighs_less_than_100_kb(site: str, visit: Open) -> None:
    page = visit("about:blank", anew=True)
    weights: dict[str, int] = {}
    page.on("response", lambda answer: weights.update({answer.url: len(answer.body())}))
    page.goto(site, wait_until="load")
    assert sum(weights.values()) < 100_000, weights
    assert all(url.startswith(site) for url in weights), "nothing comes from elsewhere"


def test_a_chart_keeps_its_place_free_and_arrives(site: str, visit: Open) -> None:
    page = visit(f"{site}/results/technology-choice", anew=True)
    picture = page.locator("figure.chart img").first
    before = picture.bounding_box()
    picture.scroll_into_view_if_needed()
    # Not wait_for_function: it asks again by eval, which the pages refuse, once the answer is no.
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
    after = picture.bounding_box()
    assert before is not None
    assert after is not None
    assert abs(before["height"] - after["height"]) <= 1, "no layout shift"


def test_an_absurdly_long_word_breaks_and_not_the_page(site: str, visit: Open) -> None:
    word = "Hogesnelheidsmetaalbewerkingsvaardighedenontwikkelingssamenwerkingsverband" * 2
    page = visit("about:blank", viewport=NARROW)
    for path in ("/initiatives", "/initiatives/27", "/results", "/menu", "/", "/governance"):
        page.goto(f"{site}{path}")
        page.evaluate(
            "word => document.querySelectorAll('main h1, main h2, main h3, main tbody th a,"
            " main dd, main li a:not(.glyph), main td').forEach(e => { e.textContent = word })",
            word,
        )
        assert overflow(page) <= 0, path
