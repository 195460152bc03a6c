# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The tickets of a wave, school by school: how many there are, and which can be printed."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from hcat.parties.api import names_of
from hcat.surveys.models import FrameUnit, Outcome, Wave


@dataclass(frozen=True, slots=True)
class School:
    """One school that hands out tickets in a wave."""

    organisation_id: int
    key: str
    name: str
    tickets: int
    drawn: int
    agreed: int
    """Of the tickets, those of which the parents agreed."""
    handed_out: int
    answered: int


def has_tickets(wave: Wave) -> bool:
    """Whether schools hand out tickets in this wave. One query."""
    return FrameUnit.objects.filter(wave=wave, ticket__gt=0).exists()


def schools_with_tickets(wave: Wave) -> list[School]:
    """By name; none where the wave asks nobody by ticket. Two queries."""
    rows = (
        FrameUnit.objects.filter(wave=wave, ticket__gt=0, organisation__isnull=False)
        .order_by()
        .values("organisation_id", "organisation__key")
        .annotate(
            tickets=Count("pk"),
            drawn=Count("pk", filter=Q(is_drawn=True)),
            agreed=Count("pk", filter=Q(agreed_on__isnull=False)),
            handed_out=Count("pk", filter=Q(invitation__invited_at__isnull=False)),
            answered=Count("pk", filter=Q(invitation__outcome=Outcome.COMPLETED)),
        )
    )
    found = list(rows)
    names = names_of(one["organisation_id"] for one in found) if found else {}
    schools = [
        School(
            one["organisation_id"], one["organisation__key"],
            names.get(one["organisation_id"], one["organisation__key"]), one["tickets"],
            one["drawn"], one["agreed"], one["handed_out"], one["answered"],
        )
        for one in found
    ]  # fmt: skip
    return sorted(schools, key=lambda one: (one.name.casefold(), one.key))


def tickets_to_print(wave: Wave, organisation_id: int) -> list[FrameUnit]:
    """Of a school the tickets that were handed out and that nobody has used yet, in their order.

    Not those that were begun or answered: whoever has their code sees the answers. One query.
    """
    rows = FrameUnit.objects.filter(
        wave=wave, organisation_id=organisation_id, ticket__gt=0,
        invitation__outcome=Outcome.INVITED,
    )  # fmt: skip
    return list(rows.order_by("ticket"))
