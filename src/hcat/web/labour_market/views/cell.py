# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One level and field: its fan chart, causes, flows, classes and inputs."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import items
from hcat.labour_market.api import InputRow, Opened, input_title
from hcat.numerics.api import Slice
from hcat.web.labour_market import charts, words
from hcat.web.labour_market.pages import (
    ALL,
    accent,
    cell_url,
    chosen_year,
    forecast_page,
    year_links,
)
from hcat.web.labour_market.rounding import whole, whole_parts
from hcat.web.lists import Pages
from hcat.web.pages import show
from hcat.web.site import Link, Site
from hcat.web.words import QUALITY, number


@dataclass(frozen=True, slots=True)
class Flow:
    """A year: whole people, so that inflow less openings is the balance as it is shown."""

    year: int
    inflow: str
    expansion: str
    replacement: str
    openings: str
    balance: str


@dataclass(frozen=True, slots=True)
class InputLine:
    """A figure that the forecast rests on, in words."""

    title: str
    about: str
    value: str
    year: int
    quality: str
    source: object
    note: str


@dataclass(frozen=True, slots=True)
class OriginLine:
    title: str
    about: str
    share: str
    quality: str
    can_be_measured: bool


@forecast_page
def cell(request: HttpRequest, site: Site, opened: Opened, level: str, field: str) -> HttpResponse:
    part = opened.part("" if level == ALL else level, "" if field == ALL else field)
    year = chosen_year(request, opened, after_first=True)
    look = charts.Look(accent(site), site.region, charts.source_of(opened.forecast))
    answer = words.answer(opened, part, year, site.region)
    pages = Pages[InputRow](request, opened.inputs(part))
    return show(
        request,
        "web/labour_market/cell.html",
        site=site,
        opened=opened,
        forecast=opened.forecast,
        title=words.part_title(part) or _("All levels and fields"),
        year=year,
        years=year_links(request, opened, year, after_first=True),
        above=_above(part),
        answer=answer,
        sure=words.how_sure(opened, part, year),
        rests=words.rests_on(opened, part, year),
        fan=charts.fan(opened, part, look, answer),
        waterfall=charts.waterfall(opened, part, year, look, words.change(opened, part, year)),
        flows=charts.flows(opened, part, look, _flow_title(opened, part, year)),
        flow_rows=_flows(opened, part),
        classes=charts.classes(opened, part, look, _class_title(opened, part)),
        origins=_origins(opened, part, year),
        pages=pages,
        inputs=_inputs(opened, pages.items),
        language=site.agenda.sheet.languages[0] if site.agenda else "",
    )


def _above(part: Slice) -> list[Link]:
    """The slices that hold this one."""
    found = []
    if part.level and part.field:
        found = [Slice(part.level), Slice("", part.field)]
    if part.level or part.field:
        found.append(Slice())
    return [
        Link(words.part_title(one) or _("All levels and fields"), cell_url(one)) for one in found
    ]


def _flow_title(opened: Opened, part: Slice, year: int) -> str:
    at = opened.years.index(year)
    return _("In %(year)s %(openings)s jobs fall open and %(inflow)s people join") % {
        "year": year,
        "openings": words.persons(float(opened.outcome("openings", part).median[at])),
        "inflow": words.persons(float(opened.outcome("inflow", part).median[at])),
    }


def _flows(opened: Opened, part: Slice) -> list[Flow]:
    """Means: they add up. Expansion is what the openings hold beside replacement."""
    means = {
        name: opened.outcome(name, part).mean
        for name in ("inflow", "openings", "replacement_demand", "balance")
    }
    found = []
    for at, year in enumerate(opened.years):
        inflow, openings, replacement, balance = (float(one[at]) for one in means.values())
        joins, expands, replaces = whole_parts(
            [inflow, replacement - openings, -replacement], whole(balance)
        )
        found.append(
            Flow(
                year,
                number(joins),
                number(-expands),
                number(-replaces),
                number(-expands - replaces),
                number(whole(balance)),
            )
        )
    return found


def _class_title(opened: Opened, part: Slice) -> str:
    found = opened.classes(part)
    likeliest = max(found, key=lambda one: found[one])
    return _("Most likely %(word)s prospects for who graduates (%(chance)s)") % {
        "word": words.PROSPECTS[likeliest],
        "chance": words.chance(found[likeliest]),
    }


def _origins(opened: Opened, part: Slice, year: int) -> list[OriginLine]:
    return [
        OriginLine(
            input_title(one.input),
            words.about_title(opened, one.name),
            words.chance(one.share),
            str(QUALITY[one.quality]),
            not one.is_movement,
        )
        for one in opened.origins(part, year).largest
    ]


def _inputs(opened: Opened, rows: list[InputRow]) -> list[InputLine]:
    titles = {one.key: one.sheet.title for one in items("source", ended=True)}
    return [
        InputLine(
            input_title(row.input),
            words.input_about(opened, row),
            f"{words.as_given(row.value)} {words.UNITS[row.unit]}",
            row.year,
            str(QUALITY[row.quality]),
            titles.get(row.source, row.source),
            row.note,
        )
        for row in rows
    ]
