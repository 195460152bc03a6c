# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the correspondence: personal links and the outbox."""

from .delivery import Delivered, deliver_due, has_mail_server
from .kinds import BUDGET_MAILS, BUDGET_PERIOD, MailKind
from .links import (
    LinkRefused,
    OpenedLink,
    expired_link,
    make_link,
    no_such_link,
    open_link,
    revoke_links,
)
from .operations import cancel, enqueue, forget_mails, settle
from .queries import (
    Budget,
    budget_of,
    budgets_of,
    links,
    mail_with_id,
    outbox,
    outbox_counts,
    refused_addresses,
    waits_for_budget,
)
from .strangers import anybody_may_have_asked

__all__ = [
    "BUDGET_MAILS",
    "BUDGET_PERIOD",
    "Budget",
    "Delivered",
    "LinkRefused",
    "MailKind",
    "OpenedLink",
    "anybody_may_have_asked",
    "budget_of",
    "budgets_of",
    "cancel",
    "deliver_due",
    "enqueue",
    "expired_link",
    "forget_mails",
    "has_mail_server",
    "links",
    "mail_with_id",
    "make_link",
    "no_such_link",
    "open_link",
    "outbox",
    "outbox_counts",
    "refused_addresses",
    "revoke_links",
    "settle",
    "waits_for_budget",
]
