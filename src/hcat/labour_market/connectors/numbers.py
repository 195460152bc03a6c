# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Numbers as publishers write them, and the signs that they write instead of one."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from hcat.labour_market.figures import EMPTY, FEW, SECRET, UNKNOWN, Cell, Status

SIGNS: Mapping[str, Cell] = {
    "": Cell(None, Status.MISSING, reason=EMPTY),
    ".": Cell(None, Status.MISSING, reason=UNKNOWN),
    ":": Cell(None, Status.MISSING, reason=UNKNOWN),
    "x": Cell(None, Status.SUPPRESSED, reason=SECRET),
}
"""What CBS, Eurostat and others write where there is no number."""

FEW_AS_MINUS_ONE: Mapping[str, Cell] = {
    **SIGNS,
    "-1": Cell(None, Status.SUPPRESSED, below=5.0, reason=FEW),
}
"""DUO writes -1 for fewer than five. Elsewhere -1 is a number."""

_LESS = re.compile(r"< ?(\d+)")
_GROUPED = re.compile(r"-?\d{1,3}(?:([.,' \u00a0\u202f])\d{3})(?:\1\d{3})*")


def understand(
    text: str,
    *,
    decimal: str = ".",
    whole: bool = False,
    signs: Mapping[str, Cell] = SIGNS,
) -> Cell:
    """The number in a cell, or why there is none. ValueError when it is neither.

    `decimal`: the sign before decimals. `whole`: a count has none, so 1.250 is over a thousand.

    >>> understand("1.250", whole=True).value, understand("1,250.5").value
    (1250.0, 1250.5)
    >>> understand("1.250,5", decimal=",").value, understand("90.9").value
    (1250.5, 90.9)
    >>> understand("<5"), understand("-1").value
    (Cell(value=None, status=<Status.SUPPRESSED: 'suppressed'>, below=5.0, reason='...'), -1.0)
    """
    if text in signs:
        return signs[text]
    if text.isascii() and text.isdecimal():
        return Cell(float(text))
    if match := _LESS.fullmatch(text):
        return Cell(None, Status.SUPPRESSED, below=float(match[1]), reason=FEW)
    return Cell(_number(text, decimal, whole))


def _number(text: str, decimal: str, whole: bool) -> float:
    before, point, after = text.rpartition(decimal)
    if whole or not point:
        before, after = text, ""
    if (match := _GROUPED.fullmatch(before)) and (whole or match[1] != decimal):
        before = re.sub(r"[^\d-]", "", before)
    if not re.fullmatch(r"-?\d*", before) or not re.fullmatch(r"\d*([eE][-+]?\d+)?", after):
        raise ValueError(_("a whole number") if whole else _("a number"))
    try:
        value = float(f"{before}.{after}" if after else before)
    except ValueError:
        raise ValueError(_("a whole number") if whole else _("a number")) from None
    if not math.isfinite(value):
        raise ValueError(_("a number"))
    return value
