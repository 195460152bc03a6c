# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""SBB and DUO: the list of MBO programmes (crebo), XLSX.

Series ``programmes``: each row counts one; `programme` is the crebo code. The list holds some codes
twice, under an older and a newer name. The source says the school year (``period:``).
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from hcat.labour_market.figures import Figure

from .fetching import one_file as fetch
from .layout import Column, Layout, Measure, read_as
from .payload import Payload

__all__ = ["LAYOUTS", "VERSION", "fetch", "read"]

VERSION = 1


def crebo(text: str) -> str:
    """Five digits.

    >>> crebo("25187")
    '25187'
    """
    if not (text.isdecimal() and len(text) == 5):
        raise ValueError(_("a crebo code of five digits"))
    return text


LAYOUTS = {
    "crebo": Layout(
        measures=(Measure("programmes", "", "programmes"),),
        dimensions={
            "programme": Column("Opleidingcode", ("Opleidingscode", "Crebocode"), tidy=crebo),
            "programme_name": Column("Opleidingsnaam"),
        },
    )
}


def read(payload: Payload) -> Iterator[Figure]:
    return read_as(payload, LAYOUTS)
