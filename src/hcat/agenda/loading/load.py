# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Loading a folder: repeatable, all or nothing, and never over what people wrote."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from datetime import date
from pathlib import Path as FilePath

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.folder import Folder, read_folder
from hcat.agenda.models import Change, Decision, Element, Loaded, Version
from hcat.agenda.operations.rules import refuse_left_behind, refuse_too_early
from hcat.agenda.queries import is_empty, key_of_the_agenda
from hcat.agenda.schema import Initiative
from hcat.agenda.store import (
    NewVersion,
    Progress,
    new_change,
    new_elements,
    quiet,
    write_versions,
)
from hcat.foundation.api import Actor, Refused, count_rows_anew, record, today

from .first import first_load, save_loaded, write_decisions
from .plan import Choices, Plan, make_plan
from .report import Action, Difference, LoadReport


def load_folder(
    path: FilePath | str,
    *,
    by: Actor,
    dry_run: bool = False,
    on: date | None = None,
    reason: str = "",
    decision: str | None = None,
    take: Choices | None = None,
    stop_missing: bool = False,
    known_measures: Collection[str] | None = None,
    progress: Progress = quiet,
) -> LoadReport:
    """Brings the database up to a folder, or says what that would change (`dry_run`).

    Nothing is written while the folder has errors or anything is in conflict; look at `ok`.
    `on`, `reason` and `decision` (its key) describe the change; the first load takes the day of
    adoption from the agenda itself. Refused: another region's folder, a missing reason, a date
    before what stands.
    """
    folder = read_folder(path, known_measures=known_measures)
    report = LoadReport(folder.path, folder.problems)
    if not report.ok:
        return report
    with transaction.atomic():
        report.first = is_empty()
        if report.first:
            _load_first(folder, report, by, reason, decision, progress, dry_run=dry_run)
        else:
            _load_again(
                folder, report, by, on or today(), reason, decision, take or Choices(),
                progress, stop_missing=stop_missing, dry_run=dry_run,
            )  # fmt: skip
        if report.written:
            _record(folder, report, by)
            count_rows_anew("agenda")
    return report


def _record(folder: Folder, report: LoadReport, by: Actor) -> None:
    record(
        by=by,
        action="agenda.load",
        subject=f"agenda:{folder.agenda.key}",
        **{action.value: report.count(action) for action in Action},
    )


def _load_first(
    folder: Folder,
    report: LoadReport,
    by: Actor,
    reason: str,
    decision: str | None,
    progress: Progress,
    *,
    dry_run: bool,
) -> None:
    known = [entry.key for entry in folder.history.decisions]
    if decision is not None and decision not in known:
        raise _no_decision(decision)
    report.differences = [Difference(*name, Action.ADDED) for name in folder.sheets]
    report.decisions = len(known)
    report.changes = len(folder.history.changes)
    if not dry_run:
        first_load(folder, by=by, reason=reason, decision=decision, progress=progress)
        report.written = True


def _no_decision(key: str) -> Refused:
    return Refused(
        _("There is no decision called %(key)s.") % {"key": key},
        mend=_("Record the decision first, or describe it in decisions.yaml."),
    )


def _load_again(
    folder: Folder,
    report: LoadReport,
    by: Actor,
    on: date,
    reason: str,
    decision: str | None,
    take: Choices,
    progress: Progress,
    *,
    stop_missing: bool,
    dry_run: bool,
) -> None:
    _refuse_another_region(folder)
    plan = make_plan(folder, take, stop_missing=stop_missing)
    report.differences, report.conflicts = plan.differences, plan.conflicts
    report.gone, report.kept = plan.gone, plan.kept
    known = set(Decision.objects.values_list("key", flat=True))
    new_decisions = [entry for entry in folder.history.decisions if entry.key not in known]
    report.decisions = len(new_decisions)
    if report.conflicts:
        return
    _refuse_double_numbers(plan)
    refuse_left_behind(plan.stopped)
    if dry_run:
        return
    if plan.changes_versions:
        refuse_too_early([new.element for new in plan.touched], on)
        _refuse_no_reason(reason)
    elements = new_elements([(sheet.kind, sheet.key) for sheet in plan.added])
    standing = {(e.kind, e.key): e for e in Element.objects.all()} | elements
    write_decisions(new_decisions, standing)
    _write(plan, by, on, reason, _decision(decision), progress)
    save_loaded(plan.loaded, standing)
    Loaded.objects.filter(element__in=[new.element for new in plan.stopped]).delete()
    report.written = bool(plan.changes_versions or plan.loaded or new_decisions)


def _decision(key: str | None) -> Decision | None:
    if key is None:
        return None
    found = Decision.objects.filter(key=key).first()
    if found is None:
        raise _no_decision(key)
    return found


def _write(
    plan: Plan,
    by: Actor,
    on: date,
    reason: str,
    decision: Decision | None,
    progress: Progress,
) -> None:
    ids = {(e.kind, e.key): e for e in Element.objects.all()} if plan.added else {}
    added = [NewVersion(ids[sheet.kind, sheet.key], sheet) for sheet in plan.added]
    for kind, new in (
        (Change.Kind.ADOPTED, added),
        (Change.Kind.REVISED, plan.changed),
        (Change.Kind.RESUMED, plan.resumed),
        (Change.Kind.STOPPED, plan.stopped),
    ):
        if new:
            change = new_change(kind=kind, on=on, reason=reason, decision=decision, by=by)
            write_versions(change, new, progress)


def _refuse_another_region(folder: Folder) -> None:
    ours = key_of_the_agenda()
    if ours is not None and ours != folder.agenda.key:
        raise Refused(
            _("This is the agenda %(theirs)s; the database holds %(ours)s.")
            % {"theirs": folder.agenda.key, "ours": ours},
            why=_("One database holds the agenda of one region."),
            mend=_("Give the other region a database of its own (HCAT_VAR or DATABASE_URL)."),
        )


def _refuse_no_reason(reason: str) -> None:
    if not reason.strip():
        raise Refused(
            _("This load changes the agenda, and a change needs a reason."),
            mend=_('Add --reason "…"; look first with --dry-run.'),
        )


def _refuse_double_numbers(plan: Plan) -> None:
    """A number that people gave to a new initiative may also have been given in the folder."""
    touched = {new.element.pk for new in plan.touched}
    standing = Version.objects.filter(
        element__kind="initiative", valid_until__isnull=True
    ).values_list("element_id", "sort")
    numbers = [int(sort) for pk, sort in standing if pk not in touched]
    sheets = [*plan.added, *(new.sheet for new in plan.touched)]
    numbers += [sheet.number for sheet in sheets if isinstance(sheet, Initiative)]
    double = sorted(number for number, count in Counter(numbers).items() if count > 1)
    if double:
        raise Refused(
            _("Two initiatives would have the number: %(numbers)s.")
            % {"numbers": ", ".join(map(str, double))},
            why=_("The database gave it to another initiative."),
            mend=_("Give the initiative in the folder the next free number."),
        )
