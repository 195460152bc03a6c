# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of counting again, as sentences in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import TYPE_CHECKING

from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import changes, history, item
from hcat.foundation.api import NotFound
from hcat.reports.composing import phrases

from .kept import Counted, Group, number

if TYPE_CHECKING:
    from hcat.labour_market.api import Opened
    from hcat.parties.api import Pledge
    from hcat.reports.models import DecisionAsked, Frozen

NAMED = 5
"""Elements that are named; of more only the number is told."""
OTHER_KINDS: dict[Group, tuple[str, ...]] = {
    Group.MENU: ("initiative", "way", "differentiation", "line"),
}
"""Sorts of elements that a count rests on beside those it counts."""


def same(known_on: datetime) -> str:
    return _("The same number comes out, from what was known on %(day)s.") % {
        "day": phrases.day(localdate(known_on))
    }


def same_rows() -> str:
    return _("The same comes out, from the same rows.")


def differs(one: Counted, again: float | None) -> str:
    return _("Now %(number)s comes out.") % {"number": number(one, again)}


# --- The agenda ---------------------------------------------------------------------------------


def other_elements(more: set[str], less: set[str], frozen: Frozen) -> list[str]:
    told = []
    if more:
        told.append(_("New in it: %(what)s.") % {"what": _elements(more, frozen.as_of)})
    if less:
        told.append(_("No longer in it: %(what)s.") % {"what": _elements(less, frozen.as_of)})
    return told


def known_otherwise(one: Counted, value: float | None) -> str:
    return _("By what is known now it is %(number)s.") % {"number": number(one, value)}


def changes_since(moved: set[str], group: Group, frozen: Frozen) -> list[str]:
    """What was written into the agenda after the report, with effect from its day or before: first
    of the elements that moved themselves, else of those that the count rests on.
    """
    found: dict[int, str] = {}
    for name in sorted(moved):
        kind, key = _kind_and_key(name)
        for entry in history(kind, key):
            if entry.recorded_at > frozen.known_on and entry.effective_on <= frozen.as_of:
                found[entry.change_id] = _change(entry.effective_on, entry.reason)
    kinds = OTHER_KINDS.get(group, ())
    if not found and kinds:
        rows = (
            changes(until=frozen.as_of)
            .filter(recorded_at__gt=frozen.known_on, versions__element__kind__in=kinds)
            .distinct()
        )
        found = {row.pk: _change(row.effective_on, row.why) for row in rows}
    return [text for _pk, text in sorted(found.items())]


def _change(effective_on: date, reason: str) -> str:
    return _("Later the agenda was changed with effect from %(day)s: %(reason)s") % {
        "day": phrases.day(effective_on), "reason": phrases.sentence(reason),
    }  # fmt: skip


def _kind_and_key(name: str) -> tuple[str, str]:
    """
    >>> _kind_and_key("result:choice/by-2020"), _kind_and_key("role:lead=0.5")
    (('result', 'choice'), ('role', 'lead'))
    """
    kind, _colon, key = name.partition(":")
    return kind, key.partition("/")[0].partition("=")[0]


def _elements(names: set[str], day: date) -> str:
    if len(names) > NAMED:
        return str(len(names))
    return "; ".join(_element(name, day) for name in sorted(names))


def _element(name: str, day: date) -> str:
    """What it is called; by its key where the agenda of that day does not have it."""
    kind, key = _kind_and_key(name)
    try:
        sheet = item(kind, key, as_of=day).sheet
    except NotFound:
        return name
    return f"“{getattr(sheet, 'title', None) or getattr(sheet, 'name', name)}”"


# --- Pledges ------------------------------------------------------------------------------------


def pledge(key: str) -> str:
    return _("pledge %(number)s") % {"number": key}


def delivery(key: str) -> str:
    return _("delivery %(number)s") % {"number": key}


def gone(rows: list[str], *, is_demo: bool) -> str:
    what = {"what": phrases.listed(rows)}
    if is_demo:
        return _("No longer there, since it belonged to the demonstration: %(what)s.") % what
    return _("No longer there: %(what)s.") % what


def amount_changed(what: str, before: str | None, after: str | None) -> str:
    return _("The amount of %(what)s was %(before)s and is %(after)s.") % {
        "what": what, "before": before or phrases.MISSING, "after": after or phrases.MISSING,
    }  # fmt: skip


def pledges_since(
    one: Counted, stand: Mapping[str, Pledge], later: Counted | None, as_of: date
) -> Iterator[str]:
    """What was recorded about pledges after the report, and speaks of its days."""
    for key, row in stand.items():
        if row.withdrawn_on is not None and row.withdrawn_on <= as_of:
            yield _("Later %(what)s was withdrawn with effect from %(day)s: %(reason)s") % {
                "what": pledge(key), "day": phrases.day(row.withdrawn_on),
                "reason": phrases.sentence(row.withdrawn_reason),
            }  # fmt: skip
    now = later.rests_on if later else {}
    names = {"pledges": pledge, "deliveries": delivery}
    added = [
        name(key)
        for part, name in names.items()
        if part in one.rests_on
        for key in now.get(part, ())
        if key not in one.rests_on[part]
    ]
    if added:
        text = ngettext(
            "Recorded later, of a day before: %(what)s.",
            "Recorded later, of days before: %(what)s.",
            len(added),
        )
        yield text % {"what": phrases.listed(added)}
    if later is not None and later.value != one.value:
        yield known_otherwise(one, later.value)


# --- Decisions and the forecast -----------------------------------------------------------------


def decisions_gone(numbers: list[str]) -> str:
    return _("No longer there: the decisions that were asked under %(numbers)s.") % {
        "numbers": ", ".join(numbers)
    }


def decisions_moved(numbers: list[str]) -> str:
    return _("What is asked, or by when, reads otherwise: of number %(numbers)s.") % {
        "numbers": ", ".join(numbers)
    }


def withdrawn_since(rows: Iterable[DecisionAsked]) -> Iterator[str]:
    found = {row.report.key: row.report.withdrawn_on for row in rows}
    for key, withdrawn_on in sorted(found.items()):
        if withdrawn_on is None:
            continue
        yield _("The report %(key)s, which asks for one of them, was withdrawn on %(day)s.") % {
            "key": key, "day": phrases.day(withdrawn_on),
        }  # fmt: skip


def same_forecast(found: Opened) -> str:
    return _("The same comes out of the forecast %(key)s, as it was kept.") % {
        "key": found.forecast.key
    }


def forecast_gone(key: str) -> str:
    return _("The forecast %(key)s is no longer there.") % {"key": key}


def arrays_touched(found: Opened) -> str:
    return _("The figures of the forecast %(key)s no longer fit their fingerprint.") % {
        "key": found.forecast.key
    }


def other_inputs(found: Opened) -> str:
    return _("The inputs of the forecast %(key)s are others than then.") % {
        "key": found.forecast.key
    }
