# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What assessors are written: to score, and that it still waits. Never what anybody scored."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import the_agenda
from hcat.correspondence.api import MailKind, budget_of, enqueue, links, make_link, outbox
from hcat.foundation.api import Actor, Refused, today

from .models import Assessor, Round

Address = Callable[[str, str], str]
"""The address of the page for a token, in a language."""
SCOPE: Final = "weighing.assess"
ASKED = MailKind("weighing.asked", is_transactional=True)
"""Who was made an assessor needs the way in; outside the contact budget."""
REMINDER = MailKind("weighing.reminder")
LETTER = MailKind("weighing.letter", is_transactional=True)
"""The decision on one's own initiative: it may not wait behind other mail."""
AFTER: Final = timedelta(days=30)
"""How long a link outlives the deadline, for a deadline that is put off."""


def subject_of(found: Round) -> str:
    """What a link is about; `correspondence` keeps it as it is."""
    return f"round:{found.key}"


def site_name() -> str:
    agenda = the_agenda()
    return str(agenda.sheet.title) if agenda else "HCAT"


def invite_to_score(row: Assessor, address: Address, *, by: Actor) -> None:
    """A mail with a personal link, in the language of who gets it; each link has its own mail."""
    found = row.round
    person = _written_to(row)
    with translation.override(person.language):
        values = _values(row, address, by=by)
        way_in = links(person_id=person.pk, subject=subject_of(found)).latest("pk")
        enqueue(
            person_id=person.pk, kind=ASKED, by=by,
            dedupe_key=f"weighing:{found.key}:{row.pk}:asked:{way_in.pk}",
            subject=_("Will you score? %(round)s") % {"round": found.title},
            body=_(
                "Dear %(name)s,\n\n"
                "%(site)s asks you to score initiatives: %(count)s in all, by %(day)s. You look at "
                "them one by one, and everything is saved at each step. You can go on later, on "
                "another device.\n\n"
                "Your own page, for nobody else:\n%(address)s\n\n"
                "Nobody sees what you give before scoring is closed, and you see nobody else's "
                "scores.\n"
            )
            % values,
        )  # fmt: skip


def remind_to_score(row: Assessor, left: int, address: Address, *, by: Actor) -> bool:
    """Says how much of one's own still waits; within the contact budget. Returns whether that
    leaves room for it now, beside what waits for this person already."""
    found = row.round
    person = _written_to(row)
    before = outbox(state="queued", person_id=person.pk).filter(is_transactional=False).count()
    has_room = budget_of(person.pk).left > before
    with translation.override(person.language):
        enqueue(
            person_id=person.pk, kind=REMINDER, by=by,
            dedupe_key=f"weighing:{found.key}:{row.pk}:reminder:{today().isoformat()}",
            subject=_("Your scores are still missing: %(round)s") % {"round": found.title},
            body=ngettext(
                "Dear %(name)s,\n\n"
                "One initiative still waits for your scores, by %(day)s.\n\n"
                "Your own page, for nobody else:\n%(address)s\n\n"
                "If you cannot do it, answer this mail: then we do not count on you.\n",
                "Dear %(name)s,\n\n"
                "%(left)s initiatives still wait for your scores, by %(day)s.\n\n"
                "Your own page, for nobody else:\n%(address)s\n\n"
                "If you cannot do it, answer this mail: then we do not count on you.\n",
                left,
            )
            % {**_values(row, address, by=by), "left": left},
        )  # fmt: skip
    return has_room


def _written_to(row: Assessor) -> Any:
    """The person, who has an address. Refused otherwise."""
    if row.person is None or not row.person.mail:
        raise Refused(
            _("One of the assessors cannot be written to."),
            why=_("No mail address is known, or the data were erased."),
            mend=_("Take this assessor out of the round."),
        )
    return row.person


def _values(row: Assessor, address: Address, *, by: Actor) -> dict[str, object]:
    found, person = row.round, row.person
    if person is None:
        raise AssertionError("an assessor who is written to is a person")
    token = make_link(
        person_id=person.pk, scope=SCOPE, subject=subject_of(found), by=by,
        lasts=min(found.deadline - today() + AFTER, timedelta(days=365)),
    )  # fmt: skip
    return {
        "name": person.name,
        "site": site_name(),
        "count": found.entries.count(),
        "day": date_format(found.deadline, "DATE_FORMAT"),
        "address": address(token, person.language),
    }
