# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file that takes long to make: made by the first who asks after an hour, if anything changed.

One at a time on a server: whoever asks meanwhile is given the last one.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from hcat.foundation.api import now

EVERY = timedelta(hours=1)
ANYWAY = timedelta(days=1)
"""After a day it is made though nothing that we look at changed: a company may have a new name."""


class BeingMade(Exception):
    """For the first time, by somebody else."""


def made_file(
    name: str, parts: Callable[[], Iterable[bytes]], changed_at: Callable[[], datetime | None]
) -> Path:
    """The file `name` of this server, made of `parts`; `changed_at` tells when what it holds last
    changed. Its own time is when its making began. Raises `BeingMade`."""
    folder = Path(settings.VAR_DIR) / "feeds"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if _holds(path, changed_at):
        return path
    with (folder / f"{name}.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if path.exists():
                return path
            raise BeingMade from None
        if not _holds(path, changed_at):
            _make(path, parts)
    return path


def _holds(path: Path, changed_at: Callable[[], datetime | None]) -> bool:
    try:
        made_at = path.stat().st_mtime
    except FileNotFoundError:
        return False
    age = timedelta(seconds=now().timestamp() - made_at)
    if age < EVERY or age >= ANYWAY:
        return age < EVERY
    latest = changed_at()
    return latest is None or latest.timestamp() < made_at


def _make(path: Path, parts: Callable[[], Iterable[bytes]]) -> None:
    """Whole or not at all."""
    began, new = now().timestamp(), path.with_name(f"{path.name}.new")
    with new.open("wb") as file:
        file.writelines(parts())
    os.utime(new, (began, began))
    new.replace(path)
