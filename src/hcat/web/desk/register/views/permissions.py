# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what, read from the one table in code that every page and operation asks."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.parties.api import MEANING, ROLE_NAMES, TABLE
from hcat.web.desk.register.pages import Visit, desk, desk_page


def _groups() -> dict[str, str]:
    return {
        "desk": _("The desk"),
        "agenda": _("The agenda"),
        "evidence": _("Figures and verdicts"),
        "parties": _("Organisations"),
        "pledges": _("Pledges"),
        "people": _("People"),
        "correspondence": _("Mail and personal links"),
        "audit": _("The house"),
        "demo": _("The house"),
    }


@require_safe
@desk_page("desk.enter")
def permissions(request: Visit) -> HttpResponse:
    """Open to whoever works at the desk: everyone may know who to ask."""
    names = _groups()
    groups: dict[str, list[tuple[str, list[str]]]] = {}
    for action, row in TABLE.items():
        room = action.split(".")[0]
        cells = [reach.value if reach else "no" for reach in row]
        groups.setdefault(names.get(room, room), []).append((str(MEANING[action]), cells))
    return desk(
        request,
        "desk/register/permissions.html",
        roles=list(ROLE_NAMES.values()),
        columns=len(ROLE_NAMES) + 1,
        mine=sorted({str(ROLE_NAMES[role]) for role, _scope in request.powers.holdings}),
        groups=groups,
    )
