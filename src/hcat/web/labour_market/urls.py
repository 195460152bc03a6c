# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the pages of the labour market stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import backtest, cell, desk, files, overview, report, scenarios

app_name = "labour_market"
_DESK = "desk/labour-market/scenarios"
urlpatterns: list[URLPattern | URLResolver] = [
    path("labour-market", overview.overview, name="overview"),
    path("labour-market.csv", files.table, name="csv"),
    path("labour-market.xlsx", files.book, name="xlsx"),
    path("labour-market/backtest", backtest.backtest, name="backtest"),
    path("labour-market/2011-2016", report.report, name="report"),
    path("labour-market/scenarios", scenarios.scenario_list, name="scenarios"),
    path("labour-market/scenarios/<slug:key>", scenarios.scenario, name="scenario"),
    path("labour-market/<slug:level>/<slug:field>", cell.cell, name="cell"),
    path(f"{_DESK}/new", desk.new, name="new-scenario"),
    path(f"{_DESK}/working/<str:token>", desk.working, name="working"),
    path(f"{_DESK}/<slug:key>/withdraw", desk.withdraw, name="withdraw"),
]
