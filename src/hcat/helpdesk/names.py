# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Names, addresses and numbers, taken out of a text before everybody reads it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused

OUT = "…"
"""Stands where a name was."""
_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(r"https?://\S*/link/\S+")
_NUMBER = re.compile(r"(?<!\w)\+?\d[\d ()/.-]{7,}\d(?!\w)")
"""Anything that could be a telephone number, dates and years too: what is taken out is read."""
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+|\(?0)(?:[ ()/.-]{0,2}\d){8,}(?![\w-])")
"""Surely a telephone number: nine digits or more that begin with 0 or +."""
_STREET = re.compile(
    r"\b[\w.'-]*(?:straat|laan|weg|plein|gracht|kade|singel|hof|straße|strasse|platz|allee)"
    r" \d{1,4}(?: ?[a-z])?\b",
    re.IGNORECASE,
)
_POSTCODE = re.compile(r"(?<!\w)[1-9]\d{3} ?[A-Z]{2}(?!\w)")


def without_names(text: str, names: Iterable[str]) -> str:
    """The text with names, addresses of mail and of houses, telephone numbers and personal links
    taken out.

    >>> without_names("Dear Kim Voorbeeld, mail kim@x.example or 06-12345678.", ["Kim Voorbeeld"])
    'Dear …, mail … or ….'
    >>> without_names("I live at Dorpsstraat 12a, 1234 AB.", [])
    'I live at …, ….'
    """
    for pattern in (_LINK, _MAIL, _STREET, _POSTCODE, _NUMBER):
        text = pattern.sub(OUT, text)
    whole = {name for name in names if len(name) > 1}
    parts = {part for name in whole for part in name.split() if len(part) > 2 and part[0].isupper()}
    for name in sorted(whole | parts, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", OUT, text, flags=re.IGNORECASE)
    return re.sub(rf"{OUT}(?:\s*{OUT})+", OUT, text)


def refuse_addresses(texts: Iterable[str]) -> None:
    """Refused: a mail address, a telephone number or a personal link, in any of the texts."""
    for text in texts:
        found = next((p.search(text) for p in (_LINK, _MAIL, _PHONE) if p.search(text)), None)
        if found is not None:
            raise Refused(
                _("The text holds a mail address, a telephone number or a personal link: “%(it)s”.")
                % {"it": found[0].strip()[:80]},
                why=_("Everybody reads it, search engines too."),
                mend=_("Take it out."),
            )
