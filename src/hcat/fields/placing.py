# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a programme or an occupation belongs, or why it belongs nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy


class Reason(StrEnum):
    """How it came into its field, or why it is in none."""

    LISTED = "listed"
    NAMED = "named"
    TOO_BROAD = "too-broad"
    NOT_TECHNICAL = "not-technical"
    UNLISTED = "unlisted"


REASONS: Final = {
    Reason.LISTED: gettext_lazy("Its code is in our list."),
    Reason.NAMED: gettext_lazy("A rule on its name decides."),
    Reason.TOO_BROAD: gettext_lazy("It covers several fields, and no one says how it is divided."),
    Reason.NOT_TECHNICAL: gettext_lazy("It is not technical."),
    Reason.UNLISTED: gettext_lazy("Nothing in our lists is about it: new, or not technical."),
}
"""The reasons, as people read them."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The field of a programme or occupation, or None; and how we know.

    `level` is the level of education where the list of programmes says it. `why` is what the one
    who placed it wrote beside it, or the word in the name that decided.
    """

    field: str | None
    reason: Reason
    level: str | None = None
    why: str = ""


def from_row(row: dict[str, str]) -> Placed:
    """What a row of a list of codes says."""
    return Placed(
        row["field"] or None,
        Reason(row["outside"]) if row["outside"] else Reason.LISTED,
        row.get("level") or None,
        row["why"],
    )
