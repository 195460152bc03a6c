# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the vacancies of a company come from, found from its site.

In this order: the address itself, if it is one of a system; what its pages lead to (links, frames,
scripts of a system); feeds that they name; structured data on them; the site map. Each is tried:
what gives no vacancy and no proof of a system is not named. At most `MOST_PAGES` pages are asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from hcat.postings.adapters import adapter_named, board_of
from hcat.postings.adapters.answers import host_of
from hcat.postings.adapters.pages import VACANCY_WORDS, structured
from hcat.postings.adapters.registry import Board
from hcat.postings.fetching.asking import Fetched, Mark, NotFetched
from hcat.postings.parsing.documents import local, text_of, xml_of
from hcat.postings.posting import Payload, Request, Unreadable

MOST_PAGES = 16
_WORDS = re.compile(
    r"vacatur|vacanc|werken[-_ ]?bij|werkenbij|career|jobs?\b|karriere|stellen|join[-_ ]?us|baan",
    re.I,
)
_ADDRESS = re.compile(r"https?://[^\s\"'<>\\)]{4,300}")
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
        if name in seen:
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
    waiting = [address]
    while waiting and len(found.asked) < MOST_PAGES:
        page = waiting.pop(0)
        payload = _page(page, ask, found)
        if payload is None:
            continue
        text = text_of(payload)
        yield from _on_page(text, payload.address or page)
        onward = [one for one in _onward(text, payload.address or page) if one not in found.asked]
        waiting.extend(one for one in onward if one not in waiting)
        waiting = waiting[:8]
    yield from _by_site_map(address, ask, found)


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
    for link in _elements(text, "link"):
        if link.get("type") in _FEEDS and link.get("href"):
            feed = urljoin(page, link.get("href"))
            if _WORDS.search(feed) or _WORDS.search(link.get("title") or ""):
                yield Board("feeds", "", feed), f"{page} names this feed"
    if structured(text, page)[0]:
        yield Board("pages", "", page), f"{page} holds structured data"


def _onward(text: str, page: str) -> list[str]:
    """Pages of the same company that speak of work, most promising first."""
    found: dict[str, int] = {}
    own = ".".join(host_of(page).split(".")[-2:])
    for link in _elements(text, "a"):
        words = " ".join(link.itertext())
        try:
            target = urljoin(page, (link.get("href") or "").strip()).split("#")[0]
        except ValueError:
            continue
        if not target.startswith("http") or ".".join(host_of(target).split(".")[-2:]) != own:
            continue
        told = bool(_WORDS.search(words)) + bool(_WORDS.search(urlsplit(target).path))
        told += bool(_WORDS.search(host_of(target)))
        if told:
            found[target] = max(told, found.get(target, 0))
    return sorted(found, key=lambda one: (-found[one], len(one)))[:6]


def _by_site_map(address: str, ask: Ask, found: Found) -> Iterator[tuple[Board, str]]:
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    waiting, looked = [f"{origin}/sitemap.xml"], 0
    while waiting and looked < 4 and len(found.asked) < MOST_PAGES:
        page, looked = waiting.pop(0), looked + 1
        payload = _page(page, ask, found)
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
        waiting.extend(one for one in places if one.split("?")[0].endswith(".xml"))
        vacancies = [
            one for one in places if VACANCY_WORDS.search(one) and not one.endswith(".xml")
        ]
        for one in vacancies[:3]:
            shown = _page(one, ask, found)
            if shown is not None and structured(text_of(shown), one)[0]:
                yield Board("pages", "", page), f"{page} names pages with structured data"
                break


def _elements(text: str, name: str) -> list[etree._Element]:
    try:
        document = html.document_fromstring(text.encode("utf-8"), parser=_PARSER)
    except (etree.LxmlError, ValueError):
        return []
    return list(document.iter(name))


_PARSER = html.HTMLParser(encoding="utf-8", recover=True, huge_tree=False)
