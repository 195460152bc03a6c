# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every operation on a report respects."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, Refused
from hcat.reports.models import Report, State


def locked(key: str) -> Report:
    """The report, held until the transaction ends. NotFound for an unknown key."""
    found = Report.objects.select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is no report called %(key)s.") % {"key": key},
            mend=_("Choose one from the list of reports."),
        )
    return found


def draft(key: str) -> Report:
    """A report that may still change; Refused for one that is fixed or withdrawn."""
    found = locked(key)
    if found.state == State.DRAFT:
        return found
    if found.state == State.WITHDRAWN:
        raise Refused(
            _("This report was withdrawn."),
            why=found.withdrawn_reason,
            mend=_("Begin a new report for the same date."),
        )
    raise Refused(
        _("This report is frozen."),
        why=_("Nothing in it changes any more, so that everybody reads the same."),
        mend=_("Say it in the next report; or withdraw this one, and begin it anew."),
    )
