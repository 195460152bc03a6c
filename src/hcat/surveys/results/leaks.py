# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which rows, read together, tell something that no group by itself may tell.

Each function answers with the places, in `shown`, of rows of which one is to be hidden; None where
all is well. Source of `by_projection`: linear algebra (a vector lies in the row space when its
projection is itself).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from .spaces import ALL, Alike, Flags, Floats, Lines, Numbers, Sizes, Space

LEAST = 5
SPARE = 1
"""So many may say otherwise, and the others still count as saying the same."""
P_PERCENT = 0.10
EXACT = 1e-7
MOST_ROWS = 60
"""Rows of which four at a time are added and subtracted: that costs the fourth power."""
MOST_ALIKE = 25
"""Units that up to four rows may be about and still say the same by chance. Of two sums any number
is looked at."""
SIGNS = 4
"""Counts that are tried, to sort by the one that tells lines apart best."""
AT_ONCE = 256
"""Lines that are looked at together, so that memory stays flat."""


@dataclass(frozen=True, slots=True, eq=False)
class _Pairs:
    """All sums of groups, two by two. `alone`: how many units the one has and the other has not."""

    lines: Lines
    made_of: Sequence[tuple[int, ...]]
    alone: Lines

    @property
    def apart(self) -> Lines:
        both: Lines = self.alone + self.alone.T
        return both

    def rows(self, bad: Flags) -> list[int] | None:
        """The rows of the first pair of which not both are of earlier waves."""
        bad[len(self.made_of) :, len(self.made_of) :] = False
        where = np.argwhere(bad)
        if not where.size:
            return None
        mine = [at for at in where[0] if at < len(self.made_of)]
        return sorted({row for at in mine for row in self.made_of[at]})


def by_difference(space: Space, shown: Sequence[int], least: int) -> list[int] | None:
    """Two sums that differ by too few units, or by units of which a group would not be shown."""
    lines, made_of = _sums_of_groups(space, shown)
    lines = np.concatenate([lines, space.past])
    weighed = lines * space.counts.astype(np.float32)
    pairs = _Pairs(lines, made_of, weighed.sum(axis=1)[:, None] - weighed @ lines.T)
    of_all = [at for at, row in enumerate(shown) if space.rows[row] == ALL]
    of_all += [len(made_of) + at for at, row in enumerate(space.past_rows) if row == ALL]
    found = pairs.rows((pairs.apart > 0.5) & (pairs.apart < least - 0.5))
    for one in space.alike if found is None else ():
        found = pairs.rows(_are_alike(pairs, one, space, of_all if one.is_step else None))
        if found is not None:
            break
    if found is None and space.sizes is not None:
        found = pairs.rows(_are_of_one(pairs, space, space.sizes))
    return found


def _are_alike(pairs: _Pairs, alike: Alike, space: Space, only: Sequence[int] | None) -> Flags:
    """Whether all that only the one has, but one, said this, and all that only the other has the
    opposite; `only` of these sums. Not where a sum by itself tells that, as all together may: then
    the difference tells nothing more."""
    at = np.arange(len(pairs.lines)) if only is None else np.array(only, dtype=np.intp)
    lines, alone = pairs.lines[at], pairs.alone[np.ix_(at, at)]
    others = lines * (space.counts.astype(np.float32) - alike.said)
    else_said = others.sum(axis=1)
    wrong = else_said[:, None] - others @ lines.T
    chosen = alone - wrong
    is_known = (alone.T < 0.5) & (else_said < SPARE + 0.5)[:, None]
    if alike.other_end is None:
        wrong += alone.T
    else:
        others = lines * (space.counts.astype(np.float32) - alike.other_end)
        else_said = others.sum(axis=1)
        wrong += (else_said[:, None] - others @ lines.T).T
        is_known |= (alone < 0.5) & (else_said < SPARE + 0.5)[None, :]
    is_bad = (alone + alone.T > 0.5) & (wrong < SPARE + 0.5) & ~is_known
    if alike.is_of_many:
        is_bad &= (wrong < _spare(alone)) & (chosen > 0.5)
    bad = np.zeros(pairs.alone.shape, dtype=np.bool_)
    bad[np.ix_(at, at)] = is_bad
    return bad


def _spare(chose: Lines | Floats) -> Lines:
    """Who may have said otherwise, and half of one: nobody of fewer than a group. Of several
    choices most are rare, so that all others said no is what anybody expects of them, and one yes
    among two tells nobody's answer."""
    found: Lines = np.where(chose > LEAST - 0.5, SPARE + 0.5, 0.5).astype(np.float32)
    return found


def _are_of_one(pairs: _Pairs, space: Space, sizes: Sizes) -> Flags:
    """Of numbers: whether what one sum has more than another that lies in it is all the same, or
    made up by one or two. Looked at in full only where the two largest of the sum could do it."""
    lines = pairs.lines
    total = lines.astype(np.float64) @ sizes.total
    inside = lines > 0.5
    first = np.where(inside, sizes.largest, 0.0)
    place = first.argmax(axis=1)
    largest = first.max(axis=1)
    at = np.arange(len(lines))
    first[at, place] = np.where(inside[at, place], sizes.second[place], 0.0)
    most = (1 + P_PERCENT) * largest + first.max(axis=1)
    low = np.where(inside, sizes.low, np.inf).min(axis=1)
    high = np.where(inside, sizes.high, -np.inf).max(axis=1)
    rest = total[:, None] - total[None, :]
    lies_in = (pairs.alone.T < 0.5) & (pairs.alone > 0.5) & (low < high)[:, None]
    may_be = lies_in & (rest < most[:, None] * (1 + EXACT))
    # Where all are the same, and only there, n times the sum of the squares is the square of the
    # sum.
    square = lines.astype(np.float64) @ sizes.square
    spread = pairs.alone * (square[:, None] - square[None, :]) - rest**2
    may_be |= lies_in & (spread <= EXACT * (1 + rest**2))
    may_be[len(pairs.made_of) :, len(pairs.made_of) :] = False
    bad = np.zeros(may_be.shape, dtype=np.bool_)
    where = np.argwhere(may_be)
    for start in range(0, len(where), AT_ONCE):
        one, other = where[start : start + AT_ONCE].T
        bad[one, other] = _of_one(inside[one] & ~inside[other], sizes)
    return bad


def _of_one(inside: Flags, sizes: Sizes) -> Flags:
    """By line of kinds: whether all of these are the same, or one or two make up the sum."""
    at = np.arange(len(inside))
    first = np.where(inside, sizes.largest, 0.0)
    place = first.argmax(axis=1)
    largest = first[at, place]
    first[at, place] = np.where(inside[at, place], sizes.second[place], 0.0)
    left = inside @ sizes.total - largest - first.max(axis=1)
    low = np.where(inside, sizes.low, np.inf).min(axis=1)
    high = np.where(inside, sizes.high, -np.inf).max(axis=1)
    found: Flags = (low == high) | (left < P_PERCENT * largest * (1 - EXACT))
    return found


def by_four(space: Space, shown: Sequence[int], least: int) -> list[int] | None:
    """Up to four rows of which the sum, with any signs, is about too few, or is as large as it can
    be: then all that it adds said this, and all that it takes off said otherwise.

    The square of what is left is at least the number of units that it is about; where each counts
    once it is that number. Of very many rows those of the oldest waves are left out.
    """
    rows = np.concatenate([space.sums[shown], space.past[::-1]])[:MOST_ROWS]
    one, other = np.triu_indices(len(rows), 1)
    each = np.eye(len(rows), dtype=np.float32)
    made_of = np.concatenate([each, each[one] - each[other], each[one] + each[other]])
    first = np.concatenate([np.arange(len(rows)), one, one])
    second = np.concatenate([np.arange(len(rows)), other, other])
    counts = space.counts.astype(np.float32)
    size = made_of @ (rows @ counts)
    said = [(made_of @ (rows @ one.said), one.is_of_many) for one in _to_be_found_out(space, shown)]
    for mine, theirs, sign, left in _near(rows, counts, made_of, MOST_ALIKE if said else least):
        bad = left < least - 0.5
        adds = (left + size[mine] - sign * size[theirs]) / 2
        for by_line, is_of_many in said:
            more = by_line[mine] - sign * by_line[theirs]
            # What it adds and who of them said otherwise, and the same the other way round.
            takes = left - adds
            if is_of_many:
                all_yes = (adds - more < _spare(adds)) & (more > 0.5)
                all_no = (takes + more < _spare(takes)) & (more < -0.5)
            else:
                all_yes, all_no = adds - more < SPARE + 0.5, takes + more < SPARE + 0.5
            bad |= all_yes | all_no
        for at in np.flatnonzero(bad & (left > 0.5)):
            used = {int(of[one[at]]) for of in (first, second) for one in (mine, theirs)}
            found = sorted(place for place in used if place < len(shown))
            if found:
                return found
    return None


def _to_be_found_out(space: Space, shown: Sequence[int]) -> Iterator[Alike]:
    """Yes to each choice, save where all together tell already who said it."""
    counts = space.counts.astype(np.float32)
    whole = [space.sums[at] for at in shown if space.rows[at] == ALL]
    whole += [line for row, line in zip(space.past_rows, space.past, strict=True) if row == ALL]
    for alike in space.alike:
        if alike.is_step or alike.other_end is None:
            continue
        is_share = bool((alike.said + alike.other_end == counts).all())
        others = [float(line @ end) for line in whole for end in (alike.said, alike.other_end)]
        if is_share and min(others, default=np.inf) > SPARE:
            yield alike


def _near(
    rows: Lines, counts: Lines, made_of: Lines, most: int
) -> Iterator[tuple[Numbers, Numbers, float, Lines]]:
    """In parts: one line and another, the sign between them, and the square of their sum, of all
    pairs of which it is less than `most`. Lines are sums of `rows`, as `made_of` tells, so that
    their products follow from those of the rows, which are far fewer than the kinds.

    Where a sum is that small, any count of units differs by less as well, and so does one in which
    a half of the kinds, whichever, counts as negative. Sorted by such a count, only neighbours can
    be near.
    """
    signs = np.random.default_rng(len(counts)).choice([-1.0, 1.0], size=(SIGNS, len(counts)))
    by_sign = made_of.astype(np.float64) @ (rows @ (signs * counts).T)
    told = by_sign[:, by_sign.std(axis=0).argmax()]
    order = np.argsort(told)
    told, made_of = told[order], made_of[order]
    weighed = made_of @ ((rows * counts) @ rows.T)
    square = (weighed * made_of).sum(axis=1)
    for start in range(0, len(order), AT_ONCE):
        some = slice(start, min(start + AT_ONCE, len(order)))
        for sign in (1.0, -1.0):
            # A sum is a difference with what is negative, which stands the other way round.
            ends = sign * told[[some.start, some.stop - 1]]
            low = max(start, int(np.searchsorted(told, ends.min() - most)))
            high = int(np.searchsorted(told, ends.max() + most, side="right"))
            if low >= high:
                continue
            left = square[some][:, None] + square[None, low:high]
            left -= 2 * sign * (weighed[some] @ made_of[low:high].T)
            near = np.flatnonzero(left < most)
            one, other = np.divmod(near, high - low)
            yield order[start + one], order[low + other], sign, left.ravel()[near]


def _sums_of_groups(space: Space, shown: Sequence[int]) -> tuple[Lines, list[tuple[int, ...]]]:
    """Each row, two of one grouping together, and all but these; with the rows they are made of."""
    lines = [space.sums[at] for at in shown]
    made_of: list[tuple[int, ...]] = [(one,) for one in range(len(shown))]
    rows = [space.rows[at] for at in shown]
    for one in range(len(shown)):
        for other in range(one + 1, len(shown)):
            if rows[one][0] and rows[one][0] == rows[other][0]:
                lines.append(lines[one] + lines[other])
                made_of.append((one, other))
    if ALL in rows:
        whole = rows.index(ALL)
        by_dimension: dict[str, list[int]] = {}
        for one, (dimension, _name) in enumerate(rows):
            if dimension:
                by_dimension.setdefault(dimension, []).append(one)
        for place, members in enumerate(list(made_of)):
            if members != (whole,):
                lines.append(lines[whole] - lines[place])
                made_of.append((whole, *members))
        for members_of in by_dimension.values():
            lines.append(lines[whole] - space.sums[[shown[one] for one in members_of]].sum(axis=0))
            made_of.append((whole, *members_of))
    return np.array(lines, dtype=np.float32), made_of


def by_projection(space: Space, shown: Sequence[int], least: int) -> list[int] | None:
    """Places in `shown` of rows that together tell one small kind of units, or two."""
    lines = np.concatenate([space.sums[shown], space.past]).astype(np.float64)
    small = np.flatnonzero(space.counts < least)
    if not small.size:
        return None
    left, scale, _right = np.linalg.svd(lines.T, full_matrices=False)
    base = left[:, scale > EXACT * max(1.0, float(scale[0]))]
    part = base[small] @ base[small].T
    own = np.diag(part)
    for kinds in _alone_or_two(part, own, space.counts[small], least):
        places = small[list(kinds)]
        # The vector on these kinds that lies in the space, and the rows that make it.
        _size, vectors = np.linalg.eigh(part[np.ix_(kinds, kinds)])
        target = np.zeros(lines.shape[1])
        target[places] = vectors[:, -1]
        weights = np.linalg.lstsq(lines.T, target, rcond=None)[0]
        rows = [at for at in range(len(shown)) if abs(weights[at]) > EXACT]
        if rows:
            return rows
    return None


def _alone_or_two(part: Floats, own: Floats, counts: Numbers, least: int) -> list[tuple[int, ...]]:
    found: list[tuple[int, ...]] = [(int(one),) for one in np.flatnonzero(own > 1 - EXACT)]
    if found:
        return found
    # Two kinds with a vector of their own: the larger eigenvalue of their part is 1.
    near = np.flatnonzero(own > EXACT)
    mine, other = own[near][:, None], own[near][None, :]
    both = part[np.ix_(near, near)]
    largest = (mine + other) / 2 + np.sqrt(((mine - other) / 2) ** 2 + both**2)
    is_few = counts[near][:, None] + counts[near][None, :] < least
    pairs = np.argwhere(np.triu((largest > 1 - EXACT) & is_few, 1))
    return [(int(near[one]), int(near[two])) for one, two in pairs]
