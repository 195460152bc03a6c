# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Practices, events and issues for tests."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hcat.correspondence.api import open_link
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor, now
from hcat.parties.api import give_consent, person_with_mail
from hcat.parties.models import Person
from hcat.sharing.api import (
    Event,
    EventFacts,
    EventText,
    Practice,
    PracticeFacts,
    PracticeText,
    SignUp,
    confirm_sign_up,
    publish_event,
    publish_practice,
    sign_up,
    write_event,
    write_practice,
)
from hcat.sharing.operations.events import link_for

BY = Actor.system("test")
TEXT = PracticeText(
    title="Leerlingen een week mee", what="Een week meelopen.", for_whom="Scholen met vmbo."
)
FACTS = PracticeFacts(topics=(("way", "labs"), ("level", "hbo")))


def practice(*, published: bool = True, **facts: Any) -> Practice:
    title = facts.pop("title", TEXT.title)
    made = write_practice(
        by=BY, language="nl", text=replace(TEXT, title=title), facts=replace(FACTS, **facts)
    )
    return publish_practice(by=BY, practice=made.key) if published else made


def event_facts(**facts: Any) -> EventFacts:
    begins = facts.pop("starts_at", now() + timedelta(days=20))
    given = {"starts_at": begins, "ends_at": begins + timedelta(hours=2), "place": "De Zaal"}
    return EventFacts(**(given | facts))


def event(*, published: bool = True, **facts: Any) -> Event:
    made = write_event(
        by=BY, language="nl", text=EventText(title="Open dag", about="Kom kijken."),
        facts=event_facts(**facts),
    )  # fmt: skip
    return publish_event(by=BY, event=made.key) if published else made


def coming(to: Event, name: str) -> SignUp:
    """Someone who signed up and confirmed it by the link in the mail."""
    one = sign_up(event=to.key, name=name, mail=f"{name.lower()}@voorbeeld.example")
    confirm_sign_up(opened=open_link(link_for(to, one.person_id), scope="sharing.sign_up"))
    one.refresh_from_db()
    return one


def reader(number: int = 1, language: str = "nl") -> Person:
    """Someone who confirmed that they want the newsletter."""
    person = person_with_mail(
        mail=f"lezer{number}@voorbeeld.example", name=f"Lezer {number}", by=BY, language=language
    )
    give_consent(person=person, purpose="newsletter", how="test", by=BY)
    return person


def token_in(mail: OutboxMessage) -> str:
    """The secret part of the personal link in a mail."""
    found = re.search(r"/link/sharing/[\w-]+/(\S+)", mail.body)
    assert found is not None, mail.body
    return found[1]
