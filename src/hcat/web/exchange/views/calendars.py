# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The days of the agenda for people's own calendars, whole or of one body or point."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.agenda.api import item
from hcat.exchange.api import Event, as_calendar, events
from hcat.foundation.api import NotFound
from hcat.web.elements import url_of
from hcat.web.pages import agenda_page
from hcat.web.site import Site

_PAGES = {"result": "web:result", "report": "reports:report", "event": "sharing:event"}
_ELEMENTS = ("initiative", "project")
_PLAIN = {"body": "web:governance", "steering": "reports:steering-group"}


@agenda_page
def calendar(request: HttpRequest, site: Site) -> HttpResponse:
    """`?body=` and `?point=` choose; NotFound for one that the agenda does not have."""
    names = [site.region]
    chosen = {}
    for kind in ("body", "point"):
        if key := request.GET.get(kind, ""):
            found = item(kind, key)
            chosen[kind] = key
            names.append(str(found.sheet.title))
    unknown = sorted(set(request.GET) - {"body", "point"})
    if unknown:
        raise NotFound(
            _("A calendar cannot be chosen by %(name)s.") % {"name": unknown[0]},
            mend=_("Choose by body or by point."),
        )

    def address(one: Event) -> str:
        kind, key = one.of
        if kind in _ELEMENTS:
            return request.build_absolute_uri(url_of(item(kind, key)))
        if kind in _PAGES:
            return request.build_absolute_uri(reverse(_PAGES[kind], args=[key]))
        page = reverse(_PLAIN.get(kind, "web:history"))
        anchor = f"#body-{key}" if kind == "body" else ""
        return request.build_absolute_uri(page + anchor)

    made = as_calendar(events(**chosen), name=": ".join(names), address=address)
    response = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="agenda.ics"'
    return response
