# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Kinds of mail, and how often one person may be written to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

BUDGET_MAILS = 4
BUDGET_PERIOD = timedelta(days=90)
"""At most four mails in 90 days to one person, over everything the programme sends: the people
we ask (owners of initiatives, personnel officers, teachers) are few, every room wants something of
them, and someone who is asked too often answers nothing any more. So at most one a month and one
to spare. An answer to what someone did themselves (a code, a receipt) does not count."""

RETRY_AFTER = tuple(timedelta(minutes=m) for m in (1, 5, 30, 2 * 60, 8 * 60, 24 * 60))
"""How long to wait after each refusal for the time being; after the last one it has failed."""

CLAIM_LASTS = timedelta(minutes=10)
"""After this, a mail that is still being sent belongs to a process that died. Far longer than the
mail server may take (`EMAIL_TIMEOUT`)."""


HEADERS = (
    "List-Unsubscribe", "List-Unsubscribe-Post", "Auto-Submitted", "X-Auto-Response-Suppress",
)  # fmt: skip
"""What a room may add to the head of a mail: how a reader ends a mailing with one click, and that
a machine need not answer (RFC 3834; the last one is what Exchange looks at)."""


@dataclass(frozen=True, slots=True)
class MailKind:
    """A kind of mail: its name, whether it answers the person, which consent it needs.

    What someone asked to get, again and again, answers that person too (docs/adr/0014).
    """

    name: str
    is_transactional: bool = False
    consent: str = ""
