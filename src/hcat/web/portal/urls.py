# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where these pages stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import alerts, companies, desk_labels, feeds, sources, vacancies

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("vacancies", vacancies.vacancy_list, name="vacancies"),
    path("vacancies/mail", alerts.ask, name="alert"),
    path("vacancies/mail/asked", alerts.asked, name="alert-asked"),
    path("link/vacancies/alert/<str:token>", alerts.confirm, name="alert-confirm"),
    path("link/vacancies/stop/<str:token>", alerts.stop, name="alert-stop"),
    path("feeds/vacancies.atom", feeds.atom, name="vacancies-atom"),
    path("feeds/vacancies.json", feeds.json_feed, name="vacancies-json"),
    path("feeds/vacancies.xml", feeds.indeed, name="vacancies-xml"),
    path("vacancies/<slug:key>", vacancies.vacancy, name="vacancy"),
    path("companies", companies.company_list, name="companies"),
    path("companies/<slug:slug>", companies.company, name="company"),
    path("desk/vacancies/sources", sources.source_list, name="sources"),
    path("desk/vacancies/sources/new", sources.add, name="add-source"),
    path("desk/vacancies/sources/<int:number>", sources.source, name="source"),
    path("desk/vacancies/sources/<int:number>/change", sources.change, name="change-source"),
    path("desk/vacancies/sources/<int:number>/read", sources.read_now, name="read-source"),
    path("desk/vacancies/sources/<int:number>/pause", sources.pause, name="pause-source"),
    path("desk/vacancies/sources/<int:number>/resume", sources.resume, name="resume-source"),
    path("desk/vacancies/sources/<int:number>/end", sources.end, name="end-source"),
    path("desk/vacancies/<slug:key>", desk_labels.vacancy_labels, name="desk-vacancy"),
    path(
        "desk/vacancies/<slug:key>/<slug:aspect>", desk_labels.correct_label, name="correct-label"
    ),
]
