# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a figure rises in each wave, and whether each rise is significant, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from hcat.surveys.api import Course, Question
from hcat.web.surveys import result_words as words


def told_courses(
    found: Mapping[tuple[str, str], Course], question: Question | None
) -> list[tuple[str, str]]:
    """What it is of, empty for a mean, and what is said of it; in the order of the questionnaire.

    Of a question of yes or no, yes alone: no says the same the other way round. Of a scale its mean
    alone, and not each of its steps.
    """
    if ("", "mean") in found or ("", "share") in found:
        mine = {"": found.get(("", "mean")) or found["", "share"]}
    else:
        mine = {choice: one for (choice, _statistic), one in found.items()}
        if "yes" in mine:
            mine = {"yes": mine["yes"]}
    order = {one.name: place for place, one in enumerate(question.choices)} if question else {}
    return [
        (words.choice(question, choice) if choice else "", course(mine[choice]))
        for choice in sorted(mine, key=lambda one: (order.get(one, len(order)), one))
    ]


def course(of: Course) -> str:
    """One figure over the waves, or why it cannot be told."""
    if len(of.waves) < 2:
        return _("Since %(wave)s one wave has a figure of it, so that there is no step yet.") % {
            "wave": of.waves[0].key
        }
    if of.is_rising:
        said = _("Rises in each wave since %(wave)s.") % {"wave": of.waves[0].key}
        return f"{said} {_sure(of)}"
    if of.is_rising is None:
        said = _("Whether it rises in each wave cannot be told, for want of a figure: %(why)s.") % {
            "why": "; ".join(f"{wave.key} ({words.hidden(why)})" for wave, why in of.missing)
        }
    else:
        fell = next(one for one in reversed(of.steps) if one.rises is False)
        said = _("Does not rise in each wave: from %(earlier)s to %(later)s it did not.") % {
            "earlier": fell.earlier.key, "later": fell.later.key,
        }  # fmt: skip
    lately = of.lately
    if not lately.steps:
        return said
    since = _("Since %(wave)s it does.") % {"wave": lately.waves[0].key}
    return f"{said} {since} {_sure(lately)}"


def _sure(of: Course) -> str:
    """Of a rise: whether each of its steps is significant by itself."""
    if of.is_significant:
        return _("Each rise is significant.")
    if of.is_significant is False:
        by_chance = [one for one in of.steps if one.is_significant is False]
        return _("Not significantly: it may be chance from %(steps)s.") % {
            "steps": _steps((one.earlier.key, one.later.key) for one in by_chance)
        }
    unknown = [one for one in of.steps if one.is_significant is None]
    return _("Whether each rise is significant cannot be told: not worked out from %(steps)s.") % {
        "steps": _steps((one.earlier.key, one.later.key) for one in unknown)
    }


def _steps(pairs: Iterable[tuple[str, str]]) -> str:
    return ", ".join(
        _("%(earlier)s to %(later)s") % {"earlier": one, "later": other} for one, other in pairs
    )
