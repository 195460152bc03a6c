# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A site on this machine that answers as a test wants: well, badly, slowly, without end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Reply = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """`replies` by path; a path without a reply is not found. `asked`: all that was asked."""

    def __init__(self, at: str = "127.0.0.1") -> None:
        self.replies: dict[str, Reply] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                reply = site.replies.get(self.path, text("", status=404))
                self.close_connection = True
                with suppress(BrokenPipeError, ConnectionResetError):
                    reply(self)

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, *_args: Any) -> None:
                """Quiet."""

        self.server = ThreadingHTTPServer((at, 0), Handler)
        self.server.daemon_threads = True
        self.host = f"{at}:{self.server.server_port}"
        self.address = f"http://{self.host}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def gives(self, path: str, reply: Reply) -> str:
        self.replies[path] = reply
        return self.address + path

    def paths(self) -> list[str]:
        """What was asked besides robots.txt."""
        return [path for path, _headers in self.asked if path != "/robots.txt"]

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


@contextmanager
def a_site(at: str = "127.0.0.1") -> Iterator[Site]:
    """`at`: the address on which it stands, so that several are several hosts."""
    made = Site(at)
    try:
        yield made
    finally:
        made.close()


def text(body: str | bytes, *, status: int = 200, kind: str = "text/html", **headers: str) -> Reply:
    content = body.encode() if isinstance(body, str) else body

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        handler.send_header("Content-Type", kind)
        handler.send_header("Content-Length", str(len(content)))
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(content)

    return reply


def marked(body: str, etag: str, kind: str = "application/json") -> Reply:
    """Says that nothing changed to whoever has this edition already."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        if handler.headers.get("If-None-Match") == etag:
            handler.send_response(304)
            handler.send_header("ETag", etag)
            handler.end_headers()
            return
        text(body, kind=kind, ETag=etag)(handler)

    return reply


def sent_on(target: str, status: int = 302) -> Reply:
    return text("", status=status, Location=target)


def endless(piece: bytes, pause: float = 0.0, head: bool = True) -> Reply:
    """Goes on until whoever asked hangs up."""
    stop = threading.Event()

    def reply(handler: BaseHTTPRequestHandler) -> None:
        if head:
            handler.send_response(200)
            handler.send_header("Content-Type", "text/html")
            handler.end_headers()
        else:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while True:
            handler.wfile.write(piece)
            handler.wfile.flush()
            if pause:
                stop.wait(pause)

    return reply
