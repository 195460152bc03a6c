# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every sheet is made of: keys, references, and rules that name the field they are about."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Any, ClassVar, NamedTuple, get_args, get_origin

from django.utils.translation import gettext as _
from pydantic import (
    BaseModel,
    ConfigDict,
    StringConstraints,
    ValidationInfo,
    model_validator,
)

from hcat.foundation.api import EVERY, Translated

Path = tuple[str | int, ...]
"""The way to a value inside a sheet: ``("targets", 0, "deadline")``."""

LANGUAGES = ("nl", "en", "de")
"""The languages of the interface, and so of a text."""


class Ref(NamedTuple):
    """Marks a field that holds the key of another element of this kind."""

    kind: str


class RefAfter(NamedTuple):
    """Marks a field that may hold such a key after a prefix, and otherwise is a word by itself."""

    prefix: str
    kind: str


class Reference(NamedTuple):
    """One key of another element, found in a sheet."""

    path: Path
    kind: str
    key: str


Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+([-.][a-z0-9]+)*$", max_length=80)]
Word = Annotated[str, StringConstraints(min_length=1)]
"""A text that is there: an empty item in a list says nothing."""


class Level(StrEnum):
    """Levels of education, from primary school to university."""

    PO = "po"
    VMBO = "vmbo"
    HAVO_VWO = "havo-vwo"
    MBO_2 = "mbo-2"
    MBO_3 = "mbo-3"
    MBO_4 = "mbo-4"
    HBO = "hbo"
    WO = "wo"


class Focus(StrEnum):
    TRAIN = "train"
    RECRUIT = "recruit"
    RETAIN = "retain"


class Quality(StrEnum):
    """How a figure came about; the same words as numerics' `Quality`."""

    MEASURED = "measured"
    PUBLISHED = "published"
    ESTIMATED = "estimated"
    ASSUMED = "assumed"


WHOLE = {"percent": 100.0, "share": 1.0}
"""What a unit's whole is: no part is larger. The same two units as in numerics."""

Bounds = tuple[float | None, float | None]
"""The least and the most that a figure can be; None where nothing limits it."""

NATURAL_BOUNDS: dict[str, Bounds] = {
    **{unit: (0.0, whole) for unit, whole in WHOLE.items()},
    "mark": (1.0, 10.0),
    "rank": (1.0, None),
    **dict.fromkeys(("count", "persons", "days", "months", "hours", "fte"), (0.0, None)),
}
"""What a figure in a unit can be where its target has no `scale`. Any other unit has no bounds."""

COUNTED_UNITS = ("count", "persons", "rank")
"""Units of which there is no half."""


class Misfit(NamedTuple):
    """A rule that a part breaks: the field to look at, and what to do about it."""

    path: Path
    message: str


class MisfitError(ValueError):
    """Every rule that one part breaks, so that a person can mend them in one go."""

    def __init__(self, found: list[Misfit]) -> None:
        super().__init__("; ".join(misfit.message for misfit in found))
        self.found = found


WITHOUT_RULES = {"rules": False}
"""Context of a validation that looks at types only. A checker asks for the misfits afterwards, so
that a rule broken in one part does not hide those broken in the part around it."""


class Part(BaseModel):
    """A piece of a sheet."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, allow_inf_nan=False, str_strip_whitespace=True
    )

    def misfits(self) -> Iterator[Misfit]:
        """The rules between its fields that it breaks."""
        yield from ()

    @model_validator(mode="after")
    def _fits(self, info: ValidationInfo) -> Part:
        if info.context is not WITHOUT_RULES and (found := list(own_misfits(self))):
            raise MisfitError(found)
        return self


class Sheet(Part):
    """One element of the agenda. `key` is its name for good: it never changes."""

    kind: ClassVar[str]
    plural: ClassVar[str]
    """The name above its entries in the file."""
    file: ClassVar[str]
    """The file of the folder that holds this kind."""
    belongs_to: ClassVar[str] = ""
    """The field that holds the element it is a part of and cannot stand without."""

    key: Key

    def references(self) -> Iterator[Reference]:
        """Every key of another element in the sheet."""
        yield from _references(self, ())

    def texts(self) -> Iterator[tuple[Path, Translated]]:
        """Every text that a reader sees in his own language."""
        yield from _texts(self, ())

    def order_in_kind(self) -> tuple[str | int, ...]:
        """What its place among its kind follows from; keys break ties."""
        return ()

    def words(self) -> Iterator[str]:
        """What the search box looks through."""
        yield self.key
        for _path, text in self.texts():
            yield from text.texts.values()

    def tags(self) -> Iterator[str]:
        """What a filter looks for, beside references: ``level:hbo``."""
        yield from ()


class Field(NamedTuple):
    name: str
    ref: str | None
    """The kind of element that it refers to."""
    prefix: str = ""

    def key_in(self, value: Any) -> str | None:
        """The key of another element in a value of this field, if it holds one."""
        if self.ref is None or not isinstance(value, str) or not value.startswith(self.prefix):
            return None
        return value.removeprefix(self.prefix)


@lru_cache(maxsize=200)
def fields_of(cls: type[Part]) -> tuple[Field, ...]:
    return tuple(_field_of(name, info) for name, info in cls.model_fields.items())


def _field_of(name: str, info: Any) -> Field:
    marks = [
        *info.metadata,
        *(
            mark
            for arg in get_args(info.annotation)
            if get_origin(arg) is Annotated
            for mark in get_args(arg)[1:]
        ),
    ]
    for mark in marks:
        if isinstance(mark, Ref):
            return Field(name, mark.kind)
        if isinstance(mark, RefAfter):
            return Field(name, mark.kind, mark.prefix)
    return Field(name, None)


def _walk(part: Part, path: Path) -> Iterator[tuple[Path, Field, Any]]:
    """Every value in a part, lists and parts within parts taken apart."""
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            where = (*path, field.name) if index is None else (*path, field.name, index)
            if isinstance(item, Part):
                yield from _walk(item, where)
            elif item is not None:
                yield where, field, item


def _references(part: Part, path: Path) -> Iterator[Reference]:
    for where, field, value in _walk(part, path):
        key = field.key_in(value)
        if key is not None and field.ref is not None:
            yield Reference(where, field.ref, key)


def _texts(part: Part, path: Path) -> Iterator[tuple[Path, Translated]]:
    for where, _field, value in _walk(part, path):
        if isinstance(value, Translated):
            yield where, value


def own_misfits(part: Part) -> Iterator[Misfit]:
    """The rules that a part breaks by itself, paths from the part."""
    yield from _unknown_languages(part)
    yield from _twice_in_a_list(part)
    yield from part.misfits()


def misfits_within(part: Part, path: Path = ()) -> Iterator[Misfit]:
    """The rules that a part and all parts in it break."""
    for misfit in own_misfits(part):
        yield Misfit((*path, *misfit.path), misfit.message)
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            if isinstance(item, Part):
                where = (field.name,) if index is None else (field.name, index)
                yield from misfits_within(item, (*path, *where))


def outside_interval(
    value: float | None, low: float | None, high: float | None
) -> Iterator[Misfit]:
    """What is wrong with the interval around a value, in the fields `low` and `high`."""
    if low is not None and high is not None and low > high:
        yield Misfit(("low",), _("low is larger than high: swap them"))
    elif value is None:
        if low is not None or high is not None:
            yield Misfit(
                ("low" if low is not None else "high",),
                _("there is no value for an interval to be around: leave low and high out"),
            )
    elif low is not None and low > value:
        yield Misfit(("low",), _("low is larger than the value itself: check both"))
    elif high is not None and high < value:
        yield Misfit(("high",), _("high is smaller than the value itself: check both"))


def _unknown_languages(part: Part) -> Iterator[Misfit]:
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        for index, text in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(text, Translated) or set(text.texts) == {EVERY}:
                continue
            for language in text.texts:
                if language not in LANGUAGES:
                    at: Path = (field.name, index) if isinstance(value, list) else (field.name,)
                    yield Misfit(
                        (*at, language),
                        _("%(language)s is not a language of this software: use nl, en or de")
                        % {"language": language},
                    )


def _twice_in_a_list(part: Part) -> Iterator[Misfit]:
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        if not isinstance(value, list):
            continue
        for index, item in enumerate(value):
            if isinstance(item, str) and item in value[:index]:
                yield Misfit(
                    (field.name, index), _("%(item)s stands there twice") % {"item": str(item)}
                )
