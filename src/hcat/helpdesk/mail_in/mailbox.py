# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fetching questions from a mailbox (IMAP): what was taken in is marked as read, what broke is
flagged, nothing is deleted."""

from __future__ import annotations

import imaplib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from django.conf import settings
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused

from .taking_in import receive

log = structlog.get_logger("hcat.helpdesk")

TIMEOUT = 30.0
AT_ONCE = 50
"""Mails in one turn: the next turn takes the others."""


def is_set() -> bool:
    return bool(settings.HELPDESK_IMAP)


def fetch(*, by: Actor) -> Counter[str]:
    """Take in what is unread in `HCAT_HELPDESK_IMAP`. Returns how many of each outcome.

    A mail is marked as read once it was taken in: after a stop half-way it comes again, and is
    known by its Message-ID. One that breaks is left unread, flagged and logged; it is tried again
    after the others, so that it keeps none out.
    """
    became: Counter[str] = Counter()
    with _mailbox() as box:
        for number in _unread(box):
            raw = _content(box, number)
            if raw is None:
                continue
            try:
                outcome = receive(raw=raw, by=by)
            except Exception as error:
                log.warning("a mail could not be taken in", error=type(error).__name__)
                box.store(number, "+FLAGS", r"(\Flagged)")
                became["failed"] += 1
                continue
            box.store(number, "+FLAGS", r"(\Seen)")
            became[outcome.what] += 1
    return became


@contextmanager
def _mailbox() -> Iterator[imaplib.IMAP4]:
    url = urlsplit(settings.HELPDESK_IMAP)
    make: Any = imaplib.IMAP4_SSL if url.scheme == "imaps" else imaplib.IMAP4
    try:
        box = make(url.hostname or "", url.port or (993 if url.scheme == "imaps" else 143),
                   timeout=TIMEOUT)  # fmt: skip
        box.login(unquote(url.username or ""), unquote(url.password or ""))
        folder = unquote(url.path.strip("/")) or "INBOX"
        answer, _data = box.select('"' + folder.replace('"', "") + '"')
        if answer != "OK":
            raise imaplib.IMAP4.error(f"folder {folder}")
    except (OSError, imaplib.IMAP4.error) as error:
        raise Refused(
            _("The mailbox cannot be opened."),
            why=f"{type(error).__name__}: {error}"[:200],
            mend=_("Look at HCAT_HELPDESK_IMAP, and whether the mail server can be reached."),
        ) from error
    try:
        yield box
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            box.logout()


def _unread(box: imaplib.IMAP4) -> list[str]:
    """Those that are new; then, where there is room, those that broke before."""
    found: list[str] = []
    for flag in ("UNFLAGGED", "FLAGGED"):
        _answer, data = box.search(None, "UNSEEN", flag)
        found += [one.decode() for one in (data[0] or b"").split()]
    return found[:AT_ONCE]


def _content(box: imaplib.IMAP4, number: str) -> bytes | None:
    """Its bytes, without marking it as read."""
    _answer, data = box.fetch(number, "(BODY.PEEK[])")
    return next((one[1] for one in data if isinstance(one, tuple)), None)
