# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register: filters, search and pages without JavaScript; queries per page, pinned."""

from __future__ import annotations

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from hcat.foundation.editions import give_new_edition

from .conftest import Read, text


@pytest.mark.usefixtures("twente")
def test_the_register_counts_and_pages(read: Read) -> None:
    first = text(read("/initiatives"))
    assert "64 initiatieven" in first
    assert "1–50 van 64" in first
    assert "51–64 van 64" in text(read("/initiatives?page=2"))
    assert "51–64 van 64" in text(read("/initiatives?page=99")), "past the end is the last page"
    assert "1–50 van 64" in text(read("/initiatives?page=x"))


@pytest.mark.usefixtures("twente")
def test_filters_keep_their_state_in_the_address_and_tell_the_hits(read: Read) -> None:
    page = read("/initiatives?status=running&line=train").content.decode()
    assert '<option value="running" selected>' in page
    assert '<option value="train" selected>' in page
    assert "passen bij uw vraag" in text(read("/initiatives?status=running"))


@pytest.mark.usefixtures("twente")
def test_a_filter_that_does_not_exist_filters_nothing(read: Read) -> None:
    assert "1–50 van 64" in text(read("/initiatives?status=nonsense&line=%27;DROP"))


@pytest.mark.usefixtures("twente")
def test_nothing_found_says_how_to_go_on(read: Read) -> None:
    response = read("/initiatives?text=zzzzzz")
    assert "0 initiatieven" in text(response)
    assert 'href="/initiatives"' in response.content.decode()


@pytest.mark.usefixtures("twente")
@pytest.mark.parametrize("number", [27, 35, 44, 47, 58])
def test_an_initiative_in_two_places_shows_both(read: Read, number: int) -> None:
    page = read(f"/initiatives/{number}").content.decode()
    assert page.count("?differentiation=") == 2


@pytest.mark.usefixtures("twente")
def test_what_is_typed_is_shown_as_text(read: Read) -> None:
    page = read("/initiatives?text=%3Cscript%3Ealert(1)%3C/script%3E").content.decode()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


REGISTER = (15, 7)
MENU = (7, 3)
"""Queries after a change of the agenda, and while nothing changes: then much is remembered."""


@pytest.mark.usefixtures("twente")
@pytest.mark.parametrize(
    ("path", "queries"),
    [
        ("/", (20, 8)),
        ("/agenda", (13, 4)),
        ("/agenda/education", (22, 11)),
        ("/results", (12, 3)),
        ("/results/technology-choice", (16, 5)),
        ("/initiatives", REGISTER),
        ("/initiatives/27", (22, 13)),
        ("/menu", (9, 3)),
        ("/menu?by=place", MENU),
        ("/menu/new-programmes", (12, 6)),
        ("/perspectives", (6, 3)),
        ("/governance", (15, 8)),
        ("/sources", (8, 4)),
        ("/figures", (6, 3)),
        ("/figures/inhabitants", (6, 3)),
        ("/baselines", (10, 2)),
        ("/history", (9, 7)),
        ("/search?q=techniek", (21, 11)),
    ],
)
def test_a_page_asks_the_database_so_many_times(
    read: Read,
    django_assert_num_queries: DjangoAssertNumQueries,
    path: str,
    queries: tuple[int, int],
) -> None:
    read(path)  # what is asked once per process
    give_new_edition(connection)
    for asked in queries:
        with django_assert_num_queries(asked):
            read(path)
