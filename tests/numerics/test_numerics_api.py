# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the numerics: light to open, complete, and free of the outside world."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from hcat.numerics import api

SOURCE = Path(api.__file__).parent
FORBIDDEN = {
    "django",
    "os",
    "pathlib",
    "io",
    "socket",
    "httpx",
    "urllib",
    "time",
    "random",
    "logging",
}


def loaded_after(code: str) -> set[str]:
    """Which of NumPy and SciPy a fresh interpreter has loaded after the code."""
    report = "import sys; print(' '.join(n for n in ('numpy', 'scipy') if n in sys.modules))"
    found = subprocess.run(
        [sys.executable, "-c", f"{code}; {report}"],
        capture_output=True,
        text=True,
        check=True,
        cwd=SOURCE.parents[1],
    )
    return set(found.stdout.split())


def test_showing_a_stored_figure_loads_neither_numpy_nor_scipy() -> None:
    code = (
        "import hcat.numerics; from hcat.numerics.api import Estimate, Period, TargetSpec, "
        "Judgement, Verdict, Reason; from datetime import date; "
        "TargetSpec.at_least('a', 7, unit='mark', deadline=date(2014, 1, 1)); "
        "Estimate.missing('none', unit='mark', period=Period.year(2014), source='panel')"
    )
    assert loaded_after(code) == set()


def test_judging_an_absence_loads_nothing_heavy_either() -> None:
    code = (
        "from hcat.numerics.api import TargetSpec, judge; from datetime import date; "
        "judge(TargetSpec.at_least('a', 7, unit='mark', deadline=None), [], as_of=date(2014, 1, 1))"
    )
    assert loaded_after(code) == set()


@pytest.mark.parametrize("name", api.__all__)
def test_every_name_at_the_door_is_there(name: str) -> None:
    assert getattr(api, name) is not None


def test_an_unknown_name_is_refused_and_the_list_has_no_name_twice() -> None:
    assert len(set(api.__all__)) == len(api.__all__)
    with pytest.raises(AttributeError, match="no attribute 'guess'"):
        _ = api.guess
    assert set(api.__all__) <= set(dir(api))


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*.py")), ids=lambda path: path.name)
def test_no_module_knows_the_outside_world(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    assert not {name.split(".")[0] for name in names} & FORBIDDEN
    assert all(name.startswith("hcat.numerics") for name in names if name.startswith("hcat"))
    text = path.read_text(encoding="utf-8")
    assert "today()" not in text
    assert "np.random" not in text


@pytest.mark.parametrize("path", sorted(SOURCE.glob("*.py")), ids=lambda path: path.name)
def test_a_module_is_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


def test_every_public_function_has_a_docstring_and_every_reason_its_meaning() -> None:
    for name in api.__all__:
        found = getattr(api, name)
        if callable(found):
            assert found.__doc__, name
    tree = ast.parse((SOURCE / "verdict.py").read_text(encoding="utf-8"))
    (reason,) = [
        node for node in tree.body if isinstance(node, ast.ClassDef) and node.name == "Reason"
    ]
    members = [node for node in reason.body if isinstance(node, ast.Assign)]
    meanings = [
        node
        for node in reason.body[1:]
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    ]
    assert len(members) == len(meanings) == len(api.Reason)
