# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where in a text something stands: what is denied, what would only be welcome, what is offered."""

from __future__ import annotations

import re
from dataclasses import dataclass

REACH = 160
"""Characters looked at before and after a match."""
_END = re.compile(r"[\n;•]|(?:(?<=[^\W\d_]{3})|(?<=[\s/-]\d))[.!?](?=\s)")
_CUT = re.compile(r",|\b(?:maar|wel|but|aber|sondern)\b", re.I)
_CUT_AFTER = re.compile(r",|\b(?:maar|wel|but|aber|sondern|en|and|und)\b", re.I)
_DENIED_BEFORE = re.compile(
    r"(?:\b(?:geen|zonder|niet(?! alleen)|no|not(?! only)|without|kein\w*|ohne|nicht(?! nur)"
    r"|cannot|unable)\b|n['’]t\b)(?:\W+\w+){0,4}?\W*$",
    re.I,
)
_DENIED_AFTER = re.compile(
    r"^(?:\W*+\w[\w'’-]*+){0,6}?\W+(?:niet|not|nicht|geen|no|kein\w*)\s+(?:\w+\s+)?"
    r"(?:nodig|noodzakelijk|vereist\w*|verplicht|eis|must|require[ds]?|requirement|needed|necessary"
    r"|mandatory|erforderlich|notwendig|zwingend|voraussetzung|mogelijk|possible|möglich|beschikbaar"
    r"|available|offered|provided)\b",
    re.I,
)
_WELCOME = re.compile(
    r"\b(?:a plus|plus(?:punt)?|pr[eé]|voordeel|advantag\w*|nice[\s-]to[\s-]have|bonus|von vorteil"
    r"|wünschenswert|gewenst|desirable|preferred|preferabl[ey]|bij voorkeur|idealerweise|idealiter"
    r"|ideally|mooi meegenomen|welkom|welcome|an asset|helpful|handig|beneficial)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Around:
    """The sentence around a match: before it and after it."""

    before: str
    after: str

    @property
    def is_denied(self) -> bool:
        """
        >>> around("Een hbo-diploma is niet nodig.", 4, 7).is_denied
        True
        >>> around("Geen 9 tot 5, wel hbo.", 19, 22).is_denied
        False
        """
        before = _CUT.split(self.before)[-1]
        after = _CUT_AFTER.split(self.after)[0]
        return bool(_DENIED_BEFORE.search(before) or _DENIED_AFTER.search(after))

    @property
    def is_welcome_only(self) -> bool:
        """Not asked: it would be nice."""
        clause = _CUT.split(self.before)[-1] + " " + _CUT.split(self.after)[0]
        return bool(_WELCOME.search(clause))


def around(text: str, start: int, end: int) -> Around:
    first = max(0, start - REACH)
    for cut in _END.finditer(text, first, start):
        first = cut.end()
    stop = _END.search(text, end, end + REACH)
    return Around(text[first:start], text[end : stop.start() if stop else end + REACH])


def sentences(text: str) -> list[str]:
    """
    >>> sentences("Je spreekt Nederlands. English is a plus;\\nB.Sc. of hoger")
    ['Je spreekt Nederlands', 'English is a plus', 'B.Sc. of hoger']
    """
    return [one.strip() for one in _END.split(text) if one.strip()]
