# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Occupation, technical field and skills: by names in the title, and words where there are none."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from hcat.fields.api import Reason, field_of_occupation

from .finding import TOLD, Finding, Text, joined, strongest
from .languages import is_language
from .lexicon import LANGUAGES, NO_FIELD, Lexicon, field_words
from .matcher import Hit, Token, tokens_of

MOST_SKILLS = 25
WHOLE = 0.9
"""A title that is a name, and nothing else; less of it counts for less (docs/methods/vacancies)."""
COMMON = 0.3
"""Of a skill that is one common word; with what the occupation needs it may be said."""
FEWEST = 0.25
"""Below this sureness an occupation is not said."""
_NOISE = re.compile(
    r"\b(?:mbo|hbo|wo)\b\+?(?:[-\s]*(?:niveau|level)?\s*[234](?:\s*[/-]\s*[34])?)?|"
    r"\([^()]{0,40}\b(?:m|w|d|v|x|f|h)\b[^()]{0,40}\)|\b[mwvf]\s*[/|]\s*[mwvf](?:\s*[/|]\s*[dx])?\b"
    r"|[:*_]in(?:nen)?\b"
    r"|/-?in(?:nen)?\b|\(in\)|\b\d{1,2}\s*(?:-|–|/|tot)?\s*\d{0,2}\s*(?:uur|hours?|h|stunden|u)\b",
    re.I,
)
_GRADE = frozenset(
    ("senior", "junior", "medior", "lead", "principal", "ervaren", "fulltime", "parttime", "de",
     "het",
     "een", "the", "a", "in", "bij", "voor", "for", "and", "en", "und", "of", "oder", "or",
     "als", "zum",
     "stage", "intern", "starter", "traineeship", "allround", "beginnend", "gezocht", "gesucht",
     "wanted", "vacature", "deeltijd",
     "voltijd", "regio")
)  # fmt: skip


def occupation_and_field(text: Text, lexicon: Lexicon) -> list[Finding]:
    """At most one of each.

    The occupation is the longest name that stands in the title, or the name most like it. The
    field is the occupation's, or what the words of the title, or else of the text, say.
    """
    title = _NOISE.sub(" ", text.title)
    named = _named(title, text.language, lexicon)
    found = [] if named is None else [*_field_of(named, lexicon)]
    if named is not None and named.sure >= FEWEST:
        found.append(Finding("occupation", named.value, round(named.sure, 3), named.words))
    found.extend(_field_in(_without(title, named), 0.75))
    if not any(one.aspect == "field" for one in found):
        found.extend(_field_told(text))
    if not any(one.aspect == "field" for one in found):
        found.extend(_field_of_body(text.body))
    if any(one.aspect == "field" and one.value != NO_FIELD for one in found):
        # "Verkoper" of machines: a technical word says more than one that is not.
        found = [one for one in found if one.value != NO_FIELD or one.confidence > 0.8]
    return strongest(joined(found))


@dataclass(frozen=True, slots=True)
class _Named:
    """`values`: all concepts that have this name. `sure_of_field`: a name that is half of a title
    is often not quite the occupation, and mostly of its field."""

    value: str
    values: tuple[str, ...]
    sure: float
    sure_of_field: float
    words: tuple[str, ...]
    span: tuple[int, int] | None = None
    """Where the name stands in the title, where it stands there whole."""


def _named(title: str, language: str, lexicon: Lexicon) -> _Named | None:
    tokens = tokens_of(title)
    said = [one for one in tokens if one.word.casefold() not in _GRADE]
    best: tuple[tuple[int, int, int], Hit] | None = None
    for order, one in enumerate(_languages(language)):
        for hit in lexicon.titles[one].find(tokens):
            rank = (-hit.count, hit.first, order)
            if best is None or rank < best[0]:
                best = (rank, hit)
    near = None
    if best is None or best[1].count < len(said):
        near = _alike(said, language, lexicon)
    if best is None:
        return near
    hit = best[1]
    share = min(1.0, hit.count / max(1, len(said)))
    sure = WHOLE * share**1.5
    if near is not None and near.sure > sure:
        return near
    return _Named(
        _chosen(hit.values, lexicon),
        hit.values,
        sure,
        0.55 + 0.4 * share,
        (title[hit.start : hit.end],),
        (hit.start, hit.end),
    )


def _chosen(values: tuple[str, ...], lexicon: Lexicon) -> str:
    """ESCO's concept before ours, which has a field of its own: it is known elsewhere too."""
    return next((one for one in values if not lexicon.occupations[one].field), values[0])


def _alike(said: list[Token], language: str, lexicon: Lexicon) -> _Named | None:
    best: tuple[str, float, tuple[str, ...]] | None = None
    for one in _languages(language):
        near = lexicon.alike[one].nearest(said)
        if near is not None and (best is None or near[1] > best[1]):
            best = near
    if best is None:
        return None
    value, alike, words = best
    return _Named(value, (value,), WHOLE * alike, 0.55 + 0.4 * alike, words)


def _languages(language: str) -> list[str]:
    """That of the text first: of names equally long the own language's counts."""
    return sorted(LANGUAGES, key=lambda one: one != language)


def _field_of(named: _Named, lexicon: Lexicon) -> Iterator[Finding]:
    """Ours where one of ours has the name, or else that of its group; nothing where the group
    holds several fields."""
    sure, words = named.sure_of_field, named.words
    own = next((f for value in named.values if (f := lexicon.occupations[value].field)), "")
    if own:
        yield Finding("field", own, round(sure, 3), words)
        return
    placed = field_of_occupation(lexicon.occupations[named.value].isco)
    if placed.field is not None:
        yield Finding("field", placed.field, round(sure * 0.9, 3), words)
    elif placed.reason is not Reason.TOO_BROAD:
        yield Finding("field", NO_FIELD, round(sure * 0.8, 3), words)


def _without(title: str, named: _Named | None) -> str:
    """What the title says beside the name: an "architect" of software builds no houses."""
    if named is None or not named.span:
        return title
    start, end = named.span
    return title[:start] + " ; " + title[end:]


def _field_in(title: str, weight: float) -> Iterator[Finding]:
    """Each word once, however often it is said."""
    said: dict[tuple[str, str], Finding] = {}
    for match in field_words().finditer(title):
        word, field = _word_around(title, match), _field(match)
        said.setdefault((field, word.casefold()), Finding("field", field, weight, (word,)))
    yield from said.values()


def _field_told(text: Text) -> Iterator[Finding]:
    told = " ".join(str(text.told.get(name) or "") for name in ("field", "department"))
    for match in field_words().finditer(told):
        yield Finding("field", _field(match), 0.6, (_word_around(told, match),))


def _field_of_body(body: str) -> list[Finding]:
    """The field that most words of the text are of, where it is more than one and not close."""
    words: dict[str, list[str]] = {}
    for match in field_words().finditer(body):
        if (field := _field(match)) != NO_FIELD:
            words.setdefault(field, []).append(_word_around(body, match))
    counts = Counter(
        {field: len({one.casefold() for one in said}) for field, said in words.items()}
    )
    if not counts:
        return []
    (field, number), *rest = counts.most_common(2)
    if number < 2 or (rest and rest[0][1] * 1.5 > number):
        return []
    said = tuple(dict.fromkeys(words[field]))
    return [Finding("field", field, round(min(0.65, 0.35 + 0.06 * number), 3), said)]


def _field(match: re.Match[str]) -> str:
    return str(match.lastgroup).replace("_", "-")


def _word_around(text: str, match: re.Match[str]) -> str:
    """The whole words of which a part was recognised."""
    start, end = match.span()
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] == "-"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or text[end] == "-"):
        end += 1
    return text[start:end].strip()[:60]


def skills(text: Text, lexicon: Lexicon) -> list[Finding]:
    """Named in the text, in its own language or in English; and those that the source lists."""
    found = []
    for told in text.told.get("skills", ()):
        value = lexicon.skills_told.get(str(told).strip().casefold())
        if value:
            found.append(Finding("skill", value, TOLD, (str(told),)))
    whole = text.whole
    tokens = tokens_of(whole)
    said: dict[tuple[str, str], Finding] = {}
    languages = dict.fromkeys((text.language, "en")) if text.language in LANGUAGES else LANGUAGES
    for language in languages:
        for hit in lexicon.skills[language].find(tokens):
            words = whole[hit.start : hit.end]
            if weight := _weight(hit, tokens, words):
                one = Finding("skill", hit.values[0], weight, (words,))
                said.setdefault((one.value, words.casefold()), one)
    kept = sorted(joined([*found, *said.values()]), key=lambda one: (-one.confidence, one.value))
    return kept[:MOST_SKILLS]


def _weight(hit: Hit, tokens: list[Token], words: str) -> float:
    """One common word ("plans", "security") is a skill only for whom the occupation needs it, a
    name of a tool or of ours is one; a language is another question."""
    said = [one.word for one in tokens[hit.first : hit.first + hit.count]]
    if len(said) == 1 and is_language(words):
        return 0.0
    if sum(one.casefold() not in _GRADE for one in said) > 1:
        return 0.75
    is_name = any((one.isupper() and len(one) > 1) or not one.isalpha() for one in said)
    return 0.6 if is_name or hit.values[0].startswith("hcat:") else COMMON
