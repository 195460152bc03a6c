# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The registry of measures: functions that turn what really happened into an `Estimate`.

A room writes them in its ``measures.py``, which is found by itself::

    @measure("portal.open_over_75_days", title=_("Vacancies open over 75 days"), unit="count")
    def open_over_75_days(period: Period, scope: Scope) -> Estimate: ...

An agenda names a measure under `measured_by`.
"""

from __future__ import annotations

import hashlib
import inspect
import re
import typing
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache, cached_property
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.module_loading import autodiscover_modules

from hcat.agenda.api import PUBLISHED
from hcat.evidence.models import ENTERED
from hcat.foundation.api import release, retention_rules
from hcat.numerics.api import Estimate, Period


class WrongMeasure(TypeError):
    """A measure that cannot be registered: a mistake in the code, found when it is imported."""


class Takes(StrEnum):
    """What a measure is about."""

    MOMENT = "moment"
    """How things stand on a day: its period is that single day."""

    PERIOD = "period"
    """What happened over a time: its periods are whole calendar windows."""


@dataclass(slots=True)
class Scope:
    """What a measure is told besides its period, and where it notes what it used.

    What is noted is stored beside the figure and fingerprinted, so that the figure can be made
    again, and a new one is stored only when something changed.
    """

    known_on: datetime | None = None
    """Set when an old figure is made again: use what had been recorded at that moment, wherever
    later changes are kept beside it. None: what is known now."""
    used: dict[str, Any] = field(default_factory=dict)

    def note(self, **inputs: Any) -> None:
        """Note inputs as JSON values: ids, counts, versions; never personal data."""
        self.used.update(inputs)


MeasureFunction = Callable[[Period, Scope], Estimate]
_F = TypeVar("_F", bound=MeasureFunction)


@dataclass(frozen=True)
class Measure:
    """A registered measure."""

    name: str
    title: str | Promise
    unit: str
    takes: Takes
    function: MeasureFunction
    kept_since: Callable[[], date | None] | None = None
    """Of a measure over what is kept for ever: the last day of the first window that it holds."""
    erased_by: str | None = None
    """Name of the retention rule that erases what it counts from; None: nothing is erased."""
    has_begun: Callable[[date], bool] | None = None
    """Whether there was anything to measure by a day; None: there always is."""

    @cached_property
    def code_version(self) -> str:
        """Release of the product and a mark of the function's own text."""
        text = inspect.getsource(self.function)
        return f"{release()} {hashlib.sha256(text.encode()).hexdigest()[:12]}"

    def __call__(self, period: Period, scope: Scope) -> Estimate:
        estimate = self.function(period, scope)
        if estimate.unit != self.unit:
            raise WrongMeasure(
                f"measure {self.name} gave an estimate in {estimate.unit!r}; "
                f"it is registered in {self.unit!r}: make the two the same"
            )
        return estimate

    def erased_until(self, on: date) -> date | None:
        """Of what was over on this day or before, the rule has erased the inputs; None: nothing."""
        found = [rule for rule in retention_rules() if rule.name == self.erased_by]
        return found[0].term.over_since(on) if found else None


_NAME = re.compile(r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")
_registered: dict[str, Measure] = {}


def measure(
    name: str,
    *,
    title: str | Promise,
    unit: str,
    takes: Takes = Takes.MOMENT,
    kept_since: Callable[[], date | None] | None = None,
    erased_by: str | None = None,
    has_begun: Callable[[date], bool] | None = None,
) -> Callable[[_F], _F]:
    """Register a measure under ``room.name``.

    `kept_since`: of a measure over windows whose data are never erased. Every window from that day
    on is taken each time, since publishers come late and revise; without it only the last one is.
    `erased_by`: the retention rule (`keeps_no_longer`) that erases what it counts from, so that an
    old figure which cannot be made again says so.
    `has_begun`: of what may never have been held, as a survey: whether it was by a day. Until then
    no figure is stored, not even a missing one, since a result that was never measured is another
    thing than one of which a figure is missing.

    Raises `WrongMeasure` for a name that is taken, reserved or not of that form, for a rule that
    no room has, and for a function that does not take (period, scope) or does not say that it
    returns an `Estimate`.
    """

    def register(function: _F) -> _F:
        _check_name(name, function)
        _check_signature(name, function)
        _check_rule(name, erased_by)
        _registered[name] = Measure(
            name, title, unit, takes, function, kept_since, erased_by, has_begun
        )  # fmt: skip
        return function

    return register


def measures() -> dict[str, Measure]:
    """Every registered measure by name, after looking into every room's ``measures.py``."""
    _look_into_the_rooms()
    return dict(sorted(_registered.items()))


@cache
def _look_into_the_rooms() -> None:
    """Once for a process: to look whether fifty applications have such a module takes 8 ms."""
    autodiscover_modules("measures")


def names() -> set[str]:
    return set(measures())


def forget(name: str) -> None:
    """Take a measure out of the registry again: for tests that register their own."""
    _registered.pop(name, None)


def _check_name(name: str, function: MeasureFunction) -> None:
    if not _NAME.match(name):
        raise WrongMeasure(
            f"the measure name {name!r} is not of the form room.name: "
            "use lower-case letters, digits and underscores on both sides of one dot"
        )
    if name.startswith(PUBLISHED) or name == ENTERED:
        raise WrongMeasure(
            f"the measure name {name!r} is reserved for figures of published series: "
            "begin with the name of the room"
        )
    known = _registered.get(name)
    if known is not None and _place(known.function) != _place(function):
        raise WrongMeasure(
            f"the measure {name!r} is registered twice, by {_place(known.function)} and "
            f"{_place(function)}: give one of them another name"
        )


def _check_signature(name: str, function: MeasureFunction) -> None:
    parameters = list(inspect.signature(function).parameters)
    if parameters != ["period", "scope"]:
        raise WrongMeasure(
            f"the measure {name!r} takes ({', '.join(parameters)}): "
            "it is called with (period, scope) and nothing else"
        )
    if typing.get_type_hints(function).get("return") is not Estimate:
        raise WrongMeasure(
            f"the measure {name!r} does not say that it returns an Estimate: "
            "annotate it with -> Estimate"
        )


def _check_rule(name: str, erased_by: str | None) -> None:
    if erased_by is None:
        return
    known = [rule.name for rule in retention_rules()]
    if erased_by not in known:
        raise WrongMeasure(
            f"the measure {name!r} says that its inputs are erased by the rule {erased_by!r}, "
            f"which no room has: name one of {', '.join(known)}"
        )


def _place(function: MeasureFunction) -> str:
    return f"{function.__module__}.{function.__qualname__}"
