# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Finds references and texts in values that need not be a valid sheet (yet), field by field."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from .base import Part, Path, Reference, fields_of
from .shape import Shape, part_within, shape_of


def _walk(
    part: type[Part], values: Mapping[str, Any], path: Path
) -> Iterator[tuple[Path, type[Part], str, Any]]:
    """Every value that is there: its path, the part and the field that it belongs to."""
    for name in part.model_fields:
        value = values.get(name)
        inner = part_within(part, name)
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            where = (*path, name) if index is None else (*path, name, index)
            if inner is not None and isinstance(item, Mapping):
                yield from _walk(inner, item, where)
            elif item is not None:
                yield where, part, name, item


def raw_parts(
    part: type[Part], values: Mapping[str, Any], path: Path = ()
) -> Iterator[tuple[Path, type[Part], Mapping[str, Any]]]:
    """The values and all values in them that should make a part."""
    yield path, part, values
    for name, value in values.items():
        inner = part_within(part, name)
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            if inner is not None and isinstance(item, Mapping):
                where = (*path, name) if index is None else (*path, name, index)
                yield from raw_parts(inner, item, where)


def raw_references(part: type[Part], values: Mapping[str, Any]) -> Iterator[Reference]:
    """Every key of another element, in the order of the fields."""
    for path, owner, name, value in _walk(part, values, ()):
        field = next(field for field in fields_of(owner) if field.name == name)
        key = field.key_in(value)
        if key is not None and field.ref is not None:
            yield Reference(path, field.ref, key)


def raw_texts(
    part: type[Part], values: Mapping[str, Any]
) -> Iterator[tuple[Path, Mapping[str, Any]]]:
    """Every text that is given per language."""
    for path, owner, name, value in _walk(part, values, ()):
        if shape_of(owner)[name] in {Shape.TEXT, Shape.PARTS} and isinstance(value, Mapping):
            yield path, value


def with_references(
    part: type[Part], values: Mapping[str, Any], replace: Callable[[Reference], list[str]]
) -> dict[str, Any]:
    """The same values with each reference replaced by the keys that `replace` gives for it.

    In a list the keys take its place, none twice; elsewhere there must be exactly one.
    """
    return _rewritten(part, values, replace, ())


def _rewritten(
    part: type[Part],
    values: Mapping[str, Any],
    replace: Callable[[Reference], list[str]],
    path: Path,
) -> dict[str, Any]:
    fields = {field.name: field for field in fields_of(part)}
    written = dict(values)
    for name, value in values.items():
        inner, field, where = part_within(part, name), fields[name], (*path, name)
        if inner is not None:
            if isinstance(value, list):
                written[name] = [
                    _rewritten(inner, item, replace, (*where, index))
                    for index, item in enumerate(value)
                ]
            elif isinstance(value, Mapping):
                written[name] = _rewritten(inner, value, replace, where)
        elif field.ref is not None and isinstance(value, list):
            keys = [
                key
                for index, item in enumerate(value)
                for key in replace(Reference((*where, index), field.ref, item))
            ]
            written[name] = list(dict.fromkeys(keys))
        elif field.ref is not None and (key := field.key_in(value)) is not None:
            [heir] = replace(Reference(where, field.ref, key))
            written[name] = f"{field.prefix}{heir}"
    return written
