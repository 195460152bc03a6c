# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The made-up part: it shows the room, leaves little to do, and goes again without a trace."""

from __future__ import annotations

from random import Random

import pytest

from hcat.correspondence.models import OutboxMessage
from hcat.parties.models import Person
from hcat.sharing import demo
from hcat.sharing.api import Event, coming_events, practices, readers, successes
from tests.reports.making import figure

from .making import BY, event, practice

pytestmark = pytest.mark.usefixtures("polder")


def test_it_fills_the_room_without_writing_to_anybody() -> None:
    figure(36.0)
    demo.load(Random(1), BY)
    assert practices().count() == 2
    assert practices(state="draft").count() == 1
    assert successes().exists()
    assert sum(one.waiting for one in coming_events()) == 8
    assert readers().total == demo.READERS
    assert not OutboxMessage.objects.exists()
    assert not Person.objects.filter(is_demo=False).exists()


def test_the_same_seed_gives_the_same() -> None:
    told = []
    for _turn in range(2):
        demo.load(Random(3), BY)
        told.append([(str(one.title), sorted(map(str, one.topics.all()))) for one in practices()])
        demo.clear(BY)
    assert told[0] == told[1]


def test_clearing_takes_what_was_made_up_and_nothing_else() -> None:
    mine, open_day = practice(), event()
    demo.load(Random(1), BY)
    demo.clear(BY)
    assert demo.count() == 0
    assert [one.key for one in practices()] == [mine.key]
    assert [one.key for one in Event.objects.all()] == [open_day.key]
    assert not Person.objects.exists()
