# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's folder that a test may spoil, and what the tests of the agenda have in common."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from django.apps import apps

from hcat.agenda.api import LoadReport, load_folder
from hcat.foundation.api import Actor

REGIONS = Path(__file__).parent / "regions"
BY = Actor(name="A test")
ADOPTED = date(2020, 3, 1)
DAY = date(2022, 5, 1)


class RegionFolder:
    """A copy of a region's folder that a test may spoil."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def edit(self, file: str, old: str, new: str) -> int:
        """Replaces the one place where `old` stands; returns the line on which `new` starts."""
        text = (self.path / file).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        at = text.index(old)
        (self.path / file).write_text(text.replace(old, new), encoding="utf-8")
        return text.count("\n", 0, at) + 1

    def load(self, **options: object) -> LoadReport:
        return load_folder(self.path, by=BY, **options)  # type: ignore[arg-type]


Rows = dict[str, list[tuple[str, ...]]]


def all_rows() -> Rows:
    """Every row of this room and of the audit, so that a test can say that nothing changed."""
    models = [*apps.get_app_config("agenda").get_models()]
    models.append(apps.get_model("foundation", "AuditEvent"))
    return {
        model.__name__: [
            tuple(map(repr, row)) for row in model.objects.order_by("pk").values_list()
        ]
        for model in models
    }
