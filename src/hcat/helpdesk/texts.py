# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reusable texts with places that are filled in: a name where ``{name}`` stands."""

from __future__ import annotations

import re

from django.utils import translation
from django.utils.formats import date_format

from hcat.foundation.api import Translated

from .letters import site_name
from .models import Question, ReusableText
from .names import OUT

PLACES = ("name", "number", "title", "topic", "day", "site")
"""What can stand between braces; another word stays as it is."""
_PLACE = re.compile(r"\{\w+\}")
_GAP = re.compile(rf"[^\n{OUT}]{{1,15}}{OUT}")
_GREETS = re.compile(r"\A\s*[^\n{]{0,40}\{name\}[^\w\n]{0,3}\n+")
"""A first line that only greets the asker."""


def filled_in(text: ReusableText, question: Question) -> str:
    """The text in the language of the asker, its places filled in from the question."""
    with translation.override(question.language):
        given = {
            "name": question.name,
            "number": question.number,
            "title": question.title,
            "topic": str(question.topic) if question.topic else "",
            "day": date_format(question.due_on or question.first_due_on, "DATE_FORMAT"),
            "site": site_name(),
        }
        words = Translated(text.text).in_(question.language)
    return _filled(words, given)


def still_open(answer: str, text: ReusableText | None, question: Question) -> list[str]:
    """What somebody was to fill in and did not: a place between braces, or the “…” of the text with
    which the answer began, each with some signs before it."""
    found = _PLACE.findall(answer)
    words = Translated(text.text).in_(question.language) if text else ""
    return found + [gap for gap in _GAP.findall(words) if gap in answer]


def for_everybody(text: ReusableText, language: str) -> str:
    """The text in one of its languages as a page says it: without its greeting, with “…” where
    something of an asker would stand."""
    with translation.override(language):
        given = dict.fromkeys(PLACES, OUT) | {"site": site_name()}
        if text.topic:
            given["topic"] = text.topic.text.in_(language)
    words = _GREETS.sub("", text.text[language])
    return _filled(words, given)


def _filled(words: str, given: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: given.get(found[1], found[0]), words)
