# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is in an IATI file, counted and said, also where nothing of it can be taken."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.foundation.api import Refused

from .elements import OWN, Element
from .own import Ours, Whose
from .reading import open_iati
from .rules import number_in
from .words import VERSION

READ = ("2.01", "2.02", VERSION)
"""Versions whose results are told alike: 2.03 only adds to those before it."""


@dataclass(frozen=True, slots=True)
class Contents:
    """How much of what a file holds."""

    version: str
    activities: int
    results: int
    indicators: int
    figures: int
    """Actuals with a number, and figures of which our namespace says why they are missing."""
    whose: Counter[Whose]

    @classmethod
    def of(cls, path: Path, ours: Ours) -> Contents:
        file = open_iati(path)
        found: Counter[str] = Counter()
        whose: Counter[Whose] = Counter()
        for activity in file.activities:
            whose[ours.whose(activity)] += 1
            found.update(_counted(activity))
        return cls(
            version=file.attributes.get("version", "").strip(),
            activities=whose.total(),
            results=found["results"],
            indicators=found["indicators"],
            figures=found["figures"],
            whose=whose,
        )

    def __str__(self) -> str:
        counted = (
            ngettext("%(n)s activity", "%(n)s activities", self.activities)
            % {"n": self.activities},
            ngettext("%(n)s result", "%(n)s results", self.results) % {"n": self.results},
            ngettext("%(n)s indicator", "%(n)s indicators", self.indicators)
            % {"n": self.indicators},
            ngettext("%(n)s figure", "%(n)s figures", self.figures) % {"n": self.figures},
        )
        return _("In the file: %(counted)s.") % {"counted": ", ".join(counted)}

    def refuse_unread(self, file: str, *, most: int | None) -> None:
        """Refused: another version than is read, and more figures than `most`."""
        if self.version not in READ:
            raise Refused(
                _("%(file)s is of version %(version)s of IATI.")
                % {"file": file, "version": self.version}
                if self.version
                else _("%(file)s does not say of which version of IATI it is.") % {"file": file},
                why=_("%(contents)s Only %(read)s are read: others tell results otherwise.")
                % {"contents": self, "read": ", ".join(READ)},
                mend=_("Ask its maker for the file in version %(version)s.") % {"version": VERSION},
            )
        if most is not None and self.figures > most:
            raise Refused(
                _("%(file)s has more than %(most)d figures.") % {"file": file, "most": most},
                mend=_("Import it on the machine itself, with hcat exchange import."),
            )

    def remarks(self, *, changes_nothing: bool) -> Iterator[str]:
        """What was in it and, where that is so, why nothing changes."""
        yield str(self)
        if self.version != VERSION:
            yield _("It is of version %(version)s, and read as %(read)s.") % {
                "version": self.version, "read": VERSION,
            }  # fmt: skip
        if changes_nothing:
            yield self._why_nothing()

    def _why_nothing(self) -> str:
        if not self.activities:
            return _("There is no activity in it, so there is nothing to take over.")
        if not self.results:
            return _("None of its activities has a result, and only figures of results are taken.")
        if not self.figures:
            return _("None of its indicators has a figure: an actual whose value is a number.")
        if not self.whose[Whose.OTHERS]:
            return _("It is the file of this agenda itself: everything in it stands here already.")
        return _("Everything in it stands here already.")


def _counted(activity: Element) -> Counter[str]:
    found: Counter[str] = Counter()
    for result in activity.iterfind("result"):
        found["results"] += 1
        for indicator in result.iterfind("indicator"):
            found["indicators"] += 1
            actuals = indicator.iterfind("period/actual")
            found["figures"] += sum(number_in(one.get("value")) is not None for one in actuals)
            found["figures"] += len(indicator.findall("period/hcat:missing", OWN))
    return found
