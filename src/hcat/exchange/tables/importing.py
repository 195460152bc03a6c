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
    read = read_rows(path, is_ours=lambda heads: _table_of(heads) is not None, most=most)
    table = _table_of(frozenset(read.headings))
    if table == "results":
        raise Refused(
            _("%(file)s is a table of results, which does not come back.") % {"file": read.file},
            why=_("Targets change by a decision, and figures have a table of their own."),
            mend=_("Correct figures in the table of observations; change targets at the desk."),
        )
    if table == "observations":
        _refuse_unnumbered(read)
        how = Bringing(
            by=by, dry_run=dry_run, approve_because=approve_because, instead_of=instead_of
        )
        plan = import_observations(read, BroughtFile.of(path), how)
    elif table == "initiatives":
        plan = import_initiatives(read, by=by, dry_run=dry_run)
    else:
        raise _unknown(read)
    if plan.was_written and plan.would_write:
        record(
            by=by, action="exchange.imported", subject=plan.table, file=plan.file,
            **{str(one): number for one, number in plan.counts.items()},
        )  # fmt: skip
    return plan


def _table_of(heads: frozenset[str]) -> str | None:
    """Which table has these headings; None: none of ours."""
    if results.VERDICT in heads:
        return "results"
    if heads >= {"result", "target", "start", "end"} or observations.FIGURE in heads:
        return "observations"
    if "number" in heads and heads & {"name", "name_nl", "name_en", "name_de", "key"}:
        return "initiatives"
    return None


def _refuse_unnumbered(read: Read) -> None:
    """An export without its numbers: each row would be refused for the same reason. Who writes a
    table of new figures has neither column."""
    if observations.FIGURE not in read.headings and "measure" in read.headings:
        raise Refused(
            _("%(file)s has no column %(name)s.")
            % {"file": read.file, "name": observations.FIGURE},
            why=_("By its number a figure that stands is told from a new one."),
            mend=_("Put the column back, with its numbers; leave its cell empty for a new figure."),
        )


def _unknown(read: Read) -> Refused:
    return Refused(
        _("%(file)s is none of our tables.") % {"file": read.file},
        why=_("Its first row says: %(heads)s.")
        % {"heads": ", ".join(head for head in read.headings if head)[:200]},
        mend=_("Export a table first, and keep its headings: %(heads)s …")
        % {"heads": ", ".join(observations.NAMES[:8])},
    )
