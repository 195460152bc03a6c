# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The data of a form as it travels: names with lists of texts, whether from a sheet or a request.

A list counts its items in the names: ``targets.0.title.nl``. So a form that was posted and a form
made of a sheet are the same thing, and nothing that was typed needs a second place to be kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.conf import settings
from django.http import QueryDict

from hcat.foundation.api import EVERY
from hcat.web.dates import as_typed

from .specs import Shape, Spec, specs_of
from .typed import show_number

Data = dict[str, list[str]]
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
NOT_DATA = {"csrfmiddlewaretoken", "do"}


def posted(query: QueryDict) -> Data:
    """What a request brings, without what is not an answer."""
    return {name: list(values) for name, values in query.lists() if name not in NOT_DATA}


def flatten(specs: Iterable[Spec], values: Mapping[str, Any], prefix: str = "") -> Data:
    """The values of a sheet (as JSON holds them) as a form would send them."""
    data: Data = {}
    for spec in specs:
        value = values.get(spec.name)
        if value is not None:
            data |= _flat(spec, value, f"{prefix}{spec.name}")
    return data


def _flat(spec: Spec, value: Any, name: str) -> Data:
    if spec.shape is Shape.TEXT:
        return _flat_text(value, name)
    if spec.shape is Shape.TEXTS:
        return {
            k: v for i, one in enumerate(value) for k, v in _flat_text(one, f"{name}.{i}").items()
        }
    if spec.part is not None:
        rows = enumerate(value) if spec.shape is Shape.PARTS else [(None, value)]
        data: Data = {}
        for index, row in rows:
            inner = name if index is None else f"{name}.{index}"
            data |= {f"{inner}.there": ["1"]} if index is not None else {}
            data |= flatten(specs_of(spec.part), row, f"{inner}.")
        return data
    if spec.shape is Shape.WORDS:
        return {name: ["\n".join(value)]}
    if spec.shape is Shape.CHOICES:
        return {name: [str(one) for one in value]}
    if spec.shape is Shape.FLAG:
        return {name: ["1"]} if value else {}
    if spec.shape is Shape.DATE:
        return {name: [as_typed(value if isinstance(value, date) else date.fromisoformat(value))]}
    if spec.shape is Shape.NUMBER:
        return {name: [show_number(float(value))]}
    return {name: [str(value)]}


def _flat_text(value: str | Mapping[str, str], name: str) -> Data:
    if isinstance(value, str):
        return {f"{name}.{LANGUAGES[0]}": [value], f"{name}.same": ["1"]}
    if EVERY in value:
        return {f"{name}.{LANGUAGES[0]}": [value[EVERY]], f"{name}.same": ["1"]}
    return {f"{name}.{language}": [text] for language, text in value.items()}


def indexes(data: Mapping[str, Any], name: str) -> list[int]:
    """The numbers of the items of a list, in their order."""
    pattern = re.compile(rf"^{re.escape(name)}\.(\d{{1,4}})(?:\.|$)")
    found = {int(match[1]) for one in data if (match := pattern.match(one))}
    return sorted(found)


def with_row(data: Data, name: str) -> Data:
    """The same with an empty item at the end of a list."""
    taken = indexes(data, name)
    return {**data, f"{name}.{taken[-1] + 1 if taken else 0}.there": ["1"]}


def without_row(data: Data, row: str) -> Data:
    """The same without one item of a list (``targets.2``)."""
    return {name: values for name, values in data.items() if not name.startswith(f"{row}.")}
