# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a spreadsheet would do with the vacancies that a company has by hand, row by row."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from django.utils.translation import gettext as _

from hcat.portal.models import Advert
from hcat.portal.syncing.keeping import columns_of
from hcat.postings.api import Posting

from .drafts import Problem, draft_of, left_out_of, posting_of, problems_of
from .sheets import SheetRow

Outcome = Literal["new", "changed", "same", "closes", "refused"]
OUTCOMES: tuple[Outcome, ...] = ("new", "changed", "same", "closes", "refused")
_COMPARED = ("title", "text", "place", "closes", "apply_at", "hours", "levels", "language")


@dataclass(slots=True)
class RowPlan:
    """What becomes of one row; `number` is 0 of what does not stand in the file."""

    number: int
    title: str
    outcome: Outcome
    posting: Posting | None = None
    advert: Advert | None = None
    changes: tuple[str, ...] = ()
    """Names of what differs, of `Draft`."""
    problems: list[Problem] = field(default_factory=list)
    left_out: tuple[str, ...] = ()
    """The sentences with a person to contact, which are not kept."""


@dataclass(slots=True)
class SheetPlan:
    rows: list[RowPlan]
    was_written: bool = False

    def of(self, *outcomes: Outcome) -> list[RowPlan]:
        return [row for row in self.rows if row.outcome in outcomes]

    @property
    def counts(self) -> dict[Outcome, int]:
        found = Counter(row.outcome for row in self.rows)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    @property
    def mark(self) -> str:
        """Another text when anything would become of it that was not shown."""
        told = [
            (row.number, row.outcome, row.advert.pk if row.advert else 0, row.changes)
            for row in self.rows
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def plan_sheet(
    rows: Iterable[SheetRow],
    standing: Iterable[Advert],
    closed: Iterable[Advert],
    today: date,
    *,
    is_whole: bool,
) -> SheetPlan:
    """`standing`: what is open by hand now. `closed`: what is the same vacancy when it is back.
    `is_whole`: what the file lacks closes."""
    open_now = {one.key: one for one in standing}
    by_name = _by_name(open_now.values())
    keys = keys_by_name(closed)
    planned: dict[str, int] = {}
    made = [_planned(row, open_now, by_name, keys, planned, today) for row in rows]
    if is_whole:
        kept = {row.advert.key for row in made if row.advert is not None}
        made += [
            RowPlan(0, one.title, "closes", advert=one)
            for key, one in open_now.items()
            if key not in kept
        ]
    return SheetPlan(made)


def _by_name(adverts: Iterable[Advert]) -> dict[str, Advert]:
    """What a row without a number is recognised by; of two that are called the same, neither."""
    found: dict[str, list[Advert]] = {}
    for one in adverts:
        draft = draft_of(one)
        found.setdefault(name_of(draft.title, draft.place), []).append(one)
    return {name: same[0] for name, same in found.items() if len(same) == 1}


def keys_by_name(adverts: Iterable[Advert]) -> dict[str, str]:
    """The key of what is called so; of several the last."""
    drafts = ((one.key, draft_of(one)) for one in adverts)
    return {name_of(draft.title, draft.place): key for key, draft in drafts}


def name_of(title: str, place: str) -> str:
    """
    >>> name_of("CNC  Frezer", "Hengelo, Nederland")
    'cnc frezer|hengelo'
    """
    return f"{' '.join(title.casefold().split())}|{place.partition(',')[0].strip().casefold()}"


def _planned(
    row: SheetRow,
    open_now: Mapping[str, Advert],
    by_name: Mapping[str, Advert],
    closed: Mapping[str, str],
    planned: dict[str, int],
    today: date,
) -> RowPlan:
    name = name_of(row.draft.title, row.draft.place)
    before = open_now.get(row.key) if row.key else by_name.get(name)
    key = before.key if before is not None else row.key or closed.get(name) or _key_of(name)
    wrong = problems_of(row.draft, today, stood=before.closes if before else None)
    problems = list({**dict(wrong), **row.problems}.items())
    if key in planned:
        twice = _("It is the same vacancy as row %(row)d: give each its own number.")
        problems.append(("key", twice % {"row": planned[key]}))
    planned.setdefault(key, row.number)
    if problems:
        return RowPlan(row.number, row.draft.title, "refused", advert=before, problems=problems)
    posting = posting_of(key, row.draft)
    made = RowPlan(row.number, row.draft.title, "new", posting, before)
    made.left_out = left_out_of(row.draft)
    if before is None:
        return made
    if columns_of(posting)["digest"] == before.digest:
        made.outcome = "same"
        return made
    stood = draft_of(before)
    now = draft_of(Advert(key=key, **columns_of(posting)))
    made.outcome = "changed"
    made.changes = tuple(one for one in _COMPARED if getattr(stood, one) != getattr(now, one))
    return made


def _key_of(name: str) -> str:
    return f"row-{hashlib.sha256(name.encode()).hexdigest()[:16]}"
