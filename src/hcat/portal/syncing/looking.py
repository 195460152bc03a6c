# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the site that somebody gave to a source that is read: its pages are looked at first."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_noop

from hcat.foundation.api import Actor, now, record
from hcat.portal.models import Check, Source
from hcat.portal.operations.sources import end_source
from hcat.postings.api import Asker, Board, discover

from .running import asker

NOTHING = gettext_noop("no vacancies were found from this address")


def look_for(number: int, *, by: Actor, ask: Asker | None = None) -> bool:
    """Look where the vacancies of a source stand that was added by the address of a site, and was
    never read. Whether it can be read now: what leads nowhere stays paused, and says so."""
    waiting = Source.objects.filter(state=Source.State.PAUSED, read_at__isnull=True)
    source = waiting.filter(pk=number).first()
    if source is None:
        return False
    with ask or asker() as asking:
        found = discover(source.address, asking.ask)
    with transaction.atomic():
        locked = waiting.select_for_update().filter(pk=number, edition=source.edition).first()
        if locked is None:  # somebody changed it in the meantime
            return False
        if not found.findings:
            _tell(locked)
            return False
        return _set(locked, found.findings[0].board, by)


def _set(source: Source, board: Board, by: Actor) -> bool:
    same = Source.objects.filter(
        organisation=source.organisation, system=board.system, address=board.address
    )
    if same.exclude(pk=source.pk).exists():
        end_source(source, by=by)
        return False
    source.system, source.employer, source.address = board.system, board.employer, board.address
    source.language = source.language or board.language
    source.state, source.edition = Source.State.ACTIVE, source.edition + 1
    source.doubts, source.doubted_at, source.doubted_because = 0, None, ""
    source.save()
    record(
        by=by, action="portal.source_found", subject=source.subject,
        system=source.system, address=source.address,
    )  # fmt: skip
    return True


def _tell(source: Source) -> None:
    source.asked_at = source.doubted_at = now()
    source.doubts, source.doubted_because = 1, NOTHING
    source.save(update_fields=["asked_at", "doubts", "doubted_at", "doubted_because"])
    Check.objects.create(source=source, outcome=Check.Outcome.FAILED, why=NOTHING)
