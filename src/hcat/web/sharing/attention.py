# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What of sharing asks for a person: each with its reason and its one action."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.foundation.api import now, today
from hcat.parties.api import Powers
from hcat.web.desk.navigation import Attention, Matter

SOON = timedelta(days=7)
"""How long before an event its list is looked through."""
MOST = 50
"""So many events that were held ask each for themselves; the others are one matter."""


def sharing_matters(request: HttpRequest, powers: Powers) -> Iterator[Attention]:
    """Events about to be held or just held, drafts that wait, a newsletter that is due."""
    if powers.may("sharing.write"):
        yield Attention(
            key="events",
            title=_("Events"),
            why=_("People signed up and count on it; afterwards nobody remembers who came."),
            matters=[*_coming(), *_held()],
        )
        yield Attention(
            key="sharing-drafts",
            title=_("Best practices, successes and events that are not published"),
            why=_("They were written and nobody can read them."),
            matters=list(_drafts()),
        )
    if powers.may("sharing.send"):
        yield Attention(
            key="newsletter",
            title=_("Newsletter"),
            why=_("Readers expect one a month, where there is something to tell."),
            matters=list(_newsletter()),
        )


def _coming() -> Iterator[Matter]:
    # Here, since this module is loaded at the start, where nothing may load statistics.
    from hcat.sharing.api import coming_events

    for one in coming_events().filter(starts_at__gt=now(), starts_at__lte=now() + SOON):
        if not one.waiting:
            continue
        text = ngettext("%(n)s person waits", "%(n)s people wait", one.waiting)
        yield Matter(
            key=f"event-full/{one.key}",
            title=str(one.title),
            url=reverse("sharing:desk-event", args=[one.key]),
            action=_("Look for more places"),
            note=text % {"n": one.waiting},
            due=timezone.localtime(one.starts_at).date(),
            state=str(one.waiting),
        )


def _held() -> Iterator[Matter]:
    from hcat.sharing.api import past_events, to_thank

    thanks = to_thank().filter(event=OuterRef("pk"))
    asking = past_events().filter(Q(visitors__isnull=True) | Exists(thanks))
    for one in asking[:MOST]:
        day = timezone.localtime(one.ends_at).date()
        if one.visitors is None:
            yield Matter(
                key=f"event-came/{one.key}",
                title=str(one.title),
                url=reverse("sharing:attendance", args=[one.key]),
                action=_("Note who came"),
                note=_("it was held on %(day)s") % {"day": date_format(day)},
                since=day,
                due=day + timedelta(days=7),
            )
        else:
            yield Matter(
                key=f"event-thanks/{one.key}",
                title=str(one.title),
                url=reverse("sharing:desk-event", args=[one.key]),
                action=_("Thank who came"),
                since=day,
                due=day + timedelta(days=14),
            )
    # Counted without who comes to each, which only a page of them needs.
    if (others := asking.order_by().values("pk").count() - MOST) > 0:
        text = ngettext("%(n)s earlier event", "%(n)s earlier events", others)
        yield Matter(
            key="event-came/earlier",
            title=text % {"n": others},
            url=reverse("sharing:desk-events"),
            action=_("Note who came"),
            state=str(others),
        )


def _drafts() -> Iterator[Matter]:
    from hcat.sharing.api import events, practices, successes

    found: list[tuple[Any, str, str]] = [
        *((one, "practice", "desk-practice") for one in practices(state="draft")),
        *((one, "success", "edit-success") for one in successes(public=False, state="draft")),
        *((one, "event", "desk-event") for one in events(public=False).filter(state="draft")),
    ]
    for one, kind, page in found:
        yield Matter(
            key=f"sharing-draft/{kind}/{one.key}",
            title=str(one.title),
            url=reverse(f"sharing:{page}", args=[one.key]),
            action=_("Read and publish"),
            state=str(one.edition),
        )


def _newsletter() -> Iterator[Matter]:
    from hcat.sharing.api import issues, newsletter_due

    for one in issues(public=False).filter(state="draft"):
        day = timezone.localtime(one.made_at).date()
        yield Matter(
            key=f"issue/{one.key}",
            title=str(one.title) or _("Draft of the newsletter"),
            url=reverse("sharing:desk-issue", args=[one.key]),
            action=_("Finish and send it"),
            since=day,
            due=day + timedelta(days=7),
            state=str(one.edition),
        )
    due = newsletter_due()
    if due is not None and due.is_due:
        text = ngettext("%(n)s thing is new", "%(n)s things are new", due.news)
        yield Matter(
            key=f"newsletter/{today():%Y-%m}",
            title=_("A newsletter is due"),
            url=reverse("sharing:desk-news"),
            action=_("Draft it from what is new"),
            note=text % {"n": due.news},
            since=timezone.localtime(due.on).date(),
            state=str(due.news),
        )
