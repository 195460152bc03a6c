# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""All that is open, as the XML that job sites read: docs.indeed.com/indeed-apply/xml-feed.

What lacks what is required (a place in a known country, unless the work is done from home) is left
out: a job site refuses it, and the feed it came in.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from django.conf import settings
from django.db.models import Max
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.html import escape
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from lxml import etree

from hcat.parties.api import names_of
from hcat.portal.api import Shown, Vacancy, country_of_place, shown_open, vacancies_called
from hcat.web.portal.made_files import EVERY, BeingMade, made_file
from hcat.web.portal.xml_text import for_xml

from .feeds import published

REQUIRED = (
    "title", "date", "referencenumber", "requisitionid", "url", "company", "city", "state",
    "country", "description",
)  # fmt: skip
FROM_HOME, PARTLY = "Fully remote", "Hybrid remote"
_KINDS = {
    "full_time": "fulltime",
    "part_time": "parttime",
    "contractor": "contract",
    "temporary": "temporary",
    "intern": "internship",
    "volunteer": "volunteer",
}
_REMOTE = {"remote": FROM_HOME, "hybrid": PARTLY}


@require_safe
def indeed(request: HttpRequest) -> HttpResponseBase:
    """The newest first, without invented ones; as it was an hour ago at most, for rendering all
    that is open takes a minute. Asked whether it still holds, nothing is sent."""
    try:
        file = made_file("vacancies.xml", _jobs, _changed_at).open("rb")
    except BeingMade:
        return HttpResponse(
            _("This list is being made. Try again in a minute."),
            status=503, headers={"Retry-After": "60"}, content_type="text/plain; charset=utf-8",
        )  # fmt: skip
    kept = os.fstat(file.fileno())
    etag = f'"{kept.st_mtime_ns:x}-{kept.st_size:x}"'
    holds = get_conditional_response(request, etag=etag, last_modified=int(kept.st_mtime))
    response: HttpResponseBase
    if holds is not None:
        file.close()
        response = holds
    else:
        response = FileResponse(file, content_type="application/xml; charset=utf-8")
        response["Content-Disposition"] = "inline"
    response["ETag"], response["Last-Modified"] = etag, http_date(kept.st_mtime)
    response["Cache-Control"] = f"public, max-age={EVERY // timedelta(seconds=1)}"
    return response


def _changed_at() -> datetime | None:
    """Of any vacancy: which are shown is asked when the file is made."""
    latest: datetime | None = Vacancy.objects.aggregate(latest=Max("changed_at"))["latest"]
    return latest


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
    told = one.told
    place: dict[str, Any] = next(
        (p for p in told.get("places", ()) if p.get("locality") and country_of_place(p)), {}
    )
    if not company or not (place or told.get("remote") == "remote"):
        return
    kinds = [_KINDS[kind] for kind in told.get("employment", ()) if kind in _KINDS]
    texts = {
        "title": one.advert.title,
        "date": timezone.localtime(published(one)).isoformat(timespec="seconds"),
        "referencenumber": one.vacancy.key,
        "requisitionid": told.get("reference") or one.vacancy.key,
        "url": f"{settings.SITE_URL}{reverse('portal:vacancy', args=[one.vacancy.key])}",
        "company": company,
        "city": place.get("locality", ""),
        "state": place.get("region", ""),
        "country": country_of_place(place) or "NL",
        "postalcode": place.get("postcode", ""),
        "streetaddress": place.get("street", ""),
        "description": one.advert.body or f"<p>{escape(one.advert.title)}</p>",
        "jobtype": ", ".join(dict.fromkeys(kinds)),
        "remotetype": _REMOTE.get(str(told.get("remote")), ""),
        "expirationdate": one.vacancy.closes.isoformat() if one.vacancy.closes else "",
    }
    with xml.element("job"):
        for name, text in texts.items():
            if text or name in REQUIRED:
                _element(xml, name, str(text))


def _element(xml: Any, name: str, text: str) -> None:
    """As CDATA: these readers do not undo what XML escapes."""
    made = etree.Element(name)
    made.text = etree.CDATA(for_xml(text).replace("]]>", "]] >"))
    xml.write(made)
