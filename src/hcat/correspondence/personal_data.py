# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What this room tells and forgets about a person."""

from __future__ import annotations

from hcat.parties.api import holds_personal_data

from .operations import erase_from_correspondence
from .queries import export_of_correspondence

holds_personal_data(
    "correspondence",
    export=lambda person: export_of_correspondence(person.pk),
    erase=lambda person: erase_from_correspondence(person.pk),
)
