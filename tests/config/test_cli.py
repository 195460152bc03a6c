# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command tells, refuses and suggests; it never shows a person a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hcat import cli

ROOT = Path(__file__).resolve().parents[2]


def hcat(var: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("HCAT_", "DATABASE_URL", "DJANGO_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "hcat.cli", *arguments],
        env={**clean, "HCAT_VAR": str(var), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_help_lists_every_command_of_ours_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["--help"]) == 0
    told = capsys.readouterr().out
    for command in cli.listed():
        assert f"  {command.name} " in told
        assert command.help, f"hcat {command.name} says nothing about itself"
        assert command.help.endswith(".")
    assert {"up", "stop", "worker", "backup", "restore", "demo", "sign-in-link"} <= {
        command.name for command in cli.listed()
    }


def test_help_answers_at_once_and_loads_no_statistics(tmp_path: Path) -> None:
    look = (
        "import sys; from hcat import cli; cli.run(['--help']);"
        "heavy = {'numpy', 'scipy', 'altair', 'django', 'pydantic'} & set(sys.modules);"
        "assert not heavy, heavy"
    )
    times = []
    for _ in range(3):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", look], check=True, capture_output=True)
        times.append(time.perf_counter() - began)
    assert min(times) < 0.5


def test_a_command_that_does_not_exist_gets_a_suggestion(tmp_path: Path) -> None:
    done = hcat(tmp_path, "wroker")
    assert done.returncode == 2
    assert "There is no command 'wroker'." in done.stderr
    assert "'worker'" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_refusal_is_told_and_not_traced(tmp_path: Path) -> None:
    done = hcat(tmp_path, "restore", str(tmp_path / "nowhere"))
    assert done.returncode == 1
    assert done.stderr.startswith("There is no file")
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_told_and_not_traced(tmp_path: Path) -> None:
    done = hcat(tmp_path, "worker", HCAT_PORT="eighty")
    assert done.returncode == 1
    assert "HCAT_PORT=eighty cannot be used." in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_without_tables_is_told_and_not_traced(tmp_path: Path) -> None:
    done = hcat(tmp_path, "sign-in-link")
    assert done.returncode == 1
    assert "hcat migrate" in done.stderr
    assert "Traceback" not in done.stderr


def test_whoever_stops_reading_gets_no_complaint(tmp_path: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m hcat.cli --help | head -c 1",
        shell=True,
        capture_output=True,
        text=True,
    )
    assert done.stderr == ""


def test_help_for_one_command_is_its_own(tmp_path: Path) -> None:
    done = hcat(tmp_path, "help", "backup")
    assert done.returncode == 0
    assert done.stdout.startswith("usage: hcat backup")
