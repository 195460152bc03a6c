# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""White spots of the menu, and the first words of a call that is about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from django.utils.translation import gettext as _
from django.utils.translation import override

from hcat.agenda.api import CellState, the_agenda, white_spots
from hcat.foundation.api import Translated

Columns = Literal["line", "level", "place"]
COLUMNS: tuple[Columns, ...] = ("line", "level", "place")


@dataclass(frozen=True, slots=True)
class Spot:
    """One cell of the matrix in which nobody does anything."""

    way: str
    sort: str
    column: str
    way_title: Translated
    column_title: Translated

    @property
    def code(self) -> str:
        """As an address and a form name it: ``way/level/hbo``."""
        return f"{self.way}/{self.sort}/{self.column}"

    @property
    def parts(self) -> list[str]:
        return [self.way, self.sort, self.column]


def spots(sort: Columns) -> list[Spot]:
    """The white spots of one matrix, in the order of the menu. A way without any initiative at all
    stands first by its own."""
    matrix = white_spots(columns=sort)
    return [
        Spot(row.key, sort, column.key, row.sheet.title, column.title)
        for row in matrix.rows
        if not row.sheet.off_by_default
        for column in matrix.columns
        if matrix.cell(row.key, column.key).state is CellState.NOBODY
    ]


def named_spots(parts: Sequence[Sequence[str]]) -> list[Spot]:
    """The spots of a call, white or filled since."""
    found = []
    for way, sort, column in parts:
        matrix = white_spots(columns=next((one for one in COLUMNS if one == sort), "line"))
        row = next((one for one in matrix.rows if one.key == way), None)
        head = next((one for one in matrix.columns if one.key == column), None)
        found.append(
            Spot(
                way, sort, column,
                row.sheet.title if row else Translated(way),
                head.title if head else Translated(column),
            )
        )  # fmt: skip
    return found


def drafted(chosen: Sequence[Spot]) -> tuple[dict[str, str], dict[str, str]]:
    """Title and text of a call about these spots, in the languages of the agenda."""
    agenda = the_agenda()
    languages = agenda.sheet.languages if agenda else ["nl"]
    title, text = {}, {}
    for language in languages:
        with override(language):
            ways = list(dict.fromkeys(str(one.way_title) for one in chosen))
            title[language] = (_("Who does this: %(way)s?") % {"way": ways[0]})[:200]
            lines = "\n".join(f"- {one.way_title}: {one.column_title}" for one in chosen)
            text[language] = _(
                "The menu of the agenda shows what nobody does yet:\n%(spots)s\n\n"
                "Do you have an initiative that fits, or a plan for one? Tell us what you do, for "
                "whom, with whom and what it should yield. It need not be finished: we think along."
            ) % {"spots": lines}
    return title, text
