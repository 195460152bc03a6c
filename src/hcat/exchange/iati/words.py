# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The codes of IATI 2.03 that we use, and our own namespace (docs/iati.md)."""

from __future__ import annotations

from decimal import Decimal

VERSION = "2.03"
HCAT = "urn:hcat:iati:1"
"""The namespace of what IATI has no place for: uncertainty, what is missing and why, lineage."""
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

STATUS = {"idea": "1", "running": "2", "done": "4", "stopped": "5", "paused": "6"}
"""By status of an initiative the activity status: pipeline, implementation, closed, cancelled,
suspended. Merged and split ones are closed; what they became stands in our namespace."""
CLOSED = "4"
RESULT_TYPE = {"output": "1", "outcome": "2", "impact": "3", "other": "9"}
UNIT, PERCENTAGE, ORDINAL, QUALITATIVE = "1", "2", "4", "5"
"""Measures of an indicator."""
PLANNED_START, ACTUAL_START, PLANNED_END, ACTUAL_END = "1", "2", "3", "4"
PARENT, CHILD = "1", "2"
ACCOUNTABLE, IMPLEMENTING = "2", "4"
KVK = "NL-KVK-"
"""Before a KvK number: the register that knows the organisation, as org-id.guide names it."""
PARTNERSHIP = "30"
"""Kind of organisation: a partnership of public and private ones."""
OWN_VOCABULARY = "99"


def measure_of(unit: str, kind: str) -> str:
    """The measure of an indicator in this unit, for a target of this kind."""
    if kind == "judged":
        return QUALITATIVE
    return {"percent": PERCENTAGE, "share": PERCENTAGE, "rank": ORDINAL}.get(unit, UNIT)


def number(value: float) -> str:
    """Without exponent, as IATI wants it, and with every digit.

    >>> number(40.0), number(1e-7), number(29.18626528692474)
    ('40', '0.0000001', '29.18626528692474')
    """
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")
