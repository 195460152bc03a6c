# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Columns of an earlier wave, kept small: each is unpacked when it is asked for.

A release looks at one concept at a time beside all earlier waves. Answers are few different ones,
so that they take a tenth of their room packed, and reading a wave once is enough.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from .columns import Column

QUICK = 1
"""The least that zlib does: more takes ten times as long for little."""
NOTHING = np.zeros(0, dtype=np.int8)


@dataclass(frozen=True, slots=True)
class _Array:
    packed: bytes
    dtype: np.dtype[Any]
    shape: tuple[int, ...]

    @classmethod
    def of(cls, array: npt.NDArray[Any]) -> _Array:
        return cls(zlib.compress(array.tobytes(), QUICK), array.dtype, array.shape)

    def unpacked(self) -> npt.NDArray[Any]:
        return np.frombuffer(zlib.decompress(self.packed), self.dtype).reshape(self.shape)


@dataclass(frozen=True, slots=True)
class _Column:
    bare: Column
    state: _Array
    data: _Array
    rest: _Column | None

    @classmethod
    def of(cls, column: Column) -> _Column:
        return cls(
            replace(column, state=NOTHING, data=NOTHING, rest=None),
            _Array.of(column.state), _Array.of(column.data),
            None if column.rest is None else cls.of(column.rest),
        )  # fmt: skip

    def unpacked(self) -> Column:
        return replace(
            self.bare, state=self.state.unpacked(), data=self.data.unpacked(),
            rest=None if self.rest is None else self.rest.unpacked(),
        )  # fmt: skip


class Packed(Mapping[str, Column]):
    """By concept. What is got is read only, and is not kept."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self._kept = {concept: _Column.of(one) for concept, one in columns.items()}

    def __getitem__(self, concept: str) -> Column:
        return self._kept[concept].unpacked()

    def __contains__(self, concept: object) -> bool:
        return concept in self._kept

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)
