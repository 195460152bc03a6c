# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an element came to read as it does: its versions, and what it came from and became."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from hcat.foundation.api import remembered

from .items import Item, item_of
from .models import Change, Decision, Descent, Version
from .words import reason_words


@dataclass(frozen=True, slots=True)
class VersionEntry:
    """One version in the history of an element, with the change that brought it."""

    item: Item[Any]
    change_id: int
    change_kind: str
    effective_on: date
    stated: str
    """The reason as it is kept; this entry is remembered, for readers of any language."""
    decision: Decision | None
    recorded_at: datetime
    recorded_by: str
    sources: tuple[str, ...]
    """``kind:key`` of the elements that this one came out of, in this change."""
    heirs: tuple[str, ...]
    """``kind:key`` of the elements that came out of this one, in this change."""

    @property
    def reason(self) -> str:
        """In the language of the reader, where the software gave it itself."""
        return reason_words(self.stated)


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
        stated=change.reason,
        decision=change.decision,
        recorded_at=change.recorded_at,
        recorded_by=change.recorded_by,
        sources=tuple(sorted(sources)),
        heirs=tuple(sorted(heirs)),
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One change by which elements came out of elements: n to m."""

    change_kind: str
    effective_on: date
    change: Change
    """With its reason in the language of the reader, and the decision behind it."""
    sources: tuple[str, ...]
    heirs: tuple[str, ...]
    """Both as ``kind:key``. Who is only among the sources has ended by it, or went on beside."""

    @property
    def reason(self) -> str:
        return self.change.why


@dataclass(frozen=True, slots=True)
class Member:
    """An element of a family: from when until when it stood in the agenda."""

    item: Item[Any]
    """As it read last."""
    since: date
    until: date | None
    """Since when it has ended; None while it lives."""
    began_by: int
    """Number of the change that brought it."""
    ended_by: int | None
    """Number of the change that ended it."""

    @property
    def name(self) -> str:
        return self.item.name


@dataclass(frozen=True, slots=True)
class Family:
    """What an element came out of and what came out of it, with what took part in these changes."""

    steps: tuple[Step, ...]
    """In order of time."""
    members: tuple[Member, ...]
    """In order of their coming."""


def lineage(kind: str, key: str) -> Lineage:
    """What an element came out of and what came out of it, over every step.

    Along time only: what left an element before another came into it is no heir of that other.
    """
    name = f"{kind}:{key}"
    steps = _steps()
    return Lineage(
        sources=_follow(name, [(s, s.heirs, s.sources) for s in reversed(steps)])[0],
        heirs=_follow(name, [(s, s.sources, s.heirs) for s in steps])[0],
    )


def family(kind: str, key: str) -> Family:
    """The changes along which an element descends and is descended from; three queries."""
    name = f"{kind}:{key}"
    steps = _steps()
    ways = (
        _follow(name, [(s, s.heirs, s.sources) for s in reversed(steps)])[1],
        _follow(name, [(s, s.sources, s.heirs) for s in steps])[1],
    )
    found = sorted({step.change.pk: step for way in ways for step in way}.items())
    told = tuple(step for _pk, step in found)
    return Family(told, tuple(_members(told).values()))


def families_of(changes: Iterable[int]) -> dict[int, Family]:
    """Of each of these changes, by number, what came out of what; those without are left out."""
    wanted = set(changes)
    steps = [step for step in _steps() if step.change.pk in wanted]
    members = _members(steps)
    return {
        step.change.pk: Family(
            (step,), tuple(members[name] for name in dict.fromkeys((*step.sources, *step.heirs)))
        )
        for step in steps
    }


def _members(steps: Iterable[Step]) -> dict[str, Member]:
    """All that took part in these steps, by name, in order of their coming; one query."""
    names = {one for step in steps for one in (*step.sources, *step.heirs)}
    if not names:
        return {}
    versions = Version.objects.filter(
        element__kind__in={name.partition(":")[0] for name in names},
        element__key__in={name.partition(":")[2] for name in names},
    )
    first: dict[str, Version] = {}
    last: dict[str, Version] = {}
    for version in versions.select_related("element").order_by("change_id"):
        first.setdefault(str(version.element), version)
        last[str(version.element)] = version
    members = {
        name: Member(
            item=item_of(end),
            since=first[name].valid_from,
            until=end.valid_from if end.ended_as else None,
            began_by=first[name].change_id,
            ended_by=end.change_id if end.ended_as else None,
        )
        for name, end in last.items()
        if name in names
    }
    return dict(sorted(members.items(), key=lambda pair: (pair[1].since, pair[1].began_by)))


@remembered(size=1)
def _steps() -> tuple[Step, ...]:
    """Every change by which something came out of something, in the order of time; one query."""
    descents = Descent.objects.select_related("source", "heir", "change__decision__body")
    found: dict[int, list[Descent]] = defaultdict(list)
    for descent in descents.order_by("change_id", "pk"):
        found[descent.change_id].append(descent)
    return tuple(
        Step(
            change_kind=rows[0].change.kind,
            effective_on=rows[0].change.effective_on,
            change=rows[0].change,
            sources=tuple(dict.fromkeys(str(row.source) for row in rows)),
            heirs=tuple(dict.fromkeys(str(row.heir) for row in rows)),
        )
        for rows in found.values()
    )


def _follow(
    start: str, steps: Iterable[tuple[Step, tuple[str, ...], tuple[str, ...]]]
) -> tuple[tuple[Kin, ...], list[Step]]:
    """Who is reached from `start` when the steps are gone through in this order, each from one end
    to the other; and the steps that were gone. One change is one step: who comes into an element
    by it does not go out of another by the same change."""
    away: dict[str, int] = {start: 0}
    found: dict[str, Kin] = {}
    gone: list[Step] = []
    for step, ends, others in steps:
        here = [one for one in ends if one in away]
        if not here:
            continue
        gone.append(step)
        reached: dict[str, int] = {}
        for other in others:
            distances = [away[one] for one in here if one != other]
            if distances and min(distances) + 1 < away.get(other, sys.maxsize):
                reached[other] = min(distances) + 1
        for name, distance in reached.items():
            away[name] = distance
            kind, _colon, key = name.partition(":")
            found[name] = Kin(kind, key, distance, step.change_kind, step.effective_on, step.reason)
    return tuple(sorted(found.values(), key=lambda kin: kin.steps)), gone
