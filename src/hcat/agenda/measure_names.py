# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which measures exist. Rooms above this one register them, so evidence tells us its names."""

from __future__ import annotations

from collections.abc import Callable, Iterable

_tell: Callable[[], Iterable[str]] | None = None


def tell_measure_names(names: Callable[[], Iterable[str]]) -> None:
    """Called once, when evidence is ready: from now on `hcat agenda check` knows the measures."""
    global _tell
    _tell = names


def measure_names() -> frozenset[str] | None:
    """The names of all registered measures, or None while nobody keeps a registry."""
    return None if _tell is None else frozenset(_tell())
