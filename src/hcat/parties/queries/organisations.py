# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking organisations up, and their history."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, today
from hcat.parties import identifiers
from hcat.parties.models import (
    HighTechDecision,
    Involvement,
    Organisation,
    OrganisationEvent,
    OrganisationFacts,
)
from hcat.parties.models.organisations import FactsQuerySet


class UnknownParty(NotFound):
    """There is no such organisation or person."""


@dataclass(frozen=True, slots=True)
class OrganisationHistory:
    """Everything the register knows of one organisation, newest first."""

    organisation: Organisation
    facts: tuple[OrganisationFacts, ...]
    events: tuple[OrganisationEvent, ...]
    decisions: tuple[HighTechDecision, ...]


def organisation_by_key(key: str) -> Organisation:
    try:
        return Organisation.objects.get(key=key)
    except Organisation.DoesNotExist:
        raise UnknownParty(
            _("There is no organisation %(key)s.") % {"key": key},
            mend=_("Look it up in the register of organisations."),
        ) from None


def search_organisations(
    *,
    text: str = "",
    kind: str | None = None,
    place: str | None = None,
    size: str | None = None,
    on: date | None = None,
) -> FactsQuerySet:
    """Organisations as they stood on a date, by name, number or website; ordered by name.

    Branches are listed too. Lazy and pageable; one query for a page.
    """
    rows = OrganisationFacts.objects.on(on or today()).select_related("organisation")
    if words := text.strip():
        found = Q(domain__startswith=words.lower())
        if key := identifiers.plain(words):
            found |= Q(name_key__contains=key) | Q(name_key__contains=identifiers.name_key(words))
        compact = words.replace(" ", "").upper()
        if compact.isalnum():
            found |= Q(kvk__startswith=compact)
            found |= Q(brin=compact[:4], branch__startswith=compact[4:])
        rows = rows.filter(found)
    if kind:
        rows = rows.filter(organisation__kind=kind)
    if place:
        rows = rows.filter(municipality=place)
    if size:
        rows = rows.filter(size_class=size)
    return rows


def facts_of(organisation: Organisation, *, on: date | None = None) -> OrganisationFacts | None:
    """What was known to hold on a date; None where it did not exist or was not known."""
    return OrganisationFacts.objects.on(on or today()).filter(organisation=organisation).first()


def organisation_history(key: str) -> OrganisationHistory:
    organisation = organisation_by_key(key)
    return OrganisationHistory(
        organisation,
        tuple(organisation.facts.order_by("-valid_from", "-id")),
        tuple(
            OrganisationEvent.objects.filter(parties__organisation=organisation)
            .distinct()
            .prefetch_related("parties__organisation")
        ),
        tuple(organisation.high_tech_decisions.all()),
    )


def successors(keys: Iterable[str], *, on: date | None = None) -> dict[str, frozenset[str]]:
    """In which organisations each of these lives on at a date; itself while it exists.

    Follows mergers, splits and takeovers as far as they go; an exit leads to nothing. So the
    answers of a company that merged can be counted with its successor. Three queries.
    """
    day = on or today()
    heirs: dict[int, set[int]] = {}
    names: dict[int, str] = dict(Organisation.objects.values_list("pk", "key"))
    befores: dict[int, set[int]] = {}
    afters: dict[int, set[int]] = {}
    for event, party, side in Involvement.objects.filter(event__happened_on__lte=day).values_list(
        "event_id", "organisation_id", "side"
    ):
        (befores if side == Involvement.Side.BEFORE else afters).setdefault(event, set()).add(party)
    for event, parties in befores.items():
        for party in parties - afters.get(event, set()):
            heirs.setdefault(party, set()).update(afters.get(event, set()))
    gone = set(Organisation.objects.filter(ended__lte=day).values_list("pk", flat=True))
    by_key = {key: pk for pk, key in names.items()}
    return {
        key: frozenset(names[pk] for pk in _follow(by_key[key], heirs, gone))
        for key in keys
        if key in by_key
    }


def _follow(start: int, heirs: dict[int, set[int]], gone: set[int]) -> set[int]:
    alive, seen, todo = set[int](), {start}, [start]
    while todo:
        here = todo.pop()
        if here not in gone:
            alive.add(here)
            continue
        for heir in heirs.get(here, set()) - seen:
            seen.add(heir)
            todo.append(heir)
    return alive
