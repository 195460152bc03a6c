# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What `decisions.yaml` and `history.yaml` hold: how the agenda came to read as its files do.

The files of a folder give the agenda as it stands. These two, written by an export, give every
earlier version with its change, so that another database can show the agenda on any date.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import StringConstraints

from .base import Key, Part, Ref, Word

Name = Annotated[str, StringConstraints(pattern=r"^[a-z]+:[a-z0-9]+([-.][a-z0-9]+)*$")]
"""An element, written ``kind:key``."""

ChangeKind = Literal[
    "adopted", "revised", "stopped", "resumed", "moved", "widened", "merged", "split", "regrouped"
]
Ending = Literal["stopped", "merged", "split", "regrouped"]


class DecisionEntry(Part):
    """What a body decided."""

    key: Key
    body: Annotated[str, Ref("body")] | None = None
    taken_on: date
    title: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    text: str = ""


class PastVersion(Part):
    """A version that is not what the files say: an earlier one, or one that has ended."""

    element: Name
    ended_as: Ending | None = None
    sheet: dict[str, Any]
    """The fields of its kind, without the key."""


class DescentEntry(Part):
    source: Name
    heir: Name


class ChangeEntry(Part):
    kind: ChangeKind
    effective_on: date
    reason: Word
    decision: Key | None = None
    as_in_the_files: list[Name] = []
    """Elements that have read as the files say since this change."""
    versions: list[PastVersion] = []
    descents: list[DescentEntry] = []
