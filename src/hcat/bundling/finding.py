# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Going through the register for initiatives that overlap."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import Initiative, Item, items, standing_in, the_agenda
from hcat.foundation.api import Actor, Refused, now, record, release
from hcat.parties.api import require

from .explaining import shared
from .models import Grade, Judgement, Pair, Run
from .reading import Read, described, read
from .words.tokens import plain

if TYPE_CHECKING:
    from hcat.numerics.api import Pairs

LEAST = 0.005
"""Pairs below this chance are not kept: nobody would come to them in a year."""
LIKELY = 0.5
"""From here on a pair is more likely than not to overlap."""
JUDGED: Mapping[str, float] = {
    Grade.SAME: 1.0, Grade.OVERLAPPING: 0.9, Grade.COMPLEMENTARY: 0.25, Grade.DIFFERENT: 0.0,
}  # fmt: skip
"""What a grade says of overlap. Complementary ones belong near each other and are not the same."""


@dataclass(frozen=True, slots=True)
class FoundPair:
    left: str
    right: str
    chance: float
    features: dict[str, float]
    shared: dict[str, Any]
    sheets: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a run found, stored or not. `run` is None where it was not stored."""

    pairs: list[FoundPair]
    weights: dict[str, float]
    judged: int
    compared: int
    fingerprint: str
    run: int | None = None

    @property
    def likely(self) -> int:
        return sum(pair.chance >= LIKELY for pair in self.pairs)


def find(*, by: Actor, dry_run: bool = False, is_demo: bool = False) -> Found:
    """Compare all living initiatives and keep the pairs that may overlap, for people to judge.

    The pairs of earlier runs make way; their judgements stay, and teach the weights.
    """
    require(by, "bundling.judge")
    found = search(list(items("initiative")), standing_judgements())
    if dry_run:
        return found
    with transaction.atomic():
        run = Run.objects.create(
            found_at=now(), fingerprint=found.fingerprint, weights=found.weights,
            judged=found.judged, compared=found.compared, release=release(), is_demo=is_demo,
        )  # fmt: skip
        Pair.objects.exclude(run=run).delete()
        Pair.objects.bulk_create(
            (
                Pair(
                    run=run, left=one.left, right=one.right, chance=one.chance,
                    features=one.features, shared=one.shared, sheets=one.sheets,
                )
                for one in found.pairs
            ),
            batch_size=500,
        )  # fmt: skip
        record(by=by, action="bundling.find", subject=f"run:{run.pk}", pairs=len(found.pairs))
    return Found(
        found.pairs, found.weights, found.judged, found.compared, found.fingerprint, run.pk
    )


def search(
    register: Sequence[Item[Initiative]],
    judgements: Sequence[Judgement],
    *,
    least: float = LEAST,
) -> Found:
    """The pairs of a register, with weights that learned from these judgements; writes nothing."""
    from hcat.numerics.api import FEATURES, named_weights, overlaps

    register = sorted(register, key=lambda one: one.key)
    if len(register) < 2:
        weights = learned(judgements, 2)
        return Found(
            [], named_weights(weights, 2), len(judgements), len(register),
            fingerprint(register, judgements),
        )  # fmt: skip
    quiet = silent_words()
    reads = [read(one.sheet, quiet) for one in register]
    weights = learned(judgements, len(register))
    counts = described(reads)
    pairs = overlaps(counts, weights, least=least)
    rare, near = _rarities(reads), counts.near()
    return Found(
        pairs=[
            FoundPair(
                left=register[left].key,
                right=register[right].key,
                chance=round(float(chance), 4),
                features={
                    name: round(float(value), 4)
                    for name, value in zip(FEATURES, features, strict=True)
                    if value
                },
                shared=shared(reads[left], reads[right], rare, near),
                sheets=f"{register[left].version_id}/{register[right].version_id}",
            )
            for left, right, features, chance in _rows(pairs)
        ],
        weights=named_weights(weights, len(register)),
        judged=len(judgements),
        compared=len(register),
        fingerprint=fingerprint(register, judgements),
    )


@transaction.atomic
def compare(*, by: Actor, one: str, other: str) -> Pair:
    """The pair of these two in the last run, to be judged as any other; made where the run did not
    find it, for whoever knows better. Refused before the first run."""
    left, right = sorted((one, other))
    run = Run.objects.select_for_update().first()
    register = sorted(items("initiative"), key=lambda each: each.key)
    for each in register:
        if each.key in (left, right):
            require(by, "bundling.judge", standing_in(each.sheet))
    keys = [each.key for each in register]
    if run is None or left not in keys or right not in keys or left == right:
        raise Refused(
            _("These two cannot be compared."),
            why=_("A pair is two initiatives that go on, in a register that was gone through."),
            mend=_("Choose two that go on; go through the register first where that was not done."),
        )
    standing = Pair.objects.filter(run=run, left=left, right=right).first()
    return standing or _paired(run, register, keys.index(left), keys.index(right))


def _paired(run: Run, register: Sequence[Item[Initiative]], left: int, right: int) -> Pair:
    from hcat.numerics.api import FEATURES, chances, overlap_of, weights_of

    quiet = silent_words()
    reads = [read(one.sheet, quiet) for one in register]
    counts = described(reads)
    features = overlap_of(counts, left, right)
    chance = chances(features, weights_of(run.weights, run.compared))
    return Pair.objects.create(
        run=run, left=register[left].key, right=register[right].key,
        chance=round(float(chance), 4),
        features={
            name: round(float(value), 4)
            for name, value in zip(FEATURES, features, strict=True)
            if value
        },
        shared=shared(reads[left], reads[right], _rarities(reads), counts.near()),
        sheets=f"{register[left].version_id}/{register[right].version_id}",
    )  # fmt: skip


def _rows(pairs: Pairs) -> Any:
    return zip(pairs.left, pairs.right, pairs.features, pairs.chance, strict=True)


def learned(judgements: Sequence[Judgement], size: int) -> Any:
    """The weights after these judgements, for a register of so many initiatives."""
    import numpy as np

    from hcat.numerics.api import FEATURES, START_WEIGHTS, refitted, weights_of

    start = weights_of(START_WEIGHTS, size)
    rows = [[one.features.get(name, 0.0) for name in FEATURES] for one in judgements]
    grades = [JUDGED[one.grade] for one in judgements]
    return refitted(np.array(rows, dtype=float).reshape(-1, len(FEATURES)), np.array(grades), start)


def parts_of(features: Mapping[str, float], weights: Mapping[str, float]) -> dict[str, float]:
    """What each feature adds to the score of a pair."""
    return {name: value * weights.get(name, 0.0) for name, value in features.items()}


def standing_judgements() -> list[Judgement]:
    """The judgements that teach: those that nobody superseded, the oldest first, an order that
    stays. What the demonstration made up teaches nothing, on any site."""
    return list(Judgement.objects.filter(superseded_by__isnull=True, is_demo=False).order_by("id"))


def silent_words() -> frozenset[str]:
    """Names of the region and its municipalities: a place is compared as a place."""
    agenda = the_agenda()
    if agenda is None:
        return frozenset()
    names = [place.name for place in agenda.sheet.places]
    names += [*agenda.sheet.region.texts.values(), *agenda.sheet.title.texts.values()]
    words = {plain(word) for name in names for word in name.replace("-", " ").split()}
    return frozenset(
        words
        | {f"{word[:-1]}se" for word in words if word.endswith("e")}
        | {f"{word[:-1]}s" for word in words if word.endswith("e")}
    )


def fingerprint(register: Sequence[Item[Initiative]], judgements: Sequence[Judgement]) -> str:
    """Another text once any of the sheets reads otherwise, or other judgements teach."""
    told = "\n".join(
        [*(f"{one.key} {one.version_id}" for one in register), *(str(one.pk) for one in judgements)]
    )
    return hashlib.sha256(told.encode()).hexdigest()


def _rarities(reads: Sequence[Read]) -> dict[str, float]:
    """How rare each word is over the register; what too many say is no word to name."""
    from hcat.numerics.api import COMMON, COMMON_FROM

    held = Counter(mark for one in reads for mark in one.said())
    size = len(reads)
    return {
        mark: 0.0 if count > COMMON * size and count >= COMMON_FROM else 1.0 / count
        for mark, count in held.items()
    }
