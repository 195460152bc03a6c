# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where these pages stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import charters, gates, milestones, overview, reports, risks

app_name = "projects"
_ONE = "desk/projects/<str:kind>/<str:key>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/projects", overview.project_list, name="projects"),
    path("desk/projects/milestones/<int:number>", milestones.settle, name="milestone"),
    path("desk/projects/risks/<int:number>", risks.look, name="risk"),
    path(_ONE, overview.project, name="project"),
    path(f"{_ONE}/charter", charters.write, name="charter"),
    path(f"{_ONE}/charter/accept", charters.accept, name="accept"),
    path(f"{_ONE}/milestones/new", milestones.new, name="new-milestone"),
    path(f"{_ONE}/phase", gates.start, name="phase"),
    path(f"{_ONE}/gate", gates.decide, name="gate"),
    path(f"{_ONE}/gate/move", gates.move, name="move-gate"),
    path(f"{_ONE}/reports/<str:due>", reports.note, name="report"),
    path(f"{_ONE}/reports/<str:due>/correct", reports.correct, name="correct-report"),
    path(f"{_ONE}/reports/<str:due>/none", reports.none, name="no-report"),
    path(f"{_ONE}/yield", reports.say, name="yield"),
    path(f"{_ONE}/risks/new", risks.new, name="new-risk"),
]
