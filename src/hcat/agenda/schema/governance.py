# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""National action perspectives, who governs, and who counts as high-tech."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from django.utils.translation import gettext as _
from pydantic import Field

from hcat.foundation.api import Translated

from .base import Misfit, Part, Ref, Sheet, Word


class Placing(Part):
    """Where a national action perspective was laid down."""

    level: Literal["national", "topteam", "region"]
    title: Translated
    points: list[Annotated[str, Ref("point")]] = []
    left_out: Translated | None = None
    """Why the region left it out."""


class Perspective(Sheet):
    kind = "perspective"
    plural = "perspectives"
    file = "perspectives.yaml"

    code: str
    title: Translated
    placings: list[Placing] = Field(min_length=1)
    source: Annotated[str, Ref("source")] | None = None

    def order_in_kind(self) -> tuple[str | int, ...]:
        return (self.code,)


class Seat(Part):
    """A seat in a body: held by an organisation or a role, never a private name."""

    holder: Translated
    sphere: Literal["company", "education", "government", "other"]
    chair: bool = False
    role: Annotated[str, Ref("role")] | None = None


REPORTS_A_YEAR = (1, 2, 3, 4, 6, 12)
"""So that the months between two reports are whole."""


class Rhythm(Part):
    """How often a body meets or reports: so many times a year, or once in so many weeks.

    A rhythm that asks for a report says which one and to whom, so that its dates can be reckoned.
    """

    what: Translated
    times_per_year: float = Field(gt=0)
    report: Literal["board", "evaluation"] | None = None
    to: Annotated[str, Ref("body")] | None = None
    """Who gets the account."""
    first: date | None = None
    """The day of the first one; without it the first end of a period after the adoption."""

    def misfits(self) -> Iterator[Misfit]:
        if self.report is None:
            for name in ("to", "first"):
                if getattr(self, name) is not None:
                    yield Misfit(
                        (name,), _("say with report which report this is about, or leave it out")
                    )
            return
        if self.to is None:
            yield Misfit(("to",), _("a report needs the body that gets it"))
        if self.times_per_year not in REPORTS_A_YEAR:
            yield Misfit(
                ("times_per_year",),
                _("reports fall on whole months: make it 1, 2, 3, 4, 6 or 12 a year"),
            )


class Body(Sheet):
    kind = "body"
    plural = "bodies"
    file = "governance.yaml"

    order: int
    title: Translated
    type: Literal["board", "steering", "office", "advisory", "partner"]
    tasks: list[Translated] = []
    seats: list[Seat] = []
    rhythms: list[Rhythm] = []
    source: Annotated[str, Ref("source")] | None = None

    def order_in_kind(self) -> tuple[str | int, ...]:
        return (self.order,)


class Role(Sheet):
    kind = "role"
    plural = "roles"
    file = "governance.yaml"

    order: int
    title: Translated
    body: Annotated[str, Ref("body")] | None = None
    fte: float | None = None
    tasks: list[Translated] = []

    def order_in_kind(self) -> tuple[str | int, ...]:
        return (self.order,)


class Steering(Sheet):
    """Who steers whom, and how firmly."""

    kind = "steering"
    plural = "steerings"
    file = "governance.yaml"

    above_body: Annotated[str, Ref("body")] | None = None
    above_role: Annotated[str, Ref("role")] | None = None
    below_body: Annotated[str, Ref("body")] | None = None
    below_role: Annotated[str, Ref("role")] | None = None
    type: Literal["hierarchical", "directing", "accounts_to", "cooperates", "to_decide"]
    note: Translated | None = None

    def misfits(self) -> Iterator[Misfit]:
        for above, below, end in (
            (self.above_body, self.above_role, "above"),
            (self.below_body, self.below_role, "below"),
        ):
            if (above is None) == (below is None):
                yield Misfit(
                    (f"{end}_body",),
                    _("give one of %(end)s_body and %(end)s_role, not both and not neither")
                    % {"end": end},
                )


class Rule(Sheet):
    """Who counts as high-tech: SBI codes (as prefixes) that are in or out."""

    kind = "rule"
    plural = "rules"
    file = "rules.yaml"

    title: Translated
    include: list[Word] = Field(min_length=1)
    exclude: list[Word] = []
    reason: Translated
    source: Annotated[str, Ref("source")] | None = None
