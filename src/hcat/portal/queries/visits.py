# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the portal was used: sums over days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db.models import Count, Max, Min, Q, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hcat.foundation.api import NotFound
from hcat.numerics.api import PERCENT, Estimate, Period, Quality, share_estimate
from hcat.portal.models import AskedWords, Referral, Tally
from hcat.portal.visits.words import ENOUGH, monday

COUNTS = gettext_noop("the visits to this portal, counted without cookies or addresses")
BY_FILE = gettext_noop(
    "share from outside among the visits of which a file of internet addresses tells the place; "
    "the interval runs from all unknown ones inside to all unknown ones outside"
)
BY_ANSWER = gettext_noop(
    "share from outside among those who answered where they live, asked at random at the beginning "
    "of a visit; exact interval, as if those who answered were like those who did not"
)
NEVER = gettext_noop("no visit has been counted in this period")
UNKNOWN = gettext_noop(
    "of no visit it is known where it came from: there is no file of internet addresses, and "
    "nobody answered the question where they live"
)


@dataclass(frozen=True, slots=True)
class Use:
    """Totals of a period. `unmeasured`: visits that asked not to be measured, beside the others."""

    visits: int
    unmeasured: int
    searches: int
    empty: int
    clicks: int
    has_demo: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Visits and clicks that came by one campaign, link or site."""

    name: str
    visits: int
    clicks: int
    referral: Referral | None = None


def tallies(period: Period) -> QuerySet[Tally]:
    return Tally.objects.filter(day__gte=period.start, day__lte=period.end)


def counted_since() -> date | None:
    """The first day on which a real visit was counted."""
    found: date | None = Tally.objects.filter(is_demo=False).aggregate(first=Min("day"))["first"]
    return found


def use_in(period: Period) -> Use:
    """Three queries at most, whatever the number of rows."""
    found = tallies(period)
    sums = {
        row["kind"]: row["number"]
        for row in found.order_by().values("kind").annotate(number=Sum("number"))
    }
    kind = Tally.Kind
    return Use(
        visits=sums.get(kind.VISIT, 0),
        unmeasured=sums.get(kind.UNMEASURED, 0),
        searches=sums.get(kind.SEARCH, 0),
        empty=sums.get(kind.EMPTY, 0),
        clicks=sums.get(kind.CLICK, 0),
        has_demo=found.filter(is_demo=True).exists(),
    )


def by_week(found: QuerySet[Tally], period: Period) -> list[tuple[Period, int]]:
    """Sums of whole weeks (Monday to Sunday) within the period, those without a row as zero."""
    days = dict(found.order_by().values_list("day").annotate(n=Sum("number")))
    first = monday(period.start)
    if first < period.start:
        first += timedelta(days=7)
    weeks = []
    while first + timedelta(days=6) <= period.end:
        week = Period(first, first + timedelta(days=6))
        weeks.append((week, sum(days.get(first + timedelta(days=n), 0) for n in range(7))))
        first += timedelta(days=7)
    return weeks


def visits_in(period: Period) -> QuerySet[Tally]:
    return tallies(period).filter(kind=Tally.Kind.VISIT)


def from_outside(period: Period, *, with_demo: bool) -> Estimate:
    """The share of visits from outside the region, by whichever way knew more of them: the file of
    internet addresses, or the question. What is not known counts on neither side.

    Missing with its reason where nothing was counted, or nothing is known.
    """
    rows = tallies(period) if with_demo else tallies(period).filter(is_demo=False)
    visits = _by_origin(rows.filter(kind=Tally.Kind.VISIT))
    answers = _by_origin(rows.filter(kind=Tally.Kind.ANSWER))
    total = sum(visits.values())
    located, said = _known(visits), _known(answers)
    if not total:
        return _missing(NEVER, period)
    if not located and not said:
        return _missing(UNKNOWN, period)
    outside = Tally.Origin.OUTSIDE
    if said > located:
        found = share_estimate(
            answers[outside], said, population=max(total, said), period=period, source=COUNTS
        )
        return replace(found, method=BY_ANSWER)
    return Estimate(
        value=100 * visits[outside] / located,
        low=100 * visits[outside] / total,
        high=100 * (total - visits[Tally.Origin.INSIDE]) / total,
        numerator=visits[outside], denominator=located, n=located, population=total, unit=PERCENT,
        period=period, method=BY_FILE, quality=Quality.ESTIMATED, source=COUNTS,
    )  # fmt: skip


def asked_and_answered(period: Period) -> tuple[int, int]:
    """To how many visits the question was shown, and how many answered it, "rather not" too."""
    kind = Tally.Kind
    sums = dict(
        tallies(period)
        .filter(kind__in=[kind.ASKED, kind.ANSWER])
        .order_by()
        .values_list("kind")
        .annotate(n=Sum("number"))
    )
    return sums.get(kind.ASKED, 0), sums.get(kind.ANSWER, 0)


def clicks_by_company(period: Period) -> dict[int, int]:
    """How often somebody went on to each company (its number), most first."""
    found = tallies(period).filter(kind=Tally.Kind.CLICK).order_by()
    rows = found.values_list("place").annotate(n=Sum("number")).order_by("-n", "place")
    return {int(place): number for place, number in rows}


def words_asked(period: Period, *, in_vain: bool = False) -> list[tuple[str, int, int]]:
    """Words that several searches asked, how many, and how many of those found nothing; `in_vain`:
    only words that found nothing, by how often."""
    rows = AskedWords.objects.filter(
        week__gte=monday(period.start), week__lte=period.end
    ).exclude(words="")  # fmt: skip
    found = rows.order_by().values("words").annotate(n=Sum("number"), nothing=Sum("empty"))
    if in_vain:
        found = found.filter(nothing__gt=0)
    order = ("-nothing" if in_vain else "-n", "words")
    return list(found.order_by(*order).values_list("words", "n", "nothing"))


def campaigns(period: Period) -> list[Source]:
    """By campaign, most visits first: those of our own links, and others with enough visits."""
    rows = tallies(period).exclude(campaign="").order_by().values("campaign").annotate(
        visits=Sum("number", filter=Q(kind=Tally.Kind.VISIT)),
        clicks=Sum("number", filter=Q(kind=Tally.Kind.CLICK)),
    )  # fmt: skip
    own = {one.code: one for one in Referral.objects.filter(code__in=[r["campaign"] for r in rows])}
    made = [
        Source(r["campaign"], r["visits"] or 0, r["clicks"] or 0, own.get(r["campaign"]))
        for r in rows
    ]
    return _most_first(one for one in made if one.referral or one.visits >= ENOUGH)


def referrers(period: Period) -> list[Source]:
    """Sites that led here, with enough visits to say nothing of one person."""
    found = tallies(period).filter(kind=Tally.Kind.REFERRER).order_by()
    rows = found.values_list("place").annotate(n=Sum("number"))
    return _most_first(Source(name, number, 0) for name, number in rows if number >= ENOUGH)


def referrals() -> QuerySet[Referral]:
    return Referral.objects.order_by("-made_at", "-pk")


def is_referral(code: str) -> bool:
    """Whether a link of ours has this code, ended or not."""
    return Referral.objects.filter(code=code).exists()


def referral_called(code: str) -> Referral:
    """The link with this code, however its letters were typed from a poster. Raises `NotFound`."""
    found = Referral.objects.filter(code=code.lower()).first()
    if found is None:
        raise NotFound(
            _("There is no link “%(code)s”.") % {"code": code[:60]},
            mend=_("Look at the vacancies and companies themselves."),
        )
    return found


def came_by(referral: Referral) -> tuple[int, int, date | None]:
    """Visits and clicks since it was made, and the last day of either."""
    found = Tally.objects.filter(
        campaign=referral.code, kind__in=[Tally.Kind.VISIT, Tally.Kind.CLICK]
    )
    told = found.aggregate(
        visits=Sum("number", filter=Q(kind=Tally.Kind.VISIT)),
        clicks=Sum("number", filter=Q(kind=Tally.Kind.CLICK)),
        last=Max("day"),
    )
    return told["visits"] or 0, told["clicks"] or 0, told["last"]


def came_by_each(referrals: Iterable[Referral]) -> dict[str, Source]:
    """Visits and clicks of each of these links since it was made. One query."""
    codes = [one.code for one in referrals]
    rows = Tally.objects.filter(campaign__in=codes).order_by().values("campaign").annotate(
        visits=Sum("number", filter=Q(kind=Tally.Kind.VISIT)),
        clicks=Sum("number", filter=Q(kind=Tally.Kind.CLICK)),
    )  # fmt: skip
    return {r["campaign"]: Source(r["campaign"], r["visits"] or 0, r["clicks"] or 0) for r in rows}


def days_counted(period: Period) -> int:
    """Days of the period on which a real visit was counted."""
    found = visits_in(period).filter(is_demo=False)
    return int(found.aggregate(n=Count("day", distinct=True))["n"])


def _by_origin(rows: QuerySet[Tally]) -> dict[str, int]:
    sums = dict(rows.order_by().values_list("origin").annotate(n=Sum("number")))
    return {name: sums.get(name, 0) for name in ("", *Tally.Origin.values)}


def _known(sums: dict[str, int]) -> int:
    return sums[Tally.Origin.INSIDE] + sums[Tally.Origin.OUTSIDE]


def _most_first(found: Iterable[Source]) -> list[Source]:
    return sorted(found, key=lambda one: (-one.visits, -one.clicks, one.name))


def _missing(reason: str, period: Period) -> Estimate:
    return Estimate.missing(reason, unit=PERCENT, period=period, source=COUNTS)
