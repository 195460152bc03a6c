# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheets at the desk: which are up to date, whom one can ask, what came in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hcat.agenda.api import Item, initiative_by_number, standing_in
from hcat.correspondence.api import links
from hcat.foundation.api import today
from hcat.owners.api import (
    SCOPE,
    SheetUpdate,
    calls,
    confirmed,
    contacts,
    is_stale,
    kept_up,
    last_confirmed,
    open_updates,
    people_of,
    sent_in,
    standing_asked,
    subject_of,
    update_of,
    whom_to_ask,
    wish_to_stop,
)
from hcat.web.desk.pages import let_in
from hcat.web.desk.register.pages import Visit, desk, desk_page
from hcat.web.filters import Choice, Filter, chosen
from hcat.web.lists import Pages
from hcat.web.owners.words import state_word, way_to_stop

SHOWN = ("sent", "asked", "nobody", "stale", "fresh")


@require_safe
@desk_page("owners.ask", somewhere=True)
def sheets(request: Visit) -> HttpResponse:
    """Every initiative whose sheet is kept up to date, with how it stands; and those of which a
    sheet that was sent in waits."""
    kept = {one.key: one for one in kept_up()}
    kept |= {one.key: one for _update, one in sent_in() if one.key not in kept}
    mine = [
        one for one in kept.values() if request.powers.may("owners.ask", standing_in(one.sheet))
    ]
    known, said, updates, asked = whom_to_ask(), confirmed(today()), _updates(), _asked()
    rows = [_row(one, known, said, updates, asked) for one in mine]
    counts = {name: sum(name in row["is"] for row in rows) for name in SHOWN}
    value = chosen(request, "show", SHOWN)
    text = request.GET.get("text", "").strip().lower()[:200]
    found = [
        row
        for row in rows
        if (not value or value in row["is"]) and text in str(row["item"].sheet.name).lower()
    ]
    pages: Pages[Any] = Pages(request, found)
    return desk(
        request,
        "web/owners/desk/sheets.html",
        pages=pages,
        text=text,
        filters=[Filter("show", _("Show"), value, [
            Choice("sent", _("sent in"), counts["sent"]),
            Choice("asked", _("asked, not answered yet"), counts["asked"]),
            Choice("nobody", _("nobody to ask"), counts["nobody"]),
            Choice("stale", _("older than a year"), counts["stale"]),
            Choice("fresh", _("up to date"), counts["fresh"]),
        ])],
        is_filtered=bool(value or text),
        total=len(rows),
        fresh=counts["fresh"],
    )  # fmt: skip


def _updates() -> dict[str, SheetUpdate]:
    return {one.initiative: one for one in open_updates()}


def _asked() -> dict[str, Any]:
    return {one.initiative: one for one in standing_asked()}


def _row(
    one: Item[Any],
    known: Any,
    said: dict[str, date],
    updates: dict[str, SheetUpdate],
    asked: dict[str, Any],
) -> dict[str, Any]:
    update = updates.get(one.key)
    stale = is_stale(one, today(), said)
    marks = {"stale" if stale else "fresh"}
    if update is not None and update.state == SheetUpdate.State.SENT:
        marks.add("sent")
    if one.key in asked:
        marks.add("asked")
    if one.key not in known:
        marks.add("nobody")
    return {
        "item": one,
        "is": marks,
        "last": last_confirmed(one, said),
        "people": known.get(one.key, ()),
        "update": update,
        "state": state_word(update) if update else "",
        "asked": asked.get(one.key),
    }


@require_safe
@desk_page("owners.ask", somewhere=True)
def initiative(request: Visit, number: int) -> HttpResponse:
    """One sheet: whom one can ask about it, what was asked, and what came in."""
    found = initiative_by_number(number)
    let_in(request, "owners.ask", subject_of(found.key))
    named = {one.person_id: one for one in contacts(found.key)}
    asked = {one.person_id: one for one in standing_asked([found.key])}
    opened: dict[int, int] = {}
    for link in links(subject=found.name, open_only=True).filter(scope=SCOPE):
        opened[link.person_id] = opened.get(link.person_id, 0) + 1
    update = update_of(found.key)
    return desk(
        request,
        "web/owners/desk/initiative.html",
        initiative=found,
        rows=[
            (person, person.pk in named, asked.get(person.pk), opened.get(person.pk, 0))
            for person in people_of(found.key)
        ],
        update=update,
        state=state_word(update) if update else "",
        is_sent=update is not None and update.state == SheetUpdate.State.SENT,
        calls=calls(found.key),
        earlier=[
            (one, state_word(one))
            for one in SheetUpdate.objects.filter(initiative=found.key, over_at__isnull=False)[:10]
        ],
        wants_stop=wish_to_stop(found.key) is not None,
        last=last_confirmed(found, confirmed(today())),
        stop=way_to_stop(request.powers, found),
        may_review=request.powers.may("owners.review", standing_in(found.sheet)),
    )
