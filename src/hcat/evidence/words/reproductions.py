# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of making an old figure again, as sentences."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from hcat.numerics.api import Estimate

from . import phrases

if TYPE_CHECKING:
    from hcat.evidence.models import Observation

SHOWN = 60
"""Longest input that is written out, in characters; of a longer one only the name is told."""


def same(known_on: date) -> str:
    return _("The same figure comes out, from what was known on %(day)s.") % {
        "day": phrases.day(known_on)
    }


def entered(row: Observation) -> str:
    if row.is_demo:
        return _("This figure belongs to the demonstration: it was made up, and stands as it was.")
    return _(
        "A person entered this figure, and it is stored as it was entered. Source: %(source)s. "
        "Method: %(method)s."
    ) % {
        "source": phrases.stored(row.source).rstrip("."),
        "method": phrases.stored(row.method).rstrip("."),
    }


def gone() -> str:
    return _("This figure is no longer there: it belonged to the demonstration, and went with it.")


def touched() -> str:
    return _(
        "What is stored no longer fits its own fingerprint: it was changed outside the software. "
        "Put back a backup, or find out who can write to the database."
    )


def unreadable(row: Observation) -> str:
    """What is stored, and that it cannot be: a value beside counts that give another one."""
    if row.value is None or row.numerator is None or row.denominator is None:
        return _("What is stored contradicts itself.")
    return _("What is stored contradicts itself: %(value)s is not %(counts)s.") % {
        "value": phrases.amount(row.value, row.unit),
        "counts": phrases.counts(row.numerator, row.denominator),
    }


def differs(stored: Estimate, again: Estimate) -> str:
    told = phrases.value(stored), phrases.value(again)
    if told[0] != told[1]:
        return _("Another figure comes out: %(again)s instead of %(stored)s.") % {
            "stored": told[0],
            "again": told[1],
        }
    return _("The figure comes out as %(stored)s, with another interval or other counts.") % {
        "stored": told[0]
    }


def other_inputs() -> str:
    return _("The same figure comes out, but from other inputs.")


def unknown_measure(name: str) -> str:
    return _("No part of the software has the measure %(name)s any more.") % {"name": name}


def failed(what: str) -> str:
    return _("It cannot be worked out now: %(what)s.") % {"what": what.rstrip(".")}


def erased(rule: str, until: date) -> str:
    return _(
        "What it was counted from was erased under the rule “%(rule)s”: of what was over by "
        "%(day)s nothing is left."
    ) % {"rule": rule, "day": phrases.day(until)}


def not_in_the_series(key: str, *, withdrawn: bool) -> str:
    if withdrawn:
        return _("The series %(key)s did not have this figure when that was recorded.") % {
            "key": key
        }
    return _("As the agenda stood when it was recorded, the series %(key)s has no such figure.") % {
        "key": key
    }


def withdrawn_since() -> str:
    return _("Since then the publisher, or the agenda, has withdrawn it.")


def published_anew(now: Estimate) -> str:
    return _("Since then it was published anew, as %(figure)s.") % {"figure": phrases.value(now)}


def described_anew(stored: Estimate, again: Estimate) -> list[str]:
    if (stored.method, stored.source) == (again.method, again.source):
        return []
    return [_("Its method or source is described in other words now.")]


def code_changed(stored: str, now: str) -> list[str]:
    """What of ``release fingerprint`` differs; the fingerprint is of the function's own text."""
    if stored == now:
        return []
    if stored.rpartition(" ")[2] == now.rpartition(" ")[2]:
        return [_("The measure reads as it did; the software around it is another release.")]
    return [
        _("The code of the measure has changed since (%(stored)s, now %(now)s).")
        % {"stored": stored, "now": now}
    ]


def code_unchanged() -> list[str]:
    return [_("The code of the measure is the same.")]


def inputs_changed(stored: Mapping[str, Any], again: Mapping[str, Any]) -> list[str]:
    """Which of the noted inputs differ, with what they were and are where that is short."""
    names = sorted(name for name in {**stored, **again} if stored.get(name) != again.get(name))
    if not names:
        return []
    told = [_input(name, stored.get(name), again.get(name)) for name in names]
    return [_("Its inputs have changed: %(inputs)s.") % {"inputs": "; ".join(told)}]


def _input(name: str, before: Any, after: Any) -> str:
    words = [json.dumps(one, ensure_ascii=False) for one in (before, after)]
    if max(map(len, words)) > SHOWN:
        return name
    return _("%(name)s was %(before)s and is %(after)s") % {
        "name": name,
        "before": words[0] if before is not None else phrases.UNKNOWN,
        "after": words[1] if after is not None else phrases.UNKNOWN,
    }


def corrected_since(by: Observation | None) -> list[str]:
    if by is None:
        return []
    note = f": {by.note.rstrip('.')}" if by.note else ""
    return [
        _("Corrected on %(day)s by figure %(number)s, %(figure)s%(note)s.")
        % {
            "day": phrases.day(timezone.localdate(by.recorded_at)),
            "number": by.pk,
            "figure": phrases.value(by.estimate),
            "note": note,
        }
    ]
