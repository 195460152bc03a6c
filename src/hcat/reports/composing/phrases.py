# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Days, numbers and lists as a report writes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from hcat.evidence.api import RecordedFigure, TargetStanding, amount

MISSING = "–"


def day(value: date) -> str:
    return str(date_format(value, "DATE_FORMAT"))


def number(value: float) -> str:
    """Whole where it is whole, otherwise with two decimals at most."""
    places = next(n for n in range(3) if n == 2 or round(value, n) == round(value, 2))
    return str(number_format(value, places, use_l10n=True, force_grouping=True))


def sentence(text: str) -> str:
    """With a capital first and one full stop last."""
    text = text.strip()
    return f"{text[:1].upper()}{text[1:]}".rstrip(".") + "." if text else ""


def listed(parts: Iterable[str]) -> str:
    return "; ".join(part.rstrip(".") for part in parts)


def figure(one: RecordedFigure) -> str:
    """The figure with what, when and whose it is, and how sure where that is known."""
    estimate, text = one.estimate, one.sentence()
    if estimate.low is None or estimate.high is None:
        return sentence(text)
    return sentence(
        _("%(figure)s; %(low)s to %(high)s is possible")
        % {
            "figure": text,
            "low": amount(estimate.low, estimate.unit),
            "high": amount(estimate.high, estimate.unit),
        }
    )


def figures_of(target: TargetStanding) -> list[RecordedFigure]:
    """Every figure that a target rests on: its own, those of its conditions, its proxies."""
    parts = [figure for one in target.conditions for figure in one.figures]
    return [*target.figures, *parts, *target.proxies]


def paragraphs(text: str) -> tuple[str, ...]:
    """Plain text as its paragraphs: an empty line parts them."""
    blocks = text.replace("\r\n", "\n").split("\n\n")
    return tuple(" ".join(one.split()) for one in blocks if one.strip())
