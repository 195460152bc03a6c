# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a figure can be about a target at all: its unit, its scale, its counts, its days."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import Target
from hcat.foundation.api import Refused, today
from hcat.numerics.api import SHARE_SCALE, Estimate

from .words import phrases


class FigureRefused(Refused):
    """A figure that cannot be; `field` is the field of the estimate to look at."""

    def __init__(self, field: str, what: str, *, why: str = "", mend: str = "") -> None:
        super().__init__(what, why=why, mend=mend)
        self.field = field


def refuse_misfit(target: Target, estimate: Estimate) -> None:
    """Refused: another unit than the target's, a period that is not over, a value or bound outside
    the scale, and a part of something that is counted whole."""
    if estimate.unit != target.unit:
        raise FigureRefused(
            "unit",
            _("The figure is in %(unit)s.") % {"unit": estimate.unit},
            why=_("The target is in %(unit)s.") % {"unit": target.unit},
            mend=_("Give the figure in the unit of the target."),
        )
    if estimate.period.end > today():
        raise FigureRefused(
            "end",
            _("The period of the figure is not over."),
            why=_("It ends on %(end)s.") % {"end": date_format(estimate.period.end, "DATE_FORMAT")},
            mend=_("Wait until it is over, or give the part that is."),
        )
    for field, number in _numbers(estimate):
        _refuse_outside(target, field, number)
    _refuse_parts_of_units(target, estimate)


def fits(target: Target, estimate: Estimate) -> bool:
    """Whether `refuse_misfit` lets it through."""
    try:
        refuse_misfit(target, estimate)
    except FigureRefused:
        return False
    return True


def _numbers(estimate: Estimate) -> Iterator[tuple[str, float]]:
    for field in ("value", "low", "high"):
        number: float | None = getattr(estimate, field)
        if number is not None:
            yield field, number


def _refuse_outside(target: Target, field: str, number: float) -> None:
    low, high = target.bounds
    # A share that its counts give may be off in its last digit.
    slack = 1e-9 * max(abs(number), 1.0)
    if (low is None or number >= low - slack) and (high is None or number <= high + slack):
        return
    raise FigureRefused(
        field,
        _("%(number)s cannot be.") % {"number": phrases.amount(number, target.unit)},
        why=_scale(target),
        mend=_("Look at the source once more, and at the unit. Where the scale is another one, "
               "it is changed in the target."),
    )  # fmt: skip


def _scale(target: Target) -> str:
    low, high = (
        None if bound is None else phrases.amount(bound, target.unit) for bound in target.bounds
    )
    if low is None:
        return _("Nothing above %(high)s is possible here.") % {"high": high}
    if high is None:
        return _("Nothing below %(low)s is possible here.") % {"low": low}
    return _("It lies between %(low)s and %(high)s.") % {"low": low, "high": high}


def _refuse_parts_of_units(target: Target, estimate: Estimate) -> None:
    counted = {"value": estimate.value} if target.is_counted else {}
    if estimate.unit in SHARE_SCALE:
        counted = {"numerator": estimate.numerator, "denominator": estimate.denominator}
    for field, number in counted.items():
        if number is not None and number != int(number):
            raise FigureRefused(
                field,
                _("%(number)s is not a whole number.") % {"number": phrases.plain(number, 4)},
                why=_("What is counted here comes in whole numbers."),
                mend=_("Give the number that was counted. Of a weighted share give the percentage "
                       "alone, and say why the counts are missing.")
                if estimate.unit in SHARE_SCALE
                else _("Give the number that was counted."),
            )  # fmt: skip
