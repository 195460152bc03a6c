# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reminders before a term ends and after it passed, and closing what stayed silent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.correspondence.api import enqueue, outbox
from hcat.foundation.api import Actor, now, today
from hcat.parties.api import holders_of

from .letters import BY_ITSELF, REMINDER, desk_page, site_name
from .models import Question
from .operations.steps import State, end, save, told
from .workdays import is_working_day, working_days_after

MANAGER = "programme_manager"
SILENT = timedelta(days=21)
"""So long after an answer without a reply, a question is closed."""


def remind(*, by: Actor) -> int:
    """On a working day: who has a question that is due by the next working day gets one mail about
    all of them, and the programme managers about those that nobody has; they get one about what is
    past its term as well. Each term is told once of each; returns how many mails were made."""
    if not is_working_day(today()):
        return 0
    soon = working_days_after(today(), 1)
    rows = Question.objects.filter(state__in=[State.NEW, State.TAKEN]).order_by("due_on", "pk")
    rows = rows.select_related("topic", "handler")
    near = rows.filter(_not_told("reminded_of"), due_on__gte=today(), due_on__lte=soon)
    managers = list(holders_of(MANAGER))
    by_person: dict[Any, list[Question]] = defaultdict(list)
    for one in near:
        for person in [one.handler] if one.handler else managers:
            by_person[person].append(one)
    sent = sum(_tell([person], found, "soon", by=by) for person, found in by_person.items())
    late = list(rows.filter(_not_told("told_late_of"), due_on__lt=today()))
    return sent + (_tell(managers, late, "late", by=by) if late else 0)


def _not_told(field: str) -> Q:
    return Q(**{f"{field}__isnull": True}) | ~Q(**{field: F("due_on")})


@transaction.atomic
def _tell(people: Iterable[Any], found: list[Question], what: str, *, by: Actor) -> int:
    """Mail each of them, and note of which term they were told. Returns how many mails."""
    sent = sum(_send(person, found, what, by=by) for person in people)
    if sent:
        field = "reminded_of" if what == "soon" else "told_late_of"
        told_about = Question.objects.filter(pk__in=[one.pk for one in found])
        told_about.update(**{field: F("due_on")})
    return sent


def _send(person: Any, given: list[Question], what: str, *, by: Actor) -> bool:
    """One mail a day at most: what is left is told on the next one."""
    key = f"helpdesk:{what}:{person.key}:{today().isoformat()}"
    if not person.mail or outbox(person_id=person.pk).filter(dedupe_key=key).exists():
        return False
    with translation.override(person.language):
        if what == "soon":
            subject = ngettext(
                "%(n)d question to answer by tomorrow", "%(n)d questions to answer by tomorrow",
                len(given),
            )  # fmt: skip
        else:
            subject = ngettext(
                "%(n)d question is past its term", "%(n)d questions are past their term", len(given)
            )
        lines = [_line(one) for one in given]
        enqueue(
            person_id=person.pk, kind=REMINDER, subject=subject % {"n": len(given)},
            body=_("Dear %(name)s,\n\nThese askers were told a day:\n\n%(lines)s\n\n%(site)s\n")
            % {"name": person.name, "lines": "\n".join(lines), "site": site_name()},
            dedupe_key=key, headers=BY_ITSELF, by=by,
        )  # fmt: skip
    return True


def _line(one: Question) -> str:
    """Without words of the asker: this mail is about several questions, and is not emptied when one
    of them is erased."""
    about = f" ({one.topic})" if one.topic else ""
    told = f"- {one.number}{about}: {date_format(one.due_on or today(), 'DATE_FORMAT')}"
    if one.handler_id is None:
        told += " (" + _("nobody has it yet") + ")"
    return f"{told}\n  {desk_page(one)}"


def close_silent(*, by: Actor) -> int:
    """Close what was answered three weeks ago and got no reply. Returns how many."""
    found = Question.objects.filter(state=State.ANSWERED).exclude(
        messages__written_at__gt=now() - SILENT
    )
    numbers = list(found.values_list("number", flat=True))
    return sum(_close(number, by=by) for number in numbers)


@transaction.atomic
def _close(number: str, *, by: Actor) -> bool:
    question = Question.objects.select_for_update(of=("self",)).get(number=number)
    if question.state != State.ANSWERED or question.messages.filter(written_at__gt=now() - SILENT):
        return False
    end(question)
    save(question)
    told(question, by, "close_silent")
    return True
