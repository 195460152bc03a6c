# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first full year of Twente, 2013, on a site with demonstration data: what is done, and when.

Each month something happens as it would, and `hcat measure` runs on the last day. Three times the
account to the board is written, frozen and signed; the year ends with its evaluation.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import time_machine
from django.core.management import call_command

from hcat.agenda.api import adopt, decide, item, load_folder, revise, revise_target, stop
from hcat.evidence.api import (
    Finding,
    approve,
    check,
    criterion_id,
    enter_correction,
    enter_figure,
    record_judgement,
    standing_of,
)
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate, Period, Quality
from hcat.parties.api import (
    FactsDraft,
    invite,
    record_delivery,
    record_pledge,
    register_organisation,
)
from hcat.reports.api import (
    ask_decision,
    freeze_report,
    settle_decision,
    sign_report,
    start_report,
    write_words,
)

TWENTE = Path(__file__).resolve().parents[2] / "agendas" / "twente"
HERE = ZoneInfo("Europe/Amsterdam")
BY = Actor.system("test")
USE = "expat-centre-use"
RUNNING = "initiatives-running"
YEAR_OF_USE = Period.year(2012)


@dataclass
class Year:
    """What the tests ask about: the keys of its reports, and the numbers of what was asked."""

    reports: list[str] = field(default_factory=list)
    evaluation: str = ""
    measured: dict[int, str] = field(default_factory=dict)
    """By month what `hcat measure` said."""
    asked: list[int] = field(default_factory=list)
    entered: int = 0
    """The figure that somebody entered, and that was corrected later."""
    sealed: dict[str, list[tuple[str, bytes]]] = field(default_factory=dict, repr=False)
    """By report the languages and bytes of its PDFs as they were when it was signed."""


@contextmanager
def on(month: int, day: int, hour: int = 9, year: int = 2013) -> Iterator[None]:
    with time_machine.travel(datetime(year, month, day, hour, tzinfo=HERE), tick=False):
        yield


def walk() -> Year:
    """All of 2013."""
    year = Year()
    with on(1, 2):
        assert load_folder(TWENTE, by=BY).ok
        call_command("demo", "load", stdout=io.StringIO())
        anna, bert = _person("Anna", "programme_manager"), _person("Bert", "programme_manager")
    with on(1, 15):
        _adopt_a_result_that_is_measured()
    _measure(year, 1, 31)
    with on(2, 12):
        draft = enter_figure(by=anna, result=USE, target="by-2014", estimate=_use(20))
    with on(2, 14):
        check(by=bert, draft=draft.pk)
        approve(by=bert, draft=draft.pk)
        year.entered = _standing_figure()
    _measure(year, 2, 28)
    with on(3, 5):
        yard = register_organisation(
            kind="company", facts=FactsDraft(name="Yard"), valid_from=date(2013, 1, 1),
            source="a visit", by=BY,
        )  # fmt: skip
        pledge = record_pledge(
            organisation=yard, kind="people", unit="hours", what="Guest lessons",
            amount=Decimal(100), starts=date(2013, 3, 5), ends=date(2013, 12, 1),
            source="a letter", by=BY,
        )  # fmt: skip
    _measure(year, 3, 31)
    _measure(year, 4, 30)
    with on(4, 30, 12):
        key = start_report(by=BY, kind="board").key
        write_words(by=BY, report=key, section="top", texts={"en": "Spring was quiet."})
        asked = ask_decision(
            by=BY, report=key, of="strategy-board", by_when=date(2013, 6, 30),
            text={"en": "Lower the target for the expat centre to 40%"},
        )  # fmt: skip
        year.asked.append(asked.pk)
        _sign(year, key)
        year.reports.append(key)

    with on(5, 21):
        decision = decide(
            by=BY, taken_on=date(2013, 5, 21), title="Forty per cent will do", body="strategy-board"
        )
        settle_decision(
            by=BY, asked=year.asked[0], what="taken", on=date(2013, 5, 21), decision=decision.key
        )
        revise_target(
            by=BY, result=USE, target="by-2014", fields={"value": 40}, on=date(2013, 5, 21),
            reason="The centre opened a year late", decision=decision.key,
        )  # fmt: skip
    _measure(year, 5, 31)
    with on(6, 11):
        draft = enter_correction(
            by=anna, observation=year.entered, estimate=_use(24), reason="Four were overlooked"
        )
    with on(6, 13):
        check(by=bert, draft=draft.pk)
        approve(by=bert, draft=draft.pk)
    _measure(year, 6, 30)
    with on(7, 9):
        revise(
            by=BY, kind="initiative", key="initiative-5", fields={"status": "running"},
            on=date(2013, 7, 9), reason="The first coach was hired",
        )  # fmt: skip
        stop(
            by=BY, kind="initiative", key="initiative-3", on=date(2013, 7, 9),
            reason="No money left",
        )  # fmt: skip
        revise(
            by=BY, kind="initiative", key="initiative-4", fields={"status": "running"},
            on=date(2013, 7, 9), reason="The lessons began",
        )  # fmt: skip
    _measure(year, 7, 31)
    with on(8, 20):
        record_delivery(
            pledge=pledge, delivered_on=date(2013, 8, 19), amount=Decimal(40),
            evidence="time sheets", by=BY,
        )  # fmt: skip
        _judge("project-method", met=True, day=date(2013, 8, 20))
    _measure(year, 8, 31)
    with on(8, 31, 12):
        key = start_report(by=BY, kind="board").key
        asked = ask_decision(
            by=BY, report=key, of="strategy-board", by_when=date(2013, 10, 31),
            text={"en": "Hire a second coach"},
        )  # fmt: skip
        year.asked.append(asked.pk)
        _sign(year, key)
        year.reports.append(key)

    _measure(year, 9, 30)
    with on(10, 8):
        settle_decision(
            by=BY, asked=year.asked[1], what="deferred", on=date(2013, 10, 8),
            reason="The budget is not known", until=date(2014, 2, 1),
        )  # fmt: skip
    _measure(year, 10, 31)
    with on(11, 26):
        _judge("projects-monitored", met=False, day=date(2013, 11, 26))
    _measure(year, 11, 30)
    _measure(year, 12, 31)
    with on(12, 31, 12):
        key = start_report(by=BY, kind="board").key
        _sign(year, key)
        year.reports.append(key)
    with on(12, 31, 13):
        year.evaluation = start_report(by=BY, kind="evaluation").key
        _sign(year, year.evaluation)
    return year


def _person(name: str, role: str) -> Actor:
    person = invite(name=name, mail=f"{name.lower()}@example.org", role=role, by=BY)
    return Actor.of(person.user)


def _measure(year: Year, month: int, day: int) -> None:
    said = io.StringIO()
    with on(month, day, 6):
        call_command("measure", stdout=said)
    year.measured[month] = said.getvalue()


def _sign(year: Year, key: str) -> None:
    freeze_report(by=BY, report=key)
    report = sign_report(by=BY, report=key)
    year.sealed[key] = [(one.language, bytes(one.content)) for one in report.files.all()]


def _adopt_a_result_that_is_measured() -> None:
    """What the register itself can tell, so that a measure runs each month."""
    adopt(
        by=BY, kind="result", key=RUNNING, on=date(2013, 1, 15),
        reason="The board wants to see work begin",
        fields={
            "point": "coordination", "order": 9, "type": "output",
            "title": {"en": "Thirty initiatives run", "nl": "Dertig initiatieven lopen"},
            "targets": [
                {
                    "key": "by-2014", "kind": "at_least", "value": 30, "unit": "count",
                    "deadline": "2014-12-31", "title": {"en": "Thirty", "nl": "Dertig"},
                    "indicator": {"en": "Initiatives running", "nl": "Lopende initiatieven"},
                    "measured_by": "agenda.initiatives_running", "interval_months": 1,
                    "baseline": {"missing_reason": {"en": "Not counted", "nl": "Niet geteld"}},
                }
            ],
            "to_settle": {"en": "The register", "nl": "Het register"},
            "source": "hcat-2012",
        },
    )  # fmt: skip


def _use(companies: int) -> Estimate:
    return Estimate(
        value=100 * companies / 80, numerator=companies, denominator=80, n=80, population=80,
        unit="percent", period=YEAR_OF_USE, method="all were asked", source="the centre's register",
        quality=Quality.MEASURED,
    )  # fmt: skip


def _standing_figure() -> int:
    [target, *_rest] = standing_of(USE).targets
    [figure] = target.figures
    return figure.id


def _judge(result: str, *, met: bool, day: date) -> None:
    [target] = item("result", result).sheet.targets
    record_judgement(
        by=BY, result=result, target=target.key, judged_on=day, source="minutes",
        findings=[Finding(criterion_id(one), met) for one in target.criteria],
    )  # fmt: skip
