# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question by any name of an occupation finds its vacancies, also with a typing error."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from hcat.portal.classifying.lexicon import Named, Occupation, compiled
from hcat.portal.concepts.own import own_concepts
from hcat.portal.concepts.reading import Named as Read
from hcat.portal.concepts.reading import sheets
from hcat.portal.searching.engine import Engine

from .relevance import found, mistyped, questions, vacancies

ASKED = 600


def measured(names: list[Named], isco: dict[str, Occupation], folder: Path) -> tuple[float, float]:
    """The share of questions answered in the first ten: as they are, and with one error."""
    engine = Engine(folder / "index")
    engine.rebuild(vacancies(names, compiled(isco, names), 7), known_until=datetime.now(UTC))
    snapshot = engine.snapshot()
    assert snapshot is not None
    right = questions(names, 7)[:ASKED]
    random = Random("errors")
    wrong = [replace(one, words=mistyped(one.words, random)) for one in right]
    assert sum(a.words != b.words for a, b in zip(right, wrong, strict=True)) > 0.9 * len(right)
    told = [sum(good for good, _all in found(snapshot, asked).values()) for asked in (right, wrong)]
    return told[0] / len(right), told[1] / len(right)


def test_our_own_names_find_their_vacancies(tmp_path: Path) -> None:
    own = [one for one in own_concepts().values() if one.kind == "occupation"]
    names = [Named(one.value, one.kind, language, text) for one in own
             for language, texts in one.names.items() for text in texts]  # fmt: skip
    isco = {one.value: Occupation(one.isco, one.field) for one in own}
    as_it_is, with_error = measured(names, isco, tmp_path)
    assert as_it_is >= 0.95
    assert with_error >= 0.90


@pytest.mark.shared_data
def test_any_name_of_esco_finds_its_vacancies(shared: Path, tmp_path: Path) -> None:
    known, _others = sheets(sorted((shared / "data/esco").glob("occupations_*")), "")
    rows = [one for sheet in known for one in sheet.rows() if isinstance(one, Read)]
    names = [Named(one.uri, "occupation", one.language, one.names[0]) for one in rows]
    names += [Named(one.uri, "occupation", one.language, text) for one in rows
              for text in one.names[1:]]  # fmt: skip
    assert {one.language for one in names} == {"nl", "en", "de"}
    as_it_is, with_error = measured(
        names, {one.uri: Occupation(one.isco) for one in rows}, tmp_path
    )
    assert as_it_is >= 0.95
    assert with_error >= 0.90


@given(st.text("abcdef ", min_size=1, max_size=30), st.integers(0, 1000))
def test_a_mistyped_word_is_one_mistake_away(text: str, seed: int) -> None:
    assert OSA.distance(text, mistyped(text, Random(seed))) <= 1
