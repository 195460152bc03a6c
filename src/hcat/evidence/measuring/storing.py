# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How an estimate becomes an observation: one row a change, a correction on top of the old."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from hcat.evidence.models import Observation
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate

Slot = tuple[str, date, date]
"""What two figures of one measure must share to be about the same: group, start, end."""


@dataclass(frozen=True, slots=True)
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
    def fingerprint(self) -> str:
        """SHA-256 over the estimate and the inputs it was worked out from."""
        content = self.estimate.to_dict()
        if self.moment:
            del content["period"]
        content |= {"inputs": self.inputs, "source_key": self.source_key, "note": self.note}
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
        return hashlib.sha256(text.encode()).hexdigest()


def add(draft: Draft, *, by: Actor, over: Observation | None = None) -> Observation:
    """Store a draft, on top of the observation that it supersedes."""
    row = Observation(
        measure=draft.measure, group=draft.group,
        result=draft.result, target=draft.target, condition=draft.condition,
        source_key=draft.source_key, note=draft.note,
        code_version=draft.code_version, inputs_fingerprint=draft.fingerprint, inputs=draft.inputs,
        recorded_by=by.name, recorded_by_user=by.user_id, supersedes=over, is_demo=draft.is_demo,
    ).take(draft.estimate)  # fmt: skip
    row.save(force_insert=True)
    return row


def heads(measure: str) -> QuerySet[Observation]:
    """The observations of a measure that stand now, demonstration data left out."""
    return Observation.objects.filter(measure=measure, is_demo=False).standing()


def by_slot(rows: Iterable[Observation]) -> dict[Slot, Observation]:
    return {(row.group, row.start, row.end): row for row in rows}
