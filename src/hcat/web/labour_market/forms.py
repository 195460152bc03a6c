# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The form of a scenario: one group of questions for each lever, prefilled from the agenda."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.evidence.api import TargetStanding, standing
from hcat.foundation.api import today
from hcat.labour_market.api import Opened
from hcat.numerics.api import PERCENT, Lever, LeverKind
from hcat.web.desk.forms.typed import NotReadableError, read_number, show_number
from hcat.web.desk.register.forms.base import DeskForm, TextArea
from hcat.web.words import number, percent

from . import words

PARTS = ("amount", "start", "full", "effort")
PHASE_YEARS = 3
"""From its start until it is complete, unless one says otherwise."""


class NumberField(forms.CharField):
    """A number as people type it, with a comma or a point; empty is None."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"inputmode": "decimal", "autocomplete": "off", "class": "textbox textbox--number"}
        super().__init__(widget=forms.TextInput(attrs=attrs), max_length=40, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return read_number(text)
        except NotReadableError as error:
            raise forms.ValidationError(str(error)) from error


@dataclass(frozen=True, slots=True)
class Slot:
    """A lever that can be moved: its kind, and the one level it is about, if any."""

    kind: LeverKind
    level: str = ""

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.level}" if self.level else str(self.kind)

    @property
    def title(self) -> str:
        title = str(words.LEVERS[self.kind])
        return f"{title}: {words.level_title(self.level)}" if self.level else title


@dataclass(frozen=True, slots=True)
class Group:
    """The questions about one lever."""

    slot: Slot
    fields: tuple[BoundField, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Wish:
    """What the agenda promises, as a lever: percent more, and the words of the promise."""

    amount: float
    why: str


def slots(opened: Opened) -> list[Slot]:
    return [
        Slot(LeverKind.TECHNOLOGY_CHOICE),
        *(Slot(LeverKind.RETENTION, level) for level in opened.levels),
        Slot(LeverKind.ARRIVALS),
        Slot(LeverKind.LATER_RETIREMENT),
        Slot(LeverKind.GROWTH),
    ]


def wishes() -> dict[LeverKind, Wish]:
    """The agenda's own targets as levers: of each kind the highest bound that has a baseline."""
    found: dict[LeverKind, Wish] = {}
    for result in standing():
        for one in result.targets:
            kind = words.SPOKEN_OF.get(one.target.measured_by or "")
            wish = _wish(one) if kind else None
            if kind and wish and wish.amount > (found[kind].amount if kind in found else 0.0):
                found[kind] = wish
    return found


def _wish(one: TargetStanding) -> Wish | None:
    baseline, target = one.baseline.estimate, one.target
    if target.kind != "at_least" or target.value is None or baseline is None or not baseline.value:
        return None
    amount = round((target.value / baseline.value - 1) * 100)
    return Wish(
        amount,
        _("The agenda promises “%(target)s”; from %(baseline)s on that is %(amount)s%% more.")
        % {
            "target": target.title,
            "baseline": percent(baseline.value)
            if baseline.unit == PERCENT
            else number(baseline.value),
            "amount": number(amount),
        },
    )


class ScenarioForm(DeskForm):
    title = forms.CharField(
        label=gettext_lazy("Name"), max_length=200,
        help_text=gettext_lazy("Under which others find it, such as: more girls in technology."),
        error_messages={"required": gettext_lazy("Give it a name.")},
    )  # fmt: skip
    note = TextArea(
        label=gettext_lazy("Explanation"), required=False, max_length=2000,
        help_text=gettext_lazy("What would be done, and by whom."),
    )  # fmt: skip

    def __init__(self, *args: Any, opened: Opened, **kwargs: Any) -> None:
        self.opened = opened
        self.slots = slots(opened)
        self.wishes = wishes()
        super().__init__(*args, **kwargs)
        start = min(max(today().year + 1, opened.years[0]), opened.years[-1])
        full = min(start + PHASE_YEARS, opened.years[-1])
        for slot in self.slots:
            wish = None if slot.level else self.wishes.get(slot.kind)
            self._ask(
                slot,
                "amount",
                _("How much: %(unit)s") % {"unit": words.LEVER_UNITS[slot.kind]},
                show_number(wish.amount) if wish else "",
            )
            self._ask(slot, "start", _("Starts in (year)"), str(start))
            self._ask(slot, "full", _("Complete in (year)"), str(full))
            self._ask(slot, "effort", _("Effort (points)"), "1")

    def _ask(self, slot: Slot, part: str, label: str, initial: str) -> None:
        self.fields[f"{slot.name}-{part}"] = NumberField(
            label=label, required=False, initial=initial
        )

    @property
    def groups(self) -> Iterator[Group]:
        for slot in self.slots:
            wish = None if slot.level else self.wishes.get(slot.kind)
            fields = tuple(self[f"{slot.name}-{part}"] for part in PARTS)
            yield Group(slot, fields, wish.why if wish else "")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        given["levers"] = [
            lever for slot in self.slots if (lever := self._lever(slot, given)) is not None
        ]
        return given

    def _lever(self, slot: Slot, given: dict[str, Any]) -> Lever | None:
        """The lever as it was filled in; an empty amount, or none at all, moves nothing."""
        if not given.get(f"{slot.name}-amount"):
            return None
        years = self.opened.years
        read: dict[str, float] = {}
        for part, low, high, wrong in (
            ("start", years[0], years[-1], _("Give a year from %(first)s to %(last)s.")),
            ("full", years[0], 2100, _("Give a year from %(first)s on.")),
            ("effort", 0.001, 1e6, _("Give points above 0.")),
        ):
            name = f"{slot.name}-{part}"
            value = given.get(name)
            if name in self.errors:
                continue
            is_year = part != "effort"
            if value is None or not low <= value <= high or (is_year and value != int(value)):
                self.add_error(name, wrong % {"first": years[0], "last": years[-1]})
            else:
                read[part] = value
        if len(read) < 3:
            return None
        if read["full"] < read["start"]:
            self.add_error(f"{slot.name}-full", _("It would be complete before it starts."))
            return None
        return Lever(
            kind=slot.kind,
            amount=given[f"{slot.name}-amount"],
            start=int(read["start"]),
            full=int(read["full"]),
            levels=(slot.level,) if slot.level else (),
            effort=read["effort"],
        )


class WithdrawForm(DeskForm):
    """Nothing to fill in: withdrawing is confirmed on a page of its own."""
