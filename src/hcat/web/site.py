# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every page needs to know about the site it stands in: names, menu, date, language."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any
from urllib.parse import urlencode

from allauth.mfa import app_settings as mfa
from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, get_urlconf, reverse, translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from hcat.agenda.api import Agenda, Item, the_agenda
from hcat.foundation.api import demonstrations

from .asof import PARAMETER, AsOf
from .lists import SAYS_NOTHING, question

DEFAULT_ACCENT = "#0b5394"


@dataclass(frozen=True, slots=True)
class Link:
    """An entry of a menu. `current` is the word for aria-current, empty elsewhere."""

    title: str
    url: str
    current: str = ""

    @property
    def is_current(self) -> bool:
        return bool(self.current)


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    url: str
    is_current: bool
    address: str = ""
    """By which search engines know it: whole, and without what led here."""


class Site:
    """The frame around one page. Everything is worked out when a template asks for it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.path = request.path
        self.as_of = AsOf.of(request)

    @cached_property
    def agenda(self) -> Item[Agenda] | None:
        return the_agenda(as_of=self.as_of.day) or (the_agenda() if self.as_of.day else None)

    @property
    def name(self) -> str:
        return str(self.agenda.sheet.title) if self.agenda else "HCAT"

    @property
    def region(self) -> str:
        return str(self.agenda.sheet.region) if self.agenda else "HCAT"

    @property
    def short(self) -> str:
        return str(self.agenda.sheet.short) if self.agenda else _("Human capital agenda")

    @property
    def description(self) -> str:
        return str(self.agenda.sheet.summary) if self.agenda else ""

    @property
    def theme_url(self) -> str:
        accent = self.agenda.sheet.accent if self.agenda else DEFAULT_ACCENT
        return reverse("web:theme", args=[accent.lstrip("#").lower()])

    @property
    def shows_as_of(self) -> bool:
        """Whether this page reads the agenda, so that another date makes sense on it."""
        match = self.request.resolver_match
        if match is None or match.namespace != "web":
            return False
        return match.url_name not in STATEMENTS and self.agenda is not None

    @cached_property
    def is_demo(self) -> bool:
        return has_demo()

    @property
    def searched(self) -> str:
        match = self.request.resolver_match
        on_search = match is not None and match.view_name == "web:search"
        return self.request.GET.get("q", "")[:200] if on_search else ""

    @cached_property
    def languages(self) -> list[Language]:
        """The same page, same question, in the languages of the site."""
        asked = question(self.request)
        kept = question(self.request, without=SAYS_NOTHING)
        return [
            Language(
                code,
                name,
                f"{path}?{asked}" if asked else path,
                code == get_language(),
                f"{settings.SITE_URL}{path}?{kept}" if kept else f"{settings.SITE_URL}{path}",
            )
            for code, name in settings.LANGUAGES
            for path in (self._in_language(code),)
        ]

    def _in_language(self, code: str) -> str:
        """As `translate_url` does, which looks up again what this page is."""
        match = self.request.resolver_match
        if match is None or not match.url_name:
            return str(translate_url(self.path, code))
        with override(code):
            return reverse(match.view_name, args=match.args, kwargs=match.kwargs)

    @property
    def other_parameters(self) -> list[tuple[str, str]]:
        """What the date form must send along, so that filters survive another date."""
        return [
            (name, value)
            for name, values in self.request.GET.lists()
            for value in values
            if name not in (PARAMETER, "page")
        ]

    @property
    def today_url(self) -> str:
        rest = urlencode(self.other_parameters)
        return f"{self.path}?{rest}" if rest else self.path

    def go(self, name: str, *args: Any) -> str:
        """The address of a page, on the date that is being read."""
        return self._dated(reverse(name, args=args) if args else plain_address(name))

    def _dated(self, url: str) -> str:
        if self.as_of.day is None:
            return url
        return f"{url}?{urlencode({PARAMETER: self.as_of.day.isoformat()})}"

    @property
    def menu(self) -> list[Link]:
        return [self._link(title, name) for title, name in (
            (_("Agenda"), "web:agenda"),
            (_("Results"), "web:results"),
            (_("Initiatives"), "web:initiatives"),
            (_("Menu of ways"), "web:menu"),
            (_("Labour market"), "labour_market:overview"),
            (_("Vacancies"), "portal:vacancies"),
            (_("Companies"), "portal:companies"),
            (_("Reports"), "reports:reports"),
            (_("News"), "sharing:news"),
            (_("Organisation"), "web:governance"),
        )]  # fmt: skip

    @property
    def footer(self) -> list[Link]:
        return [self._link(title, name) for title, name in (
            (_("What is often asked"), "helpdesk:answers"),
            (_("History"), "web:history"),
            (_("Figures"), "web:figures"),
            (_("What surveys found"), "surveys:surveys"),
            (_("Baselines to collect"), "web:baselines"),
            (_("National perspectives"), "web:perspectives"),
            (_("Pledges"), "web:pledges"),
            (_("Best practices"), "sharing:practices"),
            (_("What went well"), "sharing:successes"),
            (_("Events"), "sharing:events"),
            (_("What would you make here?"), "portal:finder"),
            (_("Career paths"), "portal:paths"),
            (_("Coming from abroad"), "portal:region"),
            (_("How wrong forecasts were"), "labour_market:backtest"),
            (_("Sources"), "web:sources"),
            (_("Accessibility"), "web:accessibility"),
            (_("Privacy"), "web:privacy"),
            (_("Beside other areas"), "exchange:compare"),
            (_("Take the data along"), "exchange:formats"),
            (_("Open data"), "api-docs"),
        )]  # fmt: skip

    @property
    def account(self) -> list[Link]:
        """The way in for staff, and the way out again."""
        user = getattr(self.request, "user", None)
        if user is not None and user.is_authenticated:
            links = [Link(_("To the desk"), reverse("desk:home"))]
            if mfa.PASSKEY_LOGIN_ENABLED:
                links.append(Link(_("Passkeys"), reverse("mfa_list_webauthn")))
            return [*links, Link(_("Sign out"), reverse("account_logout"))]
        return [Link(_("Sign in"), reverse("account_login"))]

    def _link(self, title: str, name: str) -> Link:
        url = plain_address(name)
        current = ""
        if self.path == url:
            current = "page"
        elif self.path.startswith(f"{url}/"):
            current = "true"
        return Link(title, self._dated(url), current)


STATEMENTS = {"accessibility", "privacy", "search"}
"""Pages whose text does not depend on a date."""


def plain_address(name: str) -> str:
    """Of a page that there is one of; a frame is made of some thirty."""
    return _address(name, get_language(), get_script_prefix(), get_urlconf())


@lru_cache(maxsize=1024)
def _address(name: str, language: str | None, prefix: str, urls: str | None) -> str:
    return reverse(name)


_looked: list[tuple[float, bool]] = []


def has_demo() -> bool:
    """Whether anything on the site was made up for a demonstration; asked anew twice a minute."""
    if not _looked or time.monotonic() - _looked[-1][0] > 30:
        found = any(one.count() for one in demonstrations())
        _looked[:] = [(time.monotonic(), found)]
    return _looked[-1][1]


def site(request: HttpRequest) -> dict[str, Site]:
    """Context processor: the frame, for pages of every room."""
    return {"site": Site(request)}
