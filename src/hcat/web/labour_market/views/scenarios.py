# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What could be done: the saved scenarios, and one of them beside the forecast without it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.labour_market.api import Forecast, LeverEffect, Opened, scenario_called, scenarios
from hcat.numerics.api import Lever
from hcat.parties.api import powers
from hcat.web.labour_market import charts, words
from hcat.web.labour_market.pages import accent, forecast_page
from hcat.web.lists import Pages
from hcat.web.pages import show
from hcat.web.site import Site
from hcat.web.words import number


def may_save(request: HttpRequest) -> bool:
    user = getattr(request, "user", None)
    return bool(
        user is not None and user.is_authenticated and powers(user).may("forecast.scenario")
    )


@forecast_page
def scenario_list(request: HttpRequest, site: Site, last: Opened) -> HttpResponse:
    pages = Pages[Forecast](request, scenarios())
    return show(
        request,
        "web/labour_market/scenarios.html",
        site=site,
        pages=pages,
        rows=[(one, words.closes(Opened(one).effect.total, last.years)) for one in pages.items],
        may_save=may_save(request),
    )


@forecast_page
def scenario(request: HttpRequest, site: Site, last: Opened, key: str) -> HttpResponse:
    found, base = scenario_called(key)
    effect, years = found.effect, found.years
    ranked = [(found.levers[one.place], one) for one in effect.ranking]
    look = charts.Look(accent(site), site.region, charts.source_of(found.forecast))
    effect_told = words.closes(effect.total, years)
    return show(
        request,
        "web/labour_market/scenario.html",
        site=site,
        scenario=found.forecast,
        base=base.forecast,
        is_old=base.forecast.pk != last.forecast.pk,
        effect=effect_told,
        compare=charts.compare(base, found, look, _compare_title(base, found)),
        difference=charts.difference(
            effect, years, look, _("The scenario %(effect)s") % {"effect": effect_told}
        ),
        levers=[
            {
                "title": words.lever_title(lever),
                "amount": words.lever_amount(lever),
                "start": lever.start,
                "full": lever.full,
                "effort": number(lever.effort),
                "total": words.signed_persons(one.total),
                "per_effort": words.signed_persons(one.per_effort),
                "interval": _("%(low)s to %(high)s")
                % {"low": words.signed_persons(one.low), "high": words.signed_persons(one.high)},
                "first": words.chance(one.first),
            }
            for lever, one in ranked
        ],
        ranking=charts.ranking(ranked, years, look, _ranking_title(ranked)),
        may_save=may_save(request),
    )


def _compare_title(base: Opened, found: Opened) -> str:
    with_it, without = (
        words.shortage_or_more(float(one.outcome("balance").median[-1])) for one in (found, base)
    )
    return _("In %(year)s: %(with)s with the scenario, %(without)s without") % {
        "year": found.years[-1],
        "with": with_it,
        "without": without,
    }


def _ranking_title(ranked: list[tuple[Lever, LeverEffect]]) -> str:
    lever, one = ranked[0]
    return _("Closes most of the gap per point of effort: %(lever)s (chance: %(chance)s)") % {
        "lever": words.lever_title(lever),
        "chance": words.chance(one.first),
    }
