# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is asked of somebody, given what was answered, and whether an answer can be taken."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from .expressions import holds, outcome
from .questionnaire import (
    EXCLUSIVE,
    LONGEST_ANSWER,
    Answer,
    Answers,
    Kind,
    Limits,
    Page,
    Question,
    Questionnaire,
    said,
)

Raw = Mapping[str, str | list[str]]
"""As a form posts it: name of the question to a text, or to several. RANKING: one text for each
place, the first place first; an empty text is a place that was not filled."""

_GROUPED = {
    ",": re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+(,\d+)?"),
    ".": re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?"),
}
_PLAIN = re.compile(r"[+-]?\d{1,15}([.,]\d{1,15})?")
_LONGEST_NUMBER = 40


@dataclass(frozen=True, slots=True)
class Checked:
    """What was answered on one page, and by question what is wrong, in the reader's language."""

    answers: dict[str, Answer]
    errors: dict[str, str]


class _Wrong(ValueError):
    """An answer that cannot be taken; the text says why and how to mend it."""


# --- What is asked --------------------------------------------------------------------------------


def kept(questionnaire: Questionnaire, answers: Answers) -> dict[str, Answer]:
    """The answers without those to questions that are no longer asked.

    Conditions look at earlier questions only, so one walk from the front is enough.
    """
    found: dict[str, Answer] = {}
    for page in questionnaire.pages:
        if not holds(page.relevant, found):
            continue
        for question in page.questions:
            if question.name in answers and holds(question.relevant, found):
                found[question.name] = answers[question.name]
    return found


def pages_asked(questionnaire: Questionnaire, answers: Answers) -> list[Page]:
    """The pages that this person sees, as far as the answers so far tell."""
    now = kept(questionnaire, answers)
    return [
        page
        for page in questionnaire.pages
        if holds(page.relevant, now) and (_asked(page, now) or (page.notes and not page.questions))
    ]


def asked(questionnaire: Questionnaire, page: Page, answers: Answers) -> list[Question]:
    """The questions of this page that are asked; none where the page is not."""
    now = kept(questionnaire, answers)
    return _asked(page, now) if holds(page.relevant, now) else []


def _asked(page: Page, answers: Answers) -> list[Question]:
    return [question for question in page.questions if holds(question.relevant, answers)]


# --- What was answered ----------------------------------------------------------------------------


def check(
    questionnaire: Questionnaire,
    page: Page,
    raw: Raw,
    language: str,
    *,
    answers: Answers | None = None,
) -> Checked:
    """What was posted for one page. `answers` are those to earlier pages, which conditions need.

    The answers given back are of this page only, and of questions that are asked only.
    """
    names = {question.name for question in page.questions}
    now = kept(
        questionnaire, {name: one for name, one in (answers or {}).items() if name not in names}
    )
    found: dict[str, Answer] = {}
    errors: dict[str, str] = {}
    if not holds(page.relevant, now):
        return Checked(found, errors)
    with override(language):
        for question in page.questions:
            if not holds(question.relevant, now):
                continue
            try:
                answer = read_answer(question, raw.get(question.name, ""), language, now)
            except _Wrong as wrong:
                errors[question.name] = str(wrong)
                continue
            if answer is not None:
                found[question.name] = now[question.name] = answer
    return Checked(found, errors)


def read_answer(
    question: Question, raw: str | list[str], language: str, answers: Answers
) -> Answer | None:
    """The answer to one question, None where there is none. Raises a ValueError that says why."""
    said_so = [raw] if isinstance(raw, str) else list(raw)
    if question.kind is not Kind.RANKING:
        said_so = [one for one in said_so if one.strip()]
    if not any(one.strip() for one in said_so):
        if question.is_required:
            raise _Wrong(_required(question))
        return None
    answer = _read(question, said_so, language)
    if question.constraint and outcome(question.constraint, answers, answer) is False:
        raise _Wrong(
            said(question.constraint_messages, language)
            or _("This answer does not fit the question. Read the question again and change it.")
        )
    return answer


def _required(question: Question) -> str:
    match question.kind:
        case Kind.MULTIPLE:
            return _("Choose at least one answer.")
        case Kind.NUMBER:
            return _("Fill in a number.")
        case Kind.RANKING:
            return _("Put your choices in order.")
        case Kind.OPEN:
            return _("Fill in an answer.")
        case _:
            return _("Choose an answer.")


def _read(question: Question, said_so: list[str], language: str) -> Answer:
    match question.kind:
        case Kind.MULTIPLE:
            return _multiple(question, said_so)
        case Kind.RANKING:
            return _ranking(question, said_so)
        case _ if len(said_so) > 1:
            raise _Wrong(_("Give one answer."))
        case Kind.SINGLE:
            return _known(question, said_so)[0]
        case Kind.OPEN:
            return _open(question, said_so[0])
        case Kind.SCALE:
            return int(_number(question.limits or Limits(whole=True), said_so[0], language))
        case _:
            return _number(question.limits or Limits(), said_so[0], language)


def _known(question: Question, names: Sequence[str]) -> list[str]:
    names = [name.strip() for name in names]
    if any(question.choice(name) is None for name in names):
        raise _Wrong(_("This is not one of the choices. Choose from the list."))
    return names


def _multiple(question: Question, said_so: list[str]) -> list[str]:
    chosen = set(_known(question, said_so))
    # In the order of the list: the same answer is the same, in whatever order it was ticked.
    names = [choice.name for choice in question.choices if choice.name in chosen]
    alone = next((name for name in names if name in EXCLUSIVE), None)
    if alone is not None and len(names) > 1:
        label = question.choice(alone)
        raise _Wrong(
            _("“%(label)s” does not go with another answer. Choose one of the two.")
            % {"label": said(label.labels, _language()) if label else alone}
        )
    if question.most is not None and len(names) > question.most:
        raise _Wrong(
            ngettext(
                "Choose no more than %(most)d answer.",
                "Choose no more than %(most)d answers.",
                question.most,
            )
            % {"most": question.most}
        )
    return names


def _language() -> str:
    from django.utils.translation import get_language

    return get_language() or ""


def _ranking(question: Question, said_so: list[str]) -> list[str]:
    while said_so and not said_so[-1].strip():
        said_so = said_so[:-1]
    places = min(question.most or len(question.choices), len(question.choices))
    wanted = ngettext("Fill in the first place.", "Fill in the first %(count)d places.", places) % {
        "count": places
    }
    if any(not one.strip() for one in said_so):
        raise _Wrong(_("A place was left out.") + " " + wanted)
    names = _known(question, said_so)
    if len(set(names)) < len(names):
        raise _Wrong(_("Something stands in two places. Give each choice one place."))
    if len(names) > places:
        raise _Wrong(_("These are too many places.") + " " + wanted)
    if len(names) < places:
        raise _Wrong(_("Not all places are filled.") + " " + wanted)
    return names


def _open(question: Question, text: str) -> str:
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # A database refuses what cannot be seen, and nobody means it.
    text = "".join(
        sign for sign in text if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs")
    ).strip()
    if not text:
        raise _Wrong(_("Fill in an answer."))
    most = question.most or LONGEST_ANSWER
    if len(text) > most:
        raise _Wrong(
            _("This text has %(length)d signs. Shorten it to %(most)d at most.")
            % {"length": len(text), "most": most}
        )
    return text


def _number(limits: Limits, text: str, language: str) -> int | float:
    value = parse_number(text, language)
    if value is None:
        raise _Wrong(
            _("This is not a number. Write it in digits, such as %(example)s.")
            % {"example": write_number(1250.5 if not limits.whole else 1250, language)}
        )
    if limits.whole and value != int(value):
        raise _Wrong(_("Write a whole number, without decimals."))
    low, high = limits.low, limits.high
    if (low is not None and value < low) or (high is not None and value > high):
        shown = {
            "low": "" if low is None else write_number(low, language),
            "high": "" if high is None else write_number(high, language),
        }
        if low is None:
            raise _Wrong(_("Write a number of %(high)s or less.") % shown)
        if high is None:
            raise _Wrong(_("Write a number of %(low)s or more.") % shown)
        raise _Wrong(_("Write a number from %(low)s to %(high)s.") % shown)
    return int(value) if limits.whole or value == int(value) else value


def parse_number(text: str, language: str) -> float | None:
    """A number as people type it; None where it is none.

    Dutch and German group thousands with points and write decimals after a comma, English the other
    way round. Where a sign cannot group thousands, it stands before decimals in every language.

    >>> [parse_number(one, "nl") for one in ("1.250,5", "1,5", "1.250", "1.5", "12 500", "1e5")]
    [1250.5, 1.5, 1250.0, 1.5, 12500.0, None]
    >>> [parse_number(one, "en") for one in ("1,250.5", "1,250", "1.250", "1.250,5")]
    [1250.5, 1250.0, 1.25, None]
    """
    text = text.strip().replace("−", "-")
    if len(text) > _LONGEST_NUMBER or not text.isascii():
        text = re.sub(r"[\u00a0\u2009\u202f]", " ", text)[: _LONGEST_NUMBER + 1]
    if len(text) > _LONGEST_NUMBER or not text.isascii():
        return None
    if re.fullmatch(r"[+-]?\d{1,3}( \d{3})+([.,]\d+)?", text):
        text = text.replace(" ", "")
        if re.fullmatch(r"[+-]?\d+([.,]\d+)?", text):
            return _finite(text.replace(",", "."))
    decimal = "." if language.split("-")[0] == "en" else ","
    if _GROUPED[decimal].fullmatch(text):
        return _finite(text.replace("." if decimal == "," else ",", "").replace(",", "."))
    return _finite(text.replace(",", ".")) if _PLAIN.fullmatch(text) else None


def _finite(text: str) -> float | None:
    value = float(text)
    return value if math.isfinite(value) and abs(value) < 1e15 else None


def write_number(value: float, language: str) -> str:
    """As it is written in this language, thousands grouped.

    >>> write_number(1250.5, "nl"), write_number(1250, "en")
    ('1.250,5', '1,250')
    """
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    if language.split("-")[0] == "en":
        return text
    return text.translate(str.maketrans(",.", ".,"))
