# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agenda's own activities in a file, known by who reports them and by their identifiers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.api import Agenda, Item, items
from hcat.evidence.api import BroughtFile
from hcat.exchange.tables.bringing import Bringing, import_observations
from hcat.exchange.tables.cells import Habits
from hcat.exchange.tables.plan import Complaint, ImportPlan, Outcome, RowPlan
from hcat.exchange.tables.reading import Read, Row
from hcat.foundation.api import Actor, Refused

from .elements import OWN, Element
from .judgements import differs, judgements_in
from .reading import open_iati, text_of
from .writing import Publisher


class Whose(Enum):
    """Of whom an activity is."""

    OURS = "ours"
    OTHERS = "others"
    CLAIMED = "claimed"
    """Its identifier is ours, and another reports it."""


@dataclass(frozen=True, slots=True)
class Ours:
    """What this agenda and its initiatives are called in IATI."""

    key: str
    organisation: str
    identifiers: frozenset[str]

    @classmethod
    def of(cls, agenda: Item[Agenda], organisation: str = "") -> Ours:
        """`organisation` goes before that of the agenda; where neither is known nothing is ours."""
        known = organisation or agenda.sheet.organisation
        if not known:
            return cls(agenda.key, "", frozenset())
        publisher = Publisher(known, agenda)
        initiatives = items("initiative", ended=True)
        return cls(
            agenda.key,
            known,
            frozenset([publisher.programme, *(publisher.initiative(i.key) for i in initiatives)]),
        )

    def whose(self, activity: Element) -> Whose:
        """Refused for what may be ours, while nobody says which organisation publishes us."""
        name, reporter = identifier_of(activity), _reporter(activity)
        if name in self.identifiers:
            return Whose.OURS if reporter == self.organisation else Whose.CLAIMED
        if not self.organisation and _is_an_agenda(activity) and name == f"{reporter}-{self.key}":
            raise Refused(
                _("Nobody says which organisation publishes this agenda."),
                why=_("So nobody can tell whether %(id)s is its own activity.") % {"id": name},
                mend=_(
                    "Write organisation: NL-KVK-12345678, with your own number, in agenda.yaml or "
                    "at the desk; or give --organisation."
                ),
            )
        return Whose.OTHERS


def identifier_of(activity: Element) -> str:
    return (activity.findtext("iati-identifier") or "").strip()


def _reporter(activity: Element) -> str:
    org = activity.find("reporting-org")
    return "" if org is None else (org.get("ref") or "").strip()


def _is_an_agenda(activity: Element) -> bool:
    return activity.find(".//hcat:promise", OWN) is not None


def claimed(activity: Element, ours: Ours) -> RowPlan | None:
    """Why an activity under our identifier is not taken from another's file; None where it has no
    result to take."""
    if activity.find("result") is None:
        return None
    name = identifier_of(activity)
    complaint = Complaint(
        "reporting-org",
        _("%(org)s reports the activity %(id)s, which is one of this agenda.")
        % {"org": text_of(activity, "reporting-org") or _reporter(activity) or "–", "id": name},
        _("This agenda is published by %(org)s.") % {"org": ours.organisation},
        _("Leave the activity out: our own figures come from our own file."),
    )
    return RowPlan(activity.sourceline or 0, name, Outcome.REFUSED, (), (complaint,))


def hold_against(path: Path, ours: Ours, *, by: Actor) -> ImportPlan:
    """Our own figures and judgements in a file against what stands. It writes nothing: a correction
    says why, which IATI has no place for."""
    read = Read(path.name, _HEADINGS, Habits(decimal="."), _rows(path, ours))
    plan = import_observations(read, BroughtFile.of(path), Bringing(by=by, dry_run=True))
    rows, unchanged = list(plan.rows), plan.unchanged
    for activity in _own(path, ours):
        for one in judgements_in(activity):
            complaint = differs(one)
            if complaint is None:
                unchanged += 1
                continue
            name = text_of(one.getparent().getparent().getparent(), "title")
            rows.append(RowPlan(one.sourceline or 0, name, Outcome.REFUSED, (), (complaint,)))
    return replace(plan, rows=tuple(rows), unchanged=unchanged)


def _own(path: Path, ours: Ours) -> Iterator[Element]:
    for activity in open_iati(path).activities:
        if ours.whose(activity) is Whose.OURS:
            yield activity


_NUMBERS = ("low", "high", "confidence", "numerator", "denominator", "n", "population")
_HEADINGS = ("figure", "value", *_NUMBERS, "quality", "method", "source", "missing_reason")


def _rows(path: Path, ours: Ours) -> Iterator[Row]:
    for activity in _own(path, ours):
        for indicator in activity.iterfind("result/indicator"):
            scale = 0.01 if indicator.findtext("hcat:unit", namespaces=OWN) == "share" else 1.0
            for one in indicator.iterfind("period/actual"):
                details = one.find("hcat:estimate", OWN)
                if details is not None and details.get("figure"):
                    yield _row(one, details, one.get("value"), scale)
            for one in indicator.iterfind("period/hcat:missing", OWN):
                yield _row(one, one, None, scale)


def _row(at: Any, details: Any, value: str | None, scale: float) -> Row:
    cells: dict[str, Any] = {"figure": details.get("figure"), "value": _scaled(value, scale)}
    for name in _NUMBERS:
        factor = scale if name in ("low", "high") else 1.0
        cells[name] = _scaled(details.get(name), factor)
    cells["quality"] = details.get("quality")
    cells |= {
        name: details.findtext(f"hcat:{name}", namespaces=OWN) for name in ("method", "source")
    }
    cells["missing_reason"] = details.findtext("hcat:reason", namespaces=OWN)
    return Row(at.sourceline or 0, cells)


def _scaled(text: str | None, scale: float) -> Any:
    """What is no number stays as it is, to be complained of."""
    try:
        return text if text is None or scale == 1.0 else float(text) * scale
    except ValueError:
        return text
