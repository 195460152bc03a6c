# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a measure computes of a series stands on the pages with what was published, once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from hcat.evidence.api import Observation, evaluate
from hcat.evidence.measuring.storing import Draft, add
from hcat.labour_market.api import read_sources, sync
from hcat.labour_market.measures import DUO
from hcat.numerics.api import Estimate, Period, Quality

from .conftest import BY, Read, text

PAGE = "/results/technology-choice"
HAVO = "/figures/havo-passes-with-nt"
QUANTITIES = (
    "First-year HBO students in a technical programme",
    "HBO diplomas in a technical programme",
    "HBO students in a technical programme",
    "Students of the University of Twente in a technical programme",
    "HAVO passes with the profile Nature and Technology",
    "VWO passes with the profile Nature and Technology",
)


def measured(year: int, part: int, whole: int) -> None:
    """What the labour market would have stored of the passes of HAVO."""
    estimate = Estimate(
        value=100 * part / whole, numerator=part, denominator=whole, unit="percent",
        period=Period.year(year), method="HAVO passes, added up", source=DUO,
        quality=Quality.PUBLISHED,
    )  # fmt: skip
    name = "labour_market.havo_passes_with_nt"
    past = Observation.objects.filter(measure=name, start__year=year).standing().first()
    add(Draft(measure=name, estimate=estimate, code_version="test"), by=BY, over=past)


def charts(read: Read, path: str) -> list[str]:
    """The titles of the charts on a page, without what they find."""
    page = read(path).content.decode()
    return [one.rsplit(": ", 1)[0] for one in re.findall(r'chart__title">([^<]+)<', page)]


@pytest.mark.usefixtures("twente")
def test_before_anything_was_fetched_each_quantity_stands_once_as_published(read: Read) -> None:
    assert charts(read, f"/en{PAGE}") == [*QUANTITIES]
    page = text(read(f"/en{PAGE}"))
    assert "as fetched" not in page
    assert "nothing was fetched" not in page
    assert "256 of 1,811" in page


@pytest.mark.usefixtures("twente")
def test_a_measured_figure_takes_the_place_of_the_published_one(read: Read) -> None:
    measured(2023, 261, 1679)
    for path in (f"/en{PAGE}", f"/en{HAVO}"):
        page = text(read(path))
        assert page.count("261 of 1,679") == 1, path
        assert "2023 15.5% 261 of 1,679; published DUO, open data on education, as fetched" in page
        assert re.search(r"What was measured ?: HAVO passes", page)
        assert re.search(r"What was published ?: Passes per profile", page)
        assert "published another figure" not in page
    assert charts(read, f"/en{PAGE}") == [*QUANTITIES]


@pytest.mark.usefixtures("twente")
@pytest.mark.parametrize(
    ("language", "said", "note"),
    [
        ("", "DUO publiceerde een ander cijfer: 14,1% (256 van 1.811), schooljaar 2023/2024",
         "Hier gemeten, terwijl een ander cijfer gepubliceerd is: 2024: 14,4%"),
        ("/en", "DUO published another figure: 14.1% (256 of 1,811), school year 2023/2024",
         "Measured here, where another figure was published: 2024: 14.4%"),
        ("/de", "DUO veröffentlichte eine andere Zahl: 14,1 % (256 von 1.811), "
                "Schuljahr 2023/2024",
         "Hier gemessen, während eine andere Zahl veröffentlicht wurde: 2024: 14,4 %"),
    ],
)  # fmt: skip
def test_where_another_figure_was_published_both_are_there(
    read: Read, language: str, said: str, note: str
) -> None:
    measured(2024, 262, 1820)
    for path in (f"{language}{PAGE}", f"{language}{HAVO}"):
        page = text(read(path)).replace("\xa0", " ")
        assert said in page
        assert note in page
        # Once in the table of the chart; on the page of a result also behind the verdict.
        told = page.count("1.820") + page.count("1,820")
        assert told == (2 if PAGE in path else 1), path


@pytest.mark.usefixtures("twente")
def test_the_list_of_series_gives_the_last_figure_whoever_made_it(read: Read) -> None:
    assert "14.1% (school year 2023/2024)" in text(read("/en/figures"))
    measured(2024, 262, 1820)
    assert "14.4% (2024)" in text(read("/en/figures"))
    assert "14.1% (school year 2023/2024)" in text(read("/en/figures?as-of=2024-10-01"))


@pytest.mark.usefixtures("twente")
def test_the_figures_to_download_hold_the_other_one_as_a_note(read: Read) -> None:
    measured(2024, 262, 1820)
    page = read(f"/en{HAVO}").content.decode()
    found = re.search(r'action="([^"]+\.csv)"', page)
    assert found
    lines = [
        line for line in read(found[1]).content.decode().splitlines() if ",2024-01-01," in line
    ]
    assert len(lines) == 1
    assert "DUO published another figure: 14.1% (256 of 1,811)" in lines[0]


@pytest.mark.usefixtures("twente")
def test_why_a_measure_has_no_figure_is_said_in_the_language_of_the_reader(read: Read) -> None:
    measured(2024, 262, 1820)
    page = text(read(PAGE))
    assert "nog niets opgehaald" in page or "hcat data sync" in page
    assert "nothing was fetched" not in page


@pytest.mark.shared_data
@pytest.mark.usefixtures("twente")
def test_the_real_files_leave_each_quantity_on_the_page_once(read: Read, shared: Path) -> None:
    for name in ("duo_hbo_first_year", "duo_hbo_enrolled", "duo_hbo_diplomas", "duo_wo_enrolled",
                 "duo_school_exams"):  # fmt: skip
        sync(by=BY, source=read_sources()[name], folder=shared / "data")
    evaluate(by=BY)
    assert charts(read, f"/en{PAGE}") == [*QUANTITIES]
    page = text(read(f"/en{PAGE}"))
    assert "DUO published another figure: 14.1% (256 of 1,811), school year 2023/2024" in page
    assert "256 of 1,811; published DUO" not in page
