# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Telling search engines which vacancies opened and closed: IndexNow (indexnow.org/documentation).

Nothing leaves unless the operator named an address. Each engine is told of a vacancy when it opens
and when it closes, once; what is not taken is told again later, from where it stopped.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import structlog
from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.crypto import salted_hmac

from hcat.foundation.api import now, user_agent
from hcat.portal.models import Announcement, SearchEngine, Vacancy
from hcat.postings.api import Answered, NotFetched, tell

MOST_AT_ONCE = 10_000
"""Addresses in one POST, as the protocol has it."""
MOST_POSTS = 20
"""In one run; the next one goes on."""
WHILE_TELLING = timedelta(minutes=15)
"""Nobody else tells an engine meanwhile; a worker that died is waited for no longer."""
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=10), timedelta(days=1)
OURS = frozenset((400, 403, 422))
"""What an engine finds wrong with us: asking again soon changes nothing."""
_log = structlog.get_logger(__name__)

Tell = Callable[[str, str], Answered]


def indexnow_key() -> str:
    """By which an engine knows that it is told by this site: it reads it at ``/<key>.txt``. Follows
    from the site's secret, and gives nothing of it away."""
    return salted_hmac("hcat.portal.indexnow", settings.SITE_URL, algorithm="sha256").hexdigest()[
        :32
    ]


def announce(*, send: Tell | None = None) -> int:
    """Tell every engine that was named what it does not know yet. Returns how many addresses were
    taken. Safe to run twice, also at once."""
    named = list(dict.fromkeys(settings.INDEXNOW))
    SearchEngine.objects.exclude(address__in=named).delete()
    return sum(_tell_engine(address, send or _send) for address in named)


def _tell_engine(address: str, send: Tell) -> int:
    engine, _is_new = SearchEngine.objects.get_or_create(address=address)
    taken = 0
    if not _news(engine).exists() or not _claimed(engine):
        return 0
    for batch in _batches(engine):
        try:
            answered = send(address, _body(batch))
        except NotFetched as error:
            _put_off(engine, 0, str(error), None)
            return taken
        if not answered.is_taken:
            _put_off(engine, answered.status, f"{answered.status}", answered.again_after)
            return taken
        Announcement.objects.bulk_create(
            [Announcement(engine=engine, vacancy=one, is_open=one.closed_at is None)
             for one in batch],
            update_conflicts=True, unique_fields=["engine", "vacancy"], update_fields=["is_open"],
            batch_size=1000,
        )  # fmt: skip
        taken += len(batch)
    SearchEngine.objects.filter(pk=engine.pk).update(
        again_after=None, failures=0, said="", told_at=now()
    )
    return taken


def _claimed(engine: SearchEngine) -> bool:
    """Whether it is our turn: one worker at a time, and not before the engine wants it."""
    at = now()
    free = SearchEngine.objects.filter(
        Q(again_after__isnull=True) | Q(again_after__lte=at), pk=engine.pk
    )
    return free.update(again_after=at + WHILE_TELLING) == 1


def _batches(engine: SearchEngine) -> Iterator[list[Vacancy]]:
    for _number in range(MOST_POSTS):
        batch = list(_news(engine).order_by("pk").only("key", "closed_at")[:MOST_AT_ONCE])
        if not batch:
            return
        yield batch


def _news(engine: SearchEngine) -> QuerySet[Vacancy]:
    """What is open and not known as open, and what is closed and known as open."""
    known = Announcement.objects.filter(engine=engine, vacancy=OuterRef("pk"), is_open=True)
    return Vacancy.objects.filter(is_demo=False).filter(
        Q(~Exists(known), closed_at__isnull=True) | Q(Exists(known), closed_at__isnull=False)
    )


def _body(batch: list[Vacancy]) -> str:
    key = indexnow_key()
    return json.dumps(
        {
            "host": urlsplit(settings.SITE_URL).netloc,
            "key": key,
            "keyLocation": f"{settings.SITE_URL}/{key}.txt",
            "urlList": [f"{settings.SITE_URL}/vacancies/{one.key}" for one in batch],
        }
    )


def _put_off(engine: SearchEngine, status: int, said: str, again_after: float | None) -> None:
    engine.refresh_from_db(fields=["failures"])
    failures = engine.failures + 1
    pause = min(FIRST_PAUSE * 2 ** min(failures - 1, 10), LONGEST_PAUSE)
    if status in OURS:
        pause = LONGEST_PAUSE
    if again_after is not None:
        pause = max(pause, timedelta(seconds=again_after))
    until: datetime = now() + pause
    SearchEngine.objects.filter(pk=engine.pk).update(
        again_after=until, failures=failures, said=said[:200]
    )
    _log.warning("indexnow_put_off", engine=engine.address, said=said, again_after=str(until))


def _send(address: str, body: str) -> Answered:
    trusted = frozenset(settings.PORTAL_TRUSTED_HOSTS)
    return tell(address, body, agent=user_agent(), trusted=trusted)
