# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is weighed by: criteria with their weights, their questions and the words for each score.

A region gives its criteria as ``weighing/criteria.yaml`` in its agenda folder. That is simpler
than entering them at the desk: a set is some ninety texts in three languages that are written and
discussed as one document. Weights and thresholds, which a meeting changes, can be changed at the
desk.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.utils.translation import gettext as _
from pydantic import Field

from hcat.agenda.api import Misfit, Part, Problem, read_part
from hcat.foundation.api import NotFound, Refused, Translated

from .models import Criteria

CRITERIA_FILE: Final = "weighing/criteria.yaml"
SCORES: Final = (1, 2, 3, 4, 5)


class Criterion(Part):
    """One question that assessors answer with a score from 1 to 5."""

    key: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)
    title: Translated
    question: Translated
    weight: int = Field(ge=1, le=100)
    """Points; what counts is their share of all points."""
    anchors: list[Translated] = Field(min_length=5, max_length=5)
    """What a score of 1, 2, 3, 4 and 5 means."""
    at_least: int | None = Field(default=None, ge=2, le=5)
    """A threshold: an initiative whose mean is lower is a no, whatever else it scores."""


class CriteriaSheet(Part):
    """A set of criteria, and where they come from."""

    title: Translated
    is_proposal: bool = False
    """Whether no body adopted them yet."""
    source: Translated
    criteria: list[Criterion] = Field(min_length=2, max_length=12)

    def misfits(self) -> Iterator[Misfit]:
        seen: set[str] = set()
        for place, one in enumerate(self.criteria):
            if one.key in seen:
                yield Misfit(
                    ("criteria", place, "key"),
                    _("%(key)s stands there twice: give each criterion a key of its own")
                    % {"key": one.key},
                )
            seen.add(one.key)

    @property
    def points(self) -> int:
        return sum(one.weight for one in self.criteria)

    def percent(self, one: Criterion) -> float:
        """The weight of a criterion as a reader sees it."""
        return 100.0 * one.weight / self.points


def read_criteria(folder: Path) -> CriteriaSheet:
    """The criteria of an agenda folder. `Refused` with every mistake and its line."""
    path = folder / CRITERIA_FILE
    if not path.is_file():
        raise NotFound(
            _("There is no file %(path)s.") % {"path": path},
            mend=_("Write it; the README of weighing says what stands in it."),
        )
    problems: list[Problem] = []
    read = read_part(path, "weighing", CriteriaSheet, problems)
    wrong = [one for one in problems if one.is_error]
    if read is None or wrong:
        raise Refused(
            _("The criteria in %(path)s cannot be used.") % {"path": path},
            why=" ".join(f"{one.line}: {one.what}" for one in wrong),
            mend=" ".join(dict.fromkeys(one.mend for one in wrong)),
        )
    return read[0]


def dumped(sheet: CriteriaSheet) -> dict[str, Any]:
    return sheet.model_dump(mode="json")


def fingerprint(sheet: CriteriaSheet) -> str:
    text = json.dumps(dumped(sheet), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def sheet_of(content: Any) -> CriteriaSheet:
    """The criteria as they are kept: of a version, or frozen in a round."""
    return CriteriaSheet.model_validate(content)


def latest() -> Criteria | None:
    """The newest version; None where the region gave none yet."""
    return Criteria.objects.first()


def criteria_numbered(version: int) -> Criteria:
    """One version. Raises NotFound."""
    found = Criteria.objects.filter(version=version).first()
    if found is None:
        raise NotFound(
            _("There is no version %(number)s of the criteria.") % {"number": version},
            mend=_("Choose one from the list of versions."),
        )
    return found
