# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`hcat serve`: the web server and the worker, kept running until told to end."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

import structlog
from django.conf import settings

from .posts import Post

log = structlog.get_logger("hcat.serve")

NAMES = ("site", "web", "worker")
PATIENCE = 25.0
"""Seconds for a request or a task to finish before its process is ended."""
CALM = 60.0
"""A process that ran so long did not fail at its start: it is started again at once."""


def run_dir() -> Path:
    return Path(settings.VAR_DIR) / "run"


def post(name: str) -> Post:
    return Post.named(run_dir(), name)


def fingerprint() -> str:
    """Changes when the code or a setting does: then a running site is out of date."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for file in sorted(package.rglob("*")):
        if file.suffix in (".py", ".html", ".po", ".css", ".js", ".svg") and file.is_file():
            stat = file.stat()
            digest.update(f"{file}:{stat.st_mtime_ns}:{stat.st_size}\n".encode())
    for name, value in sorted(os.environ.items()):
        if name == "DATABASE_URL" or (name.startswith("HCAT_") and name != "HCAT_LOG_LEVEL"):
            digest.update(f"{name}={value}\n".encode())
    return digest.hexdigest()


def web_command(workers: int = 2, threads: int = 4) -> list[str]:
    host = f"[{settings.BIND}]" if ":" in settings.BIND else settings.BIND
    return [
        *(sys.executable, "-m", "gunicorn", "hcat.config.wsgi:application"),
        *("--bind", f"{host}:{settings.PORT}"),
        *("--worker-class", "hcat.config.gunicorn.Worker"),
        *("--workers", str(workers), "--threads", str(threads)),
        *("--timeout", "60", "--graceful-timeout", "20", "--keep-alive", "15"),
        *("--worker-tmp-dir", "/dev/shm" if Path("/dev/shm").is_dir() else "/tmp"),  # noqa: S108
        *("--preload", "--config", "python:hcat.config.gunicorn", "--no-control-socket"),
        # Gunicorn would believe any neighbour on this machine; the settings say whom to believe.
        *("--forwarded-allow-ips", ""),
    ]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "hcat.cli", "worker"]


@dataclass
class Kept:
    """One process that is started again whenever it ends by itself."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0
    not_before: float = field(default=0.0)

    def look(self) -> None:
        now = time.monotonic()
        if self.process is not None:
            if (code := self.process.poll()) is None:
                return
            self.failures = 0 if now - self.started > CALM else self.failures + 1
            wait = min(2.0**self.failures, CALM)
            log.warning("ended by itself", process=self.name, code=code, again_in=wait)
            self.process, self.not_before = None, now + wait
        if now >= self.not_before:
            self._start(now)

    def _start(self, now: float) -> None:
        place = post(self.name)
        place.end(patience=PATIENCE)  # a leftover of a `serve` that was killed
        descriptor = place.take()
        try:
            self.process = subprocess.Popen(  # noqa: S603 - our own command
                self.command,
                pass_fds=(descriptor,),
                start_new_session=True,
                stdin=subprocess.DEVNULL,
                env={**os.environ, "HCAT_LOG_LEVEL": os.environ.get("HCAT_LOG_LEVEL", "INFO")},
            )
            Post.tell(descriptor, pid=self.process.pid)
        finally:
            os.close(descriptor)
        self.started = now
        log.info("started", process=self.name, pid=self.process.pid)

    def end(self) -> None:
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()

    def wait(self, until: float) -> None:
        if self.process is None:
            return
        try:
            self.process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def serve() -> None:
    """Run both until SIGTERM or SIGINT. For `hcat up`, systemd or a container alike."""
    descriptor = post("site").take()
    Post.tell(descriptor, pid=os.getpid(), fingerprint=fingerprint(), address=address())
    ending = False

    def end(signum: int, frame: FrameType | None) -> None:
        nonlocal ending
        ending = True

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    kept = [Kept("web", web_command()), Kept("worker", worker_command())]
    while not ending:
        for process in kept:
            process.look()
        time.sleep(0.2)
    log.info("ending")
    until = time.monotonic() + PATIENCE
    for process in kept:
        process.end()
    for process in kept:
        process.wait(until)
    log.info("ended")
    os.close(descriptor)


def address() -> str:
    return str(settings.SITE_URL)


def stop() -> list[str]:
    """End what this folder's `hcat up` or `hcat serve` started, and nothing else."""
    # The keeper first: else it would start again what we end.
    return [name for name in NAMES if post(name).end(patience=PATIENCE + 5)]
