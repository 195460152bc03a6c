# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that take longer than a page can wait: looked through and written in the background.

How far it is stands in the folder of the upload, and goes with it. A doubtful row is left out, as
the command does: who wants to decide on it says so in the file, in the column ``same as``.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Literal

import structlog
from django.contrib.auth import get_user_model
from django.utils import translation
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, HcatError
from hcat.parties.api import ImportPlan, RowPlan, has_more_rows, import_organisations

from . import uploads
from .uploads import Upload

log = structlog.get_logger("hcat.imports")

LARGE = 20_000
"""Rows. A file of fewer is shown at once."""
SHOWN = 200
"""Rows that ask for something are shown up to so many of each kind."""

Step = Literal["reading", "ready", "writing", "written", "refused"]
Told = tuple[int, str, str]
"""Number of the row, the name in it, and what there is to say about it."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a large import is."""

    step: Step
    rows: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    wrong: list[Told] = field(default_factory=list)
    doubtful: list[Told] = field(default_factory=list)
    problem: str = ""

    @property
    def is_under_way(self) -> bool:
        return self.step in ("reading", "writing")


def is_large(upload: Upload) -> bool:
    """Whether there are more rows than a page can wait for. A file that cannot be read is not: the
    page that reads it says why."""
    if upload.path.stat().st_size < 2 * LARGE:
        return False
    try:
        return has_more_rows(upload.path, LARGE)
    except HcatError:
        return False


def progress(upload: Upload) -> Progress | None:
    """How far it is; None for a file that is shown at once."""
    try:
        return Progress(**json.loads((upload.folder / "progress.json").read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def begin(upload: Upload, step: Literal["reading", "writing"]) -> None:
    """Put the work in the queue of the worker."""
    from .tasks import work_on_import

    _tell(upload, Progress(step))
    work_on_import.enqueue(upload.token, step, translation.get_language())


def carry_out(token: str, step: Literal["reading", "writing"]) -> None:
    """Read the file, and write what is ready where that was asked. Safe to repeat: what is known
    already changes nothing. Whoever called it off in between finds nothing left of it."""
    upload = uploads.standing(token)
    if upload is None or not upload.path.is_file():
        return
    try:
        plan = import_organisations(
            path=upload.path,
            kind=upload.kind or None,
            valid_from=upload.day,
            by=Actor.of(get_user_model()._default_manager.get(pk=upload.user_id)),
            dry_run=step == "reading",
            leave_out_doubtful=True,
            on_progress=lambda done: _tell(upload, Progress(step, rows=done)),
        )
    except HcatError as error:
        _end(upload, Progress("refused", problem=str(error)))
    except Exception as error:
        log.error("import failed", error=type(error).__name__)
        _end(upload, Progress("refused", problem=_("The file could not be worked through.")))
        raise
    else:
        if plan.was_written:
            _end(upload, Progress("written", rows=len(plan.rows), counts=_counts(plan)))
        else:
            _tell(upload, _ready(plan))


def _ready(plan: ImportPlan) -> Progress:
    return Progress(
        "ready",
        rows=len(plan.rows),
        counts=_counts(plan),
        wrong=[_said(row, "; ".join(row.problems)) for row in plan.of("wrong")[:SHOWN]],
        doubtful=[_said(row, row.reason) for row in plan.of("doubtful")[:SHOWN]],
    )


def _counts(plan: ImportPlan) -> dict[str, int]:
    return {str(outcome): number for outcome, number in plan.counts.items()}


def _said(row: RowPlan, text: str) -> Told:
    return row.number, row.name, text


def _end(upload: Upload, result: Progress) -> None:
    """The result stays for a day; the file goes."""
    _tell(upload, result)
    upload.path.unlink(missing_ok=True)


def _tell(upload: Upload, far: Progress) -> None:
    """In one stroke, so that a page never reads half of it."""
    draft = upload.folder / "progress.draft"
    try:
        draft.write_text(json.dumps(asdict(far)), encoding="utf-8")
        draft.replace(upload.folder / "progress.json")
    except FileNotFoundError:
        log.info("import called off")
