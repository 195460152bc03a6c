# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an estimate becomes an observation: one row a change, a correction on top of the old."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from hcat.evidence.models import Observation
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate

BATCH = 500

Slot = tuple[str, date, date]
"""What two figures of one measure must share to be about the same: group, start, end."""


@dataclass(frozen=True)
class Draft:
    """An estimate on its way into the table."""

    measure: str
    estimate: Estimate
    code_version: str
    group: str = ""
    result: str = ""
    target: str = ""
    condition: str = ""
    source_key: str = ""
    note: str = ""
    inputs: dict[str, Any] = field(default_factory=dict)
    moment: bool = False
    """About a single day: the day itself is then no reason to store the same figure again."""
    is_demo: bool = False

    @property
    def slot(self) -> Slot:
        return (self.group, self.estimate.period.start, self.estimate.period.end)

    @property
    def plain_inputs(self) -> dict[str, Any]:
        return plain(self.inputs)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over the estimate, as the table keeps it, and the inputs it was worked out from.

        So whoever reads the row can work it out again.
        """
        content = as_kept(self.estimate).to_dict()
        if self.moment:
            del content["period"]
        content |= {"inputs": plain(self.inputs), "source_key": self.source_key, "note": self.note}
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def plain(inputs: dict[str, Any]) -> dict[str, Any]:
    """Inputs as they come back from a table: every key a text, every tuple a list."""
    found: dict[str, Any] = json.loads(json.dumps(inputs, default=str))
    return found


def as_kept(estimate: Estimate) -> Estimate:
    """An estimate as `Observation.take` keeps it, and as it comes back from the table: whole
    numbers are numbers like any other, zero has no sign, and no bound lies a rounding error
    beyond the value."""
    value, low, high = estimate.value, estimate.low, estimate.high
    if value is not None:
        low = None if low is None else min(low, value)
        high = None if high is None else max(high, value)
    found = {
        "value": value,
        "low": low,
        "high": high,
        "confidence": estimate.confidence,
        "numerator": estimate.numerator,
        "denominator": estimate.denominator,
    }
    changed: dict[str, Any] = {
        name: float(number) + 0.0
        for name, number in found.items()
        if number is not None
        and (type(number) is not float or number == 0 or number != getattr(estimate, name))
    }
    return replace(estimate, **changed) if changed else estimate


def draft_of(row: Observation, *, moment: bool = False) -> Draft:
    """What was stored, as it was on its way in. `moment` is not kept: the measure knows it."""
    return Draft(
        measure=row.measure, estimate=row.estimate, code_version=row.code_version,
        group=row.group, result=row.result, target=row.target, condition=row.condition,
        source_key=row.source_key, note=row.note, inputs=row.inputs, moment=moment,
        is_demo=row.is_demo,
    )  # fmt: skip


def add(draft: Draft, *, by: Actor, over: Observation | None = None) -> Observation:
    """Store a draft, on top of the observation that it supersedes."""
    row = built(draft, by=by, over=over)
    row.save(force_insert=True)
    return row


def add_all(drafts: Sequence[tuple[Draft, Observation | None]], *, by: Actor) -> None:
    """Store many at once."""
    Observation.objects.bulk_create(
        (built(draft, by=by, over=over) for draft, over in drafts), batch_size=BATCH
    )


def built(draft: Draft, *, by: Actor, over: Observation | None = None) -> Observation:
    """A draft as a row that is not stored yet."""
    return Observation(
        measure=draft.measure, group=draft.group,
        result=draft.result, target=draft.target, condition=draft.condition,
        source_key=draft.source_key, note=draft.note,
        code_version=draft.code_version, inputs_fingerprint=draft.fingerprint, inputs=draft.inputs,
        recorded_by=by.name, recorded_by_user=by.user_id, supersedes=over, is_demo=draft.is_demo,
    ).take(draft.estimate)  # fmt: skip


def heads(measure: str) -> QuerySet[Observation]:
    """The observations of a measure that stand now, demonstration data left out."""
    return Observation.objects.filter(measure=measure, is_demo=False).standing()


def in_batches(ids: Iterable[int]) -> Iterator[list[int]]:
    """So many at a time: a database takes no list without end, and memory stays flat."""
    rest = iter(ids)
    while batch := list(islice(rest, BATCH)):
        yield batch


def by_slot(rows: Iterable[Observation]) -> dict[Slot, Observation]:
    return {(row.group, row.start, row.end): row for row in rows}
