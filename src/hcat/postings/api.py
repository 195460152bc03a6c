# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the postings: what others publish, in one typed form."""

from .adapters import Adapter, Board, adapter_named, adapters, board_of, recognised
from .discovering.finding import Finding as DiscoveredSource
from .discovering.finding import discover
from .fetching.asker import Asker, Limits
from .fetching.asking import Fetched, Hitch, Mark, NotFetched
from .fetching.guard import checked
from .fetching.telling import Answered, tell
from .parsing.markup import plain
from .parsing.terms import hours_of
from .posting import (
    Employment,
    Missing,
    Payload,
    Per,
    Place,
    Posting,
    Problem,
    Reading,
    Remote,
    Request,
    Salary,
    Unreadable,
)

__all__ = [
    "Adapter",
    "Answered",
    "Asker",
    "Board",
    "DiscoveredSource",
    "Employment",
    "Fetched",
    "Hitch",
    "Limits",
    "Mark",
    "Missing",
    "NotFetched",
    "Payload",
    "Per",
    "Place",
    "Posting",
    "Problem",
    "Reading",
    "Remote",
    "Request",
    "Salary",
    "Unreadable",
    "adapter_named",
    "adapters",
    "board_of",
    "checked",
    "discover",
    "hours_of",
    "plain",
    "recognised",
    "tell",
]
