# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A number on one page is the number on the page that it leads to."""

from __future__ import annotations

import re
from html import unescape

import pytest

from hcat.agenda.api import DOING, items, search_initiatives

from .conftest import Read, text


@pytest.mark.usefixtures("twente")
def test_the_front_page_and_the_list_of_baselines_say_the_same(read: Read) -> None:
    said = re.compile(r"(\d+) baselines of (\d+) results were never measured")
    front, listed = (said.search(text(read(path))) for path in ("/en/", "/en/baselines"))
    assert front
    assert listed
    assert front.groups() == listed.groups()
    page = read("/en/baselines").content.decode()
    assert page.count("<h3>") == int(listed[1])
    assert len(set(re.findall(r'<h3><a href="([^"]+)"', page))) == int(listed[2])


@pytest.mark.usefixtures("twente")
@pytest.mark.parametrize("by", ["line", "level", "place"])
def test_a_number_on_the_menu_is_the_number_of_hits_behind_it(read: Read, by: str) -> None:
    page = read(f"/en/menu?by={by}&as-of=2026-01-01").content.decode()
    links = re.findall(r'href="([^"]+)"><span aria-hidden="true">(\d+)</span>', page)
    assert links or by != "line"
    for address, count in links:
        found = text(read(unescape(address)))
        assert re.search(rf"\b{count} initiatives? fits? your question", found), address


@pytest.mark.usefixtures("twente")
def test_the_page_of_a_way_counts_apart_what_does_not_run(read: Read) -> None:
    for way in items("way"):
        page = text(read(f"/en/menu/{way.key}"))
        using = search_initiatives(way=way.key, status=DOING).count()
        others = search_initiatives(way=way.key).count() - using
        assert (f"{using} initiative" in page) == bool(using)
        assert ("a white spot" in page) == (not using)
        assert (f"{others} more name" in page) == bool(others)


@pytest.mark.usefixtures("twente")
@pytest.mark.parametrize(
    ("language", "said"),
    [("", "weinig zichtbare vacatures"), ("/en", "few visible vacancies"),
     ("/de", "wenige sichtbare Stellen")],
)  # fmt: skip
def test_a_part_of_the_figures_has_a_title_in_every_language(
    read: Read, language: str, said: str
) -> None:
    assert said in text(read(f"{language}/figures/reasons-not-working-in-twente"))
    assert said in text(read(f"{language}/figures"))
    assert "nt-ng" not in text(read(f"{language}/figures/havo-passes-with-nt"))
