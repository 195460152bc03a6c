# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One adapter per recruitment system: a small module that turns an answer into postings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hcat.postings.posting import Payload, Reading, Request


@dataclass(frozen=True, slots=True)
class Board:
    """The vacancies of one employer at one system: which system, and what it calls the employer.

    `address` is what a person would type: a career site, a feed or a file.
    """

    system: str
    employer: str = ""
    address: str = ""
    token: str = ""
    """A secret that the employer gave, where the system asks one. Never logged."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Adapter:
    """`recognise`: the board behind an address of this system, or None. `first`: what to ask
    first. `read`: what an answer says; raises `Unreadable`."""

    name: str
    title: str
    """As the makers write it."""
    recognise: Callable[[str], Board | None]
    first: Callable[[Board], tuple[Request, ...]]
    read: Callable[[Payload, Board], Reading]


_adapters: dict[str, Adapter] = {}


def adapter(one: Adapter) -> Adapter:
    """Enter an adapter; each name once."""
    if one.name in _adapters:
        raise ValueError(f"two adapters are called {one.name!r}")
    _adapters[one.name] = one
    return one


def adapters() -> dict[str, Adapter]:
    return dict(_adapters)


def adapter_named(name: str) -> Adapter:
    """Raises `LookupError`."""
    try:
        return _adapters[name]
    except KeyError:
        known = ", ".join(sorted(_adapters))
        raise LookupError(f"no adapter is called {name!r}; there are: {known}") from None


def board_of(address: str) -> Board | None:
    """The recruitment system behind an address, or None where it is none that is known."""
    return next((found for one in _adapters.values() if (found := one.recognise(address))), None)
