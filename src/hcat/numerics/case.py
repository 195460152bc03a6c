# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known about one target on one day, sorted into what counts and what does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import Estimate, Quality
from hcat.numerics.target import TargetSpec
from hcat.numerics.verdict import Contrast, Fact, Judgement, Need, NeedKind, Reason, Verdict

_BEST_FIRST = (Quality.MEASURED, Quality.PUBLISHED, Quality.ESTIMATED, Quality.ASSUMED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One target with what was known by `as_of`.

    `present` holds one usable estimate per period in order of time; figures of a later day, missing
    ones and assumptions are kept apart and never decide.
    """

    spec: TargetSpec
    as_of: date
    tolerance: timedelta
    alpha: float
    present: tuple[Estimate, ...]
    missing: tuple[Estimate, ...]
    assumed: tuple[Estimate, ...]
    proxies: tuple[Estimate, ...]
    baseline: Estimate | None
    contrasts: tuple[Contrast, ...]

    @classmethod
    def gather(
        cls,
        spec: TargetSpec,
        estimates: Sequence[Estimate],
        *,
        as_of: date,
        tolerance: timedelta,
        alpha: float,
        baseline: Estimate | None,
        proxies: Sequence[Estimate],
        contrasts: Sequence[Contrast],
    ) -> Case:
        """Sort the evidence. Raises NumericsError for an estimate in another unit."""
        for one in (*estimates, *((baseline,) if baseline else ())):
            if one.unit != spec.unit:
                raise NumericsError.about(
                    f"target {spec.id} is in {spec.unit!r} and an estimate of "
                    f"{one.period} from {one.source} in {one.unit!r}",
                    "they cannot be compared",
                    "convert the estimate, or list it as a proxy",
                )
        known = [one for one in estimates if one.period.end <= as_of]
        return cls(
            spec=spec,
            as_of=as_of,
            tolerance=tolerance,
            alpha=alpha,
            present=_one_per_period(one for one in known if usable(one, as_of)),
            missing=tuple(one for one in known if one.is_missing),
            assumed=tuple(
                one for one in known if not one.is_missing and one.quality is Quality.ASSUMED
            ),
            proxies=_in_time(one for one in proxies if usable(one, as_of)),
            baseline=baseline if baseline is not None and usable(baseline, as_of) else None,
            contrasts=tuple(one for one in contrasts if usable(one.difference, as_of)),
        )

    @property
    def at_deadline(self) -> bool:
        """Whether the deadline day has come."""
        return self.spec.deadline is not None and self.as_of >= self.spec.deadline

    @property
    def facts(self) -> dict[str, Fact]:
        """What every sentence about this case may use."""
        return {
            "as_of": self.as_of,
            "deadline": self.spec.deadline,
            "target": self.spec.value,
            "unit": self.spec.unit,
            "missing": len(self.missing),
        }

    def speaking(self) -> Estimate | None:
        """The estimate that speaks of the deadline.

        The one whose period contains it (the shortest, then the best quality), or else the last
        one that ended before it by at most `tolerance`.
        """
        deadline = self.spec.deadline
        if deadline is None:
            return self.present[-1] if self.present else None
        containing = [one for one in self.present if one.period.contains(deadline)]
        if containing:
            return min(
                containing, key=lambda one: (one.period.days, _BEST_FIRST.index(one.quality))
            )
        before = [
            one
            for one in self.present
            if one.period.end < deadline and deadline - one.period.end <= self.tolerance
        ]
        return before[-1] if before else None

    def nothing(self) -> Judgement | None:
        """The judgement when no estimate counts; None when there is one."""
        if self.present:
            return None
        facts = self.facts
        need = (Need(NeedKind.MEASUREMENT, about=self.spec.id),)
        if self.proxies:
            last = self.proxies[-1]
            facts |= {
                "proxies": len(self.proxies),
                "proxy_value": last.value,
                "proxy_unit": last.unit,
                "proxy_source": last.source,
                "proxy_until": last.period.end,
            }
            return self.say(
                Verdict.CANNOT_TELL, Reason.ONLY_PROXIES, facts, used=self.proxies, needed=need
            )
        if self.assumed:
            return self.say(
                Verdict.CANNOT_TELL, Reason.ONLY_ASSUMED, facts, used=self.assumed, needed=need
            )
        if self.missing:
            facts["missing_reason"] = self.missing[-1].missing_reason
            return self.say(
                Verdict.CANNOT_TELL, Reason.ONLY_MISSING, facts, used=self.missing, needed=need
            )
        reason = Reason.NO_ESTIMATE
        if self.at_deadline:
            reason = Reason.DEADLINE_PASSED_WITHOUT_MEASUREMENT
        return self.say(Verdict.NEVER_MEASURED, reason, facts, needed=need)

    def silent_at_deadline(self) -> Judgement:
        """The judgement when there are estimates, and none speaks of the deadline."""
        deadline = self.spec.deadline
        late = [one for one in self.present if deadline and one.period.start > deadline]
        used = late[0] if late else self.present[-1]
        return self.say(
            Verdict.CANNOT_TELL,
            Reason.MEASURED_TOO_LATE if late else Reason.MEASURED_TOO_EARLY,
            self.facts | figure_facts(used) | {"tolerance_days": self.tolerance.days},
            used=(used,),
            needed=(Need(NeedKind.MEASUREMENT, about=self.spec.id),),
        )

    def say(
        self,
        verdict: Verdict,
        reason: Reason,
        facts: dict[str, Fact],
        *,
        probability: float | None = None,
        used: Sequence[Estimate] = (),
        needed: Sequence[Need] = (),
    ) -> Judgement:
        """A judgement on this target."""
        return Judgement(
            target=self.spec.id,
            verdict=verdict,
            reason=reason,
            probability=probability,
            facts=facts,
            used=tuple(used),
            needed=tuple(needed),
        )


def usable(estimate: Estimate, as_of: date) -> bool:
    """Whether a figure was there by `as_of` and is more than an assumption."""
    return (
        estimate.period.end <= as_of
        and not estimate.is_missing
        and estimate.quality is not Quality.ASSUMED
    )


def figure_facts(estimate: Estimate) -> dict[str, Fact]:
    """What a sentence may say of the figure that decided."""
    return {
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "n": estimate.n,
        "population": estimate.population,
        "numerator": estimate.numerator,
        "denominator": estimate.denominator,
        "measured_from": estimate.period.start,
        "measured_until": estimate.period.end,
        "quality": estimate.quality.value,
        "source": estimate.source,
    }


def _in_time(estimates: Iterable[Estimate]) -> tuple[Estimate, ...]:
    return tuple(sorted(estimates, key=lambda one: (one.period.end, one.period.start)))


def _one_per_period(estimates: Iterable[Estimate]) -> tuple[Estimate, ...]:
    """The best quality for each period; among equals the one given last, as a correction."""
    best: dict[object, Estimate] = {}
    for one in estimates:
        other = best.get(one.period)
        if other is None or _BEST_FIRST.index(one.quality) <= _BEST_FIRST.index(other.quality):
            best[one.period] = one
    return _in_time(best.values())
