# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which address leads where: Dutch without a prefix, the other languages behind theirs."""

from __future__ import annotations

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from hcat.foundation import health
from hcat.web.portal.views.indexnow import key_file
from hcat.web.portal.views.sitemap import section, site_index
from hcat.web.views import robots

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path(".well-known/security.txt", health.security_txt, name="security-txt"),
    path("sitemap.xml", site_index, name="sitemap-index"),
    path("sitemaps/<slug:section>.xml", section, name="sitemap"),
    path("robots.txt", robots.robots_txt, name="robots-txt"),
    path("<slug:key>.txt", key_file, name="indexnow-key"),
    path("api/", include("hcat.api.urls")),
    *i18n_patterns(
        path("", include("hcat.api.page_urls")),
        path("", include("hcat.parties.urls")),
        path("", include("hcat.web.labour_market.urls")),
        path("", include("hcat.web.reports.urls")),
        path("", include("hcat.web.exchange.urls")),
        path("", include("hcat.web.owners.urls")),
        path("", include("hcat.web.projects.urls")),
        path("", include("hcat.web.weighing.urls")),
        path("", include("hcat.web.bundling.urls")),
        path("", include("hcat.web.helpdesk.urls")),
        path("", include("hcat.web.sharing.urls")),
        path("", include("hcat.web.portal.urls")),
        path("", include("hcat.web.surveys.urls")),
        path("", include("hcat.web.urls")),
        path("", include("hcat.web.desk.urls")),
        path("desk/", include("hcat.web.desk.register.urls")),
        prefix_default_language=False,
    ),
]

handler400 = "hcat.web.pages.bad_request"
handler403 = "hcat.web.pages.not_allowed"
handler404 = "hcat.web.pages.not_found"
handler500 = "hcat.web.pages.broken"
