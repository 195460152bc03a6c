# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Demonstration data: rooms register what they can show, one command fills and empties them all.

A room writes `demo.py`, found by name:

    demonstration("organisations", load=fill, clear=empty, count=how_many)

`load(random, by)` makes the rows from the given generator only, so that the same seed gives the
same data; it marks each row as demonstration, with names that no one can take for real ones.
`clear(by)` removes exactly those rows; `count()` tells how many there are.

What people did with such a row at the desk can reach further: a decision taken on it stands in the
history of the agenda, which is never rewritten. `stays()` names each of these, asked before
`clear`, so that whoever clears is told what to put right by hand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from django.db import transaction
from django.utils.module_loading import autodiscover_modules

from .audit import Actor, record
from .errors import Refused

__all__ = ["Demonstration", "clear", "demonstration", "demonstrations", "load", "stays"]

SEED = 2012


@dataclass(frozen=True, slots=True)
class Demonstration:
    name: str
    load: Callable[[Random, Actor], None]
    clear: Callable[[Actor], None]
    count: Callable[[], int]
    after: tuple[str, ...] = ()
    """Names of the demonstrations whose rows this one builds on."""
    stays: Callable[[], Iterable[str]] = tuple
    """What was made out of its rows and outlives them, each as a line for whoever clears."""


_registered: dict[str, Demonstration] = {}


def demonstration(
    name: str,
    *,
    load: Callable[[Random, Actor], None],
    clear: Callable[[Actor], None],
    count: Callable[[], int],
    after: tuple[str, ...] = (),
    stays: Callable[[], Iterable[str]] = tuple,
) -> None:
    _registered[name] = Demonstration(name, load, clear, count, after, stays)


def demonstrations() -> list[Demonstration]:
    """All of them, each after what it builds on."""
    autodiscover_modules("demo")
    ordered: dict[str, Demonstration] = {}

    def place(name: str, path: tuple[str, ...]) -> None:
        if name in ordered:
            return
        if name in path or name not in _registered:
            raise Refused(
                f"The demonstration {name!r} cannot be placed.",
                why=f"It is asked for by {' > '.join(path) or 'nobody'}.",
                mend="Name registered demonstrations in `after`, without a circle.",
            )
        for before in _registered[name].after:
            place(before, (*path, name))
        ordered[name] = _registered[name]

    for name in sorted(_registered):
        place(name, ())
    return list(ordered.values())


@transaction.atomic
def load(
    *,
    by: Actor,
    seed: int = SEED,
    tell: Callable[[str, int, int], None] = lambda name, number, of: None,
) -> dict[str, int]:
    """Fill every room that shows no demonstration data yet. Returns rows per demonstration.

    `tell` hears which one begins, how many are done and how many there are.
    """
    loaded = {}
    known = demonstrations()
    for number, demo in enumerate(known):
        tell(demo.name, number, len(known))
        if not demo.count():
            demo.load(Random(f"{seed}:{demo.name}"), by)  # noqa: S311 - made-up data, no secret
            if rows := demo.count():
                loaded[demo.name] = rows
    if loaded:
        record(by=by, action="foundation.demo_loaded", subject="demo:all", rows=loaded, seed=seed)
    return loaded


def stays() -> list[str]:
    """What `clear` will leave: things of the agenda that were made out of demonstration data."""
    return [line for demo in demonstrations() for line in demo.stays()]


@transaction.atomic
def clear(*, by: Actor) -> dict[str, int]:
    """Remove all demonstration data, and nothing else. Returns rows per demonstration. What `stays`
    named before stays."""
    cleared = {}
    for demo in reversed(demonstrations()):
        if rows := demo.count():
            demo.clear(by)
            cleared[demo.name] = rows
    if cleared:
        record(by=by, action="foundation.demo_cleared", subject="demo:all", rows=cleared)
    return cleared
