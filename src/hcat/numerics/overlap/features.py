# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What two descriptions have in common, each thing as a number from 0 to 1.

Descriptions come as counts: a row per description, a column per word, sequence of letters or fact.
What is shared counts by its rarity: two that share what three of a thousand have, share more than
two that share what half of them have. A description that leaves something out neither agrees nor
differs there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from hcat.numerics.errors import NumericsError

from .subjects import Subjects, any_of

Floats = npt.NDArray[np.float64]
Sparse = Any
"""A scipy.sparse.csr_array; SciPy's own types do not say what it holds."""

FACTS = ("ways", "placements", "levels", "places", "people", "numbers")
"""Facts of which two descriptions may share some."""
DIFFERING = ("ways", "placements", "levels", "places")
"""Facts of which it counts against a pair that both state them and share none. Not people or
numbers: two that overlap are often of other people, which is why nobody saw it."""
FEATURES = (
    "text", "own", "telling", "subject", "kind", "letters", "name", "target",
    *FACTS, *(f"other_{name}" for name in DIFFERING), "other_language",
    "unknown_subject",
)  # fmt: skip
"""The columns of every array of features, in order."""
TELLING = FEATURES.index("telling")

COMMON = 0.15
"""A word in more than this share of the descriptions is one that everybody uses."""
COMMON_FROM = 8
"""... once that is at least so many: of five descriptions three may well overlap."""
ONE = float(np.log(2000))
"""What is shared counts 1 when one in two thousand has it, whatever the size of the register: in
a small one a word that two of them have may well be chance."""
MOST = 3.0
"""Of what is shared: three facts of one pair alone are proof enough."""
HELD_BACK = 2.0
"""Descriptions of a way that are as good as nothing to learn its words from."""
BYTES = 32_000_000
"""About what a block of rows may take, whatever the size of the register."""


@dataclass(frozen=True, slots=True, eq=False)
class Descriptions:
    """Counts of `n` descriptions, all with `n` rows.

    texts: one matrix per language, over one vocabulary (a language that a description does not
    use has an empty row); named: words of the names, over the same vocabulary, of which `words` are
    the columns; letters: sequences of letters in the texts, name: in the names;
    target: words of the target group; facts: by each name in FACTS, 0 or 1.
    """

    texts: Sequence[Sparse]
    named: Sparse
    letters: Sparse
    name: Sparse
    target: Sparse
    facts: Mapping[str, Sparse]
    words: Sequence[str] = ()

    def __post_init__(self) -> None:
        matrices = (*self.texts, self.named, self.letters, self.name, self.target)
        rows = {one.shape[0] for one in matrices}
        rows |= {one.shape[0] for one in self.facts.values()}
        if len(rows) != 1:
            raise NumericsError.about(
                f"the matrices have {sorted(rows)} rows",
                "each row is one description in all of them",
                "give all the same rows, empty where nothing is known",
            )
        if missing := set(FACTS) - set(self.facts):
            raise NumericsError.about(
                f"facts lack {sorted(missing)}",
                "every pair is compared in the same way",
                "give a matrix without entries for what is not known",
            )

    @property
    def size(self) -> int:
        return int(self.letters.shape[0])

    def near(self) -> dict[str, frozenset[str]]:
        """Of each word that is a subject, the others that stand for the same one."""
        pairs = Subjects.of(self.texts, self.named, _said_by_all(rarities(self.texts))).near.tocoo()
        found: dict[str, set[str]] = {}
        for one, other in zip(pairs.row, pairs.col, strict=True):
            found.setdefault(self.words[one], set()).add(self.words[other])
        return {word: frozenset(others) for word, others in found.items()}


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """A register made ready to lay each description beside all others."""

    size: int
    texts: list[Sparse]
    """Unit rows."""
    kinds: _Kinds
    subjects: Sparse
    letters: Sparse
    name: Sparse
    target: Sparse
    facts: dict[str, Sparse]
    stated: dict[str, npt.NDArray[np.bool_]]
    spoken: npt.NDArray[np.bool_]
    """A row per description, a column per language."""

    @classmethod
    def of(cls, found: Descriptions) -> Comparison:
        rarity = rarities(found.texts)
        texts = [unit(weighed(one, rarity)) for one in found.texts]
        single = {name: rarities([facts], common=1.0) for name, facts in found.facts.items()}
        return cls(
            size=found.size,
            texts=texts,
            kinds=_Kinds.of(found, rarity),
            subjects=unit(Subjects.of(found.texts, found.named, _said_by_all(rarity)).rows),
            letters=unit(weighed(found.letters, rarities([found.letters]))),
            name=unit(weighed(found.name, rarities([found.name], common=0.5))),
            target=unit(weighed(found.target, rarities([found.target], common=1.0))),
            facts={name: _there(one, single[name]) for name, one in found.facts.items()},
            spoken=np.column_stack([_rows_with_any(one) for one in found.texts]),
            stated={name: _rows_with_any(one) for name, one in found.facts.items()},
        )

    def blocks(self) -> Iterator[tuple[int, npt.NDArray[np.float32]]]:
        """Each description beside all others, a block of rows at a time.

        Gives the first row of the block, and an array (features, rows, n) in which `telling` is
        still 0. What a block takes does not grow with the register: its rows become fewer.
        """
        rows = max(1, BYTES // (4 * len(FEATURES) * max(1, self.size)))
        for first in range(0, self.size, rows):
            yield first, self._beside(slice(first, min(self.size, first + rows)))

    def telling(self, left: Any, right: Any) -> Floats:
        """Of each pair, how much the most telling word says that both have."""
        weights = self.kinds.weights
        shared = weights[left].multiply(weights[right])
        return np.asarray(shared.max(axis=1).toarray()).ravel().astype(np.float64)

    def _beside(self, rows: slice) -> npt.NDArray[np.float32]:
        block = np.zeros((len(FEATURES), rows.stop - rows.start, self.size), dtype=np.float32)
        at = {name: block[place] for place, name in enumerate(FEATURES)}
        _best(at["text"], self.texts, rows)
        at["own"][:] = _product(self.kinds.own, self.kinds.own, rows)
        at["kind"][:] = self.kinds.sure[rows] @ self.kinds.sure.T
        for name, matrix in (
            ("subject", self.subjects), ("letters", self.letters), ("name", self.name),
            ("target", self.target),
        ):  # fmt: skip
            at[name][:] = _product(matrix, matrix, rows)
        for name in FACTS:
            at[name][:] = _product(self.facts[name], self.facts[name], rows)
        np.clip(block, 0.0, MOST, out=block)
        for name in DIFFERING:
            stated = self.stated[name]
            both = stated[rows, None] & stated[None, :]
            at[f"other_{name}"][:] = both & (at[name] == 0.0)
        spoken = self.spoken[rows].astype(np.float32) @ self.spoken.T.astype(np.float32)
        at["other_language"][:] = spoken == 0.0
        known = _rows_with_any(self.subjects)
        at["unknown_subject"][:] = ~(known[rows, None] & known[None, :])
        return block


def rarities(counts: Sequence[Sparse], common: float = COMMON) -> Floats:
    """How rare each column is: 1 for one in two thousand, 0 for what all or too many have.

    log(n / descriptions with it) / log(2000). `counts` may be several matrices over the same
    columns; a description counts once.

    >>> from scipy.sparse import csr_array
    >>> rarities([csr_array(np.array([[1, 1], [0, 1], [0, 1], [0, 1]]))], common=1.0).round(2)
    array([0.18, 0.  ])
    """
    size, columns = counts[0].shape
    if size < 2:
        return np.zeros(columns)
    there = sum((one > 0).astype(np.int32) for one in counts)
    held = np.asarray((there > 0).sum(axis=0)).ravel().astype(np.float64)
    rare = np.zeros(columns)
    known = held > 0
    rare[known] = np.log(size / held[known]) / ONE
    rare[(held > common * size) & (held >= COMMON_FROM)] = 0.0
    return rare


def _said_by_all(rarity: Floats) -> npt.NDArray[np.bool_]:
    return np.asarray(rarity <= 0.0)


def weighed(counts: Sparse, rarity: Floats) -> Sparse:
    """Counts as weights: the second time a word is said adds less than the first."""
    grown = counts.astype(np.float64).copy()
    grown.data = 1.0 + np.log(grown.data)
    return grown.multiply(rarity[None, :]).tocsr()


def unit(matrix: Sparse) -> Sparse:
    """Rows of length 1; an empty row stays empty."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    length[length == 0.0] = 1.0
    return matrix.multiply(1.0 / length[:, None]).tocsr()


def _there(counts: Sparse, rarity: Floats) -> Sparse:
    return (counts > 0).astype(np.float64).multiply(np.sqrt(rarity)[None, :]).tocsr()


def _rows_with_any(counts: Sparse) -> npt.NDArray[np.bool_]:
    return np.asarray(counts.sum(axis=1)).ravel() > 0


def _product(one: Sparse, other: Sparse, rows: slice) -> npt.NDArray[np.float64]:
    return np.asarray((one[rows] @ other.T).toarray())


def _best(
    into: npt.NDArray[np.float32],
    matrices: Sequence[Sparse],
    rows: slice,
) -> None:
    """Of all languages of the one beside all of the other, those that are most alike."""
    for one in matrices:
        if one[rows].nnz == 0:
            continue
        for other in matrices:
            if other.nnz:
                np.maximum(into, _product(one, other, rows), out=into, casting="unsafe")


@dataclass(frozen=True, slots=True, eq=False)
class _Kinds:
    """What kind of thing each description is, and what is its own within that kind."""

    sure: Floats
    """A row per description: how surely its words point to each way of the menu; sums to 1."""
    weights: Sparse
    """Words by the root of how little they were to be expected in one of its kind, 0 to 1."""
    own: Sparse
    """The same in unit rows."""

    @classmethod
    def of(cls, found: Descriptions, rarity: Floats) -> _Kinds:
        """Learned from the descriptions that state their ways (naive Bayes on words and places
        in the programme): two that say the same in other words, or leave the way out, are of one
        kind all the same. What everybody of a kind says is no sign of overlap beyond the kind."""
        there = any_of(found.texts)
        ways = (found.facts["ways"] > 0).astype(np.float64)
        told = np.zeros((found.size, ways.shape[1]))
        for facts in (there, any_of([found.facts["placements"]])):
            told += facts @ np.log(_expected(facts, ways) / _usual(facts)[:, None])
        sure = np.exp(told - told.max(axis=1, keepdims=True))
        sure /= sure.sum(axis=1, keepdims=True)
        expected = _expected(there, ways)
        own = there.tocoo()
        within = np.einsum("ij,ij->i", sure[own.row], expected[own.col])
        weight = np.clip(-np.log(within) / ONE, 0.0, 1.0)
        held = np.asarray(there.sum(axis=0)).ravel()
        weight[(rarity[own.col] == 0.0) | (held[own.col] < 2)] = 0.0
        own.data = np.sqrt(weight)
        weights = own.tocsr()
        stated = 1.0 if ways.nnz else 0.0
        return cls(sure * stated, weights, unit(weights))


def _usual(facts: Sparse) -> Floats:
    """The share of descriptions with each column, never quite none or all."""
    return np.asarray((facts.sum(axis=0) + 0.5) / (facts.shape[0] + 1.0)).ravel()


def _expected(facts: Sparse, ways: Sparse) -> Floats:
    """The share of descriptions with each column (rows here) among those of each way, a few
    descriptions held back towards what is usual."""
    of_way = np.asarray(ways.sum(axis=0)).ravel()
    both = np.asarray((facts.T @ ways).toarray())
    return (both + HELD_BACK * _usual(facts)[:, None]) / (of_way + HELD_BACK)[None, :]
