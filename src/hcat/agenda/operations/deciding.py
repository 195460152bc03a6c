# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Recording what a body decided."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.models import Decision
from hcat.foundation.api import Actor, Refused, record

from .rights import allow
from .rules import living_version


@transaction.atomic
def decide(
    *, by: Actor, taken_on: date, title: str, text: str = "", body: str | None = None
) -> Decision:
    """Records a decision, to which changes can refer. `body`: the key of who took it."""
    allow(by, ["agenda.decide"], [f"body:{body}"] if body else [])
    if not title.strip():
        raise Refused(
            _("A decision needs a title."), mend=_("Say in a few words what was decided.")
        )
    if len(title.strip()) > 300:
        raise Refused(_("The title is too long."), mend=_("Use at most 300 characters."))
    earlier = set(
        Decision.objects.filter(key__startswith=f"{taken_on}-").values_list("key", flat=True)
    )
    number = 1
    while f"{taken_on}-{number}" in earlier:
        number += 1
    decision = Decision.objects.create(
        key=f"{taken_on}-{number}",
        body=None if body is None else living_version("body", body).element,
        taken_on=taken_on,
        title=title.strip(),
        text=text.strip(),
    )
    record(by=by, action="agenda.decide", subject=f"decision:{decision.key}", title=decision.title)
    return decision
