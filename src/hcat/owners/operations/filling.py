# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An owner fills in the sheet: step by step, on any device, and sends it in as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import BROUGHT_UP_TO_DATE, history, revise
from hcat.foundation.api import Actor, NotFound, Refused, now, record, today
from hcat.owners.models import Asked, SheetUpdate, StepAnswer
from hcat.owners.queries import (
    heirs_now,
    lines_of,
    open_updates,
    sheet_at,
    sheet_of,
    standing_asked,
)
from hcat.owners.steps import STEPS, step_of, value_in

from .rights import Owner, refuse_other_edition

State = SheetUpdate.State


@dataclass(frozen=True, slots=True)
class Seen:
    """What a page showed: which update at which count, and which version of the sheet."""

    update: int = 0
    """0 where none was under way."""
    edition: int = 0
    based_on: int = 0

    @classmethod
    def of(cls, initiative: str, update: SheetUpdate | None) -> Seen:
        """What a page shows that is opened now."""
        standing = sheet_of(initiative).version_id
        return cls(update.pk, update.edition, standing) if update else cls(based_on=standing)


@dataclass(frozen=True, slots=True)
class Clash:
    """One answer that somebody else saved otherwise since the page was opened."""

    name: str
    theirs: Any
    mine: Any


class SavedMeanwhile(Refused):
    """Two people answered the same question; both answers are told, and neither is lost."""

    def __init__(self, clashes: list[Clash]) -> None:
        super().__init__(
            _("Somebody else answered this question in the meantime."),
            why=_("Both answers stand below."),
            mend=_("Choose which should stand."),
        )
        self.clashes = clashes


@transaction.atomic
def save_step(*, owner: Owner, step: str, values: Mapping[str, Any], seen: Seen) -> SheetUpdate:
    """Keep the answers of one step, by the name of their field. `seen`: what the page showed.

    Raises `SavedMeanwhile` where one of them was saved otherwise after that, and Refused once the
    update was sent in.
    """
    if step not in STEPS or any(step_of(name) != step for name in values):
        raise NotFound(_("There is no such question."), mend=_("Go back to the first one."))
    update = being_filled(owner, seen.based_on)
    counted = seen.edition if seen.update == update.pk else 0
    clashes = [
        Clash(name, answer["value"], value)
        for name, value in values.items()
        if (answer := update.answers.get(name))
        and answer["edition"] > counted
        and answer["value"] != value
    ]
    if clashes:
        raise SavedMeanwhile(clashes)
    stood = sheet_at(update.initiative, update.based_on)
    update.edition += 1
    for name, value in values.items():
        answer = update.answers.get(name)
        if (answer["value"] if answer else value_in(stood, name)) != value:
            update.answers[name] = {"value": value, "edition": update.edition}
    if step not in update.steps:
        update.steps = [*update.steps, step]
    update.person_id = owner.person_id or update.person_id
    update.save()
    if owner.person_id is not None:
        StepAnswer.objects.get_or_create(update_of=update, step=step, person_id=owner.person_id)
    record(
        by=owner.by, action="owners.save_step", subject=f"initiative:{owner.initiative}",
        update=update.pk, step=step, edition=update.edition,
    )  # fmt: skip
    return update


@transaction.atomic
def send_in(*, owner: Owner, edition: int, based_on: int) -> SheetUpdate:
    """Hand the sheet in. Where nothing was changed, the owner has confirmed it: it counts at once.

    `edition` and `based_on`: the answers and the version of the sheet that were read as a whole.
    Refused where others came since. Sending once more what was just sent changes nothing.
    """
    done = _sent_already(owner, edition, based_on)
    if done is not None:
        return done
    update = _open_update(owner)
    if update.state == State.SENT:
        raise Refused(
            _("You have sent this sheet in."),
            mend=_("Take it back first; then you can change it and send it again."),
        )
    refuse_other_edition(update, edition)
    if sheet_of(owner.initiative).version_id != based_on:
        raise Refused(
            _("Somebody else changed the sheet in the meantime."),
            why=_("What you read is no longer what stands."),
            mend=_("Look at the whole once more."),
        )
    update.sent_on = today()
    update.person_id = owner.person_id or update.person_id
    if any(one.is_news for one in lines_of(update)) or update.files.exists():
        update.state = State.SENT
    else:
        _confirm(update)
    update.save()
    standing_asked([update.initiative]).update(over_on=today(), over_as=Asked.Over.ANSWERED)
    record(
        by=owner.by, action="owners.send_in", subject=f"initiative:{owner.initiative}",
        update=update.pk, confirmed=update.state == State.ACCEPTED,
    )  # fmt: skip
    return update


def _sent_already(owner: Owner, edition: int, based_on: int) -> SheetUpdate | None:
    """What this person sent in today from a page like this: a button pressed twice."""
    last = (
        SheetUpdate.objects.filter(initiative=owner.initiative, sent_on=today())
        .order_by("pk")
        .last()
    )
    if last is None or (last.person_id, last.edition) != (owner.person_id, edition):
        return None
    if last.state == State.SENT:
        return last
    is_older = sheet_of(owner.initiative).version_id != based_on
    nothing_since = _locked_update(owner.initiative) is None
    return last if last.state == State.ACCEPTED and is_older and nothing_since else None


@transaction.atomic
def take_back(*, owner: Owner) -> SheetUpdate:
    """Take back what was sent in and not yet decided about, to change it."""
    update = _locked_update(owner.initiative)
    if update is None or update.state != State.SENT:
        raise Refused(
            _("There is nothing to take back."),
            why=_("The sheet was not sent in, or it was taken over already."),
            mend=_("You can simply go on filling it in."),
        )
    update.state = State.STARTED
    update.save()
    record(
        by=owner.by, action="owners.take_back", subject=f"initiative:{owner.initiative}",
        update=update.pk,
    )  # fmt: skip
    return update


def _locked_update(initiative: str) -> SheetUpdate | None:
    return open_updates().select_for_update().filter(initiative=initiative).first()


def being_filled(owner: Owner, based_on: int = 0) -> SheetUpdate:
    """The update under way or a new one, held; Refused where it was sent in."""
    update = _open_update(owner, based_on)
    if update.state == State.SENT:
        raise Refused(
            _("You have sent this sheet in."),
            why=_("The programme office is looking at it."),
            mend=_("Take it back first; then you can change it and send it again."),
        )
    return update


def _open_update(owner: Owner, based_on: int = 0) -> SheetUpdate:
    """The update under way, or a new one on the version of the sheet that its author saw."""
    found = _locked_update(owner.initiative)
    if found is not None:
        return found
    standing = sheet_of(owner.initiative)
    if standing.ended_as:
        heirs = [str(sheet_of(key).sheet.name) for key in heirs_now(owner.initiative)]
        raise Refused(
            _("This initiative has ended."),
            mend=_("It goes on in: %(names)s.") % {"names": ", ".join(heirs)}
            if heirs
            else _("Ask the programme office what came after it."),
        )
    known = {one.item.version_id for one in history("initiative", owner.initiative)}
    update, _made = open_updates().get_or_create(
        initiative=owner.initiative,
        defaults={
            "based_on": based_on if based_on in known else standing.version_id,
            "person_id": owner.person_id,
        },
    )
    return open_updates().select_for_update().get(pk=update.pk)


def _confirm(update: SheetUpdate) -> None:
    standing = sheet_of(update.initiative)
    if standing.sheet.reported != update.sent_on:
        revise(
            by=Actor.system("owners"),
            kind="initiative",
            key=update.initiative,
            fields={"reported": update.sent_on},
            on=max(today(), standing.valid_from),
            reason=BROUGHT_UP_TO_DATE,
            based_on=standing.version_id,
        )
    update.state, update.over_at = State.ACCEPTED, now()
