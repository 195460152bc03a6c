# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reads the tables of this package. They are part of it: a fault in one is ours, and is raised."""

from __future__ import annotations

import csv
import io
from importlib import resources
from typing import Any

from ruamel.yaml import YAML


def yaml_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe", pure=True).load(_text(name))
    return found


def table_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(_text(name), newline="")))


def _text(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")
