# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A spreadsheet of vacancies: told row by row, written whole or not at all, the same twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils.translation import override

from hcat.foundation.api import Actor, NotAllowed, Refused, now, today
from hcat.portal.entering.plan import SheetPlan
from hcat.portal.entering.sheets import HEADINGS
from hcat.portal.models import Advert, Check, Closed, Entry, Vacancy
from hcat.portal.operations.entries import (
    bring_sheet,
    close_entry,
    enter_vacancy,
    prolong_entry,
)
from hcat.portal.queries.entries import entries_of, may_take_back, sheet_as_it_stands
from tests.portal.conftest import BY
from tests.portal.test_entries import TEXT, a_draft, known

__all__ = ["known"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
Row = dict[str, Any]


def row(number: str = "1", title: str = "CNC-frezer", **given: Any) -> list[Any]:
    cells: Row = {
        "number": number, "title": title, "text": TEXT.replace("freest", f"maakt {title}"),
        "place": "Hengelo", "hours": "32-40", "level": "MBO 4", "language": "Nederlands",
        "closes": today() + timedelta(days=30), "apply_at": "https://voorbeeld.example/werken",
        **given,
    }  # fmt: skip
    return list(cells.values())


@pytest.fixture
def sheet(tmp_path: Path) -> Callable[..., Path]:
    def make(*rows: list[Any], language: str = "nl", headings: Any = None) -> Path:
        book = openpyxl.Workbook()
        page = book.active
        assert page is not None
        page.append(list(headings or HEADINGS[language]))
        for one in rows:
            page.append(one)
        path = tmp_path / "vacatures.xlsx"
        book.save(path)
        return path

    return make


def bring(known: Any, path: Path, *, is_whole: bool = False) -> SheetPlan:
    """Look, then write what was shown."""
    shown = bring_sheet(by=BY, organisation=known.key, path=path, is_whole=is_whole)
    return bring_sheet(by=BY, organisation=known.key, path=path, is_whole=is_whole, mark=shown.mark)


def told(plan: SheetPlan) -> dict[str, int]:
    return {name: number for name, number in plan.counts.items() if number}


@pytest.mark.parametrize("language", ["nl", "en", "de"])
def test_headings_in_three_languages(known: Any, sheet: Any, language: str) -> None:
    plan = bring(known, sheet(row("1"), row("2", "Lasser"), language=language))
    assert told(plan) == {"new": 2}
    advert = Advert.objects.get(key="1")
    assert (advert.title, advert.language, advert.closes) == (
        "CNC-frezer", "nl", today() + timedelta(days=30),
    )  # fmt: skip
    assert advert.told["education"] == "mbo 4"
    assert advert.told["places"] == [{**advert.told["places"][0], "locality": "Hengelo"}]
    assert Entry.objects.count() == 2


def test_looking_writes_nothing(known: Any, sheet: Any) -> None:
    plan = bring_sheet(by=BY, organisation=known.key, path=sheet(row()), is_whole=True)
    assert (told(plan), plan.was_written) == ({"new": 1}, False)
    assert not Advert.objects.exists()


def test_a_second_time_changes_nothing_but_when_it_was_said(
    known: Any, sheet: Any, at: Any
) -> None:
    called = row("3", "Draaier", text=f"{TEXT} Bel 053 123 45 67.")
    path = sheet(row("1"), row("", "Lasser"), called)
    bring(known, path, is_whole=True)
    before = list(Advert.objects.values_list("pk", "digest", "closed_at"))
    editions = list(Vacancy.objects.values_list("pk", "edition"))
    at.shift(timedelta(days=1))
    plan = bring(known, path, is_whole=True)
    assert told(plan) == {"same": 3}
    assert list(Advert.objects.values_list("pk", "digest", "closed_at")) == before
    assert list(Vacancy.objects.values_list("pk", "edition")) == editions
    assert set(Entry.objects.values_list("said_at", flat=True)) == {now()}


def test_a_cell_is_text_unless_it_begins_with_a_block_of_html(known: Any, sheet: Any) -> None:
    text = f"{TEXT}\n- < 5 µm\n- A<B en x>y\n\nBel Jan: 053 123 45 67."
    exported = f"<div>{TEXT} <b>Nu</b></div>"
    plan = bring(known, sheet(row("1", text=text), row("2", "Lasser", text=exported)))
    assert [one.left_out for one in plan.rows] == [("Bel Jan: 053 123 45 67.",), ()]
    bodies = dict(Advert.objects.values_list("key", "body"))
    assert bodies["1"].endswith("<ul><li>&lt; 5 µm</li><li>A&lt;B en x&gt;y</li></ul>")
    assert bodies["2"].endswith("<b>Nu</b></p>")


def test_changes_by_number_and_by_title_and_place(known: Any, sheet: Any) -> None:
    bring(known, sheet(row("1"), row("", "Lasser")))
    plan = bring(known, sheet(row("1", "Frezer"), row("", "Lasser", hours="36")))
    assert told(plan) == {"changed": 2}
    assert plan.of("changed")[0].changes == ("title", "text")
    assert plan.of("changed")[1].changes == ("hours",)
    assert Vacancy.objects.count() == 2


def test_what_was_typed_is_known_by_its_name(known: Any, sheet: Any) -> None:
    typed = enter_vacancy(by=BY, organisation=known.key, draft=a_draft())
    plan = bring(known, sheet(row("", "CNC-Frezer", place="Hengelo, Nederland")))
    assert told(plan) == {"changed": 1}
    assert Advert.objects.get().key == typed.advert.key


def test_what_is_missing_closes_only_where_the_file_is_the_whole_list(
    known: Any, sheet: Any
) -> None:
    bring(known, sheet(row("1"), row("2", "Lasser"), row("3", "Draaier")))
    assert told(bring(known, sheet(row("1")))) == {"same": 1}
    assert Advert.objects.filter(closed_at=None).count() == 3
    plan = bring(known, sheet(row("1")), is_whole=True)
    assert told(plan) == {"same": 1, "closes": 2}
    assert {one.title for one in plan.of("closes")} == {"Lasser", "Draaier"}
    assert set(Advert.objects.filter(closed_at=None).values_list("key", flat=True)) == {"1"}
    assert told(bring(known, sheet(row("1"), row("2", "Lasser")))) == {"same": 1, "new": 1}
    assert Vacancy.objects.count() == 3  # the same one, back


def closed_by_a_whole_list(known: Any, sheet: Any) -> Entry:
    bring(known, sheet(row("1"), row("2", "Lasser")))
    bring(known, sheet(row("1")), is_whole=True)
    entry = Entry.objects.get(advert__key="2")
    assert entry.advert.closed_because == Closed.GONE
    return entry


def test_what_a_whole_list_closed_is_taken_back_as_the_same(
    known: Any, sheet: Any, at: Any
) -> None:
    entry = closed_by_a_whole_list(known, sheet)
    at.shift(timedelta(days=10))
    assert may_take_back(entry)
    back = prolong_entry(entry, by=BY)
    assert back.advert.closed_at is None
    assert back.advert.vacancy == entry.advert.vacancy
    assert back.advert.closes == entry.advert.closes
    entry = closed_by_a_whole_list(known, sheet)
    at.shift(timedelta(days=32))
    assert not may_take_back(entry)
    with pytest.raises(Refused, match="or was missing in a whole list, for 31 days"):
        prolong_entry(entry, by=BY)


@pytest.mark.parametrize("days", [10, 32])
def test_what_a_whole_list_closed_is_the_same_when_it_is_entered_within_a_month(
    known: Any, sheet: Any, at: Any, days: int
) -> None:
    entry = closed_by_a_whole_list(known, sheet)
    at.shift(timedelta(days=days))
    made = enter_vacancy(by=BY, organisation=known.key, draft=a_draft(title="Lasser"))
    assert (made.advert.vacancy == entry.advert.vacancy) == (days < 31)


def test_what_was_typed_and_closed_by_a_list_comes_back_by_its_name(known: Any, sheet: Any) -> None:
    entry = enter_vacancy(by=BY, organisation=known.key, draft=a_draft(title="Lasser"))
    bring(known, sheet(row("1")), is_whole=True)
    assert told(bring(known, sheet(row("", "Lasser", text=TEXT)))) == {"new": 1}
    assert Vacancy.objects.get(adverts__title="Lasser") == entry.advert.vacancy
    assert entries_of(known.key).count() == 2


def test_one_row_that_is_refused_keeps_the_whole_file_out(known: Any, sheet: Any) -> None:
    path = sheet(
        row("1"),
        row("2", "", closes="ooit", place=""),
        row("1", "Lasser"),
        row("4", "Draaier", apply_at="j.jansen@voorbeeld.example", hours="=1+"),
    )
    shown = bring_sheet(by=BY, organisation=known.key, path=path, is_whole=False)
    assert told(shown) == {"new": 1, "refused": 3}
    by_row = {one.number: dict(one.problems) for one in shown.of("refused")}
    assert set(by_row[3]) == {"title", "place", "closes"}
    assert "is not a date" in by_row[3]["closes"]
    assert "same vacancy as row 2" in by_row[4]["key"]
    assert set(by_row[5]) == {"apply_at", "hours"}
    with pytest.raises(Refused, match="Nothing was written"):
        bring_sheet(by=BY, organisation=known.key, path=path, is_whole=False, mark=shown.mark)
    assert not Advert.objects.exists()


def test_what_changed_since_it_was_shown_is_shown_again(known: Any, sheet: Any) -> None:
    bring(known, sheet(row("1"), row("2", "Lasser")))
    path = sheet(row("1", "Frezer"))
    shown = bring_sheet(by=BY, organisation=known.key, path=path, is_whole=True)
    close_entry(entries_of(known.key).get(advert__key="2"), by=BY, reason="filled")
    with pytest.raises(Refused, match="Something changed"):
        bring_sheet(by=BY, organisation=known.key, path=path, is_whole=True, mark=shown.mark)
    assert Advert.objects.get(key="1").title == "CNC-frezer"


def test_what_is_no_list_of_vacancies_says_which_columns_it_lacks(
    known: Any, sheet: Any, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="Description, Last day, Apply at"):
        bring(known, sheet(["a", "b"], headings=["Functie", "Plaats"]))
    with override("nl"), pytest.raises(Refused, match="Omschrijving, Laatste dag, Solliciteren"):
        bring(known, sheet(["a", "b"], headings=["Functie", "Plaats"]))
    broken = tmp_path / "x.xlsx"
    broken.write_bytes(b"no workbook")
    with pytest.raises(Refused, match="not a readable spreadsheet"):
        bring(known, broken)


def test_the_file_that_is_given_comes_back_unchanged(known: Any, tmp_path: Path) -> None:
    enter_vacancy(by=BY, organisation=known.key, draft=a_draft(apply_at="jobs@voorbeeld.example"))
    enter_vacancy(
        by=BY, organisation=known.key,
        draft=a_draft(title="=Lasser;", text=f"- “Lassen”\n- A<B\n\n{TEXT}"),
    )  # fmt: skip
    for language in ("nl", "en", "de"):
        path = tmp_path / f"{language}.csv"
        path.write_text(sheet_as_it_stands(known.key, language), encoding="utf-8")
        assert told(bring(known, path, is_whole=True)) == {"same": 2}


def test_many_rows_are_looked_at_with_few_questions(
    known: Any, sheet: Any, django_assert_max_num_queries: Any
) -> None:
    rows = [row(str(n), f"Monteur {n}", place=f"Plaats{n}") for n in range(60)]
    path = sheet(*rows)
    with django_assert_max_num_queries(8):
        bring_sheet(by=BY, organisation=known.key, path=path, is_whole=True)
    assert told(bring(known, path, is_whole=True)) == {"new": 60}
    assert Check.objects.get().new == 60


def test_who_may_not_brings_nothing(known: Any, sheet: Any) -> None:
    with pytest.raises(NotAllowed):
        bring_sheet(
            by=Actor("nobody", 999_999), organisation=known.key, path=sheet(row()), is_whole=False
        )


def test_a_workbook_that_unpacks_into_too_much_text_is_refused_before_it_is_read(
    known: Any, sheet: Callable[..., Path]
) -> None:
    with pytest.raises(Refused) as error:
        bring(known, sheet(row(text="x" * 32_000), *(row(str(n)) for n in range(20_000))))
    assert "more than 4 MB" in error.value.why
