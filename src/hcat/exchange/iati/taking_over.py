# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another programme's indicators become published series of another area, to compare with."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.api import SHEETS, SheetRefused, adopt, items, revise
from hcat.exchange.tables.plan import Changed, Complaint, Outcome, RowError, RowPlan
from hcat.foundation.api import Actor, HcatError, today

from .foreign import Foreign


def take_over(indicators: Iterable[Foreign], *, by: Actor) -> tuple[list[RowPlan], int, list[str]]:
    """Write each indicator as a source and a published series. Gives what became of those that
    change something or are refused, how many change nothing, and which have no figures.

    To be called within a transaction: what is refused leaves the others written.
    """
    standing = {(kind, one.key): one for kind in ("source", "series")
                for one in items(kind, ended=True)}  # fmt: skip
    rows: list[RowPlan] = []
    ignored: list[str] = []
    unchanged = 0
    for one in indicators:
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
