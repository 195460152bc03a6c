# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the owners: asking them, what they fill in, and deciding about it."""

from .mails import SCOPE
from .models import Asked, Contact, SheetFile, SheetUpdate
from .operations.asking import (
    NamedContact,
    Turn,
    ask,
    ask_due,
    ask_for_new_link,
    called,
    due,
    end_contact,
    name_contact,
    name_contacts,
    withdraw_links,
)
from .operations.attaching import attach, opened, take_away
from .operations.deciding import accept, ask_back, leave
from .operations.filling import Clash, SavedMeanwhile, Seen, save_step, send_in, take_back
from .operations.rights import Owner, owner_by_account, owner_by_link, subject_of
from .queries import (
    contacts,
    is_silent,
    is_stale,
    kept_up,
    lines_of,
    open_updates,
    people_of,
    sheet_of,
    standing_asked,
    unanswered,
    update_numbered,
    update_of,
    whom_to_ask,
)
from .steps import LISTS, STEPS, TEXTS, Line, names_of, value_in

__all__ = [
    "LISTS",
    "SCOPE",
    "STEPS",
    "TEXTS",
    "Asked",
    "Clash",
    "Contact",
    "Line",
    "NamedContact",
    "Owner",
    "SavedMeanwhile",
    "Seen",
    "SheetFile",
    "SheetUpdate",
    "Turn",
    "accept",
    "ask",
    "ask_back",
    "ask_due",
    "ask_for_new_link",
    "attach",
    "called",
    "contacts",
    "due",
    "end_contact",
    "is_silent",
    "is_stale",
    "kept_up",
    "leave",
    "lines_of",
    "name_contact",
    "name_contacts",
    "names_of",
    "open_updates",
    "opened",
    "owner_by_account",
    "owner_by_link",
    "people_of",
    "save_step",
    "send_in",
    "sheet_of",
    "standing_asked",
    "subject_of",
    "take_away",
    "take_back",
    "unanswered",
    "update_numbered",
    "update_of",
    "value_in",
    "whom_to_ask",
    "withdraw_links",
]
