# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Everything that owners sent in on one page, to take over several at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import Item, standing_in
from hcat.foundation.api import HcatError
from hcat.owners.api import SheetUpdate, accept, lines_of, sent_in, sheet_of, update_numbered
from hcat.web.desk.register.pages import Visit, actor, desk, desk_page
from hcat.web.elements import title_of
from hcat.web.lists import Pages
from hcat.web.owners.changes import Change, change_of
from hcat.web.owners.views.link import form_page

MOST = 100
"""So many are taken over by one click; a page shows fewer."""


@dataclass(frozen=True, slots=True)
class Row:
    """One sheet that was sent in."""

    update: SheetUpdate
    initiative: Item[Any]
    changes: list[Change]
    seen: str
    """What the page showed: number, edition and version of the sheet."""
    why_apart: str
    """Why it has to be looked at on its own page; empty where it need not be."""


@form_page
@desk_page("owners.review", somewhere=True)
def several(request: Visit) -> HttpResponse:
    if request.method == "POST":
        return _take_over(request)
    mine = [
        (update, sheet)
        for update, sheet in sent_in()
        if request.powers.may("owners.review", standing_in(sheet.sheet))
    ]
    pages: Pages[Any] = Pages(request, mine)
    return desk(
        request, "web/owners/desk/several.html", pages=pages, total=len(mine),
        rows=[_row(update, sheet) for update, sheet in pages.items],
    )  # fmt: skip


def _row(update: SheetUpdate, sheet: Item[Any]) -> Row:
    lines = lines_of(update)
    changes = [
        change_of(one, sheet, {}) for one in lines if one.is_news and not one.wants_stop
    ]  # fmt: skip
    why = ""
    if sheet.ended_as:
        why = _("This initiative has ended")
    elif any(one.clashes for one in changes):
        why = _("somebody changed this meanwhile")
    elif any(one.wants_stop for one in lines):
        why = _("The owner says that this initiative has stopped")
    elif update.files.exists():
        why = _("A file was sent along.")
    elif update.is_demo:
        why = _("This is a demonstration")
    return Row(update, sheet, changes, f"{update.pk}.{update.edition}.{sheet.version_id}", why)


def _take_over(request: Visit) -> HttpResponse:
    """Each by itself: one that is refused keeps no other from being taken over."""
    chosen = [one.split(".") for one in request.POST.getlist("update")][:MOST]
    taken, refused = 0, []
    for parts in chosen:
        if len(parts) != 3 or not all(part.isdecimal() and len(part) < 16 for part in parts):
            continue
        number, edition, based_on = map(int, parts)
        try:
            accept(by=actor(request), update=number, edition=edition, based_on=based_on)
            taken += 1
        except HcatError as error:
            refused.append(f"{_name(number)}: {error.what}")
    if taken:
        messages.success(
            request,
            ngettext("%(n)s sheet is taken over.", "%(n)s sheets are taken over.", taken)
            % {"n": taken},
        )
    for one in refused:
        messages.warning(request, one)
    if not taken and not refused:
        messages.warning(request, _("Nothing was ticked, so nothing is taken over."))
    return redirect("owners:several")


def _name(number: int) -> str:
    return str(title_of(sheet_of(update_numbered(number).initiative)))
