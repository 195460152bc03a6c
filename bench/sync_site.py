# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The sites of many employers on this machine, each at an address of its own.

``/3.json`` of any of them is a list of vacancies with a mark, which is not sent again to whoever
has it. ``/told`` tells how often each status was given since it was last asked.
"""

from __future__ import annotations

import asyncio
import json
import random
from collections import Counter
from functools import lru_cache

TITLES = (
    "Lasser", "Frezer", "Werkvoorbereider", "Servicemonteur", "Software engineer",
    "Werktuigbouwkundig ontwerper", "Elektromonteur", "Testengineer", "Kwaliteitsmedewerker",
    "Procesoperator", "Mechatronica engineer", "Projectleider techniek",
)  # fmt: skip
SAID = (
    "Je werkt in een team van zes aan machines voor de voedingsindustrie.",
    "Wij vragen een afgeronde mbo-opleiding niveau 4 in de techniek.",
    "Je hebt hbo werk- en denkniveau en enkele jaren ervaring.",
    "We work with SolidWorks and Siemens PLC, and speak English and Dutch.",
    "Het is een functie voor 32 tot 40 uur in de week.",
    "Je stelt machines in, leest tekeningen en lost storingen op.",
    "Een dag in de week thuis werken is mogelijk.",
    "Wij bieden een opleiding, een goed salaris en 27 vrije dagen.",
    "De afdeling maakt proefmodellen en test ze bij de klant.",
)
_told: Counter[str] = Counter()


@lru_cache(maxsize=256)
def listing(name: str, jobs: int) -> bytes:
    """What a source shows: always the same for the same name."""
    luck = random.Random(name)
    shown = [
        {
            "id": f"{name}-{number}",
            "title": f"{luck.choice(TITLES)} {luck.choice('ABCDEFGH')}{luck.randint(1, 99)}",
            "url": f"https://voorbeeld.example/{name}/{number}",
            "city": luck.choice(("Enschede", "Hengelo", "Almelo", "Oldenzaal")),
            "description": "".join(f"<p>{one}</p>" for one in luck.sample(SAID, 6)) * 2,
        }
        for number in range(jobs)
    ]
    return json.dumps({"jobs": shown}).encode()


class Employer(asyncio.Protocol):
    """Just enough of HTTP/1.1, with connections kept."""

    jobs = 40

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport, self.waiting = transport, b""

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while b"\r\n\r\n" in self.waiting:
            head, _, self.waiting = self.waiting.partition(b"\r\n\r\n")
            self.transport.write(self.answer(head))

    def answer(self, head: bytes) -> bytes:
        lines = head.decode("latin-1").split("\r\n")
        path = lines[0].split(" ")[1]
        heads = dict(line.split(": ", 1) for line in lines[1:])
        heads = {name.casefold(): value for name, value in heads.items()}
        if path == "/told":
            body = json.dumps(_told).encode()
            _told.clear()
            return _answer("200 OK", body)
        if path == "/robots.txt":
            _told["robots.txt"] += 1
            return _answer("404 Not Found", b"")
        name = f"{heads['host'].partition(':')[0]}{path}"
        etag = f'"{name}"'
        if heads.get("if-none-match") == etag:
            _told["304"] += 1
            return f"HTTP/1.1 304 Not Modified\r\nETag: {etag}\r\n\r\n".encode()
        _told["200"] += 1
        return _answer("200 OK", listing(name, self.jobs), f"ETag: {etag}\r\n")


def _answer(status: str, body: bytes, more: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: application/json\r\n{more}"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


async def serve(port: int, jobs: int) -> None:
    Employer.jobs = jobs
    server = await asyncio.get_running_loop().create_server(Employer, "0.0.0.0", port)
    async with server:
        await server.serve_forever()
