# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who counts as high-tech: a rule over the main activity, and decisions that go before it.

The rule comes from the agenda, where it is versioned; this room does not know the agenda, so the
caller hands it over as a plain value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from . import identifiers


@dataclass(frozen=True, slots=True)
class HighTechRule:
    """SBI codes as prefixes. A main activity counts that starts with one of `include` and with
    none of `exclude`. Dots are left out of the codes: ``26.11`` and ``2611`` are the same.

    >>> HighTechRule.of(["26", "62"], exclude=["62.03"]).covers("6201")
    True
    >>> HighTechRule.of(["26", "62"], exclude=["62.03"]).covers("62030")
    False
    """

    include: tuple[str, ...]
    exclude: tuple[str, ...] = ()

    @classmethod
    def of(cls, include: Iterable[str], exclude: Iterable[str] = ()) -> HighTechRule:
        return cls(
            tuple(identifiers.sbi_code(code) for code in include),
            tuple(identifiers.sbi_code(code) for code in exclude),
        )

    def covers(self, sbi: str) -> bool:
        """Whether this activity is high-tech by the rule alone."""
        return sbi.startswith(self.include) and not (self.exclude and sbi.startswith(self.exclude))

    def as_sql(self, field: str = "sbi") -> Q:
        """The same rule as a condition; ranges rather than LIKE, so that the index serves."""
        wanted = Q(pk__in=[])
        for prefix in self.include:
            wanted |= _starts_with(field, prefix)
        for prefix in self.exclude:
            wanted &= ~_starts_with(field, prefix)
        return wanted


def _starts_with(field: str, prefix: str) -> Q:
    """Digits that start with a prefix, as a range: ``26`` is from "26" up to but without "27".

    Digits sort alike in every collation, which letters and signs do not.
    """
    if not re.fullmatch(r"[0-9]+", prefix):
        raise ValueError(f"“{prefix}” is not the beginning of an SBI code: digits only")
    low = Q(**{f"{field}__gte": prefix})
    above = str(int(prefix) + 1).zfill(len(prefix))
    return low & Q(**{f"{field}__lt": above}) if len(above) == len(prefix) else low


class _Facts(Protocol):
    @property
    def sbi(self) -> str: ...


class _Decision(Protocol):
    @property
    def answer(self) -> str: ...
    @property
    def decided_on(self) -> date: ...
    @property
    def reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class HighTech:
    """Whether an organisation counts, and why. `counts` is None where its activity is unknown."""

    counts: bool | None
    because: str

    def __bool__(self) -> bool:
        return self.counts is True


def is_high_tech(
    facts: _Facts, decisions: Iterable[_Decision], rule: HighTechRule, on: date | None = None
) -> HighTech:
    """The latest decision goes before the rule; without an activity nobody can tell.

    `decisions` in the order in which they were recorded; those after `on` are left out.

    >>> from types import SimpleNamespace as N
    >>> rule = HighTechRule.of(["26"])
    >>> is_high_tech(N(sbi="2611"), [], rule).counts, is_high_tech(N(sbi=""), [], rule).counts
    (True, None)
    """
    known = [d for d in decisions if on is None or d.decided_on <= on]
    latest = max(enumerate(known), key=lambda d: (d[1].decided_on, d[0]), default=(0, None))[1]
    if latest is not None and latest.answer != "rule":
        return HighTech(
            latest.answer == "in",
            _("Decided on %(date)s: %(reason)s")
            % {"date": date_format(latest.decided_on), "reason": latest.reason},
        )
    if not facts.sbi:
        return HighTech(None, _("Its main activity (SBI) is not known."))
    if rule.covers(facts.sbi):
        return HighTech(
            True, _("Its main activity (SBI %(sbi)s) is in the rule.") % {"sbi": facts.sbi}
        )
    return HighTech(
        False, _("Its main activity (SBI %(sbi)s) is not in the rule.") % {"sbi": facts.sbi}
    )
