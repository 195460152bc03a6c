# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that comes back: which table it is, and what it would do."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from hcat.evidence.api import BroughtFile
from hcat.foundation.api import Actor, Refused, record

from . import observations, results
from .bringing import Bringing, import_observations
from .initiatives import import_initiatives
from .plan import ImportPlan
from .reading import MOST_ROWS, Read, read_rows


def import_table(
    path: Path,
    *,
    by: Actor,
    dry_run: bool,
    most: int = MOST_ROWS,
    approve_because: str = "",
    instead_of: int | None = None,
) -> ImportPlan:
    """What a file would do or, without `dry_run`, does: all, or nothing where a row is refused.

    Figures become a batch, which counts once somebody else has approved it; or at once, where
    `approve_because` says why who brings them approves them alone (Refused where somebody else
    could). `instead_of` is the number of the batch that this file mends.

    Raises Refused where the file as a whole says nothing, or has more rows than `most`.
    """
    read = read_rows(path, most=most)
    heads = set(read.headings)
    if results.VERDICT in heads:
        raise Refused(
            _("%(file)s is a table of results, which does not come back.") % {"file": read.file},
            why=_("Targets change by a decision, and figures have a table of their own."),
            mend=_("Correct figures in the table of observations; change targets at the desk."),
        )
    if {"result", "target", "start", "end"} <= heads or observations.FIGURE in heads:
        how = Bringing(
            by=by, dry_run=dry_run, approve_because=approve_because, instead_of=instead_of
        )
        plan = import_observations(read, BroughtFile.of(path), how)
    elif "number" in heads and heads & {"name", "name_nl", "name_en", "name_de", "key"}:
        plan = import_initiatives(read, by=by, dry_run=dry_run)
    else:
        raise _unknown(read)
    if plan.was_written and plan.would_write:
        record(
            by=by, action="exchange.imported", subject=plan.table, file=plan.file,
            **{str(one): number for one, number in plan.counts.items()},
        )  # fmt: skip
    return plan


def _unknown(read: Read) -> Refused:
    return Refused(
        _("%(file)s is none of our tables.") % {"file": read.file},
        why=_("Its first row says: %(heads)s.")
        % {"heads": ", ".join(head for head in read.headings if head)[:200]},
        mend=_("Export a table first, and keep its headings: %(heads)s …")
        % {"heads": ", ".join(observations.NAMES[:8])},
    )
