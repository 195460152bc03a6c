# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a questionnaire is sound: the same rules for a file that is read and for the editor."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .expressions import (
    NAME,
    Call,
    Compare,
    ExpressionError,
    Literal,
    Node,
    Reference,
    This,
    looks_at_this,
    parse,
    walk,
)
from .problems import did_you_mean
from .questionnaire import (
    FIRST,
    LONGEST_TEXT,
    Kind,
    Page,
    Question,
    Questionnaire,
    Texts,
    said,
)

MOST_QUESTIONS = 500
MOST_CHOICES = 200
"""Of one question."""
WIDEST_SCALE = 100
"""Steps of a scale."""
LONGEST_NAME = 64
_NAME = re.compile(NAME)
_CHOICE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")


@dataclass(frozen=True, slots=True)
class Fault:
    """One rule that is broken: at which page, and which question of it, counted from 0."""

    page: int | None
    question: int | None
    what: str
    mend: str


def faults(questionnaire: Questionnaire) -> list[Fault]:
    """What is wrong, in the order of the questionnaire; nothing where it is sound."""
    return list(_faults(questionnaire))


def _faults(questionnaire: Questionnaire) -> Iterator[Fault]:
    if not _is_name(questionnaire.name):
        yield Fault(None, None, *_bad_name(questionnaire.name))
    if FIRST not in questionnaire.languages:
        yield Fault(None, None, _("There are no texts in Dutch."), _("Write them in Dutch too."))
    if not questionnaire.titles.get(FIRST):
        yield Fault(None, None, _("There is no title in Dutch."), _("Give it a title."))
    yield from (Fault(None, None, *one) for one in _texts(questionnaire.titles))
    if len(questionnaire.questions) > MOST_QUESTIONS:
        yield Fault(
            None,
            None,
            _("There are more than %(most)d questions.") % {"most": MOST_QUESTIONS},
            _("Ask fewer, or make two questionnaires."),
        )
    pages: set[str] = set()
    names: set[str] = set()
    concepts: set[str] = set()
    before: dict[str, Question] = {}
    later = {question.name for question in questionnaire.questions}
    for at, page in enumerate(questionnaire.pages):
        for what, mend in _of_page(page, pages, before, later):
            yield Fault(at, None, what, mend)
        pages.add(page.name)
        for place, question in enumerate(page.questions):
            for what, mend in (
                *_named_twice(question, names, concepts),
                *_of_question(question),
                *_conditions(question, before, later),
            ):
                yield Fault(at, place, what, mend)
            names.add(question.name)
            concepts.add(question.concept)
            before.setdefault(question.name, question)


Wrong = tuple[str, str]
"""What is wrong, and how to mend it."""


def _of_page(
    page: Page, pages: set[str], before: dict[str, Question], later: set[str]
) -> Iterator[Wrong]:
    if not _is_name(page.name):
        yield _bad_name(page.name)
    if page.name in pages:
        yield (
            _("Two pages are called “%(name)s”.") % {"name": page.name},
            _("Give one of them another name."),
        )
    is_alone = len(page.questions) == 1 and page == Page(page.name, questions=page.questions)
    if page.name in later and not (is_alone and page.questions[0].name == page.name):
        # A condition on that name would be about either.
        yield (
            _("A page is called “%(name)s”, as a question is.") % {"name": page.name},
            _("Give the page another name."),
        )
    for texts in (page.titles, *page.notes):
        yield from _texts(texts)
    for note in page.notes:
        if not note.get(FIRST):
            yield _("A note has no text in Dutch."), _("Write it in Dutch too.")
    yield from _condition(page.relevant, before, later, None)


def _named_twice(question: Question, names: set[str], concepts: set[str]) -> Iterator[Wrong]:
    if not _is_name(question.name):
        yield _bad_name(question.name)
    elif question.name in names:
        yield (
            _("Two questions are called “%(name)s”.") % {"name": question.name},
            _("Give one of them another name."),
        )
    if not _is_name(question.concept):
        yield _bad_name(question.concept)
    elif question.concept in concepts:
        yield (
            _("Two questions have the concept “%(name)s”.") % {"name": question.concept},
            _("A concept is asked once: give one of them another."),
        )


def _of_question(question: Question) -> Iterator[Wrong]:
    if not question.labels.get(FIRST):
        yield _("The question has no text in Dutch."), _("Write it in Dutch too.")
    for texts in (question.labels, question.hints, question.constraint_messages):
        yield from _texts(texts)
    if question.kind.has_choices:
        yield from _choices(question)
    elif question.choices:
        yield _("This kind of question has no choices."), _("Take them out, or change the kind.")
    if question.constraint_messages and not question.constraint:
        yield (
            _("There is a message for a constraint, and no constraint."),
            _("Write the constraint, or take the message out."),
        )
    yield from _limits(question)
    if question.most is not None:
        if question.kind not in (Kind.OPEN, Kind.MULTIPLE, Kind.RANKING):
            yield _("This kind of question has no greatest number."), _("Take it out.")
        elif question.most < 1 or question.most > (
            LONGEST_TEXT * 2 if question.kind is Kind.OPEN else max(len(question.choices), 1)
        ):
            yield (
                _("The greatest number, %(most)d, cannot be.") % {"most": question.most},
                _("Give one from 1 to the number of choices, or of signs of a long text."),
            )


def _choices(question: Question) -> Iterator[Wrong]:
    if not question.choices:
        yield _("There is nothing to choose from."), _("Give the question its choices.")
    if len(question.choices) > MOST_CHOICES:
        yield (
            _("There are more than %(most)d choices.") % {"most": MOST_CHOICES},
            _("Give fewer choices, or ask for a text."),
        )
    names: set[str] = set()
    for choice in question.choices:
        if not _CHOICE.fullmatch(choice.name) or len(choice.name) > LONGEST_NAME:
            yield _bad_name(choice.name)
        if choice.name in names:
            yield (
                _("Two choices are called “%(name)s”.") % {"name": choice.name},
                _("Give one of them another name."),
            )
        names.add(choice.name)
        if not choice.labels.get(FIRST):
            yield (
                _("The choice “%(name)s” has no text in Dutch.") % {"name": choice.name},
                _("Write it in Dutch too."),
            )
        yield from _texts(choice.labels)


def _limits(question: Question) -> Iterator[Wrong]:
    limits = question.limits
    if question.kind not in (Kind.SCALE, Kind.NUMBER):
        if limits is not None:
            yield _("This kind of question has no limits."), _("Take them out.")
        return
    if limits is None:
        yield _("The question has no limits."), _("Give the lowest and the highest.")
        return
    low, high = limits.low, limits.high
    if low is not None and high is not None and low >= high:
        yield (
            _("The lowest, %(low)g, is not under the highest, %(high)g.")
            % {"low": low, "high": high},
            _("Give the lowest first."),
        )
    elif question.kind is Kind.SCALE and (
        low is None
        or high is None
        or not limits.whole
        or low != int(low)
        or high != int(high)
        or high - low > WIDEST_SCALE
    ):
        yield (
            _("A scale goes from one whole number to another, in steps of 1."),
            _("Give start and end, such as start=1 end=10, with no more than %(most)d steps.")
            % {"most": WIDEST_SCALE},
        )


def _conditions(
    question: Question, before: dict[str, Question], later: set[str]
) -> Iterator[Wrong]:
    yield from _condition(question.relevant, before, later, None)
    yield from _condition(question.constraint, before, later, question)


def _condition(
    text: str, before: dict[str, Question], later: set[str], this: Question | None
) -> Iterator[Wrong]:
    """`this` is the question whose answer a constraint is about; None for who is asked."""
    if not text:
        return
    try:
        tree = parse(text)
    except ExpressionError as error:
        yield (
            _("The condition %(text)s cannot be read. %(what)s")
            % {"text": text, "what": error.what},
            _("Look at sign %(place)d.") % {"place": error.position},
        )
        return
    if this is None and looks_at_this(text):
        yield (
            _("The condition %(text)s asks for “.”, and there is no answer yet.") % {"text": text},
            _("Name an earlier question, as ${name}."),
        )
        return
    if this is not None and not looks_at_this(text):
        yield (
            _("The constraint %(text)s says nothing of the answer.") % {"text": text},
            _("Write “.” for the answer."),
        )
    for node in walk(tree):
        if isinstance(node, Reference) and node.name not in before:
            yield _not_before(node.name, before, later)
        else:
            yield from _known(node, before, this)


def _not_before(name: str, before: dict[str, Question], later: set[str]) -> Wrong:
    if name in later:
        return (
            _("The condition looks at “%(name)s”, which is not asked earlier.") % {"name": name},
            _("Let it look at a question before this one, or move one of the two."),
        )
    return (
        _("The condition looks at “%(name)s”, and there is no such question.") % {"name": name},
        did_you_mean(name, before, _("Name a question before this one.")),
    )


def _known(node: Node, before: dict[str, Question], this: Question | None) -> Iterator[Wrong]:
    """Whether what is said of a question can be true of its kind."""
    match node:
        case Compare(left=left, right=right, sign=sign):
            pairs = [(left, right, sign), (right, left, sign)]
        case Call(function="selected", values=(left, right)):
            pairs = [(left, right, "selected")]
        case Call(function="count-selected", values=(one,)):
            question = _question(one, before, this)
            if question is not None and question.kind not in (Kind.MULTIPLE, Kind.RANKING):
                yield (
                    _("“count-selected” counts choices, and “%(name)s” has one answer.")
                    % {"name": question.name},
                    _("Compare the answer itself."),
                )
            return
        case _:
            return
    for left, right, sign in pairs:
        question = _question(left, before, this)
        if question is None or not isinstance(right, Literal) or right.value == "":
            continue
        value = right.value
        is_several = question.kind in (Kind.MULTIPLE, Kind.RANKING)
        if is_several and sign != "selected":
            yield (
                _("“%(name)s” has several answers, and is compared with one.")
                % {"name": question.name},
                _("Write selected(${%(name)s}, '…').") % {"name": question.name},
            )
        elif sign == "selected" and not question.kind.has_choices:
            yield (
                _("“%(name)s” has no choices.") % {"name": question.name},
                _("Compare the answer itself."),
            )
        elif question.kind.has_choices and isinstance(value, str):
            if question.choice(value) is None:
                yield (
                    _("“%(name)s” has no choice “%(choice)s”.")
                    % {"name": question.name, "choice": value},
                    did_you_mean(
                        value,
                        [choice.name for choice in question.choices],
                        _("The choices are %(known)s."),
                    ),
                )
        elif question.kind in (Kind.SCALE, Kind.NUMBER) and isinstance(value, str):
            yield (
                _("“%(name)s” is a number, and is compared with a text.") % {"name": question.name},
                _("Write the number without quotes."),
            )


def _question(node: Node, before: dict[str, Question], this: Question | None) -> Question | None:
    if isinstance(node, This):
        return this
    return before.get(node.name) if isinstance(node, Reference) else None


def _texts(texts: Texts) -> Iterator[Wrong]:
    text = said(texts, FIRST)
    if not text and any(texts.values()):
        yield (
            _("A text is there in another language, and not in Dutch."),
            _("Write it in Dutch too."),
        )
    for one in texts.values():
        if len(one) > LONGEST_TEXT:
            yield (
                _("A text is longer than %(most)d signs.") % {"most": LONGEST_TEXT},
                _("Shorten it."),
            )
        if "${" in one:
            yield (
                _("The text “%(text)s” asks for an answer to be filled in.") % {"text": one[:40]},
                _("Texts are the same for everybody here: write it without ${…}."),
            )


def _is_name(name: str) -> bool:
    return bool(_NAME.fullmatch(name)) and len(name) <= LONGEST_NAME


def _bad_name(name: str) -> Wrong:
    return (
        _("“%(name)s” cannot be a name.") % {"name": name[:LONGEST_NAME]},
        _("Use letters without accents, digits, - and _, no spaces, %(most)d signs at most.")
        % {"most": LONGEST_NAME},
    )
