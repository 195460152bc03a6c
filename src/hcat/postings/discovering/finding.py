# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the vacancies of a company come from, found from its site.

In this order: the address itself, if it is one of a system; what its pages lead to (links, frames,
scripts of a system); feeds that they name; lists that lead to pages with structured data; the site
maps. Each is tried: what gives no vacancy and no proof of a system is not named. At most
`MOST_PAGES` pages are looked at, and `MOST_TRIED` candidates tried.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from hcat.postings.adapters import adapter_named, board_of
from hcat.postings.adapters.answers import host_of
from hcat.postings.adapters.pages import VACANCY_WORDS
from hcat.postings.adapters.registry import Board
from hcat.postings.fetching.asking import Fetched, Mark, NotFetched
from hcat.postings.parsing.documents import local, text_of, xml_of
from hcat.postings.posting import Payload, Reading, Request, Unreadable

from .links import WORK, domain_of, elements, onward

MOST_PAGES = 16
_MOST_BY_LINKS = 11
"""Of those, so that some are left for the site maps."""
MOST_TRIED = 12
_MOST_SITE_MAPS = 4
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\)]{4,300}")
_SITE_MAP = re.compile(rb"^\s*sitemap\s*:\s*(\S+)", re.I | re.M)
_FEEDS = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_TEAMTAILOR = re.compile(r"teamtailor", re.I)
_RECRUITEE = re.compile(r"recruitee", re.I)

Ask = Callable[[Request, Mark | None], Fetched]


@dataclass(frozen=True, slots=True)
class Finding:
    """A source that works. `how`: what led to it; `count`: how many vacancies its first answer
    gives, None where it could not be read now; `trouble`: why not."""

    board: Board
    how: str
    count: int | None
    trouble: str = ""


@dataclass(slots=True)
class Found:
    """`asked`: the pages that were looked at; `troubles`: those that could not be."""

    findings: list[Finding] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    troubles: dict[str, str] = field(default_factory=dict)


def discover(address: str, ask: Ask) -> Found:
    """What leads to the vacancies of whoever has this site, best first."""
    if "//" not in address:
        address = f"https://{address}"
    found = Found()
    seen: dict[tuple[str, str], Finding] = {}
    for board, how in _candidates(address, ask, found):
        name = (board.system, board.employer or board.address)
        if name in seen or len(seen) >= MOST_TRIED:
            continue
        seen[name] = _tried(board, how, ask)
        if board.system != "pages" and (seen[name].count or 0) > 0:
            break  # a system that answers says more than pages that lead to it
    kept = [one for one in seen.values() if one.count or one.board.system not in _WEAK]
    found.findings = sorted(kept, key=lambda one: (-(one.count or 0), one.board.system))
    return found


_WEAK = ("feeds", "pages", "mapping", "sheets")
"""Without vacancies these prove nothing: a company's news is a feed too, its prices are a table."""


def _tried(board: Board, how: str, ask: Ask) -> Finding:
    count = 0
    try:
        for request in adapter_named(board.system).first(board):
            fetched = ask(request, None)
            if fetched.payload is not None:
                reading = adapter_named(board.system).read(fetched.payload, board)
                more = [one for one in reading.further if one.expects == "vacancy"]
                count += reading.total or len(reading.postings) or len(more)
            if count:
                break
    except NotFetched as error:
        return Finding(board, how, None, error.why)
    except Unreadable as error:
        return Finding(board, how, None, error.why)
    return Finding(board, how, count)


def _candidates(address: str, ask: Ask, found: Found) -> Iterator[tuple[Board, str]]:
    if board := board_of(address):
        yield board, "the address is one of this system"
    waiting, home = [address], address
    looked: dict[str, _Looked] = {}
    while waiting and len(found.asked) < _MOST_BY_LINKS:
        page = waiting.pop(0)
        payload = _page(page, ask, found)
        if payload is None:
            continue
        text, at = text_of(payload), payload.address or page
        home = at if page == address else home
        yield from _on_page(text, at)
        looked[at] = _looked(payload, at)
        further = [one for one in onward(text, at, home) if one not in found.asked]
        waiting.extend(one for one in further if one not in waiting)
        waiting = waiting[:8]
    yield from _pages_with_data(looked)
    for origin in _origins([address, *looked]):
        yield from _by_site_map(origin, ask, found)


def _page(page: str, ask: Ask, found: Found) -> Payload | None:
    found.asked.append(page)
    try:
        return ask(Request(page, name=page[-200:]), None).payload
    except NotFetched as error:
        found.troubles[page] = error.why
        return None


def _on_page(text: str, page: str) -> Iterator[tuple[Board, str]]:
    for target in _ADDRESS.findall(text.replace("\\/", "/")):
        if (board := board_of(target)) and board.system not in _WEAK:
            yield board, f"{page} leads to {host_of(target)}"
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(page))
    if _TEAMTAILOR.search(text):
        yield Board("teamtailor", host_of(page), f"{origin}/jobs"), f"{page} is made with it"
    if _RECRUITEE.search(text):
        yield Board("recruitee", host_of(page), f"{origin}/"), f"{page} is made with it"
    for link in elements(text, "link"):
        if link.get("type") in _FEEDS and link.get("href"):
            feed = urljoin(page, link.get("href"))
            if WORK.search(feed) or WORK.search(link.get("title") or ""):
                yield Board("feeds", "", feed), f"{page} names this feed"


@dataclass(frozen=True, slots=True)
class _Looked:
    """What a page is as the first one of a source: how many vacancies stand on it, and to which
    pages it leads that may be some."""

    holds: int
    leads_to: frozenset[str]

    def is_list(self, page: str) -> bool:
        """The page of one vacancy leads to others too, but not to some below itself."""
        below = f"{page.split('?')[0].rstrip('/')}/"
        is_one = "?" in page or not any(one.startswith(below) for one in self.leads_to)
        return self.holds > 1 or not is_one


def _looked(payload: Payload, page: str) -> _Looked:
    try:
        reading = adapter_named("pages").read(payload, Board("pages", "", page))
    except Unreadable:
        reading = Reading()
    more = (one.address for one in reading.further if one.expects == "vacancy")
    return _Looked(len(reading.postings), frozenset(more))


def _pages_with_data(looked: dict[str, _Looked]) -> Iterator[tuple[Board, str]]:
    """Lists that lead to pages with structured data; of such a page without a list, itself."""
    for page, here in looked.items():
        if not here.holds:
            continue
        lists = [one for one, there in looked.items() if one != page and page in there.leads_to]
        if here.is_list(page) or not lists:
            yield Board("pages", "", page), f"{page} holds structured data"
        else:
            best = max(reversed(lists), key=lambda one: len(looked[one].leads_to))
            yield Board("pages", "", best), f"{best} leads to pages with structured data"


def _origins(pages: list[str]) -> list[str]:
    """The sites of these pages, the first one first."""
    return list(dict.fromkeys("{0.scheme}://{0.netloc}".format(urlsplit(one)) for one in pages))


def _by_site_map(origin: str, ask: Ask, found: Found) -> Iterator[tuple[Board, str]]:
    waiting, looked = [*_named_by_robots(origin, ask), f"{origin}/sitemap.xml"], 0
    while waiting and looked < _MOST_SITE_MAPS and len(found.asked) < MOST_PAGES:
        page, looked = waiting.pop(0), looked + 1
        payload = _page(page, ask, found) if page not in found.asked else None
        if payload is None:
            continue
        try:
            places = [
                one.text.strip()
                for one in xml_of(payload.content).iter()
                if local(one) == "loc" and one.text
            ]
        except Unreadable:
            continue
        maps = [one for one in places if one.split("?")[0].endswith(".xml")]
        waiting.extend(sorted(maps, key=lambda one: VACANCY_WORDS.search(one) is None))
        vacancies = [
            one for one in places if VACANCY_WORDS.search(one) and not one.endswith(".xml")
        ]
        for one in vacancies[:3]:
            if len(found.asked) >= MOST_PAGES:
                break
            shown = _page(one, ask, found)
            if shown is not None and _looked(shown, one).holds:
                yield Board("pages", "", page), f"{page} names pages with structured data"
                break


def _named_by_robots(origin: str, ask: Ask) -> list[str]:
    """Site maps of this site, as its robots.txt names them."""
    try:
        payload = ask(Request(f"{origin}/robots.txt", name="robots"), None).payload
    except NotFetched:
        return []
    named = (
        [one.decode("utf-8", "replace") for one in _SITE_MAP.findall(payload.content[:500_000])]
        if payload
        else []
    )
    own = domain_of(host_of(origin))
    return [one for one in dict.fromkeys(named) if domain_of(host_of(one)) == own][:_MOST_SITE_MAPS]
