# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How long the trace of changes is kept."""

from __future__ import annotations

from .clock import end_of
from .models import AuditEvent
from .retention import Term, keeps_no_longer

keeps_no_longer(
    "audit",
    of=AuditEvent,
    term=Term(years=7),
    past=lambda day: AuditEvent.objects.filter(at__lt=end_of(day)),
)
