# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Feeds of vacancies: RSS, Atom, JSON Feed, and the XML that job sites ask for (Indeed, LinkedIn).

One reader for all of them, by the names that their fields have: what such a feed calls its fields
is told apart by `mapping`.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from hcat.postings.parsing.documents import as_mapping, local, xml_of
from hcat.postings.parsing.item import each
from hcat.postings.posting import Payload, Reading, Request, Unreadable

from .mapping import posting_by_names
from .registry import Adapter, Board, adapter

ITEMS = ("job", "item", "entry", "vacancy", "vacature", "position", "stelle", "jobposting", "offer",
         "ad", "advert")  # fmt: skip


def recognise(address: str) -> Board | None:
    path = address.casefold().split("?")[0].rstrip("/")
    if path.endswith((".rss", ".atom", "/feed", "/rss", "/atom.xml", "/rss.xml", "/feed.xml")):
        return Board("feeds", "", address)
    return None


def first(board: Board) -> tuple[Request, ...]:
    headers = (("Authorization", f"Bearer {board.token}"),) if board.token else ()
    return (Request(board.address, headers=headers),)


def read(payload: Payload, board: Board) -> Reading:
    root = xml_of(payload.content)
    if local(root).casefold() == "html":
        raise Unreadable("this is a page, no feed")
    items = _items(root)
    language = board.language or str(root.get("{http://www.w3.org/XML/1998/namespace}lang") or "")
    postings, problems = each(
        (_fields(one) for one in items),
        lambda one: posting_by_names(one, payload, language[:2]),
    )
    return Reading(postings, problems, total=len(items))


def _items(root: etree._Element) -> list[etree._Element]:
    for name in ITEMS:
        found = [one for one in root.iter() if local(one).casefold() == name and len(one)]
        if found:
            return found
    return []


def _fields(element: etree._Element) -> dict[str, Any]:
    found = as_mapping(element)
    made = dict(found) if isinstance(found, dict) else {}
    for child in element:  # Atom's <link href="…"/>, <category term="…"/>
        name = local(child)
        if name == "link" and child.get("href") and child.get("rel", "alternate") == "alternate":
            made["link"] = child.get("href")
        elif name == "category" and child.get("term"):
            made["category"] = child.get("term")
        elif name == "content" and len(child):  # XHTML within Atom
            made["content"] = etree.tostring(child, encoding="unicode")
    for name, value in element.attrib.items():
        made.setdefault(etree.QName(name).localname, value)
    return made


adapter(Adapter("feeds", "RSS, Atom, XML", recognise, first, read))
