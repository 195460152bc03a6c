# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An answer in a file, read as a source would be: to see what a system gives, and what it lacks."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused
from hcat.postings.api import (
    Board,
    Payload,
    Reading,
    Unreadable,
    adapter_named,
    adapters,
    recognised,
)

from .reading_words import as_sentence

LARGEST = 64 << 20


@dataclass(frozen=True, slots=True)
class Shown:
    system: str
    title: str
    reading: Reading

    def as_data(self) -> dict[str, Any]:
        return {
            "system": self.system,
            "total": self.reading.total,
            "postings": [_plain(asdict(one)) for one in self.reading.postings],
            "problems": [asdict(one) for one in self.reading.problems],
            "further": [one.address for one in self.reading.further],
        }


def read_file(
    path: Path, *, system: str = "", employer: str = "", address: str = "", read_on: date
) -> Shown:
    """Raises `Refused` where the file is too large, or is not what the system gives."""
    if path.stat().st_size > LARGEST:
        raise Refused(
            _("%(file)s is larger than %(size)d MB.") % {"file": path, "size": LARGEST >> 20},
            mend=_("Give a single answer of a system."),
        )
    payload = Payload(path.read_bytes(), "", address, "", read_on)
    if system and system not in adapters():
        raise Refused(
            _("There is no way to read “%(system)s”.") % {"system": system},
            mend=_("Choose one of: %(names)s.") % {"names": ", ".join(sorted(adapters()))},
        )
    try:
        name = system or recognised(payload)
        adapter = adapter_named(name)
        reading = adapter.read(payload, Board(name, employer, address))
    except Unreadable as error:
        raise Refused(
            _("%(file)s could not be read.") % {"file": path},
            why=as_sentence(error.why),
            mend=_("See whether it is whole, or name its system with --system."),
        ) from None
    return Shown(name, adapter.title, reading)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
