# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Split, merge, regroup, move, widen, stop and resume in any order, on any day, twice a day or long
after: every initiative of every date can be reached from today's, the register as at any date is
what it was, and what came out of what is what this test wrote down itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import hypothesis
import pytest
import time_machine
from django.db import connection, transaction
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)

from hcat.agenda import api
from hcat.foundation.api import Refused, now, today
from tests.agenda.region_folder import BY, RegionFolder

PLACEMENTS = ("learn-school", "learn-yard", "stay-home")
LEVELS = ("mbo-2", "mbo-3", "mbo-4")
START = datetime.fromisoformat("2022-05-01T09:00+02:00")
FIRST = ("yard-class", "sailing", "open-day")

Register = dict[str, dict[str, Any]]


def register(**when: Any) -> Register:
    """The living initiatives, by key, as they read."""
    return {one.key: one.sheet.model_dump(mode="json") for one in api.items("initiative", **when)}


@dataclass
class Photograph:
    """The register as it was on a day, at a moment."""

    moment: datetime
    day: date
    stood: Register
    is_overtaken: bool = False
    """A change was recorded later with effect from this day or before."""


@dataclass
class Own:
    """What this test wrote down itself."""

    living: set[str] = field(default_factory=lambda: set(FIRST))
    stopped: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    """Merged, split or regrouped: they live on in heirs."""
    sources: dict[str, set[str]] = field(default_factory=lambda: {one: set() for one in FIRST})
    """By initiative all that it came out of, over every step, in the order of time."""

    def regroup(self, sources: list[str], heirs: list[str]) -> None:
        before = {one: set(self.sources.get(one, ())) for one in {*sources, *heirs}}
        for heir in heirs:
            came = {one for one in sources if one != heir}
            more = came.union(*(before[one] for one in came)) if came else set()
            self.sources[heir] = before[heir] | more
        ended = set(sources) - set(heirs)
        self.living = (self.living | set(heirs)) - ended
        self.gone |= ended


class AnyOrder(RuleBasedStateMachine):
    """One region, in a transaction that is taken back in the end."""

    clock: time_machine.Coordinates

    def __init__(self) -> None:
        super().__init__()
        self.atomic = transaction.atomic()
        self.atomic.__enter__()
        self.own = Own()
        self.photographs: list[Photograph] = []
        self.made = 0

    def teardown(self) -> None:
        try:
            if self.photographs:
                self._register_is_what_it_was()
        finally:
            connection.set_rollback(True)
            self.atomic.__exit__(None, None, None)

    @initialize()
    def begin(self) -> None:
        self.clock.move_to(START)
        self._photograph()

    # --- What can be done ---

    def _new(self) -> tuple[str, dict[str, Any]]:
        self.made += 1
        return f"new-{self.made}", {
            "number": 100 + self.made, "name": f"New {self.made}", "status": "running",
            "placements": [PLACEMENTS[self.made % 3]],
        }  # fmt: skip

    def _some(self, data: st.DataObject, of: set[str], least: int, most: int) -> list[str]:
        return data.draw(st.lists(st.sampled_from(sorted(of)), min_size=least,
                                  max_size=min(most, len(of)), unique=True))  # fmt: skip

    def _do(self, data: st.DataObject, operation: Callable[..., Any]) -> bool:
        """Do it some time later, with effect from then or a while before; False when refused,
        which leaves everything as it was."""
        self.clock.move_to(now() + data.draw(st.sampled_from(
            [timedelta(minutes=1), timedelta(days=1), timedelta(days=40)])))  # fmt: skip
        on = today() - timedelta(days=data.draw(st.sampled_from([0, 0, 0, 1, 30])))
        stood = register()
        try:
            with transaction.atomic():
                operation(by=BY, on=on, reason="It was tried.")
        except Refused:
            assert register() == stood
            return False
        for one in self.photographs:
            one.is_overtaken = one.is_overtaken or on <= one.day
        return True

    @rule(data=st.data())
    def adopt(self, data: st.DataObject) -> None:
        key, fields = self._new()
        if self._do(
            data, lambda **why: api.adopt(kind="initiative", key=key, fields=fields, **why)
        ):
            self.own.living.add(key)
            self.own.sources[key] = set()
        self._look()

    @precondition(lambda self: self.own.living)
    @rule(data=st.data())
    def move(self, data: st.DataObject) -> None:
        [key] = self._some(data, self.own.living, 1, 1)
        to = data.draw(st.lists(st.sampled_from(PLACEMENTS), min_size=1, max_size=2, unique=True))
        self._do(data, lambda **why: api.move(kind="initiative", key=key, to=to, **why))
        self._look()

    @precondition(lambda self: self.own.living)
    @rule(data=st.data(), level=st.sampled_from(LEVELS))
    def widen(self, data: st.DataObject, level: str) -> None:
        [key] = self._some(data, self.own.living, 1, 1)
        add = {"levels": [level]}
        self._do(data, lambda **why: api.widen(kind="initiative", key=key, add=add, **why))
        self._look()

    @precondition(lambda self: self.own.living)
    @rule(data=st.data())
    def stop(self, data: st.DataObject) -> None:
        [key] = self._some(data, self.own.living, 1, 1)
        if self._do(data, lambda **why: api.stop(kind="initiative", key=key, **why)):
            self.own.living.remove(key)
            self.own.stopped.add(key)
        self._look()

    @precondition(lambda self: self.own.stopped)
    @rule(data=st.data())
    def resume(self, data: st.DataObject) -> None:
        [key] = self._some(data, self.own.stopped, 1, 1)
        if self._do(data, lambda **why: api.resume(kind="initiative", key=key, **why)):
            self.own.stopped.remove(key)
            self.own.living.add(key)
        self._look()

    @precondition(lambda self: self.own.living)
    @rule(data=st.data(), fresh=st.integers(0, 2))
    def regroup(self, data: st.DataObject, fresh: int) -> None:
        """Merges and splits among them: sources and heirs overlap at will."""
        sources = self._some(data, self.own.living, 1, 3)
        old = self._some(data, self.own.living, 0 if fresh else 1, 2)
        heirs: dict[str, dict[str, Any]] = {key: {} for key in old}
        heirs |= dict(self._new() for _ in range(fresh))
        done = self._do(data, lambda **why: api.regroup(kind="initiative", sources=sources,
                                                        heirs=heirs, **why))  # fmt: skip
        if done:
            self.own.regroup(sources, list(heirs))
        self._look()

    @precondition(lambda self: self.own.gone)
    @rule(data=st.data())
    def resume_what_lives_on_in_heirs(self, data: st.DataObject) -> None:
        [key] = self._some(data, self.own.gone, 1, 1)
        assert not self._do(data, lambda **why: api.resume(kind="initiative", key=key, **why))

    # --- What must hold ---

    def _look(self) -> None:
        self._photograph()
        self._lineage_is_what_was_written_down()
        self._everything_is_reached_from_today()

    def _photograph(self) -> None:
        stood = register()
        assert set(stood) == self.own.living
        self.photographs.append(Photograph(now(), today(), stood))

    def _lineage_is_what_was_written_down(self) -> None:
        for key, sources in self.own.sources.items():
            kin = api.lineage("initiative", key)
            assert {one.key for one in kin.sources} == sources - {key}, f"sources of {key}"
            heirs = {heir for heir, came in self.own.sources.items() if key in came}
            assert {one.key for one in kin.heirs} == heirs - {key}, f"heirs of {key}"

    def _everything_is_reached_from_today(self) -> None:
        """From what lives, and from what was stopped and lives on in nothing."""
        ends = [
            one for one in api.items("initiative", ended=True) if one.ended_as in ("", "stopped")
        ]
        reached = {one.key for one in ends}
        for one in ends:
            reached |= {kin.key for kin in api.lineage("initiative", one.key).sources}
        ever = {key for one in self.photographs for key in one.stood}
        assert ever <= reached

    def _register_is_what_it_was(self) -> None:
        for one in self.photographs:
            then = register(as_of=one.day, known_on=one.moment)
            assert then == one.stood, f"as known at {one.moment}"
            for key, sheet in one.stood.items():
                found = api.item("initiative", key, as_of=one.day, known_on=one.moment)
                assert (found.ended_as, found.sheet.number) == ("", sheet["number"])
        last = {one.day: one for one in self.photographs}
        for day, one in last.items():
            if not one.is_overtaken:
                assert register(as_of=day) == one.stood, f"as at {day}"


@pytest.mark.hypothesis  # which marks only what is given its examples
@pytest.mark.django_db
def test_lineage_and_the_register_hold_in_any_order(region: RegionFolder) -> None:
    """Without making a failure smaller: with a database in each step that takes minutes."""
    examples = max(20, hypothesis.settings.default.max_examples // 3)
    with time_machine.travel(START, tick=False) as clock:
        assert region.load().written
        AnyOrder.clock = clock
        run_state_machine_as_test(
            AnyOrder,
            settings=hypothesis.settings(
                max_examples=examples, stateful_step_count=15, deadline=None,
                report_multiple_bugs=False,
                phases=[hypothesis.Phase.generate],
                suppress_health_check=list(hypothesis.HealthCheck),
            ),
        )  # fmt: skip
