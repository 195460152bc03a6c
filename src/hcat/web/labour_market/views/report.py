# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The published table of 2011–2016, worked out anew: inflow less job openings, per level."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, Series, item, items
from hcat.foundation.api import today
from hcat.numerics.api import balance
from hcat.web.labels import part as part_title
from hcat.web.labour_market import charts
from hcat.web.labour_market.pages import accent
from hcat.web.labour_market.rounding import whole
from hcat.web.pages import agenda_page, show
from hcat.web.shown import source_line
from hcat.web.site import Site
from hcat.web.words import number

OPENINGS, INFLOW, BALANCE = (f"roa-{name}-2011-2016" for name in ("openings", "inflow", "balance"))
YEARS = (2011, 2016)


@dataclass(frozen=True, slots=True)
class LevelRow:
    """Published figures of a level; the gap worked out from the first two."""

    name: str
    openings: int
    inflow: int
    gap: int
    published: int

    @property
    def cells(self) -> tuple[str, ...]:
        return tuple(map(number, (self.openings, self.inflow, self.gap, self.published)))

    @property
    def agrees(self) -> bool:
        return self.gap == self.published


def has_report() -> bool:
    """Whether the agenda holds the three series of the table."""
    known = {one.key for one in items("series", as_of=today())}
    return {OPENINGS, INFLOW, BALANCE} <= known


def _values(series: Item[Series]) -> dict[str, int]:
    return {
        one.group: whole(one.value)
        for one in series.sheet.known_on(today())
        if one.value is not None
    }


def _row(name: str, openings: int, inflow: int, published: int) -> LevelRow:
    return LevelRow(name, openings, inflow, whole(float(balance(inflow, openings))), published)


@agenda_page
def report(request: HttpRequest, site: Site) -> HttpResponse:
    series: list[Item[Series]] = [
        item("series", key, as_of=today()) for key in (OPENINGS, INFLOW, BALANCE)
    ]
    openings, inflow, gaps = map(_values, series)
    rows = [
        _row(
            str(series[0].sheet.group_title(group) or "") or part_title(group),
            openings[group], inflow[group], gaps[group],
        )
        for group in openings
        if group and group in inflow and group in gaps
    ]  # fmt: skip
    sums = _row(
        _("Sum of the rows"),
        sum(one.openings for one in rows),
        sum(one.inflow for one in rows),
        sum(one.published for one in rows),
    )
    total = (
        _row(_("Total as published"), openings[""], inflow[""], gaps[""])
        if all("" in one for one in (openings, inflow, gaps))
        else None
    )
    keys = dict.fromkeys(one.source for one in series[0].sheet.known_on(today()))
    sources = "; ".join(source_line(item("source", key).sheet) for key in keys)
    look = charts.Look(accent(site), str(series[0].sheet.area), sources)
    title = _("Of every level more was asked than came")
    return show(
        request,
        "web/labour_market/report.html",
        site=site,
        rows=rows,
        sums=sums,
        total=total,
        agrees=all(one.agrees for one in rows),
        chart=charts.gaps([(one.name, one.gap) for one in rows], YEARS, look, title),
        source=sources,
        series=series,
        facts={
            "gap": number(-total.published) if total else number(-sums.gap),
            "inflow": number(sums.inflow),
            "inflow_published": number(total.inflow) if total else "",
            "sum": number(sums.gap),
            "published": number(total.published) if total else "",
        },
    )
