# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Figures about the same whose periods share days: the same months would count twice.

One case is let in: of a target that is measured every so many months, the figure of one such
stretch beside that of several, such as a quarter and the year that it lies in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from datetime import timedelta

from django.utils.translation import gettext as _

from hcat.numerics.api import Period

from .fitting import FigureRefused
from .models import ENTERED, Observation
from .words import phrases

_Month = tuple[Hashable, int, int]


class Periods:
    """Periods by what they are about; a few looks find those that share days with another."""

    def __init__(self) -> None:
        self._by_month: dict[_Month, list[Period]] = defaultdict(list)

    @classmethod
    def entered(cls, results: Iterable[str], *, is_demo: bool = False) -> Periods:
        """Those of the figures that stand for these results, by result, target, condition, part.
        A missing figure counts nothing, so it stands in nobody's way."""
        found = cls()
        rows = Observation.objects.standing().filter(
            measure=ENTERED, is_demo=is_demo, result__in=list(results), value__isnull=False
        )
        fields = ("result", "target", "condition", "group", "start", "end")
        for *about, start, end in rows.values_list(*fields):
            found.add(tuple(about), Period(start, end))
        return found

    def add(self, about: Hashable, period: Period) -> None:
        for month in _months(about, period):
            self._by_month[month].append(period)

    def refuse_overlap(self, about: Hashable, period: Period, *, every: int) -> None:
        """FigureRefused, where another period about the same shares days with this one; `every`: of
        how many months the target wants a figure. One about the very same days is not looked at."""
        for month in _months(about, period):
            for other in self._by_month.get(month, ()):
                if other != period and are_at_odds(period, other, every=every):
                    raise overlap(period, other)


def overlap(period: Period, other: Period) -> FigureRefused:
    """That two periods share days, for the form or the row of the first."""
    return FigureRefused(
        "start",
        _("The period overlaps that of another figure."),
        why=_("There is a figure about %(period)s; the days in both would count twice.")
        % {"period": phrases.period(other)},
        mend=_("Give a period beside it. If that figure is about the wrong days, correct it to "
               "“missing” with the reason, and enter it anew."),
    )  # fmt: skip


def are_at_odds(one: Period, other: Period, *, every: int) -> bool:
    """Whether two periods share days without one being a stretch of `every` months in several.

    >>> from datetime import date
    >>> year, school_year = Period.year(2016), Period(date(2016, 6, 1), date(2017, 5, 31))
    >>> are_at_odds(year, school_year, every=12)
    True
    >>> are_at_odds(year, Period(date(2016, 1, 1), date(2016, 3, 31)), every=3)
    False
    """
    if one.end < other.start or other.end < one.start:
        return False
    short, long = sorted((one, other), key=lambda period: period.days)
    is_inside = long.start <= short.start and short.end <= long.end
    months, of = _whole_months(short), _whole_months(long)
    return not (is_inside and months == every and of is not None and of > every and not of % every)


def _whole_months(period: Period) -> int | None:
    """How many calendar months it is; None where it begins or ends inside one."""
    after = period.end + timedelta(days=1)
    if period.start.day != 1 or after.day != 1:
        return None
    return 12 * (after.year - period.start.year) + after.month - period.start.month


def _months(about: Hashable, period: Period) -> Iterator[_Month]:
    first = 12 * period.start.year + period.start.month
    for month in range(first, 12 * period.end.year + period.end.month + 1):
        yield about, *divmod(month, 12)
