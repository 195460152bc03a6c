# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A week of the programme manager, played from the demonstration: the list is empty by Friday.

Each matter is settled by the one action that it names, on the page that it leads to, as a manager
would who has a day for it. Where a figure is asked that nobody has, it is set aside with a reason:
that is an action too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate
from pytest_django.plugin import DjangoDbBlocker

from hcat.agenda.api import load_folder
from hcat.evidence.api import evaluate
from hcat.foundation import demo
from hcat.foundation.api import Actor
from hcat.parties.api import invite
from hcat.parties.models import User
from hcat.web.desk.navigation import Matter
from hcat.web.desk.week import Task
from tests.reports.conftest import print_fast

from .conftest import BACKEND, BY, Visitor, problems

TWENTE = Path(__file__).resolve().parents[3] / "agendas" / "twente"
MOST = 30
"""Actions in a week: what one day holds beside everything that is no list."""
A_DAY = 7
FRIDAY = 4


@pytest.fixture(scope="module")
def _played(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Twente with its demonstration as `hcat up --demo` leaves it on a Monday morning."""
    with (
        time_machine.travel("2026-11-23T08:30+01:00", tick=False),
        django_db_blocker.unblock(),
        transaction.atomic(),
        pytest.MonkeyPatch.context() as patch,
    ):
        assert load_folder(TWENTE, by=BY).ok
        print_fast(patch)  # nobody opens the reports of the demonstration here
        demo.load(by=Actor.system("up --demo"))
        evaluate(by=BY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def user(_played: None, db: None) -> User:
    """The manager, who also keeps the site, as in a region with one and a half people."""
    person = invite(name="The office", mail="office@example.org", role="programme_manager", by=BY)
    invite(name="The office", mail="office@example.org", role="administrator", by=BY)
    assert person.user is not None
    return person.user


def test_the_list_is_empty_by_friday_with_at_most_thirty_actions(user: User) -> None:
    done: list[str] = []
    with time_machine.travel("2026-11-23T09:00+01:00", tick=False) as clock:
        office = _comes_in(user)
        assert len(_tasks(office)) > A_DAY, "a week in which there is something to do"
        while localdate().weekday() < FRIDAY and len(done) <= MOST:
            office = _comes_in(user)
            for _turn in range(A_DAY):
                if tasks := _tasks(office):
                    _settle(office, tasks[0].matter)
                    done.append(tasks[0].matter.key)
            clock.shift(timedelta(days=1))
        office = _comes_in(user)
        left = _tasks(office)
        assert not left, [one.matter.key for one in left]
        assert "Nothing needs you this week" in office.open("/desk").content.decode()
    assert len(done) <= MOST, done
    assert len({key.split("/")[0] for key in done}) > A_DAY, "of every sort of the desk"


def _comes_in(user: User) -> Visitor:
    """Each morning anew: a session ends with the day."""
    client = Client()
    client.force_login(user, backend=BACKEND)
    return Visitor(client)


def _tasks(office: Visitor) -> list[Task]:
    found: list[Task] = office.open("/desk").context["week"].tasks
    return found


def _settle(office: Visitor, matter: Matter) -> None:
    """Do what the matter asks; afterwards it is gone."""
    sort = matter.key.split("/")[0]
    path = matter.url.split("#")[0].removeprefix("/en")
    assert sort in ACTIONS, f"nobody knows how to settle {matter.key} at {path}"
    answer = ACTIONS[sort](office, path, matter)
    assert answer.status_code in (302, 303), f"{matter.key} at {path}: {_said(answer)}"
    left = [(one.matter.key, one.matter.state) for one in _tasks(office)]
    assert (matter.key, matter.state) not in left, matter.key


def _said(answer: Any) -> str:
    return problems(answer) if answer.status_code != 404 else "not found"


Action = Callable[[Visitor, str, Matter], Any]


def _filled(**answers: str | list[str]) -> Action:
    """The form of the page, with these answers."""

    def send(office: Visitor, path: str, matter: Matter) -> Any:
        return office.client.post(f"/en{path}", office.fill(path, **answers))

    return send


def _not_now(reason: str) -> Action:
    def send(office: Visitor, path: str, matter: Matter) -> Any:
        page = f"/desk/not-now/{matter.key}"
        return office.client.post(f"/en{page}", office.fill(page, until="", reason=reason))

    return send


def _on_its_page(page: str, **answers: str) -> Action:
    """The form one page further on."""
    send = _filled(**answers)
    return lambda office, path, matter: send(office, f"{path}/{page}", matter)


def _pressed(word: str) -> Action:
    """The button beside the page's form."""

    def send(office: Visitor, path: str, matter: Matter) -> Any:
        return office.client.post(f"/en{path}/{word}")

    return send


def _judged(office: Visitor, path: str, matter: Matter) -> Any:
    """The likeliest of the pairs on the list."""
    first = office.open(path).context["pages"].items[0]
    return _filled(grade="complementary")(office, f"{path}/pairs/{first.pk}", matter)


def _came(office: Visitor, path: str, matter: Matter) -> Any:
    """Everybody who signed up was there."""
    signed_up = re.findall(r'name="came" value="(\d+)"', office.open(path).content.decode())
    return _filled(came=signed_up)(office, path, matter)


TODAY = "23-11-2026"
ACTIONS: dict[str, Action] = {
    "risk": _filled(is_over="on", how="Two more mentors came from the companies."),
    "milestone": _filled(what="reached", on=TODAY, words="All companies answered."),
    "progress-report": _filled(on=TODAY, said="Eighteen began; the companies are content."),
    "yield": _filled(outcome="partly", on=TODAY, words="Thirty of the forty learn there."),
    "question": _filled(text="Thank you for asking: the school in your town helps you on."),
    "held": _pressed("refuse"),
    "sheet-sent": _filled(),
    "gate": _filled(
        outcome="go_on", reason="The pilot yielded what it promised.", next_gate_on="01-03-2027"
    ),
    "figure": _not_now("The panel asks it in its next wave."),
    "baseline": _not_now("The panel asks it in its next wave."),
    "judgement": _not_now("The steering group speaks of it in December."),
    "proposal": _on_its_page("decide", what="accept", why="One of the two does for both."),
    "overlap": _judged,
    "wish-to-stop": _filled(reason="Another school takes it over."),
    "owner-call": _filled(note="Spoke to the owner: nothing changed."),
    "sheet": _filled(name="Demonstratie: Kim de Vries", mail="kim@example.org", ask_now="on"),
    "charter": _filled(),
    "report": _filled(),
    "without-charter": _filled(
        yields="A school that knows the companies.",
        for_whom="Pupils and companies.",
        by_when="31-12-2027",
        report_first_on="01-06-2027",
        report_to="The steering group",
        steering="directing",
        steering_means="The schools lead; the programme asks and helps.",
        criteria="Ten companies take part.",
    ),
    "weighing": _filled(),
    "event-full": _on_its_page("edit", places="200"),
    "event-came": _came,
    "event-thanks": _filled(),
    "sharing-draft": _pressed("publish"),
    "newsletter": lambda office, path, matter: office.client.post(f"/en{path}/draft"),
    "asked": _filled(what="dropped", reason="The board chose another way."),
}
