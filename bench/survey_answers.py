# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=survey_answers`: 100,000 answers to 60 questions released, read and exported.

Invented answers of an invented frame of 150,000 units in a temporary database, each part in turn,
with the memory that it took at most beyond what stood before; at last the pages of the results.
Three waves of the same units, of which one in ten says something else each time: the first is
released beside nothing, the last beside two. Beside the release: `survey_mean` for one figure after
the other, over as many figures as it does in the same time.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import pages

BATCH = 2000
WAVES = 3
OTHERWISE = 0.1
"""Of those who answer again, how many say something else to a question."""
SIZES = ("1-9", "10-49", "50-249", "250+")
SECTORS = ("26", "28", "62", "71", "46")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=100_000, help="answers")
    options.add_argument("--questions", type=int, default=60)
    options.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.child:
        run(given.size, given.questions)
        return
    sys.exit(pages.in_a_child())


def run(size: int, questions: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from hcat.foundation.api import Actor
    from hcat.surveys.exporting import answers_csv
    from hcat.surveys.models import ReleasedFigure
    from hcat.surveys.operations.releasing import release_wave
    from hcat.surveys.results.columns import answers_of

    by = Actor.system("bench")
    console = Console()
    with console.status("Filling a temporary database"):
        *earlier, wave = fill(size, questions)
    shown = Table(title=f"{size:,} answers to {questions} questions, {WAVES} waves")
    for name in ("what", "seconds", "MB at most", "rows"):
        shown.add_column(name, justify="left" if name == "what" else "right")
    # The export first: what was held at most before it would hide what it needs.
    type(wave).objects.filter(pk=wave.pk).update(state="released")
    lines = timed(shown, "export", lambda: sum(1 for _part in answers_csv(by=by, wave=wave.pk)))
    type(wave).objects.filter(pk=wave.pk).update(state="closed")
    answered = timed(shown, "answers as columns", lambda: answers_of(wave))
    for at, one in enumerate([*earlier, wave]):
        timed(shown, f"release, {at} earlier", partial(release_wave, by=by, wave=one.pk))
    figures = timed(
        shown,
        "all released figures read",
        lambda: len(list(ReleasedFigure.objects.filter(release__wave=wave))),
    )
    for page in ("", "/one"):
        address = f"/en/surveys/bench/{wave.key}{page}"
        what = "page of all questions" if page else "page of the wave"
        timed(shown, f"{what}, first time", partial(read, address))
        timed(shown, f"{what}, again", partial(read, address))
    one_by_one(shown, answered, figures)
    console.print(shown)
    console.print(f"{figures:,} figures, {lines:,} parts of the export")


def read(page: str) -> str:
    """Its weight. Raises AssertionError where it does not come."""
    from django.test import Client

    answer = Client().get(page, headers={"host": "localhost"})
    assert answer.status_code == 200, (page, answer.status_code)
    return f"{len(answer.content) / 1024:,.0f} KB"


def timed(shown: Table, what: str, work: Callable[[], Any]) -> Any:
    before, began = most_mb(), time.perf_counter()
    answer = work()
    rows = f"{answer:,}" if isinstance(answer, int) else answer if isinstance(answer, str) else ""
    shown.add_row(what, f"{time.perf_counter() - began:,.1f}", f"+{most_mb() - before:,.0f}", rows)
    return answer


def one_by_one(shown: Table, answered: Any, figures: int) -> None:
    """The rival: a loop over figures, for ten seconds."""
    import numpy as np

    from hcat.numerics.api import design, survey_mean

    columns = [one for one in answered.columns.values() if one.choices]
    sample = design(answered.n, strata=answered.size.codes, weights=np.ones(answered.n))
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < 10:
        column = columns[done % len(columns)]
        survey_mean(np.nan_to_num(column.values(column.choices[0])), sample)
        done += 1
    expected = (time.perf_counter() - began) / done * figures
    shown.add_row("as many, one after the other (expected)", f"{expected:,.1f}", "", f"{figures:,}")


def most_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def fill(size: int, questions: int) -> list[Any]:
    from django.db import transaction

    from hcat.foundation.api import Actor, now
    from hcat.parties.api import FactsDraft, register_organisation
    from hcat.surveys.instrument.questionnaire import (
        Choice,
        Kind,
        Limits,
        Page,
        Question,
        Questionnaire,
    )
    from hcat.surveys.models import AnswerSheet, Edition, FrameUnit, Survey, Wave

    asked = tuple(
        Question(
            name=f"q{at}", concept=f"q{at}", kind=Kind.SCALE if at % 3 else Kind.SINGLE,
            labels={"nl": "?"}, limits=Limits(1, 10, whole=True) if at % 3 else None,
            choices=() if at % 3 else tuple(Choice(c, {"nl": c}) for c in ("yes", "no", "maybe")),
            relevant="" if at % 5 else "${q1} > 3",
        )
        for at in range(1, questions + 1)
    )  # fmt: skip
    form = Questionnaire("bench", {"nl": "Bench"}, ("nl",), (Page("one", questions=asked),))
    survey = Survey.objects.create(
        key="bench", titles={"nl": "x"}, purposes={"nl": "x"}, population="companies", kept_years=5
    )
    edition = Edition.objects.create(
        survey=survey, number=1, questionnaire=form.to_json(), fingerprint="x", origin="bench"
    )
    waves = [
        Wave.objects.create(
            survey=survey, key=str(year), edition=edition, reference_day=date(year, 1, 1),
            state="closed", opens_on=date(year, 1, 2), closes_on=date(year, 2, 1),
            opened_at=now(), closed_at=now(),
        )
        for year in range(2024, 2024 + WAVES)
    ]  # fmt: skip
    company = register_organisation(
        kind="company", facts=FactsDraft(name="Bench"), valid_from=date(2000, 1, 1),
        source="bench", by=Actor.system("bench"),
    )  # fmt: skip
    random = Random("surveys")

    def answer(one: Question) -> Any:
        if one.kind is Kind.SCALE:
            return random.randint(1, 10)
        return random.choice(("yes", "no", "maybe"))

    def units() -> Iterator[tuple[Any, Any]]:
        for at in range(size * 3 // 2):
            marks = {
                "size_class": random.choice(SIZES), "sector": random.choice(SECTORS),
                "municipality": f"{random.randrange(14):04d}",
            }  # fmt: skip
            said: dict[str, Any] = {}
            for wave in waves:
                unit = FrameUnit(
                    wave=wave, organisation=company, ticket=at + 1, stratum=marks["size_class"],
                    is_drawn=True, chance=1.0, **marks,
                )  # fmt: skip
                sheet = None
                if at < size:
                    said = {
                        one.name: said[one.name]
                        if said and random.random() > OTHERWISE
                        else answer(one)
                        for one in asked
                    }
                    sheet = AnswerSheet(
                        wave=wave, code=f"c{at}", panel=f"p{at}", stratum=marks["size_class"],
                        completed_at=now(), answers=said, **marks,
                    )  # fmt: skip
                yield unit, sheet

    with transaction.atomic():
        batch: list[tuple[Any, Any]] = []
        for pair in units():
            batch.append(pair)
            if len(batch) == BATCH:
                _keep(batch, FrameUnit, AnswerSheet)
                batch = []
        _keep(batch, FrameUnit, AnswerSheet)
    return waves


def _keep(batch: list[tuple[Any, Any]], units: Any, sheets: Any) -> None:
    units.objects.bulk_create(unit for unit, _sheet in batch)
    sheets.objects.bulk_create(sheet for _unit, sheet in batch if sheet is not None)


if __name__ == "__main__":
    main()
