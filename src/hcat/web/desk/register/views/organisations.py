# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of organisations as a list: how many there are, and which."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import NamedRule, rule_on
from hcat.foundation.api import today
from hcat.parties.api import (
    HighTech,
    PopulationCount,
    count_population,
    high_tech_of,
    known_since,
    search_organisations,
    with_high_tech,
)
from hcat.web.desk.register import words
from hcat.web.desk.register.pages import Visit, desk, desk_page
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages, address
from hcat.web.site import Site
from hcat.web.words import number

SORTS = {
    "name": ("name_key",),
    "-name": ("-name_key",),
    "place": ("place", "name_key"),
    "-place": ("-place", "name_key"),
    "kind": ("organisation__kind", "name_key"),
    "-kind": ("-organisation__kind", "name_key"),
}


@dataclass(frozen=True, slots=True)
class Denominators:
    """The count of companies, and how many of them count as high-tech."""

    companies: PopulationCount
    high_tech: PopulationCount | None
    """None where the agenda has no rule on that day."""


class Ordered:
    """Headings that sort by a link, for rows that the database puts in order."""

    def __init__(self, request: Visit) -> None:
        self.request = request
        asked = request.GET.get("sort", "")
        self.sort = asked if asked in SORTS else "name"

    @property
    def fields(self) -> tuple[str, ...]:
        return (*SORTS[self.sort], "pk")

    def heading(self, key: str) -> dict[str, str]:
        if self.sort.lstrip("-") != key:
            return {"url": address(self.request, sort=key, page=None), "direction": ""}
        down = self.sort.startswith("-")
        return {
            "url": address(self.request, sort=key if down else f"-{key}", page=None),
            "direction": "descending" if down else "ascending",
        }


@desk_page("parties.read")
def organisations(request: Visit) -> HttpResponse:
    site = Site(request)
    day = site.as_of.day or today()
    rule, towns = rule_on(day), towns_of(site)
    values = {
        "kind": chosen(request, "kind", words.KINDS),
        "place": chosen(request, "place", towns),
        "size": chosen(request, "size", words.SIZES),
        "high-tech": chosen(request, "high-tech", words.HIGH_TECH) if rule else "",
    }
    text = request.GET.get("text", "").strip()[:200]
    table = Ordered(request)
    found = search_organisations(
        text=text, kind=values["kind"], place=values["place"], size=values["size"], on=day
    ).order_by(*table.fields)
    if rule:
        answer: Any = values["high-tech"] or None
        found = with_high_tech(found, rule.rule, answer=answer, on=day)
        if answer:
            found = found.filter(organisation__kind="company")
    pages: Pages[Any] = Pages(request, found)
    return desk(
        request,
        "desk/register/organisations.html",
        site=site,
        day=day,
        rule=rule,
        since=known_since(),
        counts=_denominators(rule, day),
        pages=pages,
        table=table,
        rows=[_row(one, rule, day, towns) for one in pages.items],
        filters=_filters(values, towns, rule),
        text=text,
        is_filtered=bool(text or any(values.values())),
        may=request.powers.may,
        may_edit=request.powers.may("parties.edit"),
        may_import=request.powers.may("parties.import"),
    )


@dataclass(frozen=True, slots=True)
class Row:
    facts: Any
    kind: str
    where: str
    size: str
    high_tech: HighTech | None
    """None where the agenda has no rule, and for what is no company: the rule is about those."""


def _row(facts: Any, rule: NamedRule | None, day: date, towns: Mapping[str, str]) -> Row:
    is_company = facts.organisation.kind == "company"
    return Row(
        facts,
        str(words.KINDS[facts.organisation.kind]),
        where_of(facts, towns),
        size_of(facts),
        high_tech_of(facts, rule.rule, day) if rule and is_company else None,
    )


def towns_of(site: Site) -> dict[str, str]:
    """Code to name of the municipalities of the region."""
    return {one.code: one.name for one in site.agenda.sheet.places} if site.agenda else {}


def where_of(facts: Any, towns: Mapping[str, str]) -> str:
    """Place and municipality, once where they are the same; empty where neither is known."""
    town = towns.get(facts.municipality, facts.municipality)
    if facts.place and town and facts.place != town:
        return f"{facts.place} ({town})"
    return str(facts.place or town)


def size_of(facts: Any) -> str:
    """People employed, or the size class; empty where neither is known."""
    if facts.employees is not None:
        return ngettext("%(number)s person", "%(number)s people", facts.employees) % {
            "number": number(facts.employees)
        }
    return str(words.SIZES[facts.size_class]) if facts.size_class else ""


def _denominators(rule: NamedRule | None, day: date) -> Denominators:
    return Denominators(
        count_population(kind="company", on=day),
        count_population(kind="company", high_tech=rule.rule, on=day) if rule else None,
    )


def _filters(
    values: Mapping[str, str], towns: Mapping[str, str], rule: NamedRule | None
) -> list[Filter]:
    def pick(name: str, title: str, known: Mapping[str, Any]) -> Filter:
        return Filter(
            name, title, values[name], [Choice(code, str(word)) for code, word in known.items()]
        )

    by_name = dict(sorted(towns.items(), key=lambda pair: pair[1]))
    found = [
        pick("kind", _("Kind"), words.KINDS),
        pick("place", _("Municipality"), by_name),
        pick("size", _("Size class"), words.SIZES),
    ]
    return [*found, pick("high-tech", _("High-tech"), words.HIGH_TECH)] if rule else found
