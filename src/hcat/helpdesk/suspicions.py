# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Spam, held off without a puzzle: what looks like it waits for a person, nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hcat.foundation.api import is_our_stamp, is_too_quick, now, too_many

from .models import Question
from .wording import digest, links_in

PER_PLACE, PER_MAIL = 6, 6
"""Questions an hour from one address of the internet, and a day from one mail address."""
LINKS = 3
ADDED_PER_DAY = 20
"""Additions by one link, or by mail from one address."""
SAME = timedelta(days=7)

REASONS: dict[str, str | Promise] = {
    "trap": _("a field that people do not see was filled in"),
    "quick": _("it was sent faster than anybody types"),
    "stamp": _("it does not come from our form"),
    "place": _("many questions came from one place within the hour"),
    "mail": _("many questions came from this mail address today"),
    "links": _("it holds many links"),
    "same": _("the same text came from another mail address"),
    "number": _("it names a question, and does not reply to a mail of ours"),
    "sender": _("it names a question of somebody else"),
    "automatic": _("it looks like the answer of a machine"),
    "file": _("a file that came with it was not let in"),
}


def from_form(*, stamp: str, trap: str, place: str) -> list[str]:
    """What is strange about how the form was sent. `place`: the address of the internet, of
    which only a fingerprint is counted, for an hour."""
    found = ["trap"] if trap.strip() else []
    if not is_our_stamp(stamp):
        found.append("stamp")
    elif is_too_quick(stamp):
        found.append("quick")
    if too_many("ask:place", place, most=PER_PLACE, within=timedelta(hours=1)):
        found.append("place")
    return found


def from_text(*, mail: str, text: str) -> list[str]:
    """What is strange about what was sent."""
    found = ["links"] if links_in(text) > LINKS else []
    if too_many("ask:mail", mail, most=PER_MAIL, within=timedelta(days=1)):
        found.append("mail")
    others = Question.objects.filter(digest=digest(text), asked_at__gt=now() - SAME)
    if others.exclude(mail__iexact=mail).exclude(mail="").exists():
        found.append("same")
    return found


def from_reply(*, mail: str, text: str) -> list[str]:
    """What is strange about a reply by mail to what we wrote."""
    found = ["links"] if links_in(text) > LINKS else []
    if too_many("ask:add", mail, most=ADDED_PER_DAY, within=timedelta(days=1)):
        found.append("mail")
    return found


def in_words(codes: str | Iterable[str]) -> list[str]:
    """The reasons as a person reads them."""
    names = codes.split(",") if isinstance(codes, str) else codes
    return [str(REASONS[name]) for name in names if name in REASONS]
