# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether everybody can read what an address of this site names. Pages stand above this room, so
they tell it here."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused

from .models import Event, IssueLink, Success

Reads = Callable[[str], bool]
_asked: list[Reads] = []


def provide_reach(reads: Reads) -> None:
    """Who serves the pages tells whether an address, without its language, shows one to everybody;
    once, when it is loaded."""
    _asked[:] = [reads]


def can_be_read(path: str) -> bool:
    """Whether everybody finds there what it names: a page, and on it what it points at."""
    return _holds(path) and all(reads(path) for reads in _asked)


def _holds(path: str) -> bool:
    """Successes share a page: the one that is named is to stand on it."""
    page, _sign, key = path.partition("#")
    if page != "/successes" or not key:
        return True
    return Success.objects.filter(key=key, state="published").exists()


def refuse_unread(path: str) -> None:
    """Refused: an address at which a reader who is not signed in finds nothing."""
    if not can_be_read(path):
        raise Refused(
            _("Not everybody can read what %(path)s leads to.") % {"path": path},
            why=_("What it names does not exist, is no longer there or is not public yet."),
            mend=_("Publish it first, or open another page and copy its address."),
        )


def withdrawn(links: Iterable[IssueLink]) -> list[IssueLink]:
    """Of these items those that tell of a cancelled event, or of what not everybody can read any
    more; what is left out of the issue is not looked at. Each page is asked once."""
    taken = [one for one in links if not one.is_left_out]
    told = [one.about.removeprefix("event:") for one in taken]
    off = set(Event.objects.filter(state="cancelled", key__in=told).values_list("key", flat=True))
    reads = {path: can_be_read(path) for path in {one.path for one in taken}}
    return [
        one for one, about in zip(taken, told, strict=True) if about in off or not reads[one.path]
    ]


def refuse_withdrawn(links: Iterable[IssueLink]) -> None:
    """Refused: an issue of which an item leads to what was withdrawn; each such item is named."""
    if gone := withdrawn(links):
        titles = ", ".join(f"“{one.title}” ({one.path})" for one in gone)
        raise Refused(
            _("These items tell of what is cancelled or no longer public: %(titles)s.")
            % {"titles": titles},
            why=_("That changed since the draft was made, and a mail is not taken back."),
            mend=_("Leave these items out, or publish again what they lead to."),
        )
