# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the rules say of real adverts, beside what a person read in them.

`python -m pytest tests/portal/test_real_adverts.py -s` shows the figures of docs/methods.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from hcat.portal.classifying.adverts import findings
from hcat.portal.classifying.finding import Finding, Text
from hcat.portal.classifying.lexicon import Lexicon
from hcat.portal.reading_files import read_file
from hcat.portal.syncing.keeping import columns_of
from hcat.postings.api import plain
from tests.portal.test_classifying import ours  # noqa: F401

LABELS = Path(__file__).with_name("real_labels.yaml")
ASPECTS = ("field", "level", "language", "hours", "seniority")


@dataclass(frozen=True, slots=True)
class Read:
    """One advert: what a person read in it, and what the rules say."""

    title: str
    truth: dict[str, set[str]]
    said: list[Finding]


@pytest.fixture(scope="module")
def adverts(ours: Lexicon) -> list[Read]:  # noqa: F811
    folder = Path(__file__).parents[3] / "shared" / "data" / "ats-feeds"
    if not folder.is_dir():
        pytest.skip(f"the real answers are not at hand: {folder}")
    made = []
    for one in yaml.safe_load(LABELS.read_text()):
        shown = read_file(folder / one["file"], read_on=date(2026, 3, 1))
        [posting] = [p for p in shown.reading.postings if p.key == one["key"]]
        columns: dict[str, Any] = columns_of(posting)
        text = Text(columns["title"], plain(columns["body"]), columns["language"], columns["told"])
        truth = {aspect: set(one[aspect]) for aspect in ASPECTS}
        made.append(Read(posting.title, truth, findings(text, ours)))
    return made


def test_what_is_said_of_real_adverts_is_mostly_right(adverts: list[Read]) -> None:
    right, said, true = Counter[str](), Counter[str](), Counter[str]()
    for one in adverts:
        for aspect in ASPECTS:
            values = {found.value for found in one.said if found.aspect == aspect}
            right[aspect] += len(values & one.truth[aspect])
            said[aspect] += len(values)
            true[aspect] += len(one.truth[aspect])
            if values != one.truth[aspect]:
                print(f"{one.title[:50]}: {aspect} {sorted(values)}, is {one.truth[aspect]}")
    for aspect in ASPECTS:
        print(f"{aspect}: {right[aspect]} right of {said[aspect]} said, {true[aspect]} true")
    assert right.total() / said.total() >= 0.9
    assert right.total() / true.total() >= 0.75


def test_what_is_surer_is_right_more_often(adverts: list[Read]) -> None:
    """As sure as said, within what so few adverts can tell."""
    sure: dict[str, list[tuple[float, bool]]] = {"sure": [], "likely": [], "a guess": []}
    for one in adverts:
        for found in one.said:
            if found.aspect in ASPECTS:
                how = "sure" if found.confidence >= 0.8 else "likely"
                how = "a guess" if found.confidence < 0.6 else how
                sure[how].append((found.confidence, found.value in one.truth[found.aspect]))
    for how, found_so in sure.items():
        if found_so:
            said = sum(confidence for confidence, _ in found_so) / len(found_so)
            held = sum(is_right for _, is_right in found_so)
            print(f"{how}: {held} of {len(found_so)} right, {said:.2f} said")
            spread = (said * (1 - said) / len(found_so)) ** 0.5
            assert held / len(found_so) >= said - 2 * spread, how
