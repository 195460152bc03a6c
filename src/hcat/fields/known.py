# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which technical fields there are, in their order."""

from __future__ import annotations

from functools import cache

from hcat.agenda.api import Part
from hcat.foundation.api import Translated

from .files import yaml_of


class Field(Part):
    """A technical field: its code, its name, and a sentence of what belongs to it."""

    code: str
    title: Translated
    belongs: Translated


@cache
def fields() -> tuple[Field, ...]:
    """The fields, mechatronics first: in this order they stand in tables and on charts."""
    return tuple(Field.model_validate(one) for one in yaml_of("fields.yaml")["fields"])


@cache
def field_codes() -> tuple[str, ...]:
    """The codes of the fields, in their order."""
    return tuple(one.code for one in fields())
