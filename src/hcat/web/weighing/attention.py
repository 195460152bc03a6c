# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of weighing asks for attention when someone comes to the desk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.foundation.api import today
from hcat.parties.api import Powers
from hcat.web.desk.navigation import Attention, Matter

if TYPE_CHECKING:
    from hcat.weighing.api import Round

NEAR = timedelta(days=7)
"""How long before the deadline assessors who are not done are told of, and between reminders."""
DECIDE_WITHIN = timedelta(days=14)
WRITE_WITHIN = timedelta(days=7)
BEGIN_WITHIN = timedelta(days=14)
"""How long a round may be prepared before it is asked about."""


def rounds_to_do(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Rounds to score, to close, to decide on and to write about."""
    # Here, since this module is loaded at the start, before any model can be.
    from hcat.weighing.api import State, rounds

    yield from _to_score(request)
    manages, decides = powers.may("weighing.manage"), powers.may("weighing.decide")
    under_way = list(rounds().exclude(state=State.DECIDED)) if manages or decides else []
    if manages:
        open_ones = [_while_scored(one) for one in under_way if one.state == State.SCORING]
        yield Attention(
            key="weighing",
            title=_("Rounds of weighing under way"),
            why=_("Without all scores a round cannot be decided on."),
            matters=[
                *_to_begin(under_way),
                *(one for one in open_ones if one is not None),
                *_to_finish(under_way),
            ],
        )
        yield Attention(
            key="weighing-letters",
            title=_("Letters about what was decided"),
            why=_("The owners do not know yet what was decided on their initiative."),
            matters=list(_to_write()),
        )
    if decides:
        closed = [one for one in under_way if one.state == State.CLOSED]
        yield Attention(
            key="weighing-decisions",
            title=_("Initiatives to decide on"),
            why=_("They were weighed, and their owners wait."),
            matters=[*_to_decide(closed), *_information_due()],
        )


def _to_score(request: HttpRequest) -> Iterator[Attention]:
    from hcat.weighing.api import progress, scored_by

    matters = []
    for one, me in scored_by(request.user.pk or 0):
        own = next(each for each in progress(one) if each.assessor.person_id == me)
        if own.is_done:
            continue
        matters.append(
            Matter(
                key=f"weighing/score/{one.key}",
                title=one.title,
                url=reverse("weighing:score", args=[one.key]),
                action=_("Give your scores"),
                note=_("by %(day)s") % {"day": date_format(one.deadline, "DATE_FORMAT")},
                since=one.opened_on,
                due=one.deadline,
            )
        )
    yield Attention(
        key="weighing-scores",
        title=_("Initiatives that you are asked to score"),
        why=_("Others wait for your scores."),
        matters=matters,
    )


def _while_scored(one: Round) -> Matter | None:
    """To close when all are done or the deadline is past; to remind when it is near."""
    from hcat.weighing.api import progress

    late = sum(not each.is_done for each in progress(one))
    day = date_format(one.deadline, "DATE_FORMAT")
    if not late or one.deadline < today():
        return Matter(
            key=f"weighing/close/{one.key}",
            title=one.title,
            url=reverse("weighing:close", args=[one.key]),
            action=_("Close the round"),
            note=_("the deadline of %(day)s has passed") % {"day": day}
            if late
            else _("every assessor is done"),
            since=one.opened_on,
            due=min(one.deadline, today()) if late else today(),
            state=str(late),
        )
    waited = one.reminded_on is None or one.reminded_on <= today() - NEAR
    if one.deadline - today() > NEAR or not waited:
        return None
    return Matter(
        key=f"weighing/remind/{one.key}",
        title=one.title,
        url=reverse("weighing:remind", args=[one.key]),
        action=_("Remind them"),
        note=ngettext(
            "one assessor is not done, and the deadline is %(day)s",
            "%(late)s assessors are not done, and the deadline is %(day)s",
            late,
        )
        % {"late": late, "day": day},
        since=one.opened_on,
        due=one.deadline,
        state=str(one.reminded_on),
    )


def _to_begin(under_way: list[Round]) -> Iterator[Matter]:
    """Rounds that are prepared for long, or of which the deadline passed before they began."""
    from hcat.weighing.api import State

    for one in under_way:
        due = min(one.prepared_on + BEGIN_WITHIN, one.deadline)
        if one.state == State.PREPARING and due < today():
            yield Matter(
                key=f"weighing/begin/{one.key}",
                title=one.title,
                url=reverse("weighing:desk-round", args=[one.key]),
                action=_("Begin scoring, or drop the round"),
                note=_("in preparation since %(day)s")
                % {"day": date_format(one.prepared_on, "DATE_FORMAT")},
                since=one.prepared_on,
                due=due,
            )


def _to_finish(under_way: list[Round]) -> Iterator[Matter]:
    from hcat.weighing.api import State, can_finish

    for one in under_way:
        if one.state == State.CLOSED and can_finish(one):
            yield Matter(
                key=f"weighing/finish/{one.key}",
                title=one.title,
                url=reverse("weighing:finish", args=[one.key]),
                action=_("Finish the round"),
                note=_("what was not decided has ended meanwhile"),
                since=one.closed_on,
                due=today(),
            )


def _to_decide(closed: list[Round]) -> Iterator[Matter]:
    from hcat.weighing.api import ended, entries_with_rulings

    for one in closed:
        waiting = [entry for entry, ruling in entries_with_rulings(one) if ruling is None]
        left = len(waiting) - len(ended(waiting))
        if not left:
            continue
        yield Matter(
            key=f"weighing/decide/{one.key}",
            title=one.title,
            url=reverse("weighing:decide", args=[one.key]),
            action=_("Record what was decided"),
            note=ngettext(
                "one initiative waits for a decision",
                "%(left)s initiatives wait for a decision",
                left,
            )
            % {"left": left},
            since=one.closed_on,
            due=one.closed_on + DECIDE_WITHIN if one.closed_on else None,
            state=str(left),
        )


def _information_due() -> Iterator[Matter]:
    from hcat.weighing.api import in_words, waiting_for_information

    for one in waiting_for_information():
        entry = one.entry
        yield Matter(
            key=f"weighing/information/{one.pk}",
            title=str(entry.title),
            url=f"{reverse('weighing:decide', args=[entry.round.key])}?only={entry.number}",
            action=_("Decide with what is known now"),
            note=_("asked by %(day)s: %(needed)s")
            % {
                "day": date_format(one.by_when or one.taken_on, "DATE_FORMAT"),
                "needed": in_words(one.asked),
            },
            since=one.taken_on,
            due=one.by_when,
        )


def _to_write() -> Iterator[Matter]:
    from hcat.weighing.api import rounds_to_write_about

    for one, number, taken in rounds_to_write_about():
        yield Matter(
            key=f"weighing/letters/{one.key}",
            title=one.title,
            url=reverse("weighing:letters", args=[one.key]),
            action=_("Read and send the letters"),
            note=ngettext("one letter waits", "%(number)s letters wait", number)
            % {"number": number},
            since=taken,
            due=taken + WRITE_WITHIN,
            state=str(number),
        )
