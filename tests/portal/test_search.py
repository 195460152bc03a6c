# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people ask finds what they mean: in three languages, misspelt, unfinished, filtered."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import tantivy
from hypothesis import given
from hypothesis import strategies as st

from hcat.portal.searching.analysing import key_of
from hcat.portal.searching.asking import Asked, Found, ask
from hcat.portal.searching.cells import Disc, cell_at, cells_within
from hcat.portal.searching.documents import Indexed, Text
from hcat.portal.searching.engine import Engine
from hcat.portal.searching.explaining import explained
from hcat.portal.searching.facet_words import facet_words
from hcat.portal.searching.highlighting import keys_meant, marked, passage

TODAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, tzinfo=UTC)


def vacancy(key: str, title: str, **told: Any) -> Indexed:
    body = told.pop("body", "")
    told.setdefault("company", "Voorbeeld")
    told.setdefault("posted", TODAY)
    return Indexed(key, (Text(title, body),), **told)


HELD = [
    vacancy(
        "mech", "Werktuigbouwkundige", facets={"level": ("hbo",), "place": ("Enschede",)},
        known={"en": ("mechanical engineer",), "de": ("Maschinenbauingenieur",)},
    ),
    vacancy("soft", "Software developer", body="We program robots.",
            facets={"level": ("hbo", "wo"), "place": ("Hengelo",)}),
    vacancy("weld", "Lasser", body="Je last machines voor de voedingsindustrie in Almelo.",
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


@pytest.mark.parametrize(
    "words", ["werktuig bouwkundige", "werktuig bouwkundigen", "elektro technische monteur"]
)
def test_a_compound_written_apart_is_found_in_any_inflection(find: Any, words: str) -> None:
    assert find(words).keys == (("mech",) if words.startswith("werk") else ("elek",))


@pytest.mark.parametrize("title", ["CNC draaier", "CNC operator: draaien"])
def test_a_compound_of_a_short_word_and_a_known_head_is_taken_apart(
    tmp_path: Path, title: str
) -> None:
    engine = Engine(tmp_path / "cnc")
    engine.rebuild([*HELD, vacancy("cnc", title)], known_until=AT)
    assert ask(engine.snapshot(), Asked("cncdraaier"), today=TODAY).keys == ("cnc",)
    assert not ask(engine.snapshot(), Asked("cncfrezer"), today=TODAY).keys


def test_the_words_of_a_filter_find_what_it_holds(engine: Engine) -> None:
    facets = {
        "field": ("mechanical", "electrical", "software", "process-chemical"),
        "hours": ("part_time",), "language": ("en",), "seniority": ("intern",),
    }  # fmt: skip
    told = vacancy("told", "Medewerker", facets=facets, said=facet_words(facets))
    engine.update([("told", told)], known_until=AT)
    for words in ("Maschinenbau", "ICT", "procestechniek", "parttime", "part-time", "Engels",
                  "English", "electrical engineering", "stage", "Elektrotechnik"):  # fmt: skip
        assert "told" in ask(engine.snapshot(), Asked(words), today=TODAY).keys, words
    assert "weld" not in ask(engine.snapshot(), Asked("Engels"), today=TODAY).keys


def test_every_word_must_be_found(find: Any) -> None:
    assert find("software lasser").total == 0
    assert find("xqzvw").total == 0


def test_an_unfinished_word_finds_while_typing(find: Any) -> None:
    assert find("werktuigb", is_typing=True).keys == ("mech",)
    assert find("softw", is_typing=True).keys == ("soft",)
    assert find("voedingsi", is_typing=True).keys == ("weld",), "a word of a text"


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


def test_an_index_of_another_edition_is_none_until_it_is_built_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr("hcat.portal.searching.engine.EDITION", 0)
        before.setattr("hcat.portal.searching.engine.schema", tantivy.SchemaBuilder().build)
        before.setattr("hcat.portal.searching.engine.document", lambda _one: tantivy.Document())
        Engine(tmp_path / "index").rebuild(HELD, known_until=AT)
    engine = Engine(tmp_path / "index")
    assert engine.snapshot() is None
    engine.rebuild(HELD, known_until=AT, if_lacking=True)
    snapshot = engine.snapshot()
    assert snapshot is not None
    assert ask(snapshot, Asked("lasser"), today=TODAY).keys == ("weld",)


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
    assert explained(engine.snapshot(), Asked(), "mech") == {}


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        ("werktuigbouwkundige", {"werktuigbouwkundige: title", "werktuigbouwkundige: text"}),
        ("werktuig bouwkundige", set()),
        ("werktuigbouwkundge", {"werktuigbouwkundge (werktuigbouwkundige): title"}),
        ("mechanical engineer", {"mechanical engineer: whole name"}),
        ("voorbeeld lasser", {"voorbeeld: company"}),
        ("lasser almelo lasser", {"almelo: text"}),
    ],
)
def test_all_of_a_score_is_explained(tmp_path: Path, words: str, lines: set[str]) -> None:
    made = Engine(tmp_path / "explained")
    named = vacancy("named", "Ontwerper", named=("mechanical engineer",),
                    known={"en": ("mechanical engineer",)})  # fmt: skip
    made.rebuild([*HELD, named], known_until=AT)
    snapshot = made.snapshot()
    assert snapshot is not None
    found = ask(snapshot, Asked(words), today=TODAY)
    assert found.keys
    for key, score in zip(found.keys, found.scores, strict=True):
        told = explained(snapshot, Asked(words), key)
        assert sum(told.values()) == pytest.approx(score, rel=1e-4)
    assert lines <= set(explained(snapshot, Asked(words), found.keys[0]))


WORKSHOP = [
    vacancy("svc", "Onderhoudsmonteur", body="Je onderhoudt hydraulische persen.",
            facets={"place": ("Enschede",)}, points=((52.22, 6.89),)),
    vacancy("cpp", "Ontwikkelaar C++", facets={"place": ("Hengelo",)}, points=((52.265, 6.793),)),
    vacancy("csh", "Ontwikkelaar C#", facets={"place": ("Deventer",)}, points=((52.255, 6.2),)),
    vacancy("las", "Laser specialist", facets={"place": ('Hof "van" \\Twente',)}),
    vacancy("one", "Machinebouwer"),
    *(vacancy(f"eng{n}", "Engineer", company="Velen") for n in range(20)),
    vacancy("typo", "Egnineer hydrauliek"),
]  # fmt: skip


@pytest.fixture
def search(tmp_path: Path) -> Callable[..., Found]:
    made = Engine(tmp_path / "workshop")
    made.rebuild(WORKSHOP, known_until=AT)

    def search(words: str = "", **given: Any) -> Found:
        snapshot = made.snapshot()
        assert snapshot is not None
        return ask(snapshot, Asked(words, **given), today=TODAY, most=50)

    return search


@pytest.mark.parametrize(
    ("words", "keys"),
    [
        ("monteur", {"svc"}),
        ("onderhoud monteur", {"svc"}),
        ("machine bouwer", {"one"}),
        ("hydraulische", {"svc"}),
        ("c++", {"cpp"}),
        ("C#", {"csh"}),
        ("ontwikkelaar hengelo", {"cpp"}),
    ],
)
def test_compounds_signs_and_places_are_words_too(search: Any, words: str, keys: set[str]) -> None:
    assert set(search(words).keys) == keys


def test_a_rare_word_may_be_a_mistake_for_a_common_one_and_not_the_reverse(search: Any) -> None:
    assert {"typo", "eng0"} <= set(search("egnineer").keys)
    assert "typo" not in search("engineer").keys
    assert search("egnineer").keys[0] == "typo", "what was typed counts for more"


def test_short_stems_do_not_make_other_words_of_a_word(search: Any) -> None:
    assert search("laser").keys == ("las",)
    assert search("las").keys == ()


def test_near_is_in_kilometres(search: Any) -> None:
    def near(km: int) -> set[str]:
        return set(search(near=Disc("Enschede", 52.2215, 6.8937, km)).keys)

    assert near(5) == {"svc"}
    assert near(10) == {"svc", "cpp"}
    assert near(50) == {"svc", "cpp", "csh"}, "Deventer lies 48 km to the west"


@pytest.mark.parametrize("value", ['Hof "van" \\Twente', '"', "a) OR (b", "*", "\\", "–"])
def test_a_value_with_signs_is_a_value(search: Any, value: str) -> None:
    found = search(facets={"place": (value,), "level": ("hbo", value)})
    assert found.total == 0
    alone = search(facets={"place": (value,)})
    assert alone.total == sum(value in one.facets.get("place", ()) for one in WORKSHOP)
    assert alone.counts["company"] == {}


@given(
    st.floats(-80, 80), st.floats(-179, 179), st.floats(0, 100), st.floats(0, 2 * math.pi),
    st.sampled_from([5, 10, 25, 50]),
)  # fmt: skip
def test_what_lies_within_is_within_by_the_size_of_a_cell(
    north: float, east: float, far: float, course: float, km: int
) -> None:
    at = north + far * math.cos(course) / 111.2
    spot = at, east + far * math.sin(course) / (111.2 * math.cos(math.radians((north + at) / 2)))
    inside = cell_at(*spot) in cells_within(Disc("", north, east, km))
    if far < km - 1.8:
        assert inside
    if far > km + 1.8:
        assert not inside


def test_what_was_asked_is_marked_in_what_is_shown(engine: Engine) -> None:
    snapshot = engine.snapshot()
    assert snapshot is not None
    keys = keys_meant(snapshot, Asked("werktuigbuwkundige robot"))
    told = marked("Onze werktuigbouwkundigen maken robots.", keys)
    assert [one.text for one in told if one.is_found] == ["werktuigbouwkundigen", "robots"]
    assert "".join(one.text for one in told) == "Onze werktuigbouwkundigen maken robots."


def test_the_passage_that_says_most_is_shown_and_none_where_nothing_is_said() -> None:
    text = "Wij zijn leuk. " * 40 + "Je werkt met robots en lasers. Je bent handig. " + "Bel. " * 50
    found = passage(text, {key_of("robots"), key_of("lasers")}, most=10)
    assert "".join(one.text for one in found).startswith("… Je werkt met robots en lasers.")
    assert len("".join(one.text for one in found).split()) <= 12
    assert passage(text, {"xyz"}) == []
    assert passage("", {"xyz"}) == []


@pytest.mark.parametrize(
    "words", ["vacature lasser", "lasser in Almelo", "baan als lasser", "Stelle Lasser"]
)
def test_words_of_every_question_narrow_nothing(find: Any, words: str) -> None:
    assert find(words).keys == ("weld",)
    assert find("vacatures").total == len(HELD)


def test_what_came_last_stands_first_where_that_is_asked(find: Any, engine: Engine) -> None:
    late = vacancy("late", "Lasser", posted=date(2025, 1, 1), opened=date(2026, 3, 1))
    engine.update([("late", late)], known_until=AT)
    snapshot = engine.snapshot()
    assert snapshot is not None
    asked = Asked("lasser", opened_since=date(2026, 2, 1))
    assert ask(snapshot, asked, today=TODAY).keys == ("late",)
    assert ask(snapshot, Asked("lasser"), today=TODAY, order="opened").keys == ("late", "weld")
    some = ask(snapshot, Asked("lasser robots"), today=TODAY, some=True)
    assert {"late", "weld", "soft"} <= set(some.keys)


def test_who_waited_for_the_first_build_does_not_build_it_again(tmp_path: Path) -> None:
    made = Engine(tmp_path / "new")
    assert made.rebuild(HELD, known_until=AT, if_lacking=True) == len(HELD)
    assert made.rebuild(HELD, known_until=AT, if_lacking=True) == 0
    assert made.rebuild(HELD[:1], known_until=AT) == 1
