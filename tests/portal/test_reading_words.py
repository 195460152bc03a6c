# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every reason why a source cannot be read or believed is said in the language of its reader."""

from __future__ import annotations

import ast
import dataclasses
import functools
import importlib
import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils.translation import override

import hcat
from hcat.portal.models import Check
from hcat.portal.reading_words import (
    TEMPLATES,
    as_sentence,
    field_in_words,
    in_words,
    outcome_in_words,
    template_of,
)
from hcat.postings.api import Posting

SOURCE = Path(hcat.__file__).parent
WHERE = (SOURCE / "postings", SOURCE / "portal" / "syncing")
REASON_AT = {
    "NotFetched": 1, "Unreadable": 0, "Doubt": 0, "Problem": 1, "Missing": 1, "NoPosting": 0,
    "ReadTimeout": 0, "ConnectError": 0,
}  # fmt: skip
"""At which place of a call its reason stands. The last two are of a library, raised by us."""


@functools.cache
def reasons() -> dict[str, str]:
    """Every sentence that the code can give as a reason, with where it does; what is filled in is
    a marked word."""
    found = {}
    for path in sorted(one for root in WHERE for one in root.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for scope in (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)):
            for reason in itertools.chain.from_iterable(map(given_as_reason, ast.walk(scope))):
                for sentence in sentences(reason, scope, path):
                    found[sentence] = f"{path.relative_to(SOURCE)}:{reason.lineno}"
    return found


def given_as_reason(node: ast.AST) -> Iterator[ast.expr]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", "") or getattr(node.func, "attr", "")
        if len(node.args) > (at := REASON_AT.get(name, 99)):
            yield node.args[at]
        yield from (one.value for one in node.keywords if one.arg == "why")
    if isinstance(node, ast.Assign):
        for target in node.targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            several = isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
            values = node.value.elts if several else [node.value]  # type: ignore[attr-defined]
            for name, value in zip(names, values, strict=False):
                if isinstance(name, ast.Attribute) and name.attr == "failure":
                    yield value
    if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
        yield from (one for one in node.value.elts if is_english(one))


def is_english(node: ast.expr) -> bool:
    """How a source was found is yielded beside it."""
    if isinstance(node, ast.JoinedStr):
        return True
    return isinstance(node, ast.Constant) and " " in str(node.value)


def sentences(node: ast.expr, scope: ast.FunctionDef, path: Path) -> Iterator[str]:
    """What an expression can say."""
    match node:
        case ast.Constant(value=str(said)):
            yield said
        case ast.JoinedStr():
            yield from filled(node, scope, path)
        case ast.IfExp():
            yield from sentences(node.body, scope, path)
            yield from sentences(node.orelse, scope, path)
        case ast.BoolOp():
            for one in node.values:
                yield from sentences(one, scope, path)
        case ast.Call(func=ast.Attribute(attr="strip", value=inner)) | ast.Subscript(value=inner):
            yield from sentences(inner, scope, path)
        case ast.Name(id=name):
            constant = getattr(module(path), name, None)
            found = [constant] if isinstance(constant, str) else list(assigned(name, scope, path))
            assert found, f"{path}:{node.lineno}: what {name} says is not seen from here"
            yield from found
        case ast.Attribute(attr="why" | "failure") | ast.Call(func=ast.Name(id="str")):
            pass  # handed on, and seen where it is made
        case _:
            pytest.fail(f"{path}:{node.lineno}: what this says is not seen from here")


def assigned(name: str, scope: ast.FunctionDef, path: Path) -> Iterator[str]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and any(
            isinstance(one, ast.Name) and one.id == name for one in node.targets
        ):
            yield from sentences(node.value, scope, path)


def filled(node: ast.JoinedStr, scope: ast.FunctionDef, path: Path) -> Iterator[str]:
    numbers = itertools.count(1)
    said = ""
    for part in node.values:
        if isinstance(part, ast.Constant):
            said += str(part.value)
        elif isinstance(part, ast.FormattedValue):
            name = getattr(part.value, "id", "")
            constant = getattr(module(path), name, None) if name else None
            said += constant if isinstance(constant, str) else f"Filled{next(numbers)}"
    yield said


def module(path: Path) -> object:
    name = ".".join(path.relative_to(SOURCE.parent).with_suffix("").parts)
    return importlib.import_module(name.removesuffix(".__init__"))


def test_the_reasons_are_found() -> None:
    assert len(reasons()) >= 60
    for one in (
        "port Filled1 of Filled2 is not one of the web",
        "the site answered Filled1 Filled2",
        "what stands there cannot be understood (Filled1)",
        "it has more pages than are read at one time",
        "not all of it was read",
        "the answer does not tell it",
        "Filled1 leads to Filled2",
    ):
        assert one in reasons()


@pytest.mark.parametrize("language", ["nl", "de"])
def test_each_is_said_in_the_language_of_the_reader(language: str) -> None:
    untold = []
    with override(language):
        for reason, where in reasons().items():
            told = in_words(reason)
            kept = [word for word in reason.split() if "Filled" in word]
            if told == reason or not all(word.strip("(),:<>") in told for word in kept):
                untold.append(f"{where}: {reason!r} is said as {told!r}")
    assert not untold, "\n".join(untold)


def test_no_template_is_left_of_a_reason_that_nobody_gives() -> None:
    used = {template_of(one)[0] for one in reasons()}
    assert not [one for one in TEMPLATES if one not in used]


def test_what_is_filled_in_is_said_as_it_is() -> None:
    with override("nl"):
        assert in_words("port 22 of voorbeeld.nl is not one of the web") == (
            "poort 22 van voorbeeld.nl is geen poort van het web"
        )
        assert in_words("it shows none, where 4 were open") == (
            "ze toont er geen, terwijl er 4 open waren"
        )


def test_a_reason_within_a_reason_is_said_as_well() -> None:
    with override("de"):
        assert in_words("a.example is too slow: the whole took too long") == (
            "a.example ist zu langsam: das Ganze dauerte zu lange"
        )


def test_english_stays_as_it_was_raised() -> None:
    with override("en"):
        assert [in_words(one) for one in reasons()] == list(reasons())


@pytest.mark.parametrize("strange", ["", "100% (%(host)s) not known", "Zeile\neins"])
def test_a_reason_that_is_not_known_is_shown_as_it_is(strange: str) -> None:
    with override("nl"):
        assert in_words(strange) == strange


def test_every_field_of_a_posting_has_a_name_in_words() -> None:
    names = {one.name for one in dataclasses.fields(Posting)} - {"key", "title", "missing"}
    with override("nl"):
        assert not [one for one in {*names, "contact"} if field_in_words(one) == one]
    assert field_in_words("colour") == "colour"


def test_every_outcome_has_a_name_in_words() -> None:
    with override("nl"):
        assert [outcome_in_words(one) for one in Check.Outcome] == [
            "gelezen", "ongewijzigd", "niet geloofd", "mislukt",
        ]  # fmt: skip


def test_between_other_sentences_it_is_one() -> None:
    with override("nl"):
        assert as_sentence("this is no page") == "Dit is geen pagina."
