# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where figures come from: the sources, and the published series with their charts."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from django.http import HttpRequest, HttpResponse

from hcat.agenda.api import Item, Series, Source, item, items
from hcat.evidence.api import Observation, measured_in_series
from hcat.foundation.api import today
from hcat.web import blocks, labels, words
from hcat.web.pages import agenda_page, show
from hcat.web.shown import Shown, in_series
from hcat.web.site import Site


@agenda_page
def sources(request: HttpRequest, site: Site) -> HttpResponse:
    day = site.as_of.day or today()
    found = items("source", as_of=day)
    used: dict[str, list[Item[Series]]] = defaultdict(list)
    for one in items("series", as_of=day):
        for key in dict.fromkeys(figure.source for figure in one.sheet.known_on(day)):
            used[key].append(one)
    rows = [(one, used[one.key], str(words.QUALITY[one.sheet.quality.value])) for one in found]
    return show(request, "web/sources.html", site=site, rows=rows, rules=items("rule", as_of=day))


@agenda_page
def all_series(request: HttpRequest, site: Site) -> HttpResponse:
    day = site.as_of.day or today()
    found: list[Item[Series]] = items("series", as_of=day)
    names = towns(site)
    measured = measured_in_series(as_of=day)
    topics = [
        (
            str(title),
            [
                (one, _last(one, _shown(one, site, {}, measured.get(one.key, []), day), names))
                for one in found
                if one.sheet.topic == topic
            ],
        )
        for topic, title in labels.TOPICS.items()
    ]
    return show(
        request,
        "web/figures.html",
        site=site,
        topics=[(title, rows) for title, rows in topics if rows],
        total=len(found),
        figures=sum(len(one.sheet.known_on(day)) for one in found),
    )


def towns(site: Site) -> dict[str, str]:
    """Names of municipalities by their code."""
    return {one.code: one.name for one in site.agenda.sheet.places} if site.agenda else {}


def _shown(
    one: Item[Series],
    site: Site,
    sources: dict[str, Item[Source]],
    measured: list[Observation],
    day: date,
) -> list[Shown]:
    language = site.agenda.sheet.languages[0] if site.agenda else "nl"
    return in_series(one, sources, language, day, measured)


def _last(series: Item[Series], figures: list[Shown], names: dict[str, str]) -> str:
    """The last figure of the whole, or of the first group, with its period."""
    known = [one for one in figures if one.estimate.value is not None]
    if not known:
        return words.MISSING
    last = max(
        (one for one in known if one.group == known[0].group),
        key=lambda one: one.estimate.period.end,
    )
    value = words.shown(last.estimate.value, series.sheet.unit)
    title = last.part or names.get(last.group) or labels.part(last.group)
    part = f"{title}, " if last.group else ""
    return f"{value} ({part}{words.when(last.estimate.period)})"


@agenda_page
def series(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    day = site.as_of.day or today()
    found: Item[Series] = item("series", key, as_of=day)
    sources = {one.key: one for one in items("source", as_of=day, ended=True)}
    measured = measured_in_series(as_of=day).get(key, []) if found.sheet.measured_by else []
    figures = _shown(found, site, sources, measured, day)
    accent = site.agenda.sheet.accent if site.agenda else "#000000"
    return show(
        request,
        "web/series.html",
        site=site,
        series=found,
        chart=blocks.of_series(found, figures, accent, towns(site)),
    )
