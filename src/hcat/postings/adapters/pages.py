# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pages of employers themselves: a JobPosting as JSON-LD or microdata on each vacancy's page.

The first page is a list, a site map or a vacancy; the pages of vacancies are found from it by what
their addresses look like, and by the site map of the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urldefrag, urljoin

from lxml import etree, html

from hcat.postings.parsing.documents import (
    json_of,
    local,
    refuse_many_tags,
    text_of,
    xml_of,
)
from hcat.postings.parsing.item import each
from hcat.postings.parsing.schema_org import job_postings, posting_of
from hcat.postings.posting import Payload, Posting, Problem, Reading, Request, Unreadable

from .answers import host_of
from .registry import Adapter, Board, adapter

MOST_PAGES = 2000
"""Pages of one site at one reading: what has more than that has a feed."""
VACANCY_WORDS = re.compile(
    r"vacatur|vacanc|/jobs?/|/careers?/|/karriere|stellen|/werken-bij|/positions?/|/openings?/"
    r"|/offres|/baan|/functies?/|/offers?/|/o/",
    re.I,
)
_LD = re.compile(
    r"<script[^>]*type\s*=\s*[\"']?application/ld\+json[^>]*>(.*?)</script\s*>", re.I | re.S
)


def recognise(_address: str) -> Board | None:
    """Never by its address alone: that is found out by looking (`discovering`)."""
    return None


def first(board: Board) -> tuple[Request, ...]:
    return (Request(board.address, name="page"),)


def read(payload: Payload, board: Board) -> Reading:
    refuse_many_tags(payload.content)
    text = text_of(payload)
    start = text.lstrip()[:500].casefold()
    if re.match(
        r"(?:<\?xml[^>]*>\s*(?:<!--.*?-->\s*)?)?<(?:\w+:)?(?:urlset|sitemapindex)\b", start, re.S
    ):
        return Reading(further=_further(_in_site_map(payload.content), board, payload))
    if not start.startswith("<") and "<" not in start:
        raise Unreadable("this is no page")
    page = payload.address or board.address
    found, problems = structured(text, page)
    postings, unread = each(found, lambda one: _posting(one, page, len(found)), "JobPosting")
    further: tuple[Request, ...] = ()
    if not payload.expects:
        further = _further(_links(text, page), board, payload)
    return Reading(postings, (*problems, *unread), further)


def _posting(data: Any, page: str, together: int) -> Posting:
    """The page's own address is the vacancy's, unless several stand on it."""
    return posting_of(data, page, **({"key": page} if together == 1 else {}))


def structured(text: str, page: str) -> tuple[list[Any], list[Problem]]:
    """Every JobPosting of a page, of JSON-LD first and of microdata where there is none."""
    found: list[Any] = []
    problems: list[Problem] = []
    for number, script in enumerate(_LD.findall(text), start=1):
        try:
            found.extend(job_postings(json_of(_bare(script))))
        except Unreadable as error:
            if "JobPosting" in script:
                problems.append(Problem(f"{page} (JSON-LD {number})", error.why))
    if not found and "JobPosting" in text:
        found.extend(_microdata(text, page))
    unique = {repr(one): one for one in found}
    return list(unique.values()), problems


def _bare(script: str) -> str:
    """Without the comments and CDATA in which old programs of sites wrap it."""
    text = script.strip()
    text = re.sub(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)", "", text)
    return re.sub(r"(?:-->|//\s*\]\]>|\]\]>)\s*;?\s*$", "", text).strip().rstrip(";")


def _microdata(text: str, page: str) -> Iterator[Any]:
    import extruct  # here: a tenth of what it takes to begin, and few pages ask for it

    try:
        data = extruct.extract(
            text, base_url=page, syntaxes=["microdata", "rdfa"], uniform=True, errors="ignore"
        )
    except (ValueError, etree.LxmlError, RecursionError):
        return
    for items in data.values():
        yield from job_postings(items)


def _in_site_map(content: bytes) -> Iterator[str]:
    """The addresses of a site map, and of the site maps that it names."""
    root = xml_of(content)
    for element in root.iter():
        if local(element) == "loc" and element.text:
            yield element.text.strip()


def _links(text: str, page: str) -> Iterator[str]:
    try:
        document = html.document_fromstring(text.encode("utf-8"), parser=_PARSER)
    except (etree.LxmlError, ValueError):
        return
    for link in document.iter("a"):
        target = link.get("href")
        if target and not target.startswith(("mailto:", "tel:", "javascript:", "#")):
            try:
                yield urldefrag(urljoin(page, target.strip())).url
            except ValueError:
                continue


_PARSER = html.HTMLParser(encoding="utf-8", recover=True, huge_tree=False)


def _further(addresses: Iterator[str], board: Board, payload: Payload) -> tuple[Request, ...]:
    """Pages of the same site that look like vacancies; site maps within a site map."""
    host = host_of(board.address)
    made: dict[str, Request] = {}
    for address in addresses:
        if len(made) >= MOST_PAGES:
            break
        if host_of(address) != host or address.rstrip("/") == payload.address.rstrip("/"):
            continue
        if address.casefold().split("?")[0].endswith((".xml", ".xml.gz")):
            made[address] = Request(address, name=address[-200:])
        elif VACANCY_WORDS.search(address):
            made[address] = Request(address, name=address[-200:], expects="vacancy")
    return tuple(made.values())


adapter(Adapter("pages", "schema.org JobPosting", recognise, first, read))
