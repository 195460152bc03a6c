# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which measures and series the targets of an agenda name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hcat.agenda.api import Item, Result, Target

from .published import series_of


def targets(results: Iterable[Item[Result]]) -> Iterator[tuple[Item[Result], Target]]:
    for item in results:
        for target in item.sheet.targets:
            yield item, target


def named(target: Target) -> list[str]:
    """The measures that a target or its conditions name, each once."""
    names = [target.measured_by, *(one.measured_by for one in target.conditions)]
    return list(dict.fromkeys(name for name in names if name))


def series_used(results: Iterable[Item[Result]]) -> set[str]:
    """Keys of the series that some target uses, directly or as a proxy."""
    found: set[str] = set()
    for _, target in targets(results):
        names = [*named(target), *(proxy.measure for proxy in target.proxies)]
        found |= {key for key in map(series_of, names) if key}
    return found


def intervals(results: Iterable[Item[Result]]) -> dict[str, int]:
    """Of each named measure: every how many months the most demanding target wants it."""
    found: dict[str, int] = {}
    for _, target in targets(results):
        for name in named(target):
            found[name] = min(found.get(name, target.interval_months), target.interval_months)
    return found
