# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the counter asks for attention when someone comes to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hcat.foundation.api import today
from hcat.parties.api import Powers
from hcat.web.desk.navigation import Attention, Matter

if TYPE_CHECKING:
    from hcat.helpdesk.api import Question

SOON = timedelta(days=2)
LOOKED_AT_WITHIN = timedelta(days=3)
"""What was held is looked at before its asker wonders."""


def questions_waiting(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Questions with nobody, those of which the term is near or past, and what was held."""
    # Here, since this module is loaded at the start, where nothing may load statistics.
    from hcat.helpdesk.api import held, waiting

    if not powers.may_somewhere("helpdesk.answer"):
        return
    sees_all = powers.may("helpdesk.answer")
    mine = request.user.pk
    due = [
        one
        for one in waiting(who=request.user, until=today() + SOON)
        # What somebody else has becomes the manager's matter once it is late.
        if one.handler is None or one.handler.user_id == mine or (sees_all and one.is_late)
    ]
    yield Attention(
        key="questions",
        title=_("Questions to answer"),
        why=_("The asker was told by when an answer comes."),
        matters=[_matter(one) for one in due],
    )
    yield Attention(
        key="held-questions",
        title=_("Held as possible spam"),
        why=_("Nobody answers them before a person has looked."),
        matters=[
            Matter(
                key=f"held/{one.number}",
                title=f"{one.number}: {one.title}",
                url=_address(one),
                action=_("Let it in or refuse it"),
                since=timezone.localdate(one.asked_at),
                due=timezone.localdate(one.asked_at) + LOOKED_AT_WITHIN,
            )
            for one in held(who=request.user)
        ],
    )


def _matter(one: Question) -> Matter:
    if one.handler is None:
        action, whose = _("Answer it or hand it over"), _("nobody has it yet")
    else:
        action, whose = _("Answer it"), _("it is with %(name)s") % {"name": one.handler}
    return Matter(
        key=f"question/{one.number}",
        title=f"{one.number}: {one.title}",
        url=_address(one),
        action=_("Look at the idea") if one.is_idea else action,
        note=whose,
        since=timezone.localdate(one.asked_at),
        due=one.due_on,
        state=str(one.edition),
    )


def _address(one: Question) -> str:
    return reverse("helpdesk:question", args=[one.number])
