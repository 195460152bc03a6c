# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The work of `population.project_people` as other engines do it: the same tables, the same census.

Each is written as its users would who want it fast: alias tables where it has none of its own, a
byte per column where it pays, numbers of chance from its own generator. Setting up is not timed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.numerics.labour.lots import FULL, OUTCOME, Table
from hcat.numerics.labour.population import Census, Customs, People

Floats = npt.NDArray[np.float64]
BLOCK = 1 << 14
"""Persons whose columns and numbers of chance fit the second level of the processor's memory."""


@dataclass(frozen=True)
class Alias:
    """An alias table as floats: rows of `outcomes` places, flat."""

    keep: Floats
    other: npt.NDArray[np.uint8]
    outcomes: int

    @classmethod
    def of(cls, table: Table) -> Alias:
        flat = table.ravel()
        other = (flat & np.uint32(OUTCOME)).astype(np.uint8)
        return cls((flat >> np.uint32(8)) / FULL, other, table.shape[-1])

    def picks(self, row: npt.NDArray[Any], chance: npt.NDArray[Any]) -> npt.NDArray[Any]:
        wide = chance * self.outcomes
        place = np.minimum(wide.astype(np.int32), self.outcomes - 1)
        at = row * np.int32(self.outcomes) + place
        return np.where(wide - place < self.keep[at], place, self.other[at])


@dataclass(frozen=True)
class World:
    """Who there is, how they change, for how many years."""

    people: People
    customs: Customs
    years: int

    @cached_property
    def tables(self) -> tuple[Alias, Alias, Alias]:
        moves, learning, careers = (Alias.of(one) for one in self.customs.tables)
        return moves, learning, careers

    def columns(self, kind: type[np.generic]) -> list[npt.NDArray[Any]]:
        names = ("ages", "regions", "levels", "occupations")
        return [self.people.column(name).astype(kind) for name in names]

    def no_census(self) -> Census:
        moves, learning, careers = self.tables
        return Census(
            np.zeros((self.years, moves.outcomes, learning.outcomes), dtype=np.int64),
            np.zeros((self.years, careers.outcomes), dtype=np.int64),
        )


def count(census: Census, year: int, region: Any, level: Any, occupation: Any) -> None:
    """Add those alive to the census of a year."""
    _, regions, levels = census.by_place.shape
    cell = region.astype(np.int32) * levels + level
    census.by_place[year] += np.bincount(cell, minlength=regions * levels).reshape(regions, levels)
    census.by_occupation[year] += np.bincount(occupation, minlength=census.by_occupation.shape[1])


Ready = Callable[[], Census]
"""The timed part: from the first year to the last census."""


def numpy_plain(world: World, seed: int) -> Ready:
    """All persons a step at a time, in columns of the kind that NumPy gives unasked."""
    columns, death = world.columns(np.int64), np.asarray(world.customs.death)
    return lambda: _numpy(world, columns, np.random.default_rng(seed), death, np.float64)


def numpy_blocked(world: World, seed: int) -> Ready:
    """Some persons at a time, in bytes and short floats, so that they stay near the processor."""
    columns = world.columns(np.uint8)
    death = np.asarray(world.customs.death, dtype=np.float32)
    moves, learning, careers = (
        Alias(one.keep.astype(np.float32), one.other, one.outcomes) for one in world.tables
    )
    near = World(world.people, world.customs, world.years)
    near.__dict__["tables"] = (moves, learning, careers)

    def run() -> Census:
        rng, whole = np.random.default_rng(seed), near.no_census()
        for first in range(0, columns[0].size, BLOCK):
            block = [column[first : first + BLOCK] for column in columns]
            part = _numpy(near, block, rng, death, np.float32)
            whole.by_place[:] += part.by_place
            whole.by_occupation[:] += part.by_occupation
        return whole

    return run


def _numpy(
    world: World,
    columns: list[npt.NDArray[Any]],
    rng: np.random.Generator,
    death: npt.NDArray[Any],
    kind: type[np.float32 | np.float64],
) -> Census:
    age, region, level, occupation = columns
    moves, learning, careers = world.tables
    census = world.no_census()
    for year in range(world.years):
        lives = rng.random(age.size, dtype=kind) >= death[age]
        age, region, level, occupation = (
            column[lives] for column in (age, region, level, occupation)
        )
        region = moves.picks(region, rng.random(age.size, dtype=kind)).astype(region.dtype)
        row = age.astype(np.int32) * np.int32(learning.outcomes) + level
        level = learning.picks(row, rng.random(age.size, dtype=kind)).astype(level.dtype)
        occupation = careers.picks(occupation, rng.random(age.size, dtype=kind))
        occupation = occupation.astype(columns[3].dtype)
        age = age + age.dtype.type(1)
        count(census, year, region, level, occupation)
    return census


def polars_frame(world: World, seed: int) -> Ready:
    """Expressions over a frame of bytes; its numbers of chance come from NumPy, having none."""
    import polars as pl

    frame = pl.DataFrame(
        dict(zip(("age", "region", "level", "occupation"), world.columns(np.uint8), strict=True))
    )
    death = pl.lit(pl.Series(np.asarray(world.customs.death)))

    def picks(table: Alias, row: pl.Expr, chance: str) -> pl.Expr:
        wide = pl.col(chance) * table.outcomes
        place = wide.cast(pl.UInt32)
        at = row.cast(pl.UInt32) * table.outcomes + place
        stays = wide - place < pl.lit(pl.Series(table.keep)).gather(at)
        other = pl.lit(pl.Series(table.other)).gather(at)
        return pl.when(stays).then(place.cast(pl.UInt8)).otherwise(other)

    moves, learning, careers = world.tables
    step = [
        picks(moves, pl.col("region"), "u1").alias("region"),
        picks(
            learning, pl.col("age").cast(pl.UInt32) * learning.outcomes + pl.col("level"), "u2"
        ).alias("level"),
        picks(careers, pl.col("occupation"), "u3").alias("occupation"),
        (pl.col("age") + 1).alias("age"),
    ]

    def run() -> Census:
        rng, now, census = np.random.default_rng(seed), frame, world.no_census()
        for year in range(world.years):
            now = now.with_columns(pl.Series("u0", rng.random(now.height)))
            now = now.filter(pl.col("u0") >= death.gather(pl.col("age")))
            chances = [pl.Series(f"u{k}", rng.random(now.height)) for k in (1, 2, 3)]
            now = now.with_columns(chances).with_columns(step)
            places = now.group_by("region", "level").len()
            at = places["region"].to_numpy(), places["level"].to_numpy()
            census.by_place[year][at] = places["len"].to_numpy()
            jobs = now.group_by("occupation").len()
            census.by_occupation[year][jobs["occupation"].to_numpy()] = jobs["len"].to_numpy()
        return census

    return run


def vivarium(world: World, seed: int) -> Ready:
    """One component with a stream of chance per change, and tables looked up in NumPy."""
    import pandas as pd
    from vivarium.engine import Component, InteractiveContext

    names = ["age", "region", "level", "occupation"]
    death = np.asarray(world.customs.death)
    moves, learning, careers = world.tables
    census = world.no_census()

    class Life(Component):
        def setup(self, builder: Any) -> None:
            self.streams = {name: builder.randomness.get_stream(name) for name in names}
            self.year = 0
            builder.population.register_initializer(
                initializer=self.begin, columns=[*names, "is_alive"]
            )

        def begin(self, data: Any) -> None:
            people = dict(zip(names, world.columns(np.uint8), strict=True)) | {"is_alive": True}
            self.population_view.initialize(pd.DataFrame(people, index=data.index))

        def chance(self, name: str, index: Any) -> Floats:
            found: Floats = self.streams[name].get_draw(index).to_numpy()
            return found

        def on_time_step(self, event: Any) -> None:
            living = self.population_view.get_filtered_index(event.index, query="is_alive == True")
            self.population_view.update([*names, "is_alive"], self.changed, index=living)

        def changed(self, people: Any) -> Any:
            index = people.index
            age, region, level, occupation = (people[name].to_numpy() for name in names)
            lives = self.chance("age", index) >= death[age]
            row = age.astype(np.int32) * learning.outcomes + level
            after = {
                "age": age + np.uint8(1),
                "region": moves.picks(region, self.chance("region", index)).astype(np.uint8),
                "level": learning.picks(row, self.chance("level", index)).astype(np.uint8),
                "occupation": careers.picks(occupation, self.chance("occupation", index)).astype(
                    np.uint8
                ),
                "is_alive": lives,
            }
            count(census, self.year, *(after[name][lives] for name in names[1:]))
            self.year += 1
            return pd.DataFrame(after, index=index)

    simulation = InteractiveContext(
        components=[Life()],
        configuration={
            "population": {"population_size": world.people.column("ages").size},
            "time": {"step_size": 365},
            "randomness": {"random_seed": seed},
        },
    )

    def run() -> Census:
        simulation.take_steps(world.years)
        return census

    return run


def neworder(world: World, seed: int) -> Ready:
    """A model over a data frame, with its own compiled transitions."""
    import neworder as no
    import pandas as pd

    death = np.asarray(world.customs.death)
    customs, census = world.customs, world.no_census()
    learning = dict(enumerate(np.asarray(customs.learning)))

    class Life(no.Model):  # type: ignore[misc, name-defined]
        def __init__(self) -> None:
            super().__init__(no.LinearTimeline(0, world.years, world.years), lambda: seed)
            age, region, level, occupation = world.columns(np.uint8)
            _, regions, levels = census.by_place.shape
            kinds = {
                "age": (age, death.size),
                "region": (region, regions),
                "level": (level, levels),
                "occupation": (occupation, census.by_occupation.shape[1]),
            }
            self.people = pd.DataFrame({
                name: pd.Categorical.from_codes(column, categories=range(size))
                for name, (column, size) in kinds.items()
            })  # fmt: skip
            self.year = 0

        def step(self) -> None:
            people, transition = self.people, no.df.transition
            dies = self.mc.hazard(death[people["age"].cat.codes.to_numpy()]).astype(bool)
            people = people[~dies].reset_index(drop=True)
            people["region"] = transition(self.mc, customs.moves, people["region"])
            people["level"] = no.df.transition_conditional(
                self.mc, learning, people["age"], people["level"]
            )
            people["occupation"] = transition(self.mc, customs.careers, people["occupation"])
            people["age"] = pd.Categorical.from_codes(
                people["age"].cat.codes + 1, categories=range(death.size)
            )
            names = ("region", "level", "occupation")
            count(census, self.year, *(people[name].cat.codes.to_numpy() for name in names))
            self.people = people
            self.year += 1

    model = Life()

    def run() -> Census:
        no.run(model)
        return census

    return run


def at_hand() -> dict[str, Callable[[World, int], Ready]]:
    """The rivals whose packages are installed, by the name they are known by."""
    every = {
        "vivarium-engine": ("vivarium", vivarium),
        "NumPy, plain": ("numpy", numpy_plain),
        "NumPy, in bytes and blocks": ("numpy", numpy_blocked),
        "Polars": ("polars", polars_frame),
        "neworder": ("neworder", neworder),
    }
    return {name: made for name, (package, made) in every.items() if find_spec(package)}
