# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Politeness, limits and where we do not go, against a hostile site on this machine."""

from __future__ import annotations

import gzip
import resource
import socket
import zlib
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from hcat.postings.api import Asker, Hitch, Limits, Mark, NotFetched, Request
from tests.postings.site import Site, a_site, endless, marked, sent_on, text

QUICK = Limits(largest=1 << 20, deadline=1.0, each_read=0.5, pause=0.0)


@pytest.fixture
def site() -> Iterator[Site]:
    with a_site() as made:
        yield made


@pytest.fixture
def asker(site: Site) -> Iterator[Asker]:
    with an_asker(site) as made:
        yield made


def an_asker(*sites: Site, limits: Limits = QUICK) -> Asker:
    trusted = frozenset(one.host for one in sites)
    waits: list[float] = []
    made = Asker(
        "hcat-test", limits=limits, trusted=trusted, sleep=waits.append,
        today=lambda: date(2026, 3, 2),
    )  # fmt: skip
    made.waits = waits  # type: ignore[attr-defined]
    return made


def hitch(asker: Asker, address: str, **given: Any) -> NotFetched:
    with pytest.raises(NotFetched) as caught:
        asker.ask(Request(address, **given))
    return caught.value


def test_an_answer_comes_whole_with_its_mark(site: Site, asker: Asker) -> None:
    at = site.gives("/jobs", text('{"jobs": []}', kind="application/json", ETag='"1"'))
    fetched = asker.ask(Request(at, expects="list"))
    assert fetched.payload is not None
    assert fetched.payload.content == b'{"jobs": []}'
    assert (fetched.payload.address, fetched.payload.expects) == (at, "list")
    assert fetched.payload.read_on == date(2026, 3, 2)
    assert fetched.mark.etag == '"1"'
    assert not fetched.is_unchanged


def test_what_did_not_change_is_not_sent_again(site: Site, asker: Asker) -> None:
    at = site.gives("/jobs", marked("[1]", '"a"'))
    mark = asker.ask(Request(at)).mark
    again = asker.ask(Request(at), mark)
    assert (again.is_unchanged, again.payload) == (True, None)
    assert site.asked[-1][1]["If-None-Match"] == '"a"'


def test_the_same_answer_of_a_server_without_marks_is_unchanged_too(
    site: Site, asker: Asker
) -> None:
    at = site.gives("/jobs", text("[1]"))
    again = asker.ask(Request(at), asker.ask(Request(at)).mark)
    assert again.is_unchanged
    assert again.payload is not None


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://[::ffff:10.0.0.1]/",
        "http://10.1.2.3/jobs",
        "http://0.0.0.0/",
        "https://93.184.216.34:8443/",
        "https://example.org:22/",
    ],
)
def test_no_address_within_a_network_and_no_odd_port_is_asked(address: str, asker: Asker) -> None:
    assert hitch(asker, address).hitch in (Hitch.NOT_PUBLIC, Hitch.BROKEN)


@pytest.mark.parametrize(
    "address", ["ftp://example.org/", "file:///etc/passwd", "jobs", "https://a:b@example.org/", ""]
)
def test_what_is_no_address_of_the_web_is_not_asked(address: str, asker: Asker) -> None:
    assert hitch(asker, address).hitch is Hitch.NOT_AN_ADDRESS


def test_a_name_that_stands_for_an_address_within_a_network_is_not_asked(
    asker: Asker, monkeypatch: pytest.MonkeyPatch
) -> None:
    inside = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.8", 443))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: inside)
    error = hitch(asker, "https://rebinding.example.org/jobs")
    assert error.hitch is Hitch.NOT_PUBLIC
    assert "10.0.0.8" in error.why


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/", "http://localhost/", "http://127.0.0.1:1/", "file:///x"]
)
def test_a_redirect_into_a_network_is_not_followed(
    site: Site, asker: Asker, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = site.gives("/jobs", sent_on(target))
    assert hitch(asker, at).hitch in (Hitch.NOT_PUBLIC, Hitch.NOT_AN_ADDRESS)


def test_redirects_that_go_round_end(site: Site, asker: Asker) -> None:
    at = site.gives("/a", sent_on("/b"))
    site.gives("/b", sent_on("/a"))
    assert hitch(asker, at).hitch is Hitch.ASTRAY


def test_the_secret_of_one_host_is_not_told_to_another(site: Site) -> None:
    with a_site() as other:
        elsewhere = other.gives("/jobs", text("[]"))
        other_name = elsewhere.replace("127.0.0.1", "localhost")
        at = site.gives("/jobs", sent_on(other_name))
        trusted = frozenset((site.host, other.host.replace("127.0.0.1", "localhost")))
        with Asker("hcat-test", limits=QUICK, trusted=trusted, sleep=lambda _s: None) as asker:
            asker.ask(Request(at, headers=(("Authorization", "Bearer secret"),)))
        assert site.asked[-1][1]["Authorization"] == "Bearer secret"
        assert "Authorization" not in other.asked[-1][1]


def test_an_endless_page_ends(site: Site, asker: Asker) -> None:
    at = site.gives("/jobs", endless(b"x" * 65536))
    assert hitch(asker, at).hitch is Hitch.TOO_LARGE


@pytest.mark.parametrize("head", [True, False], ids=["in the text", "in its head"])
def test_a_slow_drip_ends(site: Site, asker: Asker, head: bool) -> None:
    at = site.gives("/jobs", endless(b"x", pause=0.1, head=head))
    assert hitch(asker, at).hitch is Hitch.SLOW


@pytest.mark.parametrize("layers", [1, 2])
def test_a_bomb_does_not_go_off(site: Site, asker: Asker, layers: int) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(b"\0" * (1 << 20)) for _ in range(200)) + packer.flush()
    encoding = "gzip"
    if layers == 2:
        bomb, encoding = gzip.compress(bomb), "gzip, gzip"
    at = site.gives("/jobs", text(bomb, Content_Encoding=encoding))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert hitch(asker, at).hitch in (Hitch.TOO_LARGE, Hitch.BROKEN)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000  # kB


def test_a_packed_answer_is_unpacked(site: Site, asker: Asker) -> None:
    at = site.gives("/jobs", text(gzip.compress(b"[1, 2]"), Content_Encoding="gzip"))
    fetched = asker.ask(Request(at))
    assert fetched.payload is not None
    assert fetched.payload.content == b"[1, 2]"


def test_a_busy_site_is_left_alone_for_as_long_as_it_asks(site: Site, asker: Asker) -> None:
    at = site.gives("/jobs", text("", status=429, Retry_After="3600"))
    error = hitch(asker, at)
    assert (error.hitch, error.again_after) == (Hitch.BUSY, 3600.0)
    assert site.paths() == ["/jobs"]


def test_a_site_that_is_busy_for_a_moment_is_asked_again(site: Site, asker: Asker) -> None:
    at = site.gives("/jobs", text("", status=503, Retry_After="2"))
    assert hitch(asker, at).hitch is Hitch.BUSY
    assert site.paths() == ["/jobs", "/jobs"]
    assert 2.0 in asker.waits  # type: ignore[attr-defined]


def test_what_robots_txt_forbids_is_not_asked(site: Site, asker: Asker) -> None:
    site.gives("/robots.txt", text("User-agent: *\nDisallow: /jobs", kind="text/plain"))
    at = site.gives("/jobs", text("[]"))
    open_page = site.gives("/open", text("[]"))
    assert hitch(asker, at).hitch is Hitch.NOT_ALLOWED
    assert asker.ask(Request(open_page)).payload is not None
    assert site.paths() == ["/open"]
    assert [path for path, _h in site.asked].count("/robots.txt") == 1


def test_a_site_whose_robots_txt_breaks_is_left_alone(site: Site, asker: Asker) -> None:
    site.gives("/robots.txt", text("", status=500))
    assert hitch(asker, site.gives("/jobs", text("[]"))).hitch is Hitch.NOT_ALLOWED
    assert site.paths() == []


def test_the_pause_that_a_site_asks_for_is_kept(site: Site, asker: Asker) -> None:
    site.gives("/robots.txt", text("User-agent: *\nCrawl-delay: 7", kind="text/plain"))
    at = site.gives("/jobs", text("[]"))
    asker.ask(Request(at))
    asker.ask(Request(at))
    assert max(asker.waits) > 6  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("status", "expected"),
    [(404, Hitch.NOT_FOUND), (410, Hitch.NOT_FOUND), (401, Hitch.REFUSED), (403, Hitch.REFUSED),
     (500, Hitch.BROKEN), (302, Hitch.BROKEN)],
)  # fmt: skip
def test_every_status_has_its_meaning(
    site: Site, asker: Asker, status: int, expected: Hitch
) -> None:
    assert hitch(asker, site.gives("/jobs", text("", status=status))).hitch is expected


def test_a_site_that_is_away_is_told(asker: Asker, site: Site) -> None:
    site.close()
    with a_site():
        assert hitch(asker, f"{site.address}/jobs").hitch in (Hitch.BROKEN, Hitch.NOT_ALLOWED)


def test_a_question_with_a_body_is_posted(site: Site, asker: Asker) -> None:
    at = site.gives("/jobs", text("{}"))
    assert asker.ask(Request(at, json='{"limit": 20}'), Mark()).payload is not None
    assert site.asked[-1][1]["Content-Type"] == "application/json"
