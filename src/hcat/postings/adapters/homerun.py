# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Homerun: ``https://feed.homerun.co/EMPLOYER``, an Atom feed with an entry for each vacancy.
Its own page is made by a script in the browser and tells nothing."""

from __future__ import annotations

from typing import Any

from lxml import etree

from hcat.postings.parsing.documents import as_mapping, local, xml_of
from hcat.postings.parsing.item import Item, each
from hcat.postings.parsing.places import place_in_words, places_of
from hcat.postings.parsing.terms import remote_of, salary_of
from hcat.postings.posting import Payload, Posting, Reading, Request, Unreadable

from .answers import host_of, is_name, path_of, subdomain
from .registry import Adapter, Board, adapter

NOT_EMPLOYERS = ("feed", "static", "cdn", "assets", "embed")


def recognise(address: str) -> Board | None:
    if host_of(address) == "feed.homerun.co":
        name = (path_of(address) or [""])[0]
    else:
        name = subdomain(address, "homerun.co")
    if not name or name in NOT_EMPLOYERS or not is_name(name):
        return None
    return Board("homerun", name, address)


def first(board: Board) -> tuple[Request, ...]:
    return (Request(f"https://feed.homerun.co/{board.employer}"),)


def read(payload: Payload, board: Board) -> Reading:
    root = xml_of(payload.content)
    if local(root) != "feed":
        raise Unreadable(f"the answer is no Atom feed: it begins with <{local(root)}>")
    entries = [one for one in root if local(one) == "entry"]
    postings, problems = each(map(_plain, entries), lambda one: _posting(one, board), "entry")
    return Reading(postings, problems, total=len(entries))


def _posting(entry: dict[str, Any], board: Board) -> Posting:
    """Its `updated` is when somebody last touched it, not since when it is published."""
    item = Item(entry)
    place = item.value("location.name", "location")
    where = remote_of(place if isinstance(place, str) else "")
    return item.posting(
        key=str(item.value("id") or item.value("link") or ""),
        title=item.text("title", "title"),
        address=item.text("address", "link"),
        company=item.text("company", "author.name", "author.0.name"),
        body=item.body(*_bodies(item)),
        language=board.language,
        places=item.kept("places", places_of([None if where else place_in_words(place)])),
        employment=item.employment("type.name", "type"),
        salary=item.kept("salary", salary_of(words=_words(item.value("salary_indication")))),
        remote=item.kept("remote", where),
        department=item.text("department", "department.name", "department"),
    )


def _bodies(item: Item) -> tuple[str, ...]:
    """The first that tells something: the summary is the beginning of the text."""
    return next(((one,) for one in ("description", "content", "summary") if item.value(one)), ())


def _plain(entry: etree._Element) -> dict[str, Any]:
    found = as_mapping(entry)
    return {**(found if isinstance(found, dict) else {}), "link": _link(entry)}


def _link(entry: etree._Element) -> str:
    for child in entry:
        if local(child) == "link" and child.get("rel", "alternate") == "alternate":
            return str(child.get("href") or "")
    return ""


def _words(told: Any) -> str:
    if isinstance(told, dict):
        return " ".join(str(one) for one in told.values() if isinstance(one, str))
    return str(told or "")


adapter(Adapter("homerun", "Homerun", recognise, first, read))
