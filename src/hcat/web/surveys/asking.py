# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A question as it stands on a page: its control, what was typed, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from hcat.surveys.api import Answer, Kind, Question, Wording, write_number

PREFIX = "q-"
"""Before the name of a question in a form, so that it meets no other field."""
LONG_LIST = 12
"""More choices than this are a list to choose from."""
WIDE_SCALE = 12
SHORT_TEXT = 100
"""Signs that fit one line."""


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    label: str
    id: str
    is_chosen: bool
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a ranking."""

    id: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, ready to be shown."""

    name: str
    id: str
    sort: str
    """``radios``, ``scale``, ``select``, ``ticks``, ``ranking``, ``number``, ``line``, ``text``."""
    label: str
    lang: str
    hint: str
    hint_lang: str
    limit: str
    """What the control does not show: how many, how long, from what to what."""
    error: str
    is_required: bool
    options: tuple[Option, ...]
    places: tuple[Place, ...]
    value: str
    is_whole: bool

    @property
    def anchor(self) -> str:
        """Where a link of the summary leads: the first control."""
        if self.places:
            return self.places[0].id
        if self.options and self.sort != "select":
            return self.options[0].id
        return self.id

    @property
    def described_by(self) -> str:
        there = (("hint", self.hint), ("limit", self.limit), ("error", self.error))
        return " ".join(f"{self.id}-{name}" for name, text in there if text)


def posted(questions: Iterable[Question], data: QueryDict) -> dict[str, str | list[str]]:
    """What was sent for these questions, as the instrument reads it."""
    return {one.name: data.getlist(f"{PREFIX}{one.name}") for one in questions}


def ask(
    question: Question,
    wording: Wording,
    answer: Answer | None,
    *,
    raw: Mapping[str, str | list[str]] | None = None,
    error: str = "",
) -> Asked:
    """With what was typed (`raw`), or else with the answer that is kept."""
    typed = _typed(question, answer, wording) if raw is None else raw.get(question.name, [])
    values = [typed] if isinstance(typed, str) else list(typed)
    sort = _sort(question)
    here = f"{PREFIX}{question.name}"
    return Asked(
        name=here,
        id=here,
        sort=sort,
        label=wording.say(question.labels),
        lang=wording.spoken(question.labels),
        hint=wording.say(question.hints),
        hint_lang=wording.spoken(question.hints),
        limit=_limit(question, sort, wording),
        error=error,
        is_required=question.is_required,
        options=_options(question, sort, here, values, wording),
        places=_places(question, here, values, wording) if sort == "ranking" else (),
        value=next((one for one in values if one.strip()), ""),
        is_whole=question.limits is not None and question.limits.whole,
    )


def _sort(question: Question) -> str:
    match question.kind:
        case Kind.SINGLE:
            return "select" if len(question.choices) > LONG_LIST else "radios"
        case Kind.MULTIPLE:
            return "ticks"
        case Kind.RANKING:
            return "ranking"
        case Kind.SCALE:
            return "scale" if len(_steps(question)) <= WIDE_SCALE else "number"
        case Kind.NUMBER:
            return "number"
        case _:
            return "line" if (question.most or SHORT_TEXT + 1) <= SHORT_TEXT else "text"


def _steps(question: Question) -> range:
    limits = question.limits
    if limits is None or limits.low is None or limits.high is None:
        return range(1, 11)
    return range(int(limits.low), int(limits.high) + 1)


def _typed(question: Question, answer: Answer | None, wording: Wording) -> list[str]:
    if answer is None:
        return []
    if isinstance(answer, list):
        return answer
    if question.kind is Kind.NUMBER and not isinstance(answer, str):
        return [write_number(answer, wording.language)]
    return [str(answer)]


def _options(
    question: Question, sort: str, here: str, values: list[str], wording: Wording
) -> tuple[Option, ...]:
    if sort == "scale":
        pairs = [(str(step), str(step), "") for step in _steps(question)]
    elif sort in ("radios", "select", "ticks"):
        pairs = [
            (one.name, wording.say(one.labels), wording.spoken(one.labels))
            for one in question.choices
        ]
    else:
        return ()
    is_one = sort in ("radios", "scale")
    if is_one and not question.is_required and any(values):
        # A radio button that was chosen cannot be taken back otherwise.
        pairs.append(("", _("No answer"), ""))
    return tuple(
        Option(value, label, f"{here}-{number}", bool(value) and value in values, lang)
        for number, (value, label, lang) in enumerate(pairs)
    )


def _places(
    question: Question, here: str, values: list[str], wording: Wording
) -> tuple[Place, ...]:
    count = min(question.most or len(question.choices), len(question.choices))
    return tuple(
        Place(
            f"{here}-{number}",
            _("Place %(number)s") % {"number": number + 1},
            tuple(
                Option(
                    one.name, wording.say(one.labels), "",
                    number < len(values) and values[number] == one.name,
                    wording.spoken(one.labels),
                )
                for one in question.choices
            ),
        )
        for number in range(count)
    )  # fmt: skip


def _limit(question: Question, sort: str, wording: Wording) -> str:
    limits = question.limits
    if sort == "ticks":
        if question.most is None or question.most >= len(question.choices):
            return _("Choose all that fit.")
        return _("Choose at most %(most)s.") % {"most": question.most}
    if sort == "text":
        return _("At most %(most)s signs.") % {"most": question.most} if question.most else ""
    if sort == "ranking":
        return _("Choose what counts most for place 1, then place 2, and so on.")
    if sort == "number" and limits is not None:
        low = None if limits.low is None else write_number(limits.low, wording.language)
        high = None if limits.high is None else write_number(limits.high, wording.language)
        if low is not None and high is not None:
            return _("A number from %(low)s to %(high)s.") % {"low": low, "high": high}
    return ""
