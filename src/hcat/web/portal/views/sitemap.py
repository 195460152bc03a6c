# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""For search engines: the address of every vacancy and company that is shown."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import index, sitemap
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hcat.portal.api import Vacancy, shown_open


class Vacancies(Sitemap[Vacancy]):
    limit = 10_000
    protocol = "https" if settings.SITE_URL.startswith("https") else "http"

    def items(self) -> Any:
        return shown_open().filter(is_demo=False).order_by("pk")

    def location(self, item: Vacancy) -> str:
        return reverse("portal:vacancy", args=[item.key])

    def lastmod(self, item: Vacancy) -> datetime:
        return item.changed_at

    def get_domain(self, site: Any = None) -> str:
        return settings.SITE_URL.split("://", 1)[-1]


SITEMAPS: dict[str, Any] = {"vacancies": Vacancies}


def site_index(request: HttpRequest) -> HttpResponse:
    return index(request, SITEMAPS, sitemap_url_name="sitemap")


def section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap(request, SITEMAPS, section=section)
