# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the pages of the exchange stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import calendars, compare, desk, feeds, public

app_name = "exchange"
_DESK = "desk/tables"
urlpatterns: list[URLPattern | URLResolver] = [
    path("compare", compare.compare, name="compare"),
    path("calendar.ics", calendars.calendar, name="calendar"),
    path("feeds/changes.atom", feeds.changes, name="changes"),
    path("feeds/figures.atom", feeds.figures, name="figures"),
    path("feeds/points/<str:key>.atom", feeds.point, name="point-feed"),
    path("exchange", public.formats, name="formats"),
    path("exchange/iati.xml", public.iati, name="iati"),
    path("exchange/<slug:table>.csv", public.csv_file, name="csv"),
    path("exchange/<slug:table>.xlsx", public.xlsx_file, name="xlsx"),
    path("exchange/<slug:table>.datapackage.json", public.package, name="package"),
    path(_DESK, desk.bring, name="bring"),
    path(f"{_DESK}/iati", desk.bring_iati, name="bring-iati"),
    path(f"{_DESK}/<str:token>", desk.preview, name="preview"),
    path(f"{_DESK}/<str:token>/write", desk.write, name="write"),
    path(f"{_DESK}/<str:token>/drop", desk.drop, name="drop"),
]
