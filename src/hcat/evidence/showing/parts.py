# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which parts of a result have a figure, beside those of which the agenda expects one.

Without what is expected everything looks complete: a figure about three municipalities of fourteen
reads like a figure about all. A figure is about a part where its group bears the part's code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.api import Agenda, Item, the_agenda
from hcat.evidence.expected_parts import DIMENSIONS, expected_parts
from hcat.evidence.verdicts.standing import RecordedFigure, ResultStanding, Text
from hcat.evidence.words import phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class PartStanding:
    """A part of which a figure is expected, and what there is."""

    key: str
    """Level, code of the municipality, or size class: the group of its figures."""
    title: Text
    figure: RecordedFigure | None
    """The last direct figure about it; a missing one only where there was never another."""
    near: RecordedFigure | None
    """The last figure about it that comes near."""

    @property
    def is_known(self) -> bool:
        return self.figure is not None and not self.figure.estimate.is_missing


@dataclass(frozen=True, slots=True, kw_only=True)
class DimensionStanding:
    """A way in which figures of a result are expected apart, and its parts."""

    key: str
    """level, place, size or discipline"""
    parts: tuple[PartStanding, ...]
    """In the agenda's order; empty where nothing lists them (`is_listed`)."""

    @property
    def title(self) -> str:
        return str(DIMENSIONS[self.key])

    @property
    def is_listed(self) -> bool:
        """Whether it is known which parts there are: of fields of study nothing lists them."""
        return bool(self.parts)

    @property
    def known(self) -> int:
        """Of how many parts there is a figure."""
        return sum(one.is_known for one in self.parts)

    @property
    def only_near(self) -> int:
        """Of how many parts there is no figure, but one that comes near."""
        return sum(not one.is_known and one.near is not None for one in self.parts)

    @property
    def gaps(self) -> tuple[PartStanding, ...]:
        """The parts without a figure of their own."""
        return tuple(one for one in self.parts if not one.is_known)

    def sentence(self) -> str:
        """How much of it is known, in the reader's language."""
        if not self.is_listed:
            return _("Nothing lists which parts there are, so nobody can tell what is missing.")
        told = {"known": self.known, "all": len(self.parts), "near": self.only_near}
        if self.only_near:
            return _("%(known)s of %(all)s have a figure; of %(near)s more there is one that "
                     "comes near.") % told  # fmt: skip
        return _("%(known)s of %(all)s have a figure.") % told


def parts_of(
    result: ResultStanding, agenda: Item[Agenda] | None = None
) -> tuple[DimensionStanding, ...]:
    """What is expected of a result apart, and what is known of it; empty where nothing is.

    `agenda`: as it stood on the day of the result, where it was fetched already.
    """
    if not result.item.sheet.dimensions:
        return ()
    agenda = agenda or the_agenda(result.as_of)
    asked = expected_parts(result.item.sheet, agenda.sheet if agenda else None)
    direct: dict[str, list[RecordedFigure]] = {}
    near: dict[str, list[RecordedFigure]] = {}
    for target in result.in_force:
        _by_part(target.parts, direct)
        _by_part(target.proxies, near)
    return tuple(
        DimensionStanding(
            key=dimension,
            parts=tuple(
                PartStanding(
                    key=key,
                    title=title,
                    figure=_last(direct.get(key, ())),
                    near=_last(near.get(key, ())),
                )
                for key, title in parts.items()
            ),
        )
        for dimension, parts in asked.items()
    )


def _by_part(figures: Iterable[RecordedFigure], found: dict[str, list[RecordedFigure]]) -> None:
    for one in figures:
        if one.group:
            found.setdefault(one.group, []).append(one)


def _last(figures: Iterable[RecordedFigure]) -> RecordedFigure | None:
    known = sorted(figures, key=lambda one: (not one.estimate.is_missing, one.estimate.period.end))
    return known[-1] if known else None


def as_data(result: ResultStanding, agenda: Item[Agenda] | None) -> list[dict[str, Any]]:
    """The same as plain values, for a program."""
    return [
        {
            "dimension": one.key,
            "isListed": one.is_listed,
            "expected": len(one.parts),
            "known": one.known,
            "onlyNear": one.only_near,
            "sentence": one.sentence(),
            "parts": [
                {
                    "key": part.key,
                    "title": str(part.title),
                    "figure": part.figure.id if part.figure else None,
                    "near": part.near.id if part.near else None,
                    "isKnown": part.is_known,
                    "missingReason": missing_reason(part),
                }
                for part in one.parts
            ],
        }
        for one in parts_of(result, agenda)
    ]


def missing_reason(part: PartStanding) -> str | None:
    """Why the figure of a part is missing, where somebody looked for it."""
    if part.figure is None or not part.figure.estimate.missing_reason:
        return None
    return phrases.stored(part.figure.estimate.missing_reason)
