# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Counts of this process, written to the totals of the day in batches.

A page adds to a dictionary and goes on; a thread writes it twenty seconds after the first count.
What a process that is killed had not written is lost; totals that the database refused
are tried again, words are not.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

import structlog
from django.db import connection, connections, transaction

from hcat.foundation.api import today
from hcat.portal.models import Tally

from .naming import CAMPAIGNS, SITES
from .words import add_words, normal

EVERY = 20.0
"""Seconds that a count waits for others to be written with."""
MOST = 5_000
"""Different counts that wait: beyond it nothing new is taken in, so that memory stays flat while
the database is away."""

_log = structlog.get_logger(__name__)
_lock = threading.Lock()
_counts: Counter[Counted] = Counter()
_words: dict[tuple[date, str], tuple[int, int]] = {}
_waits = False


class Counted(NamedTuple):
    """What a total is of."""

    day: date
    kind: str
    place: str = ""
    campaign: str = ""
    origin: str = ""
    is_demo: bool = False


def count(kind: str, *, place: str = "", campaign: str = "", origin: str = "") -> None:
    """One more on this day. Costs a page some microseconds, and never a query."""
    day = today()
    with _lock:
        if kind == Tally.Kind.REFERRER:
            place = SITES.taken_in(place[:80], day)
        campaign = CAMPAIGNS.taken_in(campaign[:40], day)
        what = Counted(day, str(kind), place[:80], campaign[:40], str(origin))
        if what in _counts or len(_counts) < MOST:
            _counts[what] += 1
    _write_later()


def count_search(words: str, *, found: int, campaign: str = "", origin: str = "") -> None:
    """One search, and its words where they may be kept."""
    kinds = [Tally.Kind.SEARCH, *([] if found else [Tally.Kind.EMPTY])]
    for kind in kinds:
        count(kind, campaign=campaign, origin=origin)
    text = normal(words)
    if not text:
        return
    with _lock:
        key = (today(), text)
        if key in _words or len(_words) < MOST:
            number, empty = _words.get(key, (0, 0))
            _words[key] = number + 1, empty + (0 if found else 1)


def flush() -> None:
    """Write what waits. Never raises: what could not be written waits for the next time."""
    global _words, _waits
    with _lock:
        counts, words, _waits = dict(_counts), _words, False
        _counts.clear()
        _words = {}
        CAMPAIGNS.begin_anew()
        SITES.begin_anew()
    try:
        with transaction.atomic():
            add(_by_known_names(counts))
    except Exception:
        _log.exception("visits_not_written", counts=len(counts))
        _put_back(counts)
    try:
        add_words(words)
    except Exception:
        _log.exception("searched_words_not_written", words=len(words))


def add(counts: Mapping[Counted, int]) -> None:
    """Add to the totals: one statement, in one order, so that two processes never wait for each
    other in a circle."""
    if not counts:
        return
    rows = [(*what, counts[what]) for what in sorted(counts)]
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO portal_tally (day, kind, place, campaign, origin, is_demo, number) "
            "VALUES (%s, %s, %s, %s, %s, %s, %s) "
            "ON CONFLICT (day, kind, place, campaign, origin, is_demo) "
            "DO UPDATE SET number = portal_tally.number + EXCLUDED.number",
            rows,
        )


def _by_known_names(counts: Mapping[Counted, int]) -> Counter[Counted]:
    CAMPAIGNS.look_up()
    SITES.look_up()
    sums: Counter[Counted] = Counter()
    with _lock:
        for what, number in counts.items():
            place = what.place
            if what.kind == Tally.Kind.REFERRER:
                place = SITES.written(place, what.day)
            campaign = CAMPAIGNS.written(what.campaign, what.day)
            sums[what._replace(place=place, campaign=campaign)] += number
    return sums


def _write_later() -> None:
    global _waits
    with _lock:
        if _waits:
            return
        _waits = True
    timer = threading.Timer(EVERY, _write)
    timer.daemon = True
    timer.start()


def _write() -> None:
    try:
        flush()
    finally:
        connections.close_all()


def _put_back(counts: Mapping[Counted, int]) -> None:
    with _lock:
        for what, number in counts.items():
            if what in _counts or len(_counts) < MOST:
                _counts[what] += number
