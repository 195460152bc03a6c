# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Promises of the house that no single room can keep: a review remark made twice stands here."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatch
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from babel.messages.extract import extract
from babel.messages.pofile import read_po
from django.apps import apps
from django.db import models
from django.utils.translation.template import templatize

from hcat.config.catalogues import LANGUAGES, catalogues, gaps

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "hcat"
ROOMS = sorted(path.parent.name for path in SOURCE.glob("*/__init__.py"))
OURS = [
    model
    for config in apps.get_app_configs()
    if config.name.startswith("hcat.")
    for model in config.get_models(include_auto_created=False)
]
COMMENTED = {".py", ".html", ".css", ".js", ".yaml", ".yml", ".toml", ".sh"}
"""Kinds of file that can hold a comment (JSON, CSV and the text of a mail cannot)."""


def tracked() -> list[Path]:
    """What git holds or would hold; outside a checkout, everything."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    names = listed.stdout.splitlines() if listed.returncode == 0 else []
    return [ROOT / name for name in names if (ROOT / name).is_file()]


def python_files() -> Iterator[Path]:
    return (path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts)


# --- Between the rooms ------------------------------------------------------------------------

DOORS = {"hcat.foundation": {"api", "clock", "tasks", "demo", "one_time", "backup", "testing"}}
"""The foundation has a door per purpose: `clock` and `errors` must open before any model can."""
BEFORE_MODELS = {"hcat.foundation.errors", "hcat.foundation.clock", "hcat.parties.sign_in"}
"""What settings and the command may read: they run before models can be loaded."""


def imported(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            if node.module.count(".") < 2:  # from hcat.foundation import demo
                for alias in node.names:
                    yield node.lineno, f"{node.module}.{alias.name}"
            else:
                yield node.lineno, node.module


def test_a_room_is_entered_by_its_door_only() -> None:
    wrong = []
    for path in python_files():
        room = path.relative_to(SOURCE).parts[0]
        for line, name in imported(path):
            parts = name.split(".")
            if parts[0] != "hcat" or len(parts) < 3 or parts[1] == room:
                continue
            package, door = ".".join(parts[:2]), parts[2]
            early = room in ("config", "cli.py") or path.name == "errors.py"
            if early and (name in BEFORE_MODELS or package == "hcat.foundation"):
                continue
            if room == "config" and parts[1] in ("web", "api"):
                continue  # the top of the house: nobody but who puts it together enters there
            if door not in DOORS.get(package, set()) | {"api"}:
                wrong.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    assert not wrong, "\n".join(wrong)


def test_a_door_says_what_it_offers_and_offers_nothing_unsaid() -> None:
    for path in sorted(SOURCE.glob("*/api.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        said = [
            ast.literal_eval(node.value)
            for node in tree.body
            if isinstance(node, ast.Assign)
            and any(isinstance(t, ast.Name) and t.id == "__all__" for t in node.targets)
        ]
        assert said, f"{path.relative_to(ROOT)} has no __all__"
        assert len(set(said[0])) == len(said[0])
        assert not any(
            alias.name == "*"
            for node in tree.body
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        ), f"{path.relative_to(ROOT)} passes on everything with a star"


def test_the_layers_hold() -> None:
    """Each contract's reason stands in pyproject.toml."""
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


# --- Data ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_says_which_personal_data_it_holds(model: type[models.Model]) -> None:
    """None, or which, for what, and how long."""
    told = " ".join((model.__doc__ or "").split())
    assert "Personal data:" in told, f"{model._meta.label} does not say"
    if not re.search(r"Personal data: none\b", told, re.IGNORECASE):
        assert "Purpose:" in told, f"{model._meta.label}: for what?"
        assert "Kept:" in told, f"{model._meta.label}: how long?"


def test_nothing_in_one_room_disappears_because_another_room_lost_a_row() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.local_fields
        if field.remote_field
        and field.remote_field.on_delete is models.CASCADE
        and field.related_model._meta.app_label != model._meta.app_label
    ]
    assert not wrong, f"protect, or set to null with the reason kept: {wrong}"


def test_a_room_has_one_migration_until_the_first_release() -> None:
    for room in ROOMS:
        found = [path.name for path in (SOURCE / room / "migrations").glob("0*.py")]
        assert len(found) <= 1, f"{room}: {sorted(found)}"


# --- Texts --------------------------------------------------------------------------------------

KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Every text of a file that is to be translated."""
    source = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        source = templatize(source, origin=str(path))
        # What `templatize` leaves is meant for xgettext: keep the calls, drop the rest.
        source = "\n".join(" ; ".join(re.findall(CALL, line)) for line in source.split("\n"))
    for line, message, _, _ in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        text = message[0] if isinstance(message, tuple) else message
        if text:
            yield line, text


CALL = re.compile(r"(?:np|n|p)?gettext\((?:[^()\"']|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')*\)")


def test_every_text_is_translated() -> None:
    assert not gaps(), "\n".join(map(str, gaps()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_in_the_code_stands_in_the_catalogue_of_its_room(language: str) -> None:
    known: dict[str, set[str]] = {}
    for catalogue in catalogues():
        if catalogue.parents[1].name == language:
            with catalogue.open("rb") as file:
                known.setdefault(catalogue.relative_to(SOURCE).parts[0], set()).update(
                    message.id if isinstance(message.id, str) else message.id[0]
                    for message in read_po(file)
                )
    missing = []
    for path in [*python_files(), *SOURCE.rglob("*.html")]:
        room = path.relative_to(SOURCE).parts[0]
        for line, text in texts(path):
            if text not in known.get(room, set()):
                missing.append(f"{path.relative_to(ROOT)}:{line}: {text!r}")
    assert not missing, "\n".join(missing)


def test_every_template_is_used() -> None:
    said = "\n".join(
        path.read_text(encoding="utf-8") for path in [*python_files(), *SOURCE.rglob("*.html")]
    )
    unused = []
    for path in SOURCE.glob("*/templates/**/*.*"):
        name = path.relative_to(SOURCE).as_posix().split("/templates/", 1)[1]
        # Those two libraries look theirs up by name.
        found_by_name = name.split("/")[0] in ("account", "mfa", "socialaccount", "allauth")
        found_by_name |= name in ("400.html", "403.html", "404.html", "500.html")
        if not found_by_name and f'"{name}"' not in said and f"'{name}'" not in said:
            unused.append(name)
    assert not unused, f"nobody shows {unused}"


# --- Files --------------------------------------------------------------------------------------


def test_every_source_file_says_whose_it_is_and_under_which_licence() -> None:
    silent = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.suffix not in COMMENTED and path.name not in ("Makefile", "run"):
            continue
        if "/migrations/" in name:
            continue  # written by a tool
        head = path.read_text(encoding="utf-8", errors="replace")[:600]
        if "SPDX-License-Identifier: " not in head or "SPDX-FileCopyrightText: " not in head:
            silent.append(name)
    assert not silent, "\n".join(silent)


def test_what_cannot_say_it_itself_stands_in_the_list_of_licences() -> None:
    """REUSE 3.3: a table or picture holds no comment, so REUSE.toml speaks for it."""
    listed = tomllib.loads((ROOT / "REUSE.toml").read_text(encoding="utf-8"))["annotations"]
    patterns = [pattern.replace("**/", "*") for one in listed for pattern in one["path"]]
    silent = []
    for path in tracked():
        name = path.relative_to(ROOT).as_posix()
        if path.is_symlink() or name == "LICENSE" or any(fnmatch(name, p) for p in patterns):
            continue
        if b"SPDX-License-Identifier: " not in path.read_bytes()[:2000]:
            silent.append(name)
    assert not silent, "\n".join(silent)


def test_no_file_is_longer_than_one_reads_in_a_sitting() -> None:
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for path in python_files()
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 500
    }
    assert not long, f"split by concept: {long}"


def test_every_dependency_has_its_reason() -> None:
    silent, inside = [], False
    for line in (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines():
        if re.match(r"(dependencies|test|check|[a-z]+) = \[$", line):
            inside = line.split()[0] in ("dependencies", "test", "check")
        elif line.startswith("]"):
            inside = False
        elif inside and line.strip() and not re.search(r",\s+# \S", line):
            silent.append(line.strip())
    assert not silent, f"why is it there? {silent}"


def test_every_dependency_is_pinned_with_its_checksum_and_names_no_address() -> None:
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, f"{path.name} names an address"
        pinned = re.findall(r"^([a-z0-9][\w.-]*)==", text, re.MULTILINE)
        assert pinned
        assert text.count("--hash=sha256:") >= len(pinned)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    base = (ROOT / "requirements" / "base.txt").read_text(encoding="utf-8")
    for requirement in project["dependencies"]:
        name = re.split(r"[\[>=<~! ]", requirement)[0].lower().replace(".", "-")
        assert re.search(rf"^{re.escape(name)}==", base, re.MULTILINE), f"`make lock`: {name}"


def made() -> set[str]:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))


@pytest.mark.parametrize(
    "document", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]), ids=lambda p: p.name
)
def test_every_command_in_the_documents_exists(document: Path) -> None:
    from hcat.cli import listed

    text = document.read_text(encoding="utf-8")
    blocks = re.findall(r"```(?:sh|bash|console)?\n(.*?)```|`([^`\n]+)`", text, re.DOTALL)
    code = "\n".join(part for pair in blocks for part in pair)
    for target in re.findall(r"^(?:\S+=\S+ )*make ([a-z][a-z-]*)", code, re.MULTILINE):
        assert target in made(), f"{document.name}: make {target}"
    ours = {command.name for command in listed()} | {"migrate", "shell", "dbshell", "check"}
    for name in re.findall(
        r"^(?:\$ )?(?:\S+=\S+ )*(?:\S*/)?hcat ([a-z][a-z-]*)", code, re.MULTILINE
    ):
        assert name in ours, f"{document.name}: hcat {name}"


def test_every_setting_is_explained() -> None:
    explained = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    code = "".join(path.read_text(encoding="utf-8") for path in (SOURCE / "config").glob("*.py"))
    for name in sorted(set(re.findall(r"\"(HCAT_[A-Z_]+|DATABASE_URL)\"", code)) - {"HCAT_"}):
        assert f"`{name}`" in explained, f"docs/operations.md does not explain {name}"


def test_no_code_knows_a_region() -> None:
    """Twente is data. Another region is another folder, and no other code."""
    known = re.compile(r"twente|enschede|hengelo|almelo", re.IGNORECASE)
    found = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value!r}"
        for path in python_files()
        for node in said_by_code(ast.parse(path.read_text(encoding="utf-8")))
        if known.search(node.value)
    ] + [
        str(path.relative_to(ROOT))
        for path in SOURCE.rglob("*.html")
        if known.search(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


def test_a_wide_window_changes_no_colour() -> None:
    """The journeys ask the contrast of most pages on a phone only."""
    wide = re.compile(r"@media [^{]*min-width[^{]*\{((?:[^{}]*\{[^{}]*\})*)[^{}]*\}")
    colour = re.compile(r"[\s;{](?:[a-z-]*color|background[a-z-]*|opacity|filter)\s*:")
    blocks = [
        (path.relative_to(ROOT), block)
        for path in SOURCE.rglob("*.css")
        for block in wide.findall(path.read_text(encoding="utf-8"))
    ]
    assert len(blocks) > 10
    found = [f"{path}: {block.strip()}" for path, block in blocks if colour.search(block)]
    assert not found, "\n".join(found)


def said_by_code(tree: ast.Module) -> Iterator[Any]:
    """Every text in the code that is not an explanation standing by itself."""
    explained = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        said = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if said and id(node) not in explained:
            yield node
