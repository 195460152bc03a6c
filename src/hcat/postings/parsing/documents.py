# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""JSON and XML of others: broken a little is read, broken wholly is said, hostile is refused."""

from __future__ import annotations

import json
import re
from typing import Any

import charset_normalizer
import jstyleson
from lxml import etree

from hcat.postings.posting import Payload, Unreadable

MOST_PARTS = 600_000
"""Values in one JSON document. Ten megabytes of empty lists would fill two hundred in memory; the
longest list of vacancies has a tenth of this."""
MOST_TAGS = 300_000
"""In one page or XML document, beginnings and ends: for the same reason."""


def text_of(payload: Payload) -> str:
    """The characters of an answer. A byte order mark goes first, then UTF-8 where it is that, then
    what the server or the document says, then what the bytes look like: many pages claim a
    character set that they are not in."""
    content = payload.content
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", "replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    said = _said(payload)
    if said:
        try:
            return content.decode(said)
        except (UnicodeDecodeError, LookupError):
            pass
    guess = charset_normalizer.from_bytes(content[:200_000]).best()
    return content.decode(guess.encoding if guess else "cp1252", "replace")


def _said(payload: Payload) -> str:
    for place in (payload.content_type.encode(), payload.content[:2048]):
        found = re.search(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]+)", place, re.I)
        if found:
            name = found.group(1).decode("ascii", "replace").casefold()
            # As browsers do: who says Latin-1 means Windows' superset of it.
            return "cp1252" if name in ("iso-8859-1", "latin1", "us-ascii", "ascii") else name
    return ""


def json_of(text: str) -> Any:
    """JSON, forgiving of comments, commas before a closing bracket and bare line ends in a text.

    Raises `Unreadable`: no JSON, nested more deeply than any vacancy is, or in too many parts.
    """
    if sum(text.count(sign) for sign in "[{,") > MOST_PARTS:
        raise Unreadable("the JSON has more parts than any list of vacancies")
    try:
        return json.loads(text, strict=False)
    except RecursionError:
        raise Unreadable("the JSON is nested too deeply") from None
    except ValueError as error:
        first = error
    try:
        return json.loads(jstyleson.dispose(text), strict=False)
    except (ValueError, RecursionError, IndexError):
        raise Unreadable(f"this is no JSON: {first}") from None


def xml_of(content: bytes) -> etree._Element:
    """The root of an XML document: no entities are filled in, nothing is fetched.

    Raises `Unreadable`: no XML, or in too many parts.
    """
    refuse_many_tags(content)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True
    )
    try:
        root = etree.fromstring(content.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"this is no XML: {error}") from None
    if root is None:
        raise Unreadable("this is no XML: it is empty or wholly broken")
    return root


def refuse_many_tags(content: bytes) -> None:
    if content.count(b"<") > MOST_TAGS:
        raise Unreadable("it has more parts than any page or list of vacancies")


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def as_mapping(element: etree._Element) -> Any:
    """An element as JSON would hold it: names to texts, lists where a name comes twice."""
    children = [one for one in element if isinstance(one.tag, str)]
    if not children:
        return (element.text or "").strip()
    made: dict[str, Any] = {}
    for child in children:
        name, value = local(child), as_mapping(child)
        if name in made:
            made[name] = (
                [*made[name], value] if isinstance(made[name], list) else [made[name], value]
            )
        else:
            made[name] = value
    return made
