# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What people write into evidence: figures, findings of assessors, corrections.

Every figure here stands at once. What people enter at the desk passes `entering` first: a draft,
which somebody else checks and approves; approving it calls these.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, Result, Target, item, standing_in
from hcat.foundation.api import Actor, Refused, record, release, today
from hcat.numerics.api import Estimate
from hcat.parties.api import require

from .append_only import ERASED, guarded_models
from .expected_parts import refuse_strange_part
from .fitting import refuse_misfit
from .measuring import storing
from .models import ENTERED, AssessorFinding, Observation
from .overlapping import Periods
from .verdicts.specs import criteria_by_text

_Row = TypeVar("_Row")


@transaction.atomic
def record_figure(
    *,
    by: Actor,
    result: str,
    target: str,
    estimate: Estimate,
    condition: str = "",
    group: str = "",
    source_key: str = "",
    note: str = "",
    is_demo: bool = False,
    also: Sequence[tuple[str, str]] = (),
    inputs: Mapping[str, Any] | None = None,
) -> Observation:
    """Store a figure that a person brings for a target, or for one condition of it; and for other
    targets (result and key) of which that person says that it proves them as well: for all or none.
    `group`: the key of the one part of the whole that it speaks of.

    The estimate itself insists on source and method. Refused for a judged target, an unknown
    condition, a part of which the result expects no figure, what `fitting.refuse_misfit` refuses, a
    period that shares days with that of another figure about the same (`overlapping`), and where a
    figure about that very period stands already (that is a correction).
    """
    _allow(by, "evidence.record", result)
    sheet = target_of(result, target)
    refuse_unfit(sheet, condition, estimate)
    refuse_strange_part(result, group)
    _refuse_overlap((result, target, condition, group), sheet, estimate, is_demo=is_demo)
    draft = storing.Draft(
        measure=ENTERED, estimate=estimate, group=group, result=result, target=target,
        condition=condition, source_key=source_key, note=note, code_version=release(),
        is_demo=is_demo, inputs=dict(inputs or {}),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row = storing.add(draft, by=by)
    except IntegrityError as error:
        raise Refused(
            _("There is a figure about this period already."),
            why=_("Two figures about the same would contradict each other."),
            mend=_("Correct the figure that stands; it is kept with the correction."),
        ) from error
    record(
        by=by, action="evidence.figure_recorded", subject=_subject(result, target), figure=row.pk
    )
    for other, key in also:
        _record_also(
            by=by, result=other, target=key, estimate=estimate, group=group,
            source_key=source_key, note=note, is_demo=is_demo, inputs=inputs,
        )  # fmt: skip
    return row


def _record_also(*, result: str, target: str, **figure: Any) -> None:
    """A refusal names the target: its reader filled in the form of another one."""
    try:
        record_figure(result=result, target=target, **figure)
    except Refused as error:
        raise Refused(
            f"{target_of(result, target).title}: {error.what}", why=error.why, mend=error.mend
        ) from error


@transaction.atomic
def correct(
    *,
    by: Actor,
    observation: int,
    estimate: Estimate,
    reason: str,
    source_key: str = "",
    inputs: Mapping[str, Any] | None = None,
) -> Observation:
    """Put a corrected figure on top of an entered one, about the same part; the old one is kept.

    Refused without a reason, for a figure that was corrected already or was not entered by hand,
    where the correction is about another period, and as in `fitting.refuse_misfit`; and where a
    figure takes the place of a missing one, for what it overlaps.
    """
    old = Observation.objects.filter(pk=observation).first()
    if old is None:
        raise Refused(_("This figure is not known."), mend=_("Go back to the result."))
    _allow(by, "evidence.record", old.result)
    refuse_correction(old, estimate, reason)
    sheet = target_of(old.result, old.target)
    refuse_misfit(sheet, estimate)
    about = (old.result, old.target, old.condition, old.group)
    if old.value is None:
        _refuse_overlap(about, sheet, estimate, is_demo=old.is_demo)
    draft = storing.Draft(
        measure=ENTERED, estimate=estimate, group=old.group, result=old.result, target=old.target,
        condition=old.condition, source_key=source_key, note=reason, is_demo=old.is_demo,
        code_version=release(), inputs=dict(inputs or {}),
    )  # fmt: skip
    row = _supersede(lambda: storing.add(draft, by=by, over=old))
    record(
        by=by,
        action="evidence.figure_corrected",
        subject=_subject(old.result, old.target),
        figure=row.pk,
        supersedes=old.pk,
        reason=reason,
    )
    return row


@dataclass(frozen=True, slots=True)
class Finding:
    """What the assessor found on one criterion, named by one of its texts."""

    criterion: str
    met: bool
    note: str = ""


@transaction.atomic
def record_judgement(
    *,
    by: Actor,
    result: str,
    target: str,
    judged_on: date,
    findings: Sequence[Finding],
    source: str,
    corrects: int | None = None,
    is_demo: bool = False,
) -> AssessorFinding:
    """Store what the assessor of a judged target found on a day, with where it can be read.

    Not every criterion has to be judged at once. Refused for a target that is not judged, an
    unknown criterion, a day to come, and a second record of the same day that corrects nothing.
    """
    sheet = target_of(result, target)
    _allow(by, "evidence.judge", result, f"body:{sheet.assessor}")
    if sheet.kind != "judged" or sheet.assessor is None:
        raise Refused(
            _("This target is not judged by an assessor."),
            why=_("It is measured."),
            mend=_("Record a figure instead."),
        )
    known = criteria_by_text(sheet.criteria)
    strange = [one.criterion for one in findings if one.criterion not in known]
    if strange or not findings:
        raise Refused(
            _("These criteria are not the target's: %(criteria)s.")
            % {"criteria": "; ".join(strange)}
            if strange
            else _("Nothing was judged."),
            why=_("The target is judged by: %(criteria)s.")
            % {"criteria": "; ".join(map(str, sheet.criteria))},
            mend=_("Judge at least one of these."),
        )
    if judged_on > today():
        raise Refused(_("The day of judging has not come yet."), mend=_("Give today or earlier."))
    if not source.strip():
        raise Refused(
            _("The judgement has no source."),
            why=_("A reader must be able to look it up."),
            mend=_("Name the minutes, the decision or the report in which it stands."),
        )
    old = None if corrects is None else AssessorFinding.objects.get(pk=corrects)
    if old is not None and (old.result, old.target) != (result, target):
        raise Refused(_("The correction is about another target."), mend=_("Choose the same one."))
    row = AssessorFinding(
        result=result, target=target, assessor=sheet.assessor, judged_on=judged_on,
        findings=[
            {"criterion": one.criterion, "met": one.met, "note": one.note} for one in findings
        ],
        source=source, recorded_by=by.name, recorded_by_user=by.user_id, supersedes=old,
        is_demo=is_demo,
    )  # fmt: skip
    _supersede(lambda: row.save(force_insert=True))
    record(by=by, action="evidence.judged", subject=_subject(result, target), finding=row.pk)
    return row


@transaction.atomic
def erase_name(*, user_id: int) -> int:
    """Replace a person's name under everything they recorded; the figures stay. Gives how many."""
    return sum(
        model._default_manager.filter(recorded_by_user=user_id).update(recorded_by=ERASED)
        for model in guarded_models()
    )


def _allow(by: Actor, action: str, result: str, *also: str) -> None:
    """NotAllowed, unless this actor may for this result or for something that it stands in."""
    about = standing_in(item("result", result).sheet) if result else []
    require(by, action, [*about, *also])


def target_of(result: str, target: str) -> Target:
    """The target as it stands now. NotFound for an unknown result, Refused for another target."""
    found: Item[Result] = item("result", result)
    for one in found.sheet.targets:
        if one.key == target:
            return one
    raise Refused(
        _("The result has no target %(key)s.") % {"key": target},
        why=_("Its targets are: %(keys)s.")
        % {"keys": ", ".join(one.key for one in found.sheet.targets)},
        mend=_("Choose one of these."),
    )


def refuse_unfit(target: Target, condition: str, estimate: Estimate) -> None:
    """Refused, where a target takes no such figure."""
    if target.kind == "judged":
        raise Refused(
            _("This target takes no figures."),
            why=_("Its assessor judges it by criteria."),
            mend=_("Record the assessor's judgement instead."),
        )
    known = [one.key for one in target.conditions]
    if condition and condition not in known:
        raise Refused(
            _("The target has no condition %(key)s.") % {"key": condition},
            why=_("Its conditions are: %(keys)s.") % {"keys": ", ".join(known) or "–"},
            mend=_("Choose one of these, or leave the condition out."),
        )
    refuse_misfit(target, estimate)


def refuse_correction(old: Observation, estimate: Estimate, reason: str) -> None:
    """Refused, where an entered figure cannot be corrected like this."""
    if old.measure != ENTERED:
        raise Refused(
            _("This figure was not entered by hand."),
            why=_("It comes from %(measure)s.") % {"measure": old.measure},
            mend=_("Correct it there, and measure again."),
        )
    if not reason.strip():
        raise Refused(
            _("The correction has no reason."),
            why=_("Readers of the old figure want to know why it changed."),
            mend=_("Say in a sentence why it is corrected."),
        )
    if (estimate.period.start, estimate.period.end) != (old.start, old.end):
        raise Refused(
            _("The correction is about another period."),
            why=_("It takes the place of a figure about %(start)s to %(end)s.")
            % {
                "start": date_format(old.start, "DATE_FORMAT"),
                "end": date_format(old.end, "DATE_FORMAT"),
            },
            mend=_("Give that period, or record a new figure."),
        )


def _refuse_overlap(
    about: tuple[str, str, str, str], target: Target, estimate: Estimate, *, is_demo: bool
) -> None:
    if not estimate.is_missing:
        Periods.entered(about[:1], is_demo=is_demo).refuse_overlap(
            about, estimate.period, every=target.interval_months
        )


def _supersede(write: Callable[[], _Row]) -> _Row:
    try:
        with transaction.atomic():
            return write()
    except IntegrityError as error:
        raise Refused(
            _("This was recorded or corrected already."),
            why=_("Two corrections of the same would contradict each other."),
            mend=_("Look at what stands now and correct that."),
        ) from error


def _subject(result: str, target: str) -> str:
    return f"result:{result}/{target}"
