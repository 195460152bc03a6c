# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The own page of a company, behind its link: itself beside its peers, and what it can do now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from hcat.correspondence.api import OpenedLink
from hcat.parties.api import names_of
from hcat.sharing.api import fitting
from hcat.surveys.api import (
    NO_ANSWER,
    PULL_FACTORS,
    SCOPE,
    Behind,
    Compared,
    Kind,
    Measures,
    advisers_for,
    beside,
    seat_of_link,
)
from hcat.web import words as figures_in_words
from hcat.web.pages import show
from hcat.web.personal import personal_page
from hcat.web.surveys import result_words as words

STEPS = 3
"""As many as somebody can begin with."""


@dataclass(frozen=True, slots=True)
class Line:
    """One question: the own answer, what the peers said, and why those are not shown."""

    label: str
    own: str
    peers: list[tuple[str, str, str]]
    """Choice, figure, interval; the choice is empty for a mean."""
    is_of_all: bool
    why: str
    n: str


@require_safe
@personal_page(SCOPE)
@words.names_once
def own(request: HttpRequest, opened: OpenedLink) -> HttpResponse:
    unit = seat_of_link(opened).unit
    found = beside(unit)
    behind = [one for one in found.behind if one.distance > 0][:STEPS]
    factors = [one.factor for one in behind]
    names = names_of(found.sharing)
    return show(
        request,
        "web/surveys/link/beside.html",
        found=found,
        size=words.group("size", unit.size_class) if unit.size_class else "",
        lines=[_line(one) for one in found.compared],
        wishes=[_wish(one) for one in sorted(found.behind, key=lambda one: one.place)],
        steps=[(PULL_FACTORS[one.factor], _practices(one.factor)) for one in behind],
        advisers=advisers_for(factors, is_demo=found.wave.is_demo),
        sharing=[names[number] for number in found.sharing if number in names],
        measures=_measures(found.measures),
    )


def _line(of: Compared) -> Line:
    question = of.question
    shown = [one for one in of.peers if one.value is not None]
    return Line(
        words.label(question, question.concept),
        _said(of),
        [
            (
                words.choice(question, one.choice) if one.choice else "",
                words.value(one),
                words.between(one.low, one.high, one.statistic),
            )
            for one in shown
        ],
        of.is_of_all,
        words.hidden(of.hidden) if of.hidden else "",
        figures_in_words.number(max((one.n for one in shown if one.n is not None), default=None)),
    )


def _said(of: Compared) -> str:
    """The own answer in words; a dash where there is none."""
    if of.own is None:
        return figures_in_words.MISSING
    if of.question.kind in (Kind.SCALE, Kind.NUMBER) and isinstance(of.own, (int, float)):
        return figures_in_words.number(of.own)
    names = of.own if isinstance(of.own, list) else [of.own]
    return ", ".join(words.choice(of.question, str(name)) for name in names)


def _wish(of: Behind) -> dict[str, Any]:
    return {
        "name": PULL_FACTORS[of.factor],
        "place": figures_in_words.number(of.place, 1),
        "own": figures_in_words.MISSING if of.own is None
        else figures_in_words.percent(100 * of.own, 0),
        "is_behind": of.distance > 0,
    }  # fmt: skip


def _practices(factor: str) -> list[Any]:
    return [one.practice for one in fitting([("factor", factor)], most=STEPS)]


def _measures(of: Measures | None) -> dict[str, Any] | None:
    """What it said it took before, and what it says now: taken still, no more, and new."""
    if of is None:
        return None

    def named(names: set[str]) -> list[str]:
        known = [one.name for one in of.question.choices if one.name not in NO_ANSWER]
        return [words.choice(of.question, name) for name in known if name in names]

    now, before = set(of.taken), set(of.taken_before)
    return {
        "wave": of.wave, "before": of.before, "taken": named(now), "still": named(now & before),
        "no_more": named(before - now), "new": named(now - before),
    }  # fmt: skip
