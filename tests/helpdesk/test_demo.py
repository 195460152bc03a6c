# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The made-up counter: a few things wait, and all of it can be taken away again."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from hcat.evidence.api import Scope, measures
from hcat.foundation.api import Actor, today
from hcat.helpdesk import demo
from hcat.helpdesk.api import Question, Topic, answer, needs_somebody, waits_as_held
from hcat.numerics.api import Period
from hcat.parties.api import people, powers

from .conftest import BY, Asks


def load() -> None:
    demo.load(Random("2012:questions"), BY)


@pytest.mark.django_db
def test_a_few_wait_and_nobody_is_written_to(manager: tuple[Any, Actor]) -> None:
    from hcat.correspondence.api import outbox

    load()
    who = manager[0].user
    found = needs_somebody(who=who, mine=powers(who), until=today(), most=2)
    assert (found.number, [one.state for one in found.first]) == (3, ["new", "new"])
    held = waits_as_held(who=who, mine=powers(who), most=2)
    assert (held.number, [one.state for one in held.first]) == (1, ["held"])
    assert demo.count() == demo.ANSWERED + 4
    assert not outbox().exists()
    assert all("(demonstratie)" in one.name for one in Question.objects.all())


@pytest.mark.django_db
def test_the_same_seed_gives_the_same() -> None:
    load()
    first = list(Question.objects.order_by("pk").values_list("title", "kind", "helped"))
    demo.clear(BY)
    load()
    assert list(Question.objects.order_by("pk").values_list("title", "kind", "helped")) == first


def test_clearing_takes_away_the_made_up_only(asks: Asks, manager: tuple[Any, Actor]) -> None:
    real = asks()
    load()
    played = Question.objects.filter(is_demo=True, state="new")[0]
    answer(number=played.number, text="So.", edition=played.edition, by=manager[1])
    demo.clear(BY)
    assert list(Question.objects.all()) == [real]
    assert not Topic.objects.exists()
    assert set(people().values_list("mail", flat=True)) == {real.mail, manager[0].mail}
    assert asks("Another").number > real.number


@pytest.mark.django_db
def test_what_is_made_up_is_never_measured() -> None:
    load()
    year = Period(today().replace(month=1, day=1), today())
    for name in ("questions", "terms_kept", "helped"):
        assert measures()[f"helpdesk.{name}"](year, Scope()).value is None
