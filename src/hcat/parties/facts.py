# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is known about an organisation, as it travels between a form, a file and the register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from django.utils.translation import gettext as _

from . import identifiers
from .models import OrganisationFacts


def _wrapped(values: Iterable[str]) -> str:
    """``,a,b,``: commas on both sides, so that SQL can look for one of them."""
    kept = [value for value in values if value]
    return f",{','.join(kept)}," if kept else ""


@dataclass(frozen=True, slots=True)
class FactsDraft:
    """Facts in the one form that is kept; empty is *not known*.

    Raises ``ValueError`` where two facts contradict each other.
    """

    name: str
    kvk: str = ""
    brin: str = ""
    branch: str = ""
    part_of_id: int | None = None
    levels: tuple[str, ...] = ()
    employees: int | None = None
    size_class: str = ""
    sbi: tuple[str, ...] = ()
    """Activities, the main one first."""
    municipality: str = ""
    place: str = ""
    postcode: str = ""
    website: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise ValueError(_("an organisation needs a name"))
        if self.branch and not self.brin:
            raise ValueError(_("a branch number needs the BRIN number of its school"))
        if self.employees is None:
            if self.size_class and self.size_class not in _CLASSES:
                raise ValueError(
                    _("“%(text)s” is not a size class: use 1-9, 10-49, 50-249 or 250+")
                    % {"text": self.size_class}
                )
            return
        derived = identifiers.size_class_of(self.employees)
        if self.size_class and self.size_class != derived:
            raise ValueError(
                _(
                    "%(number)d employees do not fit the size class %(size)s: leave one of the "
                    "two out"
                )
                % {"number": self.employees, "size": self.size_class}
            )
        object.__setattr__(self, "size_class", derived)

    @classmethod
    def of(cls, facts: OrganisationFacts) -> FactsDraft:
        plain = {f.name: getattr(facts, f.name) for f in fields(cls)}
        return cls(**{**plain, "levels": facts.level_list, "sbi": facts.sbi_codes})

    def revised(self, **given: Any) -> FactsDraft:
        """The same with other values; a new size class or number of employees replaces both."""
        if "employees" in given or "size_class" in given:
            given = {"employees": None, "size_class": "", **given}
        return replace(self, **given)

    def columns(self) -> dict[str, Any]:
        """The columns of a row of facts."""
        plain = {f.name: getattr(self, f.name) for f in fields(self)}
        return {
            **plain,
            "name": self.name.strip(),
            "name_key": identifiers.name_key(self.name)[:300],
            "levels": _wrapped(self.levels),
            "sbi": self.sbi[0] if self.sbi else "",
            "sbi_others": _wrapped(self.sbi[1:]),
            "domain": identifiers.domain_of(self.website) if self.website else "",
        }

    def difference(self, other: FactsDraft) -> dict[str, tuple[Any, Any]]:
        """Per field that differs: the value here and the value there."""
        return {
            f.name: (getattr(self, f.name), getattr(other, f.name))
            for f in fields(self)
            if getattr(self, f.name) != getattr(other, f.name)
        }


_CLASSES = frozenset(name for name, _low, _most in identifiers.SIZE_CLASSES)
