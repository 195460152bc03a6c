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
    from hcat.helpdesk.api import Often, Question, TakenBack, Waiting

SOON = timedelta(days=2)
NAMED = 3
"""Held questions that are matters of their own."""
MOST = 12
"""Questions that are matters of their own: as many as a day of answering takes."""
LOOKED_AT_WITHIN = timedelta(days=3)
"""What was held is looked at before its asker wonders."""


def questions_waiting(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Questions with nobody, those of which the term is near or past, and what was held."""
    # Here, since this module is loaded at the start, where nothing may load statistics.
    from hcat.helpdesk.api import needs_somebody, waits_as_held

    if not powers.may_somewhere("helpdesk.answer"):
        return
    # One more than are matters of their own: the first of the others tells by when they are due.
    due = needs_somebody(who=request.user, mine=powers, until=today() + SOON, most=MOST + 1)
    yield Attention(
        key="questions",
        title=_("Questions to answer"),
        why=_("The asker was told by when an answer comes."),
        matters=[*(_matter(one) for one in due.first[:MOST]), *_others(due)],
    )
    yield Attention(
        key="held-questions",
        title=_("Held as possible spam"),
        why=_("Nobody answers them before a person has looked."),
        matters=list(_held(waits_as_held(who=request.user, mine=powers, most=NAMED))),
    )


def ideas_taken_back(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Initiatives whose asker took the idea back: somebody looks at the text that stays."""
    from hcat.helpdesk.api import withdrawn_ideas

    if not powers.may("agenda.change"):
        return
    yield Attention(
        key="ideas-taken-back",
        title=_("Ideas that were taken back"),
        why=_("Their asker wants to be forgotten, and everybody reads the initiative."),
        matters=[_taken_back(one) for one in withdrawn_ideas()],
    )


def _taken_back(one: TakenBack) -> Matter:
    """First the text that stands is looked at, then what the history still says."""
    idea, item = one.question, one.initiative
    if one.is_changed:
        action = _("Keep its earlier texts from the public")
    else:
        action = _("Look whether the text still tells who brought it")
    return Matter(
        key=f"idea-taken-back/{idea.number}",
        title=f"{item.sheet.number}. {item.sheet.name}",
        url=_address(idea),
        action=action,
        note=_("the idea %(number)s was taken back") % {"number": idea.number},
        since=timezone.localdate(idea.withdrawn_at),
        state=str(item.version_id),
    )


def answers_to_make_public(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """What was answered several times, and could be read by everybody."""
    from hcat.helpdesk.api import asked_often, used_often

    if not powers.may("helpdesk.manage"):
        return
    yield Attention(
        key="asked-often",
        title=_("Answers for everybody"),
        why=_("Who finds the answer need not ask."),
        matters=[
            Matter(
                key=f"text-often/{one.text.pk}",
                title=one.text.name,
                url=reverse("helpdesk:publish-text", args=[one.text.pk]),
                action=_("Make it a public answer"),
                note=_("answered %(n)d times with this text within a year") % {"n": one.times},
            )
            for one in used_often()
        ]
        + [
            Matter(
                key=f"asked-often/{one.newest.topic_id}",
                title=one.newest.title,
                url=reverse("helpdesk:publish", args=[one.newest.number]),
                action=_("Make it public"),
                note=_("answered %(n)d times within a year") % {"n": one.times},
            )
            for one in _one_a_topic(asked_often())
        ],
    )


def _one_a_topic(found: list[Often]) -> Iterator[Often]:
    """The most often asked of each topic: which questions belong together shifts with each that
    comes in, and a matter keeps its name until it is settled."""
    topics = set()
    for one in found:
        if one.newest.topic_id not in topics:
            topics.add(one.newest.topic_id)
            yield one


def _held(found: Waiting) -> Iterator[Matter]:
    """A few by themselves; a flood of them is one matter, dealt with on one page."""
    for one in found.first if found.number <= NAMED else []:
        yield Matter(
            key=f"held/{one.number}",
            title=f"{one.number}: {one.title}",
            url=_address(one),
            action=_("Let it in or refuse it"),
            since=timezone.localdate(one.asked_at),
            due=timezone.localdate(one.asked_at) + LOOKED_AT_WITHIN,
        )
    if found.number > NAMED:
        since = timezone.localdate(found.first[0].asked_at)
        yield Matter(
            key="held/all",
            title=_("%(n)d questions") % {"n": found.number},
            url=reverse("helpdesk:held"),
            action=_("Let them in or refuse them"),
            since=since,
            due=since + LOOKED_AT_WITHIN,
            state=str(found.number),
        )


def _others(due: Waiting) -> Iterator[Matter]:
    number = due.number - MOST
    if number > 0:
        yield Matter(
            key="question/others",
            title=_("%(n)d more questions") % {"n": number},
            url=reverse("helpdesk:desk"),
            action=_("Answer them or hand them over"),
            due=due.first[MOST].due_on,
            state=str(number),
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
