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
from hcat.postings.parsing.markup import one_line

UNITS = (
    "a", "a.", "a@", "-", ".", "/", "1", "1.", "1 ", "0-", "01 ", "01 - ", "+31 6 ", "(0", " ",
    "Contact: ", "bel ", "Jan ", "J.", "J. ", "van ", "Jan van ", "kvk ", "dhr. ", "[at]",
    "\n", "\xa0", "&nbsp;", "<", "<p ", "<p> ", "<br>", "<br> ", "a'", "niet ", "Engels ",
    "<ul><li>", "<b>", "<em><i>", "<div>", "<p><b></p>", "</b>", "<li>", "<svg><g>", "<noscript>",
    "<template>", "<a title='<'>", "<button><b>", "<table><tr><td>", "<blockquote>", "<x<x",
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
        # The longer one may take another way through, which costs its own share once.
        allowed = 9 * taken + 0.3
        # What is slow is slow each time; a machine that does something else is not.
        assert any(_seconds(reader, long) < allowed for _try in range(3)), repr(unit)


def _nested(*tags: str, times: int) -> str:
    opened = "".join(f"<{one}>" for one in tags) * times
    closed = "".join(f"</{one}>" for one in reversed(tags)) * times
    return f"{opened}x{closed}"


@pytest.mark.parametrize(
    "text",
    [
        _nested("ul", "li", times=4500),
        _nested("b", times=8000),
        _nested("em", "i", times=5000),
        _nested("div", times=5000),
        "<ul><li>" * 4500 + "</li></ul>" * 4500,
        "".join(f"<b id={n}>" for n in range(5000)),
        "<p>" + "".join(f"<b id={n}>" for n in range(30)) + "</p>" + "<p>x" * 14_000,
        "".join(f"<font color={n}>" for n in range(3000)),
    ],
)
def test_what_lies_within_what_lies_within_is_cleaned_at_once(text: str) -> None:
    for reader in (cleaned, plain):
        assert _seconds(reader, text) < 1
    assert len(cleaned(text)) < 3 * 60_000


def test_marks_of_a_deep_text_go_and_its_words_stay() -> None:
    text = f"<p>Voor</p>{_nested('ul', 'li', times=3000)}<p>Na</p>"
    assert plain(cleaned(text)).split() == ["Voor", "x", "Na"]
    assert cleaned("<ul><li>a</li></ul>" * 200) == "<ul><li>a</li></ul>" * 200


def test_a_title_of_megabytes_is_read_at_once() -> None:
    assert _seconds(one_line, "<div>" * 500_000) < 0.5


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("<p>a</p><p><b> <br></b>&nbsp;</p><p>b</p>", "<p>a</p><p>b</p>"),
        ("<ul><li></li><li><p><em></em></p></li></ul><p>b</p>", "<p>b</p>"),
        ("<p>a<b></b> b<br>c</p>", "<p>a b<br>c</p>"),
        ("<div><div><p></p><p>x</p></div></div>", "<p>x</p>"),
        ("<ul><li>a<ul><li></li></ul></li><li> </li></ul>", "<ul><li>a</li></ul>"),
    ],
)
def test_what_says_nothing_goes(text: str, made: str) -> None:
    assert cleaned(text) == made
