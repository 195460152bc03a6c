# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Sending an issue to everybody who asked for it: in batches, and on from where it stopped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.correspondence.api import MailKind, enqueue
from hcat.foundation.api import Actor, Refused, now, record, today
from hcat.parties.api import people_who_agreed, require
from hcat.sharing import letters
from hcat.sharing.models import Issue, IssueLink, LinkCount
from hcat.sharing.reach import refuse_withdrawn
from hcat.sharing.texts import LANGUAGES

from .events import SYSTEM
from .rules import locked
from .subscribing import CONSENT, stop_token

State = Issue.State
KIND = MailKind("newsletter", is_transactional=True, consent=CONSENT)
"""Asked for, confirmed, and ended with one click: outside the budget (docs/adr/0014)."""
APART = timedelta(days=14)
"""Between two issues at least: what keeps the newsletter from becoming a stream."""
BATCH = 200
"""People in one transaction: memory stays flat, and a stop costs no more than these."""


@dataclass(frozen=True, slots=True)
class Readers:
    """How many would get an issue, by the language in which they read."""

    by_language: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.by_language.values())


def readers() -> Readers:
    """Everybody who confirmed, and did not end it. Reads languages only."""
    found = Counter(people_who_agreed(CONSENT).values_list("language", flat=True).iterator())
    return Readers({code: found[code] for code in LANGUAGES})


def send_issue(*, by: Actor, issue: str) -> Issue:
    """Decides that this issue goes out: from now on it stands on the site, and the worker sends it.

    Refused without a subject, without any item or opening, without readers, within two weeks of
    the last one, and while an item leads to what nobody can read any more.
    """
    require(by, "sharing.send")
    # Before the issue is locked: each page is read for it.
    refuse_withdrawn(IssueLink.objects.filter(issue__key=issue, issue__state=State.DRAFT))
    return _send(by, issue)


@transaction.atomic
def _send(by: Actor, issue: str) -> Issue:
    row = locked(Issue, issue)
    if row.state != State.DRAFT:
        return row
    _ready(row)
    row.state, row.sending_at = State.SENDING, now()
    row.save(update_fields=["state", "sending_at"])
    record(by=by, action="sharing.send_issue", subject=f"issue:{row.key}")
    return row


def _ready(row: Issue) -> None:
    if not row.texts:
        raise Refused(
            _("The issue has no subject yet."), mend=_("Write its subject and its opening first.")
        )
    if not row.links.filter(is_left_out=False).exists() and not row.said.get("opening"):
        raise Refused(
            _("There is nothing in this issue."), mend=_("Write an opening, or take in an item.")
        )
    if not people_who_agreed(CONSENT).exists():
        raise Refused(
            _("Nobody asked for the newsletter yet."),
            mend=_("Tell people of it: they ask for it on the page with the news."),
        )
    last = (
        Issue.objects.exclude(state=State.DRAFT).filter(is_demo=row.is_demo)
        .order_by("-sending_at").first()
    )  # fmt: skip
    if last is not None and last.sending_at is not None and last.sending_at > now() - APART:
        raise Refused(
            _("The last issue went out on %(day)s.") % {"day": date_format(last.sending_at)},
            why=_("A newsletter is outside the contact budget because it is rare."),
            mend=_("Send this one from %(day)s.") % {"day": date_format(last.sending_at + APART)},
        )


def carry_on(*, issue: str, on_progress: Callable[[int], None] | None = None) -> int:
    """Puts the mails of an issue in the outbox, until everybody has one. Returns how many it put.

    Safe to repeat, to stop half-way and to run twice at once: a batch is written whole, the issue
    remembers how far it came, and each mail is named after its issue and its reader.
    """
    done = 0
    while (put := _batch(issue)) is not None:
        done += put
        if on_progress:
            on_progress(done)
    return done


@transaction.atomic
def _batch(issue: str) -> int | None:
    """The next people; None when there are none any more. Writes first, so that on SQLite as on
    PostgreSQL a second process waits for this one."""
    if not Issue.objects.filter(key=issue, state=State.SENDING).update(beat_at=now()):
        return None
    row = Issue.objects.select_for_update().get(key=issue)
    people = list(people_who_agreed(CONSENT).filter(pk__gt=row.reached)[:BATCH])
    if not people:
        row.state, row.sent_at = State.SENT, now()
        row.save(update_fields=["state", "sent_at"])
        record(by=SYSTEM, action="sharing.issue_sent", subject=f"issue:{row.key}", mails=row.mails)
        return None
    links = list(row.links.filter(is_left_out=False))
    said = {code: letters.issue(row, links, code) for code in {one.language for one in people}}
    for one in people:
        title, body = said[one.language]
        where = letters.address(f"/link/sharing/stop/{stop_token(one.key)}", one.language)
        enqueue(
            person_id=one.pk, kind=KIND, subject=title,
            body=f"{body}\n{letters.stop(one.language, where)}",
            dedupe_key=f"newsletter:{row.key}:{one.key}", by=SYSTEM,
            headers={
                "List-Unsubscribe": f"<{where}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )  # fmt: skip
    row.reached, row.mails = people[-1].pk, row.mails + len(people)
    row.save(update_fields=["reached", "mails"])
    return len(people)


def unfinished() -> list[str]:
    """Issues of which not everybody has a mail yet."""
    return list(Issue.objects.filter(state=State.SENDING).values_list("key", flat=True))


@transaction.atomic
def count_click(link: IssueLink) -> None:
    """One more on this day; nothing is kept of who it was. Drafts are not counted."""
    if link.issue.state == State.DRAFT:
        return
    row, _made = LinkCount.objects.get_or_create(link=link, day=today())
    LinkCount.objects.filter(pk=row.pk).update(count=F("count") + 1)
