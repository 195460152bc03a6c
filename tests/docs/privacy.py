# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The table of personal data in docs/privacy.md, made from what each model says of itself.

`python -m tests.docs.privacy` writes it anew.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from pathlib import Path

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "privacy.md"
BEGIN, END = "<!-- made from the models -->", "<!-- until here -->"


@dataclass(frozen=True, slots=True)
class Told:
    """What a model says of the personal data that it holds."""

    model: str
    room: str
    data: str
    purpose: str = ""
    kept: str = ""

    @property
    def holds_none(self) -> bool:
        return re.fullmatch(r"none\b(?!, except).*", self.data) is not None


def of_model(model: type) -> Told:
    room = model._meta.app_label  # type: ignore[attr-defined]
    text = " ".join(inspect.cleandoc(model.__doc__ or "").split("Personal data:", 1)[-1].split())
    parts = re.split(r"(Purpose and term|Purpose|Kept):", text)
    said = dict(zip(parts[1::2], parts[2::2], strict=True))
    both = said.get("Purpose and term", "")
    return Told(
        model.__name__,
        room,
        _tidy(parts[0]),
        _tidy(said.get("Purpose", both)),
        _tidy(said.get("Kept", both)),
    )


def _tidy(text: str) -> str:
    return text.strip().rstrip(".").replace("|", "\\|")


def everything() -> list[Told]:
    from django.apps import apps

    found = [
        of_model(model)
        for config in apps.get_app_configs()
        if config.name.startswith("hcat.")
        for model in config.get_models()
    ]
    return sorted(found, key=lambda one: (one.room, one.model))


def table() -> str:
    told = everything()
    rows = ["| room | table | which data | for what | how long |", "|---|---|---|---|---|"]
    rows += [
        f"| {one.room} | `{one.model}` | {one.data} | {one.purpose} | {one.kept} |"
        for one in told
        if not one.holds_none
    ]
    none = ", ".join(f"`{one.model}`" for one in told if one.holds_none)
    return "\n".join([BEGIN, *rows, "", f"No personal data: {none}.", END])


def written(text: str) -> str:
    """The document with the table as it should be."""
    before, _, rest = text.partition(BEGIN)
    return before + table() + rest.partition(END)[2]


if __name__ == "__main__":
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    DOCUMENT.write_text(written(DOCUMENT.read_text(encoding="utf-8")), encoding="utf-8")
