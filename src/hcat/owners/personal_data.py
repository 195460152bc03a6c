# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person, and how long it keeps what it knows."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from hcat.foundation.api import Term, end_of, keeps_no_longer, now, today
from hcat.parties.api import holds_personal_data

from .models import OPEN, Asked, Contact, SheetFile, SheetUpdate, StepAnswer
from .operations.attaching import forget

Rows = QuerySet[Any]


def _export(person: Any) -> dict[str, Any]:
    return {
        "contact_for": [
            {
                "initiative": one.initiative,
                "since": one.named_at.isoformat(),
                "until": one.ended_at and one.ended_at.isoformat(),
            }
            for one in Contact.objects.filter(person=person)
        ],
        "asked": [
            {
                "initiative": one.initiative,
                "on": one.asked_on.isoformat(),
                "reminders": one.reminders,
                "over_on": one.over_on and one.over_on.isoformat(),
                "over_as": one.over_as,
                "agreed": one.note,
            }
            for one in Asked.objects.filter(person=person)
        ],
        "answered": [
            {
                "initiative": one.initiative,
                "state": one.state,
                "answers": {name: answer["value"] for name, answer in one.answers.items()},
                "begun_at": one.begun_at.isoformat(),
                "files": [file.name for file in one.files.all()],
            }
            for one in SheetUpdate.objects.filter(
                Q(person=person)
                | Q(pk__in=StepAnswer.objects.filter(person=person).values("update_of"))
            )
        ],
    }


def _erase(person: Any) -> None:
    Contact.objects.filter(person=person, ended_at__isnull=True).update(ended_at=now())
    Asked.objects.filter(person=person, over_on__isnull=True).update(
        over_on=today(), over_as=Asked.Over.WITHDRAWN
    )
    Asked.objects.filter(person=person).exclude(note="").update(note="")
    StepAnswer.objects.filter(person=person).delete()
    SheetUpdate.objects.filter(person=person).update(person=None)


def _forget(rows: Rows) -> None:
    rows.update(person=None)


def _forget_files(rows: Rows) -> None:
    for file in rows:
        forget(file)


holds_personal_data("owners", export=_export, erase=_erase)
keeps_no_longer(
    "contacts of initiatives",
    of=Contact,
    term=Term(years=1),
    past=lambda day: Contact.objects.filter(ended_at__lt=end_of(day)),
)
keeps_no_longer(
    "questions to owners",
    of=Asked,
    term=Term(years=1),
    past=lambda day: Asked.objects.filter(over_on__lte=day),
)
keeps_no_longer(
    "who brought a sheet up to date",
    of=SheetUpdate,
    term=Term(years=2),
    past=lambda day: SheetUpdate.objects.filter(
        over_at__lt=end_of(day), person__isnull=False
    ).exclude(state__in=OPEN),
    forget=_forget,
)
keeps_no_longer(
    "who answered which question about a sheet",
    of=StepAnswer,
    term=Term(years=2),
    past=lambda day: StepAnswer.objects.filter(update_of__over_at__lt=end_of(day)),
)
keeps_no_longer(
    "files of owners",
    of=SheetFile,
    term=Term(years=2),
    past=lambda day: SheetFile.objects.filter(update_of__over_at__lt=end_of(day)),
    forget=_forget_files,
)
