# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counting what a report tells, from the same basis on which it is composed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Any

from hcat.agenda.api import Initiative, InitiativeStatus, Item, items
from hcat.evidence.api import baselines_to_collect
from hcat.labour_market.api import Opened
from hcat.parties.api import Pledge, pledges
from hcat.reports.composing import ahead, asked, evaluation, market
from hcat.reports.composing.basis import Basis

from .kept import Counted, Group


def counted(basis: Basis) -> list[Counted]:
    """Every count of a report on this basis, in the order in which they are shown."""
    return [one for count in COUNTS.values() for one in count(basis)]


def _of(group: Group, name: str, keys: Iterable[str]) -> Counted:
    """So many elements of the agenda, by ``kind:key``."""
    found = sorted(set(keys))
    return Counted(group, name, len(found), {"keys": found})


# --- From the agenda ----------------------------------------------------------------------------


def _results(basis: Basis) -> Iterator[Counted]:
    by_verdict: dict[str, list[str]] = {}
    for one in basis.results:
        by_verdict.setdefault(one.verdict.value, []).append(one.item.name)
    for verdict, keys in sorted(by_verdict.items()):
        yield _of(Group.RESULTS, verdict, keys)


def _turned(basis: Basis) -> Iterator[Counted]:
    if basis.previous is not None:
        stored = basis.previous.frozen.snapshot.content["results"]
        before = {one["key"]: one["verdict"] for one in stored}
        turned = [
            one.item.name
            for one in basis.results
            if one.key in before and before[one.key] != one.verdict.value
        ]
        yield _of(Group.TURNED, "verdicts", turned)


def _ahead(basis: Basis) -> Iterator[Counted]:
    missing = baselines_to_collect(basis.results)
    for name, found in (("baselines", missing), ("needed", [x for x in missing if x.is_needed])):
        keys = [f"result:{one.item.key}/{one.targets[0].target.key}" for one in found]
        yield _of(Group.AHEAD, name, keys)
    late = ahead.overdue(basis.results, basis.as_of)
    yield _of(Group.AHEAD, "late", (one.item.name for _when, one, _target in late))


def _initiatives(basis: Basis) -> Iterator[Counted]:
    found: list[Item[Initiative]] = items("initiative", as_of=basis.as_of, known_on=basis.known_on)
    for name, status in (
        ("running", InitiativeStatus.RUNNING), ("ideas", InitiativeStatus.IDEA),
    ):  # fmt: skip
        keys = [one.name for one in found if one.sheet.status is status]
        yield _of(Group.INITIATIVES, name, keys)


def _menu(basis: Basis) -> Iterator[Counted]:
    ways, unused = ahead.ways(basis)
    yield _of(Group.MENU, "ways", (one.name for one in ways))
    yield _of(Group.MENU, "unused", (one.name for one in unused))


def _office(basis: Basis) -> Iterator[Counted]:
    found = evaluation.roles(basis)
    known = {one.name: one.sheet.fte for one in found if one.sheet.fte is not None}
    if known:
        sizes = [f"{name}={fte}" for name, fte in sorted(known.items())]
        yield Counted(Group.OFFICE, "fte", sum(known.values()), {"keys": sizes})


# --- From rows ----------------------------------------------------------------------------------


def _decisions(basis: Basis) -> Iterator[Counted]:
    found = asked.now_asked(basis)
    rows = {str(one.pk): {"text": one.text, "by_when": one.by_when.isoformat()} for one in found}
    yield Counted(Group.DECISIONS, "asked", len(rows), {"decisions": rows})


def pledge_counts(basis: Basis, rows: Iterable[Pledge]) -> Iterator[Counted]:
    """Pledged and delivered, by sort of organisation, kind and unit."""
    groups: dict[tuple[str, str, str], list[Pledge]] = {}
    for one in rows:
        groups.setdefault((one.organisation.kind, one.kind, one.unit), []).append(one)
    for (who, kind, unit), own in sorted(groups.items()):
        name = f"{who}/{kind}/{unit}"
        promised = {str(one.pk): written(one.amount) for one in own}
        came = {
            str(row.pk): written(row.amount)
            for one in own
            for row in one.deliveries.all()
            if row.delivered_on <= basis.as_of
        }
        made_up = sorted(one.pk for one in own if one.is_demo)
        facts = {"pledges": promised, "demo": made_up}
        yield Counted(Group.PLEDGES, f"{name}/pledged", total(promised), facts)
        facts = {"pledges": promised, "deliveries": came, "demo": made_up}
        yield Counted(Group.PLEDGES, f"{name}/delivered", total(came), facts)


def _pledges(basis: Basis) -> Iterator[Counted]:
    return pledge_counts(basis, pledges(on=basis.as_of))


def _short(basis: Basis) -> Iterator[Counted]:
    for one, came in evaluation.fell_short(basis):
        facts: dict[str, Any] = {
            "what": one.what,
            "unit": one.unit,
            "pledges": {str(one.pk): written(one.amount)},
            "deliveries": {str(row.pk): written(row.amount) for row in came},
            "demo": [one.pk] if one.is_demo else [],
        }
        yield Counted(Group.SHORT, str(one.pk), total(facts["deliveries"]), facts)


def written(amount: Decimal | None) -> str | None:
    """An amount as it is kept: alike on every database.

    >>> written(Decimal("4E+1")), written(Decimal("2.50")), written(None)
    ('40.00', '2.50', None)
    """
    return None if amount is None else f"{amount:.2f}"


def total(amounts: dict[str, str | None]) -> float | None:
    """Of those that are known; None where none is: that is no zero.

    >>> total({"1": "40.00", "2": None}), total({"2": None}), total({})
    (40.0, None, None)
    """
    known = [Decimal(one) for one in amounts.values() if one is not None]
    return float(sum(known)) if known else None


def arrays_of(found: Opened) -> str:
    """SHA-256 of the arrays of a forecast as they are kept."""
    return hashlib.sha256(bytes(found.forecast.figures)).hexdigest()


def _forecast(basis: Basis) -> Iterator[Counted]:
    found = market.shown(basis)
    if found is None:
        return
    facts = {
        "forecast": found.forecast.key,
        "figures": arrays_of(found),
        "inputs": found.forecast.inputs.fingerprint,
        "year": found.years[-1],
    }
    for name, value in market.numbers(found).items():
        yield Counted(Group.FORECAST, name, value + 0.0, facts)  # no -0.0


COUNTS: dict[Group, Callable[[Basis], Iterator[Counted]]] = {
    Group.RESULTS: _results,
    Group.TURNED: _turned,
    Group.AHEAD: _ahead,
    Group.INITIATIVES: _initiatives,
    Group.MENU: _menu,
    Group.OFFICE: _office,
    Group.DECISIONS: _decisions,
    Group.PLEDGES: _pledges,
    Group.SHORT: _short,
    Group.FORECAST: _forecast,
}
"""How each group is counted."""
