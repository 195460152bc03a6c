# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A proposal beside sheets that were changed since: what it changes in them as they read now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hcat.agenda.api import item

from .models import Proposal

Fields = dict[str, Any]


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """What a sheet gets as it reads now."""

    fields: Fields
    torn: tuple[str, ...]
    """Fields that were changed in the sheet since, and that the proposal makes something else."""


def reads(key: str, names: Iterable[str]) -> Fields:
    """How these fields of an initiative read now."""
    sheet = item("initiative", key).sheet.model_dump(mode="json")
    return {name: sheet[name] for name in names}


def caught_up(found: Proposal, heir: str) -> CaughtUp:
    """What one that goes on gets. Of a list, what was added or taken out since stays so."""
    proposed = found.fields.get(heir, {})
    return laid_over(proposed, found.before.get(heir, {}), reads(heir, proposed))


def laid_over(
    proposed: Mapping[str, Any], before: Mapping[str, Any], now: Mapping[str, Any]
) -> CaughtUp:
    """
    >>> proposed = {"partners": ["A", "B"], "people": 1.5}
    >>> laid_over(proposed, {"partners": ["A"], "people": 1.0}, {"partners": ["C"], "people": 2.0})
    CaughtUp(fields={'partners': ['C', 'B'], 'people': 1.5}, torn=('people',))
    """
    fields, torn = {}, []
    for name, value in proposed.items():
        stood, stands = before.get(name), now[name]
        if isinstance(value, list):
            value = _joined(value, stood or [], stands)
        elif stands not in (stood, value):
            torn.append(name)
        if value != stands:
            fields[name] = value
    return CaughtUp(fields, tuple(torn))


def _joined(proposed: list[Any], stood: list[Any], stands: list[Any]) -> list[Any]:
    """The order is that of the proposal where nothing changed since."""
    if stood == stands:
        return proposed
    kept = [value for value in stands if value in proposed or value not in stood]
    return kept + [value for value in proposed if value not in stood and value not in kept]
