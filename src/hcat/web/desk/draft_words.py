# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a draft stands, and what happened to it, in the words of the desk."""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.evidence.api import (
    Batch,
    DraftFigure,
    DraftStep,
    Observation,
    State,
    history_of,
    part_title_now,
)
from hcat.parties.api import ROLE_NAMES
from hcat.web import words

STATES: dict[str, str | Promise] = {
    State.DRAFT: gettext_lazy("draft, to be checked"),
    State.CHECKED: gettext_lazy("checked, to be approved"),
    State.RETURNED: gettext_lazy("returned"),
    State.APPROVED: gettext_lazy("approved"),
    State.WITHDRAWN: gettext_lazy("withdrawn"),
    State.REPLACED: gettext_lazy("replaced by an improved draft"),
}
"""In the order in which a list offers them."""
BATCH_STATES: dict[str, str | Promise] = {
    **STATES,
    State.REPLACED: gettext_lazy("replaced by a mended file"),
}

_HAPPENED: dict[str, str | Promise] = {
    State.CHECKED: gettext_lazy("%(who)s checked it."),
    State.APPROVED: gettext_lazy("%(who)s approved it."),
    State.RETURNED: gettext_lazy("%(who)s returned it."),
    State.WITHDRAWN: gettext_lazy("%(who)s withdrew it."),
}


def short(figure: DraftFigure | Observation) -> str:
    """``40.0% (20 of 50), 2020, Almelo``, or a dash with the reason; the whole needs no name."""
    estimate = figure.estimate
    value = words.shown(estimate.value, estimate.unit)
    if estimate.is_missing:
        value = f"{value} ({estimate.missing_reason})"
    elif words.counted(estimate):
        value = f"{value} ({words.counted(estimate)})"
    told = [value, words.when(estimate.period), part_title_now(figure.group)]
    return ", ".join(part for part in told if part)


def short_batch(batch: Batch) -> str:
    """``figures.csv: 990 new, 10 corrected``."""
    return _("%(file)s: %(new)s new, %(corrected)s corrected") % {
        "file": batch.file,
        "new": words.number(batch.new),
        "corrected": words.number(batch.corrected),
    }


def named(name: str, role: str) -> str:
    """A name with the role in which that person acted."""
    return f"{name} ({ROLE_NAMES[role]})" if role in ROLE_NAMES else name


def when(moment: datetime) -> str:
    return date_format(localtime(moment), "DATE_FORMAT")


def entered(draft: DraftFigure) -> str:
    """What began it."""
    who = {"who": named(draft.recorded_by, draft.as_role)}
    if draft.supersedes_id is not None:
        return _("%(who)s entered it anew, improved.") % who
    return _("%(who)s entered it.") % who


def brought(batch: Batch) -> str:
    """What began it."""
    who = {"who": named(batch.recorded_by, batch.as_role), "file": batch.file}
    if batch.supersedes_id is not None:
        return _("%(who)s brought the mended file %(file)s.") % who
    return _("%(who)s brought the file %(file)s.") % who


def happened(step: DraftStep) -> str:
    who = {"who": named(step.recorded_by, step.as_role)}
    if step.is_alone:
        return _("%(who)s approved it alone, for nobody else could.") % who
    return str(_HAPPENED[step.to]) % who


def what_should_differ(draft: DraftFigure) -> str:
    """Why a draft was returned, for who improves it; empty where it was not."""
    if draft.stands_as != State.RETURNED:
        return ""
    reason = history_of(draft).steps[-1].reason
    return _("Returned. What should be different: %(reason)s") % {"reason": reason}
