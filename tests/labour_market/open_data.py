# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The open data of DUO and CBS beside the checkout, as rows of code, name and persons."""

from __future__ import annotations

import csv
import gzip
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

HIDDEN = 2
"""What a cell counts that DUO hides because it holds one to four."""

HERE = "Enschede"
"""The one municipality of the fourteen in which HBO is taught."""

UNIVERSITY = "Universiteit Twente"
YEARS_OF_ENROLMENT = range(2014, 2019)

Row = tuple[str, str, int]


def persons(cell: str) -> int:
    return HIDDEN if cell == "-1" else int(cell)


def hbo_diplomas(shared: Path, *, year: int | None = None, here: bool = False) -> Iterator[Row]:
    """Technical diplomas: of all years or one, of the country or of Twente's institutions."""
    with (shared / "data/duo/gediplomeerdenhbo.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["ONDERDEEL"] != "TECHNIEK":
                continue
            if year in (None, int(row["DIPLOMAJAAR"])) and (
                not here or row["GEMEENTENAAM"] == HERE
            ):
                yield (
                    row["OPLEIDINGSCODE_ACTUEEL"],
                    row["OPLEIDINGSNAAM_ACTUEEL"],
                    persons(row["AANTAL_GEDIPLOMEERDEN"]),
                )


def hbo_students(shared: Path, *, year: int, first_year: bool = False) -> Iterator[Row]:
    """Technical students of Twente's institutions on 1 October: all of them, or those who began."""
    name, count = (
        ("eerstejaarsingeschrevenenhbo", "AANTAL_EERSTEJAARS_INGESCHREVENEN")
        if first_year
        else ("ingeschrevenenhbo", "AANTAL_INGESCHREVENEN")
    )
    with (shared / f"data/duo/{name}.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if (row["ONDERDEEL"], row["GEMEENTENAAM"], row["STUDIEJAAR"]) == (
                "TECHNIEK", HERE, str(year),
            ):  # fmt: skip
                yield (
                    row["OPLEIDINGSCODE_ACTUEEL"],
                    row["OPLEIDINGSNAAM_ACTUEEL"],
                    persons(row[count]),
                )


def wo_enrolled(
    shared: Path, *, year: int | None = None, here: bool = False, phase: str = ""
) -> Iterator[Row]:
    """Students in technical programmes on 1 October: all years added up, or one."""
    path = shared / "data/duo/duo_01-ingeschrevenen-wo-2018.csv"
    years = YEARS_OF_ENROLMENT if year is None else [year]
    with path.open(encoding="latin-1") as file:
        for row in csv.DictReader(file):
            if (
                row["CROHO ONDERDEEL"] != "techniek"
                or (here and row["INSTELLINGSNAAM ACTUEEL"] != UNIVERSITY)
                or phase not in ("", row["OPLEIDINGSFASE ACTUEEL"])
            ):
                continue
            count = sum(int(row[f"{one} {sex}"]) for one in years for sex in ("Man", "Vrouw"))
            yield row["OPLEIDINGSCODE ACTUEEL"], row["OPLEIDINGSNAAM ACTUEEL"], count


def mbo_programmes(shared: Path) -> Iterator[Row]:
    """Each code once: the list says nothing of persons."""
    path = shared / "data/duo/mbo_crebo_Opleiding_dimensie_23-24.xlsx"
    rows = load_workbook(path).active.iter_rows(min_row=2, values_only=True)
    return ((str(code), str(name), 1) for code, name in rows)


def unit_groups(shared: Path) -> Iterator[Row]:
    """The unit groups of ISCO-08, each once."""
    with (shared / "data/esco/ISCOGroups_en.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if len(row["code"]) == 4:
                yield row["code"], row["preferredLabel"], 1


def inhabitants_by_age(shared: Path) -> Counter[int]:
    """Twente's inhabitants in 2021, by the first age of each group of five years."""
    geo = shared / "data/geo"
    with (geo / "derived_twente_14_gemeenten_2023.csv").open(encoding="utf-8") as file:
        here = {row["gemeentenaam"] for row in csv.DictReader(file)}
    with (geo / "cbs_postcodes_2021.csv").open(encoding="utf-8") as file:
        places = {row["postcode"] for row in csv.DictReader(file) if row["gemeente"] in here}
    found: Counter[int] = Counter()
    with gzip.open(
        geo / "cbs_inwoners_per_postcode_leeftijd_2021.csv.gz", "rt", encoding="utf-8"
    ) as file:
        for row in csv.DictReader(file):
            if row["postcode"] in places and len(row["postcode"]) == len("7500.0"):
                found[int(row["leeftijd"].split("-")[0].rstrip("+"))] += int(
                    float(row["inwoners"] or 0)
                )
    return found
