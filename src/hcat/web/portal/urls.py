# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where these pages stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import companies, desk_labels, vacancies

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("vacancies", vacancies.vacancy_list, name="vacancies"),
    path("vacancies/<slug:key>", vacancies.vacancy, name="vacancy"),
    path("companies", companies.company_list, name="companies"),
    path("companies/<slug:slug>", companies.company, name="company"),
    path("desk/vacancies/<slug:key>", desk_labels.vacancy_labels, name="desk-vacancy"),
    path(
        "desk/vacancies/<slug:key>/<slug:aspect>", desk_labels.correct_label, name="correct-label"
    ),
]
