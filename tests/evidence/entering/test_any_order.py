# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is done in whatever order: a figure exists for each approved draft, and for no other."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.db.models import QuerySet
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcat.evidence.api import (
    OPEN,
    Batch,
    BatchRow,
    BroughtFile,
    DraftFigure,
    Entry,
    Observation,
    approve,
    approve_alone,
    approve_batch,
    approve_batch_alone,
    check,
    check_and_approve,
    check_and_approve_batch,
    check_batch,
    enter_batch,
    enter_correction,
    enter_figure,
    hand_back,
    hand_back_batch,
    withdraw,
    withdraw_batch,
)
from hcat.foundation.api import Actor, HcatError

from .conftest import share

pytestmark = pytest.mark.django_db

YEARS = range(2016, 2021)
STEPS = 30
LOOKS = (
    check, approve, check_and_approve, approve_alone, check_batch, approve_batch,
    check_and_approve_batch, approve_batch_alone,
)  # fmt: skip
ENDS = (hand_back, withdraw, withdraw, hand_back_batch, withdraw_batch)


def operations_of(seed: int) -> Iterator[tuple[Any, ...]]:
    """What people do, drawn evenly: of what hypothesis draws, little comes to be approved."""
    draw = Random(seed)
    for _step in range(STEPS):
        who, part = draw.randrange(2), draw.randrange(51)
        which, mends = draw.choice([0, 0, 0, 1, 2]), draw.choice([None, None, None, 0, 1])
        kind = draw.choice(["enter", "correct", "bring", "look", "look", "look", "end"])
        if kind == "enter":
            yield kind, who, draw.choice(YEARS), part, mends
        elif kind == "correct":
            yield kind, who, which, part, mends
        elif kind == "bring":
            yield kind, who, set(draw.sample(YEARS, draw.randrange(1, 4))), part, mends
        else:
            yield draw.choice(LOOKS if kind == "look" else ENDS), who, which


NEEDS_REASON = {
    hand_back, withdraw, approve_alone, hand_back_batch, withdraw_batch, approve_batch_alone,
}  # fmt: skip
OF_BATCHES = {
    check_batch, approve_batch, check_and_approve_batch, hand_back_batch, withdraw_batch,
    approve_batch_alone,
}  # fmt: skip


def last(open_ones: list[int], all_of_them: list[int], which: int | None) -> int | None:
    """The last but so many of what is open, else of all, else what does not exist."""
    if which is None:
        return None
    found = open_ones if which < len(open_ones) else all_of_them
    return found[-1 - which] if which < len(found) else 0


def numbers(rows: QuerySet[Any]) -> list[int]:
    return list(rows.order_by("pk").values_list("pk", flat=True))


def a_draft(which: int | None, *, of_batches: bool = False) -> int | None:
    there = DraftFigure.objects.standing(*OPEN)
    return last(
        numbers(there if of_batches else there.filter(batch=None)),
        numbers(DraftFigure.objects.all()),
        which,
    )


def a_batch(which: int | None) -> int | None:
    return last(numbers(Batch.objects.standing(*OPEN)), numbers(Batch.objects.all()), which)


def do(operation: tuple[Any, ...], people: list[Actor], folder: Path) -> None:
    what, who, *rest = operation
    by = people[who]
    if what == "enter":
        year, part, mends = rest
        enter_figure(
            by=by, result="choice", target="t", estimate=share(part, year=year),
            instead_of=a_draft(mends),
        )  # fmt: skip
    elif what == "correct":
        place, part, mends = rest
        old = Observation.objects.filter(
            pk=last([], numbers(Observation.objects.all()), place)
        ).first()
        if old is not None:
            enter_correction(
                by=by, observation=old.pk, estimate=share(part, year=old.start.year), reason="x",
                instead_of=a_draft(mends),
            )  # fmt: skip
    elif what == "bring":
        years, part, mends = rest
        path = folder / "figures.csv"
        path.write_text(f"{sorted(years)},{part}", "utf-8")
        standing = {one.start.year: one for one in Observation.objects.standing()}
        entries = [
            Entry(estimate=share(part, year=year), corrects=standing[year].pk, reason="x")
            if year in standing
            else Entry(estimate=share(part, year=year), result="choice", target="t")
            for year in sorted(years)
        ]
        enter_batch(
            by=by, file=BroughtFile.of(path), instead_of=a_batch(mends),
            rows=[BatchRow(number=n, entry=one) for n, one in enumerate(entries, start=2)],
        )  # fmt: skip
    else:
        which: dict[str, Any] = (
            {"batch": a_batch(rest[0])}
            if what in OF_BATCHES
            else {"draft": a_draft(rest[0], of_batches=what is withdraw)}
        )
        more = {"reason": "because"} if what in NEEDS_REASON else {}
        what(by=by, **which, **more)


@pytest.mark.parametrize("others", [True, False], ids=["two people", "one person"])
@given(st.integers(0, 2**32))
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_figure_exists_for_an_approved_draft_and_for_no_other(
    someone: Callable[..., Actor],
    others: bool,
    seed: int,
) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        anna = someone(name="Anna")
        people = [anna, someone(name="Bert")] if others else [anna, anna]
        for operation in operations_of(seed):
            with contextlib.suppress(HcatError):
                do(operation, people, Path(folder))
            approved = DraftFigure.objects.standing("approved")
            made = list(Observation.objects.all())
            assert sorted(one.inputs["draft"] for one in made) == sorted(one.pk for one in approved)
            by_number = {one.pk: one for one in approved}
            for one in made:
                draft = by_number[one.inputs["draft"]]
                assert one.value == draft.value
                assert one.inputs.get("batch") == draft.batch_id
                if draft.batch_id is None:
                    steps = list(draft.steps.order_by("pk"))
                else:
                    steps = list(draft.batch.steps.order_by("pk"))  # type: ignore[union-attr]
                assert steps[-1].is_alone or steps[-1].recorded_by != draft.recorded_by
                assert steps[-1].is_alone is not others
        transaction.set_rollback(True)
