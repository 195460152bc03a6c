# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Fetching sources and keeping what is new. Nothing that is kept is ever changed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now, record
from hcat.parties.api import require

from .client import Client, Unchanged
from .connectors import CONNECTORS
from .connectors.payload import Known, Part, Payload
from .connectors.problems import FormatChanged
from .models import Vintage
from .sources import Source
from .storage import Spool

Progress = Callable[[int], None]
"""Told, now and then, how many figures were read."""
EVERY = 5_000


class Outcome(StrEnum):
    STORED = "stored"
    UNCHANGED = "unchanged"
    NOT_THERE = "not there"
    """The folder that was given holds no file of this source."""


@dataclass(frozen=True, slots=True)
class Synced:
    source: str
    outcome: Outcome
    rows: int = 0
    vintage: Vintage | None = None
    """The vintage that stands: the new one, or the one that did not change; None when dry."""


def sync(
    *,
    by: Actor,
    source: Source,
    folder: Path | None = None,
    dry_run: bool = False,
    on_progress: Progress | None = None,
) -> Synced:
    """Fetch one source (or read it from a folder), and keep it if it is new.

    All or nothing: the file is read to its end before the database is asked. FormatChanged when a
    publisher changed the format, NotFetched when it gave nothing; what was known stays.
    """
    # Who may have figures taken may have them fetched.
    require(by, "evidence.evaluate")
    standing = Vintage.objects.filter(source=source.key).order_by("number").last()
    reader = _reader(source)
    same_reader = standing is not None and standing.reader == reader
    known = Known(standing.etag, standing.last_modified) if standing and same_reader else Known()
    try:
        with _payload(source, folder, known) as payload:
            if payload is None:
                return Synced(source.key, Outcome.NOT_THERE)
            payload_sha256 = payload.sha256()
            if standing and same_reader and payload_sha256 == standing.payload_sha256:
                raise Unchanged
            with Spool() as spool:
                _read(payload, spool, on_progress)
                if standing and spool.sha256 == standing.rows_sha256:
                    raise Unchanged
                if dry_run:
                    return Synced(source.key, Outcome.STORED, spool.rows)
                draft = Vintage(
                    source=source.key, number=standing.number + 1 if standing else 1,
                    fetched_at=now(), about=_about(payload, folder), reader=reader,
                    etag=payload.known.etag, last_modified=payload.known.last_modified,
                    payload_sha256=payload_sha256, rows_sha256=spool.sha256, rows=spool.rows,
                    series=spool.series,
                )  # fmt: skip
                stored = store(by=by, draft=draft, spool=spool)
                return Synced(source.key, Outcome.STORED, stored.rows, stored)
    except Unchanged:
        return Synced(source.key, Outcome.UNCHANGED, standing.rows if standing else 0, standing)


@transaction.atomic
def store(*, by: Actor, draft: Vintage, spool: Spool) -> Vintage:
    """Keep a vintage with all its figures. Refused when another came in between."""
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError as error:
        raise Refused(
            _("%(source)s is being fetched by someone else as well.") % {"source": draft.source},
            why=_("A vintage was kept while this one was read."),
            mend=_("Fetch it again."),
        ) from error
    spool.store(draft)
    record(
        by=by,
        action="labour_market.vintage_stored",
        subject=f"source:{draft.source}",
        vintage=draft.number,
        rows=draft.rows,
        sha256=draft.payload_sha256,
    )
    return draft


def _reader(source: Source) -> str:
    """Who reads it and how: the same bytes are read anew when either changes."""
    return f"{source.connector}/{CONNECTORS[source.connector].VERSION} {source.fingerprint}"


def _read(payload: Payload, spool: Spool, on_progress: Progress | None) -> None:
    for count, figure in enumerate(CONNECTORS[payload.source.connector].read(payload), start=1):
        spool.add(figure)
        if on_progress and count % EVERY == 0:
            on_progress(count)
    spool.finish()
    if not spool.rows:
        raise FormatChanged(
            payload.parts[0].name,
            expected=_("figures"),
            found=_("headings without a line under them"),
            mend=_("Fetch it again; the publisher may be down."),
        )
    if on_progress:
        on_progress(spool.rows)


@contextmanager
def _payload(source: Source, folder: Path | None, known: Known) -> Iterator[Payload | None]:
    if folder is not None:
        yield _from_folder(source, folder)
        return
    with (
        tempfile.TemporaryDirectory(prefix="hcat-data-") as place,
        Client(Path(place), known=known) as client,
    ):
        yield CONNECTORS[source.connector].fetch(client, source)


def _from_folder(source: Source, folder: Path) -> Payload | None:
    """The files of a source under a folder, pages in the order of their names."""
    if not folder.is_dir():
        raise Refused(
            _("There is no folder %(folder)s.") % {"folder": folder},
            mend=_("Give the folder that holds the publishers' files."),
        )
    data = _files(source.file, folder)
    if not data:
        return None
    about = [Part(part.name, part.path, about=True) for part in _files(source.about_file, folder)]
    described = {part.path for part in about}
    return Payload(source, (*about, *(part for part in data if part.path not in described)))


def _files(name: str, folder: Path) -> list[Part]:
    found = sorted(path for path in folder.rglob(name) if path.is_file()) if name else []
    if len(found) > 1 and "*" not in name:
        raise Refused(
            _("%(name)s stands in the folder more than once.") % {"name": name},
            why=", ".join(str(path) for path in found),
            mend=_("Give the folder in which the right one is."),
        )
    return [Part(path.name, path) for path in found]


def _about(payload: Payload, folder: Path | None) -> dict[str, Any]:
    source = payload.source
    return {
        "title": source.title,
        "publisher": source.publisher,
        "licence": source.licence,
        "address": "" if folder else source.address,
        "files": [part.name for part in payload.parts],
        "bytes": payload.bytes,
    }
