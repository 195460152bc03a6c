# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""One sync over every bad host that we could think of, and a good one among them."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from tests.postings.site import Reply, Site, a_site, endless, sent_on, text

MOST_MB = 150
MOST_SECONDS = 60.0
GOOD = "good"
JSON = "application/json"
TEXTS = "xl/sharedStrings.xml"
OF_TEXTS = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-'
    b'officedocument.spreadsheetml.sharedStrings+xml"/>'
)
SHEETS = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Bad:
    """`outcome`, and a word of why; or how many vacancies are read all the same."""

    reply: Reply
    outcome: str = "failed"
    why: str = ""
    found: int = 0
    system: str = "mapping"
    robots: str = ""


def _job(number: int, title: str = "Lasser") -> dict[str, Any]:
    return {
        "id": number, "title": f"{title} {number}", "url": f"https://voorbeeld.example/{number}",
        "description": "<p>Wij bouwen machines voor de voedingsindustrie in Twente.</p>",
    }  # fmt: skip


def _list(count: int, title: str = "Lasser") -> str:
    return json.dumps({"jobs": [_job(n, title) for n in range(count)]}, ensure_ascii=False)


def _bomb() -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(200)) + packer.flush()


def _workbook_bomb() -> bytes:
    """A workbook of one row, and a million and a half texts that no cell shows: 33 MB, packed 4."""
    book, made = openpyxl.Workbook(), BytesIO()
    page = book.worksheets[0]
    page.append(["title", "place", "description", "address"])
    page.append(["Lasser", "Enschede", "Wij bouwen machines.", "https://voorbeeld.example/1"])
    book.save(made)
    packed = BytesIO()
    texts = b"".join(b"<si><t>%d</t></si>" % one for one in range(1_500_000))
    with ZipFile(made) as archive, ZipFile(packed, "w", ZIP_DEFLATED) as bomb:
        for name in set(archive.namelist()) - {TEXTS}:
            content = archive.read(name)
            if name == "[Content_Types].xml" and TEXTS.encode() not in content:
                content = content.replace(b"</Types>", OF_TEXTS + b"</Types>")
            bomb.writestr(name, content)
        bomb.writestr(TEXTS, b'<sst xmlns="%s">%s</sst>' % (SHEETS, texts))
    return packed.getvalue()


def _page(script: str) -> str:
    return f'<html><script type="application/ld+json">{script}</script><h1>Baan</h1></html>'


def _hang_up(handler: Any) -> None:
    handler.connection.close()


COMMAS = """{"@context": "https://schema.org", "@type": "JobPosting", "title": "Lasser",
 "identifier": "7", "description": "<p>Wij bouwen machines.</p>", "datePosted": "2026-01-05",
 "hiringOrganization": {"@type": "Organization", "name": "Voorbeeld",},}"""
LAUGHS = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha ha ha ha ha ha ha ha">
<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;">]>
<rss><channel><item><title>&e;</title></item></channel></rss>"""
MANY = 3_300_000
NESTED = f"{'<ul><li>' * 4500}Wij bouwen machines.{'</li></ul>' * 4500}"


def bad() -> dict[str, Bad]:
    """The hosts, by name. Made once: some of the answers are large."""
    nested = '{"a":' * 2_000_000
    return {
        "endless": Bad(endless(b"x" * 65536), why="larger than"),
        "endless list": Bad(endless(json.dumps(_job(1)).encode() + b","), why="larger than"),
        "drip": Bad(endless(b"x", pause=0.1), why="too slow"),
        "drip in its head": Bad(endless(b"x", pause=0.1, head=False), why="too slow"),
        "to the metadata": Bad(sent_on("http://169.254.169.254/latest"), why="inside a network"),
        "to localhost": Bad(sent_on("http://localhost/"), why="inside a network"),
        "to another port": Bad(sent_on("http://127.0.0.1:22/"), why="not one of the web"),
        "to a file": Bad(sent_on("file:///etc/passwd"), why="no address"),
        "to itself": Bad(sent_on("/jobs"), why="sending us on"),
        "bomb": Bad(text(_bomb(), Content_Encoding="gzip"), why="larger than"),
        "bomb in a bomb": Bad(
            text(gzip.compress(_bomb()), Content_Encoding="gzip, gzip"), why="packed as"
        ),
        "workbook of millions of texts": Bad(
            text(_workbook_bomb(), kind=WORKBOOK), why="8 MB",
            system="sheets",
        ),
        "wrong charset": Bad(
            text(_list(3, "Ingénieur").encode("cp1252"), kind=f"{JSON}; charset=utf-16"),
            outcome="read", found=3,
        ),
        "unknown charset": Bad(
            text(_list(3, "Größe"), kind=f"{JSON}; charset=x-none"), outcome="read", found=3
        ),
        "nested": Bad(text("[" * 10_000_000, kind=JSON), why="parts"),
        "nested objects": Bad(text(nested, kind=JSON), why="parts"),
        "nested deeply": Bad(text("[" * 500_000, kind=JSON), why="nested"),
        "nested a little, often": Bad(
            text(f'{{"jobs": [{"[]," * MANY}[]]}}', kind=JSON), why="parts"
        ),
        "texts nested deeply": Bad(
            text(json.dumps({"jobs": [_job(n) | {"description": NESTED} for n in range(4)]}),
                 kind=JSON),
            outcome="read", found=4,
        ),
        "XML of many parts": Bad(
            text(f"<rss>{'<a/>' * MANY}</rss>", kind="text/xml"), why="parts", system="feeds"
        ),
        "XML in an entity": Bad(
            text(LAUGHS, kind="text/xml"), outcome="doubted", why="not be read", system="feeds"
        ),
        "a page of many parts": Bad(text("<b>" * MANY), why="parts", system="pages"),
        "no JSON": Bad(text("{" + "x" * 1_000_000, kind=JSON), why="no JSON"),
        "trailing commas": Bad(text(_page(COMMAS)), outcome="read", found=1, system="pages"),
        "busy": Bad(text("", status=429, Retry_After="3600"), why="429"),
        "forbidden": Bad(
            text(_list(3)), why="robots.txt", robots="User-agent: *\nDisallow: /jobs"
        ),
        "hangs up": Bad(_hang_up, why="cannot be reached"),
        "broken": Bad(text("", status=500), why="500"),
    }  # fmt: skip


@pytest.fixture(scope="module")
def hosts() -> Iterator[tuple[dict[str, Bad], dict[str, Site]]]:
    with ExitStack() as stack:
        all_bad = bad()
        sites = {
            name: stack.enter_context(a_site(f"127.2.0.{number}"))
            for number, name in enumerate([GOOD, *all_bad], 1)
        }
        for name, one in all_bad.items():
            sites[name].gives("/jobs", one.reply)
            if one.robots:
                sites[name].gives("/robots.txt", text(one.robots, kind="text/plain"))
        for part in range(5):
            sites[GOOD].gives(f"/jobs/{part}", text(_list(40, f"Frezer {part}"), kind=JSON))
        yield all_bad, sites


_SYNC = """
import json, resource, sys, time
from datetime import date
from django.conf import settings
from hcat.foundation.api import Actor
from hcat.parties.api import FactsDraft, register_organisation
from hcat.portal.models import Advert, Source
from hcat.portal.operations.sources import add_source
from hcat.portal.syncing.running import sync
from hcat.postings.api import Asker, Limits
BY = Actor.system("test")
given = json.loads(sys.stdin.read())
def asker():
    return Asker("hcat-test", limits=Limits(deadline=3.0, each_read=1.0, pause=0.0),
        trusted=frozenset(settings.PORTAL_TRUSTED_HOSTS))
made = {}
for name, addresses, system in given:
    company = register_organisation(kind="company", facts=FactsDraft(name=name),
        valid_from=date(2020, 1, 1), source="a test", by=BY)
    made[name] = [add_source(by=BY, organisation=company.key, address=one, system=system)
        for one in addresses]
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
first, *others = made["good"]
sync([first], by=BY, ask=asker())
before, began = peak(), time.monotonic()
sources = [one for name in made if name != "good" for one in made[name]]
for number, one in enumerate(others):
    sources.insert(number * 5, one)
told = sync(sources, by=BY, ask=asker())
names = {one.pk: name for name, found in made.items() for one in found}
print(json.dumps({
    "grown": peak() - before, "seconds": time.monotonic() - began,
    "told": [[names[one.source.pk], str(one.written.outcome), one.written.found,
        one.written.why] for one in told],
    "open": Advert.objects.filter(source__in=made["good"], closed_at=None).count(),
    "waits": [names[pk] for pk in Source.objects.exclude(again_after=None)
        .values_list("pk", flat=True)],
}))
"""


@pytest.fixture(scope="module")
def run(
    hosts: tuple[dict[str, Bad], dict[str, Site]],
    migrated: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Any]:
    """In a process of its own, so that its memory is measured and not that of the sites."""
    all_bad, sites = hosts
    var = tmp_path_factory.mktemp("hostile") / "var"
    subprocess.run(["cp", "-r", str(migrated), str(var)], check=True)
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("HCAT_")
    } | {
        "HCAT_VAR": str(var),
        "HCAT_PORTAL_TRUSTED_HOSTS": ",".join(one.host for one in sites.values()),
        "DJANGO_SETTINGS_MODULE": "hcat.config.settings",
    }
    environment.pop("DATABASE_URL", None)
    good = [f"{sites[GOOD].address}/jobs/{part}" for part in range(5)]
    given = [[GOOD, good, "mapping"]] + [
        [name, [f"{sites[name].address}/jobs"], one.system] for name, one in all_bad.items()
    ]
    done = subprocess.run(
        [sys.executable, "-m", "hcat.cli", "shell", "-v", "0", "-c", _SYNC],
        env=environment, input=json.dumps(given), capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_it_ends_in_time_and_its_memory_stays_small(run: dict[str, Any]) -> None:
    assert run["seconds"] < MOST_SECONDS
    assert run["grown"] < MOST_MB, run


def test_no_bad_host_harms_another(run: dict[str, Any]) -> None:
    good = [one for one in run["told"] if one[0] == GOOD]
    assert [one[1:3] for one in good] == [["read", 40]] * 4
    assert run["open"] == 5 * 40


def test_each_bad_host_is_told_of(run: dict[str, Any], hosts: Any) -> None:
    told = {name: (outcome, found, why) for name, outcome, found, why in run["told"]}
    for name, one in hosts[0].items():
        outcome, found, why = told[name]
        assert (outcome, found) == (one.outcome, one.found), (name, told[name])
        assert one.why in why, (name, why)
    assert run["waits"] == ["busy"]
