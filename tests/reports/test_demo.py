# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The made-up year: as a real one would read, recorded when it was, gone without a trace."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.apps import apps
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from hcat.evidence.api import Observation, Snapshot, evaluate
from hcat.foundation import demo
from hcat.foundation.models import AuditEvent
from hcat.reports.api import Document, Report, document_of, freeze_report, reproduced, sign_report
from hcat.reports.models import Frozen, FrozenDocument, SignedFile

from .conftest import print_fast
from .making import BY, draft, section

LOADED = datetime(2026, 3, 2, 9, tzinfo=UTC)
LATER = LOADED + timedelta(hours=1)


@pytest.fixture(scope="module")
def _made_up(_loaded: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, int]]:
    """Loaded once for all tests of this file; how many rows each table had before."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        print_fast(patch)
        with time_machine.travel(LOADED, tick=True):
            evaluate(by=BY)
            before = _rows()
            demo.load(by=BY)
        yield before
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def before(_made_up: dict[str, int], db: None) -> Iterator[dict[str, int]]:
    """A clock that runs: what is recorded after a report was frozen is later than that."""
    with time_machine.travel(LATER, tick=True):
        yield _made_up


def _reads(language: str = "en") -> list[Document]:
    return [document_of(one, language) for one in Report.objects.order_by("pk")]


def _rows() -> dict[str, int]:
    """How many rows each table has, but for the trail of who did what."""
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model is not AuditEvent
    }


def test_the_last_full_year_is_accounted_for_and_evaluated() -> None:
    assert [
        (one.kind, one.due_on, one.signed_on, one.state, one.is_demo)
        for one in Report.objects.order_by("pk")
    ] == [
        ("board", date(2025, 4, 30), date(2025, 4, 30), "signed", True),
        ("board", date(2025, 8, 31), date(2025, 8, 31), "signed", True),
        ("board", date(2025, 12, 31), date(2025, 12, 31), "signed", True),
        ("evaluation", date(2025, 12, 31), date(2025, 12, 31), "signed", True),
    ]
    assert all(one.rests_on_demo for one in _reads())
    assert all(reproduced(one).comes_out for one in Report.objects.all())


def test_what_was_asked_comes_back_in_the_next() -> None:
    _first, second, third, _evaluation = _reads()
    assert "Dropped on 17 July 2025." in section(second, "decisions")
    assert "Put off on 16 November 2025 until 16 March 2026." in section(third, "decisions")


def test_nothing_is_backdated() -> None:
    assert all(one.frozen_at >= LOADED and one.known_on >= LOADED for one in Frozen.objects.all())
    assert all(one.taken_at >= LOADED for one in Snapshot.objects.all())
    assert all(one.recorded_at >= LOADED for one in Observation.objects.filter(is_demo=True))
    assert all(one.at >= LOADED for one in AuditEvent.objects.filter(action="reports.frozen"))


def test_clearing_leaves_every_table_as_it_was(before: dict[str, int]) -> None:
    assert _rows() != before
    demo.clear(by=BY)
    assert _rows() == before


def test_clearing_leaves_a_real_report_that_was_written_after_them() -> None:
    real = draft()
    assert real.due_on == date(2026, 4, 30)
    freeze_report(by=BY, report=real.key)
    sign_report(by=BY, report=real.key)
    document = document_of(Report.objects.get(pk=real.pk), "en")
    assert document.rests_on_demo
    assert "the first report" in section(document, "changed")
    demo.clear(by=BY)
    assert list(Report.objects.values_list("key", flat=True)) == [real.key]
    assert [Frozen.objects.count(), Snapshot.objects.count()] == [1, 1]
    assert {one.report_id for one in FrozenDocument.objects.all()} == {real.pk}
    assert {one.report_id for one in SignedFile.objects.all()} == {real.pk}
    assert not reproduced(Report.objects.get()).comes_out  # it rested on figures that were made up
