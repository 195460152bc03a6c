# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people ask finds what they mean: in three languages, misspelt, unfinished, filtered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from hcat.portal.searching.asking import Asked, Found, ask, explained
from hcat.portal.searching.documents import Indexed, Text
from hcat.portal.searching.engine import Engine

TODAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, tzinfo=UTC)


def vacancy(key: str, title: str, **given: Any) -> Indexed:
    body = given.pop("body", "")
    given.setdefault("company", "Voorbeeld")
    given.setdefault("posted", TODAY)
    return Indexed(key, (Text(title, body),), **given)


HELD = [
    vacancy(
        "mech", "Werktuigbouwkundige", facets={"level": ("hbo",), "place": ("Enschede",)},
        known={"en": ("mechanical engineer",), "de": ("Maschinenbauingenieur",)},
    ),
    vacancy("soft", "Software developer", body="We program robots.",
            facets={"level": ("hbo", "wo"), "place": ("Hengelo",)}),
    vacancy("weld", "Lasser", body="Je last machines voor de voedingsindustrie.",
            facets={"level": ("mbo-3",), "place": ("Almelo",)}, posted=date(2025, 11, 1)),
    vacancy("elek", "Elektrotechnisch monteur", company="Krachtwerk Ünie",
            facets={"level": ("mbo-4",), "place": ("Enschede",)}),
    vacancy("vert", "Vertriebsingenieur", facets={"level": ("wo",)}),
]  # fmt: skip


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    made = Engine(tmp_path / "vacancies")
    made.rebuild(HELD, known_until=AT)
    return made


@pytest.fixture
def find(engine: Engine) -> Callable[..., Found]:
    def find(words: str = "", **given: Any) -> Found:
        return ask(engine.snapshot(), Asked(words, **given), today=TODAY)

    return find


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("werktuigbouwkundige", "mech"),
        ("werktuigbouwkundigen", "mech"),
        ("WERKTUIGBOUWKUNDIG", "mech"),
        ("mechanical engineer", "mech"),
        ("mechanical engineers", "mech"),
        ("Maschinenbauingenieur", "mech"),
        ("werktuigbuwkundige", "mech"),
        ("mechancial engineer", "mech"),
        ("developers", "soft"),
        ("robots", "soft"),
        ("voedingsindustrie", "weld"),
        ("krachtwerk unie", "elek"),
        ("monteur krachtwerk", "elek"),
        ("Vertriebsingenieure", "vert"),
    ],
)
def test_what_is_meant_is_found_first(find: Any, words: str, expected: str) -> None:
    assert find(words).keys[0] == expected


def test_every_word_must_be_found(find: Any) -> None:
    assert find("software lasser").total == 0
    assert find("xqzvw").total == 0


def test_an_unfinished_word_finds_while_typing(find: Any) -> None:
    assert find("werktuigb", is_typing=True).keys == ("mech",)
    assert find("softw", is_typing=True).keys == ("soft",)


def test_without_words_the_newest_stand_first(find: Any) -> None:
    found = find()
    assert found.total == len(HELD)
    assert found.keys[-1] == "weld"


def test_facets_narrow_and_count_as_if_they_were_not_ticked(find: Any) -> None:
    found = find(facets={"level": ("hbo",)})
    assert set(found.keys) == {"mech", "soft"}
    assert found.counts["level"] == {"hbo": 2, "wo": 2, "mbo-3": 1, "mbo-4": 1}
    assert found.counts["place"] == {"Enschede": 1, "Hengelo": 1}
    both = find(facets={"level": ("hbo",), "place": ("Hengelo", "Almelo")})
    assert both.keys == ("soft",)


def test_posted_since(find: Any) -> None:
    assert "weld" not in find(since=30).keys
    assert "weld" in find(since=365).keys


@pytest.mark.parametrize(
    "words",
    ['"', "AND OR NOT", "title:x", "(((", "a*b?", "\x00", "é" * 500, "x " * 500, "+-!{}[]^~"],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_it(find: Any, words: str) -> None:
    assert find(words).total >= 0


def test_a_change_takes_the_place_of_what_stood(engine: Engine, find: Any) -> None:
    engine.update([("mech", vacancy("mech", "Lijnoperator")), ("soft", None)], known_until=AT)
    assert find("werktuigbouwkundige").total == 0
    assert find("lijnoperator").keys == ("mech",)
    assert find("software").total == 0
    assert find().total == len(HELD) - 1


def test_building_anew_leaves_the_old_one_to_those_who_search(engine: Engine) -> None:
    before = engine.snapshot()
    engine.rebuild([vacancy("new", "Frezer")], known_until=AT)
    assert ask(before, Asked("lasser"), today=TODAY).total == 1
    assert ask(engine.snapshot(), Asked("lasser"), today=TODAY).total == 0
    assert ask(engine.snapshot(), Asked("frezer"), today=TODAY).keys == ("new",)


def test_a_place_in_the_order_can_be_explained(engine: Engine) -> None:
    told = explained(engine.snapshot(), Asked("werktuigbouwkundige"), "mech")
    assert next(iter(told)) == "werktuigbouwkundige: title"
    assert explained(engine.snapshot(), Asked("lasser"), "mech") == {}
