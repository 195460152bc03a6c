# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the site of a company to where its vacancies come from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

from hcat.postings.api import Asker, Fetched, Hitch, Limits, Mark, NotFetched, Request, discover
from hcat.postings.discovering.finding import Found
from tests.postings.site import Site, a_site, text

Look = Callable[..., Found]
JOB = {
    "@context": "https://schema.org", "@type": "JobPosting", "title": "Lasser",
    "description": "<p>Lassen</p>", "datePosted": "2026-03-01",
    "hiringOrganization": {"@type": "Organization", "name": "Voorbeeld"},
    "jobLocation": {"@type": "Place", "address": {"addressLocality": "Enschede"}},
}  # fmt: skip


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site() as made:
        yield made


@pytest.fixture
def look(site: Site) -> Callable[..., Found]:
    def look(path: str = "/") -> Found:
        trusted = frozenset((site.host,))
        limits = Limits(deadline=2.0, pause=0.0, attempts=1)
        with Asker("hcat-test", limits=limits, trusted=trusted, sleep=lambda _s: None) as asker:

            def ask(request: Request, mark: Mark | None) -> Fetched:
                if not request.address.startswith(site.address):
                    raise NotFetched(Hitch.BROKEN, "tests stay on this machine")
                return asker.ask(request, mark)

            return discover(site.address + path, ask)

    return look


def page(*jobs: dict[str, object], body: str = "") -> str:
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps(job)}</script>' for job in jobs
    )
    return f"<html><head>{scripts}</head><body>{body}</body></html>"


def test_a_system_behind_a_link_is_found_without_its_answer(
    site: Site, look: Callable[..., Found]
) -> None:
    site.gives("/", text(page(body='<a href="/werken-bij">Werken bij ons</a>')))
    site.gives("/werken-bij", text(page(
        body='<iframe src="https://voorbeeld.recruitee.com/o/lasser"></iframe>')))  # fmt: skip
    best = look().findings[0]
    assert (best.board.system, best.board.employer) == ("recruitee", "voorbeeld")
    assert "/werken-bij" in best.how
    assert (best.count, best.trouble) == (None, "tests stay on this machine")


def test_structured_data_on_a_page_of_vacancies_is_a_source(
    site: Site, look: Callable[..., Found]
) -> None:
    site.gives("/", text(page(body='<a href="/vacatures">Vacatures</a>')))
    site.gives("/vacatures", text(page(JOB, body='<a href="/vacatures/1">Lasser</a>')))
    best = look().findings[0]
    assert (best.board.system, best.count) == ("pages", 1)
    assert best.board.address.endswith("/vacatures")


def test_a_site_map_leads_to_pages_with_structured_data(
    site: Site, look: Callable[..., Found]
) -> None:
    site.gives("/", text(page(body="Wij bouwen machines.")))
    site.gives("/sitemap.xml", text(
        f"<urlset><url><loc>{site.address}/vacature/1</loc></url>"
        f"<url><loc>{site.address}/nieuws</loc></url></urlset>"))  # fmt: skip
    site.gives("/vacature/1", text(page(JOB)))
    best = look().findings[0]
    assert (best.board.system, best.count) == ("pages", 1)
    assert best.board.address.endswith("/sitemap.xml")


def test_a_feed_counts_only_with_vacancies(site: Site, look: Look) -> None:
    link = '<link rel="alternate" type="application/rss+xml" title="Vacatures" href="/jobs.xml">'
    site.gives("/", text(f"<html><head>{link}</head></html>"))
    site.gives("/jobs.xml", text("<rss><channel></channel></rss>", kind="application/rss+xml"))
    assert look().findings == []
    site.gives("/jobs.xml", text(
        "<rss><channel><item><title>Lasser</title><guid>1</guid></item></channel></rss>",
        kind="application/rss+xml"))  # fmt: skip
    assert look().findings[0].board.system == "feeds"


def test_a_site_that_leads_nowhere_says_what_was_looked_at(
    site: Site, look: Callable[..., Found]
) -> None:
    site.gives("/", text(page(body='<a href="/vacatures">Vacatures</a>')))
    found = look()
    assert found.findings == []
    assert f"{site.address}/vacatures" in found.troubles
    assert len(found.asked) <= 16


def test_a_maze_of_links_ends(site: Site, look: Look) -> None:
    links = "".join(f'<a href="/vacatures/{n}">Vacature</a>' for n in range(500))
    for path in ("/", *(f"/vacatures/{n}" for n in range(500))):
        site.gives(path, text(page(body=links)))
    assert len(look().asked) <= 16
