# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An answer as bytes, unpacked within a limit: a small one may hold a thousand times its size."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from .asking import Hitch, NotFetched

CHUNK = 1 << 16


class _Plain:
    def feed(self, chunk: bytes, _room: int) -> bytes:
        return chunk


class _Packed:
    """gzip and deflate, never more at once than there is room for."""

    def __init__(self, bits: int) -> None:
        self._bits = bits
        self._inner = zlib.decompressobj(bits)

    def feed(self, chunk: bytes, room: int) -> bytes:
        try:
            return self._inner.decompress(chunk, room + 1)
        except zlib.error as error:
            if self._bits == zlib.MAX_WBITS:  # some say deflate and send it without its head
                self._bits = -zlib.MAX_WBITS
                self._inner = zlib.decompressobj(self._bits)
                return self.feed(chunk, room)
            raise NotFetched(Hitch.BROKEN, f"the answer is packed wrongly: {error}") from None


def _unpacker(encoding: str) -> _Plain | _Packed:
    if encoding in ("", "identity"):
        return _Plain()
    if encoding in ("gzip", "x-gzip"):
        return _Packed(zlib.MAX_WBITS | 16)
    if encoding == "deflate":
        return _Packed(zlib.MAX_WBITS)
    raise NotFetched(Hitch.BROKEN, f"the answer is packed as {encoding!r}, which was not asked")


def unpacked(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The whole answer. Raises `NotFetched` as soon as it is larger than `most` bytes."""
    unpacker = _unpacker(encoding.strip().casefold())
    whole = bytearray()
    for chunk in chunks:
        whole += unpacker.feed(chunk, most - len(whole))
        if len(whole) > most:
            raise NotFetched(Hitch.TOO_LARGE, f"the answer is larger than {most >> 20} MB")
    return bytes(whole)
