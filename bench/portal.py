# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=portal`: searching vacancies through the whole stack, 8 clients, two workers.

Invented vacancies of 1,500 companies with their labels, in a temporary database and its index;
beside them, in turns, a bare Django view. What others asked within the minute is kept, so one row
asks what nobody asked before. `--size 500000` is what the portal promises its first page for;
filling that takes a quarter of an hour.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, time
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

from rich.console import Console

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "bench")]

import pages

CLIENTS = 8
COMPANIES = 1500
BATCH = 2000
ASKED = {
    "first page": "/vacancies",
    "one word": "/vacancies?q=monteur",
    "two words, a filter": "/vacancies?q=mechanical+engineer&level=hbo",
    "misspelt": "/vacancies?q=werktuigbuwkundige",
    "while typing": "/vacancies?q=softw&typing=1",
    "a later page": "/vacancies?q=engineer&page=5",
    "never asked before": f"/vacancies?q=monteur&anew={pages.ANEW}",
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--size", type=int, default=20_000, help="vacancies")
    options.add_argument("--fill", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.fill:
        fill(given.size)
        return
    console = Console()
    with tempfile.TemporaryDirectory(prefix="hcat-bench-") as var:
        port = pages.free_port()
        environment = pages.environment_in(var, port)
        with console.status("Filling a temporary database and its index"):
            pages.prepare(ROOT / "agendas" / "twente", environment)
            command = [sys.executable, __file__, "--fill", "--size", str(given.size)]
            subprocess.run(command, env=environment, cwd=ROOT, check=True)
        with pages.served(port, environment):
            asked = [pages.Asked("bare Django view", "/bare")]
            asked += [pages.Asked(name, path) for name, path in ASKED.items()]
            with console.status("Asking for pages, in turns"):
                pages.measure(port, asked, CLIENTS)
    console.print(pages.table(asked, f"{given.size:,} vacancies, {CLIENTS} clients"))


def fill(size: int) -> None:
    """In the database of the environment, and its index."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")
    import django

    django.setup()
    from django.db import transaction

    from hcat.portal.models import Advert, Label, Source, Vacancy
    from hcat.portal.searching.keeping_up import rebuild

    sources = _sources(Source)
    rows = _rows(size)
    random = Random("portal")
    number = 0
    while batch := list(islice(rows, BATCH)):
        with transaction.atomic():
            chosen = [random.choice(sources) for _ in batch]
            spells = Vacancy.objects.bulk_create(
                Vacancy(
                    key=f"v{number + place}",  # of so many, two by chance would be the same
                    organisation_id=source.organisation_id,
                    opened_at=datetime.combine(row.posted, time(8), UTC),
                    published=row.posted,
                )
                for place, (row, source) in enumerate(zip(batch, chosen, strict=True))
            )
            Advert.objects.bulk_create(
                Advert(
                    vacancy=spell, source=source, key=row.key, digest=row.key, title=row.title,
                    body=row.body, language=row.language, opened_at=spell.opened_at,
                    told={"places": [{"locality": row.facets["place"]}]},
                )
                for row, spell, source in zip(batch, spells, chosen, strict=True)
            )  # fmt: skip
            Label.objects.bulk_create(
                Label(vacancy=spell, aspect=aspect, value=row.facets[aspect], confidence=0.9)
                for row, spell in zip(batch, spells, strict=True)
                for aspect in ("level", "field", "hours", "seniority")
            )
        number += len(batch)
    assert rebuild() == number


def _sources(model: Any) -> list[Any]:
    from hcat.foundation.api import Actor
    from hcat.parties.api import FactsDraft, register_organisation

    by = Actor.system("bench")
    made = [
        register_organisation(
            kind="company", facts=FactsDraft(name=f"Company {number}"),
            valid_from=datetime(2020, 1, 1).date(), source="bench", by=by,
        )
        for number in range(COMPANIES)
    ]  # fmt: skip
    now = datetime.now(UTC)
    return list(
        model.objects.bulk_create(
            model(organisation=one, system="mapping", address=f"https://{one.key}.example/jobs",
                  read_at=now)
            for one in made
        )
    )  # fmt: skip


def _rows(size: int) -> Iterator[Any]:
    import search

    return search.rows(size)


if __name__ == "__main__":
    main()
