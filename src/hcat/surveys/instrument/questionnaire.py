# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a questionnaire is: pages of questions, with their texts in each language.

It is never changed once it is made, goes to JSON and back without loss, and has a fingerprint, so
that two rounds can be told to have asked the same.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

Texts = Mapping[str, str]
"""Language, as `nl`, to text. Dutch is always there, unless there is no text at all."""
Answer = str | int | float | list[str]
"""SINGLE and OPEN: str; MULTIPLE and RANKING: list of names; SCALE: int; NUMBER: int or float."""
Answers = Mapping[str, Answer]
"""Name of the question to its answer. A question that is not there was not answered."""

FIRST = "nl"
"""The language in which every text is written."""
NO_ANSWER = ("dont_know", "no_opinion", "not_applicable")
"""Choices that count as missing for a mean or a share, each with itself as the reason."""
EXCLUSIVE = ("none", *NO_ANSWER)
"""Choices that cannot go with another one."""
LONGEST_ANSWER = 2000
"""Signs of an open answer, where the question gives no other length."""
LONGEST_TEXT = 5000
"""Signs of one text of a questionnaire: a page and a half."""

_BREAK = re.compile(r"[ \t]*<br ?/?>[ \t]*", re.IGNORECASE)
_SPACES = re.compile(r"[ \t]+")


class Kind(StrEnum):
    """How a question is answered."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    SCALE = "scale"
    NUMBER = "number"
    RANKING = "ranking"
    OPEN = "open"

    @property
    def has_choices(self) -> bool:
        return self in (Kind.SINGLE, Kind.MULTIPLE, Kind.RANKING)


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the answers that can be chosen."""

    name: str
    labels: Texts


@dataclass(frozen=True, slots=True)
class Limits:
    """SCALE: from low to high, in steps of 1. NUMBER: what is accepted; None is no limit."""

    low: float | None = None
    high: float | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `relevant` and `constraint` are conditions of XLSForm; empty is none."""

    name: str
    concept: str
    """What ties the question to a result over all rounds, whatever it is called."""
    kind: Kind
    labels: Texts
    hints: Texts = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    is_required: bool = False
    relevant: str = ""
    constraint: str = ""
    constraint_messages: Texts = field(default_factory=dict)
    limits: Limits | None = None
    """SCALE and NUMBER always have them."""
    most: int | None = None
    """OPEN: the longest text. MULTIPLE: how many can be chosen. RANKING: how many are ranked."""

    def choice(self, name: str) -> Choice | None:
        return next((one for one in self.choices if one.name == name), None)


@dataclass(frozen=True, slots=True)
class Page:
    """What is asked at once. Notes stand above the questions."""

    name: str
    titles: Texts = field(default_factory=dict)
    notes: tuple[Texts, ...] = ()
    relevant: str = ""
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Questionnaire:
    """Pages in the order in which they are asked."""

    name: str
    titles: Texts
    languages: tuple[str, ...]
    pages: tuple[Page, ...]

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(question for page in self.pages for question in page.questions)

    def question(self, name: str) -> Question:
        """Raises KeyError where there is none of this name."""
        for question in self.questions:
            if question.name == name:
                return question
        raise KeyError(name)

    def page(self, name: str) -> Page:
        """Raises KeyError where there is none of this name."""
        for page in self.pages:
            if page.name == name:
                return page
        raise KeyError(name)

    def to_json(self) -> dict[str, Any]:
        """As plain lists, dicts, texts and numbers; `from_json` makes the same of it."""
        plain: dict[str, Any] = json.loads(json.dumps(asdict(self)))
        return plain

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Questionnaire:
        """Raises ValueError for what `to_json` never gave."""
        try:
            return cls(
                name=str(plain["name"]),
                titles=dict(plain["titles"]),
                languages=tuple(plain["languages"]),
                pages=tuple(_page(one) for one in plain["pages"]),
            )
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(f"no questionnaire: {error!r}") from error

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256, in hexadecimal, of the JSON with its keys in order."""
        text = json.dumps(self.to_json(), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


def _page(plain: Mapping[str, Any]) -> Page:
    return Page(
        name=plain["name"],
        titles=dict(plain["titles"]),
        notes=tuple(dict(note) for note in plain["notes"]),
        relevant=plain["relevant"],
        questions=tuple(_question(one) for one in plain["questions"]),
    )


def _question(plain: Mapping[str, Any]) -> Question:
    limits = plain["limits"]
    return Question(
        name=plain["name"],
        concept=plain["concept"],
        kind=Kind(plain["kind"]),
        labels=dict(plain["labels"]),
        hints=dict(plain["hints"]),
        choices=tuple(Choice(one["name"], dict(one["labels"])) for one in plain["choices"]),
        is_required=plain["is_required"],
        relevant=plain["relevant"],
        constraint=plain["constraint"],
        constraint_messages=dict(plain["constraint_messages"]),
        limits=None if limits is None else Limits(limits["low"], limits["high"], limits["whole"]),
        most=plain["most"],
    )


def said(texts: Texts, language: str) -> str:
    """The text in this language, or in Dutch where it is not translated.

    >>> said({"nl": "Ja", "en": "Yes"}, "en-gb"), said({"nl": "Ja"}, "de"), said({}, "nl")
    ('Yes', 'Ja', '')
    """
    return texts.get(language.split("-")[0]) or texts.get(FIRST) or ""


def tidy(text: str) -> str:
    r"""As texts are kept: no spaces at the ends or twice, no signs that cannot be seen.

    `<br>` begins a new line: a table in Markdown has no other way to write one.

    >>> tidy("  Wat  zoekt u?<br/>Noem \x00 alles. ")
    'Wat zoekt u?\nNoem alles.'
    """
    lines = _BREAK.sub("\n", text.replace("\r\n", "\n").replace("\r", "\n")).split("\n")
    seen = (
        "".join(
            sign
            for sign in unicodedata.normalize("NFC", line)
            if sign == "\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Cn", "Zl", "Zp")
        )
        for line in lines
    )
    return "\n".join(_SPACES.sub(" ", line).strip() for line in seen).strip()
