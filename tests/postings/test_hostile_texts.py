# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts that somebody made to be slow to read: four times as much takes some four times as long."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

import pytest

from hcat.portal.classifying.clauses import around
from hcat.portal.twins.texts import lines_of
from hcat.postings.api import cleaned, day_of, names_a_person, plain
from hcat.postings.parsing.contacts import without_contacts

UNITS = (
    "a", "a.", "a@", "-", ".", "/", "1", "1.", "1 ", "0-", "01 ", "01 - ", "+31 6 ", "(0", " ",
    "Contact: ", "bel ", "Jan ", "J.", "J. ", "van ", "Jan van ", "kvk ", "dhr. ", "[at]",
    "\n", "\xa0", "&nbsp;", "<", "<p ", "<p> ", "<br>", "<br> ", "a'", "niet ", "Engels ",
)  # fmt: skip
READERS: dict[str, Callable[[str], object]] = {
    "names_a_person": names_a_person,
    "without_contacts": without_contacts,
    "cleaned": cleaned,
    "cleaned after marks": lambda text: cleaned(f"<b>x</b><br>{text}x"),
    "plain": plain,
    "day_of": day_of,
    "is_denied": lambda text: around(f"hbo {text}", 0, 3).is_denied,
    "lines_of": lines_of,
}
SHORT, LONG = 12_000, 48_000


def _seconds(reader: Callable[[str], object], text: str) -> float:
    began = process_time()
    reader(text)
    return process_time() - began


@pytest.mark.parametrize("name", READERS)
def test_a_text_four_times_as_long_takes_no_sixteen_times_as_long(name: str) -> None:
    reader = READERS[name]
    for unit in UNITS:
        short, long = (f"{(unit * size)[:size]}!x" for size in (SHORT, LONG))
        taken = _seconds(reader, short)
        assert taken < 0.5, repr(unit)  # what is exponential never comes to its end at LONG
        assert _seconds(reader, long) < 9 * taken + 0.1, repr(unit)
