# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the public pages stand. Dutch without a prefix; /en/ and /de/ come from the project."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .desk.register.views import public
from .views import (
    agenda,
    evidence_files,
    figures,
    files,
    front,
    governance,
    history,
    initiatives,
    menu,
    results,
    search,
    statements,
)

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", front.front, name="front"),
    path("agenda", agenda.points, name="agenda"),
    path("agenda/<str:key>", agenda.point, name="point"),
    path("results", results.results, name="results"),
    path("results/<str:key>", results.result, name="result"),
    path("initiatives", initiatives.initiatives, name="initiatives"),
    path("initiatives/<int:number>", initiatives.initiative, name="initiative"),
    path("menu", menu.menu, name="menu"),
    path("menu/<str:key>", menu.way, name="way"),
    path("perspectives", governance.perspectives, name="perspectives"),
    path("governance", governance.governance, name="governance"),
    path("sources", figures.sources, name="sources"),
    path("pledges", public.pledges, name="pledges"),
    path("figures", figures.all_series, name="figures"),
    path("figures/<str:key>", figures.series, name="series"),
    path("baselines", results.baselines, name="baselines"),
    path("evidence/<int:number>", evidence_files.evidence_file, name="evidence-file"),
    path("history", history.history, name="history"),
    path("search", search.search, name="search"),
    path("accessibility", statements.accessibility, name="accessibility"),
    path("privacy", statements.privacy, name="privacy"),
    path("theme/<str:accent>.css", files.theme, name="theme"),
    path("charts/<str:name>", files.chart, name="chart"),
]
