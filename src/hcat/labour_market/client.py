# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Asking publishers for their data: politely, within limits, and only where an operator said.

One request at a time per host; a busy host is left alone for as long as it asks; nothing that did
not change is sent twice. A redirect may lead to another public host and never into a private
network: the address that an operator wrote down is trusted, what a publisher makes of it is not.
"""

from __future__ import annotations

import email.utils
import ipaddress
import socket
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import getproxies

import httpx
from django.utils.translation import gettext as _

from hcat.foundation.api import Refused, now, user_agent

from .connectors.payload import Known, Part

LARGEST = 512 * 1024 * 1024
"""Bytes of one answer, unpacked."""
ATTEMPTS = 4
LONGEST_WAIT = 120.0
"""Seconds. A publisher that asks for more is left for a later run."""
DEADLINE = 30 * 60.0
"""Seconds for one answer, however slowly it drips in."""
REDIRECTS = 5
BUSY = frozenset({429, 500, 502, 503, 504})
TIMEOUT = httpx.Timeout(60.0, connect=15.0)

_one_at_a_time: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class Unchanged(Exception):
    """The publisher says that nothing changed since the last vintage."""


class NotFetched(Refused):
    """The publisher did not give what was asked; what was known stays."""


@dataclass(frozen=True, slots=True)
class Answer:
    part: Part
    known: Known

    @property
    def path(self) -> Path:
        return self.part.path


class _TryAgain(Exception):
    def __init__(self, why: str, wait: float | None = None) -> None:
        super().__init__(why)
        self.wait = wait


class Client:
    """Fetches into a folder, for one source at a time. Close it, or use it in a ``with``."""

    def __init__(
        self,
        folder: Path,
        *,
        known: Known | None = None,
        largest: int = LARGEST,
        deadline: float = DEADLINE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.known = known or Known()
        self._folder, self._largest, self._deadline = folder, largest, deadline
        self._sleep = sleep
        self._http = httpx.Client(
            timeout=TIMEOUT, headers={"User-Agent": user_agent()}, follow_redirects=False
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_error: Any) -> None:
        self._http.close()

    def unchanged_since(self, modified: str) -> None:
        """Raises `Unchanged` when the last vintage carries the same mark."""
        if modified and modified == self.known.last_modified:
            raise Unchanged

    def get(
        self, address: str, name: str, *, known: Known | None = None, within: str = ""
    ) -> Answer:
        """One answer, whole, in a file. `known`: ask only for what changed since, or `Unchanged`.

        `within`: the address must be on the host of that one, for addresses out of an answer.
        """
        if not address:
            raise NotFetched(
                _("%(name)s has no address.") % {"name": name},
                mend=_("Give one in sources.yaml, or read a file with --from FOLDER."),
            )
        url = _onward(_url(within), address) if within else _url(address)
        if within and _origin(url) != _origin(_url(within)):
            raise NotFetched(
                _("%(address)s is on another host than its first page.") % {"address": address},
                mend=_("Nothing was kept. See whether the publisher moved the set."),
            )
        with _one_at_a_time[url.host]:
            return self._with_patience(url, name, known or Known())

    def _with_patience(self, url: httpx.URL, name: str, known: Known) -> Answer:
        why = ""
        for attempt in range(ATTEMPTS):
            try:
                return self._once(url, name, known)
            except httpx.TransportError as error:
                why, wait = str(error) or type(error).__name__, None
            except _TryAgain as error:
                why, wait = str(error), error.wait
            if attempt == ATTEMPTS - 1 or (wait or 0) > LONGEST_WAIT:
                break
            self._sleep(2.0**attempt if wait is None else wait)
        raise NotFetched(
            _("%(address)s did not answer.") % {"address": url},
            why=why,
            mend=_("Try again later; what was fetched before stays."),
        )

    def _once(self, first: httpx.URL, name: str, known: Known) -> Answer:
        headers = {
            header: value
            for header, value in (
                ("If-None-Match", known.etag),
                ("If-Modified-Since", known.last_modified),
            )
            if value
        }
        with self._following(first, headers) as response:
            if response.status_code == 304:
                raise Unchanged
            if response.status_code in BUSY:
                raise _TryAgain(_status(response), _asked_to_wait(response))
            if response.status_code != 200:
                raise NotFetched(
                    _("%(address)s does not give the data.") % {"address": response.url},
                    why=_status(response),
                    mend=_("Open it in a browser; correct the address in sources.yaml."),
                )
            path = self._folder / name.replace("/", "_")
            self._save(response, path)
            return Answer(
                Part(name, path),
                Known(response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")),
            )

    @contextmanager
    def _following(self, first: httpx.URL, headers: dict[str, str]) -> Iterator[httpx.Response]:
        """The answer at the end of the redirects."""
        url = first
        for _hop in range(REDIRECTS + 1):
            trusted = _origin(url) == _origin(first)
            if not trusted:
                _refuse_private(url)
            with self._http.stream("GET", url, headers=headers) as response:
                if not trusted:
                    _refuse_private_peer(response)
                if response.has_redirect_location:
                    url = _redirected(response)
                    continue
                yield response
                return
        raise NotFetched(
            _("%(address)s keeps sending us on.") % {"address": first},
            mend=_("Open it in a browser; correct the address in sources.yaml."),
        )

    def _save(self, response: httpx.Response, path: Path) -> None:
        began, size = time.monotonic(), 0
        announced = response.headers.get("Content-Length", "")
        if announced.isdecimal() and int(announced) > self._largest:
            raise self._too_large(response)
        with path.open("wb") as file:
            for chunk in response.iter_bytes(1 << 16):
                size += len(chunk)
                if size > self._largest:
                    raise self._too_large(response)
                if time.monotonic() - began > self._deadline:
                    raise _TryAgain(_("it took too long"))
                file.write(chunk)

    def _too_large(self, response: httpx.Response) -> NotFetched:
        return NotFetched(
            _("%(address)s is too large.") % {"address": response.url},
            why=_("It is over %(size)d MB.") % {"size": self._largest >> 20},
            mend=_("Ask for less with a filter in sources.yaml."),
        )


def _url(address: str) -> httpx.URL:
    try:
        url = httpx.URL(address)
    except httpx.InvalidURL as error:
        raise _no_web_address(address) from error
    if url.scheme not in ("http", "https") or not url.host or url.userinfo:
        raise _no_web_address(address)
    return url


def _onward(base: httpx.URL, address: str) -> httpx.URL:
    """The address of a next page; a publisher behind a proxy may believe itself without TLS."""
    url = _url(str(base.join(address)))
    is_downgraded = (base.scheme, url.scheme, url.host) == ("https", "http", base.host)
    return url.copy_with(scheme="https") if is_downgraded and url.port is None else url


def _no_web_address(address: str) -> NotFetched:
    return NotFetched(
        _("%(address)s is no address on the web.") % {"address": address},
        mend=_("Only http:// and https:// are fetched; correct it in sources.yaml."),
    )


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return (url.scheme, url.host, url.port)


def _redirected(response: httpx.Response) -> httpx.URL:
    url = _url(str(response.url.join(response.headers["Location"])))
    if response.url.scheme == "https" and url.scheme != "https":
        raise NotFetched(
            _("%(address)s sends us on to a place without encryption.") % {"address": response.url},
            why=str(url),
            mend=_("Correct the address in sources.yaml."),
        )
    return url


def _refuse_private(url: httpx.URL) -> None:
    """Before anything is asked: no name that stands for an address inside a private network."""
    for address in _addresses(url):
        _refuse_address(address, url)


def _addresses(url: httpx.URL) -> list[str]:
    """What a host's name stands for; an address stands for itself."""
    try:
        return [str(ipaddress.ip_address(url.host))]
    except ValueError:
        pass
    try:
        found = socket.getaddrinfo(url.host, url.port or 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise _TryAgain(str(error)) from error
    return [str(peer[0]) for *_rest, peer in found]


def _refuse_private_peer(response: httpx.Response) -> None:
    """Who answered, in case the name stood for another address by then. A proxy hides it."""
    stream = response.extensions.get("network_stream")
    if stream is not None and not getproxies():
        _refuse_address(str(stream.get_extra_info("server_addr")[0]), response.url)


def _refuse_address(address: str, url: httpx.URL) -> None:
    if not ipaddress.ip_address(address.partition("%")[0]).is_global:
        raise NotFetched(
            _("%(address)s is inside a private network.") % {"address": url},
            why=_("A publisher sent us on to it."),
            mend=_("Nothing was kept. If it is meant, give this address in sources.yaml."),
        )


def _status(response: httpx.Response) -> str:
    return f"{response.status_code} {response.reason_phrase}".strip()


def _asked_to_wait(response: httpx.Response) -> float | None:
    """Seconds out of Retry-After, which is a number or a moment."""
    said = response.headers.get("Retry-After", "")
    if said.isdecimal():
        return float(said)
    try:
        moment = email.utils.parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (moment - now()).total_seconds()) if moment.tzinfo else None
