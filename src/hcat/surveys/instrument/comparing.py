# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What differs between two editions of a questionnaire, and whether figures can be compared.

A series breaks where another question is put: another kind, scale, choices or another group that is
asked. Other words may mean the same or not: nothing but a person can tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from .expressions import Call, Compare, ExpressionError, Joined, Node, Reference, parse, tidied
from .questionnaire import Kind, Page, Question, Questionnaire, Texts


class Change(StrEnum):
    """What can differ in how a concept is asked."""

    SAME = "same"
    NEW = "new"
    GONE = "gone"
    KIND = "kind"
    CHOICES = "choices"
    SCALE = "scale"
    CONDITION = "condition"
    MEANING = "meaning"
    """A person said that the other words ask something else."""
    WORDING = "wording"
    ORDER = "order"
    """The same choices, in another order."""
    CONSTRAINT = "constraint"
    REQUIRED = "required"
    """From optional to required."""
    OPTIONAL = "optional"
    """From required to optional."""


BREAKS = (Change.KIND, Change.CHOICES, Change.SCALE, Change.CONDITION, Change.MEANING)
"""After these, figures cannot be compared."""
MAY_BREAK = (
    Change.WORDING,
    Change.ORDER,
    Change.CONSTRAINT,
    Change.REQUIRED,
    Change.OPTIONAL,
)
"""After these, a person decides."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How one concept is asked after, as against before."""

    concept: str
    changes: tuple[Change, ...]
    """Never empty: `SAME` where nothing differs."""
    languages: tuple[str, ...] = ()
    """In which the words differ."""

    @property
    def is_break(self) -> bool:
        return any(change in BREAKS for change in self.changes)

    @property
    def may_break(self) -> bool:
        """A person has to decide, since nothing breaks for certain."""
        return not self.is_break and any(change in MAY_BREAK for change in self.changes)


def differences(
    before: Questionnaire, after: Questionnaire, *, other_meaning: Collection[str] = ()
) -> tuple[Difference, ...]:
    """For each concept of either, in the order of `after`, and then those that are gone.

    `other_meaning` names the concepts of which a person decided that the other words break them.
    Quotes and spaces are no other words, and make no other condition.
    """
    first, second = _by_concept(before), _by_concept(after)
    found = []
    for concept, (page, question) in second.items():
        if concept not in first:
            found.append(Difference(concept, (Change.NEW,)))
            continue
        old_page, old = first[concept]
        changes = [
            *_changes(old, question),
            *_conditions((old_page, old, before), (page, question, after)),
        ]
        languages = _other_words((old_page, old), (page, question))
        if languages:
            changes.append(Change.WORDING)
        if concept in other_meaning:
            changes.append(Change.MEANING)
        found.append(Difference(concept, tuple(changes) or (Change.SAME,), languages))
    gone = (Difference(one, (Change.GONE,)) for one in first if one not in second)
    return (*found, *gone)


def _by_concept(questionnaire: Questionnaire) -> dict[str, tuple[Page, Question]]:
    return {
        question.concept: (page, question)
        for page in questionnaire.pages
        for question in page.questions
    }


def _changes(old: Question, new: Question) -> Iterator[Change]:
    if old.kind is not new.kind:
        yield Change.KIND
    else:
        was, is_ = ([choice.name for choice in one.choices] for one in (old, new))
        if set(was) != set(is_) or (new.kind is not Kind.OPEN and old.most != new.most):
            yield Change.CHOICES
        elif was != is_:
            yield Change.ORDER
        if old.limits != new.limits:
            yield Change.SCALE
    if old.is_required != new.is_required:
        yield Change.REQUIRED if new.is_required else Change.OPTIONAL


def _conditions(
    old: tuple[Page, Question, Questionnaire], new: tuple[Page, Question, Questionnaire]
) -> Iterator[Change]:
    if _asked_of(*old) != _asked_of(*new):
        yield Change.CONDITION
    if _tree(old[1].constraint, old[2]) != _tree(new[1].constraint, new[2]):
        yield Change.CONSTRAINT


def _asked_of(page: Page, question: Question, questionnaire: Questionnaire) -> frozenset[object]:
    """Who is asked: the conditions of the page and of the question, whichever stands where."""
    texts = (page.relevant, question.relevant)
    return frozenset(_tree(text, questionnaire) for text in texts if text)


def _tree(text: str, questionnaire: Questionnaire) -> Node | str:
    """What the condition says, of concepts: a question with another name is the same question."""
    if not text:
        return ""
    try:
        tree = parse(text)
    except ExpressionError:
        return tidied(text)
    return _of_concepts(tree, {one.name: one.concept for one in questionnaire.questions})


def _of_concepts(node: Node, concepts: dict[str, str]) -> Node:
    match node:
        case Reference(name=name):
            return Reference(concepts.get(name, name))
        case Compare(left=left, right=right):
            sides = _of_concepts(left, concepts), _of_concepts(right, concepts)
            return replace(node, left=sides[0], right=sides[1])
        case Call(values=values):
            return replace(node, values=tuple(_of_concepts(one, concepts) for one in values))
        case Joined(parts=parts):
            return replace(node, parts=tuple(_of_concepts(one, concepts) for one in parts))
        case _:
            return node


def _other_words(old: tuple[Page, Question], new: tuple[Page, Question]) -> tuple[str, ...]:
    """The languages in which a text is put otherwise; a language that came or went is none."""
    pairs = [(old[1].labels, new[1].labels), (old[1].hints, new[1].hints)]
    kept = {choice.name: choice for choice in old[1].choices}
    pairs += [
        (kept[choice.name].labels, choice.labels)
        for choice in new[1].choices
        if choice.name in kept
    ]
    spoken = dict.fromkeys(code for _old, texts in pairs for code in texts)
    shared = [code for code in spoken if code in old[1].labels and code in new[1].labels]
    return tuple(
        code for code in shared if any(_words(was, code) != _words(is_, code) for was, is_ in pairs)
    )


def _words(texts: Texts, code: str) -> str:
    return re.sub(r"[\s'\"‘’‚‛“”„‟«»`´]+", "", texts.get(code, ""))
