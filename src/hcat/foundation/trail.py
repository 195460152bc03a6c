# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the trace that every write leaves."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db.models import QuerySet
from django.utils import timezone

from .clock import end_of
from .models import AuditEvent

__all__ = ["audit_actions", "audit_events"]


def audit_events(
    *,
    actor: str = "",
    action: str = "",
    subject: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[AuditEvent]:
    """What was done, newest first. `actor` is part of a name, `action` a room (``parties``) or one
    action of it, `subject` the beginning of one (``person:``); both days count in whole.

    Lazy; one query for a page.
    """
    rows = AuditEvent.objects.all()
    if actor:
        rows = rows.filter(actor__icontains=actor)
    if action:
        room = action if "." not in action else ""
        rows = rows.filter(action__startswith=f"{room}.") if room else rows.filter(action=action)
    if subject:
        rows = rows.filter(subject__startswith=subject)
    if since is not None:
        rows = rows.filter(at__gte=_begins(since))
    if until is not None:
        rows = rows.filter(at__lt=end_of(until))
    return rows


def audit_actions() -> list[str]:
    """Every action that ever left a trace, by name. One query."""
    names = AuditEvent.objects.order_by("action").values_list("action", flat=True).distinct()
    return list(names)


def _begins(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
