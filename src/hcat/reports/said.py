# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a report says in data: verdicts, targets and figures by result, to compare and make again.

{"choice": {"verdict": "at_risk", "title": {"nl": …}, "targets": {"by-2020": {…}},
            "figures": {"17": {"supersedes": 12}}}}
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from hcat.evidence.api import ResultStanding, TargetStanding
from hcat.foundation.api import Translated

Said = Mapping[str, Any]


def said(results: Iterable[ResultStanding]) -> dict[str, Any]:
    """The results as they stand, in plain values that no language changes."""
    return {one.key: _result(one) for one in results}


def _result(one: ResultStanding) -> dict[str, Any]:
    return {
        "verdict": one.verdict.value,
        "title": one.item.sheet.title.dump(),
        "targets": {
            standing.target.key: {
                "verdict": standing.verdict.value,
                "value": standing.target.value,
                "deadline": standing.target.deadline and standing.target.deadline.isoformat(),
            }
            for standing in one.targets
        },
        "figures": {
            str(figure.id): {"supersedes": figure.supersedes}
            for standing in one.targets
            for figure in figures_of(standing)
        },
    }


def figures_of(standing: TargetStanding) -> list[Any]:
    """Every figure that a target rests on: its own, those of its conditions, its proxies."""
    parts = [figure for one in standing.conditions for figure in one.figures]
    return [*standing.figures, *parts, *standing.proxies]


def fingerprint(*parts: Any) -> str:
    """SHA-256 of plain values: the same values give the same one, whatever their order."""
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Turned:
    """A result whose verdict became another."""

    key: str
    title: Translated
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What is otherwise between two reports, by key of the result; figures by number."""

    turned: tuple[Turned, ...]
    new: tuple[str, ...]
    ended: tuple[Turned, ...]
    """Results that are no longer there; `after` is empty."""
    figures_new: tuple[int, ...]
    figures_corrected: tuple[int, ...]


def difference(old: Said, new: Said) -> Difference:
    """What became otherwise from the one to the other."""
    known = {number for one in old.values() for number in one["figures"]}
    fresh = {
        int(number): figure["supersedes"]
        for one in new.values()
        for number, figure in one["figures"].items()
        if number not in known
    }
    return Difference(
        turned=tuple(
            _turned(key, one, old[key]["verdict"], one["verdict"])
            for key, one in new.items()
            if key in old and old[key]["verdict"] != one["verdict"]
        ),
        new=tuple(key for key in new if key not in old),
        ended=tuple(
            _turned(key, one, one["verdict"], "") for key, one in old.items() if key not in new
        ),
        figures_new=tuple(sorted(n for n, over in fresh.items() if str(over) not in known)),
        figures_corrected=tuple(sorted(n for n, over in fresh.items() if str(over) in known)),
    )


def _turned(key: str, one: Mapping[str, Any], before: str, after: str) -> Turned:
    return Turned(key, Translated(one["title"]), before, after)
