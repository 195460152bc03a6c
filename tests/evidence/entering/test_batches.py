# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of a file wait together, and count together or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from hcat.evidence.api import (
    Batch,
    BatchRow,
    BroughtFile,
    DraftFigure,
    DraftStep,
    Entry,
    EvidenceFile,
    Observation,
    approve,
    approve_batch,
    approve_batch_alone,
    attach,
    batch_by_number,
    batch_refusals,
    batches_returned_to,
    beside_now,
    check,
    check_and_approve_batch,
    check_batch,
    drafts,
    drafts_in,
    enter_batch,
    enter_correction,
    hand_back,
    hand_back_batch,
    history_of,
    history_of_batch,
    left_in,
    open_batch_of,
    opened,
    passages,
    record_figure,
    show_to,
    take_away,
    waiting,
    waiting_batches,
    withdraw,
    withdraw_batch,
)
from hcat.evidence.operations import erase_name
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused
from hcat.foundation.models import AuditEvent
from hcat.numerics.api import Quality
from tests.evidence.small_agenda import put_result, target

from .conftest import entered, share

pytestmark = pytest.mark.django_db


def row(year: int, part: float = 20, number: int = 0, **more: Any) -> BatchRow:
    """A new figure; its row is its year, unless it is said otherwise."""
    why = more.pop("counts_missing_reason", "")
    entry = Entry(**{"result": "choice", "target": "t", "estimate": share(part, year=year), **more})
    return BatchRow(number=number or year, entry=entry, counts_missing_reason=why)


def correction(of: Observation, part: float = 25, reason: str = "counted twice") -> BatchRow:
    estimate = share(part, year=of.start.year)
    return BatchRow(number=1, entry=Entry(estimate=estimate, corrects=of.pk, reason=reason))


Bring = Callable[..., Batch]


@pytest.fixture
def bring(tmp_path: Path) -> Bring:
    def bring(by: Actor, *rows: BatchRow, content: str = "a,b\n1,2\n", **more: Any) -> Batch:
        path = tmp_path / "figures.csv"
        path.write_text(content, "utf-8")
        return enter_batch(by=by, file=BroughtFile.of(path), rows=rows, **more)

    return bring


def states(batch: Batch) -> list[str]:
    return [one.stands_as for one in drafts_in(batch)]


def test_the_figures_of_a_file_count_together_after_somebody_else_looked(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    old = record_figure(by=anna, result="choice", target="t", estimate=share(year=2018))
    batch = bring(anna, correction(old), row(2019), row(2020))
    assert (batch.new, batch.corrected, batch.stands_as) == (2, 1, "draft")
    assert batch.as_role == "programme_manager"
    assert list(waiting_batches()) == [batch]
    assert not waiting(), "its drafts do not wait one by one"
    assert not drafts()
    check_batch(by=bert, batch=batch.pk)
    assert states(batch) == ["checked"] * 3
    assert Observation.objects.count() == 1
    approve_batch(by=bert, batch=batch.pk)
    assert states(batch) == ["approved"] * 3
    by_year = {one.start.year: one for one in Observation.objects.standing()}
    assert {year: one.value for year, one in by_year.items()} == {2018: 50, 2019: 40, 2020: 40}
    assert (by_year[2018].supersedes_id, by_year[2018].note) == (old.pk, "counted twice")
    draft = DraftFigure.objects.get(batch=batch, row=2020)
    assert by_year[2020].inputs == {"draft": draft.pk, "batch": batch.pk}
    assert by_year[2020].recorded_by == "Bert"
    told = passages(by_year.values())[by_year[2020].pk]
    assert (told.entered_as, told.approved_as) == ("programme_manager", "project_leader")
    assert told.checked_on is not None
    assert history_of(draft).observation == by_year[2020].pk
    assert [one.to for one in history_of(draft).steps] == ["checked", "approved"]
    actions = AuditEvent.objects.filter(action__startswith="evidence.batch").order_by("pk")
    assert [(one.action, one.actor) for one in actions] == [
        ("evidence.batch_entered", "Anna"),
        ("evidence.batch_checked", "Bert"),
        ("evidence.batch_approved", "Bert"),
    ]


def test_a_batch_is_recorded_as_its_figures_one_by_one_would_be(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    alone = entered(anna, share(21, year=2019), note="by telephone")
    check(by=bert, draft=alone.pk)
    approve(by=bert, draft=alone.pk)
    batch = bring(anna, row(2020, 21, note="by telephone"))
    check_and_approve_batch(by=bert, batch=batch.pk)
    one, other = Observation.objects.order_by("start")
    differ = {"id", "start", "end", "inputs", "inputs_fingerprint", "recorded_at"}
    for field in Observation._meta.concrete_fields:
        if field.name not in differ:
            assert getattr(one, field.attname) == getattr(other, field.attname), field.name


def test_who_brought_a_file_neither_checks_nor_approves_nor_returns_it(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    batch = bring(anna, row(2020))
    for step in (
        lambda: check_batch(by=anna, batch=batch.pk),
        lambda: hand_back_batch(by=anna, batch=batch.pk, reason="x"),
    ):
        with pytest.raises(Refused, match=r"brought these figures yourself.*Bert"):
            step()
    check_batch(by=bert, batch=batch.pk)
    with pytest.raises(Refused, match="yourself"):
        approve_batch(by=anna, batch=batch.pk)
    with pytest.raises(Refused, match=r"not the only one.*Bert"):
        approve_batch_alone(by=anna, batch=batch.pk, reason="quick")
    with pytest.raises(Refused, match="Somebody else brought"):
        approve_batch_alone(by=bert, batch=batch.pk, reason="quick")
    assert not Observation.objects.exists()


def test_who_is_the_only_one_approves_alone_with_a_reason_beside_each_figure(
    anna: Actor, bring: Bring
) -> None:
    batch = bring(anna, row(2019), row(2020))
    with pytest.raises(Refused, match="approve it alone"):
        check_batch(by=anna, batch=batch.pk)
    with pytest.raises(Refused, match="no reason"):
        approve_batch_alone(by=anna, batch=batch.pk, reason=" ")
    approve_batch_alone(by=anna, batch=batch.pk, reason="I am the whole office")
    told = passages(Observation.objects.all())
    assert [one.alone_because for one in told.values()] == ["I am the whole office"] * 2


def test_each_step_is_refused_out_of_its_turn(anna: Actor, bert: Actor, bring: Bring) -> None:
    batch = bring(anna, row(2020))
    with pytest.raises(Refused, match="Nobody has checked"):
        approve_batch(by=bert, batch=batch.pk)
    check_and_approve_batch(by=bert, batch=batch.pk)
    for step in (
        lambda: check_batch(by=bert, batch=batch.pk),
        lambda: approve_batch(by=bert, batch=batch.pk),
        lambda: approve_batch_alone(by=anna, batch=batch.pk, reason="late"),
        lambda: hand_back_batch(by=bert, batch=batch.pk, reason="late"),
        lambda: withdraw_batch(by=anna, batch=batch.pk, reason="late"),
        lambda: withdraw(by=anna, draft=drafts_in(batch)[0].pk, reason="late"),
    ):
        with pytest.raises(Refused, match="approved already"):
            step()
    with pytest.raises(NotFound):
        check_batch(by=bert, batch=0)


def test_who_may_not_record_brings_nothing_and_who_may_not_approve_looks_at_nothing(
    anna: Actor, someone: Callable[..., Actor], bring: Bring
) -> None:
    elsewhere = someone("project_leader", "point:stay", name="Elsewhere")
    put_result("other", order=2)
    with pytest.raises(NotAllowed):
        bring(elsewhere, row(2020))
    batch = bring(anna, row(2020), row(2020, result="other"))
    for step in (
        lambda: check_batch(by=elsewhere, batch=batch.pk),
        lambda: withdraw_batch(by=elsewhere, batch=batch.pk, reason="x"),
        lambda: attach(by=elsewhere, batch=batch.pk, name="a.txt", content=b"a"),
    ):
        with pytest.raises(NotAllowed):
            step()
    assert states(batch) == ["draft", "draft"]


def test_what_became_stale_is_named_by_row_and_nothing_is_stored(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    batch = bring(anna, row(2018), row(2019), row(2020))
    record_figure(by=Actor.system("other"), result="choice", target="t", estimate=share(year=2019))
    check_batch(by=bert, batch=batch.pk)
    [fine, stale, _last] = beside_now(list(drafts_in(batch)), by=bert)
    assert fine.problem is None
    assert stale.now is not None
    assert "about this period already" in str(stale.problem)
    with pytest.raises(Refused, match=r"Row 2019 cannot.*about this period already"):
        approve_batch(by=bert, batch=batch.pk)
    assert batch_by_number(batch.pk).stands_as == "checked"
    assert Observation.objects.count() == 1
    assert not AuditEvent.objects.filter(action="evidence.figures_recorded").exists()
    withdraw(by=bert, draft=stale.draft.pk, reason="it was recorded otherwise")
    approve_batch(by=bert, batch=batch.pk)
    assert states(batch) == ["approved", "withdrawn", "approved"]
    assert Observation.objects.count() == 3


def test_a_row_is_taken_out_with_its_reason_and_the_rest_goes_on(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    batch = bring(anna, row(2019), row(2020))
    out = DraftFigure.objects.get(row=2019)
    with pytest.raises(Refused, match="no reason"):
        withdraw(by=anna, draft=out.pk, reason="")
    withdraw(by=anna, draft=out.pk, reason="the wrong year")
    assert states(batch) == ["withdrawn", "draft"]
    assert left_in(batch) == 1
    assert [one.reason for one in history_of_batch(batch).taken_out] == ["the wrong year"]
    with pytest.raises(Refused, match="withdrawn"):
        withdraw(by=anna, draft=out.pk, reason="again")
    entered(anna, share(year=2019))  # its period is free again
    check_and_approve_batch(by=bert, batch=batch.pk)
    assert Observation.objects.get().start.year == 2020


def test_a_batch_of_which_nothing_is_left_is_not_approved(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    batch = bring(anna, row(2020))
    withdraw(by=anna, draft=drafts_in(batch)[0].pk, reason="wrong")
    check_batch(by=bert, batch=batch.pk)
    with pytest.raises(Refused, match="no figure left"):
        approve_batch(by=bert, batch=batch.pk)
    withdraw_batch(by=anna, batch=batch.pk, reason="nothing left")


def test_a_row_is_neither_checked_nor_improved_nor_given_files_by_itself(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    batch = bring(anna, row(2020))
    [draft] = drafts_in(batch)
    for step in (
        lambda: check(by=bert, draft=draft.pk),
        lambda: approve(by=bert, draft=draft.pk),
        lambda: hand_back(by=bert, draft=draft.pk, reason="x"),
        lambda: entered(anna, share(21), instead_of=draft.pk),
        lambda: attach(by=anna, draft=draft.pk, name="a.txt", content=b"a"),
    ):
        with pytest.raises(Refused, match="came in a batch"):
            step()
    assert states(batch) == ["draft"]


def test_two_open_drafts_about_one_period_are_refused_whichever_came_first(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    single = entered(anna, share(year=2019))
    with pytest.raises(Refused, match=rf"waiting already.*draft {single.pk} first"):
        bring(anna, row(2019), row(2020))
    assert not Batch.objects.exists()
    batch = bring(anna, row(2020))
    with pytest.raises(Refused, match=rf"waiting already.*row 2020 of batch {batch.pk}"):
        entered(bert, share(year=2020))
    found = batch_refusals(by=anna, rows=[row(2018), row(2020)])
    assert list(found) == [1]
    withdraw_batch(by=anna, batch=batch.pk, reason="never mind")
    entered(bert, share(year=2020))


def test_a_draft_for_several_targets_keeps_its_period_at_each(anna: Actor, bring: Bring) -> None:
    put_result("twin", targets=[target(value=40)], order=2)
    entered(anna, also=[("twin", "t")])
    with pytest.raises(Refused, match="waiting already"):
        bring(anna, row(2020, result="twin"))


def test_a_correction_in_a_batch_keeps_out_a_second_one(anna: Actor, bring: Bring) -> None:
    old = record_figure(by=anna, result="choice", target="t", estimate=share())
    bring(anna, correction(old))
    with pytest.raises(Refused, match="waiting already"):
        enter_correction(by=anna, observation=old.pk, estimate=share(26), reason="again")
    with pytest.raises(Refused, match="waiting already"):
        bring(anna, correction(old, 27), content="another,file\n")


REFUSED: dict[str, BatchRow] = {
    "an unknown target": row(2020, target="nothing"),
    "another unit": row(2020, estimate=share(unit="count", numerator=None, denominator=None)),
    "a period to come": row(2020, estimate=share(year=2999)),
    "a correction of nothing": BatchRow(
        number=1, entry=Entry(estimate=share(), corrects=99999, reason="x")
    ),
    "a printed share without its reason": row(
        2020, estimate=share(numerator=None, denominator=None, quality=Quality.PUBLISHED)
    ),
    "a measured share without counts": row(
        2020, estimate=share(numerator=None, denominator=None), counts_missing_reason="lost"
    ),
    "counts and a reason": row(2020, counts_missing_reason="lost"),
}


@pytest.mark.parametrize("wrong", REFUSED.values(), ids=REFUSED)
def test_one_row_that_is_refused_keeps_the_whole_batch_out(
    wrong: BatchRow, anna: Actor, bring: Bring, uploads: Path
) -> None:
    with pytest.raises(Refused):
        bring(anna, row(2018), wrong)
    assert list(batch_refusals(by=anna, rows=[row(2018), wrong])) == [1]
    assert not Batch.objects.exists()
    assert not DraftFigure.objects.exists()
    assert not uploads.exists()


def test_a_printed_share_says_why_its_counts_are_missing(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    printed = share(numerator=None, denominator=None, quality=Quality.PUBLISHED)
    why = "the report gives percentages only"
    batch = bring(anna, row(2020, estimate=printed, counts_missing_reason=why))
    check_and_approve_batch(by=bert, batch=batch.pk)
    [told] = passages(Observation.objects.all()).values()
    assert told.counts_missing_reason == why


def test_a_file_without_a_figure_is_no_batch(anna: Actor, bring: Bring) -> None:
    with pytest.raises(Refused, match="changes nothing"):
        bring(anna)


def test_the_same_file_waits_once(anna: Actor, bert: Actor, bring: Bring, tmp_path: Path) -> None:
    batch = bring(anna, row(2020))
    file = BroughtFile.of(tmp_path / "figures.csv")
    assert open_batch_of(file) == batch
    with pytest.raises(Refused, match=rf"waits already, as batch {batch.pk}"):
        bring(bert, row(2019))
    withdraw_batch(by=anna, batch=batch.pk, reason="wrong file")
    assert open_batch_of(file) is None
    bring(bert, row(2019))


def test_a_mended_file_takes_the_place_of_a_returned_batch(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    first = bring(anna, row(2019), row(2020))
    withdraw(by=bert, draft=DraftFigure.objects.get(row=2019).pk, reason="not ours")
    with pytest.raises(Refused, match="no reason"):
        hand_back_batch(by=bert, batch=first.pk, reason="")
    hand_back_batch(by=bert, batch=first.pk, reason="2020 is wrong")
    [(back, step)] = batches_returned_to(anna.user_id or 0)
    assert (back.pk, step.reason) == (first.pk, "2020 is wrong")
    with pytest.raises(Refused, match="waiting already"):
        bring(anna, row(2020, 22), content="mended,1\n")
    second = bring(anna, row(2020, 22), content="mended,1\n", instead_of=first.pk)
    assert states(first) == ["withdrawn", "replaced"]
    assert batches_returned_to(anna.user_id or 0) == []
    with pytest.raises(Refused, match="settled"):
        bring(anna, row(2018), content="mended,2\n", instead_of=first.pk)
    check_and_approve_batch(by=bert, batch=second.pk)
    told = history_of_batch(batch_by_number(second.pk))
    assert [one.pk for one in told.batches] == [first.pk, second.pk]
    assert [one.to for one in told.steps] == ["returned", "checked", "approved"]
    assert history_of_batch(batch_by_number(first.pk)).successor == second.pk
    assert Observation.objects.get().numerator == 22


def test_a_batch_that_waits_is_mended_by_who_brought_it_only(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    batch = bring(anna, row(2020))
    with pytest.raises(Refused, match="somebody else's"):
        bring(bert, row(2020, 21), content="mended,1\n", instead_of=batch.pk)
    bring(anna, row(2020, 21), content="mended,1\n", instead_of=batch.pk)
    assert states(batch) == ["replaced"]


def test_the_file_is_kept_as_evidence_for_staff_until_it_is_shown_to_all(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    batch = bring(anna, row(2019), row(2020), content="result,value\nchoice,40\n")
    [file] = history_of_batch(batch).files
    assert (file.sha256, file.name, file.is_public) == (batch.sha256, "figures.csv", False)
    assert opened(file.pk, who=anna)[1] == b"result,value\nchoice,40\n"
    with pytest.raises(NotFound):
        opened(file.pk, who=None)
    shown = show_to(by=anna, file=file.pk, is_public=True)
    with pytest.raises(NotFound):
        opened(shown.pk, who=None)
    check_and_approve_batch(by=bert, batch=batch.pk)
    assert opened(shown.pk, who=None)[0].pk == shown.pk
    told = passages(Observation.objects.all())
    assert [[one.pk for one in passage.files] for passage in told.values()] == [[shown.pk]] * 2
    [draft, _other] = drafts_in(batch)
    assert history_of(draft).files == [shown]
    more = attach(by=anna, batch=batch.pk, name="minutes.txt", content=b"we counted")
    assert take_away(by=anna, file=more.pk, reason="names people").removed_because


def test_a_file_that_cannot_be_attached_is_known_by_its_checksum(anna: Actor, bring: Bring) -> None:
    batch = bring(anna, row(2020), content='<?xml version="1.0"?><iati-activities/>')
    assert history_of_batch(batch).files == []
    assert len(batch.sha256) == 64


def test_the_database_keeps_batches_and_their_steps_as_they_are(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    batch = bring(anna, row(2020))
    check_batch(by=bert, batch=batch.pk)
    [draft] = drafts_in(batch)
    for change in (
        lambda: Batch.objects.update(new=7),
        lambda: Batch.objects.all()._raw_delete("default"),
        lambda: DraftStep.objects.create(batch=batch, to="approved", recorded_by="x"),
        lambda: DraftStep.objects.create(to="approved", recorded_by="x"),
        lambda: DraftStep.objects.create(batch=batch, draft=draft, to="approved", recorded_by="x"),
        lambda: EvidenceFile.objects.create(
            name="a", media_type="a", size=1, sha256="a", kept_as="a", recorded_by="x"
        ),
        lambda: Batch.objects.create(file="a", sha256="a", new=0, corrected=0, recorded_by="x"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    erase_name(user_id=anna.user_id or 0)
    assert batch_by_number(batch.pk).recorded_by == "erased"


def test_a_thousand_rows_ask_the_database_little_more_than_ten(
    anna: Actor, bert: Actor, bring: Bring
) -> None:
    def asked(first: int, count: int) -> int:
        rows = [row(year) for year in range(first, first + count)]
        with CaptureQueriesContext(connection) as queries:
            batch = bring(anna, *rows, content=f"{first}\n")
            check_and_approve_batch(by=bert, batch=batch.pk)
        return len(queries)

    few, many = asked(1000, 10), asked(1100, 800)
    # SQLite takes some thirty rows in a statement; drafts and figures are written.
    assert many <= few + 2 * 800 // 25


@pytest.mark.django_db(transaction=True)
def test_two_who_approve_at_once_record_the_figures_once(
    someone: Callable[..., Actor], bring: Bring
) -> None:
    anna, bert, carla = (someone(name=name) for name in ("Anna", "Bert", "Carla"))
    batch = bring(anna, row(2019), row(2020))
    check_batch(by=bert, batch=batch.pk)
    together, told = threading.Barrier(2), []

    def press(by: Actor) -> None:
        together.wait()
        try:
            with translation.override("en"):
                approve_batch(by=by, batch=batch.pk)
            told.append("done")
        except Refused as error:
            told.append(error.why)
        finally:
            connection.close()

    presses = [threading.Thread(target=press, args=[who]) for who in (bert, carla)]
    for one in presses:
        one.start()
    for one in presses:
        one.join()
    assert sorted(told) == ["It was approved already.", "done"]
    assert Observation.objects.count() == 2
