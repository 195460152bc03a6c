# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The index on this server: opened once, searched by all, written by one.

Each server keeps its own, in its folder of derived data, and brings it up to date from the tables:
what changed since the last time. Lost or of another edition, it is built anew.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import tantivy

from .documents import Indexed, document
from .fields import EDITION, schema
from .snapshot import Snapshot
from .spelling import vocabulary_of

HEAP = 64 << 20
"""Bytes that the writer may hold before it writes a part of the index."""
STATE = "state.json"
WORDS_STAND = 60.0
"""Seconds before the words of the index are looked through again for what was misspelt."""


class Engine:
    """The index in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._index: Any = None
        self._stamp = 0
        self._snapshot: Snapshot | None = None
        self._words_at = float("-inf")

    # --- reading ------------------------------------------------------------------------------

    def snapshot(self) -> Snapshot | None:
        """What stands in the index now; None while there is none of this edition. Others may write
        meanwhile: who searches sees what was whole when they began."""
        with self._lock:
            try:
                stamp = (self.folder / STATE).stat().st_mtime_ns
            except FileNotFoundError:
                return None
            if self._snapshot is None or stamp != self._stamp:
                if not self.state():
                    return None
                self._index = self._open()
                self._index.reload()
                self._snapshot = self._seen(self._index.searcher(), stamp)
                self._stamp = stamp
            return self._snapshot

    def _seen(self, searcher: Any, stamp: int) -> Snapshot:
        if self._snapshot is None or time.monotonic() - self._words_at > WORDS_STAND:
            self._words_at = time.monotonic()
            return Snapshot(searcher, vocabulary_of(searcher), stamp)
        return Snapshot(searcher, self._snapshot.vocabulary, stamp)

    def state(self) -> dict[str, Any]:
        """Up to which moment the index knows the tables, and of which edition it is."""
        try:
            found = json.loads((self.folder / STATE).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) and found.get("edition") == EDITION else {}

    # --- writing ------------------------------------------------------------------------------

    def rebuild(
        self,
        everything: Iterable[Indexed],
        *,
        known_until: datetime,
        seen: str = "",
        if_lacking: bool = False,
    ) -> int:
        """Build it anew beside the old one, which serves until the new one is whole. `if_lacking`:
        not where another did so while this one waited. `seen`: as of `update`."""
        with self._writing():
            if if_lacking and self.state():
                return 0
            beside = self.folder.with_name(f"{self.folder.name}.new")
            shutil.rmtree(beside, ignore_errors=True)
            beside.mkdir(parents=True)
            index = _index_in(beside)
            count = 0
            writer = index.writer(HEAP, 1)
            for one in everything:
                writer.add_document(document(one))
                count += 1
            writer.commit()
            writer.wait_merging_threads()
            _write_state(beside, known_until, seen)
            with self._lock:
                old = self.folder.with_name(f"{self.folder.name}.old")
                shutil.rmtree(old, ignore_errors=True)
                if self.folder.exists():
                    self.folder.rename(old)
                beside.rename(self.folder)
                self._snapshot = None
            shutil.rmtree(old, ignore_errors=True)
            return count

    def update(
        self,
        changed: Iterable[tuple[str, Indexed | None]],
        *,
        known_until: datetime,
        seen: str = "",
    ) -> int:
        """Bring some vacancies up to date; None takes one out. Returns how many. `seen` is kept
        with it: which changes were looked at."""
        with self._writing():
            index = self._open()
            writer = index.writer(HEAP, 1)
            count = 0
            for key, one in changed:
                count += 1
                writer.delete_documents_by_term("key", key)
                if one is not None:
                    writer.add_document(document(one))
            if count:
                writer.commit()
            writer.wait_merging_threads()
            _write_state(self.folder, known_until, seen)
            return count

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """One writer at a time on this server; who comes second waits."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        lock = self.folder.with_name(f"{self.folder.name}.lock")
        with lock.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def _open(self) -> Any:
        return _index_in(self.folder)


def _index_in(folder: Path) -> Any:
    return tantivy.Index(schema(), str(folder), reuse=True)


def _write_state(folder: Path, known_until: datetime, seen: str) -> None:
    state = {"edition": EDITION, "known_until": known_until.isoformat(), "seen": seen}
    text = json.dumps(state)
    temporary = folder / f"{STATE}.tmp"
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(folder / STATE)
