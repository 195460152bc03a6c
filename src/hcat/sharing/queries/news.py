# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading the newsletter and what came of it, and the successes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import QuerySet, Sum
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, now
from hcat.sharing.models import Issue, IssueLink, Success
from hcat.sharing.news import news_since
from hcat.sharing.operations.issues import FIRST

RHYTHM = timedelta(days=30)
"""An issue a month."""


def issues(*, public: bool = True) -> QuerySet[Issue]:
    """Issues, the last one first. Lazy."""
    found = Issue.objects.all()
    return found.exclude(state=Issue.State.DRAFT) if public else found


def issue_called(key: str, *, public: bool = False) -> Issue:
    """One issue. NotFound; with `public` also for a draft."""
    found = issues(public=public).filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is no issue called %(key)s.") % {"key": key},
            mend=_("Choose one from the list of issues."),
        )
    return found


def items_of_issue(issue: Issue, *, every: bool = False) -> QuerySet[IssueLink]:
    """What stands in it, in order, each with how often it was followed (`clicks`)."""
    found = issue.links.annotate(clicks=Sum("counts__count")).order_by("place", "id")
    return found if every else found.filter(is_left_out=False)


def link_numbered(issue: str, number: int) -> IssueLink:
    """An item of an issue that everybody can read. NotFound."""
    found = (
        IssueLink.objects.select_related("issue")
        .exclude(issue__state=Issue.State.DRAFT)
        .filter(issue__key=issue, number=number, is_left_out=False)
        .first()
    )
    if found is None:
        raise NotFound(
            _("This issue has no item %(number)s.") % {"number": number},
            mend=_("Choose one from the list of issues."),
        )
    return found


@dataclass(frozen=True, slots=True)
class NewsletterDue:
    """Whether it is time for an issue: since when, and how much there is to tell, verdicts that
    turned apart."""

    since: datetime
    news: int
    last: Issue | None

    @property
    def is_due(self) -> bool:
        return self.news > 0 and now() - self.since >= RHYTHM

    @property
    def on(self) -> datetime:
        return self.since + RHYTHM


def newsletter_due() -> NewsletterDue | None:
    """None while a draft is open."""
    last = Issue.objects.order_by("-made_at").first()
    if last is not None and last.state == Issue.State.DRAFT:
        return None
    since = last.gathered_at if last else now() - FIRST
    is_time = now() - since >= RHYTHM
    return NewsletterDue(since, len(news_since(since, verdicts=False)) if is_time else 0, last)


def successes(*, public: bool = True, **about: str) -> QuerySet[Success]:
    """Stories, the last one first; `about` is result= or initiative=. Lazy."""
    found = Success.objects.select_related("figure").filter(**about)
    return found.filter(state=Success.State.PUBLISHED) if public else found


def success_called(key: str) -> Success:
    found = Success.objects.select_related("figure").filter(key=key).first()
    if found is None:
        raise NotFound(
            _("There is no success called %(key)s.") % {"key": key},
            mend=_("Choose one from the list."),
        )
    return found


def corrected_since(success: Success) -> Any:
    """The figure that took the place of the one it cites; None where that still stands."""
    figure: Any = success.figure
    found = None
    while figure is not None and (figure := getattr(figure, "superseded_by", None)) is not None:
        found = figure
    return found
