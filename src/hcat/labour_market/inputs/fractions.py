# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Percentages that look like fractions: 0.5 where 50 is meant is half a percent, and no error."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from hcat.agenda.api import Problem, Severity, Spots

from .sheets import InputName, InputRow, Unit

SMALL: Final = frozenset({
    InputName.UNEMPLOYED, InputName.LEAVING, InputName.OUT_MIGRATION, InputName.GROWTH,
    InputName.GROWTH_COMMON, InputName.GROWTH_SECTOR, InputName.GROWTH_REGION,
})  # fmt: skip
"""Inputs of a few percent: half a percent is usual there, and a fraction is a few hundredths."""


def seeming_fractions(rows: list[tuple[InputRow, Spots]]) -> Iterator[Problem]:
    """A warning for each percentage of a table of which every row is as small as a fraction.

    Nothing is changed: such figures can be right.
    """
    of_table: dict[tuple[str, InputName], list[tuple[InputRow, Spots]]] = {}
    for row, spots in rows:
        if row.unit in (Unit.PERCENT, Unit.POINTS) and row.value:
            of_table.setdefault((spots.file, row.input), []).append((row, spots))
    for (_file, name), found in of_table.items():
        highest = max(abs(row.value) for row, _spots in found)
        if highest <= (0.1 if name in SMALL else 1.0):
            yield found[0][1].problem(
                ("value",),
                _("%(input)s is given in percent, and in this table it is %(highest)g at most.")
                % {"input": name, "highest": highest},
                _("If it is a fraction, multiply every row by 100: 0.05 is written as 5."),
                code="seeming-fraction",
                severity=Severity.WARNING,
            )
