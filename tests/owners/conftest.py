# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small invented region in which two people can be asked about a lab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hcat.agenda.api import load_folder
from hcat.foundation.api import Actor
from hcat.owners.api import Owner, Seen, SheetUpdate, name_contact, save_step, update_of
from hcat.parties.api import invite

BY = Actor.system("test")
POLDER = Path(__file__).parents[1] / "api" / "polder"
LAB = "lab-east"


@pytest.fixture(scope="module")
def _loaded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with django_db_blocker.unblock(), transaction.atomic():
        assert load_folder(POLDER, by=BY).ok
        yield
        transaction.set_rollback(True)


@pytest.fixture
def polder(_loaded: None, db: None) -> None:
    """The region; what a test changes is taken back after it."""


def contact(
    initiative: str = LAB, mail: str = "kim@voorbeeld.example", language: str = "nl"
) -> Any:
    """The person behind a new contact."""
    return name_contact(
        by=BY, initiative=initiative, name=f"Naam {mail[:3]}", mail=mail, language=language
    ).person


@pytest.fixture
def kim(polder: None) -> Owner:
    """Someone who may speak for the lab, by a link."""
    return Owner(LAB, contact().pk, Actor(name="link 1"))


@pytest.fixture
def manager(polder: None) -> Actor:
    person = invite(name="M", mail="m@voorbeeld.example", role="programme_manager", by=BY)
    return Actor.of(person.user)


def answer(owner: Owner, step: str, **values: Any) -> SheetUpdate:
    """Save a step on a page that is opened now; ``progress__nl`` stands for ``progress.nl``."""
    given = {name.replace("__", "."): value for name, value in values.items()}
    seen = Seen.of(owner.initiative, update_of(owner.initiative))
    return save_step(owner=owner, step=step, values=given, seen=seen)
