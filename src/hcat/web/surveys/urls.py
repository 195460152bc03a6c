# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where these pages stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver

from . import answer_urls, desk_urls, result_urls

app_name = "surveys"
urlpatterns: list[URLPattern | URLResolver] = [
    # Before the pages of a questionnaire: `beside` is none of them.
    *result_urls.urlpatterns,
    *answer_urls.urlpatterns,
    *desk_urls.urlpatterns,
]
