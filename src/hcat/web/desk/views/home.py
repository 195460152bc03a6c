# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The first page of the desk: what needs attention, each line with its one action."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from hcat.agenda.api import is_empty
from hcat.parties.api import ROLE_NAMES
from hcat.web.desk import keeping
from hcat.web.desk.attention import mine
from hcat.web.desk.navigation import attention
from hcat.web.desk.pages import desk, desk_page, powers_of


@desk_page
def home(request: HttpRequest) -> HttpResponse:
    mine_too = powers_of(request)
    blocks = [] if is_empty() else attention(request, mine_too)
    only_owns = {role for role, _scope in mine_too.holdings} == {"initiative_owner"}
    return desk(
        request,
        "web/desk/home.html",
        blocks=blocks,
        total=sum(block.total for block in blocks),
        waiting=keeping.waiting(request),
        own=mine(mine_too) if only_owns else [],
        is_empty=is_empty(),
        roles=sorted({str(ROLE_NAMES[role]) for role, _scope in mine_too.holdings}),
    )
