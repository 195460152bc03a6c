# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Files of a room that stand beside the agenda in a folder: rows and sheets of its own parts."""

from __future__ import annotations

from pathlib import Path as FilePath
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from pydantic import ValidationError

from hcat.agenda.schema import Part

from .problems import Problem, Spots
from .sentences import complaints
from .table_file import read_table
from .yaml_file import read_yaml

P = TypeVar("P", bound=Part)


def read_parts(path: FilePath, part: type[P], problems: list[Problem]) -> list[tuple[P, Spots]]:
    """The rows of a table as parts, each with its spot; a row that cannot be one is a problem."""
    table = read_table(path, part, problems)
    made = (
        (_made(row.values, row.spots, part, problems), row.spots)
        for row in (table.rows if table else ())
    )
    return [(one, spots) for one, spots in made if one is not None]


def read_part(
    path: FilePath, name: str, part: type[P], problems: list[Problem]
) -> tuple[P, Spots] | None:
    """The one part of a YAML file, under its name."""
    read = read_yaml(path, problems)
    if read is None:
        return None
    top, spots = read
    if not isinstance(top, dict) or not isinstance(top.get(name), dict):
        problems.append(
            Problem(
                path.name,
                1,
                _("The file should begin with %(names)s.") % {"names": f"{name}:"},
                _("Write that name, a colon, and the entries under it."),
                code="bad-structure",
            )
        )
        return None
    inner = {at[1:]: spot for at, spot in spots.inner.items() if at[:1] == (name,) and len(at) > 1}
    own = Spots(*spots.at((name,)), inner)
    made = _made(top[name], own, part, problems)
    return None if made is None else (made, own)


def _made(values: dict[str, Any], spots: Spots, part: type[P], problems: list[Problem]) -> P | None:
    try:
        return part.model_validate(values)
    except ValidationError as error:
        problems += [
            spots.problem(c.path, c.what, c.mend, code=c.code) for c in complaints(error, part)
        ]
        return None
