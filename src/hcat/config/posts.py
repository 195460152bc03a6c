# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Processes in the background, held by locks instead of by trust in a number.

A process keeps a lock on its file in `var/run` for as long as it, or a child of it, lives: the
system lets go of it whatever way the process ends. A number left in a file therefore never leads
to a stranger: where nobody holds the lock, nobody is there.
"""

from __future__ import annotations

import fcntl
import json
import os
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hcat.foundation.api import Refused


def _signal(process: int, number: int) -> None:
    try:
        os.killpg(process, number)
    except ProcessLookupError:
        # It leads no group: `hcat serve` in somebody's script. The lock says that it lives.
        with suppress(ProcessLookupError):
            os.kill(process, number)


@dataclass(frozen=True, slots=True)
class Post:
    """The place of one process: `var/run/NAME.pid`, JSON with at least its `pid`."""

    path: Path

    @classmethod
    def named(cls, run: Path, name: str) -> Post:
        return cls(run / f"{name}.pid")

    def take(self) -> int:
        """Take the place, for this process and every child that is given the descriptor."""
        self.path.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o640)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            raise Refused(
                f"{self.path.stem} runs already.",
                why=f"Its place {self.path} is held by process {self.told().get('pid', '?')}.",
                mend="Run `hcat stop` first.",
            ) from None
        os.ftruncate(descriptor, 0)
        return descriptor

    @staticmethod
    def tell(descriptor: int, **facts: Any) -> None:
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, json.dumps(facts).encode(), 0)

    def held(self) -> bool:
        if not self.path.exists():
            return False
        descriptor = os.open(self.path, os.O_RDWR)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(descriptor)
        return False

    def told(self) -> dict[str, Any]:
        try:
            facts = json.loads(self.path.read_text(encoding="utf-8") or "{}")
        except (OSError, ValueError):
            return {}
        return facts if isinstance(facts, dict) else {}

    def end(self, *, patience: float) -> bool:
        """End whoever stands here, gently and then not. True when somebody stood here.

        The signal goes to the process group: its number cannot be given to a stranger while one
        member lives, and the lock says that one does.
        """
        if not self.held():
            return False
        began = time.monotonic()
        signals = [(signal.SIGTERM, patience), (signal.SIGKILL, 5.0)]
        for number, wait in signals:
            group = self.told().get("pid")
            if isinstance(group, int) and group > 1:
                _signal(group, number)
            until = time.monotonic() + wait
            while time.monotonic() < until:
                if not self.held():
                    return True
                time.sleep(0.05)
        raise Refused(
            f"{self.path.stem} could not be ended in {time.monotonic() - began:.0f} seconds.",
            why=f"Process {self.told().get('pid', '?')} still holds {self.path}.",
            mend="Look at it with `ps`; it may belong to another user.",
        )
