# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The front page: in one screen what the agenda is and how it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from hcat.agenda.api import (
    InitiativeStatus,
    Item,
    Point,
    changes,
    items,
    white_spots,
)
from hcat.evidence.api import (
    BaselineToCollect,
    ResultStanding,
    TargetStanding,
    baselines_to_collect,
    standing,
    summarise,
)
from hcat.foundation.api import today
from hcat.numerics.api import Verdict
from hcat.web import blocks
from hcat.web.labour_market.words import headline
from hcat.web.pages import agenda_page, show
from hcat.web.site import DEFAULT_ACCENT, Site


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A point of the agenda with its results."""

    point: Item[Point]
    results: tuple[ResultStanding, ...]


def board(points: list[Item[Point]], results: list[ResultStanding]) -> list[BoardRow]:
    return [
        BoardRow(point, tuple(one for one in results if one.item.sheet.point == point.key))
        for point in points
    ]


def tally(results: list[ResultStanding]) -> list[tuple[Verdict, int]]:
    """Each verdict that occurs, with its number, in the order from good to unknown."""
    counts = summarise(results).counts
    return [(verdict, counts[verdict]) for verdict in Verdict if counts[verdict]]


@dataclass(frozen=True, slots=True)
class MissingBaselines:
    """How many baselines are missing, and of how many results: a result may miss more than one."""

    count: int
    results: int


def missing_baselines(found: list[BaselineToCollect]) -> MissingBaselines:
    return MissingBaselines(len(found), len({one.item.key for one in found}))


@agenda_page
def front(request: HttpRequest, site: Site) -> HttpResponse:
    day = site.as_of.day
    results = standing(as_of=day)
    initiatives = items("initiative", as_of=day)
    matrix = white_spots(as_of=day)
    used = {row.key for row in matrix.rows if _is_used(matrix, row.key)}
    context: dict[str, Any] = {
        "summary": summarise(results, as_of=day),
        "rows": board(items("point", as_of=day), results),
        "tally": tally(results),
        "initiatives": len(initiatives),
        "running": sum(one.sheet.status is InitiativeStatus.RUNNING for one in initiatives),
        "ways": len(matrix.rows),
        "unused": len(matrix.rows) - len(used),
        "unplaced": len(matrix.without_row),
        "baselines": missing_baselines(baselines_to_collect(results)),
        "featured": _featured(results, site),
        "shortage": headline(site.region),
        "recent": changes(until=day or today())[:3],
    }
    return show(request, "web/front.html", site=site, **context)


def _featured(results: list[ResultStanding], site: Site) -> dict[str, Any] | None:
    """The first result that has a chart: its own figures, or else a proxy."""
    accent = site.agenda.sheet.accent if site.agenda else DEFAULT_ACCENT
    for wanted in (blocks.of_target, _first_proxy):
        for one in results:
            chart = wanted(one.leading, accent)
            if chart is not None:
                return {"result": one, "chart": chart}
    return None


def _first_proxy(target: TargetStanding, accent: str) -> blocks.Block | None:
    return next((chart for chart, _leaves_out in blocks.of_proxies(target, accent)), None)


def _is_used(matrix: Any, row: str) -> bool:
    return any(matrix.cell(row, column.key).done for column in matrix.columns)
