# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Random numbers that depend on what they are for, not on who draws them when.

A number is a hash of what it is for: the seed, the purpose, the region, the education, the draw and
the year (Steele, Lea & Flood 2014, *Fast splittable pseudorandom number generators*: the finaliser
of SplitMix64 over a counter). So there is no state: any worker may make any number, in any order,
and two scenarios that differ in one lever meet the same fortune everywhere else (common random
numbers), which takes that fortune out of their difference.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from hcat.numerics.labour.axes import stable_code

Floats = npt.NDArray[np.float64]

Codes = npt.NDArray[np.uint64]

GOLDEN = np.uint64(0x9E3779B97F4A7C15)
"""2⁶⁴ divided by the golden ratio: the step between two counters."""
MIX_1 = np.uint64(0xBF58476D1CE4E5B9)
MIX_2 = np.uint64(0x94D049BB133111EB)

LAYERS = 128
TAIL = 3.442619855899
"""Where the tail begins: the right edge of the lowest layer."""
AREA = 9.91256303526217e-3
"""Of each layer."""


def _edges() -> Floats:
    """(LAYERS + 1,) right edges of the layers under the bell, from the tail up to the top."""
    edges = np.zeros(LAYERS + 1)
    height = np.exp(-0.5 * TAIL**2)
    edges[0], edges[1] = AREA / height, TAIL
    for at in range(2, LAYERS):
        height += AREA / edges[at - 1]
        edges[at] = np.sqrt(-2.0 * np.log(height))
    return edges


EDGES = _edges()
INNER = EDGES[1:] / EDGES[:-1]
"""(LAYERS,) the part of each layer that lies wholly under the bell."""


def mixed(counter: Codes | np.uint64) -> Codes:
    """The finaliser of SplitMix64: each bit of the answer hangs on every bit of the counter."""
    with np.errstate(over="ignore"):
        z = np.asarray(counter, dtype=np.uint64)
        z = (z ^ (z >> np.uint64(30))) * MIX_1
        z = (z ^ (z >> np.uint64(27))) * MIX_2
        return np.asarray(z ^ (z >> np.uint64(31)), dtype=np.uint64)


def key(seed: int, *parts: str | int) -> np.uint64:
    """Where a purpose begins: a hash of the seed and of the names that the purpose goes by."""
    code = mixed(np.uint64(seed & 0xFFFFFFFFFFFFFFFF))
    for part in parts:
        number = part if isinstance(part, int) else stable_code(part)
        code = mixed(code ^ np.uint64(number & 0xFFFFFFFFFFFFFFFF))
    return np.uint64(code)


def after(code: Codes) -> Codes:
    """The next hash in the chain of a number that needs more than one."""
    with np.errstate(over="ignore"):
        return mixed(np.asarray(code + GOLDEN))


def uniform(code: Codes) -> Floats:
    """Above 0 and at most 1, in steps of 2⁻⁵³."""
    return np.asarray(((code >> np.uint64(11)).astype(np.float64) + 1.0) * 2.0**-53)


def normals(keys: Codes | np.uint64, counters: npt.NDArray[np.int64] | int) -> Floats:
    """A standard normal number for each key and counter (broadcast together).

    The ziggurat (Marsaglia & Tsang 2000; Doornik 2005): exact, and ninety-seven times in a hundred
    one hash and one product. `kernel.normal` is the same, compiled.

    >>> whole = normals(key(7, "stock", "twente"), np.arange(4))
    >>> (whole[1:3] == normals(key(7, "stock", "twente"), np.arange(1, 3))).all()
    np.True_
    """
    with np.errstate(over="ignore"):
        step = np.asarray(np.asarray(counters).astype(np.uint64) + np.uint64(1)) * GOLDEN
        code = mixed(np.asarray(np.asarray(keys, dtype=np.uint64) + step))
    found, _, inside = _tried(code)
    rest = np.flatnonzero(~inside)
    if rest.size:
        found.flat[rest] = _outside(code.ravel()[rest])
    return found


def _tried(code: Codes) -> tuple[Floats, npt.NDArray[np.intp], npt.NDArray[np.bool_]]:
    """(number, layer, whether it lies in the layer's inner part) of each hash."""
    layer = (code & np.uint64(LAYERS - 1)).astype(np.intp)
    place = (code >> np.uint64(11)).astype(np.float64) * 2.0**-52 - 1.0
    return np.asarray(place * EDGES[layer]), layer, np.abs(place) < INNER[layer]


def _outside(code: Codes) -> Floats:
    """(N,) the numbers of hashes (N,) whose first try fell outside the inner part of its layer."""
    found = np.empty(code.size)
    open_ = np.arange(code.size)
    while open_.size:
        x, layer, inside = _tried(code)
        done = inside.copy()
        low = ~inside & (layer == 0)
        found[open_[low]] = np.copysign(_tail(code[low]), x[low])
        done |= low
        code = after(code)
        at = np.minimum(layer, LAYERS - 1)
        below = np.exp(-0.5 * (EDGES[at] ** 2 - x * x))
        above = np.exp(-0.5 * (EDGES[at + 1] ** 2 - x * x))
        wedge = ~done & (above + uniform(code) * (below - above) < 1.0)
        found[open_[inside | wedge]] = x[inside | wedge]
        done |= wedge
        open_, code = open_[~done], after(code[~done])
    return found


def _tail(code: Codes) -> Floats:
    """(N,) beyond `TAIL`, without a sign."""
    found = np.empty(code.size)
    open_ = np.arange(code.size)
    while open_.size:
        code = after(code)
        x = -np.log(uniform(code)) / TAIL
        code = after(code)
        done = -2.0 * np.log(uniform(code)) > x * x
        found[open_[done]] = TAIL + x[done]
        open_, code = open_[~done], code[~done]
    return found
