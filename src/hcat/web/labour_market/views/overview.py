# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The labour market in one page: the answer, what it rests on, every level and field."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.labour_market.api import TABLES, Opened
from hcat.numerics.api import Slice
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.labour_market import charts, words
from hcat.web.labour_market.heat import heat
from hcat.web.labour_market.pages import accent, cell_url, chosen_year, forecast_page, year_links
from hcat.web.labour_market.views.report import has_report
from hcat.web.lists import Pages, Table
from hcat.web.pages import show
from hcat.web.site import Site


@dataclass(frozen=True, slots=True)
class Education:
    """A level and field in a year: numbers to sort by, and words."""

    part: Slice
    level: str
    field: str
    url: str
    median: float
    of_shortage: float
    balance: str
    interval: str
    chance: str
    sure: words.Sureness


@forecast_page
def overview(request: HttpRequest, site: Site, opened: Opened) -> HttpResponse:
    year, whole = chosen_year(request, opened), opened.part()
    level = chosen(request, "level", opened.levels)
    rows = [one for one in _educations(opened, year) if level in ("", one.part.level)]
    places = {code: at for at, code in enumerate(opened.levels)}
    table = Table(
        request,
        rows,
        {
            "level": lambda one: (places[one.part.level], one.median),
            "field": lambda one: one.field,
            "balance": lambda one: one.median,
            "chance": lambda one: one.of_shortage,
        },
        default="balance",
    )
    look = charts.Look(accent(site), site.region, charts.source_of(opened.forecast))
    answer = words.answer(opened, whole, year, site.region)
    return show(
        request,
        "web/labour_market/overview.html",
        site=site,
        opened=opened,
        forecast=opened.forecast,
        year=year,
        years=year_links(request, opened, year),
        answer=answer,
        sure=words.how_sure(opened, whole, year),
        rests=words.rests_on(opened, whole, year),
        fan=charts.fan(opened, whole, look, answer),
        whole_url=cell_url(whole),
        heat=heat(opened, year),
        table=table,
        pages=Pages(request, table.rows),
        filters=[_by_level(opened, level)],
        level=level,
        dictionary=[(one.name, list(one.columns.items())) for one in TABLES.values()],
        has_report=has_report(),
    )


def _educations(opened: Opened, year: int) -> list[Education]:
    return [
        _education(opened, one, opened.years.index(year))
        for one in opened.projection.slices
        if one.level and one.field
    ]


def _education(opened: Opened, part: Slice, at: int) -> Education:
    told = opened.outcome("balance", part)
    low, high = told.interval(0.80)
    of_shortage = float(told.below_zero[at])
    return Education(
        part=part,
        level=words.level_title(part.level),
        field=words.field_title(part.field),
        url=cell_url(part),
        median=float(told.median[at]),
        of_shortage=of_shortage,
        balance=words.persons(float(told.median[at])),
        interval=_("%(low)s to %(high)s")
        % {"low": words.persons(float(low[at])), "high": words.persons(float(high[at]))},
        chance=words.chance(of_shortage),
        sure=words.sureness(of_shortage),
    )


def _by_level(opened: Opened, level: str) -> Filter:
    choices = [Choice(one, words.level_title(one)) for one in opened.levels]
    return Filter("level", _("Level"), level, choices)
