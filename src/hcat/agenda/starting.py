# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A starter folder for another region: valid at once, with an example and advice in every file."""

from __future__ import annotations

import re
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path as FilePath
from string import Template

from django.utils.translation import gettext as _

from hcat.foundation.api import Refused, today

from .items import fold

_LICENCE = re.compile(r"\A(# SPDX-[^\n]*\n)+")
_STRANGE = frozenset("\"'\\:#{}[],&*?|<>=!%@`\n\r\t;$")
"""Signs that mean something in YAML or in a table; no region has them in its name."""


def new_region(name: str, *, folder: FilePath | None = None) -> FilePath:
    """Writes the starter folder, by default ``agendas/<key>``, and returns where it stands."""
    title = " ".join(name.split())
    key = re.sub(r"[^a-z0-9]+", "-", fold(title)).strip("-")[:80]
    if not key or _STRANGE & set(title):
        raise Refused(
            _("%(name)s cannot be the name of a region.") % {"name": repr(name)},
            mend=_('Use letters, such as "Noord-Veluwe".'),
        )
    target = folder or FilePath("agendas") / key
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refused(
            _("%(path)s exists and is not empty.") % {"path": target},
            mend=_("Name another folder with --dir."),
        )
    day = today()
    values = {
        "key": key,
        "name": title,
        "today": day.isoformat(),
        "year": str(day.year),
        "last_year": str(day.year + 10),
        "start": f"{day.year}-01-01",
        "end": f"{day.year + 4}-12-31",
    }
    _write(resources.files("hcat.agenda").joinpath("starter"), target, values)
    return target


def _write(starter: Traversable, target: FilePath, values: dict[str, str]) -> None:
    """Every file of the starter folder, and of the folders in it, filled in for the region."""
    target.mkdir(parents=True, exist_ok=True)
    for path in starter.iterdir():
        if path.is_dir():
            _write(path, target / path.name, values)
            continue
        text = _LICENCE.sub("", path.read_text(encoding="utf-8"))
        (target / path.name).write_text(Template(text).substitute(values), encoding="utf-8")
