# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the key of an element to its name and its page."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, items
from hcat.agenda.api import kind_word as kind_word
from hcat.foundation.api import Translated

from .site import Link

_PAGES = {
    "result": "web:result",
    "point": "web:point",
    "way": "web:way",
    "series": "web:series",
}
_LISTS = {
    "agenda": "web:front",
    "goal": "web:agenda",
    "project": "web:agenda",
    "source": "web:sources",
    "role": "web:governance",
    "body": "web:governance",
    "steering": "web:governance",
    "line": "web:initiatives",
    "differentiation": "web:initiatives",
    "chapter": "web:menu",
    "perspective": "web:perspectives",
    "rule": "web:sources",
}


def title_of(item: Item[Any], names: Names | None = None) -> str:
    """What an element is called: its title, its name, who steers whom, or else its key. `names`
    saves a list of steering relations from fetching the bodies and roles anew each time."""
    sheet = item.sheet
    if item.kind == "steering":
        names = names or Names()
        return f"{_end_of(sheet, 'above', names)} → {_end_of(sheet, 'below', names)}"
    for name in ("title", "name"):
        if (text := getattr(sheet, name, None)) is not None:
            number = getattr(sheet, "number", None)
            return f"{number}. {text}" if item.kind == "initiative" else str(text)
    return item.key


def heading_of(item: Item[Any]) -> SafeString:
    """The same for a heading: a title that stands in for a missing translation says in which
    language it is, so that browsers break its long words where that language does."""
    for name in ("title", "name"):
        if isinstance(text := getattr(item.sheet, name, None), Translated):
            number = getattr(item.sheet, "number", None)
            return format_html("{}. {}", number, text) if item.kind == "initiative" else text.html()
    return escape(title_of(item))


def _end_of(sheet: Any, side: str, names: Names) -> str:
    """The body or role at one end of a steering relation."""
    ends = ((kind, getattr(sheet, f"{side}_{kind}")) for kind in ("body", "role"))
    return next(names.find(kind, key).title for kind, key in ends if key)


def url_of(item: Item[Any]) -> str:
    if item.kind == "initiative":
        return reverse("web:initiative", args=[item.sheet.number])
    if item.kind in _PAGES:
        return reverse(_PAGES[item.kind], args=[item.key])
    return reverse(_LISTS[item.kind])


class Names:
    """Finds elements by kind and key; each kind is fetched once, when first asked for."""

    def __init__(self, as_of: date | None = None) -> None:
        self._as_of = as_of
        self._kinds: dict[str, dict[str, Item[Any]]] = {}

    def item(self, kind: str, key: str) -> Item[Any] | None:
        if kind not in self._kinds:
            self._kinds[kind] = {one.key: one for one in items(kind, as_of=self._as_of, ended=True)}
        return self._kinds[kind].get(key)

    def find(self, kind: str, key: str) -> Link:
        """A link to the element; without an address when it does not stand on this day."""
        found = self.item(kind, key)
        if found is None:
            return Link(_("%(kind)s %(key)s") % {"kind": kind_word(kind), "key": key}, "")
        return Link(title_of(found), url_of(found))
