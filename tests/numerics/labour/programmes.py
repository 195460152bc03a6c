# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Programmes whose law is known, and those of the open data."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.numerics.labour.vintages import Figures, Programmes

Rows = list[dict[str, str]]
Ends = dict[tuple[str, str], dict[int, tuple[int, int]]]

SUPPRESSED = "-1"
SUPPRESSED_ENDS = (1, 4)
GRADUATES_LAG, STUDENTS_LAG = 2, 1
"""DUO counts on 1 October and publishes before April: who studies in year Y on 1 October of Y, who
graduated in study year Y/Y+1 on 1 October of Y+1 (release of 29 February 2024: diplomas up to 2022;
release of 17 March 2025: students up to 2024)."""


def coded(names: list[str]) -> npt.NDArray[np.int64]:
    return np.unique(names, return_inverse=True)[1].astype(np.int64)


def ends_of(rows: Rows, year: str, count: str) -> Ends:
    """Technical programmes per institution, summed over municipalities, with both ends."""
    found: Ends = {}
    for row in rows:
        if row["ONDERDEEL"] != "TECHNIEK":
            continue
        low, high = SUPPRESSED_ENDS if row[count] == SUPPRESSED else (int(row[count]),) * 2
        years = found.setdefault(
            (row["INSTELLINGSCODE_ACTUEEL"], row["OPLEIDINGSCODE_ACTUEEL"]), {}
        )
        before = years.get(int(row[year]), (0, 0))
        years[int(row[year])] = before[0] + low, before[1] + high
    return found


def figures_of(ends: Ends, keys: list[tuple[str, str]], years: range, lag: int) -> Figures:
    """A programme without a row in a published year had nobody then."""
    return Figures.between(
        [
            (place, year, *ends.get(key, {}).get(year, (0, 0)), f"{year + lag}-03-31")
            for place, key in enumerate(keys)
            for year in years
        ]
    )


def technical_programmes(read: Callable[[str], Rows]) -> Programmes:
    """DUO's technical HBO programmes: diplomas 2019-2023, students 2020-2024 (release of 2025)."""
    graduates = ends_of(read("duo/gediplomeerdenhbo.csv"), "DIPLOMAJAAR", "AANTAL_GEDIPLOMEERDEN")
    enrolled = ends_of(read("duo/ingeschrevenenhbo.csv"), "STUDIEJAAR", "AANTAL_INGESCHREVENEN")
    entrants = ends_of(
        read("duo/eerstejaarsingeschrevenenhbo.csv"),
        "STUDIEJAAR",
        "AANTAL_EERSTEJAARS_INGESCHREVENEN",
    )
    keys = sorted({*graduates, *enrolled, *entrants})
    return Programmes(
        names=tuple("/".join(key) for key in keys),
        levels=coded([programme[0] for _, programme in keys]),  # 3 bachelor, 4 master, 8 associate
        fields=coded([programme for _, programme in keys]),
        institutions=coded([institution for institution, _ in keys]),
        graduates=figures_of(graduates, keys, range(2019, 2024), GRADUATES_LAG),
        enrolled=figures_of(enrolled, keys, range(2020, 2025), STUDENTS_LAG),
        entrants=figures_of(entrants, keys, range(2020, 2025), STUDENTS_LAG),
    )


def made_up(
    *, series: int = 60, years: int = 8, led: float = 1.0, seed: int = 1, drift: float = 0.1
) -> Programmes:
    """Graduates drawn around a fifth of the students (`led` 1) or of a level that stays (0)."""
    rng = np.random.default_rng(seed)
    size = rng.uniform(20, 400, (series, 1))
    walk = np.exp(np.cumsum(rng.normal(0.0, drift, (series, years)), axis=1))
    students = np.round(size * walk)
    at_risk = led * students + (1 - led) * size
    counts = rng.poisson(at_risk * rng.gamma(100.0, 0.2 / 100.0, (series, 1))).astype(float)
    return programmes_of(counts, students)


def programmes_of(counts: Any, students: Any | None = None, first: int = 2010) -> Programmes:
    """(S, T) counts, and students where given, published like DUO's."""

    def figures(table: Any, lag: int) -> Figures:
        return Figures.exact(
            [
                (place, first + at, float(value), f"{first + at + lag}-03-31")
                for place, row in enumerate(table)
                for at, value in enumerate(row)
            ]
        )

    size = len(counts)
    return Programmes(
        names=tuple(f"programme {place}" for place in range(size)),
        levels=np.zeros(size, dtype=np.int64),
        fields=np.arange(size) % 5,
        institutions=np.arange(size) % 3,
        graduates=figures(counts, GRADUATES_LAG),
        enrolled=Figures.exact([]) if students is None else figures(students, STUDENTS_LAG),
        entrants=Figures.exact([]),
    )
