# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Another region starts with a folder and no code: so no code may name a region.

Comments and docstrings may say where a rule or a figure comes from; they decide nothing.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"
REGION = "twente"
OTHER_CODE = {".html", ".txt", ".css", ".js", ".yaml", ".csv", ".po", ".svg", ".json", ".toml"}


def _without_docstrings(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            # A text that stands alone is a docstring, of a module, a function or a field.
            node.body = [  # type: ignore[attr-defined]
                line
                for line in body
                if not (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))
            ]
    yield from ast.walk(tree)


def _named_in_python(path: Path) -> Iterator[str]:
    text = path.read_text(encoding="utf-8")
    if REGION not in text.lower():  # most do not: reading the others as code takes a minute
        return
    for node in _without_docstrings(ast.parse(text)):
        for value in vars(node).values():
            if isinstance(value, str) and REGION in value.lower():
                yield f"{path.relative_to(SOURCE)}:{getattr(node, 'lineno', '?')}: {value.strip()}"


def _named_in_text(path: Path) -> Iterator[str]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if REGION in line.lower():
            yield f"{path.relative_to(SOURCE)}:{number}: {line.strip()}"


def test_the_source_names_no_region() -> None:
    found: list[str] = []
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix == ".py":
            found += _named_in_python(path)
        elif path.suffix in OTHER_CODE:
            found += _named_in_text(path)
    assert found == []


def test_a_region_named_in_code_would_be_found(tmp_path: Path) -> None:
    source = SOURCE / "hcat" / "agenda" / "api.py"
    tree = ast.parse('"""About Twente."""\nREGION = "Twente"\n"""Twente."""\n')
    named = [
        n for n in _without_docstrings(tree) if REGION in str(vars(n).get("value", "")).lower()
    ]
    assert len(named) == 1
    assert list(_named_in_python(source)) == []
