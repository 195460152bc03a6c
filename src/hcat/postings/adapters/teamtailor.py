# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Teamtailor: ``jobs.json`` (JSON Feed with a JobPosting in each item) or ``jobs.rss``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from hcat.postings.parsing.documents import as_mapping, local, xml_of
from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_of, places_of
from hcat.postings.parsing.schema_org import posting_of
from hcat.postings.parsing.terms import remote_of
from hcat.postings.posting import Payload, Posting, Reading, Request, Unreadable

from .answers import host_of, items_in, json_in, subdomain
from .registry import Adapter, Board, adapter


def recognise(address: str) -> Board | None:
    """By its own domain; a career site on the employer's domain is found by looking at it."""
    if subdomain(address, "teamtailor.com"):
        return Board("teamtailor", host_of(address), address)
    path = urlsplit(address).path
    return Board("teamtailor", host_of(address), address) if path.endswith("/jobs.rss") else None


def first(board: Board) -> tuple[Request, ...]:
    return (Request(f"https://{board.employer or host_of(board.address)}/jobs.json"),)


def read(payload: Payload, _board: Board) -> Reading:
    if payload.content.lstrip()[:1] == b"<":
        return _feed(payload)
    data = json_in(payload)
    items = items_in(data, "items", "_jobposting", "date_published", "content_html")
    if items is None:
        raise Unreadable("the answer has no list of vacancies")
    company = str(data.get("title") or "") if isinstance(data, Mapping) else ""
    postings, problems = each(items, lambda one: _posting(one, company), "item")
    following = data.get("next_url") if isinstance(data, Mapping) else None
    further = (
        (Request(str(following), name=str(following)[-200:]),)
        if isinstance(following, str) and host_of(following) == host_of(payload.address)
        else ()
    )
    return Reading(postings, problems, further, None if further else len(items))


def _posting(found: Any, company: str) -> Posting:
    item = Item(found)
    described = item.value("_jobposting")
    description = item.value("content_html", "content_text")
    data = {
        **(described if isinstance(described, Mapping) else {}),
        "title": item.value("title", "_jobposting.title"),
        "url": item.value("url"),
    }
    data.setdefault("description", description)
    data.setdefault("datePosted", item.value("date_published"))
    if not data.get("hiringOrganization") and company:
        data["hiringOrganization"] = {"name": company}
    # The feed's own name for the vacancy; the number in the data is the same vacancy's.
    return posting_of(data, str(item.value("url") or ""), key=str(item.value("id", "url") or ""))


def _feed(payload: Payload) -> Reading:
    root = xml_of(payload.content)
    items = [one for one in root.iter() if local(one) == "item"]
    if not items and local(root) != "rss":
        raise Unreadable(f"the answer is no feed: it begins with <{local(root)}>")
    titles = [one.text for one in root.iter() if local(one) == "title"]
    company = (titles[0] or "").strip() if titles else ""
    postings, problems = each(items, lambda one: _in_feed(one, company), "item")
    return Reading(postings, problems, total=len(items))


def _in_feed(element: etree._Element, company: str) -> Posting:
    item = Item(as_mapping(element))
    where = item.value("locations.location")
    several = where if isinstance(where, list) else [where]
    return item.posting(
        key=str(item.value("guid", "link") or ""),
        title=item.text("title", "title"),
        address=item.text("address", "link"),
        company=item.kept("company", item.value("company_name") or company),
        body=item.body("description"),
        places=item.kept(
            "places",
            places_of(
                place_of(
                    locality=one.get("city") or one.get("name"),
                    country=one.get("country"),
                    postcode=one.get("zip"),
                    street=one.get("address"),
                )
                for one in several
                if isinstance(one, Mapping)
            ),
        ),
        published=item.day("published", "pubDate"),
        remote=item.kept("remote", remote_of(item.value("remoteStatus"))),
        department=item.text("department", "department"),
        field=item.text("field", "role"),
    )


adapter(Adapter("teamtailor", "Teamtailor", recognise, first, read))
