# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Other names of occupations and skills, in every language: a question in one finds the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hcat.portal.concepts.names import names_of_concepts

Names = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Of many concepts: by value, by language."""


def known_names(
    occupations: Iterable[str], skills: Iterable[str], names: Names | None = None
) -> Mapping[str, tuple[str, ...]]:
    """By language, all names of these concepts. `names`: looked up before, for many vacancies at
    once; without it, it is looked up here."""
    values = [*occupations, *skills]
    found = names_of_concepts(values) if names is None else names
    merged: dict[str, dict[str, None]] = {}
    for value in values:
        for language, texts in found.get(value, {}).items():
            merged.setdefault(language, {}).update(dict.fromkeys(texts))
    return {language: tuple(texts) for language, texts in merged.items()}
