# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What two initiatives share, kept as facts and told in one sentence in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.agenda.api import item, items, level_title, the_agenda
from hcat.foundation.api import NotFound

from .reading import Read

ACROSS = "*"
"""Where a word of two sheets stands that have a language in common, and not this word in it."""
WORDS = 4
"""Words that a sentence names: the rarest; more is a list that nobody reads."""


def shared(
    one: Read,
    other: Read,
    rarity: Mapping[str, float],
    near: Mapping[str, frozenset[str]] | None = None,
) -> dict[str, Any]:
    """What the sentence is made of. `rarity`: of each word that says something, how rare it is;
    `near`: of each word that is a subject, the others that stand for the same one."""
    mine, theirs = one.said(), other.said()
    both = sorted(
        (mark for mark in mine.keys() & theirs.keys() if rarity.get(mark, 0.0) > 0.0),
        key=lambda mark: (-rarity[mark], mark),
    )
    # What stands in one language beside itself says more than what a translation shares.
    both = [mark for mark in both if mine[mark].keys() & theirs[mark].keys()] or both
    found: dict[str, Any] = {
        name: [value for value in one.facts[name] if value in other.facts[name]]
        for name in ("ways", "levels", "places", "placements")
    }
    names = dict(zip(one.facts["people"], one.people, strict=True))
    found["people"] = [names[key] for key in one.facts["people"] if key in other.facts["people"]]
    apart = "" if not one.words.keys() & other.words.keys() else ACROSS
    found["words"] = [_written(mine[mark], theirs[mark], apart) for mark in both[: 2 * WORDS]]
    if near and not any(mark in near for mark in both):
        found["near"] = _near(mine, theirs, near)
    return {name: value for name, value in found.items() if value}


def _near(
    mine: Mapping[str, Mapping[str, str]],
    theirs: Mapping[str, Mapping[str, str]],
    near: Mapping[str, frozenset[str]],
) -> list[str]:
    """One word of each that stand for the same subject, as they are written; none where there are
    none. The first in the order of the text."""
    for mark, written in mine.items():
        for other in sorted(near.get(mark, frozenset()) & theirs.keys()):
            if other not in mine:
                return [next(iter(one.values())) for one in (written, theirs[other])]
    return []


def _written(
    mine: Mapping[str, str], theirs: Mapping[str, str], apart: str
) -> dict[str, list[str]]:
    """How a word stands in both, by language; under `apart` where it stands in no language in
    both."""
    together = [language for language in mine if language in theirs]
    if together:
        return {language: [mine[language], theirs[language]] for language in together}
    return {apart: [next(iter(mine.values())), next(iter(theirs.values()))]}


@dataclass(frozen=True, slots=True)
class _Part:
    weight: float
    text: str


def sentence(facts: Mapping[str, Any], parts: Mapping[str, float]) -> str:
    """Why these two were found, in one sentence; the strongest reason first.

    `parts`: what each feature added to the score. The same facts always give the same sentence.
    """
    told = [
        _Part(sum(parts.get(name, 0.0) for name in names), text)
        for key, names, tell in _TELLING
        if facts.get(key) and (text := tell(facts[key]))
    ]
    if not (facts.get("words") or facts.get("near")):
        names = _WORDING if facts.get("ways") else (*_WORDING, "kind")
        wording = sum(parts.get(name, 0.0) for name in names)
        if all(wording > part.weight for part in told):
            text = _("their wording is alike, without one word that stands out")
            told.append(_Part(wording, text))
    told.sort(key=lambda part: -part.weight)
    return capfirst("; ".join(part.text for part in told)) + "."


def _ways(keys: list[str]) -> str:
    return _("both use the way “%(ways)s”") % {"ways": _titles("way", keys)}


def _placements(keys: list[str]) -> str:
    return _("both stand under “%(parts)s”") % {"parts": _titles("differentiation", keys)}


def _levels(keys: list[str]) -> str:
    return _("both are for %(levels)s") % {"levels": _listed([str(level_title(k)) for k in keys])}


def _places(codes: list[str]) -> str:
    agenda = the_agenda()
    names = {one.code: one.name for one in agenda.sheet.places} if agenda else {}
    return _("both are in %(places)s") % {"places": _listed([names.get(c, c) for c in codes])}


def _people(names: list[str]) -> str:
    return _("both name %(people)s") % {"people": _listed(names)}


def _words(found: list[dict[str, list[str]]]) -> str:
    if words := words_shown(found):
        return _("both speak of %(words)s") % {"words": _listed(words[:WORDS])}
    language = next(iter(found[0]))
    words = _quoted(one[language] for one in found if language in one)
    return _in_translation()[language] % {"words": _listed(words[:WORDS])}


def _together(pair: list[str]) -> str:
    return _("one speaks of “%(one)s”, the other of “%(other)s”, which often stand together") % {
        "one": pair[0],
        "other": pair[1],
    }


def _in_translation() -> dict[str, str]:
    """What they share in a text that this reader does not see, by the language of that text."""
    return {
        "nl": _("in the Dutch text both speak of %(words)s"),
        "en": _("in the English text both speak of %(words)s"),
        "de": _("in the German text both speak of %(words)s"),
        ACROSS: _("in different languages both speak of %(words)s"),
    }


def words_shown(found: list[dict[str, list[str]]]) -> list[str]:
    """Shared words as this reader finds them on both sheets: in the reader's language, or each in
    its own where the sheets have no language in common. Empty where only a translation shares
    them."""
    language = (get_language() or "").split("-")[0]
    return _quoted(one[at] for at in (language, "") for one in found if at in one)


def _quoted(pairs: Iterable[list[str]]) -> list[str]:
    told: dict[str, None] = {}
    for one, other in pairs:
        same = one.casefold() == other.casefold()
        told[f"“{one}”" if same else f"“{one}” / “{other}”"] = None
    return list(told)


_WORDING = ("text", "own", "telling", "subject", "name", "letters")
"""Features of the words of a sheet."""
_TELLING: tuple[tuple[str, tuple[str, ...], Callable[[Any], str]], ...] = (
    ("words", _WORDING, _words),
    ("near", ("subject",), _together),
    ("ways", ("ways", "kind"), _ways),
    ("people", ("people",), _people),
    ("places", ("places",), _places),
    ("levels", ("levels", "target"), _levels),
    ("placements", ("placements",), _placements),
)


def _titles(kind: str, keys: list[str]) -> str:
    found = {one.key: str(one.sheet.title) for one in items(kind, ended=True)}
    return _listed([found.get(key, key) for key in keys])


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(some)s and %(last)s") % {"some": ", ".join(names[:-1]), "last": names[-1]}


def name_of(key: str) -> str:
    """The name of an initiative as it reads now; its key where nobody knows it any more."""
    try:
        return str(item("initiative", key).sheet.name)
    except NotFound:
        return key
