# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What can be chosen in a field: the words of a code, or the elements of the agenda."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import Agenda, Item, decisions, items, the_agenda
from hcat.evidence.api import PUBLISHED, measures
from hcat.web import labels
from hcat.web.elements import title_of

from . import wording
from .specs import Spec


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Group:
    """Options under one heading; without a title where there is only one group."""

    title: str
    options: tuple[Option, ...]


_GROUPED = {"differentiation": ("line", "line"), "way": ("chapter", "chapter")}
"""Kinds that are shown under the element that they belong to: its field, and its kind."""
NEW = "new"
"""The choice of a decision that is not recorded yet."""


class Offer:
    """Everything one page can offer; each kind of element is fetched once, when first asked for."""

    def __init__(self) -> None:
        self._kinds: dict[str, list[Item[Any]]] = {}

    def items(self, kind: str) -> list[Item[Any]]:
        if kind not in self._kinds:
            self._kinds[kind] = items(kind, ended=True)
        return self._kinds[kind]

    @cached_property
    def agenda(self) -> Agenda | None:
        found = the_agenda()
        return found.sheet if found else None

    def groups(self, spec: Spec, chosen: Sequence[str] = ()) -> list[Group]:
        """The options of a field; what is chosen stays on offer, even when it has ended."""
        own = _OWN.get((spec.owner.__name__, spec.name)) or _OWN.get(("", spec.name))
        if own is not None:
            found = own(self)
        elif spec.ref:
            found = self._elements(spec.ref, chosen)
        else:
            found = [Group("", tuple(Option(c, wording.code(spec, c)) for c in spec.codes))]
        known = {option.value for group in found for option in group.options}
        strange = [
            Option(value, _("%(code)s (not known here yet)") % {"code": value})
            for value in chosen
            if value and value not in known
        ]
        return [*found, Group("", tuple(strange))] if strange else found

    def has_options(self, spec: Spec) -> bool:
        """Whether a field whose class takes any word is chosen from a list after all."""
        names = {(spec.owner.__name__, spec.name), ("", spec.name)}
        return bool(names & set(_OWN))

    def _elements(self, kind: str, chosen: Sequence[str]) -> list[Group]:
        found = [one for one in self.items(kind) if not one.ended_as or one.key in chosen]
        options = [(one, Option(one.key, self._title(one))) for one in found]
        if kind not in _GROUPED:
            return [Group("", tuple(option for _one, option in options))]
        field, above = _GROUPED[kind]
        return [
            Group(
                title_of(whole),
                tuple(o for one, o in options if getattr(one.sheet, field) == whole.key),
            )
            for whole in self.items(above)
            if any(getattr(one.sheet, field) == whole.key for one in found)
        ]

    @staticmethod
    def _title(one: Item[Any]) -> str:
        title = title_of(one)
        if one.kind == "source":
            title = f"{one.sheet.publisher}: {title}"
        if one.ended_as:
            title = _("%(title)s (%(how)s)") % {"title": title, "how": labels.CHANGES[one.ended_as]}
        return title

    def _places(self) -> list[Group]:
        places = self.agenda.places if self.agenda else []
        options = [Option(one.code, one.name) for one in places]
        return [Group("", tuple(sorted(options, key=lambda one: one.title)))]

    def _levels(self) -> list[Group]:
        levels = self.agenda.levels if self.agenda else []
        return [Group("", tuple(Option(one.value, labels.level(one)) for one in levels))]

    def _periods(self) -> list[Group]:
        periods = self.agenda.periods if self.agenda else []
        return [Group("", tuple(Option(one.key, str(one.title)) for one in periods))]

    def _counted(self) -> list[Group]:
        counted = tuple(Option(one.name, str(one.title)) for one in measures().values())
        return [Group(_("Measured by this system"), counted)]

    def _measures(self) -> list[Group]:
        series = tuple(
            Option(f"{PUBLISHED}{one.key}", title_of(one)) for one in self.items("series")
        )
        return [*self._counted(), Group(_("Published series"), series)]

    def _decisions(self) -> list[Group]:
        taken = tuple(
            Option(one.key, f"{date_format(one.taken_on)}: {one.title}")
            for one in decisions()[:200]
        )
        return [Group("", (Option(NEW, _("a decision that I record below")), *taken))]


_OWN: dict[tuple[str, str], Callable[[Offer], list[Group]]] = {
    ("Initiative", "places"): Offer._places,
    ("Initiative", "levels"): Offer._levels,
    ("Result", "levels"): Offer._levels,
    ("Target", "period"): Offer._periods,
    ("Target", "measured_by"): Offer._measures,
    ("Condition", "measured_by"): Offer._measures,
    ("Proxy", "measured_by"): Offer._measures,
    ("Series", "measured_by"): Offer._counted,
    ("", "decision"): Offer._decisions,
}
"""Fields that take any word in a sheet, and are chosen from what this agenda knows."""
