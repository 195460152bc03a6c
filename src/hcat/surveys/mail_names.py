# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the mails of a wave are called, so that each is asked for once and found again."""

from __future__ import annotations


def prefix_of(wave_id: int) -> str:
    """How the names of all mails of a wave begin."""
    return f"survey-{wave_id}:"


def unit_of(dedupe_key: str) -> int | None:
    """The unit that a mail is about."""
    parts = dedupe_key.split(":")
    return int(parts[1]) if len(parts) > 2 and parts[1].isdigit() else None
