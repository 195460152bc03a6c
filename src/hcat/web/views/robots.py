# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What search engines leave alone (RFC 9309)."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

ALONE = ("/link/", "/desk", "/account/", "/news/*/", "/r/", "/vacancies/*/to", "/companies/*/to$")
"""Pages of one person, pages for who works here, and the addresses of which clicks are counted."""


@require_safe
def robots_txt(request: HttpRequest) -> HttpResponse:
    """Said for every language of the site."""
    prefixes = [
        "" if code == settings.LANGUAGE_CODE else f"/{code}" for code, _name in settings.LANGUAGES
    ]
    lines = [f"Disallow: {prefix}{path}" for prefix in prefixes for path in ALONE]
    site_map = f"Sitemap: {settings.SITE_URL}/sitemap.xml"
    text = "\n".join(["User-agent: *", *lines, "", site_map]) + "\n"
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
