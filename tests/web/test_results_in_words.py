# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Results: what a reader is told, filters and sorting by link, figures with their sources."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from hcat.agenda.api import item, items
from hcat.evidence.api import Observation, correct, record_figure
from hcat.evidence.append_only import guard, unguard
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate, Period, Quality

from .conftest import Read, text


@pytest.mark.usefixtures("twente")
def test_a_proxy_is_shown_with_its_counts_and_proves_nothing(read: Read) -> None:
    response = read("/en/results/technology-choice")
    page = text(response)
    assert "cannot tell" in page
    assert "29.2%" in page
    assert "1,241 of 4,252" in page
    assert "29.8%" in page
    assert "905 of 3,040" in page
    assert "What this leaves out" in page
    assert "alone proves nothing" in page


@pytest.mark.usefixtures("twente")
def test_without_a_figure_there_are_words_and_no_chart(read: Read) -> None:
    response = read("/results/schools-curriculum")
    assert "er valt niets te tekenen" in text(response)
    assert "<picture>" not in response.content.decode()


@pytest.mark.usefixtures("twente")
def test_results_are_filtered_without_javascript(read: Read) -> None:
    page = text(read("/results?verdict=cannot_tell"))
    assert "Meer leerlingen kiezen techniek" in page
    assert "Half zo veel vacatures" in page
    assert "Meer bezoekers op het portaal" in page
    assert "3 resultaten" in page
    nothing = text(read("/results?verdict=cannot_tell&point=international"))
    assert "Geen resultaat past" in nothing


@pytest.mark.usefixtures("twente")
def test_columns_sort_by_link_and_say_so(read: Read) -> None:
    page = read("/results?sort=title").content.decode()
    assert 'aria-sort="ascending"' in page
    assert 'href="/results?sort=-title"' in page
    titles = re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', page)
    assert titles == sorted(titles, key=str.casefold)
    again = read("/results?sort=-title").content.decode()
    assert re.findall(r'<th scope="row"><a [^>]*>(.*?)</a>', again) == titles[::-1]


@pytest.mark.usefixtures("twente")
def test_the_missing_is_a_dash_with_its_reason_and_never_zero(read: Read) -> None:
    page = text(read("/results"))
    assert "– geen cijfer" in page
    assert " 0% " not in page


@pytest.mark.usefixtures("twente")
def test_baselines_to_collect_come_with_the_cheapest_way(read: Read) -> None:
    page = text(read("/baselines"))
    assert "Goedkoopste manier" in page
    assert "zonder deze is geen oordeel mogelijk" in page.casefold()


@pytest.mark.usefixtures("twente")
def test_a_text_without_translation_is_marked_with_its_language() -> None:
    from django.utils import translation

    from hcat.foundation.api import Translated
    from hcat.web.templatetags.hcat_web import tr

    with translation.override("en"):
        assert tr(Translated({"nl": "Witte vlek"})) == '<span lang="nl">Witte vlek</span>'
        assert tr(Translated("JetNet")) == "JetNet"
        assert tr(None) == ""


@pytest.mark.usefixtures("twente")
def test_the_white_spots_are_told_apart_from_what_is_not_stated(read: Read) -> None:
    page = text(read("/menu?by=level"))
    assert "niemand" in page
    assert "niet vermeld" in page
    only_white = text(read("/menu?show=white"))
    assert "toon alle manieren" in only_white


@pytest.mark.usefixtures("twente")
def test_search_finds_in_every_kind(read: Read) -> None:
    page = text(read("/search?q=techniek"))
    for kind in ("Resultaat", "Manier", "Initiatief", "Agendapunt"):
        assert kind in page
    assert "Niets in de agenda" in text(read("/search?q=zzzzzz"))


def survey(value: float, yes: int) -> Estimate:
    """Of 200 companies: so many say yes."""
    return Estimate(
        value=value,
        low=value - 5,
        high=value + 5,
        numerator=yes,
        denominator=200,
        n=200,
        population=400,
        unit="percent",
        period=Period.year(2016),
        method="simple random sample",
        quality=Quality.MEASURED,
        source="Company panel",
    )


@pytest.mark.usefixtures("twente")
def test_a_figure_of_its_own_is_drawn_and_an_earlier_one_is_kept(read: Read) -> None:
    by = Actor.system("test")
    sheet = item("result", "companies-in-education").sheet
    first = record_figure(
        by=by, result="companies-in-education", target=sheet.targets[0].key, estimate=survey(45, 90)
    )
    correct(by=by, observation=first.pk, estimate=survey(40, 80), reason="Counted twice.")
    response = read("/results/companies-in-education")
    page = text(response)
    assert "<picture>" in response.content.decode()
    assert "40,0%" in page
    assert "45,0%" in page
    assert "later verbeterd" in page
    assert "niet gehaald" in page


@pytest.mark.usefixtures("twente")
def test_a_stored_figure_that_is_impossible_is_told_and_the_rest_goes_on(read: Read) -> None:
    sheet = item("result", "companies-in-education").sheet
    row = record_figure(
        by=Actor.system("test"), result="companies-in-education", target=sheet.targets[0].key,
        estimate=survey(40, 80),
    )  # fmt: skip
    unguard(connection)
    Observation.objects.filter(pk=row.pk).update(value=99.0, low=None, high=None)
    guard(connection)
    page = text(read("/results/companies-in-education"))
    assert "wat is vastgelegd spreekt zichzelf tegen" in page
    assert "99" not in page
    assert read("/results").status_code == 200
    assert read("/").status_code == 200


@pytest.mark.usefixtures("twente")
def test_the_parts_that_are_expected_stand_beside_those_that_are_known(read: Read) -> None:
    page = text(read("/en/results/technology-choice"))
    assert "Which parts have a figure" in page
    assert "By municipality" in page
    assert "0 of 14 have a figure." in page
    assert "Enschede" in page
    assert "Per gemeente" in text(read("/results/technology-choice"))
    assert "Nach Gemeinde" in text(read("/de/results/technology-choice"))


@pytest.mark.usefixtures("twente")
def test_a_result_that_expects_no_parts_says_so(read: Read) -> None:
    without = next(one for one in items("result") if not one.sheet.dimensions)
    page = text(read(f"/en/results/{without.key}"))
    assert "asks for no figures of parts" in page
