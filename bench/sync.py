# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench ONLY=sync`: 500 companies with ten sources of forty vacancies, read and read again.

The sources stand on a site of this machine, each company at an address of its own. First all are
new; then none changed: every request must be a conditional one, and nothing is written but when
each source was read (rows of all statements are counted). The peer of the second reading is httpx
alone: the same conditional requests over the same addresses, by as many threads. Both in processes
of their own, so that memory is theirs. No pause between two requests to one host is kept here.

All new means: labelled and compared, some hundredths of a second for each vacancy. So that is done
for the first `--first` companies; what the others show is laid down as the sync would have.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hcat.config.settings")

from rich.console import Console
from rich.table import Table
from sync_site import serve

SOURCES = 10
AT_ONCE = 8
"""As many threads as `hcat vacancies sync` has."""
ROUNDS = 3


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--companies", type=int, default=500)
    options.add_argument("--jobs", type=int, default=40, help="vacancies of each source")
    options.add_argument("--first", type=int, default=10, help="companies read as new")
    options.add_argument("--part", choices=("serve", "fill", "lay", "sync", "peer"))
    options.add_argument("--port", type=int, default=0)
    asked = options.parse_args()
    if asked.part is None:
        whole(asked.companies, asked.jobs, min(asked.first, asked.companies))
    elif asked.part == "serve":
        asyncio.run(serve(asked.port, asked.jobs))
    else:
        work = {"fill": fill, "lay": lay, "sync": sync_all, "peer": peer}[asked.part]
        print(json.dumps(work(asked.companies, asked.port)))


def hosts(companies: int, port: int) -> list[str]:
    return [f"127.1.{number // 250}.{number % 250 + 1}:{port}" for number in range(companies)]


def whole(companies: int, jobs: int, first: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    with tempfile.TemporaryDirectory(prefix="hcat-bench-") as var:
        environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("HCAT_", "DATABASE_URL"))},
            "HCAT_VAR": var,
            "HCAT_LOG_LEVEL": "ERROR",
            "HCAT_PORTAL_TRUSTED_HOSTS": ",".join(hosts(companies, port)),
        }

        def part(name: str, companies: int = companies) -> dict[str, Any]:
            given = ("--part", name, "--companies", str(companies), "--port", str(port))
            done = subprocess.run(
                [sys.executable, __file__, *given],
                env=environment, stdout=subprocess.PIPE, text=True, check=True,
            )  # fmt: skip
            found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
            return {**found, "answers": told(port), "sources": companies * SOURCES}

        given = ("--part", "serve", "--port", str(port), "--jobs", str(jobs))
        site = subprocess.Popen([sys.executable, __file__, *given])
        try:
            wait_for(port)
            part("fill")
            rows = [(f"new, {first} companies", part("sync", first))]
            part("lay")
            for _round in range(ROUNDS):
                rows.append(("unchanged", part("sync")))
                rows.append(("httpx alone", part("peer")))
        finally:
            site.terminate()
            site.wait(30)
    show(rows, companies, jobs)
    for name, found in rows:
        if name == "unchanged":
            sources = found["sources"]
            assert set(found["answers"]) == {"304", "robots.txt"}, found
            assert found["answers"]["304"] == sources, found
            assert found["written"] == {"UPDATE portal_source": sources}, found


def show(rows: list[tuple[str, dict[str, Any]]], companies: int, jobs: int) -> None:
    shown = Table(title=f"{companies:,} companies × {SOURCES} sources of {jobs} vacancies")
    for name in ("what", "seconds", "processor", "sources/s", "memory MB", "answers", "rows"):
        shown.add_column(name, justify="right")
    for name, found in rows:
        written = ", ".join(f"{what} {number:,}" for what, number in found["written"].items())
        answers = ", ".join(f"{number:,} × {what}" for what, number in found["answers"].items())
        shown.add_row(
            name, f"{found['seconds']:,.1f}", f"{found['processor']:,.1f}",
            f"{found['sources'] / found['seconds']:,.1f}", f"{found['memory']:,.0f}", answers,
            written,
        )  # fmt: skip
    Console(width=200).print(shown)
    pairs = zip(rows[1::2], rows[2::2], strict=True)
    ratios = sorted(ours["processor"] / peer["processor"] for (_o, ours), (_p, peer) in pairs)
    print(f"An unchanged sync takes {ratios[len(ratios) // 2]:.1f} times httpx's processor time.")


def told(port: int) -> dict[str, int]:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/told", timeout=10) as answer:
        found: dict[str, int] = json.load(answer)
    return found


def wait_for(port: int) -> None:
    for _try in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("The site did not start.")


# --- the parts, each in a process of its own ----------------------------------------------------


def timed(work: Callable[[], Any]) -> dict[str, Any]:
    clock, began = time.perf_counter(), time.process_time()
    work()
    return {
        "seconds": time.perf_counter() - clock,
        "processor": time.process_time() - began,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "written": {},
    }


def fill(companies: int, port: int) -> dict[str, Any]:
    import django

    django.setup()
    from datetime import date

    from django.core.management import call_command

    from hcat.foundation.api import Actor
    from hcat.parties.api import FactsDraft, register_organisation
    from hcat.portal.models import Source

    by = Actor.system("bench")

    def work() -> None:
        call_command("migrate", verbosity=0)
        for host in hosts(companies, port):
            company = register_organisation(
                kind="company", facts=FactsDraft(name=f"Voorbeeld {host}"),
                valid_from=date(2020, 1, 1), source="a bench", by=by,
            )  # fmt: skip
            Source.objects.bulk_create(
                Source(organisation=company, system="mapping", address=f"http://{host}/{n}.json")
                for n in range(SOURCES)
            )

    return timed(work)


def lay(companies: int, port: int) -> dict[str, Any]:
    """Adverts, vacancies and marks of all sources that were not read, as a reading leaves them,
    without labels."""
    import django

    django.setup()
    from django.db import transaction

    from hcat.foundation.api import now
    from hcat.portal.models import Advert, Source, Vacancy
    from hcat.portal.syncing.keeping import board_of, columns_of, keep_answers
    from hcat.portal.syncing.reading import read_source
    from hcat.postings.api import Fetched, Mark, Payload, Request

    def given(request: Request, _mark: Mark | None) -> Fetched:
        with urllib.request.urlopen(request.address, timeout=30) as answer:
            payload = Payload(answer.read(), "application/json", request.address)
            return Fetched(Mark(answer.headers["ETag"], "", "laid"), payload)

    def work() -> None:
        at = now()
        for source in Source.objects.filter(read_at=None).iterator():
            read = read_source(board_of(source), given, {})
            told = [
                (one.key, columns_of(replace(one, language="nl"))) for one in read.postings.values()
            ]
            vacancies = [Vacancy(organisation_id=source.organisation_id) for _one in told]
            with transaction.atomic():
                Vacancy.objects.bulk_create(vacancies)
                Advert.objects.bulk_create(
                    Advert(vacancy=vacancy, source=source, key=key, **columns)
                    for vacancy, (key, columns) in zip(vacancies, told, strict=True)
                )
                keep_answers(source, read.answers)
                Source.objects.filter(pk=source.pk).update(read_at=at, asked_at=at)

    return timed(work)


def sync_all(companies: int, port: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection

    from hcat.foundation.api import Actor, user_agent
    from hcat.portal.models import Source
    from hcat.portal.syncing.running import sync
    from hcat.postings.api import Asker, Limits

    written: Counter[str] = Counter()

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        made = execute(sql, params, many, context)
        verb, *rest = sql.replace('"', "").split(" ", 3)
        if verb in ("INSERT", "UPDATE", "DELETE"):
            table = rest[0] if verb == "UPDATE" else rest[1]
            written[f"{verb} {table}"] += max(1, context["cursor"].rowcount)
        return made

    sources = list(Source.objects.order_by("pk")[: companies * SOURCES])
    by = Actor.system("bench")
    asker = Asker(
        user_agent(), limits=Limits(pause=0.0), trusted=frozenset(settings.PORTAL_TRUSTED_HOSTS)
    )
    with connection.execute_wrapper(count):
        found = timed(lambda: sync(sources, by=by, at_once=AT_ONCE, ask=asker))
    return {**found, "written": dict(written)}


def peer(companies: int, port: int) -> dict[str, Any]:
    import httpx

    def work() -> None:
        with httpx.Client() as client, ThreadPoolExecutor(AT_ONCE) as pool:
            addresses = [
                (host, f"/{number}.json")
                for number in range(SOURCES)
                for host in hosts(companies, port)
            ]
            for status in pool.map(lambda one: _asked(client, *one), addresses):
                assert status == 304

    return timed(work)


def _asked(client: Any, host: str, path: str) -> int:
    mark = f'"{host.partition(":")[0]}{path}"'
    return int(client.get(f"http://{host}{path}", headers={"If-None-Match": mark}).status_code)


if __name__ == "__main__":
    main()
