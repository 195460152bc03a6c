# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""For search engines: the address of every vacancy and company that is shown, and of the pages that
lead to them and tell about the region, these in each language.

An index names site maps of ten thousand addresses (the protocol allows fifty thousand).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import SitemapIndexItem, sitemap
from django.db.models import Max, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from hcat.agenda.api import rule_on
from hcat.foundation.api import today
from hcat.parties.api import population
from hcat.portal.api import Profile, Vacancy, numbers_open, shown_open, subjects

MOST = 10_000
_GUIDES = ("vacancies", "companies", "finder", "paths", "region", "region-sponsors")

if TYPE_CHECKING:
    _Map = Sitemap[Any]
else:
    _Map = Sitemap  # which knows no types when it runs


class _SiteMap(_Map):
    limit = MOST

    def get_protocol(self, protocol: str | None = None) -> str:
        return settings.SITE_URL.split("://", 1)[0]

    def get_domain(self, site: Any = None) -> str:
        return settings.SITE_URL.split("://", 1)[-1]


class _Open:
    """All that is open, of which only the part that is asked for is read."""

    def __init__(self) -> None:
        self._numbers = numbers_open()

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, part: slice) -> list[Vacancy]:
        asked = self._numbers[part]
        if not asked:
            return []
        found = shown_open().filter(is_demo=False, pk__range=(asked[0], asked[-1]))
        return list(found.order_by("pk").only("pk", "key", "changed_at"))


class Vacancies(_SiteMap):
    def items(self) -> Any:
        return _Open()

    def location(self, item: Vacancy) -> str:
        return reverse("portal:vacancy", args=[item.key])

    def lastmod(self, item: Vacancy) -> datetime:
        return item.changed_at

    def get_latest_lastmod(self) -> datetime | None:
        """Asked of the database: Django would read them all. What closed also changes the list."""
        found = Vacancy.objects.filter(is_demo=False)
        latest: datetime | None = found.aggregate(latest=Max("changed_at"))["latest"]
        return latest


class Companies(_SiteMap):
    def items(self) -> Any:
        rule = rule_on(today())
        found = population(kind="company", high_tech=rule.rule if rule else None)
        profiles = Profile.objects.filter(organisation_id=OuterRef("organisation_id"))
        return (
            found.filter(organisation__is_demo=False)
            .annotate(slug=Subquery(profiles.values("slug")[:1]))
            .order_by("organisation_id")
        )

    def location(self, item: Any) -> str:
        return reverse("portal:company", args=[item.slug or item.organisation.key])


class Guides(_SiteMap):
    """Each page in each language, with the addresses of the others."""

    i18n = alternates = x_default = True

    def items(self) -> list[tuple[str, ...]]:
        return [(name,) for name in _GUIDES] + [("region-subject", one.key) for one in subjects()]

    def location(self, item: tuple[str, ...]) -> str:
        name, *key = item
        return reverse(f"portal:{name}", args=key)


SITEMAPS: dict[str, Any] = {"vacancies": Vacancies, "companies": Companies, "guides": Guides}


@require_safe
def site_index(request: HttpRequest) -> HttpResponse:
    """By the name of the site, whichever name it was asked under."""
    files = []
    for name, sort in SITEMAPS.items():
        part = sort()
        first = f"{settings.SITE_URL}{reverse('sitemap', args=[name])}"
        pages = range(1, part.paginator.num_pages + 1)
        addresses = [first, *(f"{first}?p={page}" for page in pages[1:])]
        last = part.get_latest_lastmod()
        files += [SitemapIndexItem(location=address, last_mod=last) for address in addresses]
    return render(request, "sitemap_index.xml", {"sitemaps": files}, content_type="application/xml")


@require_safe
def section(request: HttpRequest, section: str) -> HttpResponse:
    return sitemap(request, SITEMAPS, section=section)
