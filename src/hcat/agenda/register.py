# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of initiatives: filters, search, and the counts beside the filters."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q

from hcat.foundation.api import remembered, today

from .items import fold
from .models import Reference, Version, VersionQuerySet


def search_initiatives(
    *,
    as_of: date | None = None,
    text: str = "",
    status: str | Collection[str] | None = None,
    line: str | None = None,
    differentiation: str | None = None,
    way: str | None = None,
    level: str | None = None,
    place: str | None = None,
    owner: str | None = None,
    ended: bool = False,
) -> VersionQuerySet:
    """The initiatives that fit every filter given, by number; lazy, so that it can be paged.

    Of several statuses, an initiative has to have one.
    `text` finds initiatives that hold every word of it, in any language, accents or not.
    """
    day = as_of or today()
    found = Version.objects.of("initiative").on(day).select_related("element")
    if not ended:
        found = found.alive()
    if status:
        wanted = [status] if isinstance(status, str) else status
        found = found.filter(status__in=wanted)
    if line:
        found = found.filter(_placed_on(line, day))
    for kind, key, field in (
        ("differentiation", differentiation, "placements"),
        ("way", way, "ways"),
    ):
        if key:
            found = found.pointing_at(kind, key, field=field)
    for tag, value in (("level", level), ("place", place)):
        if value:
            found = found.filter(tags__contains=f" {tag}:{value} ")
    if owner:
        found = found.filter(data__owner=owner)
    for word in fold(text).split():
        found = found.filter(search__contains=word)
    return found.order_by("sort", "element_id")


def _placed_on(line: str, day: date) -> Any:
    """Whether a version is placed under a differentiation of this line on that day.

    Asked of each version by its own references, not as `pk__in`: SQLite would walk the whole
    list again for every version, which takes half a minute with ten thousand initiatives.
    """
    differentiations = (
        Version.objects.of("differentiation").on(day).pointing_at("line", line, field="line")
    )
    return Exists(
        Reference.objects.filter(
            version=OuterRef("pk"),
            field="placements",
            target__in=differentiations.values("element"),
        )
    )


def facet_counts(*, as_of: date | None = None, **filters: Any) -> dict[str, dict[str, int]]:
    """How many initiatives each choice of a filter holds; four queries.

    `filters` as in :func:`search_initiatives`. Keys: status, line, differentiation, way; in each,
    the number of initiatives by key. A choice that holds none is absent.
    """
    return _facet_counts(as_of or today(), **filters)


@remembered(size=200)
def _facet_counts(day: date, **filters: Any) -> dict[str, dict[str, int]]:
    plain = search_initiatives(as_of=day, **filters).order_by()
    return {
        "status": dict(plain.values_list("status").annotate(count=Count("pk"))),
        "line": _by_line(plain, day),
        "differentiation": _by_target(plain, "placements"),
        "way": _by_target(plain, "ways"),
    }


# Counted along the links of each version, not as `version__in`: a database without fresh
# statistics compares every link with every version, minutes with ten thousand initiatives.


def _by_target(found: VersionQuerySet, field: str) -> dict[str, int]:
    return dict(
        found.filter(references__field=field)
        .values_list("references__target__key")
        .annotate(count=Count("pk"))
    )


def _by_line(found: VersionQuerySet, day: date) -> dict[str, int]:
    part = "references__target__versions__"
    return dict(
        found.filter(
            Q(**{f"{part}valid_until__isnull": True}) | Q(**{f"{part}valid_until__gt": day}),
            references__field="placements",
            **{f"{part}valid_from__lte": day, f"{part}references__field": "line"},
        )
        .values_list(f"{part}references__target__key")
        .annotate(count=Count("pk", distinct=True))
    )
