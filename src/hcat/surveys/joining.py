# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Units over waves: who is the same as in an earlier one.

A person is the same person; a pupil with a ticket is never known again. An organisation is the same
while it exists. One that came out of others continues one of them, so that its answers are joined
with earlier ones, and the register says which:

- merger: the new one continues the largest of those that went into it, the earlier registered one
  where they are of one size; the others end.
- takeover: the one that takes over lives on as itself; the others end.
- split: the largest of the new ones continues the old one, unless that lives on; the others are
  new, as in births.

The name by which answers are joined (`panel`) is looked up from the key of an earlier wave of the
same survey, or else drawn at random. It is not worked out from the organisation: whoever has the
answers cannot try all organisations, and another secret key of the site breaks nothing. Where the
keys of earlier waves have gone, a unit begins anew.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from hcat.parties.api import Descent, descents

from .models import Invitation, Key, Wave


def new_code() -> str:
    """Twenty signs that nobody guesses, of a code or a panel."""
    return secrets.token_hex(10)


def continued(events: Iterable[Descent]) -> dict[int, int]:
    """Per organisation that came out of others: the one that it continues."""
    before: dict[int, int] = {}
    for event in events:
        if event.lived_on and event.ended:
            continue  # taken over: what lives on is itself
        if event.lived_on or not event.began or not event.ended:
            continue
        largest = max(event.ended, key=lambda one: (one.rank, -one.organisation_id))
        heir = max(event.began, key=lambda one: (one.rank, -one.organisation_id))
        before.setdefault(heir.organisation_id, largest.organisation_id)
    return before


@dataclass(slots=True)
class Lineage:
    """What a new wave takes over from earlier ones of its survey."""

    before: dict[int, int]
    panels: dict[tuple[str, int], str] = field(default_factory=dict)
    contacts: dict[int, int] = field(default_factory=dict)
    """Organisation to the person who was written to for it last."""

    def line(self, organisation_id: int) -> list[int]:
        """The organisation, the one that it continues, and so on."""
        found = [organisation_id]
        while (earlier := self.before.get(found[-1])) is not None and earlier not in found:
            found.append(earlier)
        return found

    def identity(self, organisation_id: int | None, person_id: int | None, unit_id: int) -> str:
        """What is drawn by: the same over waves."""
        if person_id is not None:
            return f"person {person_id}"
        if organisation_id is not None:
            return f"organisation {self.line(organisation_id)[-1]}"
        return f"unit {unit_id}"

    def panel(self, organisation_id: int | None, person_id: int | None, ticket: int) -> str:
        """The panel of an earlier wave, or a new one."""
        if ticket:
            return new_code()
        if person_id is not None:
            return self.panels.get(("person", person_id)) or new_code()
        line = [] if organisation_id is None else self.line(organisation_id)
        known = (self.panels.get(("organisation", one)) for one in line)
        return next((one for one in known if one), None) or new_code()

    def contact(self, organisation_id: int) -> int | None:
        """Who was written to for it, or for what it continues."""
        found = (self.contacts.get(one) for one in self.line(organisation_id))
        return next((one for one in found if one is not None), None)


def lineage(wave: Wave, *, on: date | None = None) -> Lineage:
    """Read once for all units of a wave. Four queries."""
    earlier = Wave.objects.filter(survey_id=wave.survey_id).exclude(pk=wave.pk)
    known = Lineage(continued(descents(on=on or wave.reference_day)))
    keys = (
        Key.objects.filter(unit__wave__in=earlier, unit__ticket=0)
        .order_by("unit__wave__reference_day", "pk")
        .values_list("unit__organisation_id", "unit__person_id", "panel")
    )
    found: Iterable[tuple[int | None, int | None, str]] = keys.iterator()
    for organisation, person, panel in found:
        if person is not None:
            known.panels["person", person] = panel
        elif organisation is not None:
            known.panels["organisation", organisation] = panel
    asked = (
        Invitation.objects.filter(
            wave__in=earlier, unit__organisation__isnull=False, unit__person__isnull=True,
            unit__ticket=0, person__isnull=False, person__erased_at__isnull=True,
        )
        .exclude(person__mail="")
        .exclude(outcome="bounced")
        .order_by("wave__reference_day", "pk")
        .values_list("unit__organisation_id", "person_id")
    )  # fmt: skip
    known.contacts.update(asked.iterator())
    return known
