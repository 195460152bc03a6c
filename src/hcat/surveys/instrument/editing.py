# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing a questionnaire: each function gives a new one, or raises Refused with what is wrong.

What comes out is as sound as what is read from a file: the same rules hold. Places count from 0;
`at=None` is the end.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import fields, replace
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused

from .checking import faults
from .expressions import renamed, tidied
from .questionnaire import Page, Question, Questionnaire, tidy

T = TypeVar("T", Page, Question)

# --- The whole ------------------------------------------------------------------------------------


def change_questionnaire(questionnaire: Questionnaire, /, **changes: Any) -> Questionnaire:
    """Another `name`, `titles` or `languages`. Texts in a language that goes are kept."""
    _refuse_strange(changes, ("name", "titles", "languages"))
    return _sound(questionnaire, replace(questionnaire, **_tidied(changes)))


# --- Pages ----------------------------------------------------------------------------------------


def add_page(questionnaire: Questionnaire, page: Page, *, at: int | None = None) -> Questionnaire:
    """A page may come without questions, to be filled."""
    pages = _with(questionnaire.pages, _tidy_page(page), at)
    return _sound(questionnaire, replace(questionnaire, pages=pages))


def change_page(questionnaire: Questionnaire, name: str, /, **changes: Any) -> Questionnaire:
    """Another `name`, `titles`, `notes` or `relevant`."""
    _refuse_strange(changes, ("name", "titles", "notes", "relevant"))
    old = _page(questionnaire, name)
    new = _tidy_page(replace(old, **changes))
    return _sound(questionnaire, _swapped(questionnaire, old, new))


def move_page(questionnaire: Questionnaire, name: str, at: int) -> Questionnaire:
    """To another place among the pages."""
    page = _page(questionnaire, name)
    rest = _without(questionnaire.pages, page)
    return _sound(questionnaire, replace(questionnaire, pages=_with(rest, page, at)))


def remove_page(questionnaire: Questionnaire, name: str) -> Questionnaire:
    """With its questions."""
    rest = _without(questionnaire.pages, _page(questionnaire, name))
    return _sound(questionnaire, replace(questionnaire, pages=rest))


# --- Questions ------------------------------------------------------------------------------------


def add_question(
    questionnaire: Questionnaire, page: str, question: Question, *, at: int | None = None
) -> Questionnaire:
    """To a page that is there."""
    old = _page(questionnaire, page)
    new = replace(old, questions=_with(old.questions, _tidy_question(question), at))
    return _sound(questionnaire, _swapped(questionnaire, old, new))


def change_question(questionnaire: Questionnaire, name: str, /, **changes: Any) -> Questionnaire:
    """Any field of Question. Conditions follow another name; the concept stays, unless given.
    Refused where a condition looks at a choice that is not there any more."""
    _refuse_strange(changes, tuple(one.name for one in fields(Question)))
    page, old = _question(questionnaire, name)
    new = _tidy_question(replace(old, **changes))
    questions = tuple(new if one is old else one for one in page.questions)
    result = _swapped(questionnaire, page, replace(page, questions=questions))
    if new.name != old.name:
        _refuse_taken(questionnaire, new.name)
        result = _each_condition(result, lambda text: renamed(text, old.name, new.name))
    return _sound(questionnaire, result)


def move_question(
    questionnaire: Questionnaire, name: str, page: str, *, at: int | None = None
) -> Questionnaire:
    """To a place on this page or on another one."""
    old_page, question = _question(questionnaire, name)
    _page(questionnaire, page)
    pages = []
    for one in questionnaire.pages:
        kept = _without(one.questions, question) if one is old_page else one.questions
        if one.name == page:
            kept = _with(kept, question, at)
        pages.append(replace(one, questions=kept))
    return _sound(questionnaire, replace(questionnaire, pages=tuple(pages)))


def remove_question(questionnaire: Questionnaire, name: str) -> Questionnaire:
    """Its page stays, be it empty."""
    page, question = _question(questionnaire, name)
    new = replace(page, questions=_without(page.questions, question))
    return _sound(questionnaire, _swapped(questionnaire, page, new))


# --- What they share ------------------------------------------------------------------------------


def _sound(before: Questionnaire, after: Questionnaire) -> Questionnaire:
    """The new one, unless something is wrong with it that was not wrong before."""
    known = Counter(fault.what for fault in faults(before))
    for fault in faults(after):
        known[fault.what] -= 1
        if known[fault.what] < 0:
            raise Refused(
                fault.what, why=_where(after, fault.page, fault.question), mend=fault.mend
            )
    return after


def _where(questionnaire: Questionnaire, page: int | None, question: int | None) -> str:
    if page is None:
        return ""
    at = questionnaire.pages[page]
    if question is None:
        return _("This is about the page “%(name)s”.") % {"name": at.name}
    return _("This is about the question “%(name)s”.") % {"name": at.questions[question].name}


def _page(questionnaire: Questionnaire, name: str) -> Page:
    try:
        return questionnaire.page(name)
    except KeyError:
        raise Refused(
            _("There is no page “%(name)s”.") % {"name": name}, mend=_look_again()
        ) from None


def _question(questionnaire: Questionnaire, name: str) -> tuple[Page, Question]:
    for page in questionnaire.pages:
        for question in page.questions:
            if question.name == name:
                return page, question
    raise Refused(_("There is no question “%(name)s”.") % {"name": name}, mend=_look_again())


def _look_again() -> str:
    return _("Somebody may have changed it meanwhile: look at the questionnaire again.")


def _refuse_taken(questionnaire: Questionnaire, name: str) -> None:
    """Before conditions follow a name: after that, two questions could not be told apart."""
    if any(question.name == name for question in questionnaire.questions):
        raise Refused(
            _("Two questions are called “%(name)s”.") % {"name": name},
            mend=_("Give one of them another name."),
        )


def _refuse_strange(changes: Mapping[str, Any], known: tuple[str, ...]) -> None:
    strange = sorted(set(changes) - set(known))
    if strange:
        raise TypeError(f"cannot be changed: {', '.join(strange)}")


def _with(items: tuple[T, ...], item: T, at: int | None) -> tuple[T, ...]:
    place = len(items) if at is None else min(max(at, 0), len(items))
    return items[:place] + (item,) + items[place:]  # noqa: RUF005


def _without(items: tuple[T, ...], item: T) -> tuple[T, ...]:
    return tuple(one for one in items if one is not item)


def _swapped(questionnaire: Questionnaire, old: Page, new: Page) -> Questionnaire:
    pages = tuple(new if one is old else one for one in questionnaire.pages)
    return replace(questionnaire, pages=pages)


def _each_condition(questionnaire: Questionnaire, change: Callable[[str], str]) -> Questionnaire:
    return replace(
        questionnaire,
        pages=tuple(
            replace(
                page,
                relevant=change(page.relevant),
                questions=tuple(
                    replace(one, relevant=change(one.relevant), constraint=change(one.constraint))
                    for one in page.questions
                ),
            )
            for page in questionnaire.pages
        ),
    )


def _tidied(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _texts(value) if isinstance(value, Mapping) else value
        for name, value in changes.items()
    }


def _texts(texts: Mapping[str, str]) -> dict[str, str]:
    """A field that was emptied is a text that is not there."""
    return {code: text for code, text in ((c, tidy(t)) for c, t in texts.items()) if text}


def _tidy_page(page: Page) -> Page:
    return replace(
        page,
        titles=_texts(page.titles),
        notes=tuple(note for note in map(_texts, page.notes) if note),
        relevant=tidied(page.relevant),
        questions=tuple(map(_tidy_question, page.questions)),
    )


def _tidy_question(question: Question) -> Question:
    return replace(
        question,
        labels=_texts(question.labels),
        hints=_texts(question.hints),
        constraint_messages=_texts(question.constraint_messages),
        choices=tuple(replace(one, labels=_texts(one.labels)) for one in question.choices),
        relevant=tidied(question.relevant),
        constraint=tidied(question.constraint),
    )
