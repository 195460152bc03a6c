# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking owners: whom, when, and not more often than they can bear.

First a question; a reminder after two weeks, and another after two more; then silence, and the
programme manager's list says whom to call. Only who did not answer is reminded.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import Item
from hcat.correspondence.api import budgets_of, expired_link
from hcat.foundation.api import Actor, Refused, record, today
from hcat.owners.mails import NEW_LINK, SCOPE, ask_by_mail, new_link_by_mail, was_sent_lately
from hcat.owners.models import Asked, Contact, SheetUpdate
from hcat.owners.queries import (
    QUIET,
    REMINDERS,
    SILENT_AFTER,
    confirmed,
    is_settled,
    is_stale,
    kept_up,
    open_updates,
    people_of,
    sheet_of,
    standing_asked,
    whom_to_ask,
)
from hcat.parties.api import locked_person, person_with_mail, require

from .rights import subject_of

What = Literal["first", "reminder", "held_back"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One person's turn: which sheets to ask about in one mail, or why that waits."""

    person: Any
    initiatives: tuple[Item[Any], ...]
    what: What
    """Held back: this person got as many mails as the contact budget allows."""


@dataclass(frozen=True, slots=True)
class NamedContact:
    """Someone to be named as a contact."""

    initiative: str
    name: str
    mail: str
    language: str


@transaction.atomic
def name_contact(
    *,
    by: Actor,
    initiative: str,
    name: str,
    mail: str,
    language: str,
    ask_now: bool = False,
    is_demo: bool = False,
) -> Contact:
    """Name someone who can be asked about an initiative. The same address is the same person.

    `ask_now`: send this person the question at once; refused as `ask` is.
    """
    require(by, "owners.ask", subject_of(initiative))
    if not name.strip():
        raise Refused(_("The contact has no name."), mend=_("Write the name of a person."))
    person = person_with_mail(mail=mail, name=name, language=language, by=Actor.system("owners"))
    contact, made = Contact.objects.get_or_create(
        initiative=initiative, person=person, ended_at=None, defaults={"is_demo": is_demo}
    )
    if made:
        record(
            by=by, action="owners.name_contact", subject=f"initiative:{initiative}",
            person=person.key,
        )  # fmt: skip
    if ask_now:
        _ask(by, initiative, [person])
    return contact


@transaction.atomic
def name_contacts(
    *, by: Actor, contacts: Sequence[NamedContact], ask_now: bool = False
) -> list[Turn]:
    """Name many contacts at once: all of them or, with the first refusal, none.

    `ask_now`: ask them at once; one mail to a person, and none where the contact budget is spent.
    Returns whom it asked, and whom it could not ask for that reason.
    """
    for one in contacts:
        name_contact(
            by=by, initiative=one.initiative, name=one.name, mail=one.mail, language=one.language
        )
    return ask_due(by=by, only={one.initiative for one in contacts}) if ask_now else []


@transaction.atomic
def ask(*, by: Actor, initiative: str) -> list[Turn]:
    """Ask the owners and contacts of one initiative now. Refused where nobody can be asked."""
    require(by, "owners.ask", subject_of(initiative))
    return _ask(by, initiative, people_of(initiative))


def _ask(by: Actor, initiative: str, people: Sequence[Any]) -> list[Turn]:
    """Ask these people about one initiative; whoever got a mail about it today gets no other."""
    sheet = sheet_of(initiative)
    if sheet.ended_as:
        raise Refused(_("This initiative has ended."), mend=_("Ask about what came after it."))
    known = [one for one in people if one.mail]
    if not known:
        raise Refused(
            _("Nobody is known whom one can ask about this initiative."),
            mend=_("Name a contact first."),
        )
    if open_updates().filter(initiative=initiative, state=SheetUpdate.State.SENT).exists():
        raise Refused(
            _("The owner has sent this sheet in already."), mend=_("Look at what was sent in.")
        )
    before = {one.person_id: one for one in standing_asked([initiative])}
    left = [one for one in known if one.pk not in before or before[one.pk].last_on < today()]
    if not left:
        raise Refused(
            _("Everybody one could ask got a mail about it today."),
            why=_("Nobody is asked or reminded more than once a day."),
            mend=_("Wait for the answer; reminders follow by themselves."),
        )
    turns = []
    budgets = budgets_of([one.pk for one in left])
    for person in left:
        what: What = "reminder" if person.pk in before else "first"
        turns.append(Turn(person, (sheet,), what if budgets[person.pk].left else "held_back"))
    if all(one.what == "held_back" for one in turns):
        raise Refused(
            _("The contact budget of everybody one could ask is spent."),
            why=_("Someone who is asked too often answers nothing any more."),
            mend=_("Call them and note what was agreed, or ask later."),
        )
    for turn in turns:
        _take(turn, by)
    return turns


@transaction.atomic
def ask_due(*, by: Actor, only: Collection[str] | None = None) -> list[Turn]:
    """Send every question and reminder that is due today; one mail to a person."""
    sheets = {one.key: one for one in kept_up()}
    for asked in standing_asked():
        if is_settled(asked, sheets.get(asked.initiative)):
            asked.over_on, asked.over_as = today(), Asked.Over.WITHDRAWN
            asked.save(update_fields=["over_on", "over_as"])
    turns = due(only=only)
    for turn in turns:
        _take(turn, by)
    return turns


def due(*, only: Collection[str] | None = None, on: date | None = None) -> list[Turn]:
    """Whom to ask today, and about what; writes nothing. `only`: keys of initiatives.

    Whoever got a mail today is left for another day.
    """
    day = on or today()
    known, said = whom_to_ask(), confirmed(day)
    under_way = dict(open_updates().values_list("initiative", "state"))
    asked = _last_asked()
    today_already = {one.person_id for one in asked.values() if one.last_on >= day}
    firsts: dict[Any, list[Item[Any]]] = {}
    agains: dict[Any, list[Item[Any]]] = {}
    for one in kept_up():
        if under_way.get(one.key) == SheetUpdate.State.SENT:
            continue
        if only is not None and one.key not in only:
            continue
        for person in known.get(one.key, ()):
            last = asked.get((one.key, person.pk))
            if person.is_demo or person.pk in today_already:
                continue
            if last is not None and last.over_on is None:
                is_time = last.reminders < REMINDERS and last.last_on + SILENT_AFTER <= day
                if is_time and not is_settled(last, one):
                    agains.setdefault(person, []).append(one)
            elif is_stale(one, day, said) and (last is None or last.last_on + QUIET <= day):
                firsts.setdefault(person, []).append(one)
    turns = []
    both = dict.fromkeys([*agains, *firsts])
    budgets = budgets_of([one.pk for one in both])
    for person in both:
        sheets = (*agains.get(person, ()), *firsts.get(person, ()))
        if budgets[person.pk].left < 1:
            turns.append(Turn(person, sheets, "held_back"))
        else:
            turns.append(Turn(person, sheets, "reminder" if person in agains else "first"))
    return turns


def _last_asked() -> dict[tuple[str, int], Asked]:
    return {(one.initiative, one.person_id): one for one in Asked.objects.order_by("pk")}


def _take(turn: Turn, by: Actor) -> None:
    """Send the mail of this turn, and count it for each sheet that it is about."""
    if turn.what == "held_back":
        return
    asked = [one for one in turn.initiatives if _counted(turn.person, one, by)]
    if asked:
        ask_by_mail(
            person=turn.person, initiatives=asked, is_reminder=turn.what == "reminder",
            by=Actor.system("owners"),
        )  # fmt: skip


def _counted(person: Any, one: Item[Any], by: Actor) -> bool:
    """Whether this person has got no mail about this sheet today; if so, this one is counted."""
    row, made = Asked.objects.get_or_create(
        initiative=one.key, person=person, over_on=None,
        defaults={"asked_on": today(), "last_on": today()},
    )  # fmt: skip
    if not made:
        row = Asked.objects.select_for_update().get(pk=row.pk)
        if row.last_on >= today():
            return False
        row.reminders += 1
        row.last_on = today()
        row.save(update_fields=["reminders", "last_on"])
    record(
        by=by, action="owners.ask", subject=one.name, person=person.key, reminders=row.reminders
    )  # fmt: skip
    return True


@transaction.atomic
def called(*, by: Actor, initiative: str, note: str) -> None:
    """Somebody spoke to an owner who did not answer by mail, or could not be asked by mail.

    Nobody waits for an answer any more, and nobody asks by the clock for as long as after a mail.
    The note stays with the question, not in the audit: it is about a person.
    """
    require(by, "owners.ask", subject_of(initiative))
    if not note.strip():
        raise Refused(_("There is no note."), mend=_("Say in a sentence what was agreed."))
    said = {"over_on": today(), "over_as": Asked.Over.CALLED, "note": note.strip()}
    if not standing_asked([initiative]).update(**said):
        people = people_of(initiative)
        if not people:
            raise Refused(
                _("Nobody is known whom one can ask about this initiative."),
                mend=_("Name a contact first."),
            )
        for person in people:
            Asked.objects.create(
                initiative=initiative, person=person, asked_on=today(), last_on=today(), **said
            )
    record(by=by, action="owners.called", subject=f"initiative:{initiative}")


@transaction.atomic
def ask_for_new_link(*, token: str) -> None:
    """Whoever holds a link that has grown old asks for a new one. It goes to the address that we
    know, once a day for each initiative; who asks learns nothing, not even whether it was sent."""
    old = expired_link(token, scope=SCOPE)
    if old is None:
        return
    key = old.subject.partition(":")[2]
    person = locked_person(old.person_id)
    if person is None or not person.mail or person not in people_of(key):
        return
    sheet = sheet_of(key)
    if was_sent_lately(person, NEW_LINK, sheet):
        return
    new_link_by_mail(person=person, initiative=sheet, by=Actor.system("owners"))
    record(
        by=old.actor, action="owners.new_link", subject=old.subject, person=person.key
    )  # fmt: skip
