# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a field of a sheet holds, for readers and writers of tables and for advice on mistakes."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from typing import Any, get_args, get_origin

from hcat.foundation.api import Translated

from .base import Part


class Shape(StrEnum):
    VALUE = "value"
    """A number, a date, a word, a key."""
    TEXT = "text"
    """A text per language."""
    LIST = "list"
    """A list of words or keys; fits one cell of a table."""
    PARTS = "parts"
    """Parts, or lists of texts: too much for a cell."""


def _members(annotation: Any) -> list[Any]:
    """Every plain type in an annotation: `list[Annotated[str, …]] | None` gives list, str, None."""
    origin = get_origin(annotation)
    inner = [m for arg in get_args(annotation) for m in _members(arg)]
    return [origin or annotation, *inner]


def _is_part(member: Any) -> bool:
    return isinstance(member, type) and issubclass(member, Part)


@lru_cache(maxsize=200)
def shape_of(part: type[Part]) -> dict[str, Shape]:
    """The shape of every field of a part."""
    shapes = {}
    for name, info in part.model_fields.items():
        members = _members(info.annotation)
        many = list in members
        if any(map(_is_part, members)) or (many and Translated in members):
            shapes[name] = Shape.PARTS
        elif many:
            shapes[name] = Shape.LIST
        else:
            shapes[name] = Shape.TEXT if Translated in members else Shape.VALUE
    return shapes


@lru_cache(maxsize=1000)
def part_within(part: type[Part], field: str) -> type[Part] | None:
    """The part that a field holds, alone or in a list."""
    info = part.model_fields.get(field)
    if info is None:
        return None
    return next(filter(_is_part, _members(info.annotation)), None)


def part_at(part: type[Part], path: tuple[str | int, ...]) -> type[Part] | None:
    """The part that a path leads to: ``("targets", 0, "baseline")`` of a result, its `Baseline`."""
    found: type[Part] | None = part
    for step in path:
        if found is not None and isinstance(step, str):
            found = part_within(found, step)
    return found
