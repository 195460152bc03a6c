# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which requests are counted, as what. Nothing of a request is kept but that there was one.

A visit is told from a page by where it was opened from, which a browser says with the request
itself: no cookie, no address and no mark of the reader is needed, so that any number of servers
count alike. See docs/methods/visits.md for what this gets wrong.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable
from functools import cache
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlencode, urlsplit

import structlog
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import ResolverMatch, reverse

from hcat.portal.api import Tally, count, count_search, is_referral, knows_origins, origin_of
from hcat.web.visitors import place_of

from .where import stamp

_log = structlog.get_logger(__name__)
_PROGRAM = re.compile(
    r"(?<!cu)bot\b|crawl|spider|slurp|preview|fetch|monitor|archiver|scan|check|feed|rss|"
    r"headless|lighthouse|phantom|curl|wget|httpie|python|java/|go-http|okhttp|libwww|perl|ruby|"
    r"axios|node|facebookexternalhit|whatsapp|telegram|skypeuripreview|slack|discord|embedly|"
    r"w3c_validator|pingdom|uptime|statuscake|dataprovider|ia_archiver|mediapartners",
    re.IGNORECASE,
)
_CAMPAIGN = re.compile(r"^[a-z0-9][a-z0-9._-]{0,39}$")
_NUMBERED = re.compile(r"\d{5,}")
"""A campaign of others with such a number may be one reader's own."""
_HOST = re.compile(r"^(?=.{4,80}$)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}$")
SEARCHED = "HCAT-Searched"
"""The header with which a form sent in place says what its page had searched for, URL-encoded."""
_NOT_PAGES = {"desk", "link", "feeds", "r", "embed"}


class CountVisits:
    """Counts after the page was made; a failure to count is logged and never shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        seen: Seen | None = getattr(request, "seen", None)
        if seen is not None:
            try:
                seen.count(response)
            except Exception:
                _log.exception("visit_not_counted")
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: Any) -> None:
        """What a page may need while it is made: the campaign it hands on, the question it asks."""
        try:
            match = request.resolver_match
            is_read = request.method in ("GET", "HEAD")
            if is_read and is_page_of_the_portal(match, request.path):
                # What only asks whether there is a page is given the page that others are kept.
                request.campaign = campaign_of(request)
                request.carried = carried(request.campaign)
                if request.method == "GET" and _is_read_by_a_person(request):
                    request.seen = Seen(request)
                    request.asks_where = request.seen.asks_where
        except Exception:
            _log.exception("visit_not_counted")


class Seen:
    """One request by a person for a page of the portal, or for the way on to a company."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.is_visit = not _is_in_place(request) and _comes_from_elsewhere(request)
        self.asks_where = (
            self.is_visit
            and not asks_not_to_be_measured(request)
            and not knows_origins()
            and settings.PORTAL_ASKS_ONE_IN > 0
            and secrets.randbelow(settings.PORTAL_ASKS_ONE_IN) == 0
        )
        self.searched = "", 0
        """Words and number of results; no words where the page did not search."""
        self.company: int | None = None
        """The number of the company to whose own site the request goes on."""

    @property
    def stamp(self) -> str:
        """For the question, where this page asks it."""
        return stamp()

    def count(self, response: HttpResponseBase) -> None:
        request = self.request
        if asks_not_to_be_measured(request):
            if self.is_visit and _is_page(response):
                count(Tally.Kind.UNMEASURED)
            return
        campaign = campaign_of(request)
        if self.company is not None:
            if response.status_code == 302 and comes_from_here(request):
                count(
                    Tally.Kind.CLICK,
                    place=str(self.company),
                    campaign=campaign,
                    origin=self._origin(),
                )
            return
        if not _is_page(response):
            return
        words, found = self.searched
        if words and words != _searched_before(request) and not _was_asked_before(request):
            count_search(words, found=found, campaign=campaign, origin=self._origin())
        if self.is_visit:
            name = request.resolver_match.url_name if request.resolver_match else ""
            count(Tally.Kind.VISIT, place=name or "", campaign=campaign, origin=self._origin())
            if site := _site_before(request):
                count(Tally.Kind.REFERRER, place=site)
            if self.asks_where:
                count(Tally.Kind.ASKED)

    def _origin(self) -> str:
        return origin_of(place_of(self.request)) if knows_origins() else ""


def searched(request: HttpRequest, words: str, found: int) -> None:
    """A page says that it searched; a further page of the same results is no search."""
    seen: Seen | None = getattr(request, "seen", None)
    if seen is not None and request.GET.get("page", "1") == "1" and "typing" not in request.GET:
        seen.searched = words, found


def goes_on_to(request: HttpRequest, company: int) -> None:
    """A page says that the reader goes on to the site of this company (its number)."""
    seen: Seen | None = getattr(request, "seen", None)
    if seen is not None:
        seen.company = company


def campaign_of(request: HttpRequest) -> str:
    """The code of a link of ours (`from`), or what another called its campaign."""
    name = (request.GET.get("from") or request.GET.get("utm_campaign") or "").strip().lower()
    if not _CAMPAIGN.match(name) or (_NUMBERED.search(name) and not is_referral(name)):
        return ""
    return name


def carried(campaign: str) -> str:
    """What links to other pages of the portal take along, so that a campaign gets its clicks."""
    return f"?{urlencode({'from': campaign})}" if campaign else ""


def asks_not_to_be_measured(request: HttpRequest) -> bool:
    """`Sec-GPC` (Global Privacy Control) or `DNT` (Do Not Track)."""
    return request.headers.get("Sec-GPC") == "1" or request.headers.get("DNT") == "1"


def comes_from_here(request: HttpRequest) -> bool:
    """Opened from a page of this site. Without any word of the browser: no."""
    fetched_from = request.headers.get("Sec-Fetch-Site", "")
    if fetched_from:
        return fetched_from == "same-origin"
    return _is_ours(request, page_before(request))


def is_page_of_the_portal(match: ResolverMatch | None, path: str) -> bool:
    """Whether everybody may read it there: not the desk, personal links, feeds, nor links to it."""
    if match is None or match.namespace != "portal":
        return False
    return _first_part(path) not in _NOT_PAGES


def _is_read_by_a_person(request: HttpRequest) -> bool:
    """A page opened in a browser by somebody who does not work here.

    Programs that say what they are, and those that send no language as every browser does, are
    left out; so is what is fetched before or beside a page. A form that is sent in place
    (`in_place`) counts as a page opened: it is what a browser does with it that runs scripts.
    """
    told = request.headers
    agent = told.get("User-Agent", "")
    return (
        bool(agent and told.get("Accept-Language"))
        and not _PROGRAM.search(agent)
        and (_is_in_place(request) or _is_opened(request))
        and not any(told.get(name) for name in ("Sec-Purpose", "Purpose", "X-Moz"))
        and not request.user.is_authenticated
    )


def _is_opened(request: HttpRequest) -> bool:
    """Opened as a page, not fetched by one."""
    told = request.headers
    return (
        told.get("Sec-Fetch-Mode", "navigate") == "navigate"
        and told.get("Sec-Fetch-Dest", "document") == "document"
        and not told.get("HX-Request")
    )


def _is_in_place(request: HttpRequest) -> bool:
    """A form of a page of ours, sent by its reader, whose answer is put into that page; what is
    fetched while typing is none."""
    return (
        request.headers.get("HX-Boosted") == "true"
        and "typing" not in request.GET
        and comes_from_here(request)
    )


def _comes_from_elsewhere(request: HttpRequest) -> bool:
    """Whether a visit begins: not from a page of the portal, and not the same page once more."""
    told = request.headers
    if "max-age=0" in told.get("Cache-Control", "") or "no-cache" in told.get("Cache-Control", ""):
        return False  # loaded again
    before = page_before(request)
    if not comes_from_here(request):
        return not _is_ours(request, before)
    # From a page of this site: a visit to the portal begins where that is another part of it.
    return bool(before.netloc) and _first_part(before.path) not in _parts_of_the_portal()


def page_before(request: HttpRequest) -> SplitResult:
    """The address of the page before; empty where none is told, or none that can be read."""
    try:
        return urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return SplitResult("", "", "", "", "")


def _is_ours(request: HttpRequest, address: SplitResult) -> bool:
    return address.netloc.casefold() == request.get_host().casefold()


def _first_part(path: str) -> str:
    """Of a path its first part, the language left out."""
    parts = path.strip("/").split("/")
    if len(parts) > 1 and parts[0] in dict(settings.LANGUAGES):
        parts = parts[1:]
    return parts[0]


@cache
def _parts_of_the_portal() -> frozenset[str]:
    from .urls import urlpatterns

    return frozenset(str(one.pattern).split("/")[0] for one in urlpatterns) - _NOT_PAGES


def _is_page(response: HttpResponseBase) -> bool:
    """A page that was shown; 304 is one that the browser had, 410 one that says what is gone."""
    return response.status_code == 304 or (
        response.status_code in (200, 410)
        and response.headers.get("Content-Type", "").startswith("text/html")
    )


def _searched_before(request: HttpRequest) -> str:
    """What was searched for on the page before: with another filter it is the same search.

    A form sent in place says it itself: typing has changed the address of its page by then.
    """
    if _is_in_place(request) and (words := request.headers.get(SEARCHED)) is not None:
        return unquote(words)
    before = page_before(request)
    if not _is_ours(request, before):
        return ""
    return parse_qs(before.query).get("q", [""])[0].strip()


def _was_asked_before(request: HttpRequest) -> bool:
    """Back from the answer to the question where one lives, to what was searched for before it."""
    return page_before(request).path == reverse("portal:where") and comes_from_here(request)


def _site_before(request: HttpRequest) -> str:
    """The name of the other site that led here."""
    before = page_before(request)
    host = (before.hostname or "").casefold().removeprefix("www.")
    return host if _HOST.match(host) and not _is_ours(request, before) else ""
