# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Invented regions of a few companies, released as at the desk, with what a reader finds of them.

So small that nearly everything touches somebody.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hcat.surveys import exporting
from hcat.surveys.instrument.questionnaire import Kind, Limits
from hcat.surveys.models import AnswerSheet, ReleasedChange, ReleasedFigure, Wave
from hcat.surveys.operations.releasing import release_wave
from hcat.surveys.results.columns import CODE_OF, Answered, Column, answers_of
from hcat.surveys.results.estimating import Figure, groupings_of
from hcat.surveys.results.reasons import Unanswered
from hcat.surveys.sectors import section_of

from .asked import OPEN, Asked, State
from .reading import Sheets
from .region import BY, Unit, fill, question, questionnaire, survey, wave

KNOWS, ACTED, BOTH = (
    "knows_talent_wishes", "acted_on_talent_wishes", "knows_and_acted_on_talent_wishes",
)  # fmt: skip
DIFFERENCE = "a difference"
YES_NO, MARKS, FIELDS, THREE = ("no", "yes"), ("1", "2", "3"), tuple("abcd"), tuple("pqr")
FORM = questionnaire(
    question(KNOWS, Kind.SINGLE, "yes", "no", "dont_know"),
    question(ACTED, Kind.SINGLE, "yes", "no", relevant=f"${{{KNOWS}}} = 'yes'"),
    question("field", Kind.SINGLE, *FIELDS),
    question("measures", Kind.MULTIPLE, *THREE),
    question("mark", Kind.SCALE, limits=Limits(1, 4, whole=True)),
    question("vacancies", Kind.NUMBER),
    question("wishes", Kind.RANKING, *THREE),
    question("hired", Kind.SINGLE, "yes", "no"),
    question("asked_basis", Kind.SCALE, limits=Limits(1, 3, whole=True)),
    question(
        "brought_basis", Kind.SCALE, limits=Limits(1, 3, whole=True), relevant="${hired} = 'yes'"
    ),
)
TOGETHER: Mapping[str, tuple[Asked, ...]] = {
    "one leads to the next": (
        Asked(KNOWS, YES_NO),
        Asked(ACTED, YES_NO, after=(KNOWS, "yes")),
        Asked(BOTH, YES_NO, all_of=((KNOWS, "yes"), (ACTED, "yes"))),
    ),
    "one of four": (Asked("field", FIELDS),),
    "several of three": (Asked("measures", THREE, is_several=True),),
    "a mark": (Asked("mark", ("1", "2", "3", "4"), is_mark=True),),
    "a number": (Asked("vacancies", is_number=True),),
    "a ranking": (Asked("wishes", THREE, is_ranking=True),),
    DIFFERENCE: (
        Asked("hired", YES_NO),
        Asked("asked_basis", MARKS, is_mark=True, is_left_open=True),
        Asked("brought_basis", MARKS, is_mark=True, after=("hired", "yes")),
        Asked("apart_basis", apart=("asked_basis", "brought_basis")),
    ),
}
"""Questions that hang together: whoever reads others besides learns nothing more of these."""
UNKNOWN = {
    one.concept
    for some in TOGETHER.values()
    for one in some
    if one.after is not None or one.is_left_open
}
"""Who left these open, nobody knows."""
MANY = ("one of four", "several of three", "a ranking")
"""Of which a group is shown though nobody of it chose one of them."""
GATE = {"one leads to the next": KNOWS, DIFFERENCE: "hired"}
SIZE = (8, 32)
"""Companies of a region at first."""


@dataclass
class Out:
    """A released wave: what its reader reads, and what was said."""

    wave: Wave
    answered: Answered
    figures: list[Figure]
    unanswered: dict[str, dict[str, int]]
    sheets: Sheets
    is_one_cell: bool
    written: dict[str, tuple[str, ...]]
    """By unit the group that is written beside its answers in the export."""


class SmallRegion:
    """One to three waves of the same companies, most of which answer again and say much the same.

    Of some, all answered; of some not, so that weights are not equal; some have no frame."""

    def __init__(self, seed: int) -> None:
        self.random = np.random.default_rng(seed)
        draw = self.random
        self.shares = {
            one: draw.uniform(0.1, 0.9) for one in (KNOWS, ACTED, "measures", "hired", "silent")
        }
        self.kind = str(draw.choice(["all answered", "some did not", "no frame"]))
        self.groups = [int(draw.integers(1, high)) for high in (4, 4, 5)]
        units = [self._unit(f"r{seed}u{at}") for at in range(int(draw.integers(*SIZE)))]
        of = survey(f"region-{seed}")
        held: list[tuple[Wave, list[Unit]]] = []
        for at in range(int(draw.choice([1, 2, 3], p=[0.2, 0.4, 0.4]))):
            if at:
                units = self._later(units, f"r{seed}w{at}")
            made = wave(of, 2020 + at, FORM)
            fill(made, units, has_frame=self.kind != "no frame")
            held.append((made, units))
        self.order = draw.permutation(len(held)) if draw.random() < 0.3 else np.arange(len(held))
        for at in self.order:
            release_wave(by=BY, wave=held[at][0].pk)
        self.out = [_read(made) for made, _units in held]
        self.own = str(draw.choice(self.out[0].answered.panel))
        """Who reads as one of them."""
        place = {made.pk: at for at, (made, _units) in enumerate(held)}
        rows = ReleasedChange.objects.filter(
            release__wave__in=place, hidden="", statistic="share"
        ).order_by("-release__wave", "-since__wave", "pk")
        concepts = {asked.concept for asked in sum(TOGETHER.values(), ()) if not asked.all_of}
        self.changes = [
            ((place[row.since.wave_id], place[row.release.wave_id]), row.concept, row.choice)
            for row in rows.select_related("release", "since")
            if row.concept in concepts
        ]
        """Of which waves, and of what, a change is told of those who answered both."""

    def _unit(self, name: str) -> Unit:
        size, sector, place = (int(self.random.integers(many)) for many in self.groups)
        unit = Unit(
            size=("1-9", "10-49", "50-249")[size], sector=("26", "62", "46")[sector],
            municipality=f"01{50 + place}", panel=name,
        )  # fmt: skip
        if self.kind != "some did not" or self.random.random() < 0.8:
            unit.answers = self._answers()
        return unit

    def _answers(self) -> dict[str, Any]:
        draw, found = self.random, dict[str, Any]()

        def yes(of: str) -> str:
            return "yes" if draw.random() < self.shares[of] else "no"

        found[KNOWS] = "dont_know" if draw.random() < 0.05 else yes(KNOWS)
        if found[KNOWS] == "yes":
            found[ACTED] = yes(ACTED)
        found["field"] = str(draw.choice(FIELDS))
        found["measures"] = [one for one in THREE if draw.random() < self.shares["measures"]]
        found["mark"] = int(draw.integers(1, 5))
        found["vacancies"] = int(draw.poisson(draw.choice([1, 8])))
        ranked = [str(one) for one in draw.permutation(THREE)]
        found["wishes"] = ranked if draw.random() < 0.8 else ranked[:1]
        found["hired"] = yes("hired")
        found["asked_basis"] = int(draw.integers(1, 4))
        if found["hired"] == "yes":
            found["brought_basis"] = int(draw.integers(1, 4))
        silent = 0.1 * self.shares["silent"]
        return {
            name: said
            for name, said in found.items()
            if name in (KNOWS, "hired") or draw.random() >= silent
        }

    def _later(self, units: list[Unit], name: str) -> list[Unit]:
        """A wave later: some went, some came, and some say something else."""
        found = []
        for one in units:
            if self.random.random() < 0.12:
                continue
            answers = one.answers
            if answers is None or self.random.random() < 0.1:
                answers = self._answers() if self.kind != "some did not" else None
            elif self.random.random() < 0.5:
                answers = self._but_some(answers)
            found.append(
                Unit(size=one.size, sector=one.sector, municipality=one.municipality,
                     panel=one.panel, answers=answers)
            )  # fmt: skip
        return found + [self._unit(f"{name}n{at}") for at in range(int(self.random.integers(9)))]

    def _but_some(self, answers: dict[str, Any]) -> dict[str, Any]:
        """Each question otherwise with one chance in five, what follows on it with it."""
        other, found = self._answers(), dict(answers)
        for names in ((KNOWS, ACTED), ("hired", "brought_basis"), *(
            (one,) for one in ("field", "measures", "mark", "vacancies", "wishes", "asked_basis")
        )):  # fmt: skip
            if self.random.random() < 0.2:
                for name in names:
                    found.pop(name, None)
                    if name in other:
                        found[name] = other[name]
        return found

    # --- Attacking it -----------------------------------------------------------------------------


def _read(made: Wave) -> Out:
    answered = answers_of(made)
    names = Figure.__slots__
    figures = [
        Figure(**{name: getattr(row, name) for name in names if name != "degrees"})
        for row in ReleasedFigure.objects.filter(release__wave=made)
    ]
    made.refresh_from_db()
    report = made.release.weighting
    units = answered.panel
    groups: dict[str, dict[str, str]] = {unit: {} for unit in units}
    for one in groupings_of(answered):
        for unit, code in zip(units, one.codes, strict=True):
            if one.dimension and code >= 0:
                groups[unit][one.dimension] = one.groups[code]
    said = {unit: _state(answered, at) for at, unit in enumerate(units)}
    silent = {
        unit: frozenset(
            concept for concept, answer in said[unit].items()
            if answer == OPEN and concept not in UNKNOWN
        )
        for unit in units
    }  # fmt: skip
    weights = dict(zip(units, answered.weights.round(9).tolist(), strict=True))
    written = exporting._blurred(made)
    return Out(
        made, answered, figures, made.release.unanswered, Sheets(groups, silent, weights, said),
        is_one_cell=bool(report.get("equal")) and len(report.get("cells", [0])) == 1,
        written={
            sheet.panel: written[
                (sheet.size_class, section_of(sheet.sector), sheet.municipality), sheet.weight
            ][0]
            for sheet in AnswerSheet.objects.filter(wave=made)
        },
    )  # fmt: skip


def _state(answered: Answered, at: int) -> State:
    """What a unit said to all that it was asked."""
    return {
        concept: _option(column, at) if column.counts[at] else OPEN
        for concept, column in answered.columns.items()
        if column.state[at] != CODE_OF[Unanswered.NOT_ASKED]
    }


def _option(column: Column, at: int) -> str:
    said = column.data[at]
    if column.kind is Kind.SINGLE:
        return column.choices[said]
    if column.kind is Kind.MULTIPLE:
        return "+".join(one for one, is_in in zip(column.choices, said, strict=True) if is_in)
    if column.kind is Kind.RANKING:
        order = np.argsort(said, kind="stable")
        ranked = [one for one in order if np.count_nonzero(said == said[one]) == 1]
        return ">".join(column.choices[one] for one in ranked)
    return f"{said:g}"
