# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the card of a vacancy or a company says, and what its page tells social media."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.defaultfilters import truncatechars
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.charts.api import Card
from hcat.portal.api import Company, plain
from hcat.web import words
from hcat.web.site import DEFAULT_ACCENT, Site

LONGEST = 200
"""Signs of a description: what is shown of it nowhere is longer."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page tells of itself; addresses are whole."""

    title: str
    description: str
    image: str
    alt: str
    url: str


def vacancy_card(site: Site, one: Mapping[str, Any]) -> Card:
    """`one`: a row as the pages show it."""
    return Card(
        title=one["advert"].title,
        above=_("Invented example") if one["vacancy"].is_demo else _("Vacancy"),
        below=_lines(one["company"], one["places"], ", ".join(one["levels"])),
        foot=site.name,
        accent=_accent(site),
    )


def company_card(site: Site, company: Company, place: str, vacancies: int) -> Card:
    facts = company.facts
    number = words.number(vacancies)
    is_open = ngettext("%(n_)s vacancy open", "%(n_)s vacancies open", vacancies) % {"n_": number}
    makes = str(company.profile.what_it_makes) if company.profile else ""
    return Card(
        title=facts.name,
        above=_("Invented example") if facts.organisation.is_demo else _("Company"),
        below=_lines(makes, place, is_open if vacancies else ""),
        foot=site.name,
        accent=_accent(site),
    )


def vacancy_told(site: Site, one: Mapping[str, Any]) -> Told:
    card = vacancy_card(site, one)
    text = " – ".join(card.below)
    if body := " ".join(plain(one["advert"].body).split()):
        text = f"{text}. {body}" if text else body
    return _told("vacancy", one["vacancy"].key, card, text)


def company_told(site: Site, company: Company, place: str, vacancies: int) -> Told:
    card = company_card(site, company, place, vacancies)
    return _told("company", company.address, card, " – ".join(card.below))


def _told(name: str, key: str, card: Card, text: str) -> Told:
    return Told(
        title=card.title,
        description=truncatechars(text or card.foot, LONGEST),
        image=f"{settings.SITE_URL}{reverse(f'portal:{name}-card', args=[key])}",
        alt=": ".join([card.title, ", ".join(card.below)]) if card.below else card.title,
        url=f"{settings.SITE_URL}{reverse(f'portal:{name}', args=[key])}",
    )


def _lines(*texts: str) -> tuple[str, ...]:
    found: Sequence[str] = [" ".join(text.split()) for text in texts]
    return tuple(text for text in found if text)


def _accent(site: Site) -> str:
    return str(site.agenda.sheet.accent) if site.agenda else DEFAULT_ACCENT
