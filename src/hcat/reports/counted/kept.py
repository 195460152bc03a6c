# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One count of a report, as it is kept: what it is, how many, and what it was counted from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.evidence.api import amount, verdict_word
from hcat.numerics.api import Verdict
from hcat.reports.composing import phrases
from hcat.reports.composing.programme import KINDS, UNITS, WHO


class Group(StrEnum):
    """Of what a count speaks; its value is what is kept."""

    RESULTS = "results"
    """Results by verdict: `name` is the verdict."""
    TURNED = "turned"
    """Verdicts that turned since the report before."""
    AHEAD = "ahead"
    """Baselines that are missing, and figures that are late."""
    INITIATIVES = "initiatives"
    MENU = "menu"
    OFFICE = "office"
    """The size of the body that accounts, in FTE."""
    DECISIONS = "decisions"
    PLEDGES = "pledges"
    """Amounts by kind, unit and sort of organisation."""
    SHORT = "short"
    """What came of one pledge whose time is over."""
    FORECAST = "forecast"


GROUPS: dict[Group, Promise] = {
    Group.RESULTS: gettext_lazy("Results by verdict"),
    Group.TURNED: gettext_lazy("Since the report before"),
    Group.AHEAD: gettext_lazy("What is missing or late"),
    Group.INITIATIVES: gettext_lazy("Initiatives"),
    Group.MENU: gettext_lazy("The menu"),
    Group.OFFICE: gettext_lazy("The organisation itself"),
    Group.DECISIONS: gettext_lazy("Decisions"),
    Group.PLEDGES: gettext_lazy("Pledged and delivered"),
    Group.SHORT: gettext_lazy("Promised and not delivered"),
    Group.FORECAST: gettext_lazy("The labour market"),
}
"""What they are called, in the order in which they are shown."""

_NAMES: dict[tuple[Group, str], Promise] = {
    (Group.TURNED, "verdicts"): gettext_lazy("verdicts that turned"),
    (Group.AHEAD, "baselines"): gettext_lazy("baselines that are missing"),
    (Group.AHEAD, "needed"): gettext_lazy("of these, without which no verdict can be given"),
    (Group.AHEAD, "late"): gettext_lazy("results of which the figure is late"),
    (Group.INITIATIVES, "running"): gettext_lazy("initiatives that run"),
    (Group.INITIATIVES, "ideas"): gettext_lazy("initiatives that are an idea"),
    (Group.MENU, "ways"): gettext_lazy("ways of the menu"),
    (Group.MENU, "unused"): gettext_lazy("ways that nobody is known to use"),
    (Group.OFFICE, "fte"): gettext_lazy("size of the office, in FTE"),
    (Group.DECISIONS, "asked"): gettext_lazy("decisions that are asked"),
    (Group.FORECAST, "chance"): gettext_lazy("chance of a shortage of technicians"),
    (Group.FORECAST, "balance"): gettext_lazy("technicians more than there are jobs"),
    (Group.FORECAST, "low"): gettext_lazy("its lower bound, 80 in 100 sure"),
    (Group.FORECAST, "high"): gettext_lazy("its upper bound, 80 in 100 sure"),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """One count. `value` is None where nothing that was counted has an amount."""

    group: Group
    name: str
    value: float | None
    rests_on: dict[str, Any]
    """JSON values. Of the agenda: ``keys``, of what was counted. Of pledges and decisions: each row
    by its number, as it stood. Of the forecast: its key and the fingerprints of its arrays and
    inputs."""

    @property
    def number(self) -> str:
        """How many, in the reader's language."""
        return number(self, self.value)

    @property
    def title(self) -> str:
        """What was counted, in the reader's language."""
        if self.group is Group.RESULTS:
            return verdict_word(Verdict(self.name))
        if self.group is Group.SHORT:
            return str(self.rests_on["what"])
        if self.group is Group.PLEDGES:
            who, kind, unit, sort = self.name.split("/")
            facts = {"kind": KINDS[kind], "unit": UNITS[unit], "who": WHO[who]}
            if sort == "pledged":
                return _("%(kind)s, in %(unit)s, pledged by %(who)s") % facts
            return _("%(kind)s, in %(unit)s, delivered by %(who)s") % facts
        year = self.rests_on.get("year")
        name = str(_NAMES[self.group, self.name])
        return f"{name}, {year}" if year else name


def number(one: Counted, value: float | None) -> str:
    """A count as it is read: a chance as a percentage, persons whole, a missing one as a dash."""
    if value is None:
        return phrases.MISSING
    if one.group is Group.FORECAST:
        return (
            amount(100 * value, "percent") if one.name == "chance" else phrases.number(round(value))
        )
    return phrases.number(value)


def to_json(counts: Iterable[Counted]) -> list[dict[str, Any]]:
    return [{**asdict(one), "group": one.group.value} for one in counts]


def from_json(kept: list[dict[str, Any]]) -> list[Counted]:
    """What `to_json` wrote."""
    return [Counted(**{**one, "group": Group(one["group"])}) for one in kept]


def fingerprint(kept: list[dict[str, Any]]) -> str:
    """SHA-256 over counts as they are kept."""
    text = json.dumps(kept, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
