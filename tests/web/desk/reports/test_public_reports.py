# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What everybody reads: the list, a report, its files, and whether it still comes out."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hcat.foundation.api import today
from hcat.reports.api import (
    Report,
    ask_decision,
    freeze_report,
    sign_report,
    start_report,
    write_words,
)
from tests.reports.making import figure

from ..conftest import BY, text_of  # noqa: TID252

pytestmark = pytest.mark.usefixtures("polder")


def signed(**options: Any) -> Report:
    report = start_report(by=BY, kind="board", **options)
    write_words(by=BY, report=report.key, section="top", texts={"nl": "Het gaat goed."})
    ask_decision(
        by=BY, report=report.key, text={"nl": "Neem iemand aan"}, of="board",
        by_when=report.due_on.replace(year=2099),
    )  # fmt: skip
    for year, value in ((2018, 31.0), (2019, 33.0), (2020, 36.0)):
        figure(value, year=year)
    freeze_report(by=BY, report=report.key)
    return sign_report(by=BY, report=report.key)


def read(path: str, status: int = 200) -> Any:
    answer = Client().get(path)
    assert answer.status_code == status, f"{path}: {answer.status_code}"
    return answer


def test_before_the_first_report_the_list_says_what_comes() -> None:
    said = text_of(read("/en/reports"))
    assert "No report was signed yet" in said
    assert "Report to the board, to: Board" in said


def test_the_list_shows_what_was_signed_and_not_the_drafts() -> None:
    report = signed()
    start_report(by=BY, kind="evaluation")
    said = text_of(read("/en/reports"))
    assert "1 report was signed" in said
    assert report.frozen.as_of == today()
    assert "/reports/evaluation" not in read("/en/reports").content.decode()


def test_a_report_reads_from_the_answer_to_how_it_was_made() -> None:
    report = signed()
    said = text_of(read(f"/en/reports/{report.key}"))
    order = [
        "One decision is asked.", "From the programme manager", "Het gaat goed.", "What changed",
        "Decisions", "How the results stand", "The course of the figures", "Initiatives",
        "Pledged and delivered", "What is missing, and what comes", "How this report was made",
        "Who signed, and what", "SHA-256",
    ]  # fmt: skip
    places = [said.index(one) for one in order]
    assert places == sorted(places)


def test_words_in_another_language_say_so_to_who_hears_the_page() -> None:
    page = read(f"/en/reports/{signed().key}").content.decode()
    assert '<figure class="own-words" lang="nl">' in page


@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
def test_every_page_answers_and_writes_nothing(prefix: str) -> None:
    key = signed().key
    for path in ("/reports", f"/reports/{key}", f"/reports/{key}/again", "/steering-group"):
        with CaptureQueriesContext(connection) as queries:
            page = read(f"{prefix}{path}").content.decode()
        assert page.count("<h1") == 1
        assert ' style="' not in page
        words = {one["sql"].split()[0].upper() for one in queries}
        assert not words & {"INSERT", "UPDATE", "DELETE"}
        assert Client().post(f"{prefix}{path}").status_code in (403, 405)


def test_the_files_are_those_that_were_signed() -> None:
    report = signed()
    kept = report.files.get(language="en")
    answer = read(f"/en/reports/{report.key}.en.pdf")
    assert answer.content == bytes(kept.content)
    assert answer["Content-Type"] == "application/pdf"
    assert read(f"/reports/{report.key}.nl.xlsx")["Content-Disposition"].endswith('.nl.xlsx"')
    read(f"/reports/{report.key}.fr.pdf", 404)


def test_a_report_that_is_not_signed_is_not_there() -> None:
    key = start_report(by=BY, kind="board").key
    for path in (f"/reports/{key}", f"/reports/{key}/again", f"/reports/{key}.nl.pdf"):
        read(path, 404)
    freeze_report(by=BY, report=key)
    assert "once it is signed" in text_of(read(f"/en/reports/{key}", 404))


def test_a_report_of_the_demonstration_says_so() -> None:
    said = text_of(read(f"/en/reports/{signed(is_demo=True).key}"))
    assert "rests on demonstration data" in said


def test_every_figure_is_made_again_with_its_outcome() -> None:
    said = text_of(read(f"/en/reports/{signed().key}/again"))
    assert "All of this report still comes out" in said
    assert "was entered by a person" in said
    for part in ("Results by verdict", "Initiatives", "The menu", "Decisions"):
        assert part in said
    assert "initiatives that run 2 comes out The same number comes out" in said
    assert "What people wrote is kept as it read then" in said


def test_the_steering_groups_page_is_live() -> None:
    before = text_of(read("/en/steering-group"))
    assert "Hire" not in before
    signed()
    assert "Neem iemand aan" in text_of(read("/en/steering-group"))
