# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the room keeps."""

from .events import Attendance, Event, SignUp
from .news import Issue, IssueLink, LinkCount
from .practices import Practice, PracticeEdition, PracticeTopic
from .successes import Success

__all__ = [
    "Attendance",
    "Event",
    "Issue",
    "IssueLink",
    "LinkCount",
    "Practice",
    "PracticeEdition",
    "PracticeTopic",
    "SignUp",
    "Success",
]
