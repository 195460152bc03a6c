# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A kept forecast, opened: what a page, a command and a spreadsheet ask of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Case, Value, When
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound
from hcat.labour_market.inputs import InputRow, MarketSheet
from hcat.labour_market.models import Forecast
from hcat.numerics.api import Cause, Education, Lever, Outcome, Projection, Prospects, Slice

from . import effects, origins
from .effects import EffectTold
from .kept_inputs import KeptInputs
from .making import DRAWS, SEED
from .origins import OriginsTold
from .packing import unpacked
from .wishes import from_json


@dataclass(frozen=True)
class Opened:
    """A forecast with its arrays. Whole persons are for whoever shows them."""

    forecast: Forecast

    @cached_property
    def projection(self) -> Projection:
        return unpacked(bytes(self.forecast.figures))

    @property
    def region(self) -> str:
        return self.projection.axes.regions[0]

    @property
    def years(self) -> tuple[int, ...]:
        return self.projection.axes.years

    @property
    def levels(self) -> tuple[str, ...]:
        return self.projection.axes.levels

    @property
    def fields(self) -> tuple[str, ...]:
        return self.projection.axes.fields

    def has(self, level: str, field: str) -> bool:
        return not (level and field) or Education(level, field) in self.projection.axes.educations

    def part(self, level: str = "", field: str = "") -> Slice:
        """Raises NotFound for a level and field that the forecast does not have."""
        known = (not level or level in self.levels) and (not field or field in self.fields)
        if not known or not self.has(level, field):
            raise NotFound(
                _("The forecast has no %(level)s %(field)s.") % {"level": level, "field": field},
                mend=_("Choose a level and a field from its table."),
            )
        return Slice(level, field)

    def outcome(self, quantity: str, part: Slice | None = None) -> Outcome:
        return self.projection.outcome(quantity, self.region, part)

    def contributions(self, part: Slice | None = None) -> dict[Cause, list[float]]:
        found = self.projection.contributions(self.region, part)
        return {cause: values.tolist() for cause, values in found.items()}

    def causes_of_change(self, part: Slice | None = None) -> dict[Cause, list[float]]:
        found = self.projection.causes_of_change(self.region, part)
        return {cause: values.tolist() for cause, values in found.items()}

    def classes(self, part: Slice | None = None) -> dict[Prospects, float]:
        return self.projection.classes(self.region, part)

    def origins(self, part: Slice, year: int) -> OriginsTold:
        """Where the uncertainty comes from. A scenario has that of its base."""
        return origins.read((self.forecast.base or self.forecast).origins, part, year)

    def inputs(self, part: Slice | None = None) -> list[InputRow]:
        """The figures that a slice rests on, as they were when the forecast was made."""
        return self._inputs.of(part or Slice())

    @property
    def market(self) -> MarketSheet:
        """Which years, levels, fields and sectors there are, with their names."""
        return self._inputs.sheet

    @cached_property
    def _inputs(self) -> KeptInputs:
        return KeptInputs(self.forecast.inputs)

    @cached_property
    def levers(self) -> tuple[Lever, ...]:
        return tuple(map(from_json, self.forecast.levers))

    @cached_property
    def effect(self) -> EffectTold:
        return effects.read(self.forecast.effect)


def latest() -> Opened | None:
    """The forecast of the inputs that were loaded last; None when none was made yet.

    One with fewer draws than usual, or else with another seed, is a trial, shown only where there
    is nothing else. Its origins and the files of its inputs are large, and are read where they are
    asked for.
    """
    found = (
        Forecast.objects.filter(base__isnull=True)
        .select_related("inputs")
        .defer("origins", "inputs__files")
        .order_by(
            Case(
                When(draws__gte=DRAWS, seed=SEED, then=Value(0)),
                When(draws__gte=DRAWS, then=Value(1)),
                default=Value(2),
            ),
            "-inputs__loaded_at",
            "-made_at",
            "-pk",
        )
        .first()
    )
    return Opened(found) if found else None


def opened(key: str) -> Opened:
    """A forecast or scenario by its key. Raises NotFound."""
    found = (
        Forecast.objects.filter(key=key)
        .select_related("base", "inputs")
        .defer("origins", "base__origins", "inputs__files")
        .first()
    )
    if found is None:
        raise NotFound(
            _("There is no forecast called %(key)s.") % {"key": key},
            mend=_("Choose one from the list."),
        )
    return Opened(found)


def scenario_called(key: str) -> tuple[Opened, Opened]:
    """A saved scenario by its key, and the forecast that it is held against. Raises NotFound."""
    found = opened(key)
    if found.forecast.base is None:
        raise NotFound(
            _("There is no scenario called %(key)s.") % {"key": key},
            mend=_("Choose one from the list."),
        )
    return found, Opened(found.forecast.base)


def scenarios() -> list[Forecast]:
    """Every saved scenario, the last one first, without its arrays."""
    return list(
        Forecast.objects.filter(base__isnull=False).defer("figures", "origins").order_by("-made_at")
    )
