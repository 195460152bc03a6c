# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the foundation: what every room stands on and none owns."""

from .audit import Actor, forget_actor, record
from .clock import end_of, now, today
from .days import LOOK_AT_THE_YEAR, is_sensible, refuse_strange_days
from .demo import demonstrations
from .editions import remembered, watch_after_migrate
from .errors import HcatError, NotAllowed, NotFound, Refused
from .kept import Kept, KeptFew
from .limits import form_stamp, has_reached, is_our_stamp, is_too_quick, too_many
from .release import release, user_agent
from .retention import Rule, Term, keeps_no_longer
from .retention import rules as retention_rules
from .statistics import count_rows_anew
from .table_files import (
    SUFFIXES,
    Cell,
    Habits,
    Limits,
    Percent,
    TableFile,
    TableRow,
    Unread,
    read_table,
)
from .terminal import a_day, camel, in_the_terminals_language, terminals_language
from .trail import audit_actions, audit_events
from .translated import EVERY, Translated

__all__ = [
    "EVERY",
    "LOOK_AT_THE_YEAR",
    "SUFFIXES",
    "Actor",
    "Cell",
    "Habits",
    "HcatError",
    "Kept",
    "KeptFew",
    "Limits",
    "NotAllowed",
    "NotFound",
    "Percent",
    "Refused",
    "Rule",
    "TableFile",
    "TableRow",
    "Term",
    "Translated",
    "Unread",
    "a_day",
    "audit_actions",
    "audit_events",
    "camel",
    "count_rows_anew",
    "demonstrations",
    "end_of",
    "forget_actor",
    "form_stamp",
    "has_reached",
    "in_the_terminals_language",
    "is_our_stamp",
    "is_sensible",
    "is_too_quick",
    "keeps_no_longer",
    "now",
    "read_table",
    "record",
    "refuse_strange_days",
    "release",
    "remembered",
    "retention_rules",
    "terminals_language",
    "today",
    "too_many",
    "user_agent",
    "watch_after_migrate",
]
