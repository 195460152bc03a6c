# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Decisions, pledges, initiatives and the forecast as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from hcat.agenda.api import Initiative, Item, decisions, items
from hcat.reports.composing import asked, phrases
from hcat.reports.composing.basis import Basis
from hcat.reports.composing.programme import KINDS, UNITS, WHO
from hcat.reports.counted import GROUPS, Counted, Group
from hcat.reports.document import Cell, Column, Table
from hcat.reports.models import DecisionAsked, DecisionOutcome

OUTCOMES: dict[str, Promise] = {
    "taken": pgettext_lazy("decision", "taken"),
    "deferred": pgettext_lazy("decision", "put off"),
    "dropped": pgettext_lazy("decision", "dropped"),
}
STATUS: dict[str, Promise] = {
    "idea": pgettext_lazy("initiative", "idea"),
    "running": pgettext_lazy("initiative", "running"),
    "paused": pgettext_lazy("initiative", "paused"),
    "done": pgettext_lazy("initiative", "carried out"),
    "stopped": pgettext_lazy("initiative", "stopped"),
    "merged": pgettext_lazy("initiative", "merged with another"),
    "split": pgettext_lazy("initiative", "split"),
    "regrouped": pgettext_lazy("initiative", "regrouped"),
}


def asked_table(basis: Basis) -> Table:
    """What this report asks, and what became of what earlier ones asked."""
    titles = {one.key: one.title for one in decisions()}
    rows = tuple(_asked(basis, one, titles) for one in asked.of_all_reports(basis))
    columns = (
        Column(_("Decision")), Column(_("Asked of")), Column(_("Asked in")), Column(_("Asked on")),
        Column(_("Asked by the day")), Column(_("What became of it")), Column(_("On the day")),
        Column(_("Put off until")), Column(_("Decision that was taken")), Column(_("Reason")),
    )  # fmt: skip
    return Table(
        _("Decisions that are asked, and earlier ones"), columns, rows, name=_("Decisions")
    )


def _asked(basis: Basis, one: DecisionAsked, titles: dict[str, str]) -> tuple[Cell, ...]:
    is_own = one.report_id == basis.report.pk
    rows = asked.outcomes_of(basis, one)
    last: DecisionOutcome | None = rows[-1] if rows else None
    return (
        str(one.words),
        basis.body(one.of),
        basis.report.key if is_own else one.report.key,
        basis.as_of if is_own else one.report.frozen.as_of,
        one.by_when,
        str(OUTCOMES[last.what]) if last else pgettext("decision", "waits"),
        last.on if last else None,
        last.until if last else None,
        titles.get(last.decision, last.decision) or None if last else None,
        last.reason or None if last else None,
    )


def pledges(basis: Basis, counts: Iterable[Counted]) -> Table:
    """Promised and delivered by kind and by whom; an amount that nobody gave is a dash."""
    sums: dict[str, dict[str, Counted]] = {}
    for one in counts:
        if one.group is Group.PLEDGES:
            name, _slash, sort = one.name.rpartition("/")
            sums.setdefault(name, {})[sort] = one
    rows = tuple(_pledged(name, own["pledged"], own["delivered"]) for name, own in sums.items())
    columns = (
        Column(pgettext("pledged", "What")), Column(_("Unit")), Column(pgettext("pledged", "By")),
        Column(_("Pledged"), is_number=True), Column(_("Delivered"), is_number=True),
        Column(_("Number of pledges"), is_number=True),
        Column(_("Of which without an amount"), is_number=True),
        Column(_("Number of deliveries"), is_number=True),
        Column(_("Of these without an amount"), is_number=True),
    )  # fmt: skip
    return Table(
        _("Pledged and delivered up to %(day)s") % {"day": phrases.day(basis.as_of)},
        columns, rows, name=_("pledges"),
    )  # fmt: skip


def _pledged(name: str, promised: Counted, came: Counted) -> tuple[Cell, ...]:
    who, kind, unit = name.split("/")
    pledged, delivered = promised.rests_on["pledges"], came.rests_on["deliveries"]
    return (
        str(KINDS[kind]), str(UNITS[unit]), str(WHO[who]),
        _amount(promised.value), _amount(came.value),
        len(pledged), _unknown(pledged), len(delivered), _unknown(delivered),
    )  # fmt: skip


def short(counts: Iterable[Counted]) -> Table:
    """Pledges whose time is over, and of which less came than was promised."""
    rows = tuple(
        (
            one.title,
            _amount(next(map(_float, one.rests_on["pledges"].values()))),
            _amount(one.value),
            str(UNITS[one.rests_on["unit"]]),
            int(one.name),
        )
        for one in counts
        if one.group is Group.SHORT
    )
    columns = (
        Column(pgettext("pledged", "What")), Column(_("Pledged"), is_number=True),
        Column(_("Delivered"), is_number=True), Column(_("Unit")),
        Column(_("Number"), is_number=True),
    )  # fmt: skip
    return Table(_("Promised and not delivered"), columns, rows, name=_("not delivered"))


def _amount(value: float | None) -> float | str:
    return phrases.MISSING if value is None else value


def _float(amount: str | None) -> float | None:
    return None if amount is None else float(amount)


def _unknown(amounts: dict[str, Any]) -> int:
    return sum(one is None for one in amounts.values())


def initiatives(basis: Basis) -> Table:
    """Each initiative with how it stands, also those that have ended."""
    found: list[Item[Initiative]] = items(
        "initiative", as_of=basis.as_of, ended=True, known_on=basis.known_on
    )
    ways = _titles(basis, "way")
    points = _titles(basis, "point")
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            one.sheet.number,
            str(one.sheet.name),
            str(STATUS[one.ended_as or one.sheet.status.value]),
            one.valid_from,
            phrases.listed(points.get(key, key) for key in one.sheet.points) or None,
            phrases.listed(ways.get(key, key) for key in one.sheet.ways) or None,
            ", ".join(one.sheet.levels) or None,
            one.sheet.owner or None,
            one.sheet.reported,
            one.key,
        )
        for one in found
    )
    columns = (
        Column(_("No."), is_number=True), Column(pgettext("sheet", "Initiative")),
        Column(_("State")), Column(_("As it is since")), Column(_("Agenda points")),
        Column(_("Ways of the menu")), Column(_("Levels")), Column(_("Owner")),
        Column(_("Last told of on")), Column(_("Key")),
    )  # fmt: skip
    return Table(
        _("The initiatives on %(day)s") % {"day": phrases.day(basis.as_of)},
        columns, rows, name=_("Initiatives"),
    )  # fmt: skip


def _titles(basis: Basis, kind: str) -> dict[str, str]:
    found = items(kind, as_of=basis.as_of, known_on=basis.known_on, ended=True)
    return {one.key: str(getattr(one.sheet, "short", None) or one.sheet.title) for one in found}


def counts_table(counts: Iterable[Counted]) -> Table:
    """What the report counts itself and no other sheet holds."""
    left_out = (Group.PLEDGES, Group.SHORT, Group.FORECAST)
    rows = tuple(
        (str(GROUPS[one.group]), one.title, _amount(one.value), one.name)
        for one in counts
        if one.group not in left_out
    )
    columns = (
        Column(_("Part")), Column(_("What is counted")),
        Column(pgettext("sheet", "Number"), is_number=True),
        Column(_("Key")),
    )  # fmt: skip
    return Table(_("What the report counts itself"), columns, rows, name=_("Counts"))


def forecast(counts: Iterable[Counted]) -> Table:
    """The forecast of the labour market that the report tells of."""
    rows = tuple(
        (one.title, one.rests_on["year"], _amount(one.value), one.rests_on["forecast"])
        for one in counts
        if one.group is Group.FORECAST
    )
    columns = (
        Column(_("What is forecast")), Column(_("Year"), is_number=True),
        Column(pgettext("sheet", "Number"), is_number=True), Column(_("Forecast")),
    )  # fmt: skip
    return Table(_("The labour market in the forecast"), columns, rows, name=_("Labour market"))
