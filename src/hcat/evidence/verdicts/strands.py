# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which of a result's targets decide on a day.

Targets that follow one another form a strand: steps of one promise. They do when one says that it
succeeds the other, or when both promise the same kind of thing about the same indicator, each with
its own deadline ("30% in 2016, 40% in 2020"). In each strand one target is in force: the first
whose deadline has not passed, or else the last. So in 2014 that result is judged by the 30%, in
2018 by the 40%, and in 2026 still by the 40%, unless a new agenda period brought a successor; a
step that was missed or reached stays shown beside it. Strands are promises beside each other: all
must hold, so the result is as good as the worst of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hcat.agenda.api import Target


def strands(targets: Sequence[Target]) -> list[list[Target]]:
    """The targets by strand, each strand in order of deadline."""
    root: dict[str, str] = {one.key: one.key for one in targets}

    def find(key: str) -> str:
        seen: set[str] = set()
        while root[key] != key and key not in seen:
            seen.add(key)
            key = root[key]
        return key

    for one in targets:
        if one.succeeds is not None and one.succeeds in root:
            root[find(one.key)] = find(one.succeeds)
        for other in targets:
            if other is not one and _same_promise(one, other):
                root[find(one.key)] = find(other.key)
    found: dict[str, list[Target]] = {}
    for one in targets:
        found.setdefault(find(one.key), []).append(one)
    for strand in found.values():
        strand.sort(key=lambda one: (one.deadline is None, one.deadline or date.max))
    return list(found.values())


def _same_promise(one: Target, other: Target) -> bool:
    return (
        one.deadline is not None
        and other.deadline is not None
        and one.deadline != other.deadline
        and (one.kind, one.unit, one.direction) == (other.kind, other.unit, other.direction)
        and one.indicator == other.indicator
    )


def in_force(strand: Sequence[Target], day: date) -> Target:
    """The target of a strand that decides on a day."""
    for one in strand:
        if one.deadline is None or one.deadline >= day:
            return one
    return strand[-1]
