# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Observations as a list: every figure ever stored, page by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from hcat.agenda.api import items
from hcat.evidence.measuring.bindings import computed, targets
from hcat.evidence.measuring.published import series_of
from hcat.evidence.models import ENTERED, Observation
from hcat.evidence.queries import standing
from hcat.evidence.verdicts.standing import RecordedFigure, TargetStanding
from hcat.foundation.api import Translated, remembered, today
from hcat.numerics.api import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A target for which the figures of a measure count."""

    result: str
    target: str
    condition: str = ""
    is_proxy: bool = False
    leaves_out: Translated | None = None


def uses(*, as_of: date | None = None) -> dict[str, list[Use]]:
    """By name of measure: what its figures serve. Entered figures name their own target.

    The measure that computes a series serves whatever the series serves.
    """
    return _uses(as_of or today())


@remembered(size=20)
def _uses(day: date) -> dict[str, list[Use]]:
    found: dict[str, list[Use]] = defaultdict(list)
    for item, target in targets(items("result", as_of=day)):
        if target.measured_by:
            found[target.measured_by].append(Use(result=item.key, target=target.key))
        for one in target.conditions:
            if one.measured_by:
                found[one.measured_by].append(
                    Use(result=item.key, target=target.key, condition=one.key)
                )
        for proxy in target.proxies:
            found[proxy.measure].append(
                Use(
                    result=item.key,
                    target=target.key,
                    is_proxy=True,
                    leaves_out=proxy.leaves_out,
                )
            )
    for bound, measure in computed(items("series", as_of=day)).items():
        if bound in found:
            found[measure] = [*found[measure], *found[bound]]
    return dict(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where figures stand in the series of the agenda."""

    computed: dict[str, str]
    """By name of measure the key of the series that it computes."""
    in_place_of: dict[int, int]
    """By id of a measured figure that of the published one in whose place it is shown."""

    def series_of(self, measure: str) -> str | None:
        return series_of(measure) or self.computed.get(measure)


def places_in_series(*, as_of: date | None = None) -> Places:
    """As results show their figures on a day."""
    return _places(as_of or today())


@remembered(size=20)
def _places(day: date) -> Places:
    bound = computed(items("series", as_of=day))
    return Places(
        computed={measure: series_of(name) or "" for name, measure in bound.items()},
        in_place_of={
            figure.id: figure.published.id
            for result in (standing(as_of=day) if bound else ())
            for one in result.targets
            for figure in (*one.figures, *one.proxies, *_of_conditions(one))
            if figure.published
        },
    )


def _of_conditions(target: TargetStanding) -> Iterator[RecordedFigure]:
    for one in target.conditions:
        yield from one.figures


def observations(
    serving: dict[str, list[Use]],
    *,
    as_of: date | None = None,
    result: str | None = None,
    target: str | None = None,
    proxy: bool | None = None,
    since: datetime | None = None,
    within: Period | None = None,
    superseded: bool = False,
) -> Any:
    """The observations that fit every filter, as a lazy queryset without the recorder's name.

    `serving` is what :func:`uses` gave; `proxy` None takes both kinds; `since` is the moment of
    recording; `within` holds the whole period of a figure.
    """
    found = Observation.objects.about(as_of or today()).defer("inputs", "recorded_by")
    if not superseded:
        found = found.standing()
    if result is not None or target is not None or proxy is not None:
        names = {
            name
            for name, served in serving.items()
            for use in served
            if result in (None, use.result)
            and target in (None, use.target)
            and proxy in (None, use.is_proxy)
        }
        wanted = Q(measure__in=names)
        if not proxy:
            entered = Q(measure=ENTERED)
            if result is not None:
                entered &= Q(result=result)
            if target is not None:
                entered &= Q(target=target)
            wanted |= entered
        found = found.filter(wanted)
    if since is not None:
        found = found.filter(recorded_at__gte=since)
    if within is not None:
        found = found.filter(start__gte=within.start, end__lte=within.end)
    return found.order_by("measure", "group", "start", "end", "id")
