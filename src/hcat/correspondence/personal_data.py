# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person, and how long it keeps what it knows."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from hcat.foundation.api import Term, end_of, keeps_no_longer, now
from hcat.parties.api import holds_personal_data, people

from .models import OutboxMessage, PersonalLink
from .operations import State, erase_from_correspondence
from .queries import export_of_correspondence
from .strangers import forget_people, never_confirmed

holds_personal_data(
    "correspondence",
    export=lambda person: export_of_correspondence(person.pk),
    erase=lambda person: erase_from_correspondence(person.pk),
)


def _mails_of(day: date) -> QuerySet[OutboxMessage]:
    """Mails that left, or were given up, on this day or before. What waits for its time or for a
    person to settle it is not over."""
    return (
        OutboxMessage.objects.filter(state__in=[State.SENT, State.FAILED, State.CANCELLED])
        .alias(over_at=Coalesce("left_at", "queued_at"))
        .filter(over_at__lt=end_of(day))
    )


def _texts_that_did_not_leave(day: date) -> QuerySet[OutboxMessage]:
    """Of what failed `not_before` is when handing it over was tried last."""
    return (
        OutboxMessage.objects.filter(state__in=[State.FAILED, State.UNCERTAIN])
        .exclude(body="")
        .alias(tried_at=Coalesce("left_at", "not_before"))
        .filter(tried_at__lt=end_of(day))
    )


def _without_text(mails: QuerySet[OutboxMessage]) -> None:
    mails.update(body="", headers={})


def _empty(mails: QuerySet[OutboxMessage]) -> None:
    mails.update(subject="", body="", headers={}, to_address="", emptied_at=now())


keeps_no_longer(
    "texts of mails that could not be handed over",
    of=OutboxMessage,
    term=Term(days=14),
    past=_texts_that_did_not_leave,
    forget=_without_text,
)
keeps_no_longer(
    "addresses and subjects of mails",
    of=OutboxMessage,
    term=Term(days=90),
    past=lambda day: _mails_of(day).filter(emptied_at__isnull=True),
    forget=_empty,
)
keeps_no_longer("mails", of=OutboxMessage, term=Term(years=2), past=_mails_of)
keeps_no_longer(
    "personal links",
    of=PersonalLink,
    term=Term(years=1),
    past=lambda day: PersonalLink.objects.filter(
        Q(expires_at__lt=end_of(day)) | Q(revoked_at__lt=end_of(day))
    ),
)
keeps_no_longer(
    "addresses that nobody confirmed", of=people().model, term=Term(days=30),
    past=never_confirmed, forget=forget_people,
)  # fmt: skip
