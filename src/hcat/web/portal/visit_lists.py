# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The lists of the page on visits, each of which is a page of its own when it is long."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hcat.numerics.api import Period
from hcat.parties.api import names_of
from hcat.portal import api


@dataclass(frozen=True, slots=True)
class Listed:
    """One row: what, where more of it stands, and one number or two."""

    name: str
    number: int
    other: int | None = None
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """A list: its heading, the heads of its columns, and what it says while it is empty."""

    title: str | Promise
    what: str | Promise
    number: str | Promise
    other: str | Promise
    nothing: str | Promise


def _words(period: Period) -> Sequence[Listed]:
    return [Listed(*row) for row in api.words_asked(period)]


def _in_vain(period: Period) -> Sequence[Listed]:
    rows = api.words_asked(period, in_vain=True)
    return [Listed(words, nothing, number) for words, number, nothing in rows]


def _companies(period: Period) -> Sequence[Listed]:
    rows = api.clicks_by_company(period)
    names = names_of(rows)
    return [Listed(names.get(one, "–"), number) for one, number in rows.items()]


def _campaigns(period: Period) -> Sequence[Listed]:
    return [
        Listed(
            one.referral.title if one.referral else one.name,
            one.visits,
            one.clicks,
            url=reverse("portal:referral-told", args=[one.name]) if one.referral else "",
            note=one.name if one.referral else "",
        )
        for one in api.campaigns(period)
    ]


def _sites(period: Period) -> Sequence[Listed]:
    return [Listed(one.name, one.visits) for one in api.referrers(period)]


LISTS: dict[str, Kind] = {
    "companies": Kind(
        _("On to a company’s own site"), _("Company"), _("Times"), "",
        _("Nobody went on to a company in this period."),
    ),
    "in-vain": Kind(
        _("Searched for without a result"), _("Words"), _("Without result"), _("Searches"),
        _("No words that were searched for several times found nothing."),
    ),
    "words": Kind(
        _("Searched for most"), _("Words"), _("Searches"), _("Without result"),
        _("No words were searched for several times."),
    ),
    "campaigns": Kind(
        _("Links and campaigns"), _("Link or campaign"), _("Visits"), _("On to a company"),
        _("Nobody came by a link of ours, or by a campaign of others."),
    ),
    "sites": Kind(
        _("Sites that led here"), _("Site"), _("Visits"), "",
        _("No other site led several visits here."),
    ),
}  # fmt: skip
_ROWS: dict[str, Callable[[Period], Sequence[Listed]]] = {
    "companies": _companies,
    "in-vain": _in_vain,
    "words": _words,
    "campaigns": _campaigns,
    "sites": _sites,
}


def listed(name: str, period: Period) -> Sequence[Listed]:
    """The rows of one list, most first."""
    return _ROWS[name](period)
