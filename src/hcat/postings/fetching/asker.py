# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asks sites: one request at a time for each host, with a pause, within limits of time and size."""

from __future__ import annotations

import email.utils
import hashlib
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from urllib.request import getproxies

import httpcore
import httpx

from hcat.postings.posting import Payload, Request

from .asking import Fetched, Hitch, Mark, NotFetched
from .guard import Deadline, addresses_of, checked, is_trusted, may_carry_a_secret, transport
from .robots import Robots
from .unpacking import CHUNK, unpacked

LONGEST_PAUSE = 30.0
"""Seconds. What asks for more is left for a later run."""
REDIRECTS = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """`deadline`: seconds for one answer, whole. `pause`: seconds between two to one host."""

    largest: int = 16 << 20
    deadline: float = 45.0
    each_read: float = 15.0
    pause: float = 1.0
    attempts: int = 2


@dataclass(slots=True)
class _Host:
    lock: threading.Lock
    free_at: float = 0.0


class Asker:
    """May be shared by threads. Close it, or use it in a ``with``.

    `trusted`: pairs ``host:port`` to which an operator lets us go although they are inside a
    network or on an odd port. `today`: the day of an answer.
    """

    def __init__(
        self,
        agent: str,
        *,
        limits: Limits | None = None,
        trusted: frozenset[str] = frozenset(),
        sleep: Callable[[float], None] = time.sleep,
        today: Callable[[], date] = date.today,
    ) -> None:
        self.agent, self.limits, self.trusted = agent, limits or Limits(), trusted
        self._sleep, self._today = sleep, today
        self._hosts: defaultdict[str, _Host] = defaultdict(lambda: _Host(threading.Lock()))
        self._robots = Robots(self._robots_txt)
        self._proxied = bool(getproxies().get("https") or getproxies().get("http"))
        self._http = httpx.Client(
            # Behind a proxy it is the proxy that looks names up: we judge them beforehand as well.
            transport=None if self._proxied else transport(trusted),
            headers={"User-Agent": agent, "Accept-Encoding": "gzip, deflate"},
            timeout=httpx.Timeout(self.limits.each_read, connect=10.0, pool=60.0),
            follow_redirects=False,
        )

    def __enter__(self) -> Asker:
        return self

    def __exit__(self, *_error: Any) -> None:
        self._http.close()

    def ask(self, request: Request, mark: Mark | None = None) -> Fetched:
        """One answer. `mark`: of the last one, so that what did not change need not be sent.

        Raises `NotFetched`, with what went wrong and, where the site asked for it, when to come
        back.
        """
        last: NotFetched | None = None
        for attempt in range(self.limits.attempts):
            try:
                return self._once(request, mark or Mark())
            except NotFetched as error:
                wait = error.again_after
                if error.hitch not in (Hitch.BUSY, Hitch.BROKEN):
                    raise
                if (wait or 0) > LONGEST_PAUSE or attempt == self.limits.attempts - 1:
                    raise
                last = error
                self._sleep(2.0**attempt if wait is None else wait)
        raise last or NotFetched(Hitch.BROKEN, "it was not asked")

    def _once(self, request: Request, mark: Mark) -> Fetched:
        url = checked(request.address, self.trusted)
        headers = dict(request.headers)
        if mark.etag:
            headers["If-None-Match"] = mark.etag
        if mark.last_modified:
            headers["If-Modified-Since"] = mark.last_modified
        with self._following(url, request, headers) as response:
            if response.status_code == 304:
                return Fetched(mark, None, is_unchanged=True)
            _refuse_status(response)
            content = self._content(response)
            digest = hashlib.sha256(content).hexdigest()
            made = Mark(
                response.headers.get("ETag", "")[:500],
                response.headers.get("Last-Modified", "")[:100],
                digest,
            )
            payload = Payload(
                content,
                response.headers.get("Content-Type", ""),
                str(response.url),
                request.expects,
                self._today(),
            )
            return Fetched(made, payload, is_unchanged=bool(mark.digest) and mark.digest == digest)

    @contextmanager
    def _following(
        self, url: httpx.URL, request: Request, headers: dict[str, str]
    ) -> Iterator[httpx.Response]:
        """The answer at the end of the redirects; each of them is judged like the first."""
        first = url
        for _hop in range(REDIRECTS + 1):
            self._refuse_what_robots_forbid(url)
            if url.netloc != first.netloc:  # what an employer gave is for its own host only
                headers = {k: v for k, v in headers.items() if k.casefold() != "authorization"}
            self._refuse_to_tell_a_secret(url, headers)
            with self._in_turn(url), self._sent(url, request, headers) as response:
                if not response.has_redirect_location:
                    yield response
                    return
                url = self._onward(url, response, request)
        raise NotFetched(Hitch.ASTRAY, f"{first.host} keeps sending us on")

    def _refuse_to_tell_a_secret(self, url: httpx.URL, headers: dict[str, str]) -> None:
        secret = any(name.casefold() == "authorization" for name in headers)
        if secret and not may_carry_a_secret(url, self.trusted):
            raise NotFetched(
                Hitch.REFUSED, f"a secret is not sent to {url.host} without encryption (https)"
            )

    def _onward(self, url: httpx.URL, response: httpx.Response, request: Request) -> httpx.URL:
        if request.json:
            raise NotFetched(Hitch.ASTRAY, f"{url.host} sends a question on to another place")
        try:
            target = str(url.join(response.headers["Location"]))
        except httpx.InvalidURL:
            raise NotFetched(Hitch.ASTRAY, f"{url.host} sends us to no address") from None
        onward = checked(target, self.trusted)
        if url.scheme == "https" and onward.scheme != "https":
            raise NotFetched(Hitch.ASTRAY, f"{url.host} sends us to a place without encryption")
        return onward

    @contextmanager
    def _sent(
        self, url: httpx.URL, request: Request, headers: dict[str, str]
    ) -> Iterator[httpx.Response]:
        self._judge_behind_a_proxy(url)
        if request.json:
            headers = {**headers, "Content-Type": "application/json", "Accept": "application/json"}
        try:
            with (
                Deadline(self.limits.deadline),
                self._http.stream(
                    "POST" if request.json else "GET",
                    url,
                    headers=headers,
                    content=request.json.encode() if request.json else None,
                ) as response,
            ):
                yield response
        except (httpx.TimeoutException, httpcore.TimeoutException) as error:
            raise NotFetched(Hitch.SLOW, f"{url.host} is too slow: {_said(error)}") from None
        except (httpx.TransportError, httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise NotFetched(
                Hitch.BROKEN, f"{url.host} cannot be reached: {_said(error)}"
            ) from None

    def _judge_behind_a_proxy(self, url: httpx.URL) -> None:
        port = url.port or (443 if url.scheme == "https" else 80)
        if self._proxied and not is_trusted(url.host, port, self.trusted):
            addresses_of(url.host, port)

    def _content(self, response: httpx.Response) -> bytes:
        most = self.limits.largest
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced) > most:
            raise NotFetched(Hitch.TOO_LARGE, f"the answer is larger than {most >> 20} MB")
        encoding = response.headers.get("Content-Encoding", "")
        return unpacked(response.iter_raw(CHUNK), encoding, most)

    @contextmanager
    def _in_turn(self, url: httpx.URL) -> Iterator[None]:
        """One at a time for each host, and a pause after each."""
        host = self._hosts[url.host]
        with host.lock:
            wait = host.free_at - time.monotonic()
            if wait > 0:
                self._sleep(wait)
            try:
                yield
            finally:
                host.free_at = time.monotonic() + self._pause(url)

    def _pause(self, url: httpx.URL) -> float:
        asked = self._robots.rules(_site(url)).pause(self.agent)
        return max(self.limits.pause, min(asked, LONGEST_PAUSE))

    def _refuse_what_robots_forbid(self, url: httpx.URL) -> None:
        if not self._robots.rules(_site(url)).allow(str(url), self.agent):
            raise NotFetched(Hitch.NOT_ALLOWED, f"the robots.txt of {url.host} does not allow it")

    def _robots_txt(self, address: str) -> tuple[int, bytes] | None:
        """Status and text, after redirects; None where there is no answer."""
        try:
            url = checked(address, self.trusted)
            for _hop in range(REDIRECTS):
                with self._sent(url, Request(str(url)), {}) as response:
                    if response.has_redirect_location:
                        url = checked(str(url.join(response.headers["Location"])), self.trusted)
                        continue
                    if response.status_code >= 400:
                        return response.status_code, b""
                    return response.status_code, self._content(response)
        except NotFetched as error:
            if error.hitch in (Hitch.NOT_PUBLIC, Hitch.NOT_AN_ADDRESS):
                raise
            return None
        return 404, b""  # it keeps sending us on: as if there were none (RFC 9309, 2.3.1.2)


def _site(url: httpx.URL) -> str:
    port = f":{url.port}" if url.port else ""
    return f"{url.scheme}://{url.host}{port}"


def _refuse_status(response: httpx.Response) -> None:
    status = response.status_code
    said = f"the site answered {status} {response.reason_phrase}".strip()
    if status == 200:
        return
    if status in (404, 410):
        raise NotFetched(Hitch.NOT_FOUND, said)
    if status in (401, 402, 403, 407, 451):
        raise NotFetched(Hitch.REFUSED, said)
    if status in (429, 503):
        raise NotFetched(Hitch.BUSY, said, asked_to_wait(response))
    raise NotFetched(Hitch.BROKEN, said)


def asked_to_wait(response: httpx.Response) -> float | None:
    """Seconds out of Retry-After, which is a number or a moment."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isdecimal():
        return min(float(said), 7 * 86400.0)
    try:
        moment = email.utils.parsedate_to_datetime(said)
    except (ValueError, TypeError):
        return None
    if moment.tzinfo is None:
        return None
    return max(0.0, min((moment - datetime.now(UTC)).total_seconds(), 7 * 86400.0))


def _said(error: Exception) -> str:
    return str(error) or type(error).__name__
