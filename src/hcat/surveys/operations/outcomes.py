# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What became of an invitation, as a person says it, and whom to write to instead."""

from __future__ import annotations

from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.correspondence.api import revoke_links
from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import (
    has_consent,
    person_with_mail,
    require,
)
from hcat.surveys.lists import BroughtList, ListProblem, ListRefused, read_contacts
from hcat.surveys.models import FrameUnit, Invitation, NamedContact, Outcome
from hcat.surveys.models.fieldwork import OBJECTION

from .inviting import SCOPE, link_subject, take_back
from .rules import (
    SYSTEM,
    State,
    drop_answers,
    locked_invitation,
    locked_wave,
    needs_reason,
    told_states,
    with_begun,
)

SAID = (Outcome.REFUSED, Outcome.OUT_OF_SCOPE, Outcome.NO_ADDRESS, Outcome.BOUNCED,
        Outcome.WAITING)  # fmt: skip
"""What a person can say of an invitation; the rest comes of what people do."""
ASKED = ("asked", "invited_at", "reminded", "reminded_at")
"""What tells how it was asked so far."""


@transaction.atomic
def note_outcome(*, by: Actor, invitation_id: int, outcome: str, note: str) -> Invitation:
    """What somebody heard, such as on the telephone; `waiting` asks again who refused or bounced.
    Of who says no, or turns out to be no part of it, the answers so far are deleted.

    Refused for what only answering gives, of who answered or withdrew, without a note, and once
    the wave was released or called off; `waiting` also once it is closed, and for who objects.
    """
    row = locked_invitation(invitation_id)
    require(by, "surveys.enter", f"survey:{row.wave.survey.key}")
    said = needs_reason(note)[:300]
    if outcome not in SAID:
        raise Refused(
            _("“%(outcome)s” cannot be noted.") % {"outcome": outcome},
            mend=_("Use one of: %(names)s.") % {"names": ", ".join(SAID)},
        )
    if row.wave.state not in (State.OPEN, State.CLOSED):
        raise Refused(told_states()[row.wave.state], mend=_("Its figures stay as they are."))
    _not_answered(row)
    if outcome == Outcome.WAITING:
        if row.wave.state != State.OPEN:
            raise Refused(told_states()[row.wave.state], mend=_("Nobody can be asked again in it."))
        if row.person is not None and has_consent(row.person, OBJECTION):
            raise _objects()
        _ask_anew(row)
    elif outcome in (Outcome.REFUSED, Outcome.OUT_OF_SCOPE):
        drop_answers(row)
    row.outcome, row.outcome_at, row.note = outcome, now(), said
    row.save(update_fields=["outcome", "outcome_at", "note", *ASKED])
    if outcome != Outcome.WAITING:
        take_back(row, "another outcome was noted")
    record(by=by, action="surveys.note_outcome", subject=link_subject(row.unit_id),
           outcome=outcome)  # fmt: skip
    return row


@transaction.atomic
def name_contact(
    *, by: Actor, invitation_id: int, name: str, mail: str, language: str = "nl"
) -> Invitation:
    """Another person is written to for this organisation, with an invitation of their own; the
    links of the one before end. What was answered so far is the organisation's, and stays. Before
    the opening it is kept with the wave, whatever becomes of its frame and draw.

    Refused for a person of a list, for an organisation that answered or refused, and for somebody
    who has it kept that they do not want to be asked. Where that was the one before, the
    organisation did not refuse, and can get another contact.
    """
    require(by, "surveys.run")
    return _name_contact(by, locked_invitation(invitation_id), name, mail, language)


def _name_contact(by: Actor, row: Invitation, name: str, mail: str, language: str) -> Invitation:
    if row.wave.state not in (State.DRAFT, State.OPEN):
        raise Refused(told_states()[row.wave.state], mend=_("Name the contact in the next wave."))
    if row.unit.organisation_id is None or row.unit.person_id is not None or row.unit.ticket:
        raise Refused(
            _("Only an organisation has a contact."),
            mend=_("A person of a list answers for themselves."),
        )
    _not_answered(row)
    if row.outcome == Outcome.REFUSED and _is_of_person(row):
        row.note = ""  # it tells of the one before
    elif row.outcome in (Outcome.REFUSED, Outcome.OUT_OF_SCOPE):
        raise Refused(
            _("This organisation is not asked any more."),
            mend=_("Note first that it may be asked again."),
        )
    if not name.strip():
        raise Refused(_("A name is needed."), mend=_("Say who may be written to."))
    person = person_with_mail(mail=mail, name=name, by=SYSTEM, language=language)
    if has_consent(person, OBJECTION):
        raise _objects()
    if row.person_id is not None and row.person_id != person.pk:
        take_back(row, "another contact was named")
        revoke_links(person_id=row.person_id, scope=SCOPE, subject=link_subject(row.unit_id),
                     reason="another contact was named", by=SYSTEM)  # fmt: skip
    row.person = person
    if row.wave.state == State.DRAFT:
        NamedContact.objects.update_or_create(
            wave_id=row.wave_id, organisation_id=row.unit.organisation_id,
            defaults={"person": person},
        )  # fmt: skip
    _ask_anew(row)
    row.outcome, row.outcome_at = Outcome.WAITING, now()
    row.save(update_fields=["person", "outcome", "outcome_at", "note", *ASKED])
    record(by=by, action="surveys.name_contact", subject=link_subject(row.unit_id),
           person=person.key)  # fmt: skip
    return row


def bring_contacts(*, by: Actor, wave_id: int, path: Path) -> int:
    """The contacts of a list, each for its organisation of this wave. Returns how many.

    With anything wrong in the list nothing is taken over: `ListRefused.problems` tells all of it,
    an organisation that was not drawn or has answered among it. The file is read before anything is
    held: on SQLite nobody could write while a long one is read.
    """
    require(by, "surveys.run")
    with transaction.atomic():
        locked_wave(wave_id, State.DRAFT, State.OPEN)
    return _take_contacts(by, wave_id, read_contacts(path))


@transaction.atomic
def _take_contacts(by: Actor, wave_id: int, found: BroughtList) -> int:
    wave = locked_wave(wave_id, State.DRAFT, State.OPEN)
    asked = {
        row.unit.organisation_id: row
        for row in Invitation.objects.select_for_update(of=("self",)).filter(
            wave=wave, unit__ticket=0, unit__person__isnull=True,
            unit__organisation_id__in=[one.organisation_id for one in found.rows],
        ).select_related("unit", "wave", "wave__survey").order_by("pk")
    }  # fmt: skip
    problems = []
    for one in found.rows:
        row = asked.get(one.organisation_id)
        if row is None:
            problems.append(ListProblem(one.number, _("This organisation was not drawn.")))
            continue
        try:
            _name_contact(by, row, one.name, one.mail, one.language)
        except Refused as error:
            problems.append(ListProblem(one.number, str(error.what)))
    if problems:
        raise ListRefused(found.file, problems)
    return len(found.rows)


@transaction.atomic
def hand_out_tickets(*, by: Actor, wave_id: int, organisation_id: int) -> list[FrameUnit]:
    """The tickets of a school that may be handed out, each counted as invited from now on.

    Of minors only those whose parents agreed; the others stay where they are. Refused where none
    may be handed out, and while the wave is not open.
    """
    require(by, "surveys.run")
    wave = locked_wave(wave_id, State.OPEN)
    rows = Invitation.objects.select_for_update(of=("self",)).filter(
        wave=wave, unit__organisation_id=organisation_id, unit__ticket__gt=0
    )
    if not rows.exists():
        raise Refused(
            _("This school has no tickets in this wave."), mend=_("Bring a list with it first.")
        )
    if wave.survey.asks_minors:
        rows = rows.filter(parent_agreed_at__isnull=False)
        if not rows.exists():
            raise Refused(
                _("The tickets of this school cannot be handed out yet."),
                why=_("Nobody noted that the parents agreed."),
                mend=_("Note on what day and how they agreed."),
            )
    waiting = rows.filter(outcome=Outcome.WAITING)
    for begun, outcome in ((True, Outcome.STARTED), (False, Outcome.INVITED)):
        with_begun(waiting).filter(has_begun=begun).update(
            outcome=outcome, outcome_at=now(), invited_at=now()
        )
    record(by=by, action="surveys.hand_out_tickets", subject=f"wave:{wave.pk}",
           organisation=organisation_id)  # fmt: skip
    units = FrameUnit.objects.filter(
        wave=wave, organisation_id=organisation_id, invitation__in=rows
    )
    return list(units.order_by("ticket"))


@transaction.atomic
def note_parents_agreed(
    *, by: Actor, wave_id: int, organisation_id: int, how: str, first: int = 1,
    last: int | None = None,
) -> int:  # fmt: skip
    """The parents of these tickets of a school agreed, since the list was brought. Returns how
    many tickets that changes. Refused without saying how."""
    require(by, "surveys.run")
    said = needs_reason(how)[:200]
    wave = locked_wave(wave_id, State.DRAFT, State.OPEN)
    units = wave.units.filter(organisation_id=organisation_id, ticket__gte=max(first, 1))
    if last is not None:
        units = units.filter(ticket__lte=last)
    moment = now()
    changed = Invitation.objects.filter(unit__in=units, parent_agreed_at__isnull=True).update(
        parent_agreed_at=moment
    )
    units.filter(agreed_on__isnull=True).update(agreed_on=moment.date(), agreed_how=said)
    record(by=by, action="surveys.note_parents_agreed", subject=f"wave:{wave.pk}",
           organisation=organisation_id, tickets=changed)  # fmt: skip
    return changed


@transaction.atomic
def note_parents_disagree(
    *, by: Actor, wave_id: int, organisation_id: int, why: str, first: int = 1,
    last: int | None = None,
) -> int:  # fmt: skip
    """That the parents of these tickets agreed does not hold (any more): it was taken back, or
    noted by mistake. What was answered with them is deleted, whatever the state of the wave;
    figures that were released before stay. Returns how many tickets that changes.

    A ticket that was handed out counts as refused; one that was not can be once parents agree.
    Refused without a reason, and where of none of them it is noted that the parents agreed.
    """
    require(by, "surveys.run")
    said = needs_reason(why)[:300]
    wave = locked_wave(wave_id)
    units = wave.units.filter(
        organisation_id=organisation_id, ticket__gte=max(first, 1), agreed_on__isnull=False
    )
    if last is not None:
        units = units.filter(ticket__lte=last)
    tickets = units.count()
    if not tickets:
        raise Refused(
            _("Of none of these tickets it is noted that the parents agreed."),
            mend=_("Look at the numbers on the tickets once more."),
        )
    for row in (
        Invitation.objects.select_for_update(of=("self",))
        .filter(wave=wave, unit__organisation_id=organisation_id, unit__in=units)
        .order_by("pk")
    ):
        drop_answers(row)
        row.parent_agreed_at = None
        if row.outcome not in (Outcome.WAITING, Outcome.OUT_OF_SCOPE):
            row.outcome, row.outcome_at, row.note = Outcome.REFUSED, now(), said
        row.save(update_fields=["parent_agreed_at", "outcome", "outcome_at", "note"])
    units.update(agreed_on=None, agreed_how="")
    record(by=by, action="surveys.note_parents_disagree", subject=f"wave:{wave.pk}",
           organisation=organisation_id, tickets=tickets, reason=said)  # fmt: skip
    return tickets


def _is_of_person(row: Invitation) -> bool:
    """Whether this refusal is of whoever is written to, in all surveys, and not of the
    organisation in this one. Before the opening there is no other: nobody was asked yet."""
    if row.wave.state == State.DRAFT:
        return True
    return row.person is not None and has_consent(row.person, OBJECTION)


def _objects() -> Refused:
    return Refused(
        _("This person does not want to be asked in surveys."), mend=_("Name somebody else.")
    )


def _ask_anew(row: Invitation) -> None:
    """As if for the first time. What still waits of the time before does not leave beside it."""
    take_back(row, "asked anew")
    row.asked += 1
    row.invited_at, row.reminded, row.reminded_at = None, 0, None


def _not_answered(row: Invitation) -> None:
    if row.outcome == Outcome.COMPLETED:
        raise Refused(
            _("It was answered already."),
            mend=_("Whoever answered can change the answers, or take them back."),
        )
    if row.outcome == Outcome.WITHDRAWN:
        raise Refused(
            _("The answers were taken back."), mend=_("Whoever does so is not asked again.")
        )
