# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One organisation: what is known of it and since when, what happened to it, how it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.agenda.api import rule_on
from hcat.foundation.api import today
from hcat.parties.api import (
    FactsDraft,
    branches_of,
    facts_of,
    is_high_tech,
    names_of,
    organisation_history,
    pledges,
)
from hcat.web import labels
from hcat.web.desk.register import words
from hcat.web.desk.register.pages import Visit, desk, desk_page
from hcat.web.desk.register.views.organisations import towns_of, where_of
from hcat.web.site import Site


@dataclass(frozen=True, slots=True)
class Version:
    """One stretch of time in which the facts stood, and what was new in it."""

    facts: Any
    changed: list[tuple[str, str, str]]
    """Field, what it was, what it became; empty for the first version."""
    is_first: bool
    is_correction: bool
    """It never had a day of its own: another version replaced it on the day it began."""


@require_safe
@desk_page("parties.read")
def organisation(request: Visit, key: str) -> HttpResponse:
    site = Site(request)
    history = organisation_history(key)
    one, day = history.organisation, site.as_of.day or today()
    facts = facts_of(one, on=day)
    latest = facts or history.facts[0]
    rule = rule_on(day)
    decisions = list(reversed(history.decisions))
    others = {party.organisation_id for event in history.events for party in event.parties.all()}
    names = names_of(
        others | {version.part_of_id for version in history.facts if version.part_of_id}
    )
    towns = towns_of(site)
    return desk(
        request,
        "desk/register/organisation.html",
        site=site,
        day=day,
        organisation=one,
        facts=facts,
        latest=latest,
        kind=words.KINDS[one.kind],
        where=where_of(latest, towns),
        size=words.SIZES.get(latest.size_class, ""),
        levels=[labels.level(level) for level in latest.level_list],
        parent=_named(latest.part_of, names) if latest.part_of_id else None,
        versions=list(_versions(history.facts, names, towns)),
        events=[_event(event, names) for event in history.events],
        branches=branches_of(one, on=day),
        rule=rule,
        high_tech=is_high_tech(latest, decisions, rule.rule, day) if rule else None,
        decisions=[(decision, words.DECIDED[decision.answer]) for decision in history.decisions],
        pledges=_pledges(request, key, day),
        may_edit=request.powers.may("parties.edit") and one.ended is None,
        may_decide=request.powers.may("parties.high_tech"),
        may_pledge=request.powers.may_somewhere("pledges.edit"),
    )


def _named(organisation: Any, names: dict[int, str]) -> tuple[str, str]:
    return organisation.key, names.get(organisation.pk, organisation.key)


def _event(event: Any, names: dict[int, str]) -> dict[str, Any]:
    sides: dict[str, list[tuple[str, str]]] = {"before": [], "after": []}
    for party in event.parties.all():
        sides[party.side].append(_named(party.organisation, names))
    return {"event": event, "title": words.EVENTS[event.kind], **sides}


def _pledges(request: Visit, key: str, day: date) -> list[Any] | None:
    """None for those who may not see them."""
    if not request.powers.may("pledges.read"):
        return None
    return [
        (pledge, words.PLEDGES[pledge.kind], words.UNITS[pledge.unit])
        for pledge in pledges(organisation=key, on=day)
    ]


def _versions(
    rows: tuple[Any, ...], names: dict[int, str], towns: dict[str, str]
) -> Iterator[Version]:
    """Newest first, each compared with the one before it in time."""
    for version, before in zip(rows, [*rows[1:], None], strict=True):
        changed = []
        if before is not None:
            difference = FactsDraft.of(before).difference(FactsDraft.of(version))
            changed = [
                (str(words.FIELDS[field]), shown(field, was, names, towns),
                 shown(field, now, names, towns))
                for field, (was, now) in difference.items()
            ]  # fmt: skip
        yield Version(version, changed, before is None, version.valid_until == version.valid_from)


def shown(field: str, value: Any, names: dict[int, str], towns: dict[str, str]) -> str:
    """A fact as it is read; what is not known is said."""
    if value in (None, "", ()):
        return _("not known")
    if field == "part_of_id":
        return names.get(value, str(value))
    if field == "size_class":
        return str(words.SIZES[value])
    if field == "municipality":
        return str(towns.get(value, value))
    if field == "levels":
        return ", ".join(labels.level(level) for level in value)
    return ", ".join(value) if isinstance(value, tuple) else str(value)
