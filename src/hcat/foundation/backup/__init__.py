# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One file that holds everything, for either database, made and read without its tools.

`write` makes it, `restore` puts it back: into SQLite or PostgreSQL, whichever it came from. The
format is a zip of one JSON-lines file per table, the uploaded files, and a manifest with the
checksum of each. Left out: sessions and workers, which mean nothing elsewhere, and the secret key.
"""

from .archive import Manifest, read_manifest
from .restoring import restore
from .writing import write

__all__ = ["Manifest", "read_manifest", "restore", "write"]
