# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A population from year to year: the census is what its tables say, on any number of workers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest

from hcat.numerics.errors import NumericsError
from hcat.numerics.interval import normal_quantile
from hcat.numerics.labour.population import Census, Customs, People, project_people

AGES, REGIONS, LEVELS, OCCUPATIONS, YEARS = 30, 4, 3, 5, 6
PERSONS = 150_000


def customs(**changed: Any) -> Customs:
    rng = np.random.default_rng(3)
    inputs: dict[str, Any] = {
        "death": [*np.linspace(0.0, 0.3, AGES - 1), 1.0],
        "moves": rng.dirichlet(np.ones(REGIONS), REGIONS),
        "learning": rng.dirichlet(np.ones(LEVELS), (AGES, LEVELS)),
        "careers": rng.dirichlet(np.ones(OCCUPATIONS), OCCUPATIONS),
    }
    return Customs(**(inputs | changed))


def people(**changed: Any) -> People:
    rng = np.random.default_rng(4)
    inputs: dict[str, Any] = {
        "ages": rng.integers(0, AGES, PERSONS),
        "regions": rng.integers(0, REGIONS, PERSONS),
        "levels": rng.integers(0, LEVELS, PERSONS),
        "occupations": rng.integers(0, OCCUPATIONS, PERSONS),
    }
    return People(**(inputs | changed))


def by_hand(people: People, customs: Customs) -> tuple[np.ndarray, np.ndarray]:
    """The expected census of every year, from shares of everybody in every state."""
    cells = np.zeros((AGES, REGIONS, LEVELS))
    np.add.at(cells, tuple(people.column(one) for one in ("ages", "regions", "levels")), 1)
    jobs = np.zeros((AGES, OCCUPATIONS))
    np.add.at(jobs, (people.column("ages"), people.column("occupations")), 1)
    lives = 1 - np.asarray(customs.death)
    places, occupations = [], []
    for _ in range(YEARS):
        moved = np.einsum("arl,rs,alm->asm", cells * lives[:, None, None], customs.moves,
                          customs.learning)  # fmt: skip
        changed = (jobs * lives[:, None]) @ np.asarray(customs.careers)
        cells, jobs = np.zeros_like(moved), np.zeros_like(changed)
        cells[1:], jobs[1:] = moved[:-1], changed[:-1]
        places.append(cells.sum(axis=0))
        occupations.append(jobs.sum(axis=0))
    return np.array(places), np.array(occupations)


def test_the_census_is_what_the_tables_say_within_chance() -> None:
    census = project_people(people(), customs(), YEARS)
    for found, wanted in zip(
        (census.by_place, census.by_occupation), by_hand(people(), customs()), strict=True
    ):
        scores = (found - wanted) / np.sqrt(wanted)  # at most: people scatter less than Poisson
        assert np.abs(scores).max() < normal_quantile(1 - 0.01 / 2 / scores.size)


def test_both_counts_are_of_the_same_people() -> None:
    census = project_people(people(), customs(), YEARS)
    assert (census.by_place.sum(axis=(1, 2)) == census.by_occupation.sum(axis=1)).all()
    assert (np.diff(census.by_occupation.sum(axis=1)) <= 0).all()


def same(one: Census, other: Census) -> bool:
    return bool(
        (one.by_place == other.by_place).all()
        and (one.by_occupation == other.by_occupation).all()
    )  # fmt: skip


def test_plain_and_compiled_and_any_number_of_threads_agree_to_the_person() -> None:
    whole = project_people(people(), customs(), YEARS)
    assert same(project_people(people(), customs(), YEARS, compiled=False), whole)
    for workers in (2, 5):
        with ThreadPoolExecutor(workers) as executor:
            assert same(project_people(people(), customs(), YEARS, executor=executor), whole)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"death": [*[0.1] * (AGES - 2), 1.4, 1.0]}, "a rate of 1.4"),
        ({"death": [0.1] * AGES}, "nobody grows older than the last; make the rate"),
        ({"moves": np.full((REGIONS, REGIONS), 0.3)}, "moves, row 0, adds up to 1.2"),
        ({"careers": np.ones((2, 3)) / 3}, r"careers of shape \(2, 3\): it leads from each"),
        ({"learning": np.ones((LEVELS, LEVELS)) / LEVELS}, r"learning of shape \(3, 3\)"),
    ],
)
def test_customs_that_cannot_be_are_refused(changed: dict[str, Any], told: str) -> None:
    with pytest.raises(NumericsError, match=told):
        customs(**changed)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"ages": [AGES]}, f"ages with a {AGES}: there are {AGES}, numbered from 0"),
        ({"regions": [REGIONS]}, "regions with a 4"),
        ({"ages": [-1]}, "a whole number from 0 to 255"),
        ({"levels": [0.5]}, "a whole number from 0 to 255"),
        ({"levels": [0, 1]}, r"levels of shape \(2,\): everybody has one"),
    ],
)
def test_people_that_cannot_be_are_refused(changed: dict[str, Any], told: str) -> None:
    one: dict[str, Any] = {"ages": [0], "regions": [0], "levels": [0], "occupations": [0]}
    with pytest.raises(NumericsError, match=told):
        project_people(people(**(one | changed)), customs(), YEARS)
