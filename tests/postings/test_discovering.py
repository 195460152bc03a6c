# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the site of a company to where its vacancies come from."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

from hcat.postings.api import Asker, Fetched, Hitch, Limits, Mark, NotFetched, Request, discover
from hcat.postings.discovering.finding import Found
from hcat.postings.discovering.links import is_of_company
from hcat.postings.posting import Payload
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


ELSEWHERE = "https://www.klein.example"
CAREERS = "https://www.werkenbijklein.example"


def among(pages: dict[str, str]) -> tuple[Found, list[str]]:
    """What is found on a web of these pages alone, and all that was asked of it."""
    asked: list[str] = []

    def ask(request: Request, _mark: Mark | None) -> Fetched:
        asked.append(request.address)
        if request.address not in pages:
            raise NotFetched(Hitch.NOT_FOUND, "the site answered 404 Not Found")
        content = pages[request.address].encode()
        payload = Payload(content, "text/html", request.address, expects=request.expects)
        return Fetched(Mark(), payload)

    return discover(f"{ELSEWHERE}/", ask), asked


def links(*paths: str) -> str:
    return "".join(f'<a href="{one}">Vacature</a>' for one in paths)


def site_map(*places: str) -> str:
    return f"<urlset>{''.join(f'<url><loc>{one}</loc></url>' for one in places)}</urlset>"


def test_a_list_without_markup_is_the_source_and_not_the_vacancies_that_it_leads_to() -> None:
    three = [f"/vacatures/{n}" for n in range(3)]
    nav = links("/vacatures")
    pages = {
        f"{ELSEWHERE}/": page(body=nav + links(three[0])),
        f"{ELSEWHERE}/vacatures": page(body=nav + links(*three)),
        **{f"{ELSEWHERE}{one}": page(JOB, body=nav + links(three[1])) for one in three},
    }
    found, _asked = among(pages)
    assert [one.board.address for one in found.findings] == [f"{ELSEWHERE}/vacatures"]
    assert found.findings[0].count == 3
    assert "leads to pages with structured data" in found.findings[0].how


def test_a_vacancy_that_no_page_lists_is_named_itself() -> None:
    nav = links("/onze-mensen/")
    found, _asked = among({f"{ELSEWHERE}/": page(JOB, body=nav)})
    assert [one.board.address for one in found.findings] == [f"{ELSEWHERE}/"]


def test_a_career_site_of_its_own_name_is_of_the_company() -> None:
    pages = {
        f"{ELSEWHERE}/": page(body=links(f"{CAREERS}/vacatures", "https://www.jobs.example/")),
        f"{CAREERS}/vacatures": page(body=links("/vacature/1", "/vacature/2")),
        f"{CAREERS}/vacature/1": page(JOB),
        f"{CAREERS}/vacature/2": page(JOB),
    }
    found, asked = among(pages)
    assert (found.findings[0].board.address, found.findings[0].count) == (
        f"{CAREERS}/vacatures", 2,
    )  # fmt: skip
    assert not [one for one in asked if "www.jobs.example" in one]


@pytest.mark.parametrize(
    ("host", "home", "is_its"),
    [
        ("jobs.klein.co.uk", "www.klein.co.uk", True),
        ("www.gross.co.uk", "www.klein.co.uk", False),
        ("www.indeed.nl", "www.klein.nl", False),
        ("careers-klein.com", "klein.nl", True),
        ("kleinbloesem.nl", "klein.nl", False),
        ("werkenbijab.nl", "ab.nl", False),
    ],
)
def test_whose_a_host_is(host: str, home: str, is_its: bool) -> None:
    assert is_of_company(host, home) is is_its


def test_a_site_map_that_only_robots_txt_names_is_read() -> None:
    there = f"{ELSEWHERE}/kaarten/werk.xml"
    pages = {
        f"{ELSEWHERE}/": page(body="Wij bouwen machines."),
        f"{ELSEWHERE}/robots.txt": f"User-agent: *\nsitemap:  {there}\nSitemap: https://x.test/y.xml",
        there: site_map(f"{ELSEWHERE}/vacature/1"),
        f"{ELSEWHERE}/vacature/1": page(JOB),
    }
    found, asked = among(pages)
    assert [one.board.address for one in found.findings] == [there]
    assert "https://x.test/y.xml" not in asked


def test_thousands_of_links_to_systems_are_not_all_tried() -> None:
    many = links(*(f"https://x{n}.recruitee.com/" for n in range(3000)))
    _found, asked = among({f"{ELSEWHERE}/": page(body=many)})
    assert len(asked) < 40


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
