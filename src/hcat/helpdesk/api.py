# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the counter: questions, topics, public answers."""

from .files import SentFile, content_of
from .files import check as check_files
from .letters import SCOPE
from .models import KINDS, Attachment, Kind, Message, PublicAnswer, Question, ReusableText, Topic
from .often import Often, OftenUsed, asked_often, used_often
from .operations.answering import answer, close, end_links, hand_over, note, reopen, route, take
from .operations.arranging import TopicDraft, begin, remove_text, save_text, save_topic
from .operations.asking import (
    Asked,
    add_to,
    ask,
    ask_for_link,
    close_own,
    say_whether_it_helped,
    withdraw_own,
)
from .operations.holding import join, let_in, may_join, refuse
from .operations.ideas import become_initiative, keep_earlier_texts, proposed
from .operations.publishing import proposal_from, proposal_of, publish
from .operations.steps import Overtaken, may_handle
from .queries import (
    TakenBack,
    Wanted,
    conversation,
    counts,
    earlier_texts_are_public,
    file_of,
    handlers,
    held,
    initiative_of,
    needs_somebody,
    own_question,
    public_answer,
    public_answers,
    public_answers_at_desk,
    question,
    questions,
    reusable_text,
    texts_for,
    topic_called,
    topics,
    withdrawn_ideas,
)
from .suspicions import ADDED_PER_DAY, from_form, from_text, in_words
from .terms import Kept, terms_by_kind
from .texts import filled_in

__all__ = [
    "ADDED_PER_DAY",
    "KINDS",
    "SCOPE",
    "Asked",
    "Attachment",
    "Kept",
    "Kind",
    "Message",
    "Often",
    "OftenUsed",
    "Overtaken",
    "PublicAnswer",
    "Question",
    "ReusableText",
    "SentFile",
    "TakenBack",
    "Topic",
    "TopicDraft",
    "Wanted",
    "add_to",
    "answer",
    "ask",
    "ask_for_link",
    "asked_often",
    "become_initiative",
    "begin",
    "check_files",
    "close",
    "close_own",
    "content_of",
    "conversation",
    "counts",
    "earlier_texts_are_public",
    "end_links",
    "file_of",
    "filled_in",
    "from_form",
    "from_text",
    "hand_over",
    "handlers",
    "held",
    "in_words",
    "initiative_of",
    "join",
    "keep_earlier_texts",
    "let_in",
    "may_handle",
    "may_join",
    "needs_somebody",
    "note",
    "own_question",
    "proposal_from",
    "proposal_of",
    "proposed",
    "public_answer",
    "public_answers",
    "public_answers_at_desk",
    "publish",
    "question",
    "questions",
    "refuse",
    "remove_text",
    "reopen",
    "reusable_text",
    "route",
    "save_text",
    "save_topic",
    "say_whether_it_helped",
    "take",
    "terms_by_kind",
    "texts_for",
    "topic_called",
    "topics",
    "used_often",
    "withdraw_own",
    "withdrawn_ideas",
]
