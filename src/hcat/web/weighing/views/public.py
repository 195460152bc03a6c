# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody reads: the criteria, and what was decided in rounds, without anybody's scores."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.web.lists import Pages
from hcat.web.pages import agenda_page, show
from hcat.web.site import Site
from hcat.web.weighing import saying
from hcat.weighing.api import (
    RULINGS,
    Round,
    State,
    entries_with_rulings,
    latest,
    outcome_of,
    public_rounds,
    round_called,
    sheet_in,
    sheet_of,
)


@agenda_page
def round_list(request: HttpRequest, site: Site) -> HttpResponse:
    pages = Pages[Round](request, public_rounds())
    newest = latest()
    return show(
        request, "web/weighing/rounds.html", site=site, pages=pages, rows=pages.items,
        sheet=sheet_of(newest.content) if newest else None,
    )  # fmt: skip


@agenda_page
def criteria(request: HttpRequest, site: Site) -> HttpResponse:
    newest = latest()
    if newest is None:
        raise NotFound(
            _("There are no criteria yet."), mend=_("Look again once a round was prepared.")
        )
    sheet = sheet_of(newest.content)
    return show(
        request, "web/weighing/criteria.html", site=site, sheet=sheet, version=newest.version,
        rows=[(one, round(sheet.percent(one))) for one in sheet.criteria],
    )  # fmt: skip


@agenda_page
def round_page(request: HttpRequest, site: Site, key: str) -> HttpResponse:
    found = round_called(key)
    if found.state != State.DECIDED:
        raise NotFound(
            _("There is no round called %(key)s.") % {"key": key},
            why=_("A round can be read once everything in it was decided."),
            mend=_("Choose one from the list of rounds."),
        )
    made, sheet = outcome_of(found), sheet_in(found)
    rulings = {entry.number: (entry, ruling) for entry, ruling in entries_with_rulings(found)}
    pages = Pages[object](request, made.ranked)
    rows = []
    for one in made.ranked[pages.first - 1 : pages.last]:
        entry, ruling = rulings[one.number]
        rows.append(
            {
                "entry": entry, "ruling": ruling,
                "word": RULINGS[ruling.what] if ruling else _("ended before it was decided"),
                "reason": saying.as_written(ruling.why) if ruling else "",
                "asked": saying.as_written(ruling.asked) if ruling else "",
                "total": saying.total_of(one.total), "standing": saying.standing(one, sheet),
                "place": saying.place_of(one),
                "share": "–" if one.share is None else saying.percent(one.share), "outcome": one,
                "means": [
                    (criterion.title, saying.mean_of(cell.mean), cell.n)
                    for criterion, cell in zip(sheet.criteria, one.cells, strict=True)
                ],
            }
        )  # fmt: skip
    return show(
        request, "web/weighing/round.html", site=site, round=found, made=made, rows=rows,
        pages=pages, sheet=sheet,
        criteria=[(one, round(sheet.percent(one))) for one in sheet.criteria],
        gone_on=sum(ruling is not None and ruling.what == "go" for _e, ruling in rulings.values()),
    )  # fmt: skip
