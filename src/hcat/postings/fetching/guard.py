# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where we go: public addresses on the ports of the web, and nowhere else.

An address that a company gives, or a redirect, could lead into the network in which the server
stands (to its metadata, its database, a printer). So a name is looked up once, what it stands for
is judged, and the connection is made to exactly that address: a name that means something else a
moment later cannot deceive us.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import httpcore
import httpx

from .asking import Hitch, NotFetched

PORTS = frozenset((80, 443))
_clock = threading.local()


class Deadline:
    """All reading and writing of this thread ends by then, however slowly it drips: also within
    the heads of an answer, where a limit for each read would be renewed with each letter."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    def __enter__(self) -> Deadline:
        _clock.until = time.monotonic() + self.seconds
        return self

    def __exit__(self, *_error: Any) -> None:
        _clock.until = None

    @staticmethod
    def left(timeout: float | None) -> float | None:
        """Seconds that one read or write may take. Raises `httpcore.ReadTimeout`."""
        until: float | None = getattr(_clock, "until", None)
        if until is None:
            return timeout
        left = until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole took too long")
        return left if timeout is None else min(left, timeout)


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet.

    >>> [is_public(one) for one in ("8.8.8.8", "169.254.169.254", "10.0.0.1", "::1")]
    [True, False, False, False]
    >>> is_public("::ffff:127.0.0.1"), is_public("64:ff9b::7f00:1"), is_public("2002:7f00:1::")
    (False, False, False)
    """
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        # Addresses that carry another one within them are as public as what they carry.
        inner = found.ipv4_mapped or found.sixtofour
        if found in _NAT64:
            inner = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
        if found.teredo is not None:
            return False
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast and not found.is_reserved


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def addresses_of(host: str, port: int) -> list[str]:
    """What a name stands for, all of it judged. Raises `NotFetched`."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NotFetched(Hitch.BROKEN, f"{host} is not found: {error}") from None
    addresses = [str(peer[0]) for *_rest, peer in found]
    for address in addresses:
        if not is_public(address):
            raise NotFetched(Hitch.NOT_PUBLIC, f"{host} stands for {address}, inside a network")
    return addresses


class _Stream(httpcore.NetworkStream):
    """A connection whose reads and writes keep to the deadline of their thread."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, Deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, Deadline.left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, Deadline.left(timeout)))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.NetworkBackend):
    """Connects to public addresses only, and to what an operator named."""

    def __init__(self, trusted: frozenset[str]) -> None:
        self._inner = httpcore.SyncBackend()
        self._trusted = trusted

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        targets = [host] if is_trusted(host, port, self._trusted) else addresses_of(host, port)
        failed: Exception | None = None
        for target in targets[:3]:
            try:
                stream = self._inner.connect_tcp(
                    target, port, Deadline.left(timeout), local_address, socket_options
                )
                return _Stream(stream)
            except httpcore.ConnectError as error:
                failed = error
        raise failed or httpcore.ConnectError(f"no address of {host} answers")

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


def is_trusted(host: str, port: int, trusted: frozenset[str]) -> bool:
    return f"{host}:{port}" in trusted


@cache
def _authorities() -> ssl.SSLContext:
    """Whom we believe about who a host is; read once, since reading it takes 20 ms."""
    return httpx.create_ssl_context()


def transport(trusted: frozenset[str]) -> httpx.BaseTransport:
    """How requests leave this machine."""
    made = httpx.HTTPTransport(verify=_authorities(), retries=0)
    # httpx has no way to hand in a backend; its pool is replaced by the same one with ours.
    made._pool = httpcore.ConnectionPool(
        ssl_context=_authorities(),
        max_connections=64,
        max_keepalive_connections=16,
        keepalive_expiry=10.0,
        network_backend=_Backend(trusted),
    )
    return made


def checked(address: str, trusted: frozenset[str]) -> httpx.URL:
    """The address, if it is one of the web to which we go. Raises `NotFetched`."""
    try:
        url = httpx.URL(address)
    except (httpx.InvalidURL, TypeError, ValueError) as error:
        raise NotFetched(
            Hitch.NOT_AN_ADDRESS, f"{address[:200]!r} is no address: {error}"
        ) from None
    if url.scheme not in ("http", "https") or not url.host:
        raise NotFetched(Hitch.NOT_AN_ADDRESS, f"{address[:200]!r} is no address of the web")
    if url.userinfo:
        raise NotFetched(Hitch.NOT_AN_ADDRESS, f"the address of {url.host} holds a password")
    port = url.port or (443 if url.scheme == "https" else 80)
    if is_trusted(url.host, port, trusted):
        return url
    if port not in PORTS:
        raise NotFetched(Hitch.NOT_PUBLIC, f"port {port} of {url.host} is not one of the web")
    if _is_inside(url.host.strip("[]")):
        raise NotFetched(Hitch.NOT_PUBLIC, f"{url.host} is inside a network")
    return url


def _is_inside(host: str) -> bool:
    """Whether a host is inside a network as it is written, without looking it up: `127.1` and
    `0x7f000001` are what a machine takes for 127.0.0.1.

    >>> [_is_inside(one) for one in ("127.1", "0x7f000001", "localhost", "printer.local", "::1")]
    [True, True, True, True, True]
    >>> [_is_inside(one) for one in ("voorbeeld.nl", "8.8.8.8", "local.nl")]
    [False, False, False]
    """
    name = host.casefold().rstrip(".")
    if name.split(".")[-1] in ("localhost", "local", "internal"):
        return True
    try:
        return not is_public(str(ipaddress.ip_address(host)))
    except ValueError:
        pass
    try:
        return not is_public(socket.inet_ntoa(socket.inet_aton(host)))
    except (OSError, ValueError):
        return False


def may_carry_a_secret(address: str | httpx.URL, trusted: frozenset[str]) -> bool:
    """Whether nobody on the way reads along: over https, or to a host that an operator named."""
    url = httpx.URL(address)
    return url.scheme == "https" or is_trusted(url.host, url.port or 80, trusted)
