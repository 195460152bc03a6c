# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The facts by which two adverts are one vacancy or are not, in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Fact:
    title: str
    speaks_for: bool
    """That they are one."""
    weight: str
    """What it gave to the log-odds, with its sign."""


def facts_in_words(facts: Mapping[str, float]) -> list[Fact]:
    """The strongest first, without what every pair starts from."""
    words = _words()
    return [
        Fact(words.get(name, name), value > 0, f"{value:+.1f}".replace("-", "−"))
        for name, value in facts.items()
        if name != "start" and abs(value) >= 0.05
    ]


def _words() -> dict[str, str]:
    return {
        "other department": _("another department"),
        "other place": _("another place"),
        "other reference": _("another number of the employer"),
        "other spell": _("one was over well before the other began"),
        "place: not told": _("of one, no place is told"),
        "same department": _("the same department"),
        "same place": _("the same place"),
        "same reference": _("the same number of the employer"),
        "text: little the same": _("the texts have little in common"),
        "text: long, nearly all the same": _("long texts that are nearly the same"),
        "text: nearly all the same": _("the texts are nearly the same"),
        "text: no names or figures": _("no names or figures of their own in the texts"),
        "text: not told": _("too little text to compare"),
        "text: other names and figures": _("other names and figures in the texts"),
        "text: the same names and figures": _("the same names and figures in the texts"),
        "title: more words on one side": _("one title has more words"),
        "title: more work on one side": _("one title names more work"),
        "title: other rank": _("another rank in the title"),
        "title: other role": _("another role in the title"),
        "title: other words on both sides": _("other words in both titles"),
        "title: other work": _("other work in the title"),
        "title: the same work": _("the same work in the title"),
        "translation": _("in two languages"),
        "translation: no names or figures": _("no names or figures of their own in the texts"),
        "translation: nothing known": _("two languages, and nothing to compare by"),
        "translation: other names and figures": _("other names and figures in the texts"),
        "translation: the same names and figures": _("the same names and figures in the texts"),
        "translation: titles not known": _("titles whose work is not known"),
    }
