# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of the sheets asks for attention: each initiative stands in one list at most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, standing_in
from hcat.correspondence.api import budgets_of
from hcat.foundation.api import today
from hcat.parties.api import Powers
from hcat.web.desk.navigation import Attention, Matter, lately
from hcat.web.elements import title_of
from hcat.web.words import number

BUNDLED = 10
"""More sheets than these that were sent in stand on the list as one."""
A_WEEK = timedelta(days=7)
"""How long an owner who sent something in waits for an answer."""


def sheets(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """What came in, whom to call, whom to name, and whom to ask; for an owner the own sheets. Who
    is owner of one initiative and leads others gets both, and is not told to ask oneself."""
    # Here, since this module is loaded at the start, where nothing may load statistics.
    from hcat.owners.api import kept_up

    action = "agenda.update_initiative"
    if not (powers.may_somewhere("owners.ask") or powers.may_somewhere(action)):
        return
    as_owner = Powers(tuple(one for one in powers.holdings if one[0] == "initiative_owner"))
    own, asked = [], {}
    for one in kept_up():
        where = standing_in(one.sheet)
        if powers.may("owners.ask", where):
            asked[one.key] = one
        if (as_owner if one.key in asked else powers).may(action, where):
            own.append(one)
    if powers.may_somewhere("owners.ask"):
        yield from _of_the_office(asked, {one.key for one in own}, powers)
    if own:
        yield _own(own)


def _of_the_office(
    mine: dict[str, Item[Any]], own: set[str], powers: Powers
) -> Iterator[Attention]:
    """`own`: of these the owner is the reader."""
    from hcat.owners.api import (
        QUIET,
        SheetUpdate,
        called_since,
        confirmed,
        is_silent,
        is_stale,
        open_updates,
        sent_in,
        standing_asked,
        whom_to_ask,
        wishes_to_stop,
    )

    updates = list(open_updates())
    known, said = whom_to_ask(), confirmed(today())
    can_answer = {(key, one.pk) for key, people in known.items() for one in people}
    asked = [one for one in standing_asked() if (one.initiative, one.person_id) in can_answer]
    sent = [
        (update, sheet)
        for update, sheet in sent_in(updates)
        if powers.may("owners.review", standing_in(sheet.sheet))
    ]
    if powers.may_somewhere("owners.review"):
        yield Attention(
            key="sheets-sent",
            title=_("Sheets that owners sent in"),
            why=_("What they changed counts once you have taken it over."),
            matters=[_sent(update, sheet) for update, sheet in sent]
            if len(sent) <= BUNDLED
            else [_sent_together([update for update, _sheet in sent])],
        )
    wishes = {
        key: wish
        for key, wish in wishes_to_stop().items()
        if key in mine
        and wish.state == SheetUpdate.State.ACCEPTED
        and powers.may("owners.review", standing_in(mine[key].sheet))
    }
    yield Attention(
        key="wishes-to-stop",
        title=_("Initiatives that have stopped, say their owners"),
        why=_("Taking a sheet over does not stop anything: say whether it stops or goes on."),
        matters=[_wish(wish, mine[key]) for key, wish in wishes.items()],
    )
    silent = {
        one.initiative: one
        for one in asked
        if one.initiative in mine
        and one.initiative not in wishes
        and one.initiative not in own
        and is_silent(one, mine[one.initiative], today())
    }
    yield Attention(
        key="owners-silent",
        title=_("Owners to call"),
        why=_("They did not answer a question and two reminders."),
        matters=[
            replace(
                _matter(f"owner-call/{key}", mine[key], "owners:called", _("Note what was agreed")),
                note=_("asked on %(day)s") % {"day": date_format(one.asked_on)},
                since=one.asked_on,
                state=str(one.pk),
            )
            for key, one in sorted(silent.items(), key=lambda pair: mine[pair[0]].sheet.number)
        ],
    )
    begun = [
        one
        for one in updates
        if one.state == SheetUpdate.State.STARTED and (one.initiative, one.person_id) in can_answer
    ]
    busy = {one.initiative for one in asked} | {one.initiative for one in begun}
    busy |= {one.initiative for one in updates if one.state == SheetUpdate.State.SENT}
    busy |= set(wishes) | own
    asked_back = {one.initiative for one in updates if one.state == SheetUpdate.State.ASKED_BACK}
    left = [one for one in mine.values() if one.key not in busy]
    spoken = called_since(today() - QUIET)
    due = {
        one.key
        for one in left
        if one.key not in spoken and (one.key in asked_back or is_stale(one, today(), said))
    }
    to_ask = {one.pk for key in due for one in known.get(key, ())}
    budgets = budgets_of(to_ask)

    def way(one: Item[Any]) -> tuple[str, str]:
        """The page that settles it, and what it does."""
        if one.key not in known:
            return "owners:contact", _("Name a contact")
        if not any(budgets[person.pk].left for person in known[one.key]):
            return "owners:called", _("Call, for nobody may be written to now")
        return "owners:ask", _("Ask the owner")

    yield Attention(
        key="sheets",
        title=_("Initiatives whose sheet is older than a year"),
        why=_("Their owner has not said since then that it is right."),
        matters=[_matter(f"sheet/{one.key}", one, *way(one)) for one in left if one.key in due],
    )
    yield Attention(
        key="owners-unknown",
        title=_("Initiatives of which nobody can be asked"),
        why=_("No owner or contact with a mail address is known."),
        matters=[
            _matter(f"contact/{one.key}", one, "owners:contact", _("Name a contact"))
            for one in left
            if one.key not in known and one.key not in due
        ],
    )


def _own(mine: list[Item[Any]]) -> Attention:
    """An owner's own sheets: those that are old, and those that were asked back about."""
    from hcat.owners.api import SheetUpdate, confirmed, is_stale, open_updates

    said = confirmed(today())
    updates = {one.initiative: one for one in open_updates()}
    matters = []
    for one in mine:
        update = updates.get(one.key)
        if update is not None and update.state == SheetUpdate.State.SENT:
            continue
        if update is not None or is_stale(one, today(), said):
            matters.append(_matter(f"sheet/{one.key}", one, "owners:sheet", _("Bring up to date")))
    return Attention(
        key="own-sheets",
        title=_("Your initiatives whose sheet is older than a year"),
        why=_("You have not said since then that it is right."),
        matters=matters,
    )


def _sent_together(updates: list[Any]) -> Matter:
    """One matter for all of them: a week of hundreds is not looked at one by one."""
    oldest = updates[0].sent_on
    return Matter(
        key="sheets-sent/together",
        title=_("%(number)s sheets that were sent in") % {"number": number(len(updates))},
        note=_("the longest waiting since %(day)s") % {"day": date_format(oldest)},
        url=reverse("owners:several"),
        action=_("Look at them and take over several at once"),
        since=oldest,
        due=oldest + A_WEEK,
        state=f"{len(updates)}.{max(one.pk for one in updates)}",
    )


def _sent(update: Any, one: Item[Any]) -> Matter:
    return Matter(
        key=f"sheet-sent/{one.key}",
        title=title_of(one),
        note=_("sent in on %(day)s") % {"day": date_format(update.sent_on)},
        url=reverse("owners:review", args=[update.pk]),
        action=_("Look at it and leave it") if one.ended_as else _("Look at it and take it over"),
        since=update.sent_on,
        due=update.sent_on + A_WEEK,
        state=f"{update.pk}.{update.edition}",
    )


def _wish(update: Any, one: Item[Any]) -> Matter:
    return Matter(
        key=f"wish-to-stop/{one.key}",
        title=title_of(one),
        note=_("said on %(day)s") % {"day": date_format(update.sent_on)},
        url=reverse("owners:stopped", args=[one.sheet.number]),
        action=_("Stop it, or say why it goes on"),
        since=update.sent_on,
        due=lately(update.sent_on + A_WEEK),
        state=str(update.pk),
    )


def _matter(key: str, one: Item[Any], page: str, action: str) -> Matter:
    reported = one.sheet.reported
    return Matter(
        key=key,
        title=title_of(one),
        note=_("brought up to date on %(day)s") % {"day": date_format(reported)}
        if reported
        else _("never brought up to date"),
        url=reverse(page, args=[one.sheet.number]),
        action=action,
        since=reported,
        state=str(one.version_id),
    )
