# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of sharing: best practices, successes, events and the newsletter."""

from .letters import issue as issue_as_mail
from .letters import when
from .models import Event, Issue, IssueLink, Practice, PracticeEdition, SignUp, Success
from .models.events import Phase
from .news import News, in_each_language, provide_news
from .operations.contacts import answer_contact, ask_contact, practice_behind, remove_contact
from .operations.events import (
    EventFacts,
    EventText,
    cancel_event,
    note_attendance,
    publish_event,
    thank,
    write_event,
)
from .operations.issues import (
    IssueText,
    ItemText,
    add_item,
    arrange_issue,
    draft_issue,
    drop_issue,
    gather_again,
    write_issue,
    write_item,
)
from .operations.practices import (
    PracticeFacts,
    PracticeText,
    publish_practice,
    retire_practice,
    write_practice,
)
from .operations.sending import Readers, carry_on, count_click, readers, send_issue, unfinished
from .operations.sign_ups import confirm_sign_up, let_lapse, sign_up, withdraw_sign_up
from .operations.subscribing import (
    ask_for_newsletter,
    person_behind,
    stop_token,
    subscribe,
    unsubscribe,
)
from .operations.successes import SuccessFacts, SuccessText, publish_success, write_success
from .queries.events import (
    coming_events,
    event_called,
    events,
    past_events,
    place_in_line,
    sign_up_of,
    sign_ups,
)
from .queries.news import (
    NewsletterDue,
    corrected_since,
    issue_called,
    issues,
    items_of_issue,
    link_numbered,
    newsletter_due,
    success_called,
    successes,
)
from .queries.practices import (
    Contact,
    Fitting,
    contact_of,
    fitting,
    practice_called,
    practices,
    topic_counts,
)
from .reach import provide_reach
from .texts import LANGUAGES, text_in

__all__ = [
    "LANGUAGES",
    "Contact",
    "Event",
    "EventFacts",
    "EventText",
    "Fitting",
    "Issue",
    "IssueLink",
    "IssueText",
    "ItemText",
    "News",
    "NewsletterDue",
    "Phase",
    "Practice",
    "PracticeEdition",
    "PracticeFacts",
    "PracticeText",
    "Readers",
    "SignUp",
    "Success",
    "SuccessFacts",
    "SuccessText",
    "add_item",
    "answer_contact",
    "arrange_issue",
    "ask_contact",
    "ask_for_newsletter",
    "cancel_event",
    "carry_on",
    "coming_events",
    "confirm_sign_up",
    "contact_of",
    "corrected_since",
    "count_click",
    "draft_issue",
    "drop_issue",
    "event_called",
    "events",
    "fitting",
    "gather_again",
    "in_each_language",
    "issue_as_mail",
    "issue_called",
    "issues",
    "items_of_issue",
    "let_lapse",
    "link_numbered",
    "newsletter_due",
    "note_attendance",
    "past_events",
    "person_behind",
    "place_in_line",
    "practice_behind",
    "practice_called",
    "practices",
    "provide_news",
    "provide_reach",
    "publish_event",
    "publish_practice",
    "publish_success",
    "readers",
    "remove_contact",
    "retire_practice",
    "send_issue",
    "sign_up",
    "sign_up_of",
    "sign_ups",
    "stop_token",
    "subscribe",
    "success_called",
    "successes",
    "text_in",
    "thank",
    "topic_counts",
    "unfinished",
    "unsubscribe",
    "when",
    "withdraw_sign_up",
    "write_event",
    "write_issue",
    "write_item",
    "write_practice",
    "write_success",
]
