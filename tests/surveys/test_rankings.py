# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists in which others rank employers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from hcat.foundation.api import Actor, NotFound, Refused
from hcat.parties.api import FactsDraft, register_organisation
from hcat.surveys.operations.rankings import (
    ListFacts,
    drop_ranking,
    put_place,
    say_no_places,
    take_place,
    write_ranking,
)
from hcat.surveys.queries.rankings import over_years, places_on, ranking_numbered

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("tests")
FACTS = ListFacts("Beste werkgevers", 2024, "Voorbeeldblad", date(2024, 10, 1), length=200)


@pytest.fixture
def companies() -> list[str]:
    return [
        register_organisation(
            kind="company", facts=FactsDraft(name=f"Bedrijf {n}"), valid_from=date(2020, 1, 1),
            source="test", by=SYSTEM,
        ).key
        for n in range(3)
    ]  # fmt: skip


def _list(year: int) -> int:
    return write_ranking(
        by=SYSTEM, facts=replace(FACTS, year=year, published_on=date(year, 10, 1))
    ).pk


def test_who_rose_fell_came_and_left_is_told_by_year(companies: list[str]) -> None:
    first, second, third = companies
    earlier, later = _list(2023), _list(2024)
    put_place(by=SYSTEM, ranking=earlier, organisation=first, first=40)
    put_place(by=SYSTEM, ranking=earlier, organisation=second, first=51, last=100)
    put_place(by=SYSTEM, ranking=later, organisation=first, first=30)
    put_place(by=SYSTEM, ranking=later, organisation=third, first=101, last=150)
    new, old = over_years("beste werkgevers")
    assert (new.places, new.risen, new.fallen, new.new, new.left) == (2, 1, 0, 1, 1)
    assert (old.places, old.risen, old.fallen, old.new, old.left) == (2, 0, 0, 0, 0)


def test_a_list_on_which_nobody_looked_is_missing_and_one_without_companies_is_none() -> None:
    ranking = _list(2024)
    assert over_years(FACTS.name)[0].places is None
    say_no_places(by=SYSTEM, ranking=ranking)
    assert over_years(FACTS.name)[0].places == 0


def test_a_place_takes_back_that_there_are_none(companies: list[str]) -> None:
    ranking = _list(2024)
    say_no_places(by=SYSTEM, ranking=ranking)
    put_place(by=SYSTEM, ranking=ranking, organisation=companies[0], first=1)
    row = ranking_numbered(ranking)
    assert not row.no_places
    assert row.count == 1
    with pytest.raises(Refused, match="have a place"):
        say_no_places(by=SYSTEM, ranking=ranking)


@pytest.mark.parametrize(("first", "last"), [(0, 1), (10, 5), (190, 201)])
def test_a_place_that_cannot_be_is_refused(companies: list[str], first: int, last: int) -> None:
    ranking = _list(2024)
    with pytest.raises(Refused, match="Places go from 1"):
        put_place(by=SYSTEM, ranking=ranking, organisation=companies[0], first=first, last=last)
    assert not places_on(ranking_numbered(ranking)).exists()


def test_only_a_company_has_a_place() -> None:
    school = register_organisation(
        kind="education", facts=FactsDraft(name="School"), valid_from=date(2020, 1, 1),
        source="test", by=SYSTEM,
    )  # fmt: skip
    with pytest.raises(Refused, match="Only companies"):
        put_place(by=SYSTEM, ranking=_list(2024), organisation=school.key, first=1)


def test_the_same_list_is_not_written_down_twice() -> None:
    _list(2024)
    with pytest.raises(Refused, match="written down already"):
        write_ranking(by=SYSTEM, facts=replace(FACTS, name="BESTE werkgevers"))


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "a name"),
        ({"published_on": date(2999, 1, 1)}, "."),
        ({"address": "niet-een-adres"}, "not the address"),
        ({"length": 0}, "shorter"),
    ],
)
def test_what_a_list_cannot_be_is_refused(wrong: dict[str, object], said: str) -> None:
    with pytest.raises(Refused, match=said):
        write_ranking(by=SYSTEM, facts=replace(FACTS, **wrong))


def test_a_list_does_not_become_shorter_than_a_place_on_it(companies: list[str]) -> None:
    ranking = _list(2024)
    put_place(by=SYSTEM, ranking=ranking, organisation=companies[0], first=150)
    with pytest.raises(Refused, match="shorter"):
        write_ranking(by=SYSTEM, facts=replace(FACTS, length=100), ranking=ranking)


def test_places_and_lists_can_be_taken_away(companies: list[str]) -> None:
    ranking = _list(2024)
    put_place(by=SYSTEM, ranking=ranking, organisation=companies[0], first=150)
    take_place(by=SYSTEM, ranking=ranking, organisation=companies[0])
    with pytest.raises(NotFound):
        take_place(by=SYSTEM, ranking=ranking, organisation=companies[0])
    drop_ranking(by=SYSTEM, ranking=ranking)
    with pytest.raises(NotFound):
        ranking_numbered(ranking)
