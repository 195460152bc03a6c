# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agenda, its points and goals, the menu, the national perspectives, and who governs."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import Field

from hcat.agenda.api import Item, items, the_agenda
from hcat.api.answers import programme as answers
from hcat.api.answers.common import of_item
from hcat.api.operations import reads
from hcat.api.paging import Page
from hcat.api.parameters import Dated, KeyText, Paged, unknown_key
from hcat.api.problems import Problem

from .collections import by_parent, listed, one_item, plain_collection

AGENDA = gettext_noop("Agenda")
MENU = gettext_noop("Initiatives and menu")
GOVERNANCE = gettext_noop("Governance")

router = Router()


@reads(
    router,
    "/agenda",
    Dated,
    answers.AgendaAnswer,
    name="get_agenda",
    summary=gettext_noop("The agenda of the region"),
    tag=AGENDA,
)
def get_agenda(request: HttpRequest, params: Query[Dated]) -> Any:
    agenda = the_agenda(params.as_of)
    if agenda is None:
        raise Problem.not_found(
            _("There is no agenda on this date.") if params.as_of else _("There is no agenda yet.")
        )
    return of_item(request, answers.AgendaAnswer, "agenda", agenda)


class UnderPoint(Paged):
    point: KeyText | None = Field(
        None, description=gettext_noop("Only of the agenda point with this key.")
    )


def _under_point(kind: str, params: UnderPoint) -> list[Item[Any]]:
    found = by_parent(items(kind, as_of=params.as_of), "point", "point", params.as_of)
    if params.point is None:
        return found
    known = {point.key for point in items("point", as_of=params.as_of, ended=True)}
    if params.point not in known:
        raise unknown_key("point", params.point, known)
    return [item for item in found if item.sheet.point == params.point]


plain_collection(
    router,
    path="points",
    kind="point",
    answer=answers.PointAnswer,
    names=("list_points", "get_point"),
    summaries=(gettext_noop("The points of the agenda"), gettext_noop("One agenda point")),
    tag=AGENDA,
)


@reads(
    router,
    "/goals",
    UnderPoint,
    Page[answers.GoalAnswer],
    name="list_goals",
    summary=gettext_noop("The goals under the agenda points"),
    tag=AGENDA,
)
def list_goals(request: HttpRequest, response: HttpResponse, params: Query[UnderPoint]) -> Any:
    found = _under_point("goal", params)
    return listed(request, response, params, found, answers.GoalAnswer, "goals")


one_item(
    router,
    path="goals",
    kind="goal",
    answer=answers.GoalAnswer,
    name="get_goal",
    summary=gettext_noop("One goal"),
    tag=AGENDA,
)


@reads(
    router,
    "/projects",
    UnderPoint,
    Page[answers.ProjectAnswer],
    name="list_projects",
    summary=gettext_noop("The projects under the agenda points"),
    tag=AGENDA,
)
def list_projects(request: HttpRequest, response: HttpResponse, params: Query[UnderPoint]) -> Any:
    found = _under_point("project", params)
    return listed(request, response, params, found, answers.ProjectAnswer, "projects")


one_item(
    router,
    path="projects",
    kind="project",
    answer=answers.ProjectAnswer,
    name="get_project",
    summary=gettext_noop("One project"),
    tag=AGENDA,
)
plain_collection(
    router,
    path="perspectives",
    kind="perspective",
    answer=answers.PerspectiveAnswer,
    names=("list_perspectives", "get_perspective"),
    summaries=(
        gettext_noop("The national action perspectives and where each was placed"),
        gettext_noop("One national action perspective"),
    ),
    tag=AGENDA,
)
plain_collection(
    router,
    path="bodies",
    kind="body",
    answer=answers.BodyAnswer,
    names=("list_bodies", "get_body"),
    summaries=(gettext_noop("The bodies that govern the agenda"), gettext_noop("One body")),
    tag=GOVERNANCE,
)
plain_collection(
    router,
    path="roles",
    kind="role",
    answer=answers.RoleAnswer,
    names=("list_roles", "get_role"),
    summaries=(gettext_noop("The roles in the programme"), gettext_noop("One role")),
    tag=GOVERNANCE,
)
plain_collection(
    router,
    path="steering-relations",
    kind="steering",
    answer=answers.SteeringRelationAnswer,
    names=("list_steering_relations", "get_steering_relation"),
    summaries=(gettext_noop("Who steers whom"), gettext_noop("One steering relation")),
    tag=GOVERNANCE,
)
plain_collection(
    router,
    path="rules",
    kind="rule",
    answer=answers.RuleAnswer,
    names=("list_rules", "get_rule"),
    summaries=(
        gettext_noop("Who counts as high-tech: the rules by which companies are counted"),
        gettext_noop("One such rule"),
    ),
    tag=GOVERNANCE,
)
