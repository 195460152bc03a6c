# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up owners: two who sent their sheet in, one who is at it, one asked lately, one silent.

They speak of real initiatives, since only an agenda makes those. So they say nothing but texts
that name themselves a demonstration: taken over by mistake, nobody reads a made-up figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from random import Random

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone

from hcat.agenda.api import InitiativeStatus, the_agenda
from hcat.foundation.api import Actor, today
from hcat.foundation.demo import demonstration
from hcat.parties.api import add_person, erase_person

from .models import Asked, Contact, SheetUpdate, StepAnswer
from .operations.asking import name_contact
from .operations.filling import Seen, save_step, send_in
from .operations.rights import Owner
from .queries import kept_up, sheet_of, update_of

Text = dict[str, str]
CREATURES = ("Otter", "Kievit", "Snoek", "Egel", "Ooievaar")
PROGRESS: tuple[Text, ...] = (
    {
        "nl": "Demonstratie: de eerste groep is begonnen, de tweede volgt na de zomer.",
        "en": "Demonstration: the first group has begun, the second follows after the summer.",
        "de": "Demonstration: Die erste Gruppe hat begonnen, die zweite folgt nach dem Sommer.",
    },
    {
        "nl": "Demonstratie: de partners zijn bekend, de plaats nog niet.",
        "en": "Demonstration: the partners are known, the place is not yet.",
        "de": "Demonstration: Die Partner sind bekannt, der Ort noch nicht.",
    },
    {
        "nl": "Demonstratie: het gaat verder zoals het was.",
        "en": "Demonstration: it goes on as it was.",
        "de": "Demonstration: Es geht weiter wie bisher.",
    },
)
YIELDS: Text = {
    "nl": "Demonstratie: deelnemers die blijven.",
    "en": "Demonstration: participants who stay.",
    "de": "Demonstration: Teilnehmende, die bleiben.",
}
SENT_AGO = (5, 1)
"""Days since the sheets that wait were sent in."""


def load(random: Random, by: Actor) -> None:
    """Nothing where fewer initiatives run than there are made-up owners."""
    agenda = the_agenda()
    running = [one.key for one in kept_up() if one.sheet.status == InitiativeStatus.RUNNING]
    if agenda is None or len(running) < len(CREATURES) or Contact.objects.exists():
        return
    language = next((one for one in agenda.sheet.languages if one in YIELDS), "en")
    keys = sorted(random.sample(running, len(CREATURES)))
    owners = [_owner(key, name, language, by) for key, name in zip(keys, CREATURES, strict=True)]
    for owner, text, days in zip(owners, PROGRESS, SENT_AGO, strict=False):
        _answer(owner, "yields", f"yields.{language}", YIELDS[language])
        _answer(owner, "how-it-goes", f"progress.{language}", text[language])
        _send(owner, days)
    _answer(owners[2], "how-it-goes", f"progress.{language}", PROGRESS[2][language])
    _asked(owners[3], ago=6, last=6, reminders=0)
    _asked(owners[4], ago=44, last=15, reminders=2)


def _owner(key: str, name: str, language: str, by: Actor) -> Owner:
    person = add_person(
        name=f"Demo-eigenaar {name}", mail=f"{name.lower()}@eigenaar.voorbeeld.example",
        language=language, is_demo=True, by=by,
    )  # fmt: skip
    name_contact(
        by=by, initiative=key, name=person.name, mail=person.mail, language=language, is_demo=True
    )
    return Owner(key, person.pk, by)


def _answer(owner: Owner, step: str, name: str, text: str) -> None:
    seen = Seen.of(owner.initiative, update_of(owner.initiative))
    update = save_step(owner=owner, step=step, values={name: text}, seen=seen)
    SheetUpdate.objects.filter(pk=update.pk).update(is_demo=True)


def _send(owner: Owner, days: int) -> None:
    update = update_of(owner.initiative)
    assert update is not None  # noqa: S101 - it was answered just now
    sent = send_in(
        owner=owner, edition=update.edition, based_on=sheet_of(owner.initiative).version_id
    )
    SheetUpdate.objects.filter(pk=sent.pk).update(sent_on=today() - timedelta(days=days))


def _asked(owner: Owner, *, ago: int, last: int, reminders: int) -> None:
    assert owner.person_id is not None  # noqa: S101 - every made-up owner is a person
    Asked.objects.create(
        initiative=owner.initiative, person_id=owner.person_id, is_demo=True,
        asked_on=today() - timedelta(days=ago), last_on=today() - timedelta(days=last),
        reminders=reminders,
    )  # fmt: skip


def clear(by: Actor) -> None:
    """Remove the made-up owners with what they said. One who was written to keeps an empty row,
    since the outbox counts its mails."""
    people = [one.person for one in Contact.objects.filter(is_demo=True).select_related("person")]
    StepAnswer.objects.filter(person__in=people).delete()
    for model in (SheetUpdate, Asked, Contact):
        model._default_manager.filter(person__in=people).delete()
        model._default_manager.filter(is_demo=True).delete()
    for person in people:
        try:
            with transaction.atomic():
                person.delete()
        except ProtectedError:
            erase_person(person=person, reason="Demonstration data were cleared.", by=by)


def stays() -> Iterator[str]:
    """Sheets of the agenda into which a made-up answer was taken over."""
    for one in SheetUpdate.objects.filter(is_demo=True, state="accepted").order_by("over_at", "pk"):
        day = timezone.localdate(one.over_at)
        yield f"initiative:{one.initiative}, whose sheet took made-up answers over on {day}"


def count() -> int:
    return Contact.objects.filter(is_demo=True).count()


demonstration("owners", load=load, clear=clear, count=count, stays=stays)
