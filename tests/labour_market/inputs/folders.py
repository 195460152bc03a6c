# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A small region's inputs, written as a person would: a sheet, and tables of one figure per row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from hcat.agenda.api import Problem
from hcat.labour_market.inputs import Assembled, Inputs, assemble, read_inputs

FIELDS = ("mechatronics", "software", "civil")
SOURCES = ("survey", "register")
HEADER = "input,level,field,sector,age_from,age_to,year,value,unit,quality,source,n,note"
SHEET = """\
market:
  region: polder
  first_year: 2024
  last_year: 2028
  levels: [mbo-4, hbo]
  fields: [mechatronics, software]
  sectors:
    industry: {nl: Industrie, en: Industry, de: Industrie}
    ict: ICT
"""


def row(
    name: str,
    value: float,
    unit: str = "percent",
    *,
    level: str = "",
    field: str = "",
    sector: str = "",
    ages: tuple[int | str, int | str] = ("", ""),
    year: int | str = 2024,
    quality: str = "published",
    source: str = "register",
    n: int | str = "",
) -> str:
    return (
        f"{name},{level},{field},{sector},{ages[0]},{ages[1]},{year},{value:g},{unit},"
        f"{quality},{source},{n},"
    )


def counted(name: str, values: Mapping[tuple[str, str], float], year: int = 2024) -> list[str]:
    return [
        row(name, value, "persons", level=level, field=field, year=year)
        for (level, field), value in values.items()
    ]


EACH = {("mbo-4", "mechatronics"): 4000, ("hbo", "mechatronics"): 2000, ("hbo", "software"): 1000}

STOCK = [
    *counted("stock", EACH),
    row("age_profile", 60, ages=(20, 44)),
    row("age_profile", 40, ages=(45, 64)),
]
GRADUATES = [
    *(
        one
        for year, factor in ((2021, 1.0), (2022, 1.1), (2023, 0.9))
        for one in counted("graduates", {at: n * factor / 20 for at, n in EACH.items()}, year)
    ),
    row("further_study", 30, level="mbo-4"),
    row("further_study", 10, level="hbo"),
    row("participation", 95),
    row("entry_ages", 100, ages=(21, 24)),
    row("retention", 80),
    row("retention_step", 0.1, "log_odds"),
]
MOVES = [
    row("exit_rate", 0.5, ages=(15, 54)),
    row("exit_rate", 5, ages=(55, 64)),
    row("exit_rate", 40, ages=(65, 74)),
    row("leaving", 1),
    row("out_migration", 1, ages=(15, 74)),
    *counted("arrivals", {at: n / 100 for at, n in EACH.items()}),
]
GROWTH = [
    row("sector_mix", 70, sector="industry"),
    row("sector_mix", 30, sector="ict"),
    row("growth", 1, sector="industry"),
    row("growth", 2, sector="ict"),
    row("growth_common", 1, "percentage_points"),
    row("growth_sector", 1, "percentage_points"),
    row("growth_region", 0.5, "percentage_points"),
    row("persistence", 50),
]
TABLES: dict[str, list[str]] = {
    "stock.csv": STOCK,
    "graduates.csv": GRADUATES,
    "moves.csv": MOVES,
    "growth.csv": GROWTH,
}


def write(
    folder: Path, tables: Mapping[str, Sequence[str]] | None = None, *, sheet: str = SHEET
) -> Path:
    """The folder with its tables; those given take the place of the usual ones."""
    folder.mkdir(exist_ok=True)
    (folder / "market.yaml").write_text(sheet, encoding="utf-8")
    for name, rows in {**TABLES, **(tables or {})}.items():
        (folder / name).write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    return folder


def read(folder: Path) -> Inputs:
    return read_inputs(folder, fields=FIELDS, sources=SOURCES)


def problems_of(folder: Path) -> list[Problem]:
    """What reading or assembling says is wrong."""
    made = assemble(read(folder))
    assert not isinstance(made, Assembled)
    return made


def made_of(folder: Path) -> Assembled:
    made = assemble(read(folder))
    assert isinstance(made, Assembled), made
    return made
