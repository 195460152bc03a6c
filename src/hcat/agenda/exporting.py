# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing the database's agenda back as a folder, which loads to the same state and history.

The files give what stands; `decisions.yaml` and `history.yaml`, where there is any, give the rest.
The same state always gives the same bytes, so that two exports can be compared.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path as FilePath
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

from hcat.foundation.api import Refused

from .folder.entries import FIGURES, files
from .folder.table_file import LIST_MARK
from .models import Change, Decision, Descent, Version
from .schema import LANGUAGES, SHEETS, Agenda, Figure, Initiative, Part, Sheet
from .schema.shape import Shape, shape_of
from .words import ADOPTED_WITH_THE_AGENDA

WIDTH = 100
_DATE = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class Exported:
    path: FilePath
    elements: int
    changes: int
    decisions: int


@transaction.atomic
def export_folder(path: FilePath | str) -> Exported:
    """Writes the agenda into a folder that is new, empty, or holds an agenda of the same region.

    Refused: a folder with other files, so that nothing of somebody's is overwritten.
    """
    folder = FilePath(path)
    versions = list(
        Version.objects.select_related("element", "change__decision").order_by("change_id", "pk")
    )
    standing = [v for v in versions if v.valid_until is None and not v.ended_as]
    by_kind = _in_order(standing)
    if not by_kind["agenda"]:
        raise Refused(_("There is no agenda to export."), mend=_("Load one: hcat agenda load DIR."))
    agenda = by_kind["agenda"][0]
    assert isinstance(agenda, Agenda)  # noqa: S101 - tells the type checker
    _refuse_strange_folder(folder)
    texts = {name: _file(name, kinds, by_kind) for name, kinds in files().items()}
    texts[FIGURES] = _figures(by_kind["series"])
    decisions = list(Decision.objects.select_related("body").order_by("taken_on", "key"))
    changes = _history(versions, agenda)
    if decisions:
        texts["decisions.yaml"] = _yaml({"decisions": [_decision(one) for one in decisions]})
    if changes:
        texts["history.yaml"] = _yaml({"changes": changes})
    _write(folder, texts)
    return Exported(folder, len(standing), len(changes), len(decisions))


def _in_order(standing: Iterable[Version]) -> dict[str, list[Sheet]]:
    """By kind the sheets in their order; what belongs to something stands with its fellows."""
    by_kind: dict[str, list[Sheet]] = defaultdict(list)
    place: dict[str, tuple[str, str]] = {}
    for version in standing:
        by_kind[version.element.kind].append(version.sheet)
        place[str(version.element)] = (version.sort, version.element.key)

    def where(sheet: Sheet) -> tuple[str, ...]:
        own = place[f"{sheet.kind}:{sheet.key}"]
        owners = [
            place.get(f"{ref.kind}:{ref.key}", ("", ref.key))
            for ref in sheet.references()
            if ref.path == (sheet.belongs_to,) and ref.kind != sheet.kind
        ]
        return (*(part for owner in owners for part in owner), *own)

    for sheets in by_kind.values():
        sheets.sort(key=where)
    return by_kind


_OURS = (FIGURES, "decisions.yaml", "history.yaml")


def _refuse_strange_folder(folder: FilePath) -> None:
    if not folder.exists():
        return
    if not folder.is_dir():
        raise Refused(
            _("%(path)s is not a folder.") % {"path": folder}, mend=_("Name another one.")
        )
    strange = [
        path.name
        for path in sorted(folder.iterdir())
        if path.name not in (*files(), *_OURS)
        and not path.name.startswith(".")
        and path.suffix != ".md"
    ]
    if strange:
        raise Refused(
            _("The folder %(path)s holds other files: %(names)s.")
            % {"path": folder, "names": ", ".join(strange[:5])},
            mend=_("Name a new folder."),
        )


def _write(folder: FilePath, texts: dict[str, str]) -> None:
    """Puts every file in place whole; a file that is not part of it any more goes."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        unfinished = folder / f".{name}.part"
        unfinished.write_text(text, encoding="utf-8", newline="\n")
        unfinished.replace(folder / name)
    for name in _OURS:
        if name not in texts:
            (folder / name).unlink(missing_ok=True)


def _file(name: str, kinds: Sequence[type[Sheet]], by_kind: dict[str, list[Sheet]]) -> str:
    if name == Initiative.file:
        return _table(Initiative, by_kind["initiative"])
    top: dict[str, Any] = {}
    for kind in kinds:
        entries = [_plain(sheet) for sheet in by_kind[kind.kind]]
        top[kind.plural] = entries[0] if kind is Agenda else entries
    return _yaml(top)


def _plain(sheet: Part) -> dict[str, Any]:
    """A part as a folder gives it: without what goes without saying."""
    leave_out = {"figures"} if sheet.__class__ is SHEETS["series"] else None
    return sheet.model_dump(mode="json", exclude_defaults=True, exclude=leave_out)


# --- Tables ----------------------------------------------------------------------------------


def _table(part: type[Part], rows: Sequence[Part], before: Sequence[dict[str, str]] = ()) -> str:
    """A table with a column for each field that any row fills, and for all that it must have."""
    cells = [_cells(row) for row in rows]
    for row, first in zip(cells, before, strict=False):
        row.update(first)
    filled = {name for row in cells for name, cell in row.items() if cell}
    heads = [*(before[0] if before else []), *_heads(part, filled)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows([row.get(head, "") for head in heads] for row in cells)
    return out.getvalue()


def _heads(part: type[Part], filled: set[str]) -> Iterable[str]:
    for name, shape in shape_of(part).items():
        names = [name]
        if shape is Shape.TEXT:
            names += [f"{name}_{language}" for language in LANGUAGES]
        found = [one for one in names if one in filled]
        if not found and part.model_fields[name].is_required():
            found = [name]
        yield from found


def _cells(row: Part) -> dict[str, str]:
    cells: dict[str, str] = {}
    data = row.model_dump(mode="json", exclude_defaults=True)
    for name, value in data.items():
        if isinstance(value, dict):
            cells |= {f"{name}_{language}": text for language, text in value.items()}
        elif isinstance(value, list):
            cells[name] = f"{LIST_MARK} ".join(str(item) for item in value)
        elif value is not None:
            cells[name] = _number(value) if isinstance(value, float) else str(value)
    return cells


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 10**15 else repr(value)


def _figures(series: Sequence[Sheet]) -> str:
    rows: list[Figure] = []
    before: list[dict[str, str]] = []
    for sheet in series:
        figures = getattr(sheet, "figures", [])
        rows += figures
        before += [{"series": sheet.key}] * len(figures)
    if not rows:
        return ",".join(["series", *_heads(Figure, set())]) + "\n"
    return _table(Figure, rows, before)


# --- History ---------------------------------------------------------------------------------


def _decision(decision: Decision) -> dict[str, Any]:
    entry: dict[str, Any] = {"key": decision.key}
    if decision.body is not None:
        entry["body"] = decision.body.key
    entry |= {"taken_on": decision.taken_on.isoformat(), "title": decision.title}
    return entry | ({"text": decision.text} if decision.text else {})


def _history(versions: Sequence[Version], agenda: Agenda) -> list[dict[str, Any]]:
    """Every change in the order in which they were made; none if the first load tells it all."""
    changes = list(Change.objects.select_related("decision").order_by("pk"))
    if _tells_itself(changes, versions, agenda):
        return []
    by_change: dict[int, list[Version]] = defaultdict(list)
    for version in versions:
        by_change[version.change_id].append(version)
    descents: dict[int, list[dict[str, str]]] = defaultdict(list)
    for descent in Descent.objects.select_related("source", "heir"):
        descents[descent.change_id].append(
            {"source": str(descent.source), "heir": str(descent.heir)}
        )
    return [_change(change, by_change[change.pk], descents[change.pk]) for change in changes]


def _tells_itself(changes: Sequence[Change], versions: Sequence[Version], agenda: Agenda) -> bool:
    if len(changes) != 1 or any(v.valid_until is not None or v.ended_as for v in versions):
        return False
    [change] = changes
    return (
        change.kind == Change.Kind.ADOPTED
        and change.effective_on == agenda.adopted
        and change.decision is None
        and change.reason == ADOPTED_WITH_THE_AGENDA
    )


def _change(
    change: Change, versions: Sequence[Version], descents: list[dict[str, str]]
) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "kind": change.kind,
        "effective_on": change.effective_on.isoformat(),
        "reason": change.reason,
    }
    if change.decision is not None:
        entry["decision"] = change.decision.key
    standing = sorted(str(v.element) for v in versions if v.valid_until is None and not v.ended_as)
    past = sorted(
        (v for v in versions if v.valid_until is not None or v.ended_as),
        key=lambda v: str(v.element),
    )
    if standing:
        entry["as_in_the_files"] = standing
    if past:
        entry["versions"] = [_past(version) for version in past]
    if descents:
        entry["descents"] = sorted(descents, key=lambda one: (one["source"], one["heir"]))
    return entry


def _past(version: Version) -> dict[str, Any]:
    entry: dict[str, Any] = {"element": str(version.element)}
    if version.ended_as:
        entry["ended_as"] = version.ended_as
    sheet = version.sheet.model_dump(mode="json", exclude_defaults=True, exclude={"key"})
    return entry | {"sheet": sheet}


# --- YAML ------------------------------------------------------------------------------------


def _yaml(top: dict[str, Any]) -> str:
    yaml = YAML()
    yaml.width = WIDTH
    yaml.indent(mapping=2, sequence=4, offset=2)
    yaml.allow_unicode = True
    out = io.StringIO()
    yaml.dump({name: _readable(value) for name, value in top.items()}, out)
    # Where a long text is wrapped the writer leaves a blank, which no reader of YAML counts.
    return re.sub(r" +$", "", out.getvalue(), flags=re.MULTILINE)


def _readable(value: Any) -> Any:
    """Long texts in lines of their own; a text that could be taken for something else quoted."""
    if isinstance(value, dict):
        return {name: _readable(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_readable(inner) for inner in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < 10**15:
        return int(value)
    return _readable_text(value) if isinstance(value, str) else value


def _readable_text(text: str) -> Any:
    if _is_date(text):
        return date.fromisoformat(text)
    if "\n" not in text and text.isprintable():
        return text
    lines = text.split("\n")
    if all(line.isprintable() and line == line.strip() for line in lines) and lines[-1]:
        return LiteralScalarString(text)
    return DoubleQuotedScalarString(text)


def _is_date(text: str) -> bool:
    """A text that YAML may show as a date, since it reads back as the same text."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
