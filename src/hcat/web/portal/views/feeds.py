# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A search as a feed: Atom and JSON Feed, each with the same question as the page.

They keep the rules that the W3C feed validator checks (validator.w3.org/feed/docs), its warnings
included, and those of JSON Feed 1.1.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape
from django.utils.translation import gettext as _

from hcat.foundation.api import today
from hcat.parties.api import names_of
from hcat.portal.api import Shown, plain, vacancies_called
from hcat.web.exchange.views.feeds import News, NewsFeed
from hcat.web.pages import agenda_page, page
from hcat.web.portal.searching import search
from hcat.web.portal.shown import language
from hcat.web.portal.xml_text import for_xml
from hcat.web.site import Site

from .embed import question_of

MOST = 50
BRIEF = 1000
"""Signs of a text in Atom: enough to decide whether to read on."""


@agenda_page
def atom(request: HttpRequest, site: Site) -> HttpResponse:
    shown, names = _found(request)
    news = [
        News(
            key=_id(site, f"vacancy:{one.vacancy.key}"),
            title=for_xml(_title(one, names)),
            text=for_xml(plain(one.advert.body)[:BRIEF] or one.advert.title),
            url=_address(one),
            moment=_moment(one),
            published=published(one),
        )
        for one in shown
    ]
    question = question_of(request)
    # An urn holds no & and no space, and a feed keeps its name however its question is written.
    name = hashlib.sha256(question.encode()).hexdigest()[:16] if question else "all"
    key = _id(site, f"feed:vacancies:{language()}:{name}")
    feed = NewsFeed(site, key, f"{site.region}: {_('Vacancies')}", _about(), _page(question), news)
    feed.feed_url = request.get_full_path()
    return feed(request)


@page
def json_feed(request: HttpRequest) -> HttpResponse:
    """https://www.jsonfeed.org/version/1.1/"""
    shown, names = _found(request)
    site = Site(request)
    data: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{site.region}: {_('Vacancies')}",
        "description": _about(),
        "home_page_url": f"{settings.SITE_URL}{_page(question_of(request))}",
        "feed_url": f"{settings.SITE_URL}{request.get_full_path()}",
        "language": language(),
        "authors": [{"name": site.name, "url": settings.SITE_URL}],
        "items": [
            {
                "id": f"{settings.SITE_URL}{reverse('portal:vacancy', args=[one.vacancy.key])}",
                "url": f"{settings.SITE_URL}{_address(one)}",
                "title": _title(one, names),
                "content_html": one.advert.body or f"<p>{escape(one.advert.title)}</p>",
                "date_published": published(one).isoformat(),
                "date_modified": one.vacancy.changed_at.isoformat(),
                **({"language": one.advert.language} if one.advert.language else {}),
            }
            for one in shown
        ],
    }
    return JsonResponse(
        data, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False}
    )


def _found(request: HttpRequest) -> tuple[list[Shown], dict[int, str]]:
    """What the page would show of this question, the newest first, the invented ones left out."""
    found = search(request, most=MOST, order="opened").found
    shown = [
        one
        for one in vacancies_called(found.keys if found else (), language=language())
        if not one.vacancy.is_demo
    ]
    shown.sort(key=lambda one: (one.vacancy.changed_at, one.vacancy.pk), reverse=True)
    return shown, names_of({one.vacancy.organisation_id for one in shown})


def _title(one: Shown, names: dict[int, str]) -> str:
    parts = [one.advert.title, names.get(one.vacancy.organisation_id, ""), ", ".join(one.places)]
    return " – ".join(part for part in parts if part)


def published(one: Shown) -> datetime:
    """The day that the source gives; when it was first seen where that is none, or yet to come."""
    if one.vacancy.published is None or one.vacancy.published > today():
        return one.vacancy.opened_at
    return timezone.make_aware(datetime.combine(one.vacancy.published, time()))


def _moment(one: Shown) -> datetime:
    """When it changed, to the second. What one reading found changed at one moment; the number of
    a vacancy is its fraction of that second, so that no two entries share theirs."""
    return one.vacancy.changed_at.replace(microsecond=one.vacancy.pk % 1_000_000)


def _about() -> str:
    return _("Vacancies that are open now, from the sites of the companies themselves.")


def _page(question: str) -> str:
    path = reverse("portal:vacancies")
    return f"{path}?{question}" if question else path


def _address(one: Shown) -> str:
    return reverse("portal:vacancy", args=[one.vacancy.key])


def _id(site: Site, name: str) -> str:
    return f"urn:hcat:{site.agenda.key if site.agenda else 'hcat'}:{name}"
