# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people do with what was found: each one transaction, with its trace in the audit."""

from .calling import close_call, draft_call, publish_call, revise_call
from .commenting import ask_owners, give_comment
from .deciding import accept, reject
from .judging import judge
from .proposing import propose, revise_proposal

__all__ = [
    "accept",
    "ask_owners",
    "close_call",
    "draft_call",
    "give_comment",
    "judge",
    "propose",
    "publish_call",
    "reject",
    "revise_call",
    "revise_proposal",
]
