# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What grades, proposals and calls are called."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import CallState, Grade, ProposalKind, ProposalState

GRADES: dict[str, str | Promise] = {
    Grade.SAME: _("The same"),
    Grade.OVERLAPPING: _("Overlapping"),
    Grade.COMPLEMENTARY: _("Complementary"),
    Grade.DIFFERENT: _("Different"),
}
MEANINGS: dict[str, str | Promise] = {
    Grade.SAME: _("one thing under two names"),
    Grade.OVERLAPPING: _("partly the same, for the same people"),
    Grade.COMPLEMENTARY: _("they belong together and do not do the same"),
    Grade.DIFFERENT: _("they have nothing to do with each other"),
}
KINDS: dict[str, str | Promise] = {
    ProposalKind.MERGE: _("merge into one"),
    ProposalKind.WIDEN: _("widen one of them"),
    ProposalKind.HAND_OVER: _("hand over to one owner"),
    ProposalKind.REGROUP: _("regroup: several into several"),
    ProposalKind.OUTSIDE: _("keep apart, outside the umbrella"),
}
KIND_MEANINGS: dict[str, str | Promise] = {
    ProposalKind.MERGE: _(
        "One goes on and takes over what the others cover; the others end in it."
    ),
    ProposalKind.WIDEN: _("One takes over what the others cover as well; all of them go on."),
    ProposalKind.HAND_OVER: _("The owner of one takes over the others; all of them go on."),
    ProposalKind.REGROUP: _(
        "Several go on and the others end in them; the proposal says what each takes over."
    ),
    ProposalKind.OUTSIDE: _("They may go on, but no longer under the umbrella of the agenda."),
}
STATES: dict[str, str | Promise] = {
    ProposalState.DRAFT: _("waits for a decision"),
    ProposalState.ACCEPTED: _("accepted and carried out"),
    ProposalState.REJECTED: _("rejected"),
}
CALL_STATES: dict[str, str | Promise] = {
    CallState.DRAFT: _("draft"),
    CallState.OPEN: _("open"),
    CallState.CLOSED: _("closed"),
}
