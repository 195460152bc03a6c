# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The menu of the desk, and what asks for attention there: each part of the desk adds itself.

A part calls :func:`add_entry` and :func:`add_attention` in `ready` of its ``apps.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import today
from hcat.parties.api import Powers
from hcat.web.site import Link

from .setting_aside import set_aside_by

Text = str | Promise


class Group(Enum):
    """What an entry of the menu stands under, in the order of the menu."""

    TO_DO = _("To do")
    AGENDA = _("The agenda")
    INITIATIVES = _("Initiatives")
    COUNTER = _("Counter and news")
    VACANCIES = _("Vacancies")
    FIGURES = _("Figures and reports")
    PEOPLE = _("People and rights")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the menu, for those who may do one of the actions somewhere."""

    title: Text
    url_name: str
    actions: tuple[str, ...]
    group: Group
    order: int
    args: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Menu:
    """The groups in which this person can use something; of the one that is open, its entries."""

    groups: list[Link]
    entries: list[Link]


@dataclass(frozen=True, slots=True)
class Matter:
    """One thing to do: what it is about, why, and the one action that settles it."""

    key: str
    """Names it for good, such as ``figure/known/by-2022``."""
    title: Text
    url: str
    action: Text
    note: Text = ""
    """Why it asks, in a few words."""
    since: date | None = None
    """Since when it waits; None is: always."""
    due: date | None = None
    """By when it should be done; None is: whenever there is time."""
    state: str = ""
    """Another text once something about it has changed."""


@dataclass(frozen=True, slots=True)
class Attention:
    """Matters of one sort, the most urgent first, and why they matter."""

    key: str
    title: Text
    why: Text
    matters: list[Matter] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Aside:
    """A matter that was set aside: until which day or, without one, until it changes; and why."""

    matter: Matter
    until: date | None
    reason: str


@dataclass(frozen=True, slots=True)
class ToDo:
    """What asks for somebody's attention now, by sort; and what that person set aside."""

    sorts: list[Attention]
    aside: list[Aside]

    @property
    def total(self) -> int:
        return sum(len(one.matters) for one in self.sorts)

    def sort(self, key: str) -> Attention | None:
        return next((one for one in self.sorts if one.key == key), None)

    def matter(self, key: str) -> Matter | None:
        return next((m for one in self.sorts for m in one.matters if m.key == key), None)


LONG_AGO = timedelta(days=30)


def lately(due: date | None) -> date | None:
    """The date of what an agenda brings along, unless it passed so long ago that the matter only
    waits: whoever begins with an old agenda finds years of it. A promise made here keeps its date,
    however late it is."""
    return None if due is None or due < today() - LONG_AGO else due


Look = Callable[[HttpRequest, Powers], Iterable[Attention]]
_entries: dict[str, Entry] = {}
_looks: dict[str, tuple[int, Look]] = {}


def add_entry(entry: Entry) -> None:
    _entries[entry.url_name + "/".join(entry.args)] = entry


def add_attention(look: Look, *, order: int) -> None:
    """`look` tells what asks for the attention of someone with these powers; lower order first."""
    _looks[f"{look.__module__}.{look.__qualname__}"] = (order, look)


def menu(request: HttpRequest, powers: Powers) -> Menu:
    """A group leads to its first entry; the entry that leads nearest to this page is current."""
    shown: dict[Group, list[tuple[str, str]]] = {group: [] for group in Group}
    for entry in sorted(_entries.values(), key=lambda one: one.order):
        if any(powers.may_somewhere(action) for action in entry.actions):
            url = reverse(entry.url_name, args=entry.args)
            shown[entry.group].append((str(entry.title), url))
    home = reverse("desk:home")
    addresses = {url for entries in shown.values() for _title, url in entries}
    above = (url for url in addresses if url != home and request.path.startswith(f"{url}/"))
    here = request.path if request.path in addresses else max(above, key=len, default="")
    groups, opened = [], []
    for group, entries in shown.items():
        if not entries:
            continue
        links = [Link(title, url, _current(request, url, here)) for title, url in entries]
        is_open = any(url == here for _title, url in entries)
        current = "" if not is_open else links[0].current or "true"
        groups.append(Link(str(group.value), entries[0][1], current))
        if is_open and len(links) > 1:
            opened = links
    return Menu(groups, opened)


def _current(request: HttpRequest, url: str, here: str) -> str:
    if url != here:
        return ""
    return "page" if url == request.path else "true"


def to_do(request: HttpRequest, powers: Powers) -> ToDo:
    """Everything that asks for this person's attention; sorts without matters are left out."""
    user_id = request.user.pk
    held = {} if user_id is None else set_aside_by(user_id)
    sorts, aside = [], []
    for _order, look in sorted(_looks.values(), key=lambda pair: pair[0]):
        for one in look(request, powers):
            now = []
            for matter in one.matters:
                row = held.get(matter.key)
                if row is None or row.state not in ("", matter.state):
                    now.append(matter)
                else:
                    aside.append(Aside(matter, None if row.state else row.until, row.reason))
            if now:
                sorts.append(replace(one, matters=now))
    return ToDo(sorts, aside)
