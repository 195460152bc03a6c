# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sheets of a register as counts that can be compared, and what two of them share in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from hcat.agenda.api import Initiative
from hcat.foundation.api import EVERY, Translated

from .words import LANGUAGES, Word, guessed, words_of
from .words.tokens import plain

if TYPE_CHECKING:
    from hcat.numerics.api import Descriptions


@dataclass(slots=True)
class Read:
    """One sheet, taken apart. Words by language, in their order; facts by name."""

    words: dict[str, list[Word]] = field(default_factory=dict)
    name: list[Word] = field(default_factory=list)
    """Each once, as it is written."""
    named: set[str] = field(default_factory=set)
    """The marks of the name, of which a compound has several."""
    target: list[str] = field(default_factory=list)
    facts: dict[str, list[str]] = field(default_factory=dict)
    people: list[str] = field(default_factory=list)
    """Owner and partners as they were written, beside `facts["people"]`."""

    def said(self) -> dict[str, dict[str, str]]:
        """Every mark with how it was first written in each language, numbers left out."""
        found: dict[str, dict[str, str]] = {}
        for language, words in self.words.items():
            for word in words:
                if not word.is_number:
                    found.setdefault(word.mark, {}).setdefault(language, word.written)
        return found


def read(sheet: Initiative, silent: frozenset[str] = frozenset()) -> Read:
    """What a sheet says.

    `silent`: words that are compared elsewhere or that everybody uses, such as the names of
    municipalities (a place is a fact) and of the region; in lower case without accents.
    """
    texts = [sheet.name, *(one for one in (sheet.summary, sheet.yields) if one)]
    used = {key for text in texts for key in text.texts if key != EVERY}
    if not used:
        used = {guessed(" ".join(map(str, texts)))}
    quiet = _marks_of(silent)
    words = {
        language: [
            word
            for text in texts
            for word in words_of(_in(text, language), language)
            if word.mark not in quiet
        ]
        for language in LANGUAGES
        if language in used
    }
    numbers = {word.mark for some in words.values() for word in some if word.is_number}
    people = {plain(one): one for one in (sheet.owner, *sheet.partners) if one}
    name = [word for language in words for word in _name(sheet, language, quiet)]
    return Read(
        words=words,
        people=[people[key] for key in sorted(people)],
        name=_once(name),
        named={word.mark for word in name if not word.is_number},
        target=sorted(_target(sheet.target_group, used)),
        facts={
            "ways": sheet.ways,
            "placements": sheet.placements,
            "levels": [level.value for level in sheet.levels],
            "places": sheet.places,
            "people": sorted(people),
            "numbers": sorted(numbers),
        },
    )


def _in(text: Translated, language: str) -> str:
    return text.texts.get(language) or text.texts.get(EVERY, "")


@lru_cache(maxsize=4)
def _marks_of(silent: frozenset[str]) -> frozenset[str]:
    return frozenset(
        word.mark for one in silent for language in LANGUAGES for word in words_of(one, language)
    )


def _name(sheet: Initiative, language: str, quiet: frozenset[str]) -> Iterable[Word]:
    for word in words_of(_in(sheet.name, language), language):
        if word.mark not in quiet:
            yield word


def _once(words: Iterable[Word]) -> list[Word]:
    return list({plain(word.written): word for word in words}.values())


def _target(text: Translated | None, used: set[str]) -> set[str]:
    if text is None:
        return set()
    return {word.mark for language in used for word in words_of(_in(text, language), language)}


def described(found: Sequence[Read]) -> Descriptions:
    """The counts of a whole register, a row per sheet; at least one."""
    from hcat.numerics.api import Descriptions

    words: dict[str, int] = {}
    *texts, named = _counts(
        *(
            [
                [word.mark for word in one.words.get(language, ()) if not word.is_number]
                for one in found
            ]
            for language in LANGUAGES
        ),
        [sorted(one.named) for one in found],
        columns=words,
    )
    return Descriptions(
        texts=texts,
        named=named,
        words=list(words),
        letters=_counts([_letters(_spelled(one), 4) for one in found])[0],
        name=_counts([_letters((plain(w.written) for w in one.name), 3) for one in found])[0],
        target=_counts([one.target for one in found])[0],
        facts={name: _counts([one.facts[name] for one in found])[0] for name in found[0].facts},
    )


def _spelled(one: Read) -> Iterable[str]:
    """Each word once, in whichever of the languages."""
    return {plain(word.written): None for words in one.words.values() for word in words}


def _letters(words: Iterable[str], length: int) -> list[str]:
    """Sequences of letters within words, whose ends count: a word turned round is another one.

    >>> _letters(["laser"], 4)
    [' las', 'lase', 'aser', 'ser ']
    """
    found = []
    for word in words:
        padded = f" {word} "
        found += [padded[at : at + length] for at in range(max(1, len(padded) - length + 1))]
    return found


def _counts(*rows: Sequence[Sequence[str]], columns: dict[str, int] | None = None) -> list[Any]:
    """How often each thing stands in each row; several matrices over the same columns, which are
    numbered in `columns`."""
    import numpy as np
    from scipy.sparse import csr_array

    columns = {} if columns is None else columns
    taken = []
    for matrix in rows:
        ends, at = [0], list[int]()
        for row in matrix:
            at += [columns.setdefault(one, len(columns)) for one in row]
            ends.append(len(at))
        taken.append((ends, at))
    made = []
    for ends, at in taken:
        counts = csr_array(
            (np.ones(len(at)), np.array(at, dtype=np.int32), np.array(ends, dtype=np.int32)),
            shape=(len(ends) - 1, max(1, len(columns))),
        )
        counts.sum_duplicates()
        made.append(counts)
    return made
