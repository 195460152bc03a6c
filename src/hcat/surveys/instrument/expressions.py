# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The conditions of XLSForm, as far as questionnaires need them: read, evaluated, looked through.

A question that was not answered makes what is said of it unknown, and so does `not` of it: a
condition holds only where it is known to be true. As in XLSForm, a question is compared with the
empty text to ask whether it was answered: `${q} != ''`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from operator import eq, ge, gt, le, lt, ne
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext as _

from .questionnaire import Answer, Answers

if TYPE_CHECKING:
    from lark import Lark

LONGEST = 1000
"""Signs in one condition."""
DEEPEST = 20
"""Brackets within brackets."""
NAME = r"[A-Za-z_][A-Za-z0-9_-]*"
FUNCTIONS = {"selected": 2, "count-selected": 1, "string-length": 1}
"""What can be called besides `not`, and with how many values."""

# Spreadsheet programs put these in by themselves. Each becomes one sign, so that places stay.
_PLAIN = str.maketrans(dict.fromkeys("‘’‚‛′", "'") | dict.fromkeys("“”„‟″«»", '"'))
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}
_GRAMMAR = rf"""
    ?start: disjunction
    ?disjunction: conjunction
        | conjunction ("or" conjunction)+               -> any_of
    ?conjunction: truth
        | truth ("and" truth)+                          -> all_of
    ?truth: value
        | value COMPARE value                           -> compare
    ?value: "${{" NAME "}}"                             -> reference
        | "."                                           -> this
        | STRING                                        -> text
        | NUMBER                                        -> number
        | FUNCTION "(" [disjunction ("," disjunction)*] ")" -> call
        | "(" disjunction ")"
    COMPARE: "!=" | "<=" | ">=" | "=" | "<" | ">"
    NAME: /{NAME}/
    FUNCTION.2: /[A-Za-z][A-Za-z0-9-]*(?=\s*\()/
    STRING: /'[^']*'/ | /"[^"]*"/
    NUMBER: /-?[0-9]+(\.[0-9]+)?/
    %ignore /\s+/
"""


class ExpressionError(ValueError):
    """A condition that cannot be read; `position` counts signs from 1."""

    def __init__(self, what: str, position: int) -> None:
        self.what, self.position = what, position
        super().__init__(what)


@dataclass(frozen=True, slots=True)
class Reference:
    name: str


@dataclass(frozen=True, slots=True)
class This:
    """The answer that a constraint is about."""


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | float


@dataclass(frozen=True, slots=True)
class Compare:
    sign: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Call:
    """`not` and the functions."""

    function: str
    values: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Parts with `and` or `or` between them."""

    is_all: bool
    parts: tuple[Node, ...]


Node = Reference | This | Literal | Compare | Call | Joined
_Value = str | float | bool | tuple[str, ...] | None


def tidied(text: str) -> str:
    """The condition as it is kept: straight quotes, single spaces.

    >>> tidied(" ${a}  = ‘yes’ ")
    "${a} = 'yes'"
    """
    return " ".join(text.translate(_PLAIN).split())


@lru_cache(maxsize=4096)
def parse(text: str) -> Node:
    """What the condition says. Raises ExpressionError, which tells what is wrong and where."""
    plain = text.translate(_PLAIN)
    if len(plain) > LONGEST:
        raise ExpressionError(
            _("The condition is longer than %(most)d signs.") % {"most": LONGEST}, LONGEST
        )
    _refuse_depth(plain)
    from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

    try:
        node = cast(Node, _parser().parse(plain))
    except UnexpectedToken as error:
        if error.token.type == "$END":
            raise ExpressionError(
                _("The condition ends too early, after “%(before)s”.") % {"before": plain[-20:]},
                len(plain) + 1,
            ) from error
        raise _unexpected(plain, error.token.start_pos or 0) from error
    except UnexpectedCharacters as error:
        raise _unexpected(plain, error.pos_in_stream or 0) from error
    except UnexpectedInput as error:
        raise _unexpected(plain, 0) from error
    if not _is_truth(node):
        raise ExpressionError(_("The condition says nothing that is true or not."), 1)
    return node


def looks_at(text: str) -> frozenset[str]:
    """The questions whose answers decide. Raises ExpressionError.

    >>> sorted(looks_at("${a} = 'x' and not(selected(${b}, 'y'))"))
    ['a', 'b']
    """
    return frozenset(
        node.name for node in (walk(parse(text)) if text else ()) if isinstance(node, Reference)
    )


def looks_at_this(text: str) -> bool:
    """Whether it says something of the answer itself, as a constraint does."""
    return any(isinstance(node, This) for node in walk(parse(text)))


def walk(node: Node) -> Iterator[Node]:
    """The node and all that is in it, from left to right."""
    yield node
    for part in _parts(node):
        yield from walk(part)


def outcome(text: str, answers: Answers, this: Answer | None = None) -> bool | None:
    """True, False, or None where an answer that decides is not there. No condition is True.

    >>> outcome("${a} > 3", {"a": 4}), outcome("${a} > 3", {}), outcome("not(${a} > 3)", {})
    (True, None, None)
    """
    return True if not text else _truth(parse(text), answers, this)


def holds(text: str, answers: Answers) -> bool:
    """Whether the condition is known to be true."""
    return outcome(text, answers) is True


def renamed(text: str, old: str, new: str) -> str:
    """The condition with another name for a question; what stands between quotes is left."""
    pattern = rf"'[^']*'|\"[^\"]*\"|\$\{{\s*{re.escape(old)}\s*\}}"
    return re.sub(pattern, lambda hit: hit[0] if hit[0][0] in "'\"" else f"${{{new}}}", text)


# --- Reading --------------------------------------------------------------------------------------


@cache
def _parser() -> Lark:
    """Made at the first condition: the library takes a quarter of a second."""
    from lark import Lark, Transformer, v_args

    @v_args(inline=True)
    class Made(Transformer[Any, Any]):
        def any_of(self, *parts: Node) -> Node:
            return _joined(False, parts)

        def all_of(self, *parts: Node) -> Node:
            return _joined(True, parts)

        def compare(self, left: Node, sign: Any, right: Node) -> Node:
            if _is_truth(left) or _is_truth(right):
                raise ExpressionError(
                    _("“%(sign)s” compares values, not conditions.") % {"sign": sign},
                    sign.start_pos + 1,
                )
            return Compare(str(sign), left, right)

        def reference(self, name: Any) -> Node:
            return Reference(str(name))

        def this(self) -> Node:
            return This()

        def text(self, token: Any) -> Node:
            return Literal(str(token)[1:-1])

        def number(self, token: Any) -> Node:
            return Literal(float(token))

        def call(self, function: Any, *values: Node | None) -> Node:
            return _call(function, tuple(one for one in values if one is not None))

    return Lark(_GRAMMAR, parser="lalr", transformer=Made())


def _joined(is_all: bool, parts: tuple[Node, ...]) -> Node:
    for part in parts:
        if not _is_truth(part):
            raise ExpressionError(_("“and” and “or” stand between conditions, not values."), 1)
    return Joined(is_all, parts)


def _call(token: Any, values: tuple[Node, ...]) -> Node:
    function, position = str(token), (token.start_pos or 0) + 1
    if function == "not":
        if len(values) != 1 or not _is_truth(values[0]):
            raise ExpressionError(_("“not” takes one condition."), position)
        return Call(function, values)
    if function not in FUNCTIONS:
        raise ExpressionError(
            _("The function “%(name)s” is not known here. Use %(known)s.")
            % {"name": function, "known": ", ".join(("not", *FUNCTIONS))},
            position,
        )
    if len(values) != FUNCTIONS[function]:
        raise ExpressionError(
            _("“%(name)s” takes %(count)d values, not %(given)d.")
            % {"name": function, "count": FUNCTIONS[function], "given": len(values)},
            position,
        )
    is_named = function != "selected" or (
        isinstance(values[1], Literal) and isinstance(values[1].value, str)
    )
    if not isinstance(values[0], Reference | This) or not is_named:
        raise ExpressionError(
            _("“%(name)s” asks for a question, and “selected” for a choice in quotes after it.")
            % {"name": function},
            position,
        )
    return Call(function, values)


def _is_truth(node: Node) -> bool:
    match node:
        case Compare() | Joined():
            return True
        case Call(function=function):
            return function in ("not", "selected")
        case _:
            return False


def _refuse_depth(text: str) -> None:
    depth = 0
    for place, sign in enumerate(text, 1):
        depth += (sign == "(") - (sign == ")")
        if depth > DEEPEST:
            raise ExpressionError(_("There are too many brackets within brackets."), place)


def _unexpected(text: str, place: int) -> ExpressionError:
    return ExpressionError(
        _("“%(found)s” is not expected at sign %(place)d.")
        % {"found": text[place : place + 12].strip(), "place": place + 1},
        place + 1,
    )


def _parts(node: Node) -> tuple[Node, ...]:
    match node:
        case Compare(left=left, right=right):
            return left, right
        case Call(values=values):
            return values
        case Joined(parts=parts):
            return parts
        case _:
            return ()


# --- Evaluating -----------------------------------------------------------------------------------


def _truth(node: Node, answers: Answers, this: Answer | None) -> bool | None:
    match node:
        case Joined(is_all=is_all, parts=parts):
            found = [_truth(part, answers, this) for part in parts]
            if (not is_all) in found:
                return not is_all
            return None if None in found else is_all
        case Compare(sign=sign, left=left, right=right):
            return _compared(sign, _value(left, answers, this), _value(right, answers, this))
        case Call(function="not", values=(inner,)):
            known = _truth(inner, answers, this)
            return None if known is None else not known
        case Call(function="selected", values=(question, Literal(value=choice))):
            chosen = _value(question, answers, this)
            if chosen is None or chosen == "":
                return None
            return choice in (chosen if isinstance(chosen, tuple) else (str(chosen),))
        case _:  # pragma: no cover
            raise AssertionError(node)


def _value(node: Node, answers: Answers, this: Answer | None) -> _Value:
    match node:
        case Literal(value=value):
            return value
        case Reference(name=name):
            return _answered(answers.get(name))
        case This():
            return _answered(this)
        case Call(function=function, values=(question,)):
            given = _value(question, answers, this)
            if given is None:
                return None
            if function == "string-length":
                return float(len(given if isinstance(given, str) else str(given)))
            return float(len(given) if isinstance(given, tuple) else 1)
        case _:  # pragma: no cover
            raise AssertionError(node)


def _answered(answer: Answer | None) -> _Value:
    if answer is None or answer == "" or answer == []:
        return None
    return tuple(answer) if isinstance(answer, list) else answer


def _compared(sign: str, left: _Value, right: _Value) -> bool | None:
    if "" in (left, right):
        if sign not in ("=", "!="):
            return None
        is_empty = all(one in (None, "") for one in (left, right))
        return is_empty if sign == "=" else not is_empty
    if left is None or right is None:
        return None
    if sign in ("=", "!=") and isinstance(left, str) and isinstance(right, str):
        return _COMPARE[sign](left, right)
    first, second = _as_number(left), _as_number(right)
    if first is None or second is None:
        # As in XLSForm, a text that is no number equals none, and is not less or more than one.
        return sign == "!="
    return _COMPARE[sign](first, second)


def _as_number(value: _Value) -> float | None:
    if isinstance(value, tuple) or value is None:
        return None
    try:
        return float(value)
    except ValueError:
        return None
