# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an element came to read as it does: its versions, and what it came from and became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hcat.foundation.api import remembered

from .items import Item, item_of
from .models import Change, Decision, Descent, Version


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One version in the history of an element, with the change that brought it."""

    item: Item[Any]
    change_id: int
    change_kind: str
    effective_on: date
    reason: str
    decision: Decision | None
    recorded_at: datetime
    recorded_by: str
    sources: tuple[str, ...]
    """``kind:key`` of the elements that this one came out of, in this change."""
    heirs: tuple[str, ...]
    """``kind:key`` of the elements that came out of this one, in this change."""


@dataclass(frozen=True, slots=True)
class Kin:
    """An ancestor or a descendant, so many steps away."""

    kind: str
    key: str
    steps: int
    change_kind: str
    effective_on: date
    reason: str

    @property
    def name(self) -> str:
        return f"{self.kind}:{self.key}"


@dataclass(frozen=True, slots=True)
class Lineage:
    sources: tuple[Kin, ...]
    """What it came out of, nearest first."""
    heirs: tuple[Kin, ...]
    """What came out of it, nearest first."""


def history(kind: str, key: str) -> list[VersionEntry]:
    """Every version of an element, newest first; three queries."""
    return list(_history(kind, key))


@remembered(size=500)
def _history(kind: str, key: str) -> tuple[VersionEntry, ...]:
    versions = list(
        Version.objects.filter(element__kind=kind, element__key=key)
        .select_related("element", "change__decision__body")
        .order_by("-change_id")
    )
    if not versions:
        return ()
    element = versions[0].element
    sources, heirs = defaultdict(list), defaultdict(list)
    for descent in Descent.objects.filter(heir=element).select_related("source"):
        sources[descent.change_id].append(str(descent.source))
    for descent in Descent.objects.filter(source=element).select_related("heir"):
        heirs[descent.change_id].append(str(descent.heir))
    return tuple(
        _entry(version, sources[version.change_id], heirs[version.change_id])
        for version in versions
    )


def _entry(version: Version, sources: Iterable[str], heirs: Iterable[str]) -> VersionEntry:
    change: Change = version.change
    return VersionEntry(
        item=item_of(version),
        change_id=change.pk,
        change_kind=change.kind,
        effective_on=change.effective_on,
        reason=change.why,
        decision=change.decision,
        recorded_at=change.recorded_at,
        recorded_by=change.recorded_by,
        sources=tuple(sorted(sources)),
        heirs=tuple(sorted(heirs)),
    )


def lineage(kind: str, key: str) -> Lineage:
    """What an element came out of and what came out of it, over every step; one query."""
    descents = list(Descent.objects.select_related("source", "heir", "change").order_by("change"))
    name = f"{kind}:{key}"
    return Lineage(
        sources=_follow(name, [(str(d.heir), d.source, d.change) for d in descents]),
        heirs=_follow(name, [(str(d.source), d.heir, d.change) for d in descents]),
    )


def _follow(start: str, steps: list[tuple[str, Any, Change]]) -> tuple[Kin, ...]:
    found: dict[str, Kin] = {}
    front, distance = {start}, 0
    while front:
        distance += 1
        reached = [(element, change) for origin, element, change in steps if origin in front]
        front = set()
        for element, change in reached:
            if str(element) != start and str(element) not in found:
                front.add(str(element))
                found[str(element)] = Kin(
                    kind=element.kind,
                    key=element.key,
                    steps=distance,
                    change_kind=change.kind,
                    effective_on=change.effective_on,
                    reason=change.why,
                )
    return tuple(found.values())
