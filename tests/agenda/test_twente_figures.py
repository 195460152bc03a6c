# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of Twente: they add up, they match their publisher, and what is missing says why."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from hcat.agenda.schema import Figure, Quality, Series, Source
from hcat.numerics import api as numerics
from hcat.numerics.api import Estimate, Period
from tests.agenda.twente_folder import of, series

HIDDEN = 2
"""What a cell counts that DUO hides because it holds one to four."""

Counts = dict[str, tuple[float | None, float | None]]


def counts(key: str, group: str = "") -> Counts:
    """Numerator and denominator by the first day of the figure."""
    return {
        figure.start.isoformat(): (figure.numerator, figure.denominator)
        for figure in series(key).figures
        if figure.group == group
    }


def figures() -> Iterator[tuple[str, Figure]]:
    for key, sheet in of(Series).items():
        for figure in sheet.figures:
            yield key, figure


def by_group(key: str) -> dict[str, float]:
    return {figure.group: figure.value or 0 for figure in series(key).figures}


# The table of 2011–2016


def test_openings_add_up_to_their_total() -> None:
    openings = by_group("roa-openings-2011-2016")
    assert openings == {
        "vmbo": 106_200, "mbo": 221_400, "hbo": 74_700, "wo": 40_100, "": 442_400,
    }  # fmt: skip
    assert sum(openings.values()) == 2 * openings[""]


def test_inflow_and_balance_miss_their_totals_by_a_hundred_and_the_method_says_so() -> None:
    for key, levels, total in (
        ("roa-inflow-2011-2016", 287_100, 287_000),
        ("roa-balance-2011-2016", -155_300, -155_400),
    ):
        values = by_group(key)
        assert (values.pop(""), sum(values.values())) == (total, levels)
        assert "287.100" in series(key).method.in_("nl")


def test_the_balance_is_inflow_minus_openings_in_every_row() -> None:
    openings, inflow = by_group("roa-openings-2011-2016"), by_group("roa-inflow-2011-2016")
    balance = by_group("roa-balance-2011-2016")
    assert balance == {group: inflow[group] - openings[group] for group in openings}


# Retention: contested


def test_retention_in_words_stays_missing_and_never_becomes_a_number() -> None:
    mbo, hbo, wo = series("retention-twente").figures
    assert (mbo.value, mbo.low, bool(mbo.missing_reason)) == (None, None, True)
    assert (hbo.value, hbo.low, "75%" in hbo.missing_reason) == (None, None, True)
    assert (wo.value, wo.start.year) == (22, 2009)


def test_the_contested_survey_stands_beside_it() -> None:
    whole, technical = series("alumni-working-elsewhere").figures
    assert (whole.value, whole.n, technical.value) == (66, 777, 77)
    assert "777" in str(series("retention-twente").leaves_out)


# What holds for all


def test_a_share_is_its_numerator_divided_by_its_denominator() -> None:
    shares = [(key, figure) for key, figure in figures() if figure.denominator]
    assert len(shares) == 140
    for key, figure in shares:
        assert figure.numerator is not None
        assert figure.denominator is not None
        share = 100 * figure.numerator / figure.denominator
        assert figure.value == pytest.approx(share, abs=0.00006), (key, figure.start)


def test_every_figure_can_be_weighed_as_an_estimate() -> None:
    for key, figure in figures():
        estimate = Estimate(
            value=figure.value,
            low=figure.low,
            high=figure.high,
            n=figure.n,
            numerator=figure.numerator,
            denominator=figure.denominator,
            unit=series(key).unit,
            period=Period(figure.start, figure.end),
            method="published",
            quality=numerics.Quality(figure.quality.value),
            source=figure.source,
            missing_reason=figure.missing_reason or None,
        )
        assert estimate.is_missing == (figure.value is None)


def test_every_series_has_figures_and_every_source_exists() -> None:
    assert all(sheet.figures for sheet in of(Series).values())
    assert {figure.source for _, figure in figures()} <= set(of(Source))


def test_an_aim_or_norm_is_never_taken_for_a_measurement() -> None:
    for key in ("technical-graduates-ambition-nl", "lessons-by-companies-norm"):
        assert [figure.quality for figure in series(key).figures] == [Quality.ASSUMED]


def test_the_hidden_number_of_profiles_is_told() -> None:
    last = [f for f in series("havo-passes-with-nt").figures if f.group == "nt"][-1]
    assert (last.numerator, last.note) == (
        89, "8 verborgen cellen als 2 geteld; het aantal ligt tussen 81 en 105",
    )  # fmt: skip


def test_inhabitants_of_the_municipalities_add_up() -> None:
    people = by_group("inhabitants")
    total = people.pop("")
    assert (len(people), sum(people.values()), total) == (14, 638_897, 638_897)


# The figures named in the notes with the open data


def test_first_year_students_are_those_of_the_notes() -> None:
    assert list(counts("hbo-first-years-technical").values()) == [
        (1241, 4252), (1220, 4205), (1166, 3754), (1050, 3592), (1029, 3507),
    ]  # fmt: skip


def test_diplomas_are_those_of_the_notes() -> None:
    assert list(counts("hbo-diplomas-technical").values()) == [
        (960, 2877), (1036, 3066), (948, 3067), (856, 3084), (905, 3040),
    ]  # fmt: skip


def test_passes_with_nature_and_technology_alone_are_those_of_the_notes() -> None:
    passes = counts("havo-passes-with-nt", "nt").values()
    assert [numerator for numerator, _ in passes] == [154, 122, 112, 99, 89]


# Worked out again from the publisher's own files


def municipalities(shared: Path) -> dict[str, int]:
    with (shared / "data/geo/derived_twente_14_gemeenten_2023.csv").open(encoding="utf-8") as file:
        return {
            row["gemeentenaam"].upper(): int(row["inwoners_2023"]) for row in csv.DictReader(file)
        }


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("key", "name", "year", "count", "day"),
    [
        (
            "hbo-first-years-technical",
            "eerstejaarsingeschrevenenhbo",
            "STUDIEJAAR",
            "AANTAL_EERSTEJAARS_INGESCHREVENEN",
            "10-01",
        ),
        (
            "hbo-enrolled-technical",
            "ingeschrevenenhbo",
            "STUDIEJAAR",
            "AANTAL_INGESCHREVENEN",
            "10-01",
        ),
        (
            "hbo-diplomas-technical",
            "gediplomeerdenhbo",
            "DIPLOMAJAAR",
            "AANTAL_GEDIPLOMEERDEN",
            "01-01",
        ),
    ],
)
def test_the_technical_share_follows_from_the_file_of_duo(
    shared: Path, key: str, name: str, year: str, count: str, day: str
) -> None:
    here = municipalities(shared)
    technical: Counter[str] = Counter()
    everyone: Counter[str] = Counter()
    with (shared / f"data/duo/{name}.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["GEMEENTENAAM"].upper() not in here:
                continue
            people = HIDDEN if row[count] == "-1" else int(row[count])
            everyone[f"{row[year]}-{day}"] += people
            technical[f"{row[year]}-{day}"] += people * (row["ONDERDEEL"] == "TECHNIEK")
    assert counts(key) == {when: (technical[when], everyone[when]) for when in everyone}


ELSEWHERE = {
    "netherlands": None,
    "eindhoven": {"EINDHOVEN"},
    "arnhem-nijmegen": {"ARNHEM", "NIJMEGEN"},
    "groningen": {"GRONINGEN"},
}
"""The municipalities of each part; None for all."""


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("key", "name", "year", "count", "day"),
    [
        ("hbo-first-years-elsewhere", "eerstejaarsingeschrevenenhbo", "STUDIEJAAR",
         "AANTAL_EERSTEJAARS_INGESCHREVENEN", "10-01"),
        ("hbo-diplomas-elsewhere", "gediplomeerdenhbo", "DIPLOMAJAAR",
         "AANTAL_GEDIPLOMEERDEN", "01-01"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("part", ELSEWHERE)
def test_the_share_elsewhere_follows_from_the_same_file(
    shared: Path, key: str, name: str, year: str, count: str, day: str, part: str
) -> None:
    there = ELSEWHERE[part]
    technical: Counter[str] = Counter()
    everyone: Counter[str] = Counter()
    with (shared / f"data/duo/{name}.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if there is not None and row["GEMEENTENAAM"].upper() not in there:
                continue
            people = HIDDEN if row[count] == "-1" else int(row[count])
            everyone[f"{row[year]}-{day}"] += people
            technical[f"{row[year]}-{day}"] += people * (row["ONDERDEEL"] == "TECHNIEK")
    assert counts(key, part) == {when: (technical[when], everyone[when]) for when in everyone}


@pytest.mark.shared_data
def test_the_technical_share_of_the_university_follows_from_the_file_of_duo(shared: Path) -> None:
    technical: Counter[str] = Counter()
    everyone: Counter[str] = Counter()
    path = shared / "data/duo/duo_01-ingeschrevenen-wo-2018.csv"
    with path.open(encoding="latin-1") as file:
        for row in csv.DictReader(file):
            if row["INSTELLINGSNAAM ACTUEEL"] != "Universiteit Twente":
                continue
            for year in range(2014, 2019):
                people = int(row[f"{year} Man"]) + int(row[f"{year} Vrouw"])
                everyone[f"{year}-10-01"] += people
                technical[f"{year}-10-01"] += people * (row["CROHO ONDERDEEL"] == "techniek")
    assert counts("ut-enrolled-technical") == {
        when: (technical[when], everyone[when]) for when in everyone
    }


@pytest.mark.shared_data
@pytest.mark.parametrize("kind", ["havo", "vwo"])
@pytest.mark.parametrize(
    ("what", "column"), [("passes", "GESLAAGDEN"), ("candidates", "EXAMENKANDIDATEN")]
)
def test_profiles_follow_from_the_file_of_duo(
    shared: Path, kind: str, what: str, column: str
) -> None:
    here = municipalities(shared)
    found: dict[str, Counter[str]] = {
        group: Counter() for group in ("", "nt", "ng", "nt-ng", "everyone")
    }
    names = {"N&T": "nt", "N&G": "ng", "N&T / N&G": "nt-ng"}
    path = shared / "data/duo/duo_examen_raw_all.csv"
    with path.open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file, delimiter=";"):
            if row["GEMEENTENAAM"] not in here or row["ONDERWIJSTYPE VO"] != kind.upper():
                continue
            profile = row["OPLEIDINGSNAAM"].partition(" - ")[2]
            for year in range(2019, 2024):
                cell = row[f"{column} SCHOOLJAAR {year}-{year + 1} - TOTAAL"]
                people = HIDDEN if cell == "<5" else int(cell or 0)
                when = f"{year}-08-01"
                found["everyone"][when] += people
                found[""][when] += people * ("N&T" in profile)
                if profile in names:
                    found[names[profile]][when] += people
    everyone = found.pop("everyone")
    for group, parts in found.items():
        assert counts(f"{kind}-{what}-with-nt", group) == {
            when: (parts[when], everyone[when]) for when in everyone
        }, group


@pytest.mark.shared_data
def test_inhabitants_are_those_of_statistics_netherlands(shared: Path) -> None:
    assert sorted(municipalities(shared).values()) == sorted(by_group("inhabitants").values())[:-1]
