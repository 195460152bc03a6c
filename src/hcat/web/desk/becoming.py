# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What becomes of verdicts when something is recorded for a target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hcat.agenda.api import Item, Result, Target
from hcat.evidence.api import ResultStanding
from hcat.web.elements import title_of

from .forms.saying import Line


@dataclass(frozen=True, slots=True)
class Bound:
    """A target and the result to which it belongs."""

    item: Item[Result]
    target: Target

    @property
    def title(self) -> str:
        return f"{title_of(self.item)}: {self.target.title}"

    @property
    def code(self) -> str:
        return f"{self.item.key}/{self.target.key}"


Standings = Mapping[str, ResultStanding]


def verdict_lines(one: Bound, before: Standings, after: Standings) -> list[Line]:
    """What becomes of the verdict: on this target, and on the whole result."""
    was, becomes = before[one.item.key], after[one.item.key]
    key = one.target.key
    old = next(target for target in was.targets if target.target.key == key)
    new = next(target for target in becomes.targets if target.target.key == key)
    lines = [Line(_("The verdict on this target"), old.sentence(), new.sentence())]
    if len(becomes.in_force) > 1:
        lines.append(Line(_("The verdict on the result"), was.sentence(), becomes.sentence()))
    return lines
