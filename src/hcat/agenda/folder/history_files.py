# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading and judging `decisions.yaml` and `history.yaml`."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from pydantic import ValidationError

from hcat.agenda.schema import SHEETS, WITHOUT_RULES, Part, Path, Sheet
from hcat.agenda.schema.history import ChangeEntry, DecisionEntry, PastVersion
from hcat.agenda.schema.raw import raw_references
from hcat.agenda.words import kind_word

from .problems import Problem, Spots, nearest
from .rules import Known
from .sentences import complaints
from .yaml_file import read_yaml

P = TypeVar("P", bound=Part)
Name = tuple[str, str]
"""Kind and key of an element."""


@dataclass(slots=True)
class ReadChange:
    """A change of the history; `past` gives the sheet of each of its versions."""

    entry: ChangeEntry
    spots: Spots
    past: dict[str, Sheet] = field(default_factory=dict)


@dataclass(slots=True)
class History:
    decisions: list[DecisionEntry] = field(default_factory=list)
    changes: list[ReadChange] = field(default_factory=list)
    decision_spots: list[Spots] = field(default_factory=list)

    def ended(self) -> dict[str, set[str]]:
        """By kind the keys of the elements whose last version has ended."""
        last: dict[str, bool] = {}
        for change in self.changes:
            for name in change.entry.as_in_the_files:
                last[name] = False
            for version in change.entry.versions:
                last[version.element] = version.ended_as is not None
        found: dict[str, set[str]] = {}
        for name, has_ended in last.items():
            kind, _colon, key = name.partition(":")
            if has_ended:
                found.setdefault(kind, set()).add(key)
        return found


def split_name(name: str) -> Name:
    kind, _colon, key = name.partition(":")
    return kind, key


def read_history(folder: FilePath, problems: list[Problem]) -> History:
    history = History()
    for entry, spots in _entries(folder / "decisions.yaml", "decisions", DecisionEntry, problems):
        history.decisions.append(entry)
        history.decision_spots.append(spots)
    for change, spots in _entries(folder / "history.yaml", "changes", ChangeEntry, problems):
        read = ReadChange(change, spots)
        for index, version in enumerate(change.versions):
            sheet = _past_sheet(version, spots, ("versions", index), problems)
            if sheet is not None:
                read.past[version.element] = sheet
        history.changes.append(read)
    return history


def _entries(
    path: FilePath, plural: str, part: type[P], problems: list[Problem]
) -> list[tuple[P, Spots]]:
    if not path.exists():
        return []
    read = read_yaml(path, problems)
    if read is None:
        return []
    top, spots = read
    items = (top.get(plural) or []) if isinstance(top, dict) else None
    if not isinstance(items, list):
        problems.append(
            Problem(
                path.name,
                1,
                _("The file should hold a list called %(name)s.") % {"name": plural},
                _("Take the file out, or export it again."),
                code="bad-structure",
            )
        )
        return []
    found = []
    for index, item in enumerate(items):
        at = (plural, index)
        # Only the paths below this entry: its own spots, as for an element.
        inner = {p[2:]: spot for p, spot in spots.inner.items() if p[:2] == at and len(p) > 2}
        own = Spots(*spots.at(at), inner)
        try:
            found.append((part.model_validate(item), own))
        except ValidationError as error:
            problems += [
                own.problem(c.path, c.what, c.mend, code=c.code) for c in complaints(error, part)
            ]
    return found


def _past_sheet(
    version: PastVersion, spots: Spots, at: Path, problems: list[Problem]
) -> Sheet | None:
    kind, key = split_name(version.element)
    cls = SHEETS.get(kind)
    if cls is None:
        meant = nearest(kind, SHEETS)
        problems.append(
            spots.problem(
                (*at, "element"),
                _("There is no kind of element called %(kind)s.") % {"kind": kind},
                _("Did you mean %(meant)s?") % {"meant": meant} if meant else "",
                code="unknown-reference",
            )
        )
        return None
    try:
        return cls.model_validate({"key": key, **version.sheet}, context=WITHOUT_RULES)
    except ValidationError as error:
        problems += [
            spots.problem((*at, "sheet", *c.path), c.what, c.mend, code=c.code)
            for c in complaints(error, cls)
        ]
        return None


def broken_history(history: History, known: Known) -> list[Problem]:
    """What does not hold together between the history and the files."""
    return [*_broken_order(history, known), *_broken_links(history, known)]


def _broken_order(history: History, known: Known) -> list[Problem]:
    found: list[Problem] = []
    last: dict[str, tuple[ReadChange, str]] = {}
    for change in history.changes:
        states = dict.fromkeys(change.entry.as_in_the_files, "standing")
        for version in change.entry.versions:
            states[version.element] = "ended" if version.ended_as else "past"
        for name, state in states.items():
            before = last.get(name)
            if before and before[0].entry.effective_on > change.entry.effective_on:
                found.append(
                    change.spots.problem(
                        ("effective_on",),
                        _("%(name)s changes here before the change that came earlier.")
                        % {"name": name},
                        _("Put the changes in the order in which they were made."),
                        code="history-order",
                    )
                )
            last[name] = (change, state)
    for name, (change, state) in last.items():
        kind, key = split_name(name)
        if kind in known.unread:
            continue
        stands = not known.lacks(kind, key)
        if (state == "standing") != stands or state == "past":
            found.append(_unfinished(name, change, state, stands))
    return found


def _unfinished(name: str, change: ReadChange, state: str, stands: bool) -> Problem:
    if state == "ended" and stands:
        what = _("%(name)s has ended here, and yet stands in the files.")
        mend = _("Take it out of its file, or add the change by which it was resumed.")
    elif state == "standing":
        what = _("%(name)s is said to read as in the files, where it does not stand.")
        mend = _("Put it back in its file, or add the change by which it ended.")
    else:
        what = _("The history of %(name)s does not lead to what the files say.")
        mend = _("Name it under as_in_the_files of the change since which it reads as it does.")
    return change.spots.problem((), what % {"name": name}, mend, code="history-end")


def _broken_links(history: History, known: Known) -> list[Problem]:
    found: list[Problem] = []
    known = _with_the_past(known, history)
    decisions = {decision.key for decision in history.decisions}
    for index, decision in enumerate(history.decisions):
        if decision.body is not None and known.lacks("body", decision.body):
            found.append(
                _unknown(history.decision_spots[index], ("body",), f"body:{decision.body}", known)
            )
    for change in history.changes:
        if change.entry.decision is not None and change.entry.decision not in decisions:
            found.append(
                change.spots.problem(
                    ("decision",),
                    _("There is no decision called %(key)s.") % {"key": change.entry.decision},
                    _("Describe it in decisions.yaml, or leave it out."),
                    code="unknown-reference",
                )
            )
        found += _broken_links_of(change, known)
    return found


def _with_the_past(known: Known, history: History) -> Known:
    """What a change may speak of: also what has ended since."""
    keys = {kind: set(present) for kind, present in known.keys.items()}
    for change in history.changes:
        for version in change.entry.versions:
            kind, key = split_name(version.element)
            keys.setdefault(kind, set()).add(key)
    return replace(known, keys=keys)


def _broken_links_of(change: ReadChange, known: Known) -> list[Problem]:
    named: list[tuple[Path, str]] = []
    for index, descent in enumerate(change.entry.descents):
        named += [
            (("descents", index, "source"), descent.source),
            (("descents", index, "heir"), descent.heir),
        ]
    for index, version in enumerate(change.entry.versions):
        kind, _key = split_name(version.element)
        if kind in SHEETS:
            named += [
                (("versions", index, "sheet", *ref.path), f"{ref.kind}:{ref.key}")
                for ref in raw_references(SHEETS[kind], version.sheet)
            ]
    return [
        _unknown(change.spots, path, name, known)
        for path, name in named
        if known.lacks(*split_name(name))
    ]


def _unknown(spots: Spots, path: Path, name: str, known: Known) -> Problem:
    kind, key = split_name(name)
    meant: Any = nearest(key, known.keys.get(kind, ()))
    return spots.problem(
        path,
        _("There is no %(kind)s called %(key)s.") % {"kind": kind_word(kind), "key": key},
        _("Did you mean %(meant)s?") % {"meant": meant} if meant else "",
        code="unknown-reference",
    )
