# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Measures: who comes to events, and who follows what a newsletter leads to."""

from __future__ import annotations

from datetime import datetime, time

from django.db.models import OuterRef, Q, Subquery, Sum
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from hcat.evidence.api import Scope, measure
from hcat.foundation.api import end_of, now
from hcat.numerics.api import PERCENT, Estimate, Period, Quality

from .models import Attendance, Event, Issue

EVENTS = gettext_noop("the attendance lists of the events of this programme")
LINKS = gettext_noop("the counted links of the newsletters of this programme")


@measure("sharing.event_visitors", title=_("Visitors of events"), unit="count")
def event_visitors(period: Period, scope: Scope) -> Estimate:
    """How many people came to the events that ended in the period; who came twice counts twice.

    Where of one event nobody noted who came, the sum is not known: that is not fewer visitors.
    """
    method = gettext_noop("sum of the people noted at each event that ended in the period")
    begins, ends = _moments(period)
    known_on = scope.known_on or now()
    held = Event.objects.filter(
        state="published", is_demo=False, published_at__lte=known_on, ends_at__gte=begins,
        ends_at__lt=ends,
    )  # fmt: skip
    noted = Attendance.objects.filter(event=OuterRef("pk"), noted_at__lte=known_on)
    last = Subquery(noted.order_by("-noted_at", "-pk").values("visitors")[:1])
    numbers = list(held.order_by("pk").values_list("key", last))
    scope.note(events=dict(numbers))
    if not numbers:
        reason = gettext_noop("no event was held in this period")
    elif any(came is None for _key, came in numbers):
        reason = gettext_noop("of an event in this period nobody noted who came")
    else:
        return Estimate(
            value=float(sum(came or 0 for _key, came in numbers)), unit="count", period=period,
            method=method, quality=Quality.MEASURED, source=EVENTS,
        )  # fmt: skip
    return Estimate.missing(
        reason, unit="count", period=period, method=method, quality=Quality.MEASURED,
        source=EVENTS,
    )  # fmt: skip


@measure("sharing.newsletter_readers", title=_("Readers of newsletters"), unit=PERCENT)
def newsletter_readers(period: Period, scope: Scope) -> Estimate:
    """Of the newsletters sent in the period, the share of mails of which a link was followed, at
    most.

    Nobody is followed, so it is an estimate: of each issue the link that was followed most often,
    counted at the addresses that stand in the mail only. Who follows it twice is counted twice, and
    so is a program that does not say what it is: readers clicked no more than this. Who reads
    without following a link, or follows another one, is not seen.

    Clicks are kept per day, so those of the day itself count from the next day on: made again
    later, the figure is the same.
    """
    method = gettext_noop(
        "clicks on the link of each mail that was followed most, per mail sent; at most what "
        "readers clicked: who clicks twice counts twice, and programs count that do not say what "
        "they are; who reads without clicking is not seen"
    )
    begins, ends = _moments(period)
    known_on = scope.known_on or now()
    over = Q(counts__day__lt=timezone.localdate(known_on))
    sent = Issue.objects.filter(is_demo=False, sending_at__gte=begins, sending_at__lt=ends)
    mails = clicks = 0
    for issue in sent.filter(state="sent", sent_at__lte=known_on):
        followed = issue.links.annotate(clicks=Sum("counts__count", filter=over))
        most = max((one.clicks or 0 for one in followed), default=0)
        scope.note(**{issue.key: [most, issue.mails]})
        mails, clicks = mails + issue.mails, clicks + most
    if not mails:
        reason = gettext_noop("no newsletter was sent in this period")
    elif clicks > mails:
        reason = gettext_noop(
            "more clicks than mails: programs that look into mail follow links, so that the count "
            "says nothing about readers"
        )
    else:
        return Estimate(
            value=100 * clicks / mails, numerator=clicks, denominator=mails, unit=PERCENT,
            period=period, method=method, quality=Quality.ESTIMATED, source=LINKS,
        )  # fmt: skip
    return Estimate.missing(
        reason, unit=PERCENT, period=period, method=method, quality=Quality.ESTIMATED,
        source=LINKS,
    )  # fmt: skip


def _moments(period: Period) -> tuple[datetime, datetime]:
    """The first moment of the period in the region, and the first one after it."""
    begins = timezone.make_aware(datetime.combine(period.start, time.min))
    return begins, end_of(period.end)
