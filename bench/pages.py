# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`make bench`: pages per second, as a ratio to a bare Django view on the same server.

Both are asked in the same run, in turns, by the same clients over kept-alive connections on this
machine only. The database is a temporary one with the whole agenda. A ratio says what the page
costs beyond Django itself; it can be compared between machines, the figures beside it cannot.
"""

from __future__ import annotations

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parents[1]
CLIENTS = 4
ROUNDS = 3
SECONDS = 2.0
ANEW = "{anew}"
"""In a path: a number that was not asked before, so that nothing of the answer is kept yet."""
_numbers = count()
PAGES = {"front page": "/", "register of initiatives": "/initiatives", "a result": ""}


@dataclass
class Asked:
    name: str
    path: str
    rates: list[float] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return statistics.median(self.rates)

    @property
    def slowest(self) -> float:
        return statistics.quantiles(self.waits, n=20)[-1]


def main() -> None:
    agenda = Path(sys.argv[1] if len(sys.argv) > 1 else ROOT / "agendas" / "twente")
    console = Console()
    with tempfile.TemporaryDirectory(prefix="hcat-bench-") as var:
        port = free_port()
        environment = environment_in(var, port)
        with console.status("Filling a temporary database"):
            prepare(agenda, environment)
        with served(port, environment):
            asked = [Asked("bare Django view", "/bare")]
            asked += [Asked(name, path or a_result(port)) for name, path in PAGES.items()]
            with console.status("Asking for pages, in turns"):
                measure(port, asked, CLIENTS)
    console.print(table(asked, f"{CLIENTS} clients"))


def in_a_child() -> int:
    """Run this bench once more, with `--child`, in a process of its own and a temporary database,
    since settings are read when Django is loaded. Returns its exit code."""
    with tempfile.TemporaryDirectory(prefix="hcat-bench-") as var:
        command = [sys.executable, *sys.argv, "--child"]
        environment = environment_in(var, free_port())
        return subprocess.run(command, env=environment, cwd=ROOT, check=False).returncode


def environment_in(var: str, port: int) -> dict[str, str]:
    """Of a server that knows nothing of ours."""
    return {
        **{k: v for k, v in os.environ.items() if not k.startswith(("HCAT_", "DATABASE_URL"))},
        "HCAT_VAR": var,
        "HCAT_PORT": str(port),
        "HCAT_LOG_LEVEL": "ERROR",
        "PYTHONPATH": str(ROOT),
    }


@contextmanager
def served(port: int, environment: dict[str, str]) -> Iterator[None]:
    """Two workers of four threads, while it lasts."""
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "gunicorn", "bench.served:application", "--preload"),
            *("--bind", f"127.0.0.1:{port}", "--worker-class", "hcat.config.gunicorn.Worker"),
            *("--workers", "2", "--threads", "4", "--keep-alive", "30"),
            *("--log-level", "error", "--no-control-socket"),
        ],
        env=environment,
        cwd=ROOT,
    )
    try:
        wait_for(port)
        yield
    finally:
        server.terminate()
        server.wait(30)


def prepare(agenda: Path, environment: dict[str, str]) -> None:
    commands = [
        ["migrate", "-v", "0"],
        ["catalogues"],
        ["collectstatic", "--no-input", "-v", "0"],
        ["agenda", "load", str(agenda)],
        ["measure"],
    ]
    for command in commands:
        done = subprocess.run(
            [sys.executable, "-m", "hcat.cli", *command],
            env=environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"hcat {' '.join(command)}:\n{done.stdout}{done.stderr}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


class Client:
    """One kept-alive connection that reads no more of an answer than it must."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self._read = self._socket.makefile("rb")

    def get(self, path: str) -> bytes:
        self._socket.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        status = self._read.readline()
        if b" 200 " not in status:
            raise RuntimeError(f"{path}: {status.decode().strip()}")
        length = 0
        while (line := self._read.readline()) != b"\r\n":
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return self._read.read(length)

    def close(self) -> None:
        self._read.close()
        self._socket.close()


def a_result(port: int) -> str:
    """The first result that the page of results leads to."""
    client = Client(port)
    text = client.get("/results").decode()
    client.close()
    return "/results/" + text.split('href="/results/', 1)[1].split('"', 1)[0]


def measure(port: int, asked: list[Asked], clients: int) -> None:
    for page in asked:
        run(
            port, page, 0.5, clients
        )  # the first page of a process draws its charts and reads its templates
        page.rates.clear()
        page.waits.clear()
    for _ in range(ROUNDS):
        for page in asked:
            run(port, page, SECONDS, clients)


def run(port: int, page: Asked, seconds: float, clients: int) -> None:
    counts: list[int] = []

    def ask() -> None:
        client, answers = Client(port), 0
        while time.perf_counter() < until:
            began = time.perf_counter()
            client.get(page.path.replace(ANEW, str(next(_numbers))))
            page.waits.append(time.perf_counter() - began)
            answers += 1
        counts.append(answers)
        client.close()

    began = time.perf_counter()
    until = began + seconds
    with ThreadPoolExecutor(clients) as pool:
        for asking in [pool.submit(ask) for _ in range(clients)]:
            asking.result()
    page.rates.append(sum(counts) / (time.perf_counter() - began))


def table(asked: list[Asked], told: str) -> Table:
    bare = asked[0].rate
    shown = Table(title=f"{told}, median of {ROUNDS} rounds of {SECONDS:.0f} s")
    for name in ("page", "per second", "95% within", "ratio to bare", "bare views it costs"):
        shown.add_column(name, justify="left" if name == "page" else "right")
    for page in asked:
        shown.add_row(
            page.name,
            f"{page.rate:,.1f}",
            f"{page.slowest * 1000:,.0f} ms",
            f"{page.rate / bare:.3f}",
            f"{bare / page.rate:,.1f}",
        )
    return shown


if __name__ == "__main__":
    main()
