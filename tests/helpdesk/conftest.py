# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People who ask, somebody who answers, and what leaves by mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache

from hcat.correspondence.api import OpenedLink, open_link, outbox
from hcat.foundation.api import Actor
from hcat.helpdesk.api import SCOPE, Asked, Question, Topic, ask
from hcat.parties.api import invite

BY = Actor.system("test")


@pytest.fixture(autouse=True)
def _fresh_counts(settings: Any) -> Iterator[None]:
    """What was counted for one test is not held against the next."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _own_media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def topic(db: None) -> Topic:
    return Topic.objects.create(
        key="internships", title={"nl": "Stages", "en": "Internships"}, days=5,
        days_by_kind={"company": 2},
    )  # fmt: skip


def somebody(role: str, *, name: str = "", scope: str = "") -> tuple[Any, Actor]:
    """A person with a role and an account, and the actor that they are."""
    name = name or f"The {role}"
    mail = f"{name.replace(' ', '.').lower()}@desk.example"
    person = invite(name=name, mail=mail, role=role, scope=scope, by=BY)
    return person, Actor.of(person.user)


@pytest.fixture
def manager(db: None) -> tuple[Any, Actor]:
    return somebody("programme_manager")


Asks = Callable[..., Question]


@pytest.fixture
def asks(db: None) -> Asks:
    def put(text: str = "Where do I find an intern?", **given: Any) -> Question:
        suspicions = given.pop("suspicions", ())
        given = {
            "kind": "company", "name": "Kim Voorbeeld", "mail": "kim@voorbeeld.example",
            "language": "en", "text": text, **given,
        }  # fmt: skip
        return ask(asked=Asked(**given), suspicions=suspicions, by=Actor.system("helpdesk"))

    return put


def mails_to(question: Question) -> list[Any]:
    """What waits for its asker, the first first."""
    return list(outbox(person_id=question.person_id).order_by("pk"))


def token_in(mail: Any) -> str:
    found = re.search(r"/link/question/([\w.-]+)", mail.body)
    assert found, mail.body
    return found[1]


def link_of(question: Question) -> OpenedLink:
    """The asker opens the link in the latest mail."""
    return open_link(token_in(mails_to(question)[-1]), scope=SCOPE)
