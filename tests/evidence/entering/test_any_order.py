# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whatever is done in whatever order: a figure exists for each approved draft, and for no other."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hcat.evidence.api import (
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

YEARS = st.integers(2018, 2020)
PARTS = st.integers(0, 50)
WHO = st.integers(0, 1)
WHICH = st.integers(0, 3)
"""The last but so many, of what there is."""
MENDS = st.none() | WHICH

OPERATION = st.one_of(
    st.tuples(st.just("enter"), WHO, YEARS, PARTS, MENDS),
    st.tuples(st.just("correct"), WHO, WHICH, PARTS, MENDS),
    st.tuples(st.just("bring"), WHO, st.sets(YEARS, min_size=1), PARTS, MENDS),
    st.tuples(
        st.sampled_from(
            [check, approve, hand_back, withdraw, approve_alone, check_batch, approve_batch,
             hand_back_batch, withdraw_batch, approve_batch_alone]
        ),
        WHO,
        WHICH,
    ),
)  # fmt: skip
NEEDS_REASON = {
    hand_back, withdraw, approve_alone, hand_back_batch, withdraw_batch, approve_batch_alone,
}  # fmt: skip
OF_BATCHES = {check_batch, approve_batch, hand_back_batch, withdraw_batch, approve_batch_alone}


def last(numbers: list[int], which: int | None) -> int | None:
    return None if which is None else numbers[-1 - which] if which < len(numbers) else 0


def numbers_of(model: type[DraftFigure | Batch | Observation]) -> list[int]:
    return list(model._default_manager.order_by("pk").values_list("pk", flat=True))


def do(operation: tuple, people: list[Actor], folder: Path) -> None:  # type: ignore[type-arg]
    what, who, *rest = operation
    by = people[who]
    if what == "enter":
        year, part, mends = rest
        enter_figure(
            by=by, result="choice", target="t", estimate=share(part, year=year),
            instead_of=last(numbers_of(DraftFigure), mends),
        )  # fmt: skip
    elif what == "correct":
        which, part, mends = rest
        old = Observation.objects.filter(pk=last(numbers_of(Observation), which)).first()
        if old is not None:
            enter_correction(
                by=by, observation=old.pk, estimate=share(part, year=old.start.year), reason="x",
                instead_of=last(numbers_of(DraftFigure), mends),
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
            by=by, file=BroughtFile.of(path), instead_of=last(numbers_of(Batch), mends),
            rows=[BatchRow(number=n, entry=one) for n, one in enumerate(entries, start=2)],
        )  # fmt: skip
    else:
        name, model = ("batch", Batch) if what in OF_BATCHES else ("draft", DraftFigure)
        more = {"reason": "because"} if what in NEEDS_REASON else {}
        what(by=by, **{name: last(numbers_of(model), rest[0])}, **more)


@pytest.mark.parametrize("others", [True, False], ids=["two people", "one person"])
@given(st.lists(OPERATION, min_size=4, max_size=25))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_figure_exists_for_an_approved_draft_and_for_no_other(
    someone: Callable[..., Actor],
    others: bool,
    operations: list[tuple],  # type: ignore[type-arg]
) -> None:
    with transaction.atomic(), tempfile.TemporaryDirectory() as folder:
        anna = someone(name="Anna")
        people = [anna, someone(name="Bert")] if others else [anna, anna]
        for operation in operations:
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
