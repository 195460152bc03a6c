# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A mail backend that writes each mail to a file of its own, named after its Message-ID.

For a site without a mail server, and for trials. Handing the same mail over twice leaves one
file: the name decides, and a file appears whole or not at all.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class SpoolBackend(BaseEmailBackend):
    """`EMAIL_FILE_PATH` is the folder. Safe to hand a mail over again after a crash."""

    is_idempotent = True
    reaches_people = True

    def __init__(self, file_path: str | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.folder = Path(file_path or getattr(settings, "EMAIL_FILE_PATH", None) or "var/mail")

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.folder.mkdir(mode=0o750, parents=True, exist_ok=True)
        for message in email_messages:
            self._write(message)
        return len(email_messages)

    def _write(self, message: EmailMessage) -> None:
        mime = message.message()
        target = self.folder / f"{_file_name(str(mime['Message-ID']))}.eml"
        if target.exists():
            return
        draft = self.folder / f".{target.name}.{os.getpid()}.{os.urandom(4).hex()}"
        with draft.open("wb") as file:
            os.fchmod(file.fileno(), 0o640)
            file.write(mime.as_bytes())
            file.flush()
            os.fsync(file.fileno())
        try:
            target.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()


class NoServerBackend(SpoolBackend):
    """While no mail server is set. A code to sign in is found in the folder by whoever runs the
    site; a mail of the outbox waits there until a server can bring it to its reader."""

    reaches_people = False


def _file_name(message_id: str) -> str:
    """A Message-ID as the name of a file; one that cannot be one becomes its fingerprint."""
    plain = message_id.strip("<> ")
    if re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9@._-]{0,150}", plain):
        return plain
    return hashlib.sha256(message_id.encode()).hexdigest()
