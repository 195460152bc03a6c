# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=relevance`: does any name of an occupation find its vacancies? On ESCO's labels.

Needs the package of ESCO: `--package FOLDER`, by default that of the material beside the project.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")

import django

django.setup()

from dataclasses import replace

from rich.console import Console
from rich.table import Table

from hcat.portal.classifying.lexicon import Named, Occupation, compiled
from hcat.portal.concepts import reading
from hcat.portal.searching.engine import Engine
from tests.portal.relevance import found, mistyped, questions, vacancies

SEED = 2012


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--package", type=Path, default=ROOT.parent / "shared/data/esco")
    options.add_argument("--most", type=int, default=20_000, help="questions of each kind")
    asked = options.parse_args()
    if not asked.package.exists():
        print(f"There is no package of ESCO in {asked.package}: nothing to measure.")
        return
    names, occupations = package(asked.package)
    with tempfile.TemporaryDirectory(prefix="hcat-bench-") as folder:
        engine = Engine(Path(folder) / "index")
        lexicon = compiled(occupations, names)
        count = engine.rebuild(
            vacancies(names, lexicon, SEED), known_until=datetime(2026, 3, 2, tzinfo=UTC)
        )
        snapshot = engine.snapshot()
        assert snapshot is not None
        right = questions(names, SEED)[: asked.most]
        random = Random(SEED)
        wrong = [replace(one, words=mistyped(one.words, random)) for one in right]
        shown = Table(title=f"{count:,} vacancies, {len(right):,} names: found in the first ten")
        for heading in ("", "as it is", "one error", "questions"):
            shown.add_column(heading, justify="right" if heading else "left")
        rows = found(snapshot, right), found(snapshot, wrong)
        for language in sorted(rows[0]):
            shares = [f"{rows[k][language][0] / rows[k][language][1]:.1%}" for k in (0, 1)]
            shown.add_row(language, *shares, f"{rows[0][language][1]:,}")
        whole = [sum(g for g, _n in row.values()) / len(right) for row in rows]
        shown.add_row("all", *[f"{share:.1%}" for share in whole], f"{len(right):,}")
        Console().print(shown)


def package(folder: Path) -> tuple[list[Named], dict[str, Occupation]]:
    """Names, preferred ones first, and occupations, as the import reads them."""
    known, _others = reading.sheets(sorted(folder.glob("occupations_*")), "")
    preferred: list[Named] = []
    others: list[Named] = []
    occupations: dict[str, Occupation] = {}
    for sheet in known:
        for row in sheet.rows():
            if isinstance(row, reading.Named):
                occupations[row.uri] = Occupation(row.isco)
                made = [Named(row.uri, "occupation", row.language, name) for name in row.names]
                preferred += made[:1]
                others += made[1:]
    return preferred + others, occupations


if __name__ == "__main__":
    main()
