# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The technical field of an occupation, by its unit group of ISCO-08."""

from __future__ import annotations

from functools import cache

from .files import table_of
from .placing import Placed, Reason, from_row


def field_of_occupation(unit_group: str) -> Placed:
    """The field of a unit group (four digits). What is not listed is not technical, or is labour
    for which nobody needs technical training.

    >>> field_of_occupation("2151").field
    'electrical'
    >>> field_of_occupation("2149").reason
    <Reason.TOO_BROAD: 'too-broad'>
    """
    return _listed().get(unit_group.strip(), Placed(None, Reason.UNLISTED))


@cache
def _listed() -> dict[str, Placed]:
    return {row["code"]: from_row(row) for row in table_of("isco.csv")}
