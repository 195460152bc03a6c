# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a chart of figures says, on a page as in a report: where they went, and until when."""

from __future__ import annotations

import math
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import Target
from hcat.charts.api import Dot
from hcat.numerics.api import Estimate, read

from .phrases import amount

HARDLY = 0.02
"""A difference that is no more than this part of the larger figure is not told as a change."""


def course(first: Dot, last: Dot) -> str:
    """From where to where, inside a sentence: "down from 51.7% (2012) to 42.5% (2015)". Of one
    figure, that figure.
    """
    if first is last:
        return _("%(value)s (%(period)s)") % {"value": last.text, "period": last.label}
    facts = {"first": first.text, "from": first.label, "last": last.text, "to": last.label}
    if abs(last.value - first.value) <= HARDLY * max(abs(first.value), abs(last.value)):
        return _("hardly changed, from %(first)s (%(from)s) to %(last)s (%(to)s)") % facts
    if last.value > first.value:
        return _("up from %(first)s (%(from)s) to %(last)s (%(to)s)") % facts
    return _("down from %(first)s (%(from)s) to %(last)s (%(to)s)") % facts


def bound_text(target: Target, level: float) -> str:
    """What names a level that is promised: "Target: at least 40%, end of 2020"."""
    said = (
        _("at most %(amount)s") if target.kind == "at_most" or target.direction == "down"
        else _("at least %(amount)s")
    ) % {"amount": amount(level, target.unit)}  # fmt: skip
    if target.deadline is None:
        return _("Target: %(said)s") % {"said": said}
    return _("Target: %(said)s, %(when)s") % {"said": said, "when": deadline(target.deadline)}


def deadline(day: date) -> str:
    """``end of 2020`` for the last day of a year, otherwise the day."""
    if (day.month, day.day) == (12, 31):
        return _("end of %(year)s") % {"year": day.year}
    return str(date_format(day, "DATE_FORMAT"))


def bounds(estimate: Estimate) -> tuple[float | None, float | None]:
    """How far a figure may be off, in its unit: the interval that came with it or, of a sample that
    was counted, the two bounds that a verdict reads in it. None where nothing bounds that side.
    """
    if estimate.value is None or estimate.low is not None or estimate.high is not None:
        return estimate.low, estimate.high
    reading = read(estimate)
    if reading.is_exact:
        return None, None
    low, high = (one if math.isfinite(one) else None for one in (reading.lower, reading.upper))
    return low, high
