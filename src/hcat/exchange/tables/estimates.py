# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The cells of a row as an estimate; what they contradict is told by column."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.utils.translation import gettext as _

from hcat.numerics.api import Estimate, NumericsError, Period, Quality

from .observations import UNCOUNTED, whole_of
from .plan import Complaint, RowError

Values = dict[str, Any]
"""A row by column; a cell that cannot be read is left out."""

USUAL_CONFIDENCE = 0.95


def settled(said: Values, was: Values) -> Values:
    """With what follows from the rest: a share from its counts, to the last decimal, and the usual
    confidence of an interval. A value as it was keeps the digits it had; so does one that is not
    the share of its counts, to be complained of."""
    found = dict(said)
    has_interval = found.get("low") is not None or found.get("high") is not None
    if not has_interval:
        found["confidence"] = None
    elif found.get("confidence", USUAL_CONFIDENCE) is None:
        found["confidence"] = USUAL_CONFIDENCE
    if not found.keys() >= _OF_A_SHARE:
        if found.get("value") is None:
            found.pop("value", None)  # what it follows from cannot be read
        return found
    whole, part, of = whole_of("value", found["unit"]), found["numerator"], found["denominator"]
    is_edited = any(found[name] != was[name] for name in ("value", "numerator", "denominator"))
    if is_edited and not found["missing_reason"] and whole and of and part is not None:
        exact = whole * part / of
        if found["value"] is None or _rounds(found["value"], exact, whole):
            found["value"] = was["value"] if same(exact, was["value"]) else exact
    return found


_OF_A_SHARE = frozenset(("value", "unit", "numerator", "denominator", "missing_reason"))


def _rounds(value: float, share: float, whole: float) -> bool:
    return abs(value - share) <= (0.0005 + 1e-12) * whole


def same(one: Any, other: Any) -> bool:
    """Whether two cells say the same, whatever a program did to the last digits."""
    if isinstance(one, float | int) and isinstance(other, float | int):
        return abs(one - other) <= 1e-9 * max(abs(one), abs(other))
    return bool(one == other)


def estimate_of(said: Values) -> Estimate:
    """Raises RowError for what an estimate refuses beyond `contradictions`."""
    confidence = said["confidence"]
    try:
        return Estimate(
            value=said["value"], low=said["low"], high=said["high"],
            confidence=0.95 if confidence is None else confidence,
            n=said["n"], population=said["population"],
            numerator=said["numerator"], denominator=said["denominator"], unit=said["unit"],
            period=Period(said["start"], said["end"]), method=said["method"],
            quality=Quality(said["quality"]), source=said["source"],
            missing_reason=said["missing_reason"] or None,
        )  # fmt: skip
    except NumericsError as error:
        raise RowError(
            Complaint("value", _("The cells of this row contradict each other."), str(error))
        ) from error


Rule = Callable[[Values], Complaint | None]


def contradictions(said: Values) -> list[Complaint]:
    """What an estimate refuses, in the reader's language and with the column to look at."""
    found: list[Complaint] = []
    for rule in _RULES:
        # A rule that asks for a cell that could not be read has nothing to say.
        with suppress(KeyError):
            if (one := rule(said)) is not None:
                found.append(one)
    return found


def _needs_method(said: Values) -> Complaint | None:
    return None if said["method"] else _without_origin("method")


def _needs_source(said: Values) -> Complaint | None:
    return None if said["source"] else _without_origin("source")


def _without_origin(name: str) -> Complaint:
    return Complaint(
        name,
        _("This cell is empty."),
        _("Without it nobody could trust or check the figure."),
        _("Say how it was worked out, and where it can be looked up."),
    )


def _quality_is_known(said: Values) -> Complaint | None:
    if said["quality"] in list(Quality):
        return None
    return Complaint(
        "quality",
        _("There is no quality “%(said)s”.") % {"said": said["quality"]},
        mend=_("Choose from: %(words)s.") % {"words": ", ".join(Quality)},
    )


def _value_or_reason(said: Values) -> Complaint | None:
    has_value = said["value"] is not None
    if has_value and said["missing_reason"]:
        return Complaint(
            "missing_reason",
            _("There is a value, and a reason why there is none."),
            mend=_("Empty one of the two."),
        )
    if not has_value and not said["missing_reason"]:
        return Complaint(
            "value",
            _("There is no value, and no reason why it is missing."),
            _("What is not known is never zero."),
            _("Write the value, or say in missing_reason why there is none."),
        )
    if not has_value and (said["low"] is not None or said["high"] is not None):
        return Complaint(
            "low",
            _("An interval without a value."),
            mend=_("Empty low and high, or write the value."),
        )
    return None


def _period_in_order(said: Values) -> Complaint | None:
    if said["end"] >= said["start"]:
        return None
    return Complaint(
        "end", _("The period ends before it starts."), mend=_("Exchange the two days.")
    )


def _interval_around(said: Values) -> Complaint | None:
    value = said["value"]
    for name, sign in (("low", 1), ("high", -1)):
        bound = said[name]
        if value is not None and bound is not None and sign * (value - bound) < 0:
            return Complaint(
                name,
                _("The value lies outside its interval."),
                mend=_("Check value, low and high: are all in the same unit?"),
            )
    return None


def _counts_make_the_share(said: Values) -> Complaint | None:
    part, of, whole = said["numerator"], said["denominator"], whole_of("value", said["unit"])
    if part is None and of is None:
        return None
    if part is None or of is None:
        missing = "numerator" if part is None else "denominator"
        return Complaint(missing, _("This cell is empty."), mend=_("Give both counts, or neither."))
    if whole is None:
        return Complaint(
            "numerator",
            _("Only a share has a numerator and a denominator."),
            mend=_("Empty both."),
        )
    if of <= 0 or not 0 <= part <= of:
        return Complaint(
            "numerator",
            _("The part is larger than the whole, or there is no whole."),
            mend=_("Check both counts."),
        )
    value = said["value"]
    if value is not None and not _rounds(value, whole * part / of, whole):
        return Complaint(
            "value",
            _("The value is not the share that the counts make: that is %(share)s.")
            % {"share": f"{whole * part / of:.6g}"},
            mend=_("Empty the value: it follows from the counts. Or correct the counts."),
        )
    return None


def _measured_is_counted(said: Values) -> Complaint | None:
    """As at the desk: only counts add up, and only counts can be checked."""
    has_counts = said["numerator"] is not None or said["denominator"] is not None
    if (
        said["value"] is None
        or has_counts
        or whole_of("value", said["unit"]) is None
        or said["quality"] != Quality.MEASURED
    ):
        return None
    return Complaint(
        "numerator",
        _("A share without its counts was not measured here."),
        _("Who counts knows the counts."),
        _("Give both counts, or write one of these in quality: %(words)s.")
        % {"words": ", ".join(one for one in Quality if one is not Quality.MEASURED)},
    )


def refuse_uncounted(said: Values, why: str) -> None:
    """As at the desk: a share without its counts says why it comes so."""
    has_counts = said["numerator"] is not None
    is_share = said["value"] is not None and whole_of("value", said["unit"]) is not None
    if is_share and not has_counts and not why:
        raise RowError(
            Complaint(
                UNCOUNTED,
                _("The share comes without its counts."),
                _("Percentages cannot be added up or checked without how many out of how many."),
                _("Give both counts, or say in this column why only the percentage is known."),
            )
        )
    if why and (has_counts or not is_share):
        raise RowError(
            Complaint(
                UNCOUNTED,
                _("There is a reason why counts are missing, and none are missing."),
                mend=_("Empty this cell."),
            )
        )


def _answers_within_population(said: Values) -> Complaint | None:
    if said["n"] is None or said["population"] is None or said["n"] <= said["population"]:
        return None
    return Complaint(
        "n", _("There are more answers than could be asked."), mend=_("Check n and population.")
    )


def _confidence_is_a_chance(said: Values) -> Complaint | None:
    if said["confidence"] is None or 0 < said["confidence"] < 1:
        return None
    return Complaint(
        "confidence",
        _("A confidence lies between 0 and 1."),
        mend=_("Write a number such as 0.95."),
    )


_RULES: tuple[Rule, ...] = (
    _needs_method, _needs_source, _quality_is_known, _value_or_reason, _period_in_order,
    _interval_around, _counts_make_the_share, _measured_is_counted, _answers_within_population,
    _confidence_is_a_chance,
)  # fmt: skip
