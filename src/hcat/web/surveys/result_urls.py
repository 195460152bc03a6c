# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the pages of results stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import advisers, beside, gap, results

_WAVE = "surveys/<slug:survey>/<slug:wave>"
_ADVISERS = "desk/surveys/advisers"
urlpatterns: list[URLPattern | URLResolver] = [
    path("surveys", results.surveys, name="surveys"),
    path("link/surveys/<str:token>/beside", beside.own, name="beside"),
    path("surveys/<slug:survey>/over-time/<str:concept>", results.over_time, name="over-time"),
    path(f"{_WAVE}.csv", results.wave_csv, name="wave-csv"),
    path(_WAVE, results.wave, name="wave"),
    path(f"{_WAVE}/skills-gap", gap.skills_gap, name="skills-gap"),
    path(f"{_WAVE}/figures/<str:concept>.csv", results.concept_csv, name="concept-csv"),
    path(f"{_WAVE}/<str:page>", results.page, name="results"),
    path(_ADVISERS, advisers.adviser_list, name="advisers"),
    path(f"{_ADVISERS}/new", advisers.new, name="new-adviser"),
    path(f"{_ADVISERS}/<int:number>", advisers.edit, name="adviser"),
    path(f"{_ADVISERS}/<int:number>/drop", advisers.drop, name="drop-adviser"),
]
