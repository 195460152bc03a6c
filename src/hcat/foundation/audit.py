# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who acts, and the trace that every write leaves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .models import AuditEvent


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a signed-in person, or the system on a command or a schedule."""

    name: str
    user_id: int | None = None

    @classmethod
    def system(cls, command: str) -> Actor:
        return cls(name=f"hcat {command}")

    @classmethod
    def of(cls, user: Any) -> Actor:
        return cls(name=str(user), user_id=user.pk)


def record(*, by: Actor, action: str, subject: str, **details: Any) -> AuditEvent:
    """Write the audit event of an operation, inside that operation's own transaction."""
    return AuditEvent.objects.create(
        actor=by.name, user_id=by.user_id, action=action, subject=subject, details=details
    )


def forget_actor(*, user_id: int) -> int:
    """Take someone's name out of the audit; what was done, and when, stays. Returns the rows."""
    return AuditEvent.objects.filter(user_id=user_id).update(actor="–")
