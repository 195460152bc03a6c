# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which measures and series the targets of an agenda name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hcat.agenda.api import Item, Result, Series, Target

from .published import measure_of, series_of


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


def computed(series: Iterable[Item[Series]]) -> dict[str, str]:
    """By the name under which targets bind a series: the measure that computes it, if one does."""
    return {measure_of(one.key): one.sheet.measured_by for one in series if one.sheet.measured_by}


def intervals(results: Iterable[Item[Result]], series: Iterable[Item[Series]]) -> dict[str, int]:
    """Of each measure that a target names, to prove it or as a proxy: every how many months the
    most demanding target wants it."""
    by_measure = computed(series)
    found: dict[str, int] = {}
    for _, target in targets(results):
        near = [one.measured_by for one in target.proxies if one.measured_by]
        for bound in (*named(target), *near):
            name = by_measure.get(bound, bound)
            found[name] = min(found.get(name, target.interval_months), target.interval_months)
    return found
