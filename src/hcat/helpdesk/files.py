# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that askers send along: recognised by their content, kept outside the pages.

The bytes lie in `MEDIA_ROOT`/helpdesk, so that `hcat backup` takes them along and nothing serves
them by itself. They are written before their row.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hcat.evidence.api import kind_of, safe_name
from hcat.foundation.api import NotFound, Refused

from .models import Attachment, Message

MOST = 5
"""Files with one message."""


@dataclass(frozen=True, slots=True)
class SentFile:
    name: str
    content: bytes


def check(files: Iterable[SentFile]) -> None:
    """Refused for a file that is not let in, and for too many."""
    given = list(files)
    if len(given) > MOST:
        raise Refused(
            _("More than %(most)d files came with this message.") % {"most": MOST},
            mend=_("Send the others with a second message."),
        )
    for one in given:
        kind_of(one.content, one.name)


def keep(message: Message, files: Iterable[SentFile]) -> list[Attachment]:
    """Write them, each with its row."""
    kept = []
    for one in files:
        kind = kind_of(one.content, one.name)
        row = Attachment(
            message=message, name=safe_name(one.name, kind), media_type=kind.media_type,
            size=len(one.content), kept_as=secrets.token_hex(16),
        )  # fmt: skip
        path = _path(row)
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with path.open("xb") as out:
            path.chmod(0o600)
            out.write(one.content)
        row.save(force_insert=True)
        kept.append(row)
    return kept


def are_kept(message: Message, files: Iterable[SentFile]) -> bool:
    """Whether exactly these came with the message; False where the disk no longer has one."""
    given = sorted(one.content for one in files)
    rows = list(message.files.all())
    if sorted(map(len, given)) != sorted(row.size for row in rows):
        return False
    try:
        return sorted(map(content_of, rows)) == given
    except NotFound:
        return False


def content_of(file: Attachment) -> bytes:
    """NotFound where the disk no longer has it."""
    try:
        return _path(file).read_bytes()
    except OSError as error:
        raise NotFound(
            _("This file is not there."),
            why=_("It was removed, or a backup was put back without its files."),
            mend=_("Ask for it to be sent again."),
        ) from error


def remove(files: Iterable[Attachment]) -> None:
    """Rows now, the content once that is certain."""
    paths = [_path(one) for one in files]
    Attachment.objects.filter(kept_as__in=[path.name for path in paths]).delete()

    def unlink() -> None:
        for path in paths:
            path.unlink(missing_ok=True)

    transaction.on_commit(unlink)


def _path(file: Attachment) -> Path:
    return Path(settings.MEDIA_ROOT) / "helpdesk" / file.kept_as
