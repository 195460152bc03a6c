# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a field holds, in words; and what changes between two readings of a sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import pgettext
from pydantic import BaseModel

from hcat.foundation.api import EVERY, Translated
from hcat.web import words

from . import wording
from .choices import Offer
from .form import LANGUAGE_NAMES
from .specs import Shape, Spec, specs_of


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changes; empty is: nothing stood there, or nothing will."""

    label: str
    before: str
    after: str
    language: str = ""
    """Of the two texts, where it is not the reader's."""


def compare(
    cls: type[BaseModel], old: Mapping[str, Any], new: Mapping[str, Any], offer: Offer, of: str = ""
) -> list[Line]:
    """Every field that reads otherwise, as JSON holds them, in words."""
    lines: list[Line] = []
    for spec in specs_of(cls):
        before, after = old.get(spec.name), new.get(spec.name)
        if before != after:
            label = f"{of}, {_small(wording.label(spec))}" if of else wording.label(spec)
            lines += _lines(spec, before, after, offer, label)
    return lines


def _lines(spec: Spec, before: Any, after: Any, offer: Offer, label: str) -> list[Line]:
    if spec.shape is Shape.TEXT:
        return _texts(before, after, label)
    if (
        spec.shape is Shape.PART
        and spec.part
        and isinstance(before, Mapping)
        and isinstance(after, Mapping)
    ):
        return compare(spec.part, before, after, offer, label)
    if spec.shape is Shape.TEXTS and before and after and len(before) == len(after):
        return [
            line
            for place, (one, other) in enumerate(zip(before, after, strict=True), start=1)
            for line in _texts(one, other, f"{label} {place}")
        ]
    if spec.shape is Shape.PARTS and spec.part:
        return _parts(spec, before or [], after or [], offer, label)
    return [Line(label, say(spec, before, offer), say(spec, after, offer))]


def _texts(before: Any, after: Any, label: str) -> list[Line]:
    """One line per language that reads otherwise."""
    old, new = _by_language(before), _by_language(after)
    return [
        Line(
            label if code == EVERY else f"{label} ({LANGUAGE_NAMES.get(code, code)})",
            old.get(code, ""),
            new.get(code, ""),
            "" if code == EVERY else code,
        )
        for code in dict.fromkeys([*old, *new])
        if old.get(code, "") != new.get(code, "")
    ]


def _by_language(text: Any) -> dict[str, str]:
    if not text:
        return {}
    return {EVERY: text} if isinstance(text, str) else dict(text)


def _parts(
    spec: Spec, before: Sequence[Any], after: Sequence[Any], offer: Offer, label: str
) -> list[Line]:
    """Items that have a name of their own are compared by it; others by their place."""
    assert spec.part is not None  # noqa: S101
    old, new = _named(before), _named(after)
    lines: list[Line] = []
    for name in dict.fromkeys([*old, *new]):
        one, other = old.get(name), new.get(name)
        called = f"{label}, {_title(spec, other or one, offer) or name}"
        if one is not None and other is not None:
            lines += compare(spec.part, one, other, offer, called)
        else:
            lines.append(Line(called, _part(spec.part, one, offer), _part(spec.part, other, offer)))
    return lines


def _named(rows: Sequence[Any]) -> dict[str, Any]:
    for name in ("key", "code", "series"):
        if rows and all(row.get(name) for row in rows):
            return {str(row[name]): row for row in rows}
    return {str(place): row for place, row in enumerate(rows, start=1)}


def _title(spec: Spec, row: Any, offer: Offer) -> str:
    assert spec.part is not None  # noqa: S101
    for inner in specs_of(spec.part):
        if inner.name in ("title", "name", "series", "holder", "what") and row.get(inner.name):
            return say(inner, row[inner.name], offer)
    return ""


def _part(cls: type[BaseModel], row: Any, offer: Offer) -> str:
    if row is None:
        return ""
    said = [
        f"{wording.label(spec)}: {text}"
        for spec in specs_of(cls)
        if spec.name != "key" and row.get(spec.name) not in (None, "", [])
        if (text := say(spec, row[spec.name], offer))
    ]
    return "; ".join(said)


def say(spec: Spec, value: Any, offer: Offer) -> str:
    """The value of a field in the reader's language; empty when there is none."""
    if value in (None, "", []) or value is False:
        return ""
    if spec.shape is Shape.TEXT:
        return str(Translated(value))
    if spec.shape is Shape.TEXTS:
        return " · ".join(str(Translated(one)) for one in value)
    if spec.shape is Shape.PART and spec.part:
        return _part(spec.part, value, offer)
    if spec.shape is Shape.PARTS and spec.part:
        return " · ".join(_part(spec.part, one, offer) for one in value)
    if spec.shape is Shape.FLAG:
        return pgettext("a checkbox", "yes")
    if spec.shape is Shape.DATE:
        day = value if isinstance(value, date) else date.fromisoformat(value)
        return date_format(day, "DATE_FORMAT")
    if spec.shape is Shape.NUMBER:
        return words.number(float(value))
    if spec.shape in (Shape.CHOICE, Shape.CHOICES) or offer.has_options(spec):
        return _options(spec, value if isinstance(value, list) else [value], offer)
    return ", ".join(value) if isinstance(value, list) else str(value)


def _options(spec: Spec, chosen: list[str], offer: Offer) -> str:
    titles = {o.value: o.title for group in offer.groups(spec, chosen) for o in group.options}
    return ", ".join(titles[str(one)] for one in chosen)


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
