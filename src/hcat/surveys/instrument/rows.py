# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One row of the sheet survey as a question."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .columns import Columns
from .expressions import tidied
from .problems import Problem, did_you_mean
from .questionnaire import Choice, Kind, Limits, Question
from .sheets import Row

_SELECTS = {"select_one": Kind.SINGLE, "select_multiple": Kind.MULTIPLE, "rank": Kind.RANKING}
_OTHERS = {
    "range": Kind.SCALE,
    "integer": Kind.NUMBER,
    "decimal": Kind.NUMBER,
    "text": Kind.OPEN,
}
TYPES = (*_SELECTS, *_OTHERS, "note", "begin_group", "end_group")
_PARAMETERS = {
    Kind.SINGLE: (),
    Kind.MULTIPLE: ("max",),
    Kind.RANKING: ("max",),
    Kind.SCALE: ("start", "end", "step"),
    Kind.NUMBER: ("min", "max"),
    Kind.OPEN: ("max",),
}
OURS = ("min", "max")
"""Parameters that pyxform does not know."""
_YES = ("yes", "true", "true()", "1")
_NO = ("", "no", "false", "false()", "0")


@dataclass(slots=True)
class Kinds:
    """The lists of choices, and which of them were used."""

    lists: Mapping[str, list[tuple[int, Choice]]]
    used: set[str] = field(default_factory=set)

    @property
    def unused(self) -> list[str]:
        return [name for name in self.lists if name not in self.used]

    def row(self, name: str) -> int:
        return self.lists[name][0][0]


def group_type(text: str) -> tuple[bool, str] | None:
    """Whether a group or a repeat begins or ends: `(True, "group")`; None for another type."""
    hit = re.fullmatch(r"(begin|end)[ _](group|repeat|loop)(?: .*)?", text.lower())
    return None if hit is None else (hit[1] == "begin", hit[2])


def read_question(
    row: Row, columns: Columns, text: str, kinds: Kinds
) -> tuple[Question | None, list[Problem]]:
    """The question of this row, None where its type is not known, and what is wrong with it."""
    wrong: list[Problem] = []
    kind, choices = _kind(text, kinds, wrong)
    if kind is None:
        return None, wrong
    given = _parameters(columns.cell(row, "parameters"), kind, wrong)
    name = columns.cell(row, "name")
    if not name:
        _add(wrong, _("The question has no name."), _("Give it one."))
    appearance = columns.cell(row, "appearance")
    if appearance and not (kind is Kind.OPEN and appearance == "multiline"):
        _add(
            wrong,
            _("The appearance “%(name)s” is not followed.") % {"name": appearance},
            _("Empty the cell: each question has one appearance here."),
            is_error=False,
        )
    most = given.get("max") if kind in (Kind.OPEN, Kind.MULTIPLE, Kind.RANKING) else None
    if most is not None and most != int(most):
        _add(wrong, _("“max” is not a whole number."), _("Write a whole number."))
    return (
        Question(
            name=name,
            concept=columns.cell(row, "concept") or name,
            kind=kind,
            labels=columns.said(row, "label"),
            hints=columns.said(row, "hint"),
            choices=choices,
            is_required=_required(columns.cell(row, "required"), wrong),
            relevant=tidied(columns.cell(row, "relevant")),
            constraint=tidied(columns.cell(row, "constraint")),
            constraint_messages=columns.said(row, "constraint_message"),
            limits=_limits(kind, text, given, wrong),
            most=None if most is None else int(most),
        ),
        wrong,
    )


def _kind(text: str, kinds: Kinds, wrong: list[Problem]) -> tuple[Kind | None, tuple[Choice, ...]]:
    first, *rest = re.sub(r"^select (one|multiple)\b", r"select_\1", text).split(" ")
    word = first.lower()
    if word in _OTHERS and not rest:
        return _OTHERS[word], ()
    if word not in _SELECTS:
        _add(
            wrong,
            _("The type “%(type)s” is not known.") % {"type": text[:60]},
            did_you_mean(word, TYPES, _("The types are %(known)s.")),
        )
        return None, ()
    if len(rest) != 1:
        _add(
            wrong,
            _("“%(type)s” does not name one list of choices.") % {"type": text[:60]},
            _("Write the name of a list after it, and no more, such as select_one yes_no."),
        )
        return _SELECTS[word], ()
    kinds.used.add(rest[0])
    if rest[0] not in kinds.lists:
        _add(
            wrong,
            _("There is no list of choices “%(name)s”.") % {"name": rest[0]},
            did_you_mean(rest[0], kinds.lists, _("Add it to the sheet choices.")),
        )
    return _SELECTS[word], tuple(choice for _row, choice in kinds.lists.get(rest[0], ()))


def _parameters(text: str, kind: Kind, wrong: list[Problem]) -> dict[str, float]:
    from pyxform.errors import PyXFormError
    from pyxform.parsing.parameters import parse

    try:
        found: dict[str, str] = parse(text, row_number=0)
    except PyXFormError:
        _add(
            wrong,
            _("The parameters “%(text)s” cannot be read.") % {"text": text[:60]},
            _("Write them as name=number, with a space between."),
        )
        return {}
    given: dict[str, float] = {}
    for name, value in found.items():
        if name not in _PARAMETERS[kind]:
            _add(
                wrong,
                _("The parameter “%(name)s” is not known here.") % {"name": name},
                did_you_mean(
                    name, _PARAMETERS[kind], _("Take it out. Those that are known: %(known)s.")
                ),
            )
            continue
        number = _number(value)
        if number is None:
            _add(
                wrong,
                _("The parameter “%(name)s” is not a number.") % {"name": name},
                _("Write a number, with a point before decimals."),
            )
        else:
            given[name] = number
    return given


def _limits(kind: Kind, text: str, given: dict[str, float], wrong: list[Problem]) -> Limits | None:
    if kind is Kind.NUMBER:
        return Limits(given.get("min"), given.get("max"), text.lower() == "integer")
    if kind is not Kind.SCALE:
        return None
    if given.get("step", 1) != 1:
        _add(wrong, _("A scale goes in steps of 1."), _("Write step=1."))
    return Limits(given.get("start"), given.get("end"), whole=True)


def _required(text: str, wrong: list[Problem]) -> bool:
    if text.lower() not in (*_YES, *_NO):
        _add(
            wrong,
            _("“required” is “%(text)s”.") % {"text": text[:40]},
            _("Write yes or no: a condition belongs in the column relevant."),
        )
    return text.lower() in _YES


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if math.isfinite(value) and abs(value) < 1e15 else None


def _add(wrong: list[Problem], what: str, mend: str, *, is_error: bool = True) -> None:
    wrong.append(Problem("", what, mend, is_error))
