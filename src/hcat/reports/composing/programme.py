# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What happened with the initiatives, and with what organisations pledged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext, pgettext_lazy

from hcat.agenda.api import Initiative, InitiativeStatus, Item, history, items
from hcat.parties.api import PledgeTotal, pledge_totals
from hcat.reports.document import Block, Column, Paragraph, Points, Table

from . import phrases
from .basis import Basis

ENDED: dict[str, Promise] = {
    "stopped": gettext_lazy("Stopped: %(name)s."),
    "merged": gettext_lazy("Merged with another: %(name)s."),
    "split": gettext_lazy("Split: %(name)s."),
    "regrouped": gettext_lazy("Regrouped: %(name)s."),
}
BECAME: dict[InitiativeStatus, Promise] = {
    InitiativeStatus.RUNNING: gettext_lazy("Started: %(name)s."),
    InitiativeStatus.DONE: gettext_lazy("Carried out: %(name)s."),
    InitiativeStatus.PAUSED: gettext_lazy("Paused: %(name)s."),
    InitiativeStatus.STOPPED: gettext_lazy("Stopped: %(name)s."),
    InitiativeStatus.IDEA: gettext_lazy("An idea again: %(name)s."),
}
WHO: dict[str, Promise] = {
    "company": pgettext_lazy("who pledged", "companies"),
    "education": pgettext_lazy("who pledged", "education"),
    "government": pgettext_lazy("who pledged", "governments"),
    "other": pgettext_lazy("who pledged", "others"),
}
KINDS: dict[str, Promise] = {
    "people": pgettext_lazy("pledged", "people"),
    "means": pgettext_lazy("pledged", "means"),
    "knowledge": pgettext_lazy("pledged", "knowledge"),
    "money": pgettext_lazy("pledged", "money"),
}
UNITS: dict[str, Promise] = {
    "hours": pgettext_lazy("pledged", "hours"),
    "fte": pgettext_lazy("pledged", "FTE"),
    "eur": pgettext_lazy("pledged", "euros"),
    "pieces": pgettext_lazy("pledged", "pieces"),
}


# --- Initiatives --------------------------------------------------------------------------------


def initiatives(basis: Basis) -> list[Block]:
    now: list[Item[Initiative]] = items(
        "initiative", as_of=basis.as_of, ended=True, known_on=basis.known_on
    )
    running = sum(not one.ended_as and one.sheet.status is InitiativeStatus.RUNNING for one in now)
    ideas = sum(not one.ended_as and one.sheet.status is InitiativeStatus.IDEA for one in now)
    parts = [
        ngettext("%(n)s initiative runs", "%(n)s initiatives run", running) % {"n": running},
        ngettext("%(n)s is still an idea", "%(n)s are still ideas", ideas) % {"n": ideas},
    ]
    count = Paragraph(phrases.sentence("; ".join(parts)))
    if basis.previous is None:
        return [count]
    then = basis.previous.frozen
    before = items("initiative", as_of=then.as_of, ended=True, known_on=then.known_on)
    lines = list(_happened(now, {one.key: one for one in before}, basis.as_of))
    if not lines:
        return [
            count,
            Paragraph(
                _("None was started, stopped or merged since the report of %(day)s.")
                % {"day": phrases.day(then.as_of)}
            ),
        ]
    return [count, Points(tuple(lines))]


def _happened(
    now: list[Item[Initiative]], before: dict[str, Item[Initiative]], until: date
) -> Iterator[str]:
    """What became of each, as it was known when the report before was frozen."""
    for one in now:
        old = before.get(one.key)
        name = {"name": f"{one.sheet.number}. {one.sheet.name}"}
        if old is None:
            yield _("New: %(name)s.") % name
        elif one.ended_as and one.ended_as != old.ended_as:
            yield f"{str(ENDED[one.ended_as]) % name} {_why(one, until)}".strip()
        elif old.ended_as and not one.ended_as:
            resumed = _("Resumed: %(name)s.") % name
            yield f"{resumed} {_why(one, until)}".strip()
        elif old.sheet.status is not one.sheet.status:
            yield str(BECAME[one.sheet.status]) % name


def _why(one: Item[Initiative], until: date) -> str:
    entry = next((e for e in history(one.kind, one.key) if e.effective_on <= until), None)
    return phrases.sentence(entry.reason) if entry else ""


# --- Pledges ------------------------------------------------------------------------------------


def pledges(basis: Basis) -> list[Block]:
    """A table by kind and by whom; an amount that nobody stated is said, never added as zero."""
    rows = [
        _row(one, str(title))
        for who, title in WHO.items()
        for one in pledge_totals(organisation_kind=who, on=basis.as_of)
    ]
    if not rows:
        return [Paragraph(_("Nothing is recorded as pledged up to this day."))]
    return [
        Table(
            caption=_("Pledged and delivered up to %(day)s") % {"day": phrases.day(basis.as_of)},
            columns=(
                Column(pgettext("pledged", "What")),
                Column(pgettext("pledged", "By")),
                Column(_("Pledged"), is_number=True),
                Column(_("Delivered"), is_number=True),
                Column(_("What is not known")),
            ),
            rows=tuple(rows),
            name=_("pledges"),
        )
    ]


def _row(one: PledgeTotal, who: str) -> tuple[str | float, ...]:
    what = _("%(kind)s, in %(unit)s") % {"kind": KINDS[one.kind], "unit": UNITS[one.unit]}
    return (what, who, _amount(one.pledged), _amount(one.delivered), _unknown(one))


def _amount(value: Decimal | None) -> str | float:
    return phrases.MISSING if value is None else float(value)


def _unknown(one: PledgeTotal) -> str:
    parts = [one.missing_reason] if one.missing_reason else []
    if one.without_amount and one.pledged is not None:
        text = ngettext(
            "one pledge names no amount", "%(n)s pledges name no amount", one.without_amount
        )
        parts.append(text % {"n": phrases.counted(one.without_amount)})
    if one.deliveries_without_amount:
        text = ngettext(
            "one delivery names no amount",
            "%(n)s deliveries name no amount",
            one.deliveries_without_amount,
        )
        parts.append(text % {"n": phrases.counted(one.deliveries_without_amount)})
    return phrases.sentence(phrases.listed(parts)) if parts else ""
