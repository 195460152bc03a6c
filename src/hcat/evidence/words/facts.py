# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts of a judgement as words that a sentence can use."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hcat.numerics.api import Judgement, Period, TargetSpec

from . import phrases

_IN_UNIT = ("lower_bound", "upper_bound", "forecast", "forecast_low", "forecast_high",
            "joint_low", "joint_high", "asked_value")  # fmt: skip
_COUNTED = ("waves", "points", "conditions", "conditions_reached", "criteria",
            "criteria_met", "criteria_unjudged")  # fmt: skip
_DAYS = ("as_of", "deadline", "judged_on")


class Words(dict[str, str]):
    """Words for a sentence; what the judgement does not say is a dash."""

    def __missing__(self, key: str) -> str:
        return phrases.UNKNOWN


def words_of(
    judgement: Judgement, spec: TargetSpec | None, extra: Mapping[str, str] | None = None
) -> Words:
    """The facts of a judgement in the reader's language; `extra` comes on top."""
    facts = judgement.facts
    unit = spec.unit if spec else ""
    words = Words(aim=phrases.aim(spec), probability=phrases.chance(judgement.probability))
    for name in _IN_UNIT:
        if _number(facts.get(name)) is not None:
            words[name] = phrases.amount(_number(facts[name]), unit)
    for name in _COUNTED:
        if name in facts:
            words[name] = phrases.plain(_number(facts[name]) or 0, 0)
    if (ahead := _number(facts.get("steps_to_come"))) is not None:
        words["steps_to_come"] = phrases.steps_to_come(round(ahead))
    for name in _DAYS:
        found = facts.get(name)
        if isinstance(found, date):
            words[name] = phrases.day(found)
    for name in ("assessor", "condition", "missing_reason"):
        if facts.get(name):
            words[name] = phrases.stored(str(facts[name]))
    words |= _figure(judgement, unit)
    words |= _change(judgement, unit)
    if "proxy_value" in facts:
        words["proxy"] = ", ".join(
            [
                phrases.amount(_number(facts["proxy_value"]), str(facts.get("proxy_unit", unit))),
                phrases.stored(str(facts.get("proxy_source", ""))),
            ]
        )
    if judgement.probability is None and _number(facts.get("probability_high")) is not None:
        words["probability"] = phrases.chance(_number(facts["probability_high"]))
    return Words(words | dict(extra or {}))


def _figure(judgement: Judgement, unit: str) -> dict[str, str]:
    """The figure that decided: value, counts, when, who."""
    facts = judgement.facts
    number = _number(facts.get("value"))
    if number is None:
        last = judgement.used[-1] if judgement.used else None
        if last is None or last.is_missing:
            return {}
        return {"figure": ", ".join([phrases.value(last), phrases.period(last.period)])}
    text = phrases.amount(number, unit)
    part, whole = _number(facts.get("numerator")), _number(facts.get("denominator"))
    if part is not None and whole is not None:
        text += f" ({phrases.counts(part, whole)})"
    parts = [text]
    start, end = facts.get("measured_from"), facts.get("measured_until")
    if isinstance(start, date) and isinstance(end, date):
        parts.append(phrases.period(Period(start, end)))
    if facts.get("source"):
        parts.append(phrases.stored(str(facts["source"])))
    return {"figure": ", ".join(parts)}


def _change(judgement: Judgement, unit: str) -> dict[str, str]:
    """What was before and what came after."""
    facts = judgement.facts
    found: dict[str, str] = {}
    for name, number, until in (
        ("earlier", "earlier_value", "earlier_until"),
        ("later", "later_value", "later_until"),
        ("baseline", "baseline", "baseline_until"),
    ):
        level = _number(facts.get(number))
        day = facts.get(until)
        if level is not None:
            when = f" ({_when(judgement, level, day)})" if isinstance(day, date) else ""
            found[name] = phrases.amount(level, unit) + when
    if "baseline" not in found and "earlier" in found:
        found["baseline"] = found["earlier"]
    return found


def _when(judgement: Judgement, level: float, until: date) -> str:
    """The days of the figure that ends then. A year only where it is one: "2017" would be taken for
    the whole of it."""
    for one in judgement.used:
        if one.period.end == until and one.value == level:
            return phrases.period(one.period)
    return str(until.year) if (until.month, until.day) == (12, 31) else phrases.day(until)


def _number(fact: object) -> float | None:
    return float(fact) if isinstance(fact, int | float) and not isinstance(fact, bool) else None
