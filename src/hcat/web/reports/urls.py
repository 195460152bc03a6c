# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the pages of the reports stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import deciding, desk, life, public, writing

app_name = "reports"
_DESK = "desk/reports"
urlpatterns: list[URLPattern | URLResolver] = [
    path("reports", public.report_list, name="reports"),
    path("reports/<slug:key>", public.report, name="report"),
    path("reports/<slug:key>/again", public.again, name="again"),
    path("reports/<slug:key>.<slug:language>.pdf", public.pdf, name="pdf"),
    path("reports/<slug:key>.<slug:language>.xlsx", public.xlsx, name="xlsx"),
    path("steering-group", public.steering_group, name="steering-group"),
    path(_DESK, desk.report_list, name="desk"),
    path(f"{_DESK}/new", desk.new, name="new"),
    path(f"{_DESK}/not-given/<slug:kind>/<slug:day>", desk.close, name="close"),
    path(f"{_DESK}/<slug:key>", desk.report, name="desk-report"),
    path(f"{_DESK}/<slug:key>/preview", desk.preview, name="preview"),
    path(f"{_DESK}/<slug:key>/<slug:language>.pdf", desk.pdf, name="desk-pdf"),
    path(f"{_DESK}/<slug:key>/words/<slug:section>", writing.words, name="words"),
    path(f"{_DESK}/<slug:key>/decision", deciding.ask, name="ask"),
    path(f"{_DESK}/decisions/<int:number>/drop", deciding.take_back, name="take-back"),
    path(f"{_DESK}/decisions/<int:number>", deciding.settle, name="settle"),
    path(f"{_DESK}/<slug:key>/freeze", life.freeze, name="freeze"),
    path(f"{_DESK}/<slug:key>/sign", life.sign, name="sign"),
    path(f"{_DESK}/<slug:key>/withdraw", life.withdraw, name="withdraw"),
]
