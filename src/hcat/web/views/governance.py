# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who governs and who steers whom; and the national action perspectives."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from hcat.agenda.api import Body, Item, Perspective, Role, Steering, items, meetings_of
from hcat.web import labels
from hcat.web.elements import Names
from hcat.web.pages import agenda_page, show
from hcat.web.site import Site

End = tuple[str, str]
"""Kind (body or role) and key of one end of a steering relation."""


@dataclass(frozen=True, slots=True)
class Node:
    """A body or role in the tree, with how the one above steers it."""

    title: str
    how: str
    note: str
    below: tuple[Node, ...]


@agenda_page
def governance(request: HttpRequest, site: Site) -> HttpResponse:
    day = site.as_of.day
    bodies: list[Item[Body]] = items("body", as_of=day)
    roles: list[Item[Role]] = items("role", as_of=day)
    steerings: list[Item[Steering]] = items("steering", as_of=day)
    titles: dict[End, str] = {("body", one.key): str(one.sheet.title) for one in bodies}
    titles |= {("role", one.key): str(one.sheet.title) for one in roles}
    names = Names(day)
    met = meetings_of(bodies, day=day)
    return show(
        request,
        "web/governance.html",
        site=site,
        bodies=[(one, _seats(one), [r for r in roles if r.sheet.body == one.key],
                 met[one.key])
                for one in bodies],
        loose_roles=[one for one in roles if one.sheet.body is None],
        tree=tree(steerings, titles),
        projects=[(one, names.find("point", one.sheet.point), names.find("role", one.sheet.lead))
                  for one in items("project", as_of=day)],
    )  # fmt: skip


def _seats(body: Item[Body]) -> list[tuple[str, list[object]]]:
    """The seats by sphere: companies, education, government, others."""
    found: dict[str, list[object]] = defaultdict(list)
    for seat in body.sheet.seats:
        found[seat.sphere].append(seat)
    return [(str(labels.SPHERES[key]), found[key]) for key in labels.SPHERES if key in found]


def tree(steerings: list[Item[Steering]], titles: dict[End, str]) -> list[Node]:
    """The relations as nested lists. Whoever is steered by nobody stands on top.

    A circle of relations is cut where it closes, so that every relation is shown once on its way
    down.
    """
    below: dict[End, list[tuple[End, Steering]]] = defaultdict(list)
    steered: set[End] = set()
    for one in steerings:
        above, under = _ends(one.sheet)
        below[above].append((under, one.sheet))
        if one.sheet.type != "cooperates":
            steered.add(under)
    tops = [end for end in below if end not in steered] or list(below)[:1]

    def node(end: End, relation: Steering | None, path: frozenset[End]) -> Node:
        deeper = () if end in path else tuple(
            node(under, one, path | {end}) for under, one in below.get(end, ())
        )  # fmt: skip
        return Node(
            titles.get(end, end[1]),
            str(labels.STEERING[relation.type]) if relation else "",
            str(relation.note or "") if relation else "",
            deeper,
        )

    return [node(end, None, frozenset()) for end in tops]


def _ends(sheet: Steering) -> tuple[End, End]:
    above = ("body", sheet.above_body) if sheet.above_body else ("role", sheet.above_role or "")
    under = ("body", sheet.below_body) if sheet.below_body else ("role", sheet.below_role or "")
    return above, under


@agenda_page
def perspectives(request: HttpRequest, site: Site) -> HttpResponse:
    day = site.as_of.day
    found: list[Item[Perspective]] = items("perspective", as_of=day)
    names = Names(day)
    rows = [
        (
            one,
            [
                (placing, str(labels.PLACINGS[placing.level]),
                 [names.find("point", key) for key in placing.points])
                for placing in one.sheet.placings
            ],
        )
        for one in sorted(found, key=lambda p: _by_number(p.sheet.code))
    ]  # fmt: skip
    left_out = [one for one in found if any(p.left_out for p in one.sheet.placings)]
    return show(
        request, "web/perspectives.html", site=site, rows=rows, total=len(found), left_out=left_out
    )


def _by_number(code: str) -> tuple[int, str]:
    digits = "".join(sign for sign in code if sign.isdecimal())
    return (int(digits) if digits else 0, code)
