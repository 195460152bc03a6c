# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same people as in the room itself, with the browser of the desk."""

from __future__ import annotations

from tests.helpdesk.conftest import (  # noqa: F401
    _fresh_counts,
    _own_media,
    asks,
    topic,
)
from tests.web.desk.conftest import _loaded, manager, polder, signed_in  # noqa: F401
