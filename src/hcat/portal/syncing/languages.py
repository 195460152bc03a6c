# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""In which language a text is written, where its source does not say."""

from __future__ import annotations

from functools import cache
from typing import Any

from hcat.postings.api import plain

KNOWN = ("nl", "en", "de")
SURE = 0.8
SHORTEST = 40
"""Characters; fewer tell too little."""


def language_of(title: str, body: str) -> str:
    """Two letters, or nothing where the text is too short or in another language.

    >>> language_of("Werkvoorbereider", "<p>Wij zoeken een werkvoorbereider voor onze fabriek.</p>")
    'nl'
    """
    text = f"{title}\n{plain(body)}"[:4000]
    if len(text) < SHORTEST:
        return ""
    language, sureness = _identifier().classify(text)
    return str(language) if sureness >= SURE else ""


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    made = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    made.set_languages(list(KNOWN))
    return made
