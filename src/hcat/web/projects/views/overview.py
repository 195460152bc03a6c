# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The projects, and one project on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.agenda.api import lineage, standing_in
from hcat.foundation.api import today
from hcat.parties.api import Powers
from hcat.projects.api import (
    MAY_ASK,
    MAY_NOT_ASK,
    PHASES,
    STEERING,
    Method,
    Phase,
    ReportDay,
    days_of,
    is_near,
    look_again_on,
    runnable,
)
from hcat.web.desk.pages import let_in_somewhere
from hcat.web.desk.register.pages import Visit, desk, desk_page
from hcat.web.elements import Names, title_of, url_of
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages
from hcat.web.projects.pages import (
    MILESTONES,
    RISKS,
    may_decide,
    page_of,
    stop_page,
    widen_page,
    work_of,
)
from hcat.web.site import Link, Site

_CHARTERS = ("without", "waiting", "accepted")


def _charter_state(one: Method) -> str:
    if one.waiting is not None:
        return "waiting"
    return "accepted" if one.charter is not None else "without"


def _asks(one: Method) -> set[str]:
    found: set[str] = set()
    if one.item.ended_as:
        return found
    if any(map(is_near, one.milestones)):
        found.add(MILESTONES)
    if any(look_again_on(risk) <= today() for risk in one.open_risks):
        found.add(RISKS)
    return found


def _concerns(powers: Powers, one: Method) -> bool:
    """Who only decides has nothing to decide about an initiative without the method."""
    chain = standing_in(one.item.sheet)
    if powers.may("projects.run", chain):
        return True
    is_bare = one.item.kind == "initiative" and one.is_empty
    return not is_bare and may_decide(powers, chain)


@require_safe
@desk_page("desk.enter")
def project_list(request: Visit) -> HttpResponse:
    """All that is under way and that this person runs or decides about, those with something of
    the method first."""
    let_in_somewhere(request, "projects.run", "projects.decide")
    mine = [one for one in runnable() if _concerns(request.powers, one)]
    words = {
        "without": _("no charter yet"),
        "waiting": _("a charter waits to be accepted"),
        "accepted": _("charter accepted"),
    }
    phase = chosen(request, "phase", PHASES)
    charter = chosen(request, "charter", _CHARTERS)
    asks = chosen(request, "asks", (MILESTONES, RISKS))
    asking = {id(one): _asks(one) for one in mine}
    fitting = [
        one
        for one in mine
        if (not phase or (one.phase is not None and one.phase.kind == phase))
        and (not charter or _charter_state(one) == charter)
        and (not asks or asks in asking[id(one)])
    ]
    fitting.sort(key=lambda one: one.is_empty)
    pages: Pages[Any] = Pages(request, fitting)
    return desk(
        request,
        "web/projects/projects.html",
        site=Site(request),
        pages=pages,
        rows=[(one, title_of(one.item), page_of(one.item), words[_charter_state(one)])
              for one in pages.items],
        agreed=sum(1 for one in mine if one.charter is not None),
        total=len(mine),
        filters=[
            Filter("phase", _("Phase"), phase, [
                Choice(code, str(word),
                       sum(1 for one in mine if one.phase is not None and one.phase.kind == code))
                for code, word in PHASES.items()
            ]),
            Filter("charter", _("Charter"), charter, [
                Choice(code, words[code], sum(1 for one in mine if _charter_state(one) == code))
                for code in _CHARTERS
            ]),
            Filter("asks", _("What asks for attention"), asks, [
                Choice(code, word, sum(1 for one in mine if code in asking[id(one)]))
                for code, word in (
                    (MILESTONES, _("milestones that are near or overdue")),
                    (RISKS, _("risks to look at again")),
                )
            ]),
        ],
        is_filtered=bool(phase or charter or asks),
        today=today(),
    )  # fmt: skip


@require_safe
@desk_page("desk.enter")
def project(request: Visit, kind: str, key: str) -> HttpResponse:
    """Everything about how one project is run; what is missing says why it matters."""
    work = work_of(request, f"{kind}:{key}")
    method = work.method
    charter = method.charter
    names = Names()
    gate = method.last_gate
    return desk(
        request,
        "web/projects/project.html",
        work=work,
        method=method,
        milestones=Pages(request, method.milestones),
        trail=work.trail[:-1],
        public=url_of(work.item),
        sheet=reverse("desk:element", args=[kind, key]),
        heirs=[_heir(names, one.kind, one.key)
               for one in lineage(kind, key).heirs] if work.item.ended_as else [],
        steering=STEERING[charter.steering] if charter else "",
        may_ask=MAY_ASK[charter.steering] if charter else (),
        may_not_ask=MAY_NOT_ASK[charter.steering] if charter else (),
        reports=_reports(method),
        shows_in=[names.find("result", one) for one in method.yielded.results]
        if method.yielded else [],
        before=[one for one in method.yields if one != method.yielded],
        results=[names.find("result", one) for one in charter.results] if charter else [],
        gates=[(one, names.find("body", one.body).title if one.body else "")
               for one in method.phases if one.outcome],
        risks=Pages(request, [(one, look_again_on(one)) for one in method.risks], name="risks"),
        stop=stop_page(work.item, gate) if gate and method.is_to_stop else "",
        widen=_widen(method),
        today=today(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Reports:
    """The next one and the last few, newest first; and the many before them."""

    days: list[ReportDay]
    earlier: list[ReportDay]


def _reports(method: Method) -> _Reports:
    found = days_of(method)
    passed = [one for one in reversed(found) if one.has_passed or one.report is not None]
    coming = [one for one in found if not one.has_passed and one.report is None]
    return _Reports([*coming[:1], *passed[:LAST]], passed[LAST:])


LAST = 4
"""Reports that stand open on the page: a year of them, as most projects report."""


def _heir(names: Names, kind: str, key: str) -> Link:
    return Link(names.find(kind, key).title, reverse("projects:project", args=[kind, key]))


def _widen(method: Method) -> str:
    """Where the agenda takes over what a widening phase covers; initiatives only."""
    phase, gate = method.phase, method.last_gate
    if method.item.kind != "initiative" or phase is None or gate is None:
        return ""
    return widen_page(method.item, gate) if phase.kind == Phase.Kind.WIDEN else ""
