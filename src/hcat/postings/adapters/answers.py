# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What adapters share: finding an employer in an address, and the items in an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from hcat.postings.parsing.documents import json_of, text_of
from hcat.postings.posting import Payload, Unreadable

DEEPEST = 8


def json_in(payload: Payload) -> Any:
    """The JSON of an answer. Raises `Unreadable`, and says so where it is a page instead."""
    text = text_of(payload).strip()
    if text.startswith("<"):
        raise Unreadable("this is a page or XML where JSON was asked for")
    return json_of(text)


def items_in(data: Any, name: str, *marks: str) -> list[Any] | None:
    """The list called `name`, wherever in the answer it stands; None where there is none.

    Systems, and those who keep their answers, wrap the same list in different envelopes. A list
    counts whose first item has one of `marks` as a field; an empty one counts as well. An answer
    with several such lists (of several employers, of several pages) gives all their items.
    """
    found: list[list[Any]] = []
    for key, value in _lists(data, 0):
        if (not name or key == name) and _fits(value, marks):
            found.append(value)
    if not found:
        return None
    return [one for part in found for one in part]


def _fits(items: list[Any], marks: tuple[str, ...]) -> bool:
    first = next(iter(items), None)
    return first is None or (isinstance(first, Mapping) and any(mark in first for mark in marks))


def _lists(data: Any, depth: int, name: str = "") -> Iterator[tuple[str, list[Any]]]:
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        yield name, data
        if depth and data and isinstance(data[0], Mapping) and len(data) > 200:
            return  # the vacancies themselves: what stands in them is theirs
    if not isinstance(data, (Mapping, list)):
        return
    children = data.items() if isinstance(data, Mapping) else enumerate(data[:200])
    for key, value in children:
        if isinstance(value, (Mapping, list)):
            yield from _lists(value, depth + 1, key if isinstance(key, str) else name)


def whole(data: Any, *paths: str) -> int | None:
    """A number out of an answer: how many there are, as the source says."""
    for path in paths:
        at = data
        for part in path.split("."):
            at = at.get(part) if isinstance(at, Mapping) else None
        if isinstance(at, int) and not isinstance(at, bool):
            return at
    return None


def host_of(address: str) -> str:
    return (urlsplit(address if "//" in address else f"//{address}").hostname or "").casefold()


def path_of(address: str) -> list[str]:
    split = urlsplit(address if "//" in address else f"//{address}")
    return [one for one in split.path.split("/") if one]


def asked(address: str, name: str) -> str:
    """A parameter of the address, empty where it has none."""
    return parse_qs(urlsplit(address).query).get(name, [""])[0]


def subdomain(address: str, *domains: str) -> str:
    """``acme`` of ``https://acme.recruitee.com/o/x`` for the domain ``recruitee.com``."""
    host = host_of(address)
    for domain in domains:
        if host.endswith(f".{domain}"):
            name = host[: -len(domain) - 1]
            if name not in ("www", "api", "app", "jobs", "support", "help", "careers", "docs"):
                return name
    return ""


def is_name(text: str) -> bool:
    """Whether a system could call an employer so: it goes into an address."""
    return bool(re.fullmatch(r"[\w.-]{1,120}", text))
