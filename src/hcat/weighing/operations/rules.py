# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every operation on a round respects."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, Refused
from hcat.weighing.models import Assessor, Round, State
from hcat.weighing.words import STATES

LEAST_ASSESSORS = 2
"""One person's scores have no spread: nobody could see whether others agree."""


class Outdated(Refused):
    """Somebody else changed the round meanwhile: what stands now is to be looked at first."""


def locked(key: str, *states: State) -> Round:
    """The round, held until the transaction ends; Refused where it is in none of these states."""
    found = Round.objects.select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is no round called %(key)s.") % {"key": key},
            mend=_("Choose one from the list of rounds."),
        )
    if states and found.state not in states:
        raise Refused(
            _("This round is in another state: %(state)s.") % {"state": STATES[found.state]},
            why=_("What was scored, and how, must stay as it was when it was done."),
            mend=_("Look at the round; what can be done now stands there."),
        )
    return found


def on_edition(found: Round, edition: int) -> None:
    """Outdated for somebody who did not see what another saved in between."""
    if edition != found.edition:
        raise Outdated(
            _("Somebody else changed this round in between."),
            why=_("It now reads: %(title)s, deadline %(day)s, room for %(capacity)s.")
            % {
                "title": found.title,
                "day": date_format(found.deadline, "DATE_FORMAT"),
                "capacity": found.capacity,
            },
            mend=_("Look at both, and save again what should stand."),
        )


def assessor_in(found: Round, person_id: int) -> Assessor:
    """Whoever scores in this round: that is what allows it. NotFound for anybody else."""
    row = found.assessors.filter(person_id=person_id, left_on__isnull=True).first()
    if row is None:
        raise NotFound(
            _("You are not among the assessors of this round."),
            mend=_("Ask the programme manager."),
        )
    return row
