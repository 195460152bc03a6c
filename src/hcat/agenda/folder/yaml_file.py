# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading text and YAML so that every value knows its line, and one fault does not hide others."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any

from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from hcat.agenda.schema import Path

from .problems import Problem, Spots

LARGEST_BYTES = 20_000_000
"""Ten thousand initiatives take three million; more is a file in the wrong place."""
DEEPEST = 20
MOST_NODES = 1_000_000
"""Aliases can make a small file endless; no agenda comes near."""

_TAG = "tag:yaml.org,2002:"


def read_text(path: FilePath, problems: list[Problem]) -> str | None:
    """The text of a file, or None with the problem that kept us from reading it."""
    name = path.name
    try:
        size = path.stat().st_size
        if size > LARGEST_BYTES:
            problems.append(
                Problem(
                    name,
                    0,
                    _("The file is larger than %(most)s MB.") % {"most": LARGEST_BYTES // 10**6},
                    _("Look whether another file got its name; split what is not of the agenda."),
                    code="huge-file",
                )
            )
            return None
        raw = path.read_bytes()
    except OSError as error:
        problems.append(
            Problem(
                name,
                0,
                _("The file cannot be read: %(why)s.") % {"why": error.strerror or error},
                _("Check that it is an ordinary file that you may read."),
                code="unreadable",
            )
        )
        return None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problems.append(
            Problem(
                name,
                line,
                _("The file is not in UTF-8: byte %(byte)s does not belong there.")
                % {"byte": f"0x{raw[error.start]:02x}"},
                _("Save it again and choose UTF-8 as its encoding."),
                code="wrong-encoding",
            )
        )
        return None


def read_yaml(path: FilePath, problems: list[Problem]) -> tuple[Any, Spots] | None:
    """The value in a YAML file and the line of every part of it."""
    text = read_text(path, problems)
    if text is None:
        return None
    try:
        root = YAML(typ="safe", pure=True).compose(text)
    except YAMLError as error:
        problems.append(_syntax_problem(path.name, text, error))
        return None
    spots = Spots(path.name, 1)
    if root is None:
        return None, spots
    return _Builder(path.name, spots, problems).build(root, (), 0), spots


def _syntax_problem(name: str, text: str, error: YAMLError) -> Problem:
    line, said = 1, str(error).split("\n")[0]
    if isinstance(error, MarkedYAMLError):
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark is not None else 1
        said = error.problem or error.context or said
    elif (position := getattr(error, "position", None)) is not None:
        line = text.count("\n", 0, position) + 1
        said = _("a character that does not belong in a text")
    return Problem(
        name,
        line,
        _("This is not good YAML: %(said)s.") % {"said": said},
        _("Look at this line and the one above: indentation, a colon, a quote that is not closed."),
        code="bad-yaml",
    )


class _Builder:
    """Turns the nodes of a document into plain values, noting the line of each."""

    def __init__(self, name: str, spots: Spots, problems: list[Problem]) -> None:
        self.name, self.spots, self.problems = name, spots, problems
        self.count = 0
        self.gave_up = False

    def build(self, node: Node, path: Path, depth: int) -> Any:
        self.count += 1
        self.spots.inner.setdefault(path, (self.name, node.start_mark.line + 1))
        if depth > DEEPEST or self.count > MOST_NODES:
            if not self.gave_up:
                self._problem(
                    node,
                    _("The file goes deeper, or repeats itself further, than an agenda can."),
                    _("Look for an anchor (&) or alias (*) that should not be there."),
                    code="too-deep",
                )
            self.gave_up = True
            return None
        if isinstance(node, MappingNode):
            return self._mapping(node, path, depth)
        if isinstance(node, SequenceNode):
            return [
                self.build(item, (*path, index), depth + 1) for index, item in enumerate(node.value)
            ]
        return self._scalar(node)

    def _mapping(self, node: MappingNode, path: Path, depth: int) -> dict[str, Any]:
        built: dict[str, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self._problem(key_node, _("A list or mapping stands where a name should stand."))
                continue
            key = str(key_node.value)
            if key in built:
                first = self.spots.inner[(*path, key)][1]
                self._problem(
                    key_node,
                    _("%(key)s stands here a second time; the first is on line %(line)s.")
                    % {"key": key, "line": first},
                    _("Keep one of the two."),
                    code="duplicate-field",
                )
                continue
            self.spots.inner[(*path, key)] = (self.name, key_node.start_mark.line + 1)
            built[key] = self.build(value_node, (*path, key), depth + 1)
        return built

    def _scalar(self, node: Node) -> Any:
        text = str(node.value)
        kind = str(node.tag).removeprefix(_TAG)
        if kind == "null":
            return None
        if kind == "bool":
            return text.lower() == "true"
        if kind in {"int", "float"}:
            return _number(text)
        if kind not in {"str", "timestamp"}:
            self._problem(
                node,
                _("The tag %(tag)s means nothing in an agenda.") % {"tag": node.tag},
                _("Leave it out."),
            )
        return text

    def _problem(self, node: Node, what: str, mend: str = "", *, code: str = "bad-yaml") -> None:
        self.problems.append(Problem(self.name, node.start_mark.line + 1, what, mend, code=code))


def _number(text: str) -> int | float | str:
    plain = text.replace("_", "")
    try:
        return int(plain)
    except ValueError:
        pass
    try:
        return float(plain.replace(".inf", "inf").replace(".nan", "nan").replace(".NaN", "nan"))
    except ValueError:
        return text
