# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The addresses of a site that was started with an identity provider."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from hcat.config import urls

urlpatterns = [
    *i18n_patterns(path("", include("hcat.parties.provider_urls")), prefix_default_language=False),
    *urls.urlpatterns,
]
handler404, handler403 = urls.handler404, urls.handler403
