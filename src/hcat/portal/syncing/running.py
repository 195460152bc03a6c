# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A run over sources: many hosts at once, each politely, and one hand that writes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, Q

from hcat.foundation.api import Actor, now, user_agent
from hcat.portal.models import BY_HAND, Source
from hcat.postings.api import Asker, Limits

from .keeping import board_of, known_of
from .reading import Read, read_source
from .spells import Written, expire, write

AT_ONCE = 8
EVERY = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Told:
    """How one source went."""

    source: Source
    written: Written
    requests: int
    seconds: float


def due(at: datetime | None = None) -> list[Source]:
    """Sources whose turn it is, those that waited longest first: so a run that was broken off is
    taken up where it stopped."""
    at = at or now()
    return list(
        Source.objects.filter(
            Q(asked_at__isnull=True) | Q(asked_at__lte=at - EVERY),
            Q(again_after__isnull=True) | Q(again_after__lte=at),
            state=Source.State.ACTIVE,
        )
        .exclude(system=BY_HAND)
        .order_by(F("asked_at").asc(nulls_first=True), "pk")
    )


def asker(limits: Limits | None = None) -> Asker:
    return Asker(user_agent(), limits=limits, trusted=frozenset(settings.PORTAL_TRUSTED_HOSTS))


def sync(
    sources: list[Source],
    *,
    by: Actor,
    at_once: int = AT_ONCE,
    ask: Asker | None = None,
    tell: Callable[[Told], None] = lambda _told: None,
) -> list[Told]:
    """Read these sources; those by hand have nothing to read. What a source gave is written as
    soon as it is read; a run that is broken off loses what was being read, and no more."""
    expire()
    told = []
    with ask or asker() as asking:
        to_read = [one for one in sources if not one.is_by_hand]
        for source, read in _read(to_read, asking, at_once):
            written = write(source, read, by=by)
            told.append(Told(source, written, read.requests, read.seconds))
            tell(told[-1])
    return told


def _read(sources: list[Source], asking: Asker, at_once: int) -> Iterator[tuple[Source, Read]]:
    """Sources as they are read; one thread per host at a time, few in memory at once."""
    hosts: dict[str, deque[Source]] = {}
    for source in sources:
        hosts.setdefault(_host(source), deque()).append(source)
    waiting = deque(hosts.values())
    with ThreadPoolExecutor(max_workers=at_once) as pool:
        running: dict[Future[Read], tuple[Source, deque[Source]]] = {}

        def begin(queue: deque[Source]) -> None:
            source = queue.popleft()
            future = pool.submit(read_source, board_of(source), asking.ask, known_of(source))
            running[future] = (source, queue)

        while waiting or running:
            while waiting and len(running) < at_once:
                begin(waiting.popleft())
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                source, queue = running.pop(future)
                if queue:
                    waiting.append(queue)
                yield source, _result(future)


def _result(future: Future[Read]) -> Read:
    """A reader that breaks on what nobody thought of harms its own source only."""
    try:
        return future.result()
    except Exception as error:
        return Read(is_whole=False, failure=f"reading it broke: {type(error).__name__}: {error}")


def _host(source: Source) -> str:
    return urlsplit(source.address).hostname or source.system
