# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Does a question by any name of an occupation find its vacancies? An experiment on ESCO's labels.

Per occupation, vacancies whose title is one of its names in one language; what they are taken to be
is read from the title by the rules, as in life. Asked is by names in any language, also with one
typing error: a letter more, less, another, or two that changed places. A name of two occupations is
answered by either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random

from hcat.portal.classifying.adverts import findings
from hcat.portal.classifying.finding import Text as Advert
from hcat.portal.classifying.lexicon import Lexicon, Named, forms
from hcat.portal.searching.asking import Asked, ask
from hcat.portal.searching.documents import Indexed, Text, whole
from hcat.portal.searching.snapshot import Snapshot

DAY = date(2026, 3, 2)
LANGUAGES = ("nl", "en", "de")
PER_OCCUPATION = 2
LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True, slots=True)
class Question:
    words: str
    language: str
    truth: frozenset[str]
    """The occupations that have this name."""


def vacancies(names: Iterable[Named], lexicon: Lexicon, seed: int) -> Iterator[Indexed]:
    """Their keys begin with the occupation they were made for; what they are taken to be may be
    another."""
    random = Random(f"vacancies:{seed}")
    by_occupation = _by_occupation(names)
    for occupation, named in by_occupation.items():
        for number in range(PER_OCCUPATION):
            told = random.choice(named)
            title = forms(told.text)[0]
            taken = [one.value for one in findings(Advert(title, "", told.language), lexicon)
                     if one.aspect == "occupation"]  # fmt: skip
            known = [one for value in taken for one in by_occupation.get(value, ())]
            yield Indexed(
                f"{occupation}#{number}", (Text(title, "Wij zoeken een collega."),),
                f"Company {random.randrange(1500)}", DAY,
                known={one: tuple(n.text for n in known if n.language == one)
                       for one in LANGUAGES},
                named=tuple(n.text for n in known),
            )  # fmt: skip


def questions(names: Iterable[Named], seed: int) -> list[Question]:
    """Every name once, in any order."""
    truth: dict[str, set[str]] = defaultdict(set)
    language: dict[str, str] = {}
    for one in names:
        for form in forms(one.text):
            truth[form].add(one.value)
            language.setdefault(form, one.language)
    by_whole: dict[str, set[str]] = defaultdict(set)
    for form, values in truth.items():
        by_whole[whole(form)] |= values
    made = [Question(form, language[form], frozenset(by_whole[whole(form)])) for form in truth]
    Random(f"questions:{seed}").shuffle(made)
    return made


def mistyped(text: str, random: Random) -> str:
    """One error in one of its words of four letters or more; as it is where there is none."""
    words = text.split(" ")
    long = [at for at, word in enumerate(words) if len(word) >= 4 and word.isalpha()]
    if not long:
        return text
    at = random.choice(long)
    word, place = words[at], random.randrange(1, len(words[at]) - 1)
    words[at] = random.choice([
        word[:place] + word[place + 1 :],
        word[:place] + random.choice(LETTERS) + word[place:],
        word[:place] + random.choice(LETTERS) + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    ])  # fmt: skip
    return " ".join(words)


def found(snapshot: Snapshot, asked: Iterable[Question]) -> Mapping[str, tuple[int, int]]:
    """By language: of how many questions the first ten hold a vacancy of its occupation, of how
    many."""
    told: dict[str, tuple[int, int]] = {}
    for one in asked:
        answer = ask(snapshot, Asked(one.words), today=DAY, most=10, counted=())
        right = any(key.split("#")[0] in one.truth for key in answer.keys)
        good, all_ = told.get(one.language, (0, 0))
        told[one.language] = (good + right, all_ + 1)
    return told


def _by_occupation(names: Iterable[Named]) -> dict[str, list[Named]]:
    made: dict[str, list[Named]] = defaultdict(list)
    for one in names:
        made[one.value].append(one)
    return made
