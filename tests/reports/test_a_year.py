# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A year as a region lives it: measured monthly, accounted for three times, evaluated once.

What changed from one report to the next is written out here from what the year did, and nothing
else may be in it.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.utils import translation
from pytest_django.plugin import DjangoDbBlocker

from hcat.evidence.api import Observation, Outcome, correct, difference
from hcat.evidence.append_only import guard, unguard
from hcat.numerics.api import Verdict
from hcat.reports.api import Document, Report, Table, document_of, report_called, reproduced

from .a_year import BY, RUNNING, USE, Year, on, walk
from .making import section, words_of


@pytest.fixture(scope="module")
def _walked(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Year]:
    """The year, walked once for all tests of this file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield walk()
        transaction.set_rollback(True)


@pytest.fixture
def year(_walked: Year, db: None) -> Iterator[Year]:
    """The site in March of the year after."""
    with on(3, 3, year=2014):
        yield _walked


def _all(year: Year) -> list[Report]:
    return [report_called(key) for key in (*year.reports, year.evaluation)]


def _reads(key: str) -> Document:
    return document_of(report_called(key), "en")


def test_three_reports_and_an_evaluation_come_out_on_their_days(year: Year) -> None:
    assert [(one.key, one.state, one.signed_on) for one in _all(year)] == [
        ("board-2013-04-30", "signed", date(2013, 4, 30)),
        ("board-2013-08-31", "signed", date(2013, 8, 31)),
        ("board-2013-12-31", "signed", date(2013, 12, 31)),
        ("evaluation-2013-12-31", "signed", date(2013, 12, 31)),
    ]
    assert all(_reads(one.key).rests_on_demo for one in _all(year))


def test_every_month_is_measured_and_what_moved_is_told(year: Year) -> None:
    assert list(year.measured) == list(range(1, 13))
    counted = {
        month: next(line for line in said.splitlines() if line.startswith(f"{RUNNING}: Init"))
        for month, said in year.measured.items()
    }
    assert [line.split()[-2] for line in counted.values()] == ["25"] * 6 + ["26"] * 6
    assert f"{RUNNING}: off course → at risk" in year.measured[7]


def test_the_second_report_differs_in_just_what_changed(year: Year) -> None:
    first, second = (report_called(key).frozen.snapshot for key in year.reports[:2])
    found = difference(first, second)
    assert [(one.result, one.before, one.after) for one in found.verdicts] == [
        ("project-method", Verdict.NEVER_MEASURED, Verdict.REACHED)
    ]
    assert found.verdicts[0].why.startswith("Gehaald: Stuurgroep HCAT vond op 20 augustus 2013")
    assert {
        (one.results, one.step.value, one.after.period.end.isoformat(), one.after.value)
        for one in found.figures
        if one.after
    } == {
        ((USE,), "corrected", "2012-12-31", 30.0),
        ((RUNNING,), "new", "2013-05-31", 25.0),
        ((RUNNING,), "new", "2013-06-30", 25.0),
        ((RUNNING,), "new", "2013-07-31", 26.0),
        ((RUNNING,), "new", "2013-08-31", 26.0),
    }
    assert len(found.figures) == 5
    [target] = found.targets
    assert target.before is not None
    assert target.after is not None
    assert (target.result, target.before["value"], target.after["value"]) == (USE, 50, 40)
    assert not found.begun
    assert not found.ended


def test_it_says_so_and_says_nothing_else(year: Year) -> None:
    document = _reads(year.reports[1])
    assert "One verdict turned since the report of 30 April 2013." in document.lead
    assert section(document, "changed").splitlines() == CHANGED
    happened = [one for one in section(document, "initiatives").splitlines() if ": " in one]
    assert happened == [
        "Stopped: 3. Scholarships. No money left.",
        "Started: 4. Blended Learning Advanced Technology.",
        "Started: 5. BRAND.",
    ]


CHANGED = [
    "Verdicts that turned",
    "Projects follow one clear method as far as possible | never measured | reached",
    "Target of “Half of the companies with international knowledge workers use the expat centre, "
    "and then ever more” revised: from 50% to 40% by 31 December 2014. Reason: The centre opened a "
    "year late. Decision: 21 May 2013, Forty per cent will do.",
    "Corrected figure: Share of those companies that use services of the expat centre, 2012: 25% "
    "(20 of 80) became 30% (24 of 80). Four were overlooked.",
    "New figures: Initiatives running: 25 (31 May 2013), 25 (30 June 2013), 26 (31 July 2013) and "
    "26 (31 August 2013), the register of initiatives of this agenda.",
]


def test_what_was_pledged_stands_as_it_was_delivered_by_then(year: Year) -> None:
    hours = []
    for key in year.reports:
        [table] = [
            block
            for one in _reads(key).sections
            if one.id == "pledges"
            for block in one.blocks
            if isinstance(block, Table)
        ]
        [row] = [row for row in table.rows if row[:2] == ("people, in hours", "companies")]
        hours.append(row[2:4])
    (pledged, came), second, third = hours
    assert isinstance(came, float)
    assert second == third == (pledged, came + 40)
    assert (
        "“Guest lessons”: 40 of the 100 hours promised came."
        in section(_reads(year.evaluation), "undelivered").splitlines()
    )


def test_what_was_asked_is_answered_in_the_next_report(year: Year) -> None:
    first, second, third = (section(_reads(key), "decisions") for key in year.reports)
    assert first == (
        "Lower the target for the expat centre to 40%. Asked of: Strategy Board Innovation, by "
        "30 June 2013."
    )
    assert "to 40%. Taken on 21 May 2013: “Forty per cent will do”." in second
    assert "Hire a second coach. Asked of: Strategy Board Innovation, by 31 October" in second
    assert "to 40%" not in third
    assert third == (
        "Hire a second coach. Asked of: Strategy Board Innovation, by 1 February 2014. It was "
        "asked on 31 August 2013. Put off on 8 October 2013 until 1 February 2014. The budget is "
        "not known."
    )


def test_the_evaluation_puts_the_three_side_by_side(year: Year) -> None:
    said = section(_reads(year.evaluation), "year").splitlines()
    assert said[0].startswith("The verdicts on three results moved in the year.")
    assert said[2:] == [
        "Half of the companies know what talent looks for and have acted on it | off course | "
        "off course | missed",
        "Projects follow one clear method as far as possible | never measured | reached | reached",
        "Projects are monitored, evaluated and adjusted where needed | never measured | never "
        "measured | off course",
    ]
    kept = section(_reads(year.evaluation), "kept")
    for day in ("30 April 2013", "31 August 2013", "31 December 2013"):
        assert f"The report to the board of {day} was signed that same day." in kept
    assert (
        "31 December 2013: “Half of the companies know what talent looks for and have acted on "
        "it”: missed." in kept
    )
    change = section(_reads(year.evaluation), "change").splitlines()
    assert change[0].startswith("Target of “Half of the companies with international")
    assert change[1:] == [
        "Hire a second coach. Asked of: Strategy Board Innovation, by 1 February 2014. It was "
        "asked on 31 August 2013, and waits."
    ]


def test_every_figure_of_every_report_is_made_again(year: Year) -> None:
    for report in _all(year):
        found = reproduced(report)
        assert found.comes_out, [one for one in found.figures if not one.made.outcome.is_explained]
        outcomes = [one.made.outcome for one in found.figures]
        assert len(outcomes) == len(report.frozen.snapshot.content["figures"])
        assert set(outcomes) == {Outcome.SAME, Outcome.ENTERED}
        assert len(found.verdicts) == 22
        call_command("report", "reproduce", report.key, stdout=io.StringIO())


def test_what_is_corrected_afterwards_changes_no_report_and_is_told(year: Year) -> None:
    standing = Observation.objects.get(supersedes=year.entered)
    better = replace(standing.estimate, value=75.0, numerator=60.0)
    correct(by=BY, observation=standing.pk, estimate=better, reason="Counted again")
    report = report_called(year.reports[1])
    before = words_of(document_of(report, "en"))
    with translation.override("en"):
        found = reproduced(report)
    assert found.comes_out
    assert words_of(document_of(report, "en")) == before
    [again] = [one for _title, one in found.verdicts if one.result == USE]
    assert again.stored is Verdict.OFF_COURSE
    assert again.why == ("The same verdict comes out. By what is known now it reads: cannot tell.")


def test_a_figure_that_was_touched_says_why_it_does_not_come_out(year: Year) -> None:
    unguard(connection)
    Observation.objects.filter(pk=year.entered).update(value=26.25, numerator=21)
    guard(connection)
    first = reproduced(report_called(year.reports[0]))
    assert not first.comes_out
    [touched] = [one.made for one in first.figures if not one.made.outcome.is_explained]
    assert (touched.observation, touched.outcome) == (year.entered, Outcome.DIFFERS)
    assert touched.why
    assert reproduced(report_called(year.reports[2])).comes_out  # rests on the corrected one


def test_signed_pdfs_are_the_same_bytes_after_the_year(year: Year) -> None:
    for report in _all(year):
        files = list(report.files.all())
        assert [(one.language, bytes(one.content)) for one in files] == year.sealed[report.key]
        assert [one.language for one in files] == ["nl", "en", "de"]
        for one in files:
            assert bytes(one.content).startswith(b"%PDF")
            assert hashlib.sha256(bytes(one.content)).hexdigest() == one.sha256


def test_no_sentence_stands_in_a_report_twice(year: Year) -> None:
    for report in _all(year):
        lines = [
            line
            for one in _reads(report.key).sections
            if one.id not in ("pledges", "trends")
            for line in section(_reads(report.key), one.id).splitlines()
        ]
        assert [line for line in lines if lines.count(line) > 1] == []
