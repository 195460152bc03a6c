# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The results, each with its verdict and everything behind it; the baselines still to collect."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import Focus, Item, Point, history, item, items
from hcat.evidence.api import (
    DimensionStanding,
    Passage,
    RecordedFigure,
    ResultStanding,
    TargetStanding,
    baselines_to_collect,
    deadline_words,
    earlier_values,
    missing_reason,
    part_title_now,
    parts_of,
    passages,
    standing,
    standing_of,
    summarise,
)
from hcat.numerics.api import Verdict
from hcat.parties.api import ROLE_NAMES
from hcat.web import blocks, words
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.labour_market.words import SPOKEN_OF
from hcat.web.lists import Table
from hcat.web.pages import agenda_page, show
from hcat.web.site import Site
from hcat.web.surveys.proofs import proof_of
from hcat.web.views.front import missing_baselines, tally

_ORDER = {verdict: place for place, verdict in enumerate(Verdict)}


@agenda_page
def results(request: HttpRequest, site: Site) -> HttpResponse:
    day = site.as_of.day
    everything = standing(as_of=day)
    points = {point.key: point for point in items("point", as_of=day, ended=True)}
    order = {key: place for place, key in enumerate(points)}
    places = {
        one.key: (order.get(one.item.sheet.point, len(order)), place)
        for place, one in enumerate(everything)
    }
    filters = _filters(request, everything, points)
    found = [one for one in everything if all(choice.fits(one) for choice in filters)]
    table = Table(
        request,
        found,
        {
            "agenda": lambda one: places[one.key],
            "title": lambda one: str(one.item.sheet.title).casefold(),
            "verdict": lambda one: (_ORDER[one.verdict], places[one.key]),
            "deadline": lambda one: (str(one.leading.target.deadline or "9999"), places[one.key]),
        },
        default="agenda",
    )
    return show(
        request,
        "web/results.html",
        site=site,
        table=table,
        filters=filters,
        is_filtered=any(one.value for one in filters),
        points=points,
        summary=summarise(everything, as_of=day),
        tally=tally(everything),
        rows=[(one, points.get(one.item.sheet.point), latest(one.leading)) for one in table.rows],
    )


def _filters(
    request: HttpRequest, everything: list[ResultStanding], points: dict[str, Item[Point]]
) -> list[Filter]:
    from hcat.web import labels, verdicts

    counts = summarise(everything).counts
    return [
        Filter(
            "verdict",
            _("Verdict"),
            chosen(request, "verdict", set(Verdict)),
            [Choice(v.value, verdicts.word(v), counts[v]) for v in Verdict if counts[v]],
            lambda one, value: one.verdict == value,
        ),
        Filter(
            "point",
            _("Agenda point"),
            chosen(request, "point", set(points)),
            [Choice(key, str(point.sheet.short)) for key, point in points.items()],
            lambda one, value: one.item.sheet.point == value,
        ),
        Filter(
            "focus",
            _("Focus"),
            chosen(request, "focus", set(Focus)),
            [Choice(focus.value, labels.focus(focus)) for focus in Focus],
            lambda one, value: value in one.item.sheet.focus,
        ),
    ]


def latest(target: TargetStanding) -> dict[str, Any] | None:
    """The last figure of a target, or of its first proxy, as a table shows it."""
    figure, is_proxy = target.latest, False
    near = target.best_proxies
    if figure is None and near:
        figure = [one for one in near if one.named == near[0].named][-1]
        is_proxy = True
    if figure is None:
        return None
    return {
        "value": words.shown(figure.estimate.value, figure.estimate.unit),
        "period": words.when(figure.estimate.period),
        "is_proxy": is_proxy,
        "is_demo": figure.is_demo,
    }


@agenda_page
def result(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    day = site.as_of.day
    found = standing_of(key, as_of=day)
    point = item("point", found.item.sheet.point, as_of=day)
    accent = site.agenda.sheet.accent if site.agenda else "#000000"
    return show(
        request,
        "web/result.html",
        site=site,
        result=found,
        point=point,
        targets=[_shown(one, accent) for one in found.in_force],
        steps=found.steps,
        dimensions=[_dimension(one) for one in parts_of(found, site.agenda)],
        versions=history("result", key),
        recorded=_recorded(key, day),
        moves_labour_market=any(one.target.measured_by in SPOKEN_OF for one in found.in_force),
    )


def _dimension(one: DimensionStanding) -> dict[str, Any]:
    """What is expected apart, beside what is known of it."""
    return {
        "title": one.title,
        "sentence": one.sentence(),
        "rows": [
            {
                "key": part.key,
                "title": part.title,
                "figure": _value(part.figure),
                "near": _value(part.near),
                "is_demo": part.figure is not None and part.figure.is_demo,
                "reason": missing_reason(part),
            }
            for part in one.parts
        ],
    }


def _value(figure: RecordedFigure | None) -> str:
    """A figure about a part, with its period; empty where there is none."""
    if figure is None or figure.estimate.is_missing:
        return ""
    estimate = figure.estimate
    return f"{words.shown(estimate.value, estimate.unit)}, {words.when(estimate.period)}"


def _recorded(key: str, day: date | None) -> list[dict[str, Any]]:
    """Every figure that was ever entered for a result, corrected ones included."""
    rows = [one for one in earlier_values(key) if day is None or one.end <= day]
    corrected = {one.supersedes_id for one in rows}
    told = passages(rows)
    return [
        {
            "value": words.shown(one.estimate.value, one.unit),
            "counts": words.counted(one.estimate),
            "because": one.note if one.supersedes_id is not None else "",
            "period": words.period(one.start, one.end),
            "part": part_title_now(one.group),
            "reason": _(one.estimate.missing_reason or "") if one.estimate.is_missing else "",
            "source": one.source,
            "on": one.recorded_at,
            "is_corrected": one.pk in corrected,
            "is_demo": one.is_demo,
            "passage": told.get(one.pk),
            "entered_as": _role(told.get(one.pk)),
        }
        for one in rows
    ]


def _role(passage: Passage | None) -> str:
    """In which role it was entered: a page for everybody names nobody."""
    return str(ROLE_NAMES.get(passage.entered_as, "")) if passage else ""


def _shown(target: TargetStanding, accent: str) -> dict[str, Any]:
    return {
        "standing": target,
        "chart": blocks.of_target(target, accent),
        "proxies": list(blocks.of_proxies(target, accent)),
        "deadline": deadline_words(target.target.deadline) if target.target.deadline else "",
        "probability": _probability(target),
        "proof": proof_of(target.target.measured_by),
        "conditions": [
            (one, proof_of(one.condition.measured_by if one.condition else None))
            for one in target.conditions
        ],
    }


def _probability(target: TargetStanding) -> str:
    chance = target.judgement.probability
    return "" if chance is None or target.verdict.is_settled else words.percent(round(chance * 100))


@agenda_page
def baselines(request: HttpRequest, site: Site) -> HttpResponse:
    found = baselines_to_collect(standing(as_of=site.as_of.day))
    return show(
        request,
        "web/baselines.html",
        site=site,
        baselines=missing_baselines(found),
        needed=[one for one in found if one.is_needed],
        helpful=[one for one in found if not one.is_needed],
    )
