# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files that an owner sends along: what they are is told by their content, as of every file.

The bytes lie in `MEDIA_ROOT`/owners, so that a backup takes them along and nothing serves them by
itself. They are written before their row: a file too many harms nobody, a row without would.
"""

from __future__ import annotations

import hashlib
import secrets
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from hcat.evidence.api import kind_of, safe_name
from hcat.foundation.api import NotFound, Refused, record
from hcat.owners.models import SheetFile

from .filling import being_filled
from .rights import Owner

MOST = 5
"""Files with one update: somebody reads them all."""


@transaction.atomic
def attach(*, owner: Owner, name: str, content: bytes) -> SheetFile:
    """Keep a file with the update under way.

    Refused for a kind that is not let in, the same file twice, and more than five.
    """
    update = being_filled(owner)
    kind = kind_of(content, name)
    digest = hashlib.sha256(content).hexdigest()
    if update.files.filter(sha256=digest).exists():
        raise Refused(_("This file is attached already."), mend=_("Look at the list of files."))
    if update.files.count() >= MOST:
        raise Refused(
            _("There are %(most)d files already.") % {"most": MOST},
            why=_("Somebody reads them all."),
            mend=_("Take one away, or put what belongs together in one file."),
        )
    file = SheetFile(
        update_of=update, name=safe_name(name, kind), media_type=kind.media_type,
        size=len(content), sha256=digest, kept_as=secrets.token_hex(16),
    )  # fmt: skip
    path = _path(file)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with path.open("xb") as out:
        path.chmod(0o600)
        out.write(content)
    file.save()
    update.edition += 1
    update.save()
    record(
        by=owner.by, action="owners.attach", subject=f"initiative:{owner.initiative}",
        update=update.pk, file=file.pk,
    )  # fmt: skip
    return file


@transaction.atomic
def take_away(*, owner: Owner, file: int) -> None:
    """Remove a file that the owner does not want to send along after all."""
    update = being_filled(owner)
    found = update.files.filter(pk=file).first()
    if found is None:
        raise NotFound(_("There is no such file."), mend=_("Look at the list of files."))
    forget(found)
    update.edition += 1
    update.save()
    record(
        by=owner.by, action="owners.take_away", subject=f"initiative:{owner.initiative}",
        update=update.pk, file=file,
    )  # fmt: skip


def opened(file: SheetFile) -> bytes:
    """Its content. NotFound where the disk no longer holds what was attached."""
    try:
        content = _path(file).read_bytes()
    except OSError:
        content = b""
    if hashlib.sha256(content).hexdigest() != file.sha256:
        raise NotFound(
            _("This file is not what was attached."), mend=_("Ask the owner for it again.")
        )
    return content


def forget(file: SheetFile) -> None:
    """The row now, the bytes once that is certain."""
    path = _path(file)
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def _path(file: SheetFile) -> Path:
    return Path(settings.MEDIA_ROOT) / "owners" / file.kept_as
