# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The menu of the desk, and what asks for attention there: each part of the desk adds itself.

A part calls :func:`add_entry` and :func:`add_attention` in `ready` of its ``apps.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from hcat.parties.api import Powers
from hcat.web.site import Link

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu, for those who may do one of the actions somewhere."""

    title: Text
    url_name: str
    actions: tuple[str, ...]
    order: int
    args: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to do: what it is about, and the one action that settles it."""

    title: Text
    url: str
    action: Text
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Attention:
    """Matters of one sort, why they matter, and how many there are in all."""

    title: Text
    why: Text
    matters: list[Matter] = field(default_factory=list)
    total: int = 0
    more: Link | None = None
    """Where the rest stands."""


Look = Callable[[HttpRequest, Powers], Iterable[Attention]]
_entries: dict[str, Entry] = {}
_looks: dict[str, tuple[int, Look]] = {}


def add_entry(entry: Entry) -> None:
    _entries[entry.url_name + "/".join(entry.args)] = entry


def add_attention(look: Look, *, order: int) -> None:
    """`look` tells what asks for the attention of someone with these powers; lower order first."""
    _looks[f"{look.__module__}.{look.__qualname__}"] = (order, look)


def menu(request: HttpRequest, powers: Powers) -> list[Link]:
    """The entries that this person can use; the one that leads nearest to this page is current."""
    shown = [
        (str(entry.title), reverse(entry.url_name, args=entry.args))
        for entry in sorted(_entries.values(), key=lambda one: one.order)
        if any(powers.may_somewhere(action) for action in entry.actions)
    ]
    home = min((url for _title, url in shown), key=len, default="")
    above = [url for _title, url in shown if url != home and request.path.startswith(f"{url}/")]
    nearest = max(above, key=len, default="")
    return [
        Link(title, url, "page" if url == request.path else "true" if url == nearest else "")
        for title, url in shown
    ]


def attention(request: HttpRequest, powers: Powers) -> list[Attention]:
    """Everything that asks for this person's attention, sorts without matters left out."""
    looks = sorted(_looks.values(), key=lambda pair: pair[0])
    return [one for _order, look in looks for one in look(request, powers) if one.total]
