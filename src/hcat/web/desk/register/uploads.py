# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A file between its upload and the decision about it. It is kept for the time of the preview: it
goes when the import is written or called off, and after an hour in any case.

Personal data: an imported file may name one-person businesses, or hold what people answered in an
earlier survey. Purpose: showing what an import would do. Kept: an hour at most, readable by the
site only.
"""

from __future__ import annotations

import json
import re
import secrets
import shutil
import time
import zipfile
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _

from hcat.foundation.api import NotFound, Refused

LARGEST_MB = 20
"""A hundred thousand organisations; what is larger goes by ``hcat organisations import``."""
UNPACKED_MB = 100
"""A spreadsheet is a zip file; a malicious one unpacks into far more than it weighs."""
KEPT_SECONDS = 60 * 60
_OWN_FILES = ("about.json", "progress.json", "progress.draft")
"""What stands beside the file; whatever kind that is of, it is gone after its time."""
_NAME = re.compile(r"[A-Za-z0-9_-]{20,60}")
_CLAIMED = "=claimed"
"""Behind the name of what somebody writes; no name has this sign, so no address leads to it."""
RESULT_SECONDS = 24 * 60 * 60
"""How long it is told what became of a file that is gone itself: numbers, and no names."""


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that waits, and what was said about it."""

    token: str
    user_id: int
    file: str
    kind: str
    valid_from: str
    said: dict[str, Any] = field(default_factory=dict)
    """What else was said about it, as JSON holds it."""

    @property
    def folder(self) -> Path:
        return _folder() / self.token

    @property
    def path(self) -> Path:
        return self.folder / self.file

    @property
    def day(self) -> date:
        return date.fromisoformat(self.valid_from)


def keep(
    file: UploadedFile[Any], *, user_id: int, kind: str, valid_from: date,
    said: dict[str, Any] | None = None,
) -> Upload:  # fmt: skip
    """Put the file aside, under a name that cannot be guessed. Sweeps what is too old."""
    sweep()
    name = get_valid_filename(PurePath(file.name or "file").name)[-100:]
    token = secrets.token_urlsafe(24)
    upload = Upload(token, user_id, name, kind, valid_from.isoformat(), said or {})
    upload.folder.mkdir(mode=0o700, parents=True)
    with upload.path.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    upload.path.chmod(0o600)
    (upload.folder / "about.json").write_text(json.dumps(asdict(upload)), encoding="utf-8")
    if not _unpacks(upload.path):
        drop(upload)
        raise Refused(
            _("This file cannot be read."),
            why=_("It unpacks into more than %(size)d MB.") % {"size": UNPACKED_MB},
            mend=_("Save it again as CSV, or import it in parts."),
        )
    return upload


def kept(token: str, *, user_id: int) -> Upload:
    """The upload of this person; nobody else sees it, and nobody after its time."""
    upload = standing(token)
    if upload is not None and upload.user_id == user_id:
        return upload
    raise NotFound(
        _("This file is no longer here."),
        why=_("An uploaded file is kept for an hour, or until the import is written."),
        mend=_("Upload it again."),
    )


def standing(token: str) -> Upload | None:
    """The upload of this name, whoever it is of; None where there is none, or no longer."""
    return _read(_folder() / token) if _NAME.fullmatch(token) else None


def _read(folder: Path) -> Upload | None:
    try:
        about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
        if _is_over(folder):
            return None
    except FileNotFoundError:  # somebody else claimed or removed it
        return None
    return Upload(**{**about, "token": folder.name})


def claim(upload: Upload) -> Upload | None:
    """For who writes what is in the file: of two who ask at once, one has it, and None is for the
    other. Its hour goes on as before."""
    mine = replace(upload, token=f"{upload.token}{_CLAIMED}")
    try:
        upload.folder.rename(mine.folder)
    except OSError:
        return None
    return mine


def give_back(mine: Upload) -> None:
    """Nothing was written: it waits as it did, unless its hour is over."""
    with suppress(FileNotFoundError):
        mine.folder.rename(_folder() / mine.token.removesuffix(_CLAIMED))


def settle(mine: Upload) -> None:
    """It was written: the file goes, and for a day it is known what was said about it."""
    mine.path.unlink(missing_ok=True)
    told = json.dumps(asdict(replace(mine, file="")))
    (mine.folder / "about.json").write_text(told, encoding="utf-8")


def claimed(token: str, *, user_id: int) -> Upload | None:
    """What this person claimed under that name, and is writing or wrote."""
    found = _read(_folder() / f"{token}{_CLAIMED}") if _NAME.fullmatch(token) else None
    return found if found is not None and found.user_id == user_id else None


def _is_over(folder: Path) -> bool:
    has_file = any(one.name not in _OWN_FILES for one in folder.iterdir())
    return time.time() - folder.stat().st_mtime > (KEPT_SECONDS if has_file else RESULT_SECONDS)


def drop(upload: Upload) -> None:
    """Remove the file; removing it twice does no harm."""
    _remove(upload.folder)


def sweep() -> int:
    """Remove what was left lying about for too long. Returns how many."""
    folder = _folder()
    old = [
        one
        for one in (folder.iterdir() if folder.is_dir() else ())
        if one.is_dir() and _is_old(one)
    ]
    for one in old:
        _remove(one)
    return len(old)


def _is_old(folder: Path) -> bool:
    try:
        return _is_over(folder)
    except FileNotFoundError:
        return False


def _remove(folder: Path) -> None:
    """Two may do so at once."""
    shutil.rmtree(folder, ignore_errors=True)


def _folder() -> Path:
    return Path(settings.VAR_DIR) / "imports"


def _unpacks(path: Path) -> bool:
    try:
        archive = zipfile.ZipFile(path)
    except zipfile.BadZipFile:
        return True  # whoever reads it says what it is instead
    with archive:
        return sum(one.file_size for one in archive.infolist()) <= UNPACKED_MB * 1024 * 1024
