# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file between its upload and the decision about it. It is kept for the time of the preview: it
goes when the import is written or called off, and after an hour in any case.

Personal data: an imported file may name one-person businesses. Purpose: showing what an import
would do. Kept: an hour at most, readable by the site only.
"""

from __future__ import annotations

import json
import re
import secrets
import time
import zipfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, Refused

LARGEST_MB = 5
"""Some tens of thousands of organisations: more than a page can wait for goes by the command
``hcat organisations import``."""
UNPACKED_MB = 100
"""A spreadsheet is a zip file; a malicious one unpacks into far more than it weighs."""
SUFFIXES = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm")
KEPT_SECONDS = 60 * 60


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits, and what was said about it."""

    token: str
    user_id: int
    file: str
    kind: str
    valid_from: str

    @property
    def path(self) -> Path:
        return _folder() / self.token / self.file

    @property
    def day(self) -> date:
        return date.fromisoformat(self.valid_from)


def keep(file: UploadedFile[Any], *, user_id: int, kind: str, valid_from: date) -> Upload:
    """Put the file aside, under a name that cannot be guessed. Sweeps what is too old."""
    sweep()
    name = get_valid_filename(PurePath(file.name or "file").name)[-100:]
    upload = Upload(secrets.token_urlsafe(24), user_id, name, kind, valid_from.isoformat())
    folder = _folder() / upload.token
    folder.mkdir(mode=0o700, parents=True)
    with upload.path.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    upload.path.chmod(0o600)
    (folder / "about.json").write_text(json.dumps(asdict(upload)), encoding="utf-8")
    if not _unpacks(upload.path):
        drop(upload)
        raise Refused(
            _("This file cannot be read."),
            why=_("It unpacks into more than %(size)d MB.") % {"size": UNPACKED_MB},
            mend=_("Save it again as CSV, or import it in parts."),
        )
    return upload


def kept(token: str, *, user_id: int) -> Upload:
    """The upload of this person; nobody else sees it, and nobody after an hour."""
    about = _folder() / token / "about.json"
    known = re.fullmatch(r"[A-Za-z0-9_-]{20,60}", token) and about.is_file()
    if known and time.time() - about.stat().st_mtime < KEPT_SECONDS:
        upload = Upload(**json.loads(about.read_text(encoding="utf-8")))
        if upload.user_id == user_id:
            return upload
    raise NotFound(
        _("This file is no longer here."),
        why=_("An uploaded file is kept for an hour, or until the import is written."),
        mend=_("Upload it again."),
    )


def drop(upload: Upload) -> None:
    """Remove the file; removing it twice does no harm."""
    _remove(_folder() / upload.token)


def sweep() -> int:
    """Remove what was left lying about for longer than an hour. Returns how many."""
    folder = _folder()
    old = [
        one
        for one in (folder.iterdir() if folder.is_dir() else ())
        if one.is_dir() and time.time() - one.stat().st_mtime > KEPT_SECONDS
    ]
    for one in old:
        _remove(one)
    return len(old)


def _remove(folder: Path) -> None:
    if not folder.is_dir():
        return
    for file in folder.iterdir():
        file.unlink(missing_ok=True)
    folder.rmdir()


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "imports"


def _unpacks(path: Path) -> bool:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        return True  # whoever reads it says what it is instead
    with archive:
        return sum(one.file_size for one in archive.infolist()) <= UNPACKED_MB * 1024 * 1024
