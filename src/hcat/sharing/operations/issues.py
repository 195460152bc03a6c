# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drafting an issue of the newsletter, and giving it the last hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, now, record, today
from hcat.parties.api import require
from hcat.sharing.models import Issue, IssueLink
from hcat.sharing.news import news_since
from hcat.sharing.reach import refuse_unread
from hcat.sharing.texts import Texts, with_text

from .rules import free_key, locked, same_edition

State = Issue.State
FIRST = timedelta(days=31)
"""How far the first issue looks back."""
OWN = "own"


@dataclass(frozen=True, slots=True)
class IssueText:
    title: str = ""
    """The subject of the mail."""
    opening: str = ""


@dataclass(frozen=True, slots=True)
class ItemText:
    title: str = ""
    text: str = ""


@transaction.atomic
def draft_issue(*, by: Actor, is_demo: bool = False) -> Issue:
    """A draft with everything that is new since the last issue; empty where nothing is.

    Refused while another draft is open.
    """
    require(by, "sharing.write")
    last = Issue.objects.exclude(state=State.DRAFT).order_by("-made_at").first()
    since = last.gathered_at if last else now() - FIRST
    try:
        with transaction.atomic():
            row = Issue.objects.create(
                key=free_key(Issue, f"{today():%Y-%m}"), since=since, made_at=now(),
                gathered_at=now(), is_demo=is_demo,
            )  # fmt: skip
    except IntegrityError as error:
        raise Refused(
            _("A draft is open already."),
            why=_("Two drafts would each tell half of what is new."),
            mend=_("Send that one, or throw it away."),
        ) from error
    _add_news(row)
    record(by=by, action="sharing.draft_issue", subject=f"issue:{row.key}", items=row.links.count())
    return row


@transaction.atomic
def gather_again(*, by: Actor, issue: str) -> int:
    """Adds what became new since the draft was made; what stands there stays. Returns how many."""
    row = _draft(by, issue)
    added = _add_news(row)
    record(by=by, action="sharing.gather_again", subject=f"issue:{row.key}", items=added)
    return added


@transaction.atomic
def write_issue(*, by: Actor, issue: str, language: str, text: IssueText, based_on: int) -> Issue:
    """Subject and opening in one language. Who reads that language gets the issue in it."""
    row = _draft(by, issue)
    same_edition(row, based_on)
    row.texts = with_text(row.texts, language, text, needed=("title",))
    row.edition += 1
    row.save(update_fields=["texts", "edition"])
    record(
        by=by, action="sharing.write_issue", subject=f"issue:{row.key}", edition=row.edition,
        language=language,
    )  # fmt: skip
    return row


@transaction.atomic
def write_item(
    *, by: Actor, issue: str, number: int, language: str, text: ItemText, based_on: int
) -> IssueLink:
    """The words of one item in one language."""
    row = _draft(by, issue)
    same_edition(row, based_on)
    found = _item(row, number)
    found.texts = with_text(found.texts, language, text, needed=("title",))
    found.save(update_fields=["texts"])
    _count_up(row)
    record(by=by, action="sharing.write_item", subject=f"issue:{row.key}", number=number)
    return found


def add_item(
    *, by: Actor, issue: str, language: str, text: ItemText, path: str, based_on: int
) -> IssueLink:
    """An item of the manager's own, which leads to a page of this site.

    Refused for an address elsewhere: clicks are counted on pages of ours only, and nobody is sent
    away without seeing where to; and for one at which everybody finds nothing.
    """
    require(by, "sharing.write")
    if not path.startswith("/") or path.startswith("//") or "\\" in path or ":" in path:
        raise Refused(
            _("This is not an address of this site."),
            why=_("The newsletter leads to our own pages."),
            mend=_("Give the part after the name of the site, such as /results."),
        )
    refuse_unread(path)  # before anything is locked: a page is read for it
    return _add_item(by, issue, based_on, with_text({}, language, text, needed=("title",)), path)


@transaction.atomic
def _add_item(by: Actor, issue: str, based_on: int, texts: Texts, path: str) -> IssueLink:
    row = _draft(by, issue)
    same_edition(row, based_on)
    highest = row.links.aggregate(number=Max("number"), place=Max("place"))
    number = (highest["number"] or 0) + 1
    made = IssueLink.objects.create(
        issue=row, number=number, place=(highest["place"] or 0) + 1, kind=OWN,
        about=f"{OWN}:{number}", texts=texts, path=path,
    )  # fmt: skip
    _count_up(row)
    record(by=by, action="sharing.add_item", subject=f"issue:{row.key}", number=number)
    return made


@transaction.atomic
def arrange_issue(
    *, by: Actor, issue: str, places: Mapping[int, int], left_out: Sequence[int], based_on: int
) -> Issue:
    """Which items come first, and which are left out: by number, the place and whether."""
    row = _draft(by, issue)
    same_edition(row, based_on)
    links = {one.number: one for one in row.links.all()}
    unknown = (set(places) | set(left_out)) - set(links)
    if unknown:
        raise NotFound(
            _("This issue has no item %(number)s.") % {"number": min(unknown)},
            mend=_("Open the issue again."),
        )
    order = sorted(links.values(), key=lambda one: (places.get(one.number, one.place), one.place))
    for place, one in enumerate(order, start=1):
        one.place, one.is_left_out = place, one.number in left_out
    IssueLink.objects.bulk_update(order, ["place", "is_left_out"])
    _count_up(row)
    record(
        by=by, action="sharing.arrange_issue", subject=f"issue:{row.key}",
        order=[one.number for one in order], left_out=sorted(left_out),
    )  # fmt: skip
    return row


@transaction.atomic
def drop_issue(*, by: Actor, issue: str) -> None:
    """Throws a draft away; what is new is offered again in the next one."""
    row = _draft(by, issue)
    record(by=by, action="sharing.drop_issue", subject=f"issue:{row.key}")
    row.delete()


def _draft(by: Actor, key: str) -> Issue:
    require(by, "sharing.write")
    row = locked(Issue, key)
    if row.state != State.DRAFT:
        raise Refused(
            _("This issue is being sent, or was."),
            why=_("Everybody reads the same."),
            mend=_("Say it in the next issue."),
        )
    return row


def _item(row: Issue, number: int) -> IssueLink:
    found = row.links.filter(number=number).first()
    if found is None:
        raise NotFound(
            _("This issue has no item %(number)s.") % {"number": number},
            mend=_("Open the issue again."),
        )
    return found


def _count_up(row: Issue) -> None:
    row.edition += 1
    row.save(update_fields=["edition"])


def _add_news(row: Issue) -> int:
    row.gathered_at = now()
    row.save(update_fields=["gathered_at"])
    known = set(row.links.values_list("about", flat=True))
    new = [one for one in news_since(row.since) if one.about not in known]
    IssueLink.objects.bulk_create(
        IssueLink(
            issue=row, number=number, place=number, kind=one.kind, about=one.about,
            texts=one.texts, path=one.path,
        )
        for number, one in enumerate(new, start=len(known) + 1)
    )  # fmt: skip
    return len(new)
