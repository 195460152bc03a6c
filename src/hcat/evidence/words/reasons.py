# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a verdict is what it is: one plain sentence for every reason that numerics can give.

Placeholders are words made by `facts.py`, localised. A sentence begins in lower case and has no
full stop: it follows the word of the verdict.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hcat.numerics.api import NeedKind, Reason

REASONS: dict[Reason, Promise] = {
    # Reached or missed
    Reason.LOWER_BOUND_ABOVE_TARGET: _(
        "the figure is %(figure)s; even the lower end of what it allows, %(lower_bound)s, "
        "meets the target of %(aim)s"
    ),
    Reason.UPPER_BOUND_BELOW_TARGET: _(
        "the figure is %(figure)s; even the upper end of what it allows, %(upper_bound)s, "
        "falls short of the target of %(aim)s"
    ),
    Reason.UPPER_BOUND_AT_MOST_TARGET: _(
        "the figure is %(figure)s; even the upper end of what it allows, %(upper_bound)s, "
        "stays within the target of %(aim)s"
    ),
    Reason.LOWER_BOUND_OVER_TARGET: _(
        "the figure is %(figure)s; even the lower end of what it allows, %(lower_bound)s, "
        "is over the target of %(aim)s"
    ),
    Reason.CENSUS_MEETS_TARGET: _(
        "everybody was asked, and the figure is %(figure)s; the target is %(aim)s"
    ),
    Reason.CENSUS_FAILS_TARGET: _(
        "everybody was asked, and the figure is %(figure)s; the target of %(aim)s was not met"
    ),
    Reason.COUNT_MEETS_TARGET: _("the count is %(figure)s; the target is %(aim)s"),
    Reason.COUNT_FAILS_TARGET: _(
        "the count is %(figure)s; that does not meet the target of %(aim)s"
    ),
    Reason.CHANGE_PROVEN: _(
        "the figure is %(figure)s, against %(baseline)s at the start; "
        "that change is larger than chance explains and meets the target: %(aim)s"
    ),
    Reason.CHANGE_REFUTED: _(
        "the figure is %(figure)s, against %(baseline)s at the start; "
        "that change does not meet the target: %(aim)s"
    ),
    Reason.ROSE_EVERY_TIME: _(
        "each of the %(waves)s figures was better than the one before; the last went from "
        "%(earlier)s to %(later)s"
    ),
    Reason.FELL_BETWEEN_WAVES: _(
        "the figure went from %(earlier)s to %(later)s, and the promise was: %(aim)s"
    ),
    Reason.EVERY_STEP_SIGNIFICANT: _(
        "each of the %(waves)s figures was better than the one before by more than chance "
        "explains; the last went from %(earlier)s to %(later)s"
    ),
    Reason.STEP_REFUTED: _(
        "the figure went from %(earlier)s to %(later)s: by more than chance explains, the wrong way"
    ),
    Reason.JUDGED_MET: _("%(assessor)s found every criterion met on %(judged_on)s"),
    Reason.JUDGED_NOT_MET: _(
        "%(assessor)s found %(criteria_met)s of %(criteria)s criteria met on %(judged_on)s"
    ),
    Reason.ALL_CONDITIONS_REACHED: _("all %(conditions)s conditions are reached"),
    Reason.A_CONDITION_MISSED: _("one of the %(conditions)s conditions is missed: %(condition)s"),
    Reason.JOINT_LOWER_BOUND_ABOVE_TARGET: _(
        "the conditions were measured apart; even at the least overlap that this allows, "
        "%(joint_low)s meet them all, and the target is %(aim)s"
    ),
    Reason.JOINT_UPPER_BOUND_BELOW_TARGET: _(
        "the conditions were measured apart; even at the largest overlap that this allows, "
        "only %(joint_high)s meet them all, and the target is %(aim)s"
    ),
    # On course, at risk, off course
    Reason.TREND: _(
        "the last of %(points)s figures is %(figure)s; if it goes on like this, it will be about "
        "%(forecast)s (%(forecast_low)s to %(forecast_high)s) on %(deadline)s: "
        "a chance of %(probability)s to meet the target of %(aim)s"
    ),
    Reason.LEVEL_ONLY: _(
        "there is one figure and so no trend yet: %(figure)s; going by how much such figures "
        "usually move, the chance to meet the target of %(aim)s on %(deadline)s is %(probability)s"
    ),
    Reason.STEPS_TO_COME: _(
        "every figure so far was better than the one before; the last went from %(earlier)s to "
        "%(later)s; the chance that it goes the same way %(steps_to_come)s is %(probability)s"
    ),
    Reason.WORST_CONDITION: _(
        "the chance that all %(conditions)s conditions hold on %(deadline)s is %(probability)s; "
        "the weakest is: %(condition)s"
    ),
    Reason.BELOW_NOW: _(
        "the last figure is %(figure)s, and that does not meet the target of %(aim)s"
    ),
    # Cannot tell
    Reason.INTERVAL_CONTAINS_TARGET: _(
        "the figure is %(figure)s, and what it allows runs from %(lower_bound)s to "
        "%(upper_bound)s; the target of %(aim)s lies in between"
    ),
    Reason.NO_INTERVAL: _(
        "the figure is %(figure)s, and nobody said how sure it is; the target is %(aim)s"
    ),
    Reason.ONLY_PROXIES: _(
        "there are only figures that come near, and these alone prove nothing; "
        "one of them is %(proxy)s"
    ),
    Reason.ONLY_ASSUMED: _("there are only assumptions, and these prove nothing"),
    Reason.ONLY_MISSING: _(
        "what should have been measured is missing; the last time because: %(missing_reason)s"
    ),
    Reason.MEASURED_TOO_EARLY: _(
        "the last figure is %(figure)s, too long before the deadline of %(deadline)s"
    ),
    Reason.MEASURED_TOO_LATE: _(
        "the only figure near it is %(figure)s, after the deadline of %(deadline)s"
    ),
    Reason.NO_BASELINE: _(
        "the figure is %(figure)s, but the promise is a change, and nobody measured where it began"
    ),
    Reason.BASELINE_ZERO: _(
        "the starting point is zero, and a change in percent of zero means nothing"
    ),
    Reason.CHANGE_NOT_PROVEN: _(
        "the figure is %(figure)s, against %(baseline)s at the start; chance may explain the "
        "difference, so it does not settle the target: %(aim)s"
    ),
    Reason.TOO_FEW_WAVES: _("there are too few figures (%(waves)s) to see a change"),
    Reason.STEP_NOT_SIGNIFICANT: _(
        "the figure went from %(earlier)s to %(later)s, and chance may explain that step; the "
        "promise was: %(aim)s"
    ),
    Reason.JOINT_SHARE_UNKNOWN: _(
        "the conditions were measured apart; those who meet them all are somewhere between "
        "%(joint_low)s and %(joint_high)s, and the target is %(aim)s"
    ),
    Reason.A_CONDITION_UNRESOLVED: _(
        "one of the %(conditions)s conditions cannot be told: %(condition)s"
    ),
    Reason.CRITERIA_UNJUDGED: _(
        "%(assessor)s has still to judge %(criteria_unjudged)s of %(criteria)s criteria"
    ),
    Reason.CANNOT_BE_JUDGED: _(
        "as it is written in the agenda this target cannot be judged, whatever is measured; "
        "it has to be mended there"
    ),
    # Never measured
    Reason.NO_ESTIMATE: _("there is no figure yet; the target is %(aim)s"),
    Reason.DEADLINE_PASSED_WITHOUT_MEASUREMENT: _(
        "there is no figure, and the deadline of %(deadline)s has passed; the target was %(aim)s"
    ),
    Reason.AWAITS_JUDGEMENT: _("%(assessor)s has not judged it yet"),
}

NEEDS: dict[NeedKind, Promise] = {
    NeedKind.EVEN_A_CENSUS_WOULD_NOT: _(
        "No number of further answers would settle it, if what they show so far holds."
    ),
    NeedKind.BASELINE: _("What is needed first is a baseline measurement."),
    NeedKind.INTERVAL: _(
        "What would settle it is how sure the figure is: the number of answers, or a margin."
    ),
    NeedKind.NEXT_WAVE: _("What is needed is the next measurement."),
    NeedKind.JOINT_MEASUREMENT: _(
        "What would settle it is a count of those for whom all conditions hold together."
    ),
    NeedKind.MEASUREMENT: _("What would settle it is a measurement of the target itself."),
}
"""What would settle a verdict, where no number goes with it."""
