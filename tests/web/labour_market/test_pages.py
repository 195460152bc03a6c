# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the labour market say: the answer first, how sure it is, and what adds up."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from hcat.labour_market.api import DICTIONARY, TABLES, Opened
from hcat.web.labour_market.charts import steps
from hcat.web.labour_market.rounding import whole, whole_parts
from hcat.web.labour_market.views.cell import _flows
from hcat.web.labour_market.words import as_given
from tests.web.conftest import Read, text

PAGES = (
    "/labour-market",
    "/labour-market?year=2030&level=hbo&sort=field",
    "/labour-market/all/all",
    "/labour-market/hbo/all",
    "/labour-market/all/software",
    "/labour-market/hbo/mechanical?year=2028",
    "/labour-market/scenarios",
    "/labour-market/2011-2016",
    "/labour-market/backtest",
)


@pytest.mark.usefixtures("forecast")
@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_answers_in_its_language(read: Read, prefix: str, path: str) -> None:
    page = read(f"{prefix}{path}").content.decode()
    assert f'<html lang="{prefix.strip("/") or "nl"}">' in page
    assert page.count("<h1") == 1
    assert ' style="' not in page, "the content policy forbids styles inside a page"
    assert "<script" not in page
    assert len(page) < 100_000


@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/labour-market", 5),
        ("/labour-market/hbo/mechanical", 5),
        ("/labour-market/scenarios", 3),
        ("/labour-market/2011-2016", 5),
        ("/labour-market/backtest", 1),
        ("/labour-market.csv", 1),
    ],
)
def test_a_page_asks_the_database_so_many_times(
    forecast: Opened,
    read: Read,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
    queries: int,
) -> None:
    read(path)  # what is asked once per process
    with django_assert_num_queries(queries):
        read(path)


def test_the_first_page_opens_with_the_answer_and_what_it_rests_on(
    forecast: Opened, read: Read
) -> None:
    page = text(read("/en/labour-market"))
    told = forecast.outcome("balance")
    assert re.search(r"Twente lacks about [\d,]+ technicians a year by 2034", page)
    assert f"The chance of a shortage is {round(float(told.below_zero[-1]) * 100)}%" in page
    assert "rests on assumptions" in page
    assert "taken as given" in page  # what has no share in it, and where that is listed
    assert "those that we take as given, such as ages, sectors and the pension age" in page
    assert "this figure would narrow the forecast most" in page
    assert forecast.forecast.inputs.fingerprint[:16] in page
    assert "40, from seed 2012" in page


def test_how_the_balance_changes_is_said_with_where_it_ends(forecast: Opened, read: Read) -> None:
    """By 59 people a year could be 59 more each year."""
    means = [whole(float(one)) for one in forecast.outcome("balance").mean]
    page = text(read("/en/labour-market/all/all"))
    said = re.search(r"the balance (falls|rises) by ([\d,]+) people, to −([\d,]+) a year", page)
    assert said
    by, end = (int(one.replace(",", "")) for one in said.groups()[1:])
    assert (by, -end) == (abs(means[-1] - means[0]), means[-1])


@pytest.mark.usefixtures("forecast")
def test_a_cell_of_the_map_says_in_words_what_its_colour_says(read: Read) -> None:
    page = read("/en/labour-market").content.decode()
    cells = re.findall(r'<a class="heat__cell[^"]*".*?</a>', page, re.S)
    assert len(cells) > 60
    for cell in cells:
        assert re.search(r"shortage|more people than jobs|cannot tell", cell), cell
        assert re.search(r"▼|▲|\?", cell), cell


@pytest.mark.usefixtures("forecast")
def test_a_year_is_chosen_by_link_and_an_unknown_one_is_the_last(read: Read) -> None:
    assert "short in 2027" in text(read("/en/labour-market?year=2027"))
    for wrong in ("1990", "zzz", "２０２７"):
        assert "short in 2034" in text(read(f"/en/labour-market?year={wrong}"))


@pytest.mark.usefixtures("forecast")
@pytest.mark.parametrize(
    "path",
    [
        "/labour-market/phd/all",
        "/labour-market/all/alchemy",
        "/labour-market/mbo-3/biomedical",
        "/labour-market/scenarios/none",
        "/labour-market.csv?forecast=none",
    ],
)
def test_what_is_not_there_is_told_with_a_way_on(read: Read, path: str) -> None:
    page = read(path, 404).content.decode()
    assert "Traceback" not in page
    assert 'href="/results"' in page


def test_the_causes_add_up_as_they_are_shown_for_every_cell_and_year(forecast: Opened) -> None:
    for part in forecast.projection.slices:
        for year in forecast.years[1:]:
            first, *causes, last = steps(forecast, part, year)
            assert first.value + sum(one.value for one in causes) == last.value, (part, year)
            level = first.value
            for one in causes:
                assert one.since == level
                level += one.value


def test_openings_are_expansion_and_replacement_as_they_are_shown(forecast: Opened) -> None:
    def read_back(shown: str) -> int:
        return int(shown.replace("−", "-").replace(".", "").replace(",", ""))

    for part in forecast.projection.slices:
        for row in _flows(forecast, part):
            openings = read_back(row.openings)
            assert read_back(row.expansion) + read_back(row.replacement) == openings
            assert read_back(row.inflow) - openings == read_back(row.balance)


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=8))
def test_whole_parts_add_up_and_stay_near(parts: list[float]) -> None:
    total = whole(sum(parts))
    found = whole_parts(parts, total)
    assert sum(found) == total
    assert all(abs(one - part) <= 1 for one, part in zip(found, parts, strict=True))


def test_a_cell_shows_its_inputs_with_quality_and_source(forecast: Opened, read: Read) -> None:
    page = text(read("/en/labour-market/hbo/mechanical"))
    assert "Persons in the labour force" in page
    assert "Most likely" in page
    assert "assumed" in page
    assert f"It rests on {len(forecast.inputs(forecast.part('hbo', 'mechanical')))} figures" in page
    for one in ("Graduates, per year", "Students at the start of the study year"):
        assert one in page


@pytest.mark.parametrize(
    ("value", "said"), [(67.25, "67,25"), (0.3, "0,3"), (12500.0, "12.500"), (-0.5, "−0,5")]
)
def test_an_input_is_shown_as_it_was_given(value: float, said: str) -> None:
    with translation.override("nl"):
        assert as_given(value) == said


def test_of_one_education_only_the_most_precise_figures_count(forecast: Opened) -> None:
    rows = forecast.inputs(forecast.part("hbo", "mechanical"))
    retention = {row.level for row in rows if row.input == "retention"}
    assert retention == {"hbo"}
    assert not any(row.level not in ("", "hbo") for row in rows)
    assert len(forecast.inputs()) > len(rows)


@pytest.mark.usefixtures("forecast")
def test_the_published_table_comes_out_of_the_same_subtraction(read: Read) -> None:
    page = text(read("/en/labour-market/2011-2016"))
    for row in (
        "VMBO 106,200 44,400 −61,800 −61,800",
        "MBO 221,400 163,400 −58,000 −58,000",
        "HBO 74,700 49,600 −25,100 −25,100",
        "40,100 29,700 −10,400 −10,400",
        "Sum of the rows 442,400 287,100 −155,300 −155,300",
        "Total as published 442,400 287,000 −155,400 −155,400",
    ):
        assert row in page
    assert "Every row comes out as it was published" in page
    assert "The totals differ by rounding." in page


def test_every_figure_can_be_had_with_what_its_columns_mean(forecast: Opened, read: Read) -> None:
    lines = list(csv.reader(io.StringIO(read("/labour-market.csv").content.decode())))
    assert lines[0] == list(DICTIONARY)
    quantities = 5 + 6
    assert len(lines) - 1 == len(forecast.projection.slices) * len(forecast.years) * quantities
    book = load_workbook(io.BytesIO(read("/labour-market.xlsx").content))
    assert book.sheetnames == [*TABLES, "columns", "about"]
    answer = read("/en/labour-market")
    page, links = text(answer), answer.content.decode()
    for name, told in TABLES.items():
        assert all(column in page for column in told.columns)
        [head, first, *_] = csv.reader(
            io.StringIO(read(f"/labour-market.csv?table={name}").content.decode())
        )
        assert head == list(told.columns)
        assert len(first) == len(head)
        assert name == "forecast" or f"?table={name}&amp;" in links
    assert "causes" in text(read("/en/labour-market.csv?table=gossip", 404))


@pytest.mark.usefixtures("forecast")
def test_the_front_page_and_the_result_lead_to_it(read: Read) -> None:
    assert "Twente lacks about" in text(read("/en/"))
    assert 'href="/labour-market"' in read("/results/technology-choice").content.decode()
    link = "for the shortage of technicians"
    assert link in text(read("/en/results/technology-choice"))
    assert link not in text(read("/en/results/portal-visitors"))


@pytest.mark.usefixtures("forecast")
def test_the_pages_are_only_read() -> None:
    for path in PAGES:
        assert Client().post(path).status_code == 405
