# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Screenshots as small files: at most 256 colours, without a library for pictures.

The browser takes the picture and reads its own file; what is left is counting colours.
"""

from __future__ import annotations

import base64
import struct
import zlib

import numpy as np
import numpy.typing as npt
from playwright.sync_api import Page

_PIXELS = """async (png) => {
    const image = new Image();
    image.src = "data:image/png;base64," + png;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = image.width; canvas.height = image.height;
    const pen = canvas.getContext("2d");
    pen.drawImage(image, 0, 0);
    const bytes = pen.getImageData(0, 0, image.width, image.height).data;
    let text = "";
    for (let at = 0; at < bytes.length; at += 32768)
        text += String.fromCharCode(...bytes.subarray(at, at + 32768));
    return [image.width, image.height, btoa(text)];
}"""

Pixels = npt.NDArray[np.uint8]


def small_png(blank: Page, png: bytes) -> bytes:
    """The same picture with a palette; `blank` is an empty page that does the reading."""
    width, height, text = blank.evaluate(_PIXELS, base64.b64encode(png).decode())
    pixels = np.frombuffer(base64.b64decode(text), dtype=np.uint8).reshape(height, width, 4)
    return encoded(*with_palette(pixels[:, :, :3]))


def with_palette(pixels: Pixels) -> tuple[Pixels, Pixels]:
    """Rows of places in a palette, and the palette: the commonest colours, the rest to the nearest.

    `pixels` is height x width x 3.
    """
    flat = pixels.reshape(-1, 3).astype(np.uint32)
    packed = flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2]
    colours, place, counts = np.unique(packed, return_inverse=True, return_counts=True)
    parts = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1).astype(np.int32)
    kept = np.sort(np.argsort(-counts, kind="stable")[:256])
    palette = parts[kept]
    nearest = np.empty(len(parts), dtype=np.uint8)
    for start in range(0, len(parts), 512):
        distance = ((parts[start : start + 512, None] - palette[None]) ** 2).sum(axis=2)
        nearest[start : start + 512] = distance.argmin(axis=1)
    return nearest[place.reshape(-1)].reshape(pixels.shape[:2]), palette.astype(np.uint8)


def encoded(rows: Pixels, palette: Pixels) -> bytes:
    """A PNG file of places in a palette."""
    height, width = rows.shape
    lines = np.concatenate([np.zeros((height, 1), dtype=np.uint8), rows], axis=1)
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)),
            _chunk(b"PLTE", palette.tobytes()),
            _chunk(b"IDAT", zlib.compress(lines.tobytes(), 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
