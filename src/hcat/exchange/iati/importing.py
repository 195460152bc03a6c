# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An IATI file that comes in: our own, which changes nothing, or that of another programme.

Of another programme every indicator with figures becomes a published series of another region, to
compare with: never a figure of our own targets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import SHEETS, SheetRefused, adopt, items, revise, the_agenda
from hcat.evidence.api import BroughtFile
from hcat.exchange.tables.bringing import Bringing, import_observations
from hcat.exchange.tables.cells import Habits
from hcat.exchange.tables.plan import Changed, Complaint, ImportPlan, Outcome, RowError, RowPlan
from hcat.exchange.tables.reading import Read, Row
from hcat.foundation.api import Actor, HcatError, Refused, today

from .foreign import Foreign, foreign_indicators
from .reading import open_iati
from .words import HCAT

OWN = {"hcat": HCAT}
TOPICS = ("education", "labour_market", "retention", "population", "perception")


def import_iati(
    path: Path, *, by: Actor, dry_run: bool, topic: str = "labour_market"
) -> ImportPlan:
    """What a file would do or, without `dry_run`, does: all, or nothing where a row is refused.

    `topic` is the subject of the series that another programme's indicators become.
    """
    agenda = the_agenda()
    if agenda is None:
        raise Refused(
            _("There is no agenda to compare with."), mend=_("Load one: hcat agenda load DIR.")
        )
    if _is_ours(path, agenda.key):
        read = Read(path.name, _HEADINGS, Habits(decimal="."), _own_rows(path))
        return import_observations(read, BroughtFile.of(path), Bringing(by=by, dry_run=dry_run))
    return _take_over(path, by=by, dry_run=dry_run, topic=topic)


def _is_ours(path: Path, key: str) -> bool:
    """Whether the first activity is that of this agenda, as we write it."""
    for activity in open_iati(path).activities:
        org = activity.find("reporting-org")
        name = (activity.findtext("iati-identifier") or "").strip()
        ours = org is not None and name == f"{org.get('ref')}-{key}"
        return ours and activity.find(".//hcat:promise", OWN) is not None
    return False


# --- Our own --------------------------------------------------------------------------------------

_NUMBERS = ("low", "high", "confidence", "numerator", "denominator", "n", "population")
_HEADINGS = ("figure", "value", *_NUMBERS, "quality", "method", "source", "missing_reason")


def _own_rows(path: Path) -> Iterator[Row]:
    for activity in open_iati(path).activities:
        for indicator in activity.iterfind("result/indicator"):
            scale = 0.01 if indicator.findtext("hcat:unit", namespaces=OWN) == "share" else 1.0
            for one in indicator.iterfind("period/actual"):
                details = one.find("hcat:estimate", OWN)
                if details is not None and details.get("figure"):
                    yield _own_row(one, details, one.get("value"), scale)
            for one in indicator.iterfind("period/hcat:missing", OWN):
                yield _own_row(one, one, None, scale)


def _own_row(at: Any, details: Any, value: str | None, scale: float) -> Row:
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


# --- Another programme's --------------------------------------------------------------------------


class _Undone(Exception):
    """Takes back what was tried out."""


def _take_over(path: Path, *, by: Actor, dry_run: bool, topic: str) -> ImportPlan:
    plan: ImportPlan | None = None
    try:
        with transaction.atomic():
            rows, unchanged, ignored = _try(path, by, topic)
            plan = ImportPlan("series", path.name, tuple(rows), unchanged, ignored=tuple(ignored))
            if dry_run or not plan.is_right:
                raise _Undone
            plan = replace(plan, was_written=True)
    except _Undone:
        pass
    assert plan is not None  # noqa: S101 - tells the type checker
    return plan


def _try(path: Path, by: Actor, topic: str) -> tuple[list[RowPlan], int, list[str]]:
    standing = {(kind, one.key): one for kind in ("source", "series")
                for one in items(kind, ended=True)}  # fmt: skip
    rows: list[RowPlan] = []
    ignored: list[str] = []
    unchanged = 0
    for one in foreign_indicators(path, topic):
        if not one.figures and not one.wrong:
            ignored.append(one.name)
            continue
        try:
            made = _one(one, standing, by)
        except RowError as error:
            made = RowPlan(one.line, one.name, Outcome.REFUSED, (), error.found)
        except SheetRefused as error:
            found = tuple(
                Complaint(field, text) for field, said in error.fields.items() for text in said
            )
            made = RowPlan(one.line, one.name, Outcome.REFUSED, (), found)
        except HcatError as error:
            made = RowPlan(one.line, one.name, Outcome.REFUSED, (), (Complaint.of(error),))
        if made is None:
            unchanged += 1
        else:
            rows.append(made)
    return rows, unchanged, ignored


def _one(one: Foreign, standing: dict[tuple[str, str], Any], by: Actor) -> RowPlan | None:
    if one.wrong:
        raise RowError(*one.wrong)
    _put("source", one.source, standing, by, one)
    was = standing.get(("series", one.series["key"]))
    if not _put("series", one.series, standing, by, one):
        return None
    changes = tuple(
        Changed(f"{figure['start']} – {figure['end']}", "", _shown(figure))
        for figure in one.series["figures"]
    )
    return RowPlan(one.line, one.name, Outcome.CORRECTED if was else Outcome.NEW, changes)


def _shown(figure: dict[str, Any]) -> str:
    return figure.get("missing_reason") or f"{figure['value']:g}"


def _put(
    kind: str, fields: dict[str, Any], standing: dict[tuple[str, str], Any], by: Actor, one: Foreign
) -> bool:
    """Take a sheet in, or bring it up to date; whether that was needed."""
    key = fields["key"]
    rest = {name: value for name, value in fields.items() if name != "key"}
    now = standing.get((kind, key))
    reason = _("Taken over from the IATI activity %(id)s.") % {"id": one.identifier}
    if now is None:
        standing[kind, key] = adopt(
            by=by, kind=kind, key=key, fields=rest, on=today(), reason=reason
        )
        return True
    sheet = now.sheet.model_copy(
        update=SHEETS[kind].model_validate({**now.sheet.model_dump(mode="json"), **rest}).__dict__
    )
    if sheet == now.sheet:
        return False
    standing[kind, key] = revise(by=by, kind=kind, key=key, fields=rest, on=today(), reason=reason)
    return True
