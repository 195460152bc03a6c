# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An element as it reads on a date: the form in which the agenda leaves this room."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from .models import Version
from .schema import Sheet, as_stored

S = TypeVar("S", bound=Sheet, covariant=True)


@dataclass(frozen=True, slots=True)
class Item(Generic[S]):
    """One element on one date. `ended_as` is empty while it lives."""

    kind: str
    key: str
    sheet: S
    version_id: int
    element_id: int
    valid_from: date
    valid_until: date | None
    ended_as: str

    @property
    def name(self) -> str:
        """``kind:key``, as operations, audit and commands write it."""
        return f"{self.kind}:{self.key}"


class SheetCache:
    """Sheets already read, by version.

    Versions never change, yet an id can come back after a rolled back transaction: so the data
    are compared before a kept sheet is given. Bounded; the oldest go first.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: dict[int, tuple[Any, Sheet]] = {}
        self._lock = threading.Lock()

    def sheet_of(self, version: Version) -> Sheet:
        kept = self._kept.get(version.pk)
        if kept is not None and kept[0] == version.data and kept[1].kind == version.element.kind:
            return kept[1]
        sheet = as_stored(version.element.kind, version.data)
        with self._lock:
            while len(self._kept) >= self._size:
                del self._kept[next(iter(self._kept))]
            self._kept[version.pk] = (version.data, sheet)
        return sheet


_CACHE = SheetCache(20_000)


def item_of(version: Version) -> Item[Any]:
    """The item of a version whose element was fetched along (`select_related`)."""
    return Item(
        kind=version.element.kind,
        key=version.element.key,
        sheet=_CACHE.sheet_of(version),
        version_id=version.pk,
        element_id=version.element_id,
        valid_from=version.valid_from,
        valid_until=version.valid_until,
        ended_as=version.ended_as,
    )


def items_of(versions: Iterable[Version]) -> list[Item[Any]]:
    return [item_of(version) for version in versions]


def fold(text: str) -> str:
    """Lower case without accents, so that a search forgives both.

    >>> fold("Coöperatie Één")
    'cooperatie een'
    """
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def sort_of(sheet: Sheet) -> str:
    """The order among its kind as a text that sorts the same in every database.

    >>> from hcat.agenda.schema import Line
    >>> from hcat.foundation.api import Translated
    >>> sort_of(Line(key="train", number=2, title=Translated("Train")))
    '000002'
    """
    return " ".join(
        re.sub(r"\d+", lambda found: found[0].zfill(6), str(part).lower())
        for part in sheet.order_in_kind()
    )[:80]
