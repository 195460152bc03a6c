# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be said about a target, why, and what would settle it.

Loads neither NumPy nor SciPy. Every :class:`Reason` is a stable code: other rooms put each into a
sentence, and stored verdicts carry them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import Estimate

Fact = float | int | str | bool | date | None
"""A number, a word or a day that a sentence about a verdict may use."""


class Verdict(StrEnum):
    """The seven things that can be said about a target."""

    REACHED = "reached"
    """Proven, with at most 5% risk of error (no risk for a census)."""

    ON_COURSE = "on_course"
    """Before the deadline, the probability of meeting it is at least 0.7."""

    AT_RISK = "at_risk"
    """Before the deadline, that probability lies from 0.3 up to 0.7."""

    OFF_COURSE = "off_course"
    """Before the deadline, that probability is below 0.3."""

    MISSED = "missed"
    """Proven not to be met, with at most 5% risk of error."""

    CANNOT_TELL = "cannot_tell"
    """There are figures that do not settle it, or measuring gave none."""

    NEVER_MEASURED = "never_measured"
    """There is nothing to go by."""

    @property
    def is_settled(self) -> bool:
        """Whether nothing more needs to be measured."""
        return self in (Verdict.REACHED, Verdict.MISSED)


class Reason(StrEnum):
    """Why the verdict is what it is: one code, one sentence.

    The comment under each says what is true when it is given.
    """

    # reached or missed, at the deadline; reached also before it
    LOWER_BOUND_ABOVE_TARGET = "lower_bound_above_target"
    """reached: the one-sided 95% lower bound is at or above the target."""
    UPPER_BOUND_BELOW_TARGET = "upper_bound_below_target"
    """missed: the one-sided 95% upper bound is below the target."""
    UPPER_BOUND_AT_MOST_TARGET = "upper_bound_at_most_target"
    """reached, for at_most: the one-sided 95% upper bound is at or below the target."""
    LOWER_BOUND_OVER_TARGET = "lower_bound_over_target"
    """missed, for at_most: the one-sided 95% lower bound is above the target."""
    CENSUS_MEETS_TARGET = "census_meets_target"
    """reached: every unit of the population answered, so there is no sampling error."""
    CENSUS_FAILS_TARGET = "census_fails_target"
    """missed: the same."""
    COUNT_MEETS_TARGET = "count_meets_target"
    """reached: a count or registry figure without sampling. It has no sampling error; errors of
    coverage and definition, which no interval here expresses, remain."""
    COUNT_FAILS_TARGET = "count_fails_target"
    """missed: the same."""
    CHANGE_PROVEN = "change_proven"
    """reached: the bound on the change from the baseline lies on the right side."""
    CHANGE_REFUTED = "change_refuted"
    """missed: the bound on the change from the baseline lies on the wrong side."""
    ROSE_EVERY_TIME = "rose_every_time"
    """reached: every figure was better than the one before, the last one at the deadline."""
    FELL_BETWEEN_WAVES = "fell_between_waves"
    """missed: a figure was not better than the one before it, so the row is broken."""
    EVERY_STEP_SIGNIFICANT = "every_step_significant"
    """reached: every step was significant (intersection-union)."""
    STEP_REFUTED = "step_refuted"
    """missed: a step went significantly the wrong way."""
    JUDGED_MET = "judged_met"
    """reached: the assessor found every criterion met."""
    JUDGED_NOT_MET = "judged_not_met"
    """missed, or before the deadline off course: the assessor found a criterion not met."""
    ALL_CONDITIONS_REACHED = "all_conditions_reached"
    """reached: each condition is."""
    A_CONDITION_MISSED = "a_condition_missed"
    """missed: one condition is, so the whole is."""
    JOINT_LOWER_BOUND_ABOVE_TARGET = "joint_lower_bound_above_target"
    """reached: even the smallest overlap that the separate shares allow meets the target."""
    JOINT_UPPER_BOUND_BELOW_TARGET = "joint_upper_bound_below_target"
    """missed: even the largest overlap that the separate shares allow fails the target."""

    # on course, at risk, off course: before the deadline
    TREND = "trend"
    """The probability comes from the trend of two or more figures."""
    LEVEL_ONLY = "level_only"
    """There is one figure and thus no trend: the probability comes from its level and from how
    much such figures usually move."""
    STEPS_TO_COME = "steps_to_come"
    """Every step so far was as promised; the probability is that of the steps still to come."""
    WORST_CONDITION = "worst_condition"
    """The conditions' probabilities, taken together."""

    # cannot tell
    INTERVAL_CONTAINS_TARGET = "interval_contains_target"
    """The figure's interval has the target inside."""
    NO_INTERVAL = "no_interval"
    """The figure comes from a sample or a model and does not say how sure it is."""
    ONLY_PROXIES = "only_proxies"
    """There are only figures that come near what the target speaks of."""
    ONLY_ASSUMED = "only_assumed"
    """There are only assumptions, which prove nothing."""
    ONLY_MISSING = "only_missing"
    """Every measurement that should have been there is missing, each with its reason."""
    MEASURED_TOO_EARLY = "measured_too_early"
    """The deadline has passed and the last figure is from too long before it."""
    MEASURED_TOO_LATE = "measured_too_late"
    """The deadline has passed and the only figures near it are from after it."""
    NO_BASELINE = "no_baseline"
    """The promise is a change from a baseline that nobody measured."""
    BASELINE_ZERO = "baseline_zero"
    """A relative change from zero has no meaning."""
    CHANGE_NOT_PROVEN = "change_not_proven"
    """The interval of the change does not settle it."""
    TOO_FEW_WAVES = "too_few_waves"
    """A rise needs at least two figures."""
    STEP_NOT_SIGNIFICANT = "step_not_significant"
    """A step already measured is not significant, and cannot become so any more."""
    JOINT_SHARE_UNKNOWN = "joint_share_unknown"
    """The conditions were measured apart, and the overlap that they allow has the target inside."""
    A_CONDITION_UNRESOLVED = "a_condition_unresolved"
    """A condition cannot be told, and no other one decides."""
    CRITERIA_UNJUDGED = "criteria_unjudged"
    """The assessor has judged some criteria and not others."""
    CANNOT_BE_JUDGED = "cannot_be_judged"
    """The promise, or its baseline, contradicts itself. Never given by :func:`judge`, which refuses
    such input: rooms that must go on with the other promises say it."""
    BELOW_NOW = "below_now"
    """off course, for a promise without a deadline: the latest figure is proven to fail it."""

    # never measured
    NO_ESTIMATE = "no_estimate"
    """There is no figure at all."""
    DEADLINE_PASSED_WITHOUT_MEASUREMENT = "deadline_passed_without_measurement"
    """The deadline has passed and there is no figure at all."""
    AWAITS_JUDGEMENT = "awaits_judgement"
    """The assessor has not judged any criterion."""


class NeedKind(StrEnum):
    """What sort of thing would settle a verdict."""

    FURTHER_ANSWERS = "further_answers"
    """`count` more answers of the same survey, if what it shows so far holds."""
    EVEN_A_CENSUS_WOULD_NOT = "even_a_census_would_not"
    """No number of answers that can still be had would, if what it shows so far holds."""
    MEASUREMENT = "measurement"
    """A measurement of what the target speaks of, at its deadline."""
    BASELINE = "baseline"
    """A baseline measurement."""
    INTERVAL = "interval"
    """The uncertainty of a figure that was given without."""
    NEXT_WAVE = "next_wave"
    """The measurements that come before the deadline."""
    JOINT_MEASUREMENT = "joint_measurement"
    """A count of the units for which all conditions hold."""
    JUDGEMENT = "judgement"
    """The assessor's judgement of `count` criteria."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that would settle the verdict; `count` of it, where it can be counted."""

    kind: NeedKind
    count: int | None = None
    about: str = ""

    def to_dict(self) -> dict[str, Any]:
        """As JSON values."""
        return {"kind": self.kind.value, "count": self.count, "about": self.about}


@dataclass(frozen=True, slots=True)
class AssessorJudgement:
    """What the assessor found on one criterion, on one day.

    >>> AssessorJudgement("thought is known", met=True, assessor="Strategy Board",
    ...                   on=date(2014, 3, 1)).met
    True
    """

    criterion: str
    met: bool
    assessor: str
    on: date
    note: str = ""

    def __post_init__(self) -> None:
        if not self.criterion.strip() or not self.assessor.strip():
            raise NumericsError.about(
                "a judgement without criterion or assessor",
                "nobody could tell what was judged or by whom",
                "fill in both",
            )


@dataclass(frozen=True, slots=True)
class Contrast:
    """The difference between two waves, later minus earlier, with its own uncertainty.

    Give one where both waves asked (partly) the same units: it keeps their covariance. Without
    one, waves are treated as independent, which makes a panel look much less sure than it is.
    `difference` is in the unit of the waves; `earlier` and `later` are days within their periods.
    """

    earlier: date
    later: date
    difference: Estimate

    def __post_init__(self) -> None:
        if self.later <= self.earlier:
            raise NumericsError.about(
                f"a contrast from {self.earlier} to {self.later}",
                "the later wave is not later",
                "exchange the two days and the sign of the difference",
            )


def _no_facts() -> Mapping[str, Fact]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A verdict with all that a reader may ask about it.

    ===============  =============================================================================
    ``target``       id of the target or condition
    ``verdict``      :class:`Verdict`
    ``reason``       :class:`Reason`
    ``probability``  of meeting the target at its deadline, 0–1; None when it cannot be said
    ``facts``        numbers, words and days for the sentence; read-only
    ``used``         the estimates that decided
    ``needed``       what would settle it; empty when it is settled
    ``conditions``   the same for each condition or criterion
    ===============  =============================================================================
    """

    target: str
    verdict: Verdict
    reason: Reason
    probability: float | None = None
    facts: Mapping[str, Fact] = field(default_factory=_no_facts)
    used: tuple[Estimate, ...] = ()
    needed: tuple[Need, ...] = ()
    conditions: tuple[Judgement, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))
        if self.probability is not None and not 0.0 <= self.probability <= 1.0:
            raise NumericsError.about(
                f"the probability {self.probability}", "it lies from 0 to 1", "check the sum"
            )

    def __reduce__(self) -> tuple[Any, ...]:
        # A read-only view cannot be pickled, so copies and background tasks get a plain dict.
        fields = {name: getattr(self, name) for name in self.__slots__}
        return _judgement, (fields | {"facts": dict(self.facts)},)

    def to_dict(self) -> dict[str, Any]:
        """As JSON values; days as ISO text."""
        return {
            "target": self.target,
            "verdict": self.verdict.value,
            "reason": self.reason.value,
            "probability": self.probability,
            "facts": {
                name: fact.isoformat() if isinstance(fact, date) else fact
                for name, fact in self.facts.items()
            },
            "used": [one.to_dict() for one in self.used],
            "needed": [one.to_dict() for one in self.needed],
            "conditions": [one.to_dict() for one in self.conditions],
        }


def _judgement(fields: dict[str, Any]) -> Judgement:
    return Judgement(**fields)
