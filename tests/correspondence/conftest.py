# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from hcat.correspondence.api import MailKind, enqueue
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor
from hcat.parties.api import add_person
from hcat.parties.models import Person

BY = Actor.system("test")


@pytest.fixture
def by() -> Actor:
    return BY


@pytest.fixture
def person(db: None) -> Person:
    return add_person(name="Kim Voorbeeld", mail="kim@voorbeeld.example", by=BY)


@pytest.fixture
def ask(db: None) -> Callable[..., OutboxMessage]:
    """Put a mail in the outbox; each call is another mail."""
    number = iter(range(10_000))

    def put(person: Person, *, transactional: bool = False, consent: str = "", **given: Any) -> Any:
        given = {
            "subject": "A question",
            "body": "Would you answer this?",
            "dedupe_key": f"test:{next(number)}",
            **given,
        }
        kind = MailKind("question", is_transactional=transactional, consent=consent)
        return enqueue(person_id=person.pk, kind=kind, by=BY, **given)

    return put
