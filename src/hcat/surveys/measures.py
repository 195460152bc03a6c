# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures of surveys: what the last wave of the year before a day says.

They read released figures only, which stay when the answers are erased: an old figure can always be
made again. A wave counts for the twelve months from its reference day on, so that each is told once
a year, and a year in which nobody asked is missing. Invented waves never count.
"""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.evidence.api import Scope, measure
from hcat.foundation.api import now
from hcat.numerics.api import PERCENT, Estimate, Period, Quality

from .models import RankingList, ReleasedFigure
from .results.reasons import Hidden

SURVEYS = gettext_noop("the surveys of this programme")
LISTS = gettext_noop("the lists of employers that this programme follows")
NEVER = gettext_noop("this has not been asked yet")
NOT_LATELY = gettext_noop("this was not asked in the twelve months before")
METHODS = {
    "census": gettext_noop("share of those asked: all of the population answered"),
    "hypergeometric": gettext_noop(
        "share of the answers, with exact bounds for a population of this size"
    ),
    "clopper-pearson": gettext_noop("share of the answers, with exact bounds"),
    "korn-graubard": gettext_noop(
        "share weighted to the population of the reference day, with Korn–Graubard bounds"
    ),
    "linearised mean": gettext_noop(
        "mean weighted to the population of the reference day, with a linearised standard error"
    ),
}
HIDDEN = {
    Hidden.NOBODY: gettext_noop("nobody gave an answer that counts"),
    Hidden.NOT_ASKED: gettext_noop("this was asked of nobody"),
    Hidden.TOO_FEW: gettext_noop("too few answers to be shown"),
    Hidden.NOT_CODED: gettext_noop("the open answers were not coded"),
}
NOT_SHOWN = gettext_noop("shown, it would tell what single respondents answered")

MEASURES: tuple[tuple[str, str, Promise, str, tuple[str, ...]], ...] = (
    (
        "satisfaction_with_starters", "", _("Mark that companies give for starters"), "mark",
        ("company-panel",),
    ),
    (
        "knows_talent_wishes", "yes", _("Companies that know what talent looks for"), PERCENT,
        ("company-panel",),
    ),
    (
        "acted_on_talent_wishes", "yes", _("Companies that acted on what talent looks for"),
        PERCENT, ("company-panel",),
    ),
    (
        "knows_and_acted_on_talent_wishes", "yes",
        _("Companies that know what talent looks for and acted on it"), PERCENT,
        ("company-panel",),
    ),
    ("employer_image", "", _("Image of technical companies as employers"), "score", ("talent",)),
    ("region_image", "", _("Image of the region"), "score", ("talent",)),
    ("knows_agenda", "yes", _("Companies that know the agenda"), PERCENT, ("company-panel",)),
    (
        "knows_agenda_value", "yes", _("Companies that know what the agenda adds"), PERCENT,
        ("company-panel",),
    ),
    (
        "names_agenda_thought", "yes", _("Companies that can name the thought of the agenda"),
        PERCENT, ("company-panel",),
    ),
    (
        "knows_agenda_in_full", "yes",
        _("Companies that know the agenda, what it adds and its thought"), PERCENT,
        ("company-panel",),
    ),
    (
        "used_expat_desk", "yes", _("Companies that used the desk for expats"), PERCENT,
        ("company-panel",),
    ),
    (
        "satisfaction_expat_desk", "", _("Mark that companies give the desk for expats"), "mark",
        ("company-panel",),
    ),
    (
        "satisfaction_expats", "", _("Mark that expats give the desk for expats"), "mark",
        ("expats",),
    ),
    (
        "leaves_within_18_months", "yes", _("Expats who expect to leave within 18 months"),
        PERCENT, ("expats",),
    ),
    ("uses_curriculum", "yes", _("Schools that use the curriculum"), PERCENT, ("schools",)),
    (
        "shortage_now", "yes", _("Companies with a shortage of technicians"), PERCENT,
        ("company-panel",),
    ),
    (
        "shortage_expected", "yes", _("Companies that expect a shortage of technicians"), PERCENT,
        ("company-panel",),
    ),
)  # fmt: skip
ENTHUSIASM: tuple[tuple[str, Promise], ...] = (
    ("pupils", _("Mark that pupils give technology")),
    ("parents", _("Mark that parents give technology")),
    ("teachers", _("Mark that teachers give technology")),
)


RANKINGS = "surveys.employer_ranking_places"
"""The one measure here that counts what others published."""


def asked_as(measure: str) -> tuple[str, tuple[str, ...]] | None:
    """The concept that a measure rests on, and the surveys that ask it; None of another measure."""
    room, _dot, name = measure.partition(".")
    if room != "surveys":
        return None
    for concept, _choice, _title, _unit, surveys in MEASURES:
        if concept == name:
            return concept, surveys
    who = name.removeprefix("enthusiasm_")
    return ("enthusiasm", (f"enthusiasm-{who}",)) if who in dict(ENTHUSIASM) else None


def _register(
    name: str, title: Promise, unit: str, concept: str, choice: str, surveys: tuple[str, ...]
) -> None:
    def has_begun(day: date) -> bool:
        return _figures(concept, choice, unit, surveys, day).exists()

    @measure(f"surveys.{name}", title=title, unit=unit, has_begun=has_begun)
    def asked(period: Period, scope: Scope) -> Estimate:
        return _figure(period, scope, unit, concept, choice, surveys)


for _concept, _choice, _title, _unit, _surveys in MEASURES:
    _register(_concept, _title, _unit, _concept, _choice, _surveys)
for _who, _title in ENTHUSIASM:
    _register(f"enthusiasm_{_who}", _title, "mark", "enthusiasm", "", (f"enthusiasm-{_who}",))


def _a_year_before(day: date) -> date:
    """The last day that no longer counts: the same date a year earlier. A number of days would tell
    what was asked on 31 December in two years, or a leap year would lose a day."""
    if (day.month, day.day) == (2, 29):
        return date(day.year - 1, 2, 28)
    return day.replace(year=day.year - 1)


def _is_followed(day: date) -> bool:
    return RankingList.objects.filter(is_demo=False, published_on__lte=day).exists()


@measure(RANKINGS, title=_("Places on lists of employers"), unit="count", has_begun=_is_followed)
def employer_ranking_places(period: Period, scope: Scope) -> Estimate:
    """How many places companies of the register have on the lists that were published in the year
    before. A list at which nobody looked yet makes the count unknown: that is not fewer places."""
    method = gettext_noop(
        "count of the places of companies of the register on the lists published in the twelve "
        "months before"
    )
    lists = RankingList.objects.filter(
        is_demo=False, published_on__lte=period.end, published_on__gt=_a_year_before(period.end),
        recorded_at__lte=scope.known_on or now(),
    ).prefetch_related("places")  # fmt: skip
    counts = {
        f"{one.name} {one.year}": None if not (one.places.all() or one.no_places)
        else len(one.places.all())
        for one in lists
    }  # fmt: skip
    scope.note(lists=counts)
    if not counts:
        reason = gettext_noop("no list of employers was written down for this year")
    elif None in counts.values():
        reason = gettext_noop("of a list nobody looked which companies are on it")
    else:
        return Estimate(
            value=float(sum(one or 0 for one in counts.values())), unit="count", period=period,
            method=method, quality=Quality.MEASURED, source=LISTS,
        )  # fmt: skip
    return Estimate.missing(reason, unit="count", period=period, method=method, source=LISTS)


def _figures(
    concept: str, choice: str, unit: str, surveys: tuple[str, ...], day: date
) -> QuerySet[ReleasedFigure]:
    """Of all together, of waves held by this day, invented ones left out."""
    statistic = ReleasedFigure.Statistic
    return ReleasedFigure.objects.filter(
        concept=concept, choice=choice, dimension="", release__is_demo=False,
        statistic=statistic.SHARE if unit == PERCENT else statistic.MEAN,
        release__wave__survey__key__in=surveys, release__wave__reference_day__lte=day,
    )  # fmt: skip


def _figure(
    period: Period, scope: Scope, unit: str, concept: str, choice: str, surveys: tuple[str, ...]
) -> Estimate:
    """The figure of all together of the last wave of the year; missing with its reason."""
    found = _figures(concept, choice, unit, surveys, period.end).filter(
        release__released_at__lte=scope.known_on or now()
    )
    row = (
        found.select_related("release__wave__survey")
        .order_by("-release__wave__reference_day", "-release_id")
        .first()
    )
    if row is None:
        return _missing(NEVER, unit, period)
    wave = row.release.wave
    if wave.reference_day <= _a_year_before(period.end):
        return _missing(NOT_LATELY, unit, period)
    scope.note(wave=f"{wave.survey.key}/{wave.key}", release=row.release_id)
    if row.value is None:
        reason = {str(key): text for key, text in HIDDEN.items()}.get(row.hidden, NOT_SHOWN)
        return _missing(reason, unit, period, n=row.release.answered)
    scale = 100.0 if unit == PERCENT else 1.0
    is_counted = row.yes is not None and row.method not in ("korn-graubard",)
    return Estimate(
        value=scale * row.value,
        low=None if row.low is None else scale * row.low,
        high=None if row.high is None else scale * row.high,
        confidence=0.95, n=row.n, population=row.population,
        numerator=float(row.yes) if is_counted and row.yes is not None else None,
        denominator=float(row.n) if is_counted and row.n is not None else None,
        unit=unit, period=period, method=METHODS[row.method], quality=Quality.MEASURED,
        source=SURVEYS,
    )  # fmt: skip


def _missing(reason: str, unit: str, period: Period, n: int | None = None) -> Estimate:
    return Estimate.missing(reason, unit=unit, period=period, source=SURVEYS, n=n)
