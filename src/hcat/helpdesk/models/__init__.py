# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the counter keeps: topics and texts, questions with their messages, public answers."""

from .questions import Attachment, Message, Question, Serial
from .topics import KINDS, Kind, PublicAnswer, ReusableText, Topic

__all__ = [
    "KINDS",
    "Attachment",
    "Kind",
    "Message",
    "PublicAnswer",
    "Question",
    "ReusableText",
    "Serial",
    "Topic",
]
