# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is worked out of all vacancies is worked out once in some minutes, by one thread."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from hcat.foundation import kept
from hcat.foundation.kept import Kept, KeptFew


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    at = [1000.0]
    monkeypatch.setattr(kept, "SECONDS", 300.0)
    monkeypatch.setattr(kept, "monotonic", lambda: at[0])
    return at


def test_it_is_worked_out_anew_after_some_minutes_and_not_before(clock: list[float]) -> None:
    made = iter(range(9))
    value = Kept(lambda: next(made))
    assert [value.get(), value.get()] == [0, 0]
    clock[0] += 299
    assert value.get() == 0
    clock[0] += 1
    assert [value.get(), value.get()] == [1, 1]


def test_others_get_the_last_one_while_one_works_it_out(clock: list[float]) -> None:
    begun, may_end, number = Event(), Event(), [0]

    def work_out() -> int:
        number[0] += 1
        if number[0] > 1:
            begun.set()
            assert may_end.wait(5)
        return number[0]

    value = Kept(work_out)
    assert value.get() == 1
    clock[0] += 300
    with ThreadPoolExecutor(1) as threads:
        working = threads.submit(value.get)
        assert begun.wait(5)
        assert value.get() == 1
        may_end.set()
        assert working.result(5) == 2
    assert value.get() == 2


def test_what_fails_is_tried_again(clock: list[float]) -> None:
    answers = iter([1 / 2, 0])
    value = Kept(lambda: 1 / (next(answers) - 0.5))
    with pytest.raises(ZeroDivisionError):
        value.get()
    assert value.get() == -2


def test_the_last_few_are_kept_each_for_its_time(clock: list[float]) -> None:
    few: KeptFew[str] = KeptFew(most=2, seconds=60.0)
    made: list[str] = []

    def ask(key: str) -> str:
        def work_out() -> str:
            made.append(key)
            return key.upper()

        return few.get(key, work_out)

    assert [ask(key) for key in "aabb"] == ["A", "A", "B", "B"]
    assert made == ["a", "b"]
    ask("c")
    ask("b")
    assert made == ["a", "b", "c"], "the one that was asked longest ago makes room"
    ask("a")
    assert made[3:] == ["a"]
    clock[0] += 61
    ask("a")
    assert made[4:] == ["a"]


def test_what_could_not_be_made_is_asked_again() -> None:
    few: KeptFew[int] = KeptFew(most=2, seconds=60.0)
    with pytest.raises(ZeroDivisionError):
        few.get("a", lambda: 1 // 0)
    assert few.get("a", lambda: 2) == 2
