# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The rules of the W3C feed validator for Atom, and of JSON Feed 1.1, as far as they concern us.

Names in capitals are those under which validator.w3.org/feed/docs explains them.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from lxml import etree, html

ATOM = "{http://www.w3.org/2005/Atom}"
XML = "{http://www.w3.org/XML/1998/namespace}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
URN = re.compile(
    r"[Uu][Rr][Nn]:[a-zA-Z0-9][a-zA-Z0-9-]{1,31}:([a-zA-Z0-9()+,.:=@;$_!*'-]|%[0-9A-Fa-f]{2})+"
)
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]+)*")
MARKUP = re.compile(r"<(?!/?x\b)/?[a-z]+[^<>]*>|&(amp|lt|gt|quot|nbsp|#\d+);")
RISKS = ("script", "iframe", "object", "embed", "applet", "form", "meta", "style", "link")
FEED = ("id", "title", "updated", "author", "contributor", "category", "generator", "icon",
        "link", "logo", "rights", "subtitle", "entry")  # fmt: skip
ENTRY = ("id", "title", "updated", "author", "category", "content", "contributor", "link",
         "published", "rights", "source", "summary")  # fmt: skip


def is_absolute(uri: str) -> bool:
    parts = urlsplit(uri)
    return (
        parts.scheme in ("http", "https") and bool(parts.netloc) and not re.search(r"[\s<>\"]", uri)
    )


def atom_faults(content: bytes, content_type: str, address: str) -> list[str]:
    """What the validator would say, warnings included; `address`: where the feed was asked."""
    faults = []
    if not re.fullmatch(r"application/atom\+xml; *charset=utf-8", content_type):
        faults.append(f"UnexpectedContentType {content_type}")
    try:
        root = etree.fromstring(content)
    except etree.XMLSyntaxError as error:
        return [*faults, f"SAXError {error}"]
    if not content.startswith(b'<?xml version="1.0" encoding="utf-8"?>'):
        faults.append("EncodingMismatch")
    if root.tag != f"{ATOM}feed":
        return [*faults, f"UndefinedElement {root.tag}"]
    if not LANGUAGE.fullmatch(root.get(f"{XML}lang") or ""):
        faults.append("InvalidLanguage")
    faults += _common(root, FEED)
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    if "self" not in links:
        faults.append("MissingAtomSelfLink")
    elif links["self"] != address:
        faults.append(f"SelfDoesntMatchLocation {links['self']}")
    entries = root.findall(f"{ATOM}entry")
    if root.find(f"{ATOM}author") is None and any(e.find(f"{ATOM}author") is None for e in entries):
        faults.append("MissingElement author")
    for name, rule in (("id", "DuplicateIds"), ("updated", "DuplicateUpdated")):
        values = [entry.findtext(f"{ATOM}{name}") for entry in entries]
        if len(set(values)) != len(values):
            faults.append(rule)
    newest = max((e.findtext(f"{ATOM}updated") or "" for e in entries), default=None, key=_moment)
    if newest is not None and _moment(newest) != _moment(root.findtext(f"{ATOM}updated") or ""):
        faults.append("feed updated is not that of its newest entry")
    for entry in entries:
        faults += _common(entry, ENTRY)
        if entry.find(f"{ATOM}content") is None:
            alternates = [li for li in entry.findall(f"{ATOM}link") if li.get("rel") == "alternate"]
            if not alternates:
                faults.append("MissingAlternateLink")
            if entry.find(f"{ATOM}summary") is None:
                faults.append("MissingTextualContent")
    return faults


def _common(node: Any, known: tuple[str, ...]) -> list[str]:
    faults = []
    for name in ("id", "title", "updated"):
        found = node.findall(f"{ATOM}{name}")
        if len(found) != 1:
            faults.append(f"{'MissingElement' if not found else 'DuplicateElement'} {name}")
        elif not (found[0].text or "").strip():
            faults.append(f"NotBlank {name}")
    for child in node:
        name = etree.QName(child).localname
        if not child.tag.startswith(ATOM) or name not in known:
            faults.append(f"UndefinedElement {child.tag}")
        text = child.text or ""
        if text != text.strip():
            faults.append(f"UnexpectedWhitespace {name}")
        if name in ("updated", "published"):
            faults += _date_faults(text)
        if name == "id" and not (URN.fullmatch(text) or is_absolute(text)):
            faults.append(f"InvalidFullLink {text}")
        if name == "link" and not is_absolute(child.get("href") or ""):
            faults.append(f"RelativeSelf {child.get('href')}")
        if name in ("title", "subtitle", "summary", "content"):
            faults += _text_faults(child)
        if name == "author" and not (child.findtext(f"{ATOM}name") or "").strip():
            faults.append("MissingElement name")
    hrefs = [
        (li.get("rel"), li.get("type"), li.get("hreflang")) for li in node.findall(f"{ATOM}link")
    ]
    if len(set(hrefs)) != len(hrefs):
        faults.append("DuplicateAtomLink")
    return faults


def _text_faults(node: Any) -> list[str]:
    kind, text = node.get("type", "text"), node.text or ""
    if kind == "text":
        return [f"ContainsHTML {text}"] if MARKUP.search(text) else []
    if kind == "html":
        return html_faults(text)
    return [f"InvalidTextType {kind}"]


def html_faults(text: str) -> list[str]:
    """Of HTML within a feed: nothing that runs, and no address that needs another."""
    faults = []
    for node in html.fragment_fromstring(text, create_parent="div").iter():
        if node.tag in RISKS:
            faults.append(f"SecurityRisk {node.tag}")
        for name, value in node.attrib.items():
            if name.startswith("on") or name == "style":
                faults.append(f"SecurityRiskAttr {name}")
            if name in ("href", "src") and not is_absolute(value):
                faults.append(f"ContainsRelRef {value}")
    return faults


def _date_faults(text: str) -> list[str]:
    if not RFC3339.fullmatch(text):
        return [f"InvalidRFC3339Date {text}"]
    moment = _moment(text)
    if not datetime(1970, 1, 1, tzinfo=UTC) <= moment <= datetime.now(UTC) + timedelta(minutes=5):
        return [f"ImplausibleDate {text}"]
    return []


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return datetime(1970, 1, 1, tzinfo=UTC)


def json_feed_faults(data: dict[str, Any], content_type: str, address: str) -> list[str]:
    """www.jsonfeed.org/version/1.1: what must be, what should, and what is deprecated."""
    faults = []
    if content_type != "application/feed+json":
        faults.append(f"content type {content_type}")
    if data.get("version") != "https://jsonfeed.org/version/1.1":
        faults.append("version")
    if not str(data.get("title") or "").strip():
        faults.append("title")
    if data.get("feed_url") != address:
        faults.append(f"feed_url {data.get('feed_url')}")
    if not is_absolute(str(data.get("home_page_url"))):
        faults.append("home_page_url")
    if not LANGUAGE.fullmatch(str(data.get("language"))):
        faults.append("language")
    if "author" in data or not all(one.get("name") or one.get("url") for one in data["authors"]):
        faults.append("authors")
    ids = [item.get("id") for item in data["items"]]
    if not all(isinstance(one, str) and one for one in ids) or len(set(ids)) != len(ids):
        faults.append("ids")
    for item in data["items"]:
        if not (item.get("content_html") or item.get("content_text")):
            faults.append("no content")
        faults += html_faults(item.get("content_html") or "")
        if not is_absolute(item["url"]):
            faults.append(f"url {item['url']}")
        if MARKUP.search(item.get("title", "")):
            faults.append(f"markup in title {item['title']}")
        for name in ("date_published", "date_modified"):
            if name in item:
                faults += _date_faults(item[name])
        if "language" in item and not LANGUAGE.fullmatch(item["language"]):
            faults.append("item language")
    return faults
