# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing an import: everything that is ready, in one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, count_rows_anew, record
from hcat.parties.importing.plan import (
    ImportPlan,
    RowPlan,
    plan_import,
    register_as_it_stands,
)
from hcat.parties.models import Organisation, OrganisationFacts
from hcat.parties.permissions import require
from hcat.parties.places import known_places

BATCH = 500


def import_organisations(
    *,
    path: Path,
    kind: str | None,
    valid_from: date,
    by: Actor,
    columns: Mapping[str, str] | None = None,
    answers: Mapping[int, str] | None = None,
    dry_run: bool = False,
    leave_out_doubtful: bool = False,
    on_progress: Callable[[int], None] | None = None,
) -> ImportPlan:
    """Read a file and write what is new or changed. The plan that comes back tells every row.
    `answers`: row number to the key of the organisation that a person says it is, or ``new``.

    Nothing is written on a dry run, while a row is wrong, or while one is doubtful (unless those
    are left out): `plan.was_written` tells. A second import of one file changes nothing.
    """
    require(by, "parties.import")

    def planned() -> ImportPlan:
        return plan_import(
            path,
            kind=kind,
            valid_from=valid_from,
            places=known_places(),
            columns=columns,
            answers=answers,
            on_progress=on_progress,
        )

    # Reading takes longest, and a transaction would keep everybody else from writing meanwhile.
    seen = register_as_it_stands()
    plan = planned()
    if dry_run:
        return plan
    try:
        with transaction.atomic():
            if register_as_it_stands() != seen:
                plan = planned()
            blocked = plan.of("wrong") or (plan.of("doubtful") and not leave_out_doubtful)
            if not blocked:
                _write(plan, by)
                plan.was_written = True
            return plan
    except IntegrityError as error:
        raise Refused(
            _("Nothing was imported."),
            why=_("The register changed while the file was read, or two rows share a number."),
            mend=_("Import the file again."),
        ) from error


def _write(plan: ImportPlan, by: Actor) -> None:
    new, changed = plan.of("new"), plan.of("changed")
    # A school before its branches, so that a branch finds it.
    new.sort(key=lambda row: bool(row.draft and row.draft.branch))
    schools = dict(
        OrganisationFacts.objects.open()
        .filter(branch="")
        .exclude(brin="")
        .values_list("brin", "organisation")
    )
    for whole in (True, False):
        rows = [row for row in new if row.draft and (not row.draft.branch) is whole]
        made = Organisation.objects.bulk_create(
            [Organisation(kind=row.kind, founded=row.founded) for row in rows], batch_size=BATCH
        )
        _write_facts(plan, rows, [one.pk for one in made], schools)
    closing = {
        row.match.organisation_id: row for row in changed if row.match and row.match.organisation_id
    }
    _close(list(closing), plan.valid_from)
    _write_facts(plan, list(closing.values()), [pk for pk in closing if pk], {})
    if new or changed:
        record(
            by=by,
            action="parties.import",
            subject=f"import:{plan.fingerprint}",
            file=plan.file,
            counts=plan.counts,
            valid_from=plan.valid_from.isoformat(),
        )
        count_rows_anew("parties")


def _close(organisations: list[int | None], on: date) -> None:
    for start in range(0, len(organisations), BATCH):
        OrganisationFacts.objects.open().filter(
            organisation__in=organisations[start : start + BATCH]
        ).update(valid_until=on)


def _write_facts(
    plan: ImportPlan, rows: list[RowPlan], organisations: list[int], schools: dict[str, int]
) -> None:
    facts = []
    for row, organisation in zip(rows, organisations, strict=True):
        draft = row.draft
        if draft is None:
            raise AssertionError("a row that is ready has facts")
        if draft.brin and not draft.branch:
            schools.setdefault(draft.brin, organisation)
        elif draft.branch and draft.part_of_id is None and draft.brin in schools:
            draft = replace(draft, part_of_id=schools[draft.brin])
        facts.append(
            OrganisationFacts(
                organisation_id=organisation,
                valid_from=plan.valid_from,
                source=plan.source,
                **draft.columns(),
            )
        )
    OrganisationFacts.objects.bulk_create(facts, batch_size=BATCH)
