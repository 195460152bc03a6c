# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One source, read whole: its list, its further pages, and the page of each vacancy.

Nothing here touches a table: it runs in a thread for each host, and what it found is written by
one hand (`spells`).
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from hcat.postings.api import (
    Board,
    Fetched,
    Hitch,
    Mark,
    NotFetched,
    Posting,
    Problem,
    Reading,
    Request,
    Unreadable,
    adapter_named,
)

MOST_REQUESTS = 2500
"""Of one source at one reading; what has more is not read to the end, and closes nothing."""
MOST_SECONDS = 30 * 60.0


@dataclass(frozen=True, slots=True)
class Known:
    """What the last reading kept of one request."""

    mark: Mark
    gave: tuple[str, ...] = ()
    further: tuple[Request, ...] = ()
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request gave now. `is_same`: as last time, so that there is nothing to write."""

    request: Request
    known: Known
    is_same: bool


@dataclass(slots=True)
class Read:
    """What a source shows now.

    `seen`: keys of all postings that it shows, of answers that did not change as well;
    `postings`: those that were sent, by key and language. `is_whole`: every request was answered,
    so that what is not seen is gone.
    """

    postings: dict[tuple[str, str], Posting] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    total: int | None = None
    is_whole: bool = True
    failure: str = ""
    again_after: float | None = None
    requests: int = 0
    seconds: float = 0.0

    @property
    def is_unchanged(self) -> bool:
        return not self.failure and bool(self.answers) and all(one.is_same for one in self.answers)


Ask = Callable[[Request, Mark | None], Fetched]


def read_source(board: Board, ask: Ask, known: Mapping[str, Known]) -> Read:
    """Read a source to its end, or to where it fails: then what was read is kept and nothing may
    be closed."""
    adapter = adapter_named(board.system)
    made, began = Read(), time.monotonic()
    waiting = deque(adapter.first(board))
    asked: set[str] = set()
    while waiting:
        request = waiting.popleft()
        if request.name in asked:
            continue
        asked.add(request.name)
        if len(asked) > MOST_REQUESTS or time.monotonic() - began > MOST_SECONDS:
            made.is_whole, made.failure = False, "it has more pages than are read at one time"
            break
        try:
            answer, reading = _one(board, ask, request, known.get(request.name))
        except NotFetched as error:
            if _is_one_page_gone(request, error):
                continue
            made.is_whole, made.failure = False, error.why
            made.again_after = error.again_after
            if error.hitch is Hitch.NOT_FOUND or len(asked) == 1 or error.again_after:
                break
            continue
        except Unreadable as error:
            made.problems.append(Problem(request.address, error.why))
            made.is_whole, made.failure = False, error.why
            continue
        _take(made, answer, reading)
        waiting.extend(answer.known.further)
    made.requests, made.seconds = len(asked), time.monotonic() - began
    return made


def _is_one_page_gone(request: Request, error: NotFetched) -> bool:
    """The page of one vacancy that left between list and page."""
    return error.hitch is Hitch.NOT_FOUND and not request.name.startswith(("list", "page"))


def _one(
    board: Board, ask: Ask, request: Request, known: Known | None
) -> tuple[Answer, Reading | None]:
    fetched = ask(_with_token(request, board), known.mark if known else None)
    if fetched.payload is None and known is not None:
        return Answer(request, known, is_same=True), None
    if fetched.payload is None:
        raise Unreadable("the site says that nothing changed, but was not asked before")
    reading = adapter_named(board.system).read(fetched.payload, board)
    kept = Known(
        fetched.mark,
        tuple(dict.fromkeys(one.key for one in reading.postings)),
        reading.further,
        reading.total,
    )
    return Answer(request, kept, is_same=fetched.is_unchanged and known is not None), reading


def _with_token(request: Request, board: Board) -> Request:
    """A further request that was kept is kept without its token: it is asked with it again, at the
    host that the token is for."""
    if request.headers or not board.token:
        return request
    first = adapter_named(board.system).first(board)[0]
    if urlsplit(first.address)[:2] != urlsplit(request.address)[:2]:
        return request
    return replace(request, headers=first.headers)


def _take(made: Read, answer: Answer, reading: Reading | None) -> None:
    made.answers.append(answer)
    made.seen.update(answer.known.gave)
    if answer.known.total is not None:
        made.total = max(made.total or 0, answer.known.total)
    if reading is None:
        return
    made.problems.extend(reading.problems)
    for one in reading.postings:
        name = (one.key, one.language)
        before = made.postings.get(name)
        if before is None and one.language and (one.key, "") in made.postings:
            before = made.postings.pop((one.key, ""))
        made.postings[name] = one.filled_from(before) if before else one
