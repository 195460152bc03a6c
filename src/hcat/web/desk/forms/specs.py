# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a form must ask, read off a typed sheet: one spec per field, in the order of the class.

A sheet (or a part of one, or a small model of the desk's own) is the only description of its form.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum, StrEnum
from functools import lru_cache
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from hcat.foundation.api import Translated


class Ref(NamedTuple):
    """Marks a field of the desk's own models that holds the key of an element, as sheets do."""

    kind: str


class Shape(StrEnum):
    LINE = "line"
    """One line of text."""
    LONG = "long"
    """A text of several lines."""
    NUMBER = "number"
    WHOLE = "whole"
    DATE = "date"
    FLAG = "flag"
    CHOICE = "choice"
    """One of a list."""
    CHOICES = "choices"
    """Any number of a list."""
    TEXT = "text"
    """A text per language."""
    TEXTS = "texts"
    """A list of texts, each per language."""
    WORDS = "words"
    """A list of words, one on each line."""
    PART = "part"
    """A part with fields of its own, there or not."""
    PARTS = "parts"
    """A list of such parts."""


LISTS = {Shape.TEXTS, Shape.PARTS}
"""Shapes whose items are added and removed one by one."""

_LONG = {"reason", "text", "method", "note", "missing_reason", "source_text",
         "counts_missing_reason"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spec:
    """One field. `codes`: what may be chosen, where the class itself says so."""

    owner: type[BaseModel]
    name: str
    shape: Shape
    is_required: bool
    default: Any
    codes: tuple[str, ...] = ()
    ref: str = ""
    """The kind of element whose key it holds."""
    part: type[BaseModel] | None = None

    @property
    def blank(self) -> Any:
        """What the field holds when nothing was filled in."""
        if self.shape in LISTS or self.shape in (Shape.WORDS, Shape.CHOICES):
            return []
        return self.default


@lru_cache(maxsize=200)
def specs_of(cls: type[BaseModel]) -> tuple[Spec, ...]:
    """The fields of a class as a form asks them."""
    return tuple(_spec(cls, name, info) for name, info in cls.model_fields.items())


def _spec(owner: type[BaseModel], name: str, info: FieldInfo) -> Spec:
    many, base, marks = _peel(info.annotation)
    marks = [*marks, *info.metadata]
    ref = next((str(mark.kind) for mark in marks if type(mark).__name__ == "Ref"), "")
    codes = _codes(base)
    default = None if info.default is PydanticUndefined else info.default
    return Spec(
        owner=owner,
        name=name,
        shape=_shape(name, many, base, bool(ref or codes)),
        is_required=info.is_required(),
        default=default,
        codes=codes,
        ref=ref,
        part=base if isinstance(base, type) and issubclass(base, BaseModel) else None,
    )


def _peel(annotation: Any) -> tuple[bool, Any, list[Any]]:
    """Whether it is a list, the plain type inside, and the marks that were on it.

    >>> _peel(list[Annotated[str, "mark"]] | None)
    (True, <class 'str'>, ['mark'])
    """
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        many, base, deeper = _peel(inner)
        return many, base, [*marks, *deeper]
    if origin in (Union, UnionType):
        [inner] = [one for one in get_args(annotation) if one is not type(None)]
        return _peel(inner)
    if origin is list:
        _many, base, marks = _peel(get_args(annotation)[0])
        return True, base, marks
    return False, annotation, []


def _codes(base: Any) -> tuple[str, ...]:
    if get_origin(base) is Literal:
        return tuple(map(str, get_args(base)))
    if isinstance(base, type) and issubclass(base, Enum):
        return tuple(str(one.value) for one in base)
    return ()


def _shape(name: str, many: bool, base: Any, is_chosen: bool) -> Shape:
    if is_chosen:
        return Shape.CHOICES if many else Shape.CHOICE
    if base is Translated:
        return Shape.TEXTS if many else Shape.TEXT
    if isinstance(base, type) and issubclass(base, BaseModel):
        return Shape.PARTS if many else Shape.PART
    if many:
        return Shape.WORDS
    plain = {bool: Shape.FLAG, int: Shape.WHOLE, float: Shape.NUMBER, date: Shape.DATE}
    return plain.get(base, Shape.LONG if name in _LONG else Shape.LINE)
