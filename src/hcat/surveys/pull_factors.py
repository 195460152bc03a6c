# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What draws people to an employer, as the questionnaires name it: the same names everywhere."""

from __future__ import annotations

from hcat.foundation.api import Translated

PULL_FACTORS: dict[str, Translated] = {
    name: Translated({"nl": nl, "en": en, "de": de})
    for name, nl, en, de in (
        ("development", "Ontwikkeling", "Development", "Entwicklung"),
        ("flexibility", "Flexibiliteit", "Flexibility", "Flexibilität"),
        ("enterprise", "Ruimte voor ondernemen en uitproberen",
         "Room for enterprise and trying out",
         "Raum für Unternehmergeist und Ausprobieren"),
        ("dialogue", "Gesprek en inspraak", "Dialogue and having a say",
         "Gespräch und Mitsprache"),
        ("pay", "Beloning", "Pay", "Bezahlung"),
        ("building", "Gebouw en werkplek", "Building and workplace", "Gebäude und Arbeitsplatz"),
    )
}  # fmt: skip
"""By name, in the order of the questionnaires. A name stays once it is in use."""
