# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up figures, so that a demonstration shows every verdict.

They go to results of which nothing real is known: published figures are never mixed with made-up
ones. Which figures give which verdict is found by trying, so that any region's agenda will do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product
from random import Random
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from hcat.agenda.api import Target
from hcat.foundation.api import Actor, today
from hcat.foundation.demo import demonstration
from hcat.numerics.api import SHARE_SCALE, Estimate, Period, Quality, Verdict, judge

from .append_only import guarded_models
from .fitting import fits
from .operations import Finding, record_figure, record_judgement
from .queries import standing
from .verdicts.specs import criterion_id, spec_of
from .verdicts.standing import ResultStanding, overall

WANTED = (
    Verdict.ON_COURSE,
    Verdict.AT_RISK,
    Verdict.OFF_COURSE,
    Verdict.REACHED,
    Verdict.MISSED,
    Verdict.CANNOT_TELL,
)
SOURCE = gettext_noop("an invented example")
METHOD = gettext_noop("made up by a generator, to show what the site can do")
LEVELS = {"mark": 7.2, "score": 6.5, "count": 240.0, "percent": 45.0, "share": 0.45}
ASKED, POPULATION = 120, 300


@dataclass(frozen=True, slots=True)
class Recipe:
    """Figures, or the number of criteria found met, and the verdict that they give."""

    verdict: Verdict
    about: str
    """What the figures count: targets of one result that count the same have the same figures."""
    figures: tuple[Estimate, ...] = ()
    met: int = 0


def load(random: Random, by: Actor) -> None:
    """One result for each verdict that the agenda's targets allow."""
    free = [one for one in standing() if _is_free(one)]
    random.shuffle(free)
    options = {one.key: _options(one, random) for one in free}
    for wanted in WANTED:
        for result in free:
            recipes = _together(options[result.key], wanted)
            if recipes is not None:
                for one, recipe in zip(result.in_force, recipes, strict=True):
                    _record(result.key, one.target, recipe, by)
                free.remove(result)
                break


def clear(by: Actor) -> None:
    """Remove exactly the made-up rows, corrections before what they correct."""
    for model in guarded_models():
        demo: QuerySet[Any] = model._default_manager.filter(is_demo=True)
        while demo.exists():
            corrected = demo.filter(supersedes__isnull=False).values("supersedes")
            demo.exclude(pk__in=corrected).delete()


def count() -> int:
    return sum(model._default_manager.filter(is_demo=True).count() for model in guarded_models())


def _is_free(result: ResultStanding) -> bool:
    return result.verdict is Verdict.NEVER_MEASURED and not any(
        one.figures or one.proxies for one in result.targets
    )


def _options(result: ResultStanding, random: Random) -> list[list[Recipe]]:
    """For each target in force what may be recorded, and the verdict that it gives."""
    rows: dict[str, list[list[Estimate]]] = {}
    options = []
    for one in result.in_force:
        target = one.target
        about = f"{target.measured_by or target.key}/{target.unit}"
        if about not in rows:
            rows[about] = list(_rows(target, random)) if target.unit in LEVELS else []
        options.append(list(_recipes(result.key, target, about, rows[about])))
    return options


def _together(options: list[list[Recipe]], wanted: Verdict) -> list[Recipe] | None:
    """A recipe for each target, so that together they give the verdict; or None."""
    for combination in product(*options):
        counted = {(one.about, one.figures) for one in combination}
        agree = len(counted) == len({about for about, _figures in counted})
        if agree and overall([one.verdict for one in combination]) is wanted:
            return list(combination)
    return None


def _recipes(
    result: str, target: Target, about: str, rows: list[list[Estimate]]
) -> Iterator[Recipe]:
    if target.kind == "judged":
        for met in (len(target.criteria), 0):
            over = target.deadline is not None and target.deadline <= today()
            bad = Verdict.MISSED if over else Verdict.OFF_COURSE
            yield Recipe(Verdict.REACHED if met else bad, about, met=met)
        return
    spec = spec_of(result, target)
    for row in rows:
        if not all(fits(target, one) for one in row):
            continue
        found = judge(spec, {spec.id: row}, as_of=today())
        yield Recipe(found.verdict, about, figures=tuple(row))


def _rows(target: Target, random: Random) -> Iterator[list[Estimate]]:
    """Rows of four yearly figures: low to high, falling to rising."""
    last = today().year - 1
    if target.deadline is not None:
        last = min(last, target.deadline.year)
    level = LEVELS[target.unit]
    if target.kind in ("at_least", "at_most") and target.value is not None:
        level = target.value
    for size, slope in product(
        (0.75, 0.9, 1.0, 1.15, 1.3), (-0.05, -0.01, 0.002, 0.01, 0.03, 0.08)
    ):
        yield [
            _estimate(
                level * size * (1 + slope * (year - last)) * random.uniform(0.998, 1.002),
                target.unit,
                year,
            )
            for year in range(last - 3, last + 1)
        ]


def _estimate(value: float, unit: str, year: int) -> Estimate:
    shown = round(value, 2)
    plain = Estimate(
        value=float(round(value)) if unit == "count" else shown,
        unit=unit,
        period=Period.year(year),
        method=METHOD,
        source=SOURCE,
        quality=Quality.MEASURED,
    )
    if unit == "count":
        return plain
    if unit not in SHARE_SCALE:
        return replace(plain, low=shown - 0.15, high=shown + 0.15, n=ASKED)
    scale = SHARE_SCALE[unit]
    yes = min(ASKED, max(0, round(ASKED * value / scale)))
    return replace(
        plain, value=scale * yes / ASKED, numerator=yes, denominator=ASKED, n=ASKED,
        population=POPULATION,
    )  # fmt: skip


def _record(result: str, target: Target, recipe: Recipe, by: Actor) -> None:
    for estimate in recipe.figures:
        record_figure(by=by, result=result, target=target.key, estimate=estimate, is_demo=True)
    if target.kind == "judged":
        day = today() if target.deadline is None else min(target.deadline, today())
        record_judgement(
            by=by, result=result, target=target.key, judged_on=day, source=SOURCE, is_demo=True,
            findings=_findings(target, recipe.met),
        )  # fmt: skip


def _findings(target: Target, met: int) -> Sequence[Finding]:
    return [
        Finding(criterion_id(text), met=number < met) for number, text in enumerate(target.criteria)
    ]


demonstration("evidence", load=load, clear=clear, count=count)
