# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The command `hcat`: Django's management commands under the product's own name.

Asking for help reads the commands' source instead of importing it, so that it answers at once
and loads no statistics.
"""

from __future__ import annotations

import ast
import difflib
import gc
import os
import sys
from dataclasses import dataclass
from pathlib import Path

GROUPS = {"config": "The site", "foundation": "The ground", "agenda": "The agenda"}
"""Titles where the name of the package would not do."""


@dataclass(frozen=True, slots=True)
class Listed:
    name: str
    package: str
    help: str

    @property
    def group(self) -> str:
        return GROUPS.get(self.package, self.package.replace("_", " ").capitalize())


def listed() -> list[Listed]:
    """Our own commands, each with the one line that its `Command.help` gives."""
    files = sorted(Path(__file__).parent.glob("*/management/commands/*.py"))
    return [
        Listed(file.stem.replace("_", "-"), file.parents[2].name, _help(file))
        for file in files
        if not file.stem.startswith("_")
    ]


def _help(file: Path) -> str:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if (
            isinstance(node, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == "help" for target in node.targets)
            and isinstance(node.value, ast.Constant)
        ):
            return str(node.value.value).strip().splitlines()[0]
    return ""


def overview() -> str:
    commands = listed()
    width = max((len(command.name) for command in commands), default=0) + 2
    lines = ["Usage: hcat COMMAND [options]      hcat COMMAND --help tells more", ""]
    order = list(GROUPS)
    groups = sorted(
        {command.package: command.group for command in commands}.items(),
        key=lambda item: (order.index(item[0]) if item[0] in order else len(order), item[1]),
    )
    for package, title in groups:
        lines.append(f"{title}:")
        lines += [f"  {c.name:<{width}}{c.help}" for c in commands if c.package == package]
        lines.append("")
    lines.append("Django's own commands (migrate, shell, dbshell …) work too.")
    return "\n".join(lines)


def main() -> None:
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Carry out one command; returns the exit code. A refusal is told, never traced."""
    from hcat.foundation.errors import HcatError

    try:
        if not arguments or arguments[0] in ("-h", "--help") or arguments == ["help"]:
            return _answer(overview())
        if arguments[0] in ("-V", "--version", "version"):
            from hcat.foundation.release import release

            return _answer(f"hcat {release()}")
        if arguments[0] == "help":
            arguments = [*arguments[1:], "--help"]
        return _carry_out(arguments)
    except HcatError as refusal:
        return _tell(refusal.what, refusal.why, refusal.mend)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # The reader left (`hcat … | head`): there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _answer(text: str) -> int:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
    return 0


def _carry_out(arguments: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")
    gc.disable()  # all that is loaded now stays: to look for garbage in it takes a quarter longer
    import django
    from django.core.management import ManagementUtility, get_commands
    from django.db import DatabaseError

    django.setup()
    gc.freeze()
    gc.enable()
    name = arguments[0].replace("-", "_")
    known = get_commands()
    if name not in known:
        ours = [command.name for command in listed()]
        near = difflib.get_close_matches(arguments[0], [*ours, *known], n=1, cutoff=0.5)
        return _tell(
            f"There is no command {arguments[0]!r}.",
            f"Did you mean {near[0]!r}?" if near else "",
            "See `hcat --help`.",
            code=2,
        )
    try:
        command = ManagementUtility(["hcat", name]).fetch_command(name)
        # To look through all pages first takes most of a command's seconds, and tells nothing new.
        command.requires_system_checks = ()
        command.run_from_argv(["hcat", name, *arguments[1:]])
    except DatabaseError as error:
        return _tell(
            "The database does not answer as it should.",
            str(error).strip().splitlines()[0] if str(error).strip() else "",
            "Run `hcat migrate` when its tables are missing; else look whether it runs.",
        )
    return 0


def _tell(what: str, why: str = "", mend: str = "", *, code: int = 1) -> int:
    red, plain = ("\033[31m", "\033[0m") if sys.stderr.isatty() else ("", "")
    sys.stderr.write(f"{red}{what}{plain}\n")
    sys.stderr.writelines(f"  {line}\n" for line in (why, mend) if line)
    return code


if __name__ == "__main__":
    main()
