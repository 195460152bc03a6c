# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Gathers the entries of a folder from its files, each with its spots, before they are judged."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.schema import SHEETS, Figure, Initiative, Path, Sheet

from .problems import Problem, Severity, Spots, nearest
from .table_file import Table, read_table
from .yaml_file import read_yaml

FIGURES = "figures.csv"
OPTIONAL = ("decisions.yaml", "history.yaml")
_IGNORED_ENDINGS = (".md", ".txt", ".license")


@dataclass(slots=True)
class Entry:
    """One element as the folder gives it, not yet judged."""

    kind: str
    values: dict[str, Any]
    spots: Spots
    said_missing: frozenset[str] = field(default=frozenset())
    """Fields whose absence was already reported for the whole table."""

    @property
    def cls(self) -> type[Sheet]:
        return SHEETS[self.kind]

    @property
    def key(self) -> str | None:
        key = self.values.get("key")
        return key if isinstance(key, str) else None

    def problem(
        self,
        path: tuple[str | int, ...],
        what: str,
        mend: str = "",
        *,
        code: str,
        severity: Severity = Severity.ERROR,
        about: str = "",
    ) -> Problem:
        return self.spots.problem(path, what, mend, code=code, severity=severity, about=about)


def files() -> dict[str, list[type[Sheet]]]:
    """The files of a folder, each with the kinds that it holds."""
    found: dict[str, list[type[Sheet]]] = {}
    for sheet in SHEETS.values():
        found.setdefault(sheet.file, []).append(sheet)
    return found


@dataclass(slots=True)
class Gathered:
    """The entries of a folder, as far as its files can be read."""

    entries: list[Entry] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    """Kinds whose entries could not be read, so that nobody can say which there are."""


_ByKind = dict[str, list[Entry]]


def gather(folder: FilePath, problems: list[Problem]) -> Gathered:
    """Every entry of every file of the folder."""
    gathered = Gathered()
    present = {path.name for path in folder.iterdir()}
    for name, kinds in files().items():
        found: _ByKind = {}
        if name not in present:
            problems.append(_missing_file(name, [kind.plural for kind in kinds]))
        elif name == Initiative.file:
            found = _table_entries(folder / name, problems)
        else:
            found = _yaml_entries(folder / name, kinds, problems)
        for kind in kinds:
            gathered.entries += found.get(kind.kind, [])
        gathered.unread |= {kind.kind for kind in kinds} - found.keys()
    if FIGURES in present:
        _add_figures(folder / FIGURES, gathered, problems)
    else:
        problems.append(_missing_file(FIGURES, ["figures"]))
    problems += _strange_files(folder)
    return gathered


def _missing_file(name: str, plurals: list[str]) -> Problem:
    if name.endswith(".csv"):
        mend = _("Add the file; with only its header if there are no %(what)s.")
    elif name == "agenda.yaml":
        mend = _("Add the file; it says whose agenda this is.")
    else:
        mend = _("Add the file; write %(empty)s if there are none.")
    return Problem(
        name,
        0,
        _("The file %(name)s is missing.") % {"name": name},
        mend
        % {"what": ", ".join(plurals), "empty": " / ".join(f"{plural}: []" for plural in plurals)},
        code="missing-file",
    )


def _strange_files(folder: FilePath) -> list[Problem]:
    known = [*files(), FIGURES, *OPTIONAL]
    found = []
    for path in sorted(folder.iterdir()):
        if path.name in known or path.name.startswith(".") or path.is_dir():
            continue
        if path.name.lower().endswith(_IGNORED_ENDINGS):
            continue
        meant = nearest(path.name, known)
        found.append(
            Problem(
                path.name,
                0,
                _("The file %(name)s is not part of an agenda and is not read.")
                % {"name": path.name},
                _("Did you mean %(meant)s?") % {"meant": meant}
                if meant
                else _("Take it out of the folder."),
                Severity.WARNING,
                "unknown-file",
            )
        )
    return found


def _yaml_entries(path: FilePath, kinds: list[type[Sheet]], problems: list[Problem]) -> _ByKind:
    """The entries in a file by their kind, without the kinds that could not be read."""
    read = read_yaml(path, problems)
    if read is None:
        return {}
    top, spots = read
    plurals = [kind.plural for kind in kinds]
    if not isinstance(top, dict):
        problems.append(
            Problem(
                path.name,
                1,
                _("The file should begin with %(names)s.")
                % {"names": " / ".join(f"{plural}:" for plural in plurals)},
                _("Write that name, a colon, and the entries under it."),
                code="bad-structure",
            )
        )
        return {}
    problems += _strange_names(top, plurals, spots)
    found: _ByKind = {}
    inner = _by_entry(spots)
    for kind in kinds:
        if kind.plural not in top:
            problems.append(
                Problem(
                    path.name,
                    1,
                    _("%(name)s is missing in this file.") % {"name": kind.plural},
                    _("Add it; write %(name)s: [] if there are none.") % {"name": kind.plural},
                    code="missing-field",
                )
            )
            continue
        entries = _entries_under(kind, top[kind.plural], spots, inner, problems)
        if entries is not None:
            found[kind.kind] = entries
    return found


def _strange_names(top: dict[str, Any], plurals: list[str], spots: Spots) -> list[Problem]:
    found = []
    for name in top:
        if name not in plurals:
            meant = nearest(name, plurals)
            found.append(
                spots.problem(
                    (name,),
                    _("%(name)s does not belong in this file.") % {"name": name},
                    _("Did you mean %(meant)s?") % {"meant": meant}
                    if meant
                    else _("Here stand: %(names)s.") % {"names": ", ".join(plurals)},
                    code="unknown-field",
                )
            )
    return found


def _entries_under(
    kind: type[Sheet], value: Any, spots: Spots, inner: _ByEntry, problems: list[Problem]
) -> list[Entry] | None:
    single = kind.plural == "agenda"
    items = [value] if single else ([] if value is None else value)
    if not isinstance(items, list):
        problems.append(
            spots.problem(
                (kind.plural,),
                _("%(name)s should be a list.") % {"name": kind.plural},
                _("Begin each entry with a hyphen."),
                code="bad-structure",
            )
        )
        return None
    entries = []
    for index, item in enumerate(items):
        at: Path = (kind.plural,) if single else (kind.plural, index)
        if isinstance(item, dict):
            entries.append(Entry(kind.kind, item, Spots(*spots.at(at), inner.get(at, {}))))
        else:
            problems.append(
                spots.problem(
                    at,
                    _("This entry has no fields."),
                    _("Write field: value, one on each line."),
                    code="bad-structure",
                )
            )
    return entries


_ByEntry = dict[Path, dict[Path, tuple[str, int]]]


def _by_entry(spots: Spots) -> _ByEntry:
    """The spots of a file by the entry that they lie in."""
    found: _ByEntry = {}
    for path, spot in spots.inner.items():
        for length in (1, 2):
            if len(path) > length:
                found.setdefault(path[:length], {})[path[length:]] = spot
    return found


def _table_entries(path: FilePath, problems: list[Problem]) -> _ByKind:
    table = read_table(path, Initiative, problems)
    if table is None:
        return {}
    missing = _missing_columns(path.name, table, Initiative, problems)
    kind = Initiative.kind
    return {kind: [Entry(kind, row.values, row.spots, missing) for row in table.rows]}


def _missing_columns(
    name: str, table: Table, part: type[Any], problems: list[Problem], also: tuple[str, ...] = ()
) -> frozenset[str]:
    required = [n for n, info in part.model_fields.items() if info.is_required()]
    missing = [column for column in (*also, *required) if column not in table.columns]
    problems += [
        Problem(
            name,
            1,
            _("The column %(name)s is missing.") % {"name": column},
            _("Add it to the header and fill it in every row."),
            code="missing-field",
        )
        for column in missing
    ]
    return frozenset(missing)


def _add_figures(path: FilePath, gathered: Gathered, problems: list[Problem]) -> None:
    """Puts every row of figures into the entry of its series."""
    table = read_table(path, Figure, problems, also=("series",))
    if table is None:
        return
    missing = _missing_columns(path.name, table, Figure, problems, also=("series",))
    by_key = {entry.key: entry for entry in gathered.entries if entry.kind == "series"}
    for row in table.rows:
        series = row.values.pop("series", None)
        entry = by_key.get(series)
        if entry is None:
            if "series" not in missing and (series is None or "series" not in gathered.unread):
                problems.append(_unknown_series(row.spots, series, by_key))
            continue
        figures = entry.values.setdefault("figures", [])
        if isinstance(figures, list):
            entry.spots.inner["figures", len(figures)] = (row.spots.file, row.spots.line)
            entry.said_missing |= missing
            figures.append(row.values)


def _unknown_series(spots: Spots, series: str | None, known: dict[str | None, Entry]) -> Problem:
    if series is None:
        return spots.problem(
            (), _("The row does not say of which series it is."), _("Fill the column series."),
            code="missing-field",
        )  # fmt: skip
    meant = nearest(series, [key for key in known if key])
    return spots.problem(
        (),
        _("There is no series called %(key)s.") % {"key": series},
        _("Did you mean %(meant)s?") % {"meant": meant}
        if meant
        else _("Describe it in series.yaml first."),
        code="unknown-reference",
    )
