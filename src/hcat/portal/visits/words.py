# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which words of a search may be counted, and from when they may be read.

What people type may name a person. So words are kept only once several searches asked them; until
then the table has a fingerprint, made with a salt that stands in the cache of this server and not
in the database, and that is another one each week.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta

from django.core.cache import cache
from django.db import transaction

from hcat.portal.models import AskedWords

ENOUGH = 5
"""Searches in one week, and on at least two days of it, before words are written down."""
DAYS = 2
LONGEST = 60
"""Signs; and at most six words: who types more tells a story."""
MOST_WORDS = 6
MOST_ROWS = 20_000
"""Different questions counted in one week; more than a region asks, fewer than fill a disk."""
_WEEK = 8 * 24 * 3600
_NOT_KEPT = re.compile(r"[@/\\:]|www\.|\d{4,}|\d[\d\s.-]{5,}\d")


def normal(words: str) -> str:
    """The words as they are counted: small letters, one space; empty where they may not be.

    Left out: what looks like an address of mail or of a page, a telephone number, a postcode or
    another long number, and what is longer than a question to a search engine is.

    >>> normal("  Lasser   TIG "), normal("jan@voorbeeld.example"), normal("06 1234 5678")
    ('lasser tig', '', '')
    """
    text = " ".join(unicodedata.normalize("NFKC", words).casefold().split())
    if len(text) > LONGEST or len(text.split()) > MOST_WORDS or _NOT_KEPT.search(text):
        return ""
    return "".join(sign for sign in text if sign.isprintable())


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


@transaction.atomic
def add_words(found: Mapping[tuple[date, str], tuple[int, int]]) -> None:
    """Add searches: (day, normal words) to (how many, how many of them found nothing)."""
    for (day, words), (number, empty) in sorted(found.items()):
        week = monday(day)
        mark = _fingerprint(week, words)
        row = AskedWords.objects.select_for_update().filter(week=week, fingerprint=mark).first()
        if row is None:
            if AskedWords.objects.filter(week=week).count() >= MOST_ROWS:
                continue
            AskedWords.objects.get_or_create(
                week=week, fingerprint=mark, defaults={"last_day": day}
            )
            row = AskedWords.objects.select_for_update().get(week=week, fingerprint=mark)
        if row.days == 0 or row.last_day != day:
            row.days += 1
        row.number, row.empty, row.last_day = row.number + number, row.empty + empty, day
        if row.number >= ENOUGH and row.days >= DAYS:
            row.words = words
        row.save()


def _fingerprint(week: date, words: str) -> str:
    """Where the cache lost the salt, counting begins anew: words come out later, never sooner."""
    key = f"portal:words:{week.isoformat()}"
    salt = cache.get(key)
    if salt is None:
        cache.add(key, secrets.token_hex(32), _WEEK)
        salt = cache.get(key) or secrets.token_hex(32)
    return hashlib.sha256(f"{salt}:{words}".encode()).hexdigest()
