# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Merging three readings of one sheet, and naming the differences between two.

Pure: values as JSON holds them. Mappings merge field by field; lists whose items have a name of
their own (targets by key, figures by period and group) merge item by item; lists of plain words
merge as sets that keep an order; everything else is one value. Where one side left a value as it
was, the other side's word counts, so an edit on one side is never lost.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, Literal

Side = Literal["folder", "database"]
Take = Callable[[str], Side | None]
"""Says for the name of a field in conflict which side counts, or None when nobody chose."""


class _Absent(Enum):
    ABSENT = "absent"

    def __repr__(self) -> str:
        return "absent"


ABSENT: Final = _Absent.ABSENT
"""No value at all, which is not None: an item of a list that is not there."""

_NAMES: tuple[tuple[str, ...], ...] = (("key",), ("start", "end", "group"), ("code",), ("series",))
"""What names an item of a list; the first that every item has."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field that reads otherwise; `name` such as ``targets[step-2].value``."""

    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both sides changed, each in its own way."""

    name: str
    base: Any
    database: Any
    folder: Any


@dataclass(slots=True)
class Merged:
    value: Any
    conflicts: list[Conflict] = field(default_factory=list)
    """Those that nobody decided; in them the database's value stands."""


def merge(base: Any, database: Any, folder: Any, *, take: Take = lambda name: None) -> Merged:
    """What follows from both sides' changes since `base`.

    >>> merge({"a": 1, "b": 1}, {"a": 2, "b": 1}, {"a": 1, "b": 3}).value
    {'a': 2, 'b': 3}
    >>> merge({"a": 1}, {"a": 2}, {"a": 3}).conflicts
    [Conflict(name='a', base=1, database=2, folder=3)]
    """
    conflicts: list[Conflict] = []
    value = _merge(base, database, folder, "", take, conflicts)
    return Merged(value, conflicts)


def differences(old: Any, new: Any, name: str = "") -> list[FieldChange]:
    """Every field that reads otherwise, as deep as it can be named.

    >>> differences({"title": {"nl": "A"}}, {"title": {"nl": "B"}})
    [FieldChange(name='title.nl', old='A', new='B')]
    """
    if same(old, new):
        return []
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return [
            change
            for key in _union(old, new)
            for change in differences(
                old.get(key, ABSENT), new.get(key, ABSENT), _field(name, str(key))
            )
        ]
    names = _item_names(old, new)
    if names is not None:
        olds, news = _by_name(old, names), _by_name(new, names)
        found = [
            change
            for key in _union(olds, news)
            for change in differences(
                olds.get(key, ABSENT), news.get(key, ABSENT), _item(name, key)
            )
        ]
        return found or [FieldChange(name, list(olds), list(news))]
    return [FieldChange(name, old, new)]


def same(one: Any, other: Any) -> bool:
    """Equal as JSON: ``1`` and ``1.0`` are one number, ``True`` and ``1`` are not."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return bool(one == other)


def _merge(
    base: Any, database: Any, folder: Any, name: str, take: Take, conflicts: list[Conflict]
) -> Any:
    if same(folder, base) or same(folder, database):
        return database
    if same(database, base):
        return folder
    if isinstance(database, Mapping) and isinstance(folder, Mapping):
        return _merge_mappings(base, database, folder, name, take, conflicts)
    names = _item_names(base, database, folder)
    if names is not None:
        return _merge_items(base, database, folder, names, name, take, conflicts)
    if base is not ABSENT and _are_words(base) and _are_words(database) and _are_words(folder):
        return _merge_words(base, database, folder)
    side = take(name)
    if side is None:
        conflicts.append(Conflict(name, base, database, folder))
    return folder if side == "folder" else database


def _merge_mappings(
    base: Any,
    database: Mapping[str, Any],
    folder: Mapping[str, Any],
    name: str,
    take: Take,
    conflicts: list[Conflict],
) -> dict[str, Any]:
    before = base if isinstance(base, Mapping) else {}
    merged = {
        key: _merge(
            before.get(key, ABSENT),
            database.get(key, ABSENT),
            folder.get(key, ABSENT),
            _field(name, str(key)),
            take,
            conflicts,
        )
        for key in _union(database, folder)
    }
    return {key: value for key, value in merged.items() if value is not ABSENT}


def _merge_items(
    base: Any,
    database: Sequence[Any],
    folder: Sequence[Any],
    names: tuple[str, ...],
    name: str,
    take: Take,
    conflicts: list[Conflict],
) -> list[Any]:
    bases = _by_name(base, names) if isinstance(base, list) else {}
    databases, folders = _by_name(database, names), _by_name(folder, names)
    order = _order(list(bases), list(databases), list(folders))
    merged = [
        _merge(
            bases.get(key, ABSENT),
            databases.get(key, ABSENT),
            folders.get(key, ABSENT),
            _item(name, key),
            take,
            conflicts,
        )
        for key in order
    ]
    return [value for value in merged if value is not ABSENT]


def _merge_words(base: list[str], database: list[str], folder: list[str]) -> list[str]:
    # Whoever changed a word's being there since the base has the say.
    return [
        word
        for word in _order(base, database, folder)
        if word not in base or (word in database and word in folder)
    ]


def _order(base: list[str], database: list[str], folder: list[str]) -> list[str]:
    """All of them, in the order of the side that reordered; the database's where both did."""
    kept = [key for key in base if key in database]
    reordered = [key for key in database if key in base] != kept
    first, second = (database, folder) if reordered else (folder, database)
    return list(dict.fromkeys([*first, *second]))


def _item_names(*lists: Any) -> tuple[str, ...] | None:
    """The fields that name the items of all these lists, if every one can be told apart."""
    given = [items for items in lists if isinstance(items, list)]
    items = [item for one in given for item in one]
    if not items or any(
        not isinstance(one, list) for one in lists if one is not ABSENT and one is not None
    ):
        return None
    if len(given) < 2 or not all(isinstance(item, Mapping) for item in items):
        return None
    for names in _NAMES:
        if all(all(isinstance(item.get(n), str) for n in names) for item in items) and all(
            len(_by_name(one, names)) == len(one) for one in given
        ):
            return names
    return None


def _by_name(items: Any, names: tuple[str, ...]) -> dict[str, Any]:
    if not isinstance(items, list):
        return {}
    return {" ".join(item[n] for n in names).strip(): item for item in items}


def _are_words(value: Any) -> bool:
    return (
        isinstance(value, list)
        and all(isinstance(item, str) for item in value)
        and len(set(value)) == len(value)
    )


def _union(one: Iterable[Any], other: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys([*one, *other]))


def _field(name: str, key: str) -> str:
    return f"{name}.{key}" if name else key


def _item(name: str, key: str) -> str:
    return f"{name}[{key}]"
