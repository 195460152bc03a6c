# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the pages of results stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import advisers, beside, coding, employer_lists, gap, rankings, results

_WAVE = "surveys/<slug:survey>/<slug:wave>"
_CODE = "desk/surveys/<slug:survey>/<slug:wave>/code/<str:concept>"
_ADVISERS = "desk/surveys/advisers"
_RANKINGS = "desk/surveys/rankings"
urlpatterns: list[URLPattern | URLResolver] = [
    path("surveys", results.surveys, name="surveys"),
    path("surveys/employer-lists", employer_lists.employer_lists, name="employer-lists"),
    path("link/surveys/<str:token>/beside", beside.own, name="beside"),
    path("surveys/<slug:survey>/over-time/<str:concept>", results.over_time, name="over-time"),
    path(f"{_WAVE}.csv", results.wave_csv, name="wave-csv"),
    path(_WAVE, results.wave, name="wave"),
    path(f"{_WAVE}/skills-gap", gap.skills_gap, name="skills-gap"),
    path(f"{_WAVE}/figures/<str:concept>.csv", results.concept_csv, name="concept-csv"),
    path(f"{_WAVE}/<str:page>", results.page, name="results"),
    path(_CODE, coding.code, name="code"),
    path(f"{_CODE}/book", coding.book, name="code-book"),
    path(f"{_CODE}/book/<slug:name>/drop", coding.drop, name="drop-code"),
    path(f"{_CODE}/settle", coding.settle, name="settle"),
    path(_RANKINGS, rankings.ranking_list, name="rankings"),
    path(f"{_RANKINGS}/new", rankings.new, name="new-ranking"),
    path(f"{_RANKINGS}/<int:number>", rankings.ranking, name="ranking"),
    path(f"{_RANKINGS}/<int:number>/edit", rankings.edit, name="edit-ranking"),
    path(f"{_RANKINGS}/<int:number>/nobody", rankings.nobody, name="no-places"),
    path(f"{_RANKINGS}/<int:number>/drop", rankings.drop, name="drop-ranking"),
    path(f"{_RANKINGS}/<int:number>/take/<str:organisation>", rankings.take, name="take-place"),
    path(_ADVISERS, advisers.adviser_list, name="advisers"),
    path(f"{_ADVISERS}/new", advisers.new, name="new-adviser"),
    path(f"{_ADVISERS}/<int:number>", advisers.edit, name="adviser"),
    path(f"{_ADVISERS}/<int:number>/drop", advisers.drop, name="drop-adviser"),
]
