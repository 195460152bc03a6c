# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which languages whoever applies must know: what is asked, not what the text is written in."""

from __future__ import annotations

import re

from .finding import Finding, Text, joined

_NAMES = {
    "nl": r"nederlands(?:e|talig\w*)?|dutch|niederländisch\w*|holländisch\w*",
    "en": r"engels(?:e|talig\w*)?|english|englisch\w*",
    "de": r"duits(?:e|talig\w*)?|german|deutsch\w*",
}
_NOT_THE_LANGUAGE = (
    r"(?![\s-]+(?:markt|market|compan|bedrijf|bedrijven|law|wet|wetgeving|overheid|government|klant"
    r"|customer|client|labou?r|norm|norms|standards?|economy|economie|high[- ]?tech|industr|weather"
    r"|culture|cultuur|recht|unternehmen|mittelstand|defen[cs]e|ministr|universit|team|colleg"
    r"|lessons?"
    r"|class|course|cursus|les|unterricht|food|cuisine|border|grens|side|kant))(?!kurs|land)"
)
_NAMED = {
    code: re.compile(rf"\b(?:{names})\b{_NOT_THE_LANGUAGE}", re.I) for code, names in _NAMES.items()
}
_ASKED = re.compile(
    r"beheers\w*|\bspre(?:ek|ekt|ken)\w*|vaardig\w*|vloeiend\w*|\btaal\b|woord en geschrift|talig"
    r"|fluen\w*|\bcommand\b|proficien\w*|\bspeak\w*|\bwritten\b|\bverbal\w*|\bspoken\b"
    r"|\brequired?\b"
    r"|\bmandatory\b|\bmust\b|\bcommunicat\w*|kenntnisse|fließend\w*|verhandlungssicher\w*"
    r"|\bsprach\w*"
    r"|\bsprich\w*|in wort und schrift|\bnative\b|\b[bc][12]\b|\bvereist\w*"
    r"|\bnoodzakelijk"
    r"|\bcommuniceer\w*|\bwriting\b|\blanguage\b|muttersprach\w*|moedertaal",
    re.I,
)
_WORKING = re.compile(r"working language|voertaal|arbeitssprache|company language|werktaal", re.I)
_SOFT = re.compile(
    r"\b(?:a plus|plus(?:punt)?|pr[eé]|voordeel|advantag\w*|nice[\s-]to[\s-]have|bonus|von vorteil"
    r"|wünschenswert|gewenst|desirable|preferred|preferabl[ey]|bij voorkeur|idealerweise|ideally"
    r"|mooi meegenomen|an asset|beneficial|willing(?:ness)? to learn|bereid\w*|learn(?:ing)? dutch"
    r"|not (?:required|needed|necessary|mandatory|essential|a must)|niet (?:nodig|noodzakelijk"
    r"|vereist|verplicht)"
    r"|geen (?:vereiste|must)|no dutch|nicht (?:erforderlich|notwendig)|optional|lessons?|lessen"
    r"|cursus"
    r"|courses?|sprachkurs\w*|optionee?l)\b|n['’]t (?:need|have to|speak)\b",
    re.I,
)
_SENTENCE = re.compile(r"[\n;•!?]|(?<=[^\W\d_]{3})\.(?=\s|$)")
_PIECE = re.compile(
    r",|\(|\)|\b(?:but|maar|aber)\b|(?=\b(?:preferably|ideally|bij voorkeur|idealerweise"
    r"|liefst)\b)",
    re.I,
)


def languages(text: Text) -> list[Finding]:
    """nl, en, de: each that is asked.

    >>> def asked(body): return [one.value for one in languages(Text("Engineer", body))]
    >>> asked("Je beheerst de Nederlandse en Engelse taal."), asked("Dutch is a plus.")
    (['nl', 'en'], [])
    """
    found: list[Finding] = []
    for sentence in _SENTENCE.split(text.whole):
        if sentence and any(pattern.search(sentence) for pattern in _NAMED.values()):
            found.extend(_in(sentence))
    return joined(found)


def is_language(words: str) -> bool:
    """Whether this is the name of one of these languages, and no more."""
    return any(pattern.fullmatch(words) for pattern in _NAMED.values())


def _in(sentence: str) -> list[Finding]:
    """A cue counts for its piece and for the pieces after it; what softens counts for its own."""
    found = []
    cue, weight = "", 0.0
    for piece in _PIECE.split(sentence):
        if match := _WORKING.search(piece):
            cue, weight = match.group(), 0.6
        elif match := _ASKED.search(piece):
            cue, weight = match.group(), 0.8
        if not cue or _SOFT.search(piece):
            continue
        for code, pattern in _NAMED.items():
            if match := pattern.search(piece):
                found.append(Finding("language", code, weight, (match.group(), cue)))
    return found
