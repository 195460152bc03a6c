# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What would you make here? Four questions with links for answers: all there is to it stands in the
address, and nothing is kept."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import rule_on
from hcat.foundation.api import today
from hcat.parties.api import population
from hcat.portal import api
from hcat.portal.api import ANY, MAKE, PULL_FACTORS, QUESTIONS, address_of, open_counts, profiles_of
from hcat.sharing.api import coming_events
from hcat.web import labels
from hcat.web.lists import Pages, address
from hcat.web.pages import page, show
from hcat.web.portal.canonical import canonical
from hcat.web.portal.label_words import field_title

PER_PAGE = 12
EVENTS = 3


@page
def finder(request: HttpRequest) -> HttpResponse:
    given = {
        one.key: request.GET[one.key]
        for one in QUESTIONS
        if request.GET.get(one.key) == ANY or one.answer(request.GET.get(one.key, ""))
    }
    asked = next((one for one in QUESTIONS if one.key not in given), None)
    if asked is not None:
        return _question(request, asked, given)
    return _companies(request, given)


def _question(request: HttpRequest, asked: Any, given: dict[str, str]) -> HttpResponse:
    number = QUESTIONS.index(asked)
    before = QUESTIONS[number - 1].key if number else ""
    return show(
        request,
        "web/portal/finder.html",
        canonical=canonical(request),
        question=asked,
        number=number + 1,
        of=len(QUESTIONS),
        answers=[
            {"title": one.title, "url": address(request, **{asked.key: one.key})}
            for one in asked.answers
        ],
        any_url=address(request, **{asked.key: ANY}),
        back_url=address(request, **{before: None}) if before else "",
    )


def _companies(request: HttpRequest, given: dict[str, str]) -> HttpResponse:
    rule = rule_on(today())
    wanted: dict[str, Any] = {"kind": "company"}
    if rule is not None:
        wanted["high_tech"] = rule.rule
    found = api.fitting(given, api.candidates(population(**wanted)))
    pages = Pages[Any](request, found.fits, per_page=PER_PAGE)
    numbers = [one.candidate.number for one in pages.items]
    profiles, keys, counts = profiles_of(numbers), api.keys_of(numbers), open_counts(numbers)
    short = {one.key: one.short for one in QUESTIONS}
    return show(
        request,
        "web/portal/found.html",
        canonical=canonical(request),
        pages=pages,
        rows=[
            {
                "name": one.candidate.name,
                "address": address_of(keys[one.candidate.number], profiles.get(
                    one.candidate.number
                )),
                "profile": profiles.get(one.candidate.number),
                "why": _why(one, given),
                "open": counts.get(one.candidate.number, 0),
                "internships": one.candidate.internships,
            }
            for one in pages.items
            if one.candidate.number in keys
        ],
        given=[
            {
                "question": one.title,
                "answer": None if given[one.key] == ANY else one.answer(given[one.key]),
                "url": address(request, **{one.key: None, "page": None}),
            }
            for one in QUESTIONS
        ],
        has_internships=any(one.candidate.internships for one in found.fits),
        given_up=[short[one] for one in found.given_up],
        events=coming_events()[:EVENTS],
    )  # fmt: skip


def _why(fit: Any, given: dict[str, str]) -> list[str]:
    """Why it fits, each sort once; that one may visit stands on a line of its own."""
    found: dict[str, list[str]] = {}
    for one in fit.reasons:
        found.setdefault(one.sort, []).extend(one.found)
    return [_in_words(sort, list(dict.fromkeys(what)), given) for sort, what in found.items()
            if sort != "visits"]  # fmt: skip


def _in_words(sort: str, found: list[str], given: dict[str, str]) -> str:
    if sort == "field":
        return _("works in %(fields)s") % {"fields": ", ".join(field_title(one) for one in found)}
    if sort == "offer":
        return _("offers: %(offers)s") % {
            "offers": ", ".join(str(PULL_FACTORS[one]) for one in found)
        }
    if sort == "size":
        return _("%(size)s people work there") % {"size": found[0]}
    if sort == "level":
        return _("has vacancies open for %(levels)s") % {
            "levels": ", ".join(labels.level(one) for one in found)
        }
    answer = MAKE.answer(given[MAKE.key])
    return _("what it makes goes with “%(answer)s”") % {"answer": answer.title if answer else ""}
