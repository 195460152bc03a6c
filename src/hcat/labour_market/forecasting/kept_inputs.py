# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The inputs that a forecast was made from, row by row, as they were on that day."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from django.utils.translation import gettext_lazy
from ruamel.yaml import YAML

from hcat.labour_market.inputs import InputRow, MarketSheet
from hcat.labour_market.inputs.reading import MARKET
from hcat.labour_market.inputs.sheets import RULES, InputName
from hcat.labour_market.models import InputSet
from hcat.numerics.api import Slice

DERIVED: Final[dict[str, object]] = {
    "graduates_step": gettext_lazy("Movement of the number of graduates from year to year"),
}
"""What no row gives: it follows from a series."""


def input_title(name: str) -> str:
    """What an input is called; its code where the software does not know it (any more)."""
    if name in set(InputName):
        return str(RULES[InputName(name)].title)
    return str(DERIVED.get(name, name))


class KeptInputs:
    """The files of one set of inputs, read. They were checked when they were loaded."""

    def __init__(self, inputs: InputSet) -> None:
        self.sheet, self.rows = _read(inputs.fingerprint, tuple(sorted(inputs.files.items())))

    def of(self, part: Slice) -> list[InputRow]:
        """The rows that a slice rests on, in the order of the inputs.

        Of one education only the most precise rows about each input: they count, the others don't.
        """
        found = [one for one in self.rows if _touches(one, part)]
        if part.level and part.field:
            found = list(_most_precise(found))
        order = list(InputName)
        return sorted(found, key=lambda one: order.index(one.input))


def _touches(row: InputRow, part: Slice) -> bool:
    return (not part.level or row.level in ("", part.level)) and (
        not part.field or row.field in ("", part.field)
    )


def _most_precise(rows: list[InputRow]) -> Iterator[InputRow]:
    best: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (row.input, row.sector)
        best[key] = max(best.get(key, 0), _precision(row))
    return (row for row in rows if _precision(row) == best[row.input, row.sector])


def _precision(row: InputRow) -> int:
    return bool(row.level) + bool(row.field)


@lru_cache(maxsize=8)
def _read(
    fingerprint: str, files: tuple[tuple[str, str], ...]
) -> tuple[MarketSheet, tuple[InputRow, ...]]:
    """Inputs are never changed, so that reading them once is enough."""
    texts = dict(files)
    market = YAML(typ="safe", pure=True).load(texts[MARKET])["market"]
    rows = tuple(
        InputRow.model_validate({name: cell for name, cell in line.items() if cell})
        for name, text in files
        if name.endswith(".csv")
        for line in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    )
    return MarketSheet.model_validate(market), rows
