# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small pictures look like the large ones."""

from __future__ import annotations

import struct
import zlib

import numpy as np

from tests.journeys.manual.pictures import encoded, with_palette


def test_a_picture_of_few_colours_keeps_every_pixel() -> None:
    pixels = np.array([[[0, 0, 0], [255, 255, 255]], [[165, 30, 54], [0, 0, 0]]], dtype=np.uint8)
    places, palette = with_palette(pixels)
    assert np.array_equal(palette[places], pixels)


def test_a_picture_of_many_colours_keeps_the_commonest_as_they_are() -> None:
    page = np.full((40, 40, 3), (252, 251, 248), dtype=np.uint8)
    page[:10] = (165, 30, 54)
    page[30:] = np.random.default_rng(1).integers(0, 256, (10, 40, 3), dtype=np.uint8)
    places, palette = with_palette(page)
    assert palette.shape == (256, 3)
    assert np.array_equal(palette[places][:30], page[:30])


def test_the_file_is_a_png_with_a_palette() -> None:
    file = encoded(*with_palette(np.full((3, 5, 3), 200, dtype=np.uint8)))
    assert file[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">IIBB", file[16:26]) == (5, 3, 8, 3)
    start = file.index(b"IDAT") + 4
    [length] = struct.unpack(">I", file[start - 8 : start - 4])
    assert zlib.decompress(file[start : start + length]) == (b"\0" + bytes(5)) * 3
