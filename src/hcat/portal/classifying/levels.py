# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The level of education that a vacancy asks for: MBO 3, MBO 4, HBO, WO; as many as it names.

Levels abroad are brought to the Dutch ones by their level in the European framework: a German
Ausbildung is 4 as MBO 4; Techniker, Meister and Bachelor are 6 as HBO; a Master is 7 as WO.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .clauses import around
from .finding import TOLD, Finding, Text, joined

FEWEST = 0.35
"""Below this sureness it is not said."""
WELCOME = 0.45
OFFERED = 0.35
TITLE = 1.25
"""What stands in the title is meant."""


class _Rule:
    __slots__ = ("pattern", "values")

    def __init__(self, pattern: str, flags: int = re.I, **values: float) -> None:
        self.pattern = re.compile(pattern, flags)
        self.values = {name.replace("_", "-"): weight for name, weight in values.items()}


_JOIN = r"\s*(?:/|-|–|&|\+|,|of|en|or|and|t/m|tot|tot en met|bis|oder|und)\s*"
_NIVEAU = (
    r"(?:\s*-?\s*(?:diploma|opleiding|werk-?\s*en\s*denkniveau)?,?\s*(?:op|van)?"
    r"\s*[-(]?\s*(?:niveau|level|niv\.?|n)?\s*)"
)
_RULES = (
    # Both numbers, one number, and no number: "mbo niveau 3 of 4", "MBO-4", "mbo 3/4", "mbo".
    _Rule(rf"\bmbo(?:\+)?{_NIVEAU}3{_JOIN}{_NIVEAU}?4\b", mbo_3=0.85, mbo_4=0.85),
    _Rule(rf"\bmbo(?:\+)?{_NIVEAU}2{_JOIN}{_NIVEAU}?3\b", mbo_3=0.75),
    _Rule(rf"\bmbo(?:\+)?{_NIVEAU}2{_JOIN}{_NIVEAU}?4\b", mbo_3=0.7, mbo_4=0.7),
    _Rule(rf"\bmbo(?:\+)?{_NIVEAU}3\s*(?:of|or|en)\s*h(?:oger|igher)\b", mbo_3=0.85, mbo_4=0.6),
    _Rule(rf"\bmbo(?:\+)?{_NIVEAU}4\b(?:\s*\+)?", mbo_4=0.88),
    _Rule(rf"\bmbo(?:\+)?{_NIVEAU}3\b", mbo_3=0.88),
    _Rule(rf"\bmbo{_NIVEAU}[12]\b"),
    _Rule(r"\b(?:bbl|bol)\b\W+(?:\w+\W+){0,3}?niveau\s*4\b", mbo_4=0.8),
    _Rule(r"\b(?:bbl|bol)\b\W+(?:\w+\W+){0,3}?niveau\s*3\b", mbo_3=0.8),
    _Rule(r"\bniveau\s*3\s*(?:/|of|en)\s*(?:niveau\s*)?4\b", mbo_3=0.6, mbo_4=0.6),
    _Rule(r"\bmbo\+?(?=\W|[-’']?er\b|-?(?:opleiding|diploma|niveau|werk|student|geschoold))",
          mbo_4=0.62),
    _Rule(r"\bmiddelbare? (?:technische )?beroeps(?:opleiding|onderwijs)\b|\bmts\b", mbo_4=0.6),
    _Rule(r"\b(?:senior |secondary |intermediate )vocational (?:education|training|degree|level)\b",
          mbo_4=0.6),
    _Rule(r"\bvocational (?:education|training|degree|school|qualification|diploma)\b", mbo_4=0.5),
    _Rule(r"\b(?:abgeschlossene |technische |handwerkliche |erfolgreich )+(?:\w+\s)?"
          r"(?:berufs)?ausbildung\b|\bberufsausbildung\b|\bgesellenbrief\b|\bfacharbeiterbrief\b"
          r"|\bausbildung (?:als|zum|zur)\b|\babgeschlossene lehre\b", mbo_4=0.62),
    # Applied sciences, before all that says university.
    _Rule(r"\b(?:degree|diploma|education|graduated?|bachelor\w*|studied|level)\b[^.\n]{0,60}?"
          r"\buniversit(?:y|ies) of applied sciences?\b"
          r"|\buniversit(?:y|ies) of applied sciences? (?:degree|diploma|level"
          r"|graduate)\b", hbo=0.8),
    _Rule(r"\buniversit(?:y|ies) of applied sciences?\b"),  # a neighbour
    _Rule(r"\bhbo(?:\+)?(?=\W|$|[-’']?ers?\b|-?(?:opleiding|diploma|niveau|werk|denk|bachelor"
          r"|student|geschoold))(?:[-\s]*(?:werk-?\s*(?:en|/|&)\s*denk)?niveau)?", hbo=0.82),
    _Rule(r"\bhogeschool\b|\bhts\b|\bheao\b|(?<!dipl\.-)(?<!dipl\.\s)\bing\.(?=\s)", hbo=0.55),
    _Rule(r"\bassociate(?:[’']s)? degree\b", hbo=0.65),
    _Rule(r"\bdipl\.?[-\s]?ing\.?\s*\(?\s*(?:fh|ba|dh)\b\)?", hbo=0.85),
    _Rule(r"\b(?:fach)hochschul(?:e|abschluss|studium|reife)?\b|\bfh[-\s]?(?:abschluss|studium)\b"
          r"|\bduales? (?:hochschul)?studium\b", hbo=0.75),
    _Rule(r"\b(?:staatlich )?gepr(?:üfte[rn]?|\.)\s+(?:\w*techniker|\w*meister"
          r"|fachwirt)(?:/?-?in)?\b"
          r"|\b(?:weiterbildung|fortbildung|ausbildung|abschluss|qualifikation"
          r"|prüfung)\b[^.\n]{0,40}?"
          r"\b(?:\w*techniker|\w*meister)(?:/?-?in|\*in)?\b"
          r"|\b(?:techniker|meister)(?:/|\s*(?:oder|bzw\.?|und)\s*)(?:meister|techniker)\b"
          r"|\b(?:techniker|meister)(?:abschluss|schule|brief)\b", hbo=0.72),
    _Rule(r"\b(?:wo|university|universitaire?|academic|academische?)[-\s]+bachelor(?:['’]?s)?\b",
          wo=0.75),
    _Rule(r"\bbachelor(?:['’]?s)?(?:-?(?:opleiding|diploma|degree|niveau|abschluss|studium))?"
          r"(?:\s+(?:degree|of science|of engineering|diploma|level))?(?=\W|$)"
          r"|\bb\.?\s?(?:sc|eng|ba)\b\.?", hbo=0.74),
    # University.
    _Rule(r"\bph\.?\s?d\b\.?|\bdoctora(?:te|al|l|at)\b|\bgepromoveerd\b|\bpromotieonderzoek\b"
          r"|\babgeschlossene promotion\b|\bpostdoc\w*|\bdr\.[-\s]?ing\b", wo=0.85),
    _Rule(r"\bm\.?\s?(?:sc|eng)\b\.?|\bmaster(?:['’]s|s)?[-\s]*(?:opleiding|diploma|degree"
          r"|studie|titel"
          r"|abschluss|studium|niveau|of science|of engineering|level)\b|\bmaster['’]s\b"
          r"|(?<=afgeronde )master\b|(?<=completed )master\b|(?<=bachelor/)master\b", wo=0.8),
    # Bare: a degree, but for these.
    _Rule(r"(?<!scrum )(?<!scrum-)(?<!web)(?<!belt )\bmaster\b(?![-\s]*(?:data|class|plan|agreement"
          r"|schedul|key|piece|mind|file|lasser|welder|thesis))", wo=0.6),
    _Rule(r"\bdipl\.?[-\s]?ing\b\.?|\bdiplom-?ingenieur(?:in)?\b|\bir\.(?=\s)", wo=0.6),
    _Rule(r"\b(?:technisch[en]{0,2} )?universit(?:air(?:e|en)?|ätsabschluss|ätsstudium|äre[nsmr]?"
          r"|eit)\b|\buni-?abschluss\b", wo=0.65),
    _Rule(r"\bacademisch(?:e)?\b(?:[-\s]*(?:werk-?\s*(?:en|/)\s*denk)?niveau)?"
          r"|\bacademic (?:degree|level|education|background|qualification|training)s?\b"
          r"|\bakademische[rn]? (?:abschluss|ausbildung|grad)\b", wo=0.68),
    _Rule(r"\bwo[-/\s]+(?:opleiding|diploma|niveau|level|degree|master|werk|denk|geschoold)\w*"
          r"|(?<=hbo/)wo\b|(?<=hbo / )wo\b|(?<=hbo of )wo\b|(?<=hbo-/)wo\b|(?<=hbo-of )wo\b"
          r"|(?<=hbo en )wo\b|(?<=hbo or )wo\b|(?<=hbo- of )wo\b|(?<=niveau of )wo\b"
          r"|(?<=hbo\+/)wo\b|\bwo\+?(?=/hbo\b|\s*of hbo\b)", wo=0.82),
    _Rule(r"\bWO\b(?![-\s]?I{1,3}\b)(?:[-\s]*(?:werk-?\s*(?:en"
          r"|/)\s*denk)?niveau)?", flags=0, wo=0.8),
    _Rule(r"\bhochschul(?:abschluss|studium|ausbildung|bildung)\b"
          r"|\babgeschlossenes\s(?:\w+\s)*?studium\b"
          r"|\bstudium (?:der|des|im|in)\b|\buniversity (?:degree|education|level|diploma"
          r"|graduate)\b"
          r"|\buniversity\b(?=[^.\n]{0,20}\bdegree\b)", hbo=0.5, wo=0.6),
    _Rule(r"\bdegree (?:in|level)\b"
          r"|\b(?:engineering|technical|relevant|completed|college|science) degree\b"
          r"|\bhogere? (?:technische )?opleiding\b|\bhoger opgeleid\w*", hbo=0.5, wo=0.42),
)  # fmt: skip
_SPEAKS_OF_IT = re.compile(
    r"mbo|hbo|\bwo\b|hts|heao|bbl\b|bol\b|niveau|beroeps|vocational|ausbildung|lehre|brief|dipl"
    r"|univers|school|schul|degree|bachelor|master|meister|techniker|fachwirt|studium|academi"
    r"|akademi"
    r"|opleid|promo|doctor|postdoc|ph\.?\s?d|\bdr\.|\bi(?:r|ng)\.|\b[bm]\.?\s?(?:sc|eng|ba)\b"
    r"|\bfh\b",
    re.I,
)
"""The lines worth reading: every rule needs one of these."""
_OFFERED = re.compile(
    r"\b(?:volgen|volgt|behalen|halen|haal je|doorgroei\w*|doorstrom\w*|doorleren|vergoed\w*"
    r"|vergoeden"
    r"|kans(?:en)?|mogelijkhe\w+|leertraject|opportunity|opportunities|reimburse\w*|bieten"
    r"|ermöglich\w*"
    r"|interns?|stagiairs?|students?|studenten|studierende)\b",
    re.I,
)


def levels(text: Text) -> list[Finding]:
    """
    >>> [(one.value, one.words) for one in levels(Text("Monteur", "Minimaal mbo niveau 4 of hbo."))]
    [('mbo-4', ('mbo niveau 4',)), ('hbo', ('hbo',))]
    >>> levels(Text("Monteur", "Een hbo-diploma is niet nodig."))
    []
    """
    told = str(text.told.get("education") or "")
    if told:
        found = joined(
            Finding("level", one.value, TOLD, one.words) for one in _matches(told, len(told))
        )
        if found:
            return found
    lines = (line for line in text.body.split("\n") if _SPEAKS_OF_IT.search(line))
    whole = "\n".join((text.title, *lines))
    found = joined(_matches(whole, len(text.title)))
    return [one for one in found if one.confidence >= FEWEST]


def _matches(text: str, title: int) -> Iterator[Finding]:
    """Rules in their order; what one took is not read again by a later one."""
    taken: list[tuple[int, int]] = []
    for rule in _RULES:
        for match in rule.pattern.finditer(text):
            start, end = match.span()
            if start == end or any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            weight = _weight(text, start, end, title)
            for value, strength in rule.values.items():
                if weight:
                    word = match.group().strip(" -–/,(")
                    yield Finding("level", value, min(TOLD, strength * weight), (word,))


def _weight(text: str, start: int, end: int, title: int) -> float:
    if start < title:
        return TITLE
    place = around(text, start, end)
    if place.is_denied:
        return 0.0
    if place.is_welcome_only:
        return WELCOME
    if _OFFERED.search(place.before[-80:] + " " + place.after[:80]):
        return OFFERED
    return 1.0
