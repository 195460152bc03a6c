# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Letters to owners: edited, sent by mail, or gone on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hcat.correspondence.api import enqueue
from hcat.foundation.api import Actor, NotFound, Refused, record, today
from hcat.parties.api import require
from hcat.weighing.ended import ended
from hcat.weighing.mails import LETTER
from hcat.weighing.models import Letter, State, What
from hcat.weighing.queries import letters

from .publishing import publish_told
from .rules import Outdated, locked

LONGEST = 20_000


@transaction.atomic
def write_letter(*, by: Actor, letter: int, edition: int, subject: str, body: str) -> Letter:
    """Other words in a letter that has not gone. Refused for who did not see the last edition."""
    require(by, "weighing.manage")
    found = Letter.objects.select_for_update(of=("self",)).filter(pk=letter).first()
    if found is None:
        raise NotFound(
            _("There is no letter %(number)s.") % {"number": letter},
            mend=_("Choose one from the letters of the round."),
        )
    if found.went_on is not None:
        raise Refused(
            _("This letter has gone already."), mend=_("Write to the owner by ordinary mail.")
        )
    if found.edition != edition:
        raise Refused(
            _("Somebody else changed this letter in between."),
            why=_("Theirs stands below yours."),
            mend=_("Join the two, and save again."),
        )
    if not subject.strip() or "\n" in subject.strip() or len(subject) > 200:
        raise Refused(
            _("The subject of a letter is one line of at most 200 characters."),
            mend=_("Shorten it."),
        )
    if not body.strip() or len(body) > LONGEST:
        raise Refused(
            _("A letter has a text of at most %(most)s characters.") % {"most": LONGEST},
            mend=_("Write what was decided, and why."),
        )
    found.subject, found.body = subject.strip(), body.replace("\r\n", "\n")
    found.edition += 1
    found.save()
    record(by=by, action="weighing.write_letter", subject=f"letter:{found.pk}")
    return found


@transaction.atomic
def send_letters(*, by: Actor, round: str, shown: Mapping[int, int]) -> int:
    """Put the letters with an addressee that were shown in the outbox. Returns how many.

    `shown`: the edition of each, by number. Outdated, and none is sent, where one of them went
    meanwhile, reads otherwise or is gone; what was drafted since waits on.
    """
    require(by, "weighing.manage")
    found = locked(round, State.CLOSED, State.DECIDED)
    waiting = _as_shown(letters(found, waiting=True).filter(person__isnull=False), shown)
    if not waiting:
        raise Refused(_("No letter waits to be sent."), mend=_("Look at those to be printed."))
    _check_goes_on(waiting)
    for one in waiting:
        if one.person is None:
            raise AssertionError("a letter to be sent has an addressee")
        enqueue(
            person_id=one.person.pk, kind=LETTER, subject=one.subject, body=one.body, by=by,
            dedupe_key=f"weighing:letter:{one.pk}",
        )  # fmt: skip
        _gone(one, Letter.How.MAIL)
    publish_told(found, by=by)
    record(by=by, action="weighing.send_letters", subject=f"round:{found.key}", sent=len(waiting))
    return len(waiting)


@transaction.atomic
def went_on_paper(*, by: Actor, round: str, shown: Mapping[int, int]) -> int:
    """The letters without an addressee that were shown were printed and posted. Returns how many.
    `shown` as for `send_letters`."""
    require(by, "weighing.manage")
    found = locked(round, State.CLOSED, State.DECIDED)
    waiting = _as_shown(letters(found, waiting=True).filter(person__isnull=True), shown)
    if not waiting:
        raise Refused(_("No letter waits to be printed."), mend=_("Look at those that went."))
    _check_goes_on(waiting)
    for one in waiting:
        _gone(one, Letter.How.PAPER)
    publish_told(found, by=by)
    record(
        by=by, action="weighing.went_on_paper", subject=f"round:{found.key}", number=len(waiting)
    )
    return len(waiting)


def _as_shown(rows: QuerySet[Letter], shown: Mapping[int, int]) -> list[Letter]:
    found = [one for one in rows if one.pk in shown]
    if {one.pk: one.edition for one in found} != dict(shown):
        raise Outdated(
            _("The letters changed since you looked at them."),
            why=_("Somebody wrote one anew, sent it, or decided otherwise; none has gone now."),
            mend=_("Look at those that wait, and try again."),
        )
    return found


def _check_goes_on(waiting: Sequence[Letter]) -> None:
    """Refused where an owner would be told that something goes on which has ended."""
    entries = [one.ruling.entry for one in waiting if one.ruling.what != What.NO_GO]
    over = ended(entries)
    for one in entries:
        if one.number in over:
            raise Refused(
                _("%(name)s has ended since this was decided.") % {"name": one.title},
                why=_("Its owner would be told that it goes on."),
                mend=_("Record a no-go for it first; this letter is then gone."),
            )


def _gone(one: Letter, how: str) -> None:
    one.went_on, one.went_by = today(), how
    one.save(update_fields=["went_on", "went_by"])
