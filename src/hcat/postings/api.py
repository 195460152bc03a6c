# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the postings: what others publish, in one typed form."""

from .adapters import Adapter, Board, adapter_named, adapters, board_of, meaning_of, recognised
from .discovering.finding import Finding as DiscoveredSource
from .discovering.finding import discover
from .fetching.asker import Asker, Limits
from .fetching.asking import Fetched, Hitch, Mark, NotFetched
from .fetching.guard import checked, may_carry_a_secret
from .fetching.telling import Answered, tell
from .parsing.contacts import names_a_person, parted_from_contacts, reaches_a_person
from .parsing.dates import day_of
from .parsing.desks import is_desk
from .parsing.item import LONGEST_TITLE
from .parsing.markup import cleaned, plain
from .parsing.places import place_in_words
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
    "LONGEST_TITLE",
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
    "cleaned",
    "day_of",
    "discover",
    "hours_of",
    "is_desk",
    "may_carry_a_secret",
    "meaning_of",
    "names_a_person",
    "parted_from_contacts",
    "place_in_words",
    "plain",
    "reaches_a_person",
    "recognised",
    "tell",
]
