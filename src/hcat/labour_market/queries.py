# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking for figures as they were known on a day."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, today

from .figures import Figure
from .models import Vintage
from .storage import figures_of


def vintages(source: str | None = None, *, known_on: date | None = None) -> list[Vintage]:
    """Every vintage kept, oldest first within its source."""
    found = Vintage.objects.all() if known_on is None else Vintage.objects.as_known_on(known_on)
    return list(found if source is None else found.filter(source=source))


def vintage(source: str, number: int | None = None, *, known_on: date | None = None) -> Vintage:
    """One by its number, else the last, else the last that was known on a day. Else NotFound."""
    found = Vintage.objects.filter(source=source)
    if known_on is not None:
        found = found.as_known_on(known_on)
    if number is not None:
        found = found.filter(number=number)
    last = found.order_by("number").last()
    if last is None:
        raise _no_vintage(source, number, known_on)
    return last


def holding(
    source: str, series: str, period: str, *, known_on: datetime | None = None
) -> Vintage | None:
    """The newest vintage whose series reaches over a period; an old one may reach further back.

    `known_on`: of those that had been fetched by that moment.
    """
    found = Vintage.objects.filter(source=source)
    if known_on is not None:
        found = found.filter(fetched_at__lte=known_on)
    for kept in found.order_by("-number"):
        known = kept.series.get(series)
        if known and known["first"] <= period <= known["last"]:
            return kept
    return None


def figures(
    source: str,
    where: Mapping[str, str | Collection[str]] | None = None,
    *,
    series: str | Collection[str] | None = None,
    known_on: date | None = None,
    number: int | None = None,
) -> Iterator[Figure]:
    """The figures of a source, one at a time, as known on a day (or in the vintage `number`).

    `where`: values of dimensions, or of ``period``; several values are alternatives. NotFound for
    a source without a vintage by then, and for a series or dimension that it does not have.
    """
    known = vintage(source, number, known_on=known_on)
    wanted = list(known.series) if series is None else _several(series)
    asked = {key: frozenset(_several(values)) for key, values in (where or {}).items()}
    for name in wanted:
        if name not in known.series:
            raise _no_such(_("series"), name, known.series, known)
        for key in asked:
            dimensions = [*known.series[name]["dimensions"], "period"]
            if key not in dimensions:
                raise _no_such(_("dimension"), key, dimensions, known)
    return figures_of(known, wanted, asked)


def _several(given: str | Collection[str]) -> list[str]:
    return [given] if isinstance(given, str) else list(given)


def _no_vintage(source: str, number: int | None, known_on: date | None) -> NotFound:
    kept = sorted(set(Vintage.objects.values_list("source", flat=True)))
    if source not in kept:
        return NotFound(
            _("Nothing is kept of the source %(source)s.") % {"source": source},
            why=_("Kept are: %(sources)s.") % {"sources": ", ".join(kept) or "–"},
            mend=_("Fetch it with `hcat data sync %(source)s`.") % {"source": source},
        )
    day = date_format(known_on or today(), "DATE_FORMAT")
    return NotFound(
        _("The source %(source)s has no such vintage.") % {"source": source},
        why=_("It was not fetched yet on %(day)s.") % {"day": day}
        if number is None
        else _("There is no number %(number)d.") % {"number": number},
        mend=_("See `hcat data list`."),
    )


def _no_such(kind: str, name: str, known: Collection[str], found: Vintage) -> NotFound:
    near = difflib.get_close_matches(name, known, n=1)
    return NotFound(
        _("%(vintage)s has no %(kind)s %(name)s.") % {"vintage": found, "kind": kind, "name": name},
        why=_("It has: %(names)s.") % {"names": ", ".join(known)},
        mend=_("Did you mean %(near)s?") % {"near": near[0]} if near else "",
    )
