# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure as a person brings it: kept as a draft until somebody else has looked at it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import item, standing_in
from hcat.evidence.models import ENTERED, Observation
from hcat.evidence.operations import correct, record_figure, target_of
from hcat.evidence.overlapping import are_at_odds
from hcat.foundation.api import Actor, NotFound, Refused, record
from hcat.numerics.api import Estimate
from hcat.parties.api import powers, require

from .models import OPEN, Batch, DraftFigure, State
from .shares import settled
from .trying import tried

FROM_DRAFT, FROM_BATCH = "draft", "batch"
"""Under these names an observation's inputs say which draft it came from, and which batch."""


@transaction.atomic
def enter_figure(
    *,
    by: Actor,
    result: str,
    target: str,
    estimate: Estimate,
    condition: str = "",
    group: str = "",
    source_key: str = "",
    note: str = "",
    also: Sequence[tuple[str, str]] = (),
    counts_missing_reason: str = "",
    instead_of: int | None = None,
) -> DraftFigure:
    """Keep a figure for a target as a draft; `instead_of` is the number of one that it improves.

    It is refused exactly where recording it would be (`record_figure`), and besides: a share
    without its counts (`shares.settled`), a second open draft about the same part and period, and
    instead of a draft that is settled or somebody else's that waits.
    """
    draft = DraftFigure(
        result=result, target=target, condition=condition, group=group,
        also=[list(one) for one in also], source_key=source_key, note=note,
        counts_missing_reason=counts_missing_reason.strip(),
    ).take(settled(estimate, counts_missing_reason))  # fmt: skip
    return _keep(draft, by=by, instead_of=instead_of)


@transaction.atomic
def enter_correction(
    *,
    by: Actor,
    observation: int,
    estimate: Estimate,
    reason: str,
    source_key: str = "",
    counts_missing_reason: str = "",
    instead_of: int | None = None,
) -> DraftFigure:
    """Keep a correction as a draft; until it is approved the old figure stands. Refused as
    `correct` and :func:`enter_figure`."""
    old = Observation.objects.filter(pk=observation, measure=ENTERED).first()
    if old is None:
        raise Refused(_("This figure is not known."), mend=_("Go back to the result."))
    draft = DraftFigure(
        result=old.result, target=old.target, condition=old.condition, group=old.group,
        corrects=old, source_key=source_key, note=reason.strip(), is_demo=old.is_demo,
        counts_missing_reason=counts_missing_reason.strip(),
    ).take(settled(estimate, counts_missing_reason))  # fmt: skip
    return _keep(draft, by=by, instead_of=instead_of)


def store(draft: DraftFigure, *, by: Actor) -> Observation:
    """The draft as a figure that counts; refusals are those of the recording itself."""
    inputs: Mapping[str, Any] = {FROM_DRAFT: draft.pk}
    if draft.corrects_id is not None:
        return correct(
            by=by, observation=draft.corrects_id, estimate=draft.estimate, reason=draft.note,
            source_key=draft.source_key, inputs=inputs,
        )  # fmt: skip
    return record_figure(
        by=by, result=draft.result, target=draft.target, condition=draft.condition,
        group=draft.group, estimate=draft.estimate, source_key=draft.source_key, note=draft.note,
        is_demo=draft.is_demo, also=[(one, key) for one, key in draft.also], inputs=inputs,
    )  # fmt: skip


def locked(number: int) -> DraftFigure:
    """A draft with where it stands, held until the transaction ends, with its batch. Raises
    NotFound."""
    batch = DraftFigure.objects.filter(pk=number).values_list("batch", flat=True).first()
    if batch is not None:
        Batch.objects.select_for_update().get(pk=batch)
    DraftFigure.objects.select_for_update().filter(pk=number).first()
    return known(number)


def known(number: int) -> DraftFigure:
    """A draft with where it stands, as `stands_as`. Raises NotFound."""
    found = DraftFigure.objects.with_state().select_related("corrects").filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("There is no such draft."), mend=_("Choose one in the list of figures to check.")
        )
    return found


def batch_by_number(number: int) -> Batch:
    """A batch with where it stands, as `stands_as`. Raises NotFound."""
    found = Batch.objects.with_state().filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("There is no such batch."), mend=_("Choose one in the list of figures to check.")
        )
    return found


def locked_batch(number: int) -> Batch:
    """A batch with where it stands, held until the transaction ends. Raises NotFound."""
    Batch.objects.select_for_update().filter(pk=number).first()
    return batch_by_number(number)


def abouts(one: DraftFigure | Batch) -> list[list[str]]:
    """For each result that it would count for: that result with what it stands in."""
    return [standing_in(item("result", key).sheet) for key in results_of(one)]


def results_of(one: DraftFigure | Batch) -> list[str]:
    """The keys of the results that it speaks of."""
    if isinstance(one, DraftFigure):
        return list(dict.fromkeys([one.result, *(key for key, _target in one.also)]))
    found = DraftFigure.objects.filter(batch=one).order_by("result")
    return list(found.values_list("result", flat=True).distinct())


def role_of(by: Actor, action: str, about: list[str]) -> str:
    """The role in which someone acts; empty for the system itself."""
    return powers(by).role_for(action, about)


def is_own(one: DraftFigure | Batch, by: Actor) -> bool:
    """Whether this actor entered it. The system counts as one person."""
    return one.recorded_by_user == by.user_id


def _keep(draft: DraftFigure, *, by: Actor, instead_of: int | None) -> DraftFigure:
    for about in abouts(draft):
        require(by, "evidence.record", about)
    if instead_of is not None:
        draft.supersedes = _improvable(instead_of, draft, by)
    _alone_about_its_period(draft)
    tried(lambda: store(draft, by=by))
    draft.recorded_by, draft.recorded_by_user = by.name, by.user_id
    draft.as_role = role_of(by, "evidence.record", abouts(draft)[0])
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            _("This draft was improved already."),
            why=_("Somebody was just ahead of you."),
            mend=_("Look at what stands now."),
        ) from error
    record(
        by=by,
        action="evidence.figure_entered",
        subject=f"result:{draft.result}/{draft.target}",
        draft=draft.pk,
        **({} if instead_of is None else {"instead_of": instead_of}),
        **({} if draft.corrects_id is None else {"corrects": draft.corrects_id}),
    )
    return known(draft.pk)


def _improvable(number: int, draft: DraftFigure, by: Actor) -> DraftFigure:
    old = locked(number)
    if old.batch_id is not None:
        raise came_in_a_batch(old)
    if old.stands_as not in OPEN:
        raise Refused(
            _("This draft is settled."),
            why=_("What was approved or withdrawn stays as it is."),
            mend=_("Correct the figure, or enter a new one."),
        )
    if old.stands_as != State.RETURNED and not is_own(old, by):
        raise Refused(
            _("This draft is somebody else's."),
            why=_("It waits to be checked, as %(name)s entered it.") % {"name": old.recorded_by},
            mend=_("Return it with what should be different."),
        )
    if (old.result, old.target, old.corrects_id) != (
        draft.result, draft.target, draft.corrects_id
    ):  # fmt: skip
        raise Refused(
            _("The improved draft is about something else."), mend=_("Enter a new figure.")
        )
    return old


def _alone_about_its_period(draft: DraftFigure) -> None:
    """Two open drafts about the same would have to contradict or repeat each other: about the same
    days, or about days that both count."""
    there = DraftFigure.objects.standing(*OPEN).filter(
        condition=draft.condition, group=draft.group, start__lte=draft.end, end__gte=draft.start,
        is_demo=draft.is_demo,
    )  # fmt: skip
    if draft.supersedes is not None:
        there = there.exclude(pk=draft.supersedes.pk)
    mine = _targets(draft)
    other = next(
        (one for one in there.order_by("pk") if mine & _targets(one) and _clash(draft, one)), None
    )
    if other is not None:
        raise waiting_already(other)


def waiting_already(other: DraftFigure) -> Refused:
    """That an open draft is about the same."""
    mend = (
        _("Look at draft %(number)s first: improve it, or withdraw it.") % {"number": other.pk}
        if other.batch_id is None
        else _("Look at row %(row)s of batch %(number)s first: take it out, or withdraw the batch.")
        % {"row": other.row, "number": other.batch_id}
    )
    return Refused(
        _("A figure about this period is waiting already."),
        why=_("%(name)s entered it.") % {"name": other.recorded_by},
        mend=mend,
    )


def came_in_a_batch(draft: DraftFigure) -> Refused:
    """That what is asked is asked of the whole batch."""
    return Refused(
        _("This figure came in a batch."),
        why=_("All figures of batch %(number)s are looked at as one.") % {"number": draft.batch_id},
        mend=_("Look at the batch; take this figure out of it if it is wrong."),
    )


def _clash(draft: DraftFigure, other: DraftFigure) -> bool:
    mine, theirs = draft.estimate, other.estimate
    if mine.period == theirs.period:
        return True
    if mine.is_missing or theirs.is_missing:
        return False
    every = target_of(draft.result, draft.target).interval_months
    return are_at_odds(mine.period, theirs.period, every=every)


def _targets(draft: DraftFigure) -> set[tuple[str, str]]:
    return {(draft.result, draft.target), *((one, key) for one, key in draft.also)}
