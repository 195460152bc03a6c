# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The programme manager takes over what an owner sent in, asks back, or leaves it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import BROUGHT_UP_TO_DATE, Initiative, Item, revise
from hcat.foundation.api import Actor, Refused, now, record, today
from hcat.owners.mails import asked_back_by_mail, goes_on_by_mail, left_by_mail
from hcat.owners.models import Asked, SheetUpdate
from hcat.owners.queries import lines_of, sheet_of, standing_asked, whom_to_ask_back, wish_to_stop
from hcat.owners.steps import STEPS, Line, with_values
from hcat.parties.api import require

from .rights import locked, refuse_other_edition, subject_of
from .withdrawing import ask_no_more

State = SheetUpdate.State
Choice = Literal["owner", "sheet"]
"""Of a field that both changed: what the owner says, or what stands in the sheet."""


@transaction.atomic
def accept(
    *,
    by: Actor,
    update: int,
    edition: int,
    based_on: int,
    choices: Mapping[str, Choice] | None = None,
) -> Item[Initiative]:
    """Take an update over into the sheet of the agenda.

    `edition` and `based_on`: the answers and the version of the sheet that were looked at.
    `choices`: for each field that somebody else changed otherwise meanwhile, which one stands.

    A wish to stop is not taken over: stopping is an act of its own, with a reason or a decision.
    """
    row = _sent(update, by)
    refuse_other_edition(row, edition)
    news = [one for one in lines_of(row) if one.is_news and not one.wants_stop]
    values = {one.name: one.said for one in news if _is_taken(one, choices or {})}
    standing = sheet_of(row.initiative)
    fields = with_values(standing.sheet.model_dump(mode="json"), values)
    if standing.sheet.reported != row.sent_on:
        fields["reported"] = row.sent_on
    saved = standing
    if fields:
        saved = revise(
            by=by, kind="initiative", key=row.initiative, fields=fields,
            on=max(today(), standing.valid_from), reason=BROUGHT_UP_TO_DATE, based_on=based_on,
        )  # fmt: skip
    row.state, row.over_at = State.ACCEPTED, now()
    row.save()
    record(
        by=by, action="owners.accept", subject=f"initiative:{row.initiative}", update=row.pk,
        fields=sorted(values),
    )  # fmt: skip
    return saved


def _is_taken(line: Line, choices: Mapping[str, Choice]) -> bool:
    if not line.clashes:
        return True
    if line.name not in choices:
        raise Refused(
            _("Somebody else changed the sheet since the owner began."),
            why=_("Of some fields both what stands and what the owner says are new."),
            mend=_("Choose for each of them which should stand."),
        )
    return choices[line.name] == "owner"


@transaction.atomic
def ask_back(
    *, by: Actor, update: int, edition: int, question: str, steps: Collection[str]
) -> SheetUpdate:
    """Ask the owner about some of the answers; the mail holds the question and a new link."""
    row = _sent(update, by)
    refuse_other_edition(row, edition)
    if not question.strip():
        raise Refused(
            _("There is no question."), mend=_("Write in a sentence what you want to know.")
        )
    people = whom_to_ask_back(row, steps)
    if not people:
        raise Refused(
            _("There is nobody to ask."),
            why=_("Whoever sent this in is no owner or contact of the initiative any more."),
            mend=_("Name a contact, or take the sheet over as it is."),
        )
    row.state, row.question = State.ASKED_BACK, question.strip()
    row.asked_about = [one for one in STEPS if one in steps]
    row.save()
    for person in people:
        Asked.objects.get_or_create(
            initiative=row.initiative, person_id=person.pk, over_on=None,
            defaults={"asked_on": today(), "last_on": today(), "is_demo": row.is_demo},
        )  # fmt: skip
        asked_back_by_mail(update=row, person=person, by=by)
    record(
        by=by, action="owners.ask_back", subject=f"initiative:{row.initiative}", update=row.pk,
        steps=row.asked_about,
    )  # fmt: skip
    return row


@transaction.atomic
def leave(*, by: Actor, update: int, reason: str) -> SheetUpdate:
    """Leave an update that is not taken over, such as that of an initiative that has ended.

    Whoever sent it in is told why by mail, where an address is known, and need not do anything
    more: what was asked back ends with it.
    """
    row = locked(update)
    require(by, "owners.review", subject_of(row.initiative))
    if not row.is_open:
        raise Refused(_("This is over already."), mend=_("Look at the list of sheets."))
    if not reason.strip():
        raise Refused(_("There is no reason."), mend=_("Say it in a sentence."))
    if row.person is not None and row.person.mail and row.sent_on:
        left_by_mail(update=row, person=row.person, reason=reason.strip(), by=by)
    if row.sent_on:
        asked = standing_asked([row.initiative]).values_list("person_id", flat=True)
        ask_no_more(initiative=row.initiative, people=list(asked), reason=reason.strip())
    row.state, row.over_at = State.WITHDRAWN, now()
    row.question, row.asked_about = "", []
    row.save()
    record(
        by=by, action="owners.leave", subject=f"initiative:{row.initiative}", update=row.pk,
        reason=reason.strip(),
    )  # fmt: skip
    return row


@transaction.atomic
def go_on(*, by: Actor, initiative: str, update: int, reason: str) -> None:
    """Answer an owner who says that the initiative has stopped: it goes on. Its other end is to
    stop it in the agenda. `update`: the wish that was read. Whoever said it is told why by mail.
    """
    require(by, "owners.review", subject_of(initiative))
    wish = wish_to_stop(initiative)
    if wish is None or wish.pk != update:
        raise Refused(
            _("There is no such wish to stop any more."),
            why=_("It was answered already, or the owner says something else since."),
            mend=_("Look at what the owner says now."),
        )
    row = locked(update)
    if row.state != State.ACCEPTED:
        raise Refused(
            _("This sheet is still to be looked at."),
            mend=_("Take it over, ask back or leave it first."),
        )
    if not reason.strip():
        raise Refused(_("There is no reason."), mend=_("Say it in a sentence."))
    if row.goes_on_at is not None:
        return
    row.goes_on_at = now()
    row.save(update_fields=["goes_on_at"])
    if row.person is not None and row.person.mail:
        goes_on_by_mail(update=row, person=row.person, reason=reason.strip(), by=by)
    record(
        by=by, action="owners.go_on", subject=f"initiative:{initiative}", update=row.pk,
        reason=reason.strip(),
    )  # fmt: skip


def _sent(number: int, by: Actor) -> SheetUpdate:
    row = locked(number)
    require(by, "owners.review", subject_of(row.initiative))
    if row.state != State.SENT:
        raise Refused(
            _("There is nothing to decide about this update."),
            why=_("It was decided about already, or its owner is still at it."),
            mend=_("Look at the list of sheets."),
        )
    return row
