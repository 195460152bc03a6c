# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An invented register in which it is known who is whose twin.

Four sorts beside what stands alone: *renamed* (another name, said in other words, some fields
left out), *translated* (in the other language, by another typist), *split* (two parts, each with
some of the places, partners and sentences), and *look-alikes*, which are about the same things
and are no twins: other people, elsewhere, for others. Knows nothing of the method.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from random import Random
from typing import TypeVar

from .invented_words import (
    ACTIVITIES,
    DETAILS,
    FIRST,
    GROUPS,
    LAST,
    MADE_UP,
    PURPOSES,
    TOPICS,
)

PLACES = [f"GM{number:04d}" for number in range(9001, 9015)]
ORGANISATIONS = [f"{a}{b}" for a, b in product(MADE_UP, ("", " College", " BV", " Groep"))]
Pair = tuple[str, str]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Invented:
    key: str
    language: str
    name: str
    summary: str
    target_group: str
    levels: tuple[str, ...]
    places: tuple[str, ...]
    owner: str
    partners: tuple[str, ...]
    ways: tuple[str, ...]
    placements: tuple[str, ...]


@dataclass(slots=True)
class Register:
    initiatives: list[Invented] = field(default_factory=list)
    twins: dict[str, set[Pair]] = field(default_factory=dict)
    """By sort; the keys of a pair in order. *halves*: the two parts of one that was split, which
    are twins of each other as they are of the one that they came from."""

    @property
    def all_twins(self) -> set[Pair]:
        return set().union(*self.twins.values())


@dataclass(frozen=True, slots=True)
class _Thought:
    """What an initiative is, before anybody wrote it down."""

    topic: int
    activity: int
    group: int
    places: tuple[str, ...]
    organisations: tuple[str, ...]
    purposes: tuple[int, ...]
    details: tuple[tuple[int, int, int, str], ...]
    made_up: str


def invented(size: int, seed: int = 2012) -> Register:
    """`size` initiatives: seven in ten stand alone, the rest are the copies of some of those."""
    random = Random(f"invented:{seed}")
    copies = {"renamed": size // 10, "translated": size // 10, "split": size // 20}
    alike = size // 20
    singles = size - copies["renamed"] - copies["translated"] - 2 * copies["split"] - alike
    combinations = list(product(range(len(TOPICS)), range(len(ACTIVITIES))))
    random.shuffle(combinations)
    thoughts = [
        _think(random, *combinations[number % len(combinations)]) for number in range(singles)
    ]
    made = Register(twins={sort: set() for sort in (*copies, "halves")})
    languages = [random.choice(("nl", "nl", "en")) for _one in thoughts]
    originals = [
        _write(random, f"a{number}", thought, language)
        for number, (thought, language) in enumerate(zip(thoughts, languages, strict=True))
    ]
    made.initiatives += originals
    chosen = random.sample(range(singles), sum(copies.values()) + alike)
    for sort, number in (("renamed", copies["renamed"]), ("translated", copies["translated"])):
        for at in (chosen.pop() for _one in range(number)):
            language = languages[at]
            if sort == "translated":
                language = "en" if language == "nl" else "nl"
            key = f"{sort[0]}{at}"
            made.initiatives.append(_copy(random, key, thoughts[at], originals[at], language, sort))
            made.twins[sort].add(_pair(originals[at].key, key))
    for at in (chosen.pop() for _one in range(copies["split"])):
        parts = _parts(random, thoughts[at], originals[at], languages[at])
        made.initiatives += parts
        made.twins["split"] |= {_pair(originals[at].key, part.key) for part in parts}
        made.twins["halves"].add(_pair(parts[0].key, parts[1].key))
    for at in chosen:
        other = _think(random, thoughts[at].topic, thoughts[at].activity)
        made.initiatives.append(_write(random, f"l{at}", other, random.choice(("nl", "en"))))
    random.shuffle(made.initiatives)
    return made


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _think(random: Random, topic: int, activity: int) -> _Thought:
    return _Thought(
        topic=topic,
        activity=activity,
        group=random.randrange(len(GROUPS)),
        places=tuple(sorted(random.sample(PLACES, random.choice((1, 1, 2, 3))))),
        organisations=tuple(random.sample(ORGANISATIONS, random.choice((1, 2, 2, 3, 4)))),
        purposes=tuple(random.sample(range(len(PURPOSES)), random.choice((1, 2)))),
        details=tuple(
            (one, random.choice((8, 10, 12, 20, 25, 40, 60, 100)), random.randint(2004, 2012),
             f"{random.choice(FIRST)}{random.choice(LAST)}")
            for one in random.sample(range(len(DETAILS)), random.choice((1, 2, 2)))
        ),
        made_up=f"{random.choice(FIRST)}{random.choice(LAST)}",
    )  # fmt: skip


def _write(random: Random, key: str, thought: _Thought, language: str) -> Invented:
    """As its own people put it on a sheet, with what they left out."""
    way, placement, *_said = ACTIVITIES[thought.activity]
    levels, dutch, english = GROUPS[thought.group]
    return Invented(
        key=key,
        language=language,
        name=_name(random, thought, language),
        summary=_summary(random, thought, language),
        target_group=_left_out(random, 0.3, dutch if language == "nl" else english, ""),
        levels=_left_out(random, 0.3, tuple(levels), ()),
        places=_left_out(random, 0.3, thought.places, ()),
        owner=_left_out(random, 0.3, thought.organisations[0], ""),
        partners=_left_out(random, 0.3, thought.organisations[1:], ()),
        ways=_left_out(random, 0.3, (way,), ()),
        placements=(placement,),
    )


def _copy(
    random: Random, key: str, thought: _Thought, original: Invented, language: str, sort: str
) -> Invented:
    written = _write(random, key, thought, language)
    name = written.name
    if sort == "renamed" and random.random() < 0.4:
        name = _shuffled(random, original.name)
    ways = written.ways
    if random.random() < 0.2:
        ways = (random.choice(ACTIVITIES)[0],)
    owner, partners = written.owner, list(written.partners)
    if owner and partners and random.random() < 0.4:
        owner, partners[0] = partners[0], owner
    return _with(written, name=name, ways=ways, owner=owner, partners=tuple(partners))


def _parts(random: Random, thought: _Thought, original: Invented, language: str) -> list[Invented]:
    """Two halves, each of which says what it is and keeps some of the rest."""
    halves = []
    for half in (0, 1):
        part = _Thought(
            topic=thought.topic,
            activity=thought.activity,
            group=thought.group,
            places=thought.places[half::2] or thought.places,
            organisations=thought.organisations[half::2] or thought.organisations,
            purposes=thought.purposes[half::2],
            details=thought.details[half::2],
            made_up=thought.made_up,
        )
        written = _write(random, f"s{original.key[1:]}{'ab'[half]}", part, language)
        if random.random() < 0.5:
            written = _with(written, name=f"{original.name} {('1', '2')[half]}")
        halves.append(written)
    return halves


def _with(one: Invented, **changes: object) -> Invented:
    return replace(one, **changes)  # type: ignore[arg-type]


def _left_out(random: Random, chance: float, value: T, empty: T) -> T:
    return empty if random.random() < chance else value


def _topic(random: Random, thought: _Thought, language: str) -> str:
    return random.choice(TOPICS[thought.topic][0 if language == "nl" else 1])


def _name(random: Random, thought: _Thought, language: str) -> str:
    topic = _topic(random, thought, language)
    tried = random.random()
    if tried < 0.2:
        return thought.made_up
    if tried < 0.4:
        return f"{random.choice(FIRST)}{random.choice(LAST)}"
    if tried < 0.7:
        shape = "Project {t} {m}" if language == "nl" else "{m} project: {t}"
        return shape.format(t=topic, m=random.choice(FIRST))
    shape = "{t} in de regio" if language == "nl" else "Regional {t}"
    return shape.format(t=topic).capitalize()


def _shuffled(random: Random, name: str) -> str:
    words = name.split()
    random.shuffle(words)
    return " ".join(words) + random.choice(("", " 2.0", " Twente", " 2012"))


def _summary(random: Random, thought: _Thought, language: str) -> str:
    at = 0 if language == "nl" else 1
    said = random.choice(ACTIVITIES[thought.activity][2 + at])
    sentences = [said.format(t=_topic(random, thought, language))]
    sentences += [PURPOSES[one][at] for one in thought.purposes if random.random() < 0.7]
    sentences += [
        DETAILS[one][at].format(n=number, y=year, v=venue)
        for one, number, year, venue in thought.details
        if random.random() < 0.7
    ]
    if random.random() < 0.5:
        tail: Sequence[str] = sentences[1:]
        sentences = [sentences[0], *random.sample(list(tail), len(tail))]
    if random.random() < 0.3:
        sentences = [*sentences[1:], sentences[0]]
    return " ".join(sentences)
