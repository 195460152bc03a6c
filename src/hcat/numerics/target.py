# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What was promised, in a form that can be judged. Loads neither NumPy nor SciPy."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NoReturn, TypeVar

from hcat.numerics.errors import NumericsError
from hcat.numerics.estimate import SHARE_SCALE


class TargetKind(StrEnum):
    """What sort of promise it is."""

    AT_LEAST = "at_least"
    """The value or more."""

    AT_MOST = "at_most"
    """The value or less."""

    RELATIVE = "relative"
    """A change relative to the baseline: −0.5 asks for half of it or less, 0.1 for 10% more."""

    SIGNIFICANTLY_BETTER = "significantly_better"
    """Better than the baseline by more than chance explains."""

    RISING = "rising"
    """Every next figure better than the one before, as they stand."""

    SIGNIFICANTLY_RISING = "significantly_rising"
    """Every next figure better than the one before by more than chance explains."""

    ALL_OF = "all_of"
    """Several conditions together."""

    JUDGED = "judged"
    """The recorded opinion of an assessor on each criterion."""


class Direction(StrEnum):
    """Which way is better."""

    UP = "up"
    DOWN = "down"

    @property
    def sign(self) -> int:
        """+1 for up, −1 for down."""
        return 1 if self is Direction.UP else -1


_Member = TypeVar("_Member", bound=StrEnum)
_NEEDS_VALUE = (TargetKind.AT_LEAST, TargetKind.AT_MOST, TargetKind.RELATIVE)
_FIXED_DIRECTION = {TargetKind.AT_LEAST: Direction.UP, TargetKind.AT_MOST: Direction.DOWN}
NEEDS_BASELINE = (TargetKind.RELATIVE, TargetKind.SIGNIFICANTLY_BETTER)
"""Kinds that say nothing without a baseline."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSpec:
    """A promise that can be judged.

    ===================  =========================================================================
    ``id``               stable name; conditions are looked up by it
    ``kind``             :class:`TargetKind`
    ``value``            at_least, at_most: the bound, in `unit`. relative: the change as a part of
                         the baseline (−0.5 is minus 50%). all_of with `joined_per_unit`: the share
                         of units for which all conditions hold together
    ``unit``             the unit of the estimates that it is compared with
    ``deadline``         the day by which it must be so; None for a standing promise, which is
                         judged on the latest figure and can never be missed
    ``direction``        which way is better; follows from the kind for at_least and at_most and
                         from the sign of the value for relative
    ``conditions``       all_of: the promises that must all hold
    ``joined_per_unit``  all_of: the conditions must hold for the *same* company or person
    ``criteria``         judged: what the assessor looks at, one judgement each
    ``assessor``         judged: who may judge
    ===================  =========================================================================

    Raises :class:`NumericsError` for a promise that nobody could judge.

    >>> half = TargetSpec.relative("P3-R1", -0.5, unit="count", deadline=date(2015, 12, 31))
    >>> half.direction, half.factor
    (<Direction.DOWN: 'down'>, 0.5)
    >>> TargetSpec.from_dict(half.to_dict()) == half
    True
    """

    id: str
    kind: TargetKind
    deadline: date | None = None
    value: float | None = None
    unit: str = ""
    direction: Direction = Direction.UP
    conditions: tuple[TargetSpec, ...] = ()
    joined_per_unit: bool = False
    criteria: tuple[str, ...] = ()
    assessor: str = ""

    def __post_init__(self) -> None:
        if not self.id.strip():
            raise NumericsError.about(
                "a target without an id", "its estimates could not be found", "give it an id"
            )
        object.__setattr__(self, "kind", _member(TargetKind, self.kind, "kind"))
        object.__setattr__(self, "direction", _member(Direction, self.direction, "direction"))
        object.__setattr__(self, "conditions", tuple(self.conditions))
        object.__setattr__(self, "criteria", tuple(self.criteria))
        if self.deadline is not None and type(self.deadline) is not date:
            self._refuse(f"the deadline {self.deadline!r}", "it is not a day", "give a date")
        self._check_value()
        if self.kind is TargetKind.ALL_OF:
            self._check_conditions()
        elif self.conditions or self.joined_per_unit:
            self._refuse("conditions", "only all_of has them", "use the kind all_of")
        if self.kind is TargetKind.JUDGED:
            if not self.criteria or not self.assessor.strip():
                self._refuse(
                    "a judged target without criteria or assessor",
                    "nobody would know what to look at or who decides",
                    "name at least one criterion and the assessor",
                )
            if len(set(self.criteria)) < len(self.criteria):
                self._refuse("a criterion twice", "it has one judgement", "name each once")
        elif self.criteria or self.assessor:
            self._refuse("criteria or an assessor", "only judged has them", "use the kind judged")

    # Constructors, one for each kind

    @classmethod
    def at_least(cls, id: str, value: float, *, unit: str, deadline: date | None) -> TargetSpec:
        """`value` or more at the deadline."""
        return cls(id=id, kind=TargetKind.AT_LEAST, value=value, unit=unit, deadline=deadline)

    @classmethod
    def at_most(cls, id: str, value: float, *, unit: str, deadline: date | None) -> TargetSpec:
        """`value` or less at the deadline."""
        return cls(
            id=id,
            kind=TargetKind.AT_MOST,
            value=value,
            unit=unit,
            deadline=deadline,
            direction=Direction.DOWN,
        )

    @classmethod
    def relative(cls, id: str, change: float, *, unit: str, deadline: date | None) -> TargetSpec:
        """A change relative to the baseline: −0.5 for half of it or less, 0.1 for 10% more."""
        direction = Direction.DOWN if change < 0 else Direction.UP
        return cls(
            id=id,
            kind=TargetKind.RELATIVE,
            value=change,
            unit=unit,
            deadline=deadline,
            direction=direction,
        )

    @classmethod
    def significantly_better(
        cls, id: str, *, unit: str, deadline: date | None, direction: Direction = Direction.UP
    ) -> TargetSpec:
        """Better than the baseline by more than chance explains."""
        kind = TargetKind.SIGNIFICANTLY_BETTER
        return cls(id=id, kind=kind, unit=unit, deadline=deadline, direction=direction)

    @classmethod
    def rising(
        cls,
        id: str,
        *,
        unit: str,
        deadline: date | None,
        direction: Direction = Direction.UP,
        significantly: bool = False,
    ) -> TargetSpec:
        """Every next figure better than the one before (for down: every next one lower)."""
        kind = TargetKind.SIGNIFICANTLY_RISING if significantly else TargetKind.RISING
        return cls(id=id, kind=kind, unit=unit, deadline=deadline, direction=direction)

    @classmethod
    def all_of(
        cls,
        id: str,
        conditions: Sequence[TargetSpec],
        *,
        deadline: date | None,
        joined_per_unit: bool = False,
        value: float | None = None,
        unit: str = "",
    ) -> TargetSpec:
        """All conditions together; joined per unit: for the same company or person.

        Joined conditions are all shares of the same units. The promise is then about the share of
        units that meet them all; it defaults to the value that the conditions have in common.
        """
        members = tuple(conditions)
        if joined_per_unit and value is None and len({one.value for one in members}) == 1:
            value = members[0].value
        if joined_per_unit and not unit and members:
            unit = members[0].unit
        return cls(
            id=id,
            kind=TargetKind.ALL_OF,
            conditions=members,
            deadline=deadline,
            joined_per_unit=joined_per_unit,
            value=value,
            unit=unit,
        )

    @classmethod
    def judged(
        cls, id: str, criteria: Sequence[str], *, assessor: str, deadline: date | None
    ) -> TargetSpec:
        """The recorded opinion of the assessor on each criterion."""
        kind = TargetKind.JUDGED
        return cls(id=id, kind=kind, criteria=tuple(criteria), assessor=assessor, deadline=deadline)

    @property
    def factor(self) -> float:
        """Of a relative target: what the baseline is multiplied by (−50% is 0.5)."""
        if self.kind is not TargetKind.RELATIVE or self.value is None:
            self._refuse("factor", "only a relative target has one", "look at value")
        return 1.0 + self.value

    def to_dict(self) -> dict[str, Any]:
        """All fields as JSON values; dates as ISO text."""
        data: dict[str, Any] = {name: getattr(self, name) for name in self.__slots__}
        data["kind"] = self.kind.value
        data["direction"] = self.direction.value
        data["deadline"] = self.deadline.isoformat() if self.deadline else None
        data["conditions"] = [one.to_dict() for one in self.conditions]
        data["criteria"] = list(self.criteria)
        return data

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> TargetSpec:
        """The reverse of :meth:`to_dict`; checks everything again."""
        fields = dict(data)
        unknown = sorted(set(fields) - set(cls.__slots__))
        if unknown:
            raise NumericsError.about(
                f"a target with {', '.join(unknown)}",
                "a target has no such field",
                f"use only {', '.join(cls.__slots__)}",
            )
        if fields.get("deadline"):
            fields["deadline"] = date.fromisoformat(fields["deadline"])
        fields["conditions"] = tuple(cls.from_dict(one) for one in fields.get("conditions", ()))
        fields["criteria"] = tuple(fields.get("criteria", ()))
        return cls(**fields)

    # What must hold

    def _check_value(self) -> None:
        kind, value = self.kind, self.value
        if kind in _FIXED_DIRECTION:
            object.__setattr__(self, "direction", _FIXED_DIRECTION[kind])
        if kind in _NEEDS_VALUE and value is None:
            self._refuse("no value", f"{kind} compares with one", "give value")
        if kind not in _NEEDS_VALUE and value is not None and not self.joined_per_unit:
            self._refuse(f"the value {value}", f"{kind} has none", "leave value out")
        if value is not None and not math.isfinite(value):
            self._refuse(f"the value {value}", "it is not a finite number", "give a number")
        if kind not in (TargetKind.ALL_OF, TargetKind.JUDGED) and not self.unit.strip():
            self._refuse("no unit", "estimates in any unit would fit", "give unit")
        if kind is TargetKind.RELATIVE and value is not None:
            if value <= -1.0 or value == 0.0:
                self._refuse(
                    f"a relative change of {value}",
                    "it is written as a part of the baseline, above -1 and not 0",
                    "write -50% as -0.5",
                )
            object.__setattr__(self, "direction", Direction.DOWN if value < 0 else Direction.UP)
        if (
            value is not None
            and self.unit in SHARE_SCALE
            and kind is not TargetKind.RELATIVE
            and not 0 <= value <= SHARE_SCALE[self.unit]
        ):
            self._refuse(
                f"the value {value} {self.unit}",
                f"a share lies between 0 and {SHARE_SCALE[self.unit]:g}",
                "check the unit",
            )

    def _check_conditions(self) -> None:
        if len(self.conditions) < 2:
            self._refuse("fewer than two conditions", "nothing is combined", "use the condition")
        names = [one.id for one in self.conditions]
        if len({*names, self.id}) <= len(names):
            self._refuse("two targets with one id", "estimates would mix", "give each its own id")
        if not self.joined_per_unit:
            return
        for one in self.conditions:
            if one.kind is not TargetKind.AT_LEAST or one.unit != self.unit:
                self._refuse(
                    f"the joined condition {one.id} ({one.kind}, {one.unit})",
                    "conditions that hold for the same unit are shares of one population",
                    "make each at_least, in the unit percent or share of the whole",
                )
        if self.unit not in SHARE_SCALE or self.value is None:
            self._refuse(
                "joined conditions without a share that must meet them all",
                "their values differ, so it cannot be guessed",
                "give value and the unit percent or share",
            )

    def _refuse(self, what: str, why: str, how: str) -> NoReturn:
        raise NumericsError.about(f"target {self.id or '?'}: {what}", why, how)


def _member(kind: type[_Member], given: object, name: str) -> _Member:
    try:
        return kind(given)  # type: ignore[arg-type]
    except ValueError:
        raise NumericsError.about(
            f"the {name} {given!r}", "there is no such one", f"use one of {', '.join(kind)}"
        ) from None
