# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A search as a feed: Atom, JSON Feed, and the XML that job sites read; each with the same question
as the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from lxml import etree

from hcat.parties.api import names_of
from hcat.portal.api import Shown, plain, shown_open, vacancies_called
from hcat.web.exchange.views.feeds import News, NewsFeed
from hcat.web.pages import agenda_page, page
from hcat.web.portal.searching import search
from hcat.web.site import Site

from .vacancies import language

MOST = 50


@agenda_page
def atom(request: HttpRequest, site: Site) -> HttpResponse:
    shown, names = _found(request)
    news = [
        News(
            key=_id(site, f"vacancy:{one.vacancy.key}"),
            title=_title(one, names),
            text=plain(one.advert.body)[:1000],
            url=_address(one),
            moment=one.vacancy.changed_at,
        )
        for one in shown
    ]
    question = request.GET.urlencode()
    key = _id(site, f"feed:vacancies:{language()}:{question}")
    about = _("Vacancies that are open now, from the sites of the companies themselves.")
    feed = NewsFeed(
        site, key, f"{site.region}: {_('Vacancies')}", about, reverse("portal:vacancies"), news
    )
    return feed(request)


@page
def json_feed(request: HttpRequest) -> HttpResponse:
    """https://www.jsonfeed.org/version/1.1/"""
    shown, names = _found(request)
    site = Site(request)
    question = request.GET.urlencode()
    here = f"{settings.SITE_URL}{reverse('portal:vacancies')}"
    data: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": f"{site.region}: {_('Vacancies')}",
        "home_page_url": f"{here}?{question}" if question else here,
        "feed_url": f"{settings.SITE_URL}{request.get_full_path()}",
        "language": language(),
        "items": [
            {
                "id": f"{settings.SITE_URL}{reverse('portal:vacancy', args=[one.vacancy.key])}",
                "url": f"{settings.SITE_URL}{_address(one)}",
                "title": _title(one, names),
                "content_html": one.advert.body or one.advert.title,
                "date_published": _published(one).isoformat(),
                "date_modified": one.vacancy.changed_at.isoformat(),
                **({"language": one.advert.language} if one.advert.language else {}),
            }
            for one in shown
        ],
    }
    return JsonResponse(
        data, content_type="application/feed+json", json_dumps_params={"ensure_ascii": False}
    )


@require_safe
def indeed(request: HttpRequest) -> StreamingHttpResponse:
    """All that is open, as the XML that Indeed and others read: streamed, without invented ones."""
    return StreamingHttpResponse(_jobs(), content_type="application/xml; charset=utf-8")


def _jobs() -> Iterator[bytes]:
    buffer = BytesIO()
    with etree.xmlfile(buffer, encoding="utf-8") as xml:
        xml.write_declaration()
        with xml.element("source"):
            _element(xml, "publisher", "HCAT")
            _element(xml, "publisherurl", settings.SITE_URL)
            _element(xml, "lastBuildDate", http_date(timezone.now().timestamp()))
            for shown in _batches():
                names = names_of({one.vacancy.organisation_id for one in shown})
                for one in shown:
                    _job(xml, one, names.get(one.vacancy.organisation_id, ""))
                xml.flush()
                yield _taken(buffer)
    yield _taken(buffer)


def _batches() -> Iterator[list[Shown]]:
    found = shown_open().filter(is_demo=False).order_by("-opened_at", "-pk")
    keys = list(found.values_list("key", flat=True))
    for first in range(0, len(keys), 200):
        yield vacancies_called(keys[first : first + 200], language="nl")


def _taken(buffer: BytesIO) -> bytes:
    made = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return made


def _job(xml: Any, one: Shown, company: str) -> None:
    place: dict[str, Any] = next(iter(one.told.get("places", ())), {})
    with xml.element("job"):
        for name, text in (
            ("title", one.advert.title),
            ("date", http_date(_published(one).timestamp())),
            ("referencenumber", one.vacancy.key),
            ("url", f"{settings.SITE_URL}{_address(one)}"),
            ("company", company),
            ("city", place.get("locality", "")),
            ("state", place.get("region", "")),
            ("country", place.get("country") or "NL"),
            ("postalcode", place.get("postcode", "")),
            ("description", one.advert.body or one.advert.title),
            ("jobtype", ", ".join(one.told.get("employment", ()))),
            ("expirationdate", one.vacancy.closes.isoformat() if one.vacancy.closes else ""),
        ):
            if text:
                _element(xml, name, str(text))


def _element(xml: Any, name: str, text: str) -> None:
    with xml.element(name):
        xml.write("".join(sign for sign in text if sign >= " " or sign in "\n\t"))


def _found(request: HttpRequest) -> tuple[list[Shown], dict[int, str]]:
    """What the page would show of this question, the newest first, the invented ones left out."""
    found = search(request, most=MOST).found
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


def _published(one: Shown) -> datetime:
    if one.vacancy.published is None:
        return one.vacancy.opened_at
    return timezone.make_aware(datetime.combine(one.vacancy.published, time()))


def _address(one: Shown) -> str:
    return reverse("portal:vacancy", args=[one.vacancy.key])


def _id(site: Site, name: str) -> str:
    return f"urn:hcat:{site.agenda.key if site.agenda else 'hcat'}:{name}"
