# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads a region's folder into sheets, and says everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path as FilePath

from django.utils.translation import gettext as _
from pydantic import ValidationError

from hcat.agenda.schema import WITHOUT_RULES, Agenda, Misfit, Sheet, misfits_within
from hcat.agenda.schema.base import own_misfits
from hcat.agenda.schema.raw import raw_parts

from .entries import OPTIONAL, Entry, files, gather
from .history_files import History, broken_history, read_history
from .problems import Problem, strictly
from .rules import broken_rules, what_is_known
from .sentences import complaint_of, complaints
from .yaml_file import read_yaml


@dataclass(slots=True)
class Folder:
    """An agenda as a folder gives it. With an error among the problems the sheets are not all."""

    path: FilePath
    sheets: dict[tuple[str, str], Sheet] = field(default_factory=dict)
    """By kind and key, in the order of the files."""
    history: History = field(default_factory=History)
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.is_error]

    @property
    def agenda(self) -> Agenda:
        """The agenda itself; there is one unless there are errors."""
        return next(sheet for sheet in self.sheets.values() if isinstance(sheet, Agenda))


def read_folder(
    path: FilePath | str, *, known_measures: Collection[str] | None = None, strict: bool = False
) -> Folder:
    """The sheets of a folder, and its problems in the order of files and lines.

    `known_measures`: the names that the software registers; None leaves measures unchecked.
    `strict`: take every warning as an error.
    """
    folder = Folder(FilePath(path))
    problems: list[Problem] = []
    if _can_be_read(folder.path, problems):
        gathered = gather(folder.path, problems)
        folder.history = read_history(folder.path, problems)
        for entry in gathered.entries:
            _judge(entry, folder, problems)
        measures = None if known_measures is None else frozenset(known_measures)
        known = what_is_known(gathered, folder.history.ended(), measures)
        problems += broken_rules(gathered.entries, known)
        problems += broken_history(folder.history, known)
    folder.problems = sorted(set(strictly(problems) if strict else problems))
    return folder


def check_folder(
    path: FilePath | str, *, known_measures: Collection[str] | None = None, strict: bool = False
) -> list[Problem]:
    """Everything that is wrong with a folder, and nothing else: no database is asked."""
    return read_folder(path, known_measures=known_measures, strict=strict).problems


def key_in_folder(path: FilePath) -> str | None:
    """The key of the agenda in a folder, without reading the rest; None where it gives none."""
    agenda = path / Agenda.file
    read = read_yaml(agenda, []) if agenda.is_file() else None
    top = read[0] if read else None
    values = top.get(Agenda.plural) if isinstance(top, dict) else None
    key = values.get("key") if isinstance(values, dict) else None
    return key if isinstance(key, str) else None


def _can_be_read(path: FilePath, problems: list[Problem]) -> bool:
    if not path.is_dir():
        problems.append(
            Problem(
                str(path),
                0,
                _("There is no such folder."),
                _("Give the folder of a region, such as agendas/<region>."),
                code="no-folder",
            )
        )
        return False
    known = {*files(), *OPTIONAL}
    if not any(child.name in known for child in path.iterdir()):
        problems.append(
            Problem(
                str(path),
                0,
                _("The folder holds no agenda: none of its files is here."),
                _("Begin with: hcat region new NAME."),
                code="empty-folder",
            )
        )
        return False
    return True


def _judge(entry: Entry, folder: Folder, problems: list[Problem]) -> None:
    """Makes the sheet of an entry, or says everything for which it cannot be one."""
    try:
        sheet = entry.cls.model_validate(entry.values, context=WITHOUT_RULES)
    except ValidationError as error:
        found = [
            c
            for c in complaints(error, entry.cls)
            if not (c.missing and c.missing in entry.said_missing)
        ]
        found += [complaint_of(misfit) for misfit in _misfits_of_the_sound(entry)]
    else:
        found = [complaint_of(misfit) for misfit in misfits_within(sheet)]
        if not found:
            folder.sheets.setdefault((sheet.kind, sheet.key), sheet)
    problems += [entry.problem(c.path, c.what, c.mend, code=c.code) for c in found]


def _misfits_of_the_sound(entry: Entry) -> Iterator[Misfit]:
    """The rules broken in those parts of an unsound sheet that are sound themselves."""
    for path, part, values in raw_parts(entry.cls, entry.values):
        try:
            sound = part.model_validate(values, context=WITHOUT_RULES)
        except ValidationError:
            continue
        for misfit in own_misfits(sound):
            yield Misfit((*path, *misfit.path), misfit.message)
