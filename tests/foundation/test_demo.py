# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Demonstration data: each after what it builds on, the same for the same seed, all or nothing."""

from __future__ import annotations

from random import Random

import pytest
from django.core.management import call_command

from hcat.foundation import demo
from hcat.foundation.api import Actor, Refused, record
from hcat.foundation.models import AuditEvent

pytestmark = pytest.mark.django_db
BY = Actor.system("test")


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "_registered", {})
    monkeypatch.setattr(demo, "autodiscover_modules", lambda name: None)


def room(name: str, *, rows: int = 2, after: tuple[str, ...] = ()) -> None:
    mine = AuditEvent.objects.filter(action=f"demo.{name}")

    def load(random: Random, by: Actor) -> None:
        for _ in range(rows):
            record(by=by, action=f"demo.{name}", subject=f"made:{random.random()}")

    demo.demonstration(
        name, load=load, clear=lambda by: mine.delete() and None, count=mine.count, after=after
    )


def made() -> list[str]:
    return list(
        AuditEvent.objects.filter(action__startswith="demo.")
        .order_by("id")
        .values_list("action", "subject")
    )


def test_the_same_seed_gives_the_same_data() -> None:
    room("first")
    demo.load(by=BY, seed=1)
    first = made()
    demo.clear(by=BY)
    assert made() == []
    demo.load(by=BY, seed=1)
    assert made() == first
    demo.clear(by=BY)
    demo.load(by=BY, seed=2)
    assert made() != first


def test_what_stands_is_not_loaded_again() -> None:
    room("first")
    assert demo.load(by=BY) == {"first": 2}
    assert demo.load(by=BY) == {}
    room("second", after=("first",))
    assert demo.load(by=BY) == {"second": 2}


def test_who_waits_is_told_which_one_begins() -> None:
    room("first")
    room("second", after=("first",))
    heard: list[tuple[str, int, int]] = []
    demo.load(by=BY, tell=lambda *told: heard.append(told))
    assert heard == [("first", 0, 2), ("second", 1, 2)]


def test_one_that_has_nothing_to_show_is_not_said_to_be_loaded() -> None:
    room("first", rows=0)
    assert demo.load(by=BY) == {}


def test_each_is_loaded_after_what_it_builds_on_and_cleared_before_it() -> None:
    room("a", after=("c",))
    room("b")
    room("c", after=("b",))
    assert [d.name for d in demo.demonstrations()] == ["b", "c", "a"]
    demo.load(by=BY)
    assert list(demo.clear(by=BY)) == ["a", "c", "b"]


def test_a_circle_or_an_unknown_name_is_refused() -> None:
    room("a", after=("b",))
    room("b", after=("a",))
    with pytest.raises(Refused, match="cannot be placed"):
        demo.demonstrations()
    demo._registered.clear()
    room("a", after=("nobody",))
    with pytest.raises(Refused, match="'nobody'"):
        demo.demonstrations()


@pytest.mark.django_db(transaction=True)
def test_one_that_fails_leaves_none() -> None:
    room("first")
    demo.demonstration(
        "second", load=lambda random, by: 1 / 0, clear=lambda by: None, count=lambda: 0
    )
    with pytest.raises(ZeroDivisionError):
        demo.load(by=BY)
    assert made() == []


def test_clearing_leaves_what_is_real() -> None:
    room("first")
    record(by=BY, action="real", subject="thing:1")
    demo.load(by=BY)
    demo.clear(by=BY)
    assert AuditEvent.objects.filter(action="real").exists()


def test_the_command_tells_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    room("first", rows=3)
    call_command("demo", "load")
    call_command("demo", "load")
    call_command("demo", "clear")
    told = capsys.readouterr().out
    assert "first: 3 loaded" in told
    assert "stand already" in told
    assert "first: 3 cleared" in told
