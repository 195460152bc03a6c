# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every test may use, and what none may do."""

from __future__ import annotations

import gc
import ipaddress
import os
import shutil
import socket
from collections.abc import Generator, Iterator
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import hypothesis
import pytest
import time_machine
from _pytest.doctest import DoctestModule
from pytest_django.plugin import DjangoDbBlocker
from ruamel.yaml import YAML

from tests import standing
from tests.migrated import copy_postgresql, migrated_folder

ROOT = Path(__file__).resolve().parents[1]
BROWSERS = (Path("/usr/bin/chromium-headless-shell"), Path("/usr/bin/chromium"))
"""The first one that is there: the shell, without what a window needs, takes half the processor."""

hypothesis.settings.register_profile("suite", max_examples=20, deadline=None, derandomize=True)
hypothesis.settings.register_profile("soak", max_examples=2000, deadline=None)
hypothesis.settings.load_profile(os.environ.get("HCAT_TEST_HYPOTHESIS", "suite"))


@pytest.hookimpl(tryfirst=True)  # before -m chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what asks the database: the rest need not be run on each."""
    for item in items:
        asks = "django_db_setup" in getattr(item, "fixturenames", ())
        if asks or item.get_closest_marker("django_db"):
            item.add_marker("database")


class _Doctests:
    """Looks for examples only in a module that holds any: to find that nine in ten hold none took
    each worker seconds. A plugin, since a hook of this file hears nothing of `src`."""

    @pytest.hookimpl(wrapper=True)
    def pytest_collect_file(
        self, file_path: Path
    ) -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
        found = yield
        if b">>>" in file_path.read_bytes():
            return found
        return [one for one in found if not isinstance(one, DoctestModule)]


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.register(_Doctests())


def pytest_collection() -> None:
    """What is loaded now stays, and is no garbage: to look for some takes a fifth longer."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What was loaded by now stays: whoever looks for garbage need not go by it each time, and not
    after every 700 objects either, of which a page makes tens of thousands."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


class NetworkReached(AssertionError):
    """A test tried to leave the machine."""


def _stays_here(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a socket in the file system
    if address[0] in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(address[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """Names are not looked up and addresses elsewhere are not called, whoever asks."""
    patch = pytest.MonkeyPatch()
    connect, connect_ex, look_up = (
        socket.socket.connect,
        socket.socket.connect_ex,
        socket.getaddrinfo,
    )

    def guarded(real: Any) -> Any:
        def call(self: socket.socket, address: Any) -> Any:
            if not _stays_here(address):
                raise NetworkReached(f"a test called {address!r}; tests stay on this machine")
            return real(self, address)

        return call

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host
        if name is not None and not _stays_here((name,)):
            raise NetworkReached(f"a test looked up {name!r}; tests stay on this machine")
        return look_up(host, *args, **kwargs)

    patch.setattr(socket.socket, "connect", guarded(connect))
    patch.setattr(socket.socket, "connect_ex", guarded(connect_ex))
    patch.setattr(socket, "getaddrinfo", guarded_look_up)
    yield
    patch.undo()


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """One of several workers begins with a copy of what was migrated once: migrating takes seconds.
    Its own goes with the folder of the run, or with the server."""
    from django.db import connection

    if "PYTEST_XDIST_WORKER" not in os.environ:
        return False
    if connection.vendor == "sqlite":
        mine = connection.settings_dict["TEST"]["NAME"]
        shutil.copy(migrated_folder() / "hcat.sqlite3", mine)
    else:
        copy_postgresql(connection.creation._get_test_db_name())
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A test that commits is followed by what stood after the migrations (`tests/standing.py`)."""
    from django.db import connection
    from django.test import TransactionTestCase

    with django_db_blocker.unblock():
        standing.begin()
    patch = pytest.MonkeyPatch()
    patch.setattr(
        TransactionTestCase, "_fixture_teardown", lambda _: standing.put_back_the_beginning()
    )
    yield
    patch.undo()
    with django_db_blocker.unblock():
        connection.close()


@pytest.fixture(autouse=True, scope="session")
def _yaml_is_read_once() -> Iterator[None]:
    """The same text is parsed once for all tests of a process: four fifths of loading an agenda.
    Whoever reads a document leaves its nodes as they are."""
    patch = pytest.MonkeyPatch()
    patch.setattr("hcat.agenda.folder.yaml_file.YAML", _Yaml)
    yield
    patch.undo()


class _Yaml(YAML):
    def compose(self, stream: str) -> Any:
        return _composed(stream)


@lru_cache(maxsize=256)
def _composed(text: str) -> Any:
    return YAML(typ="safe", pure=True).compose(text)


@pytest.fixture(autouse=True)
def _speaks_dutch() -> Iterator[None]:
    """A request in another language leaves that language to its thread: not to the next test."""
    from django.conf import settings
    from django.utils import translation

    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture(autouse=True)
def _search_is_refreshed_when_a_test_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not beside a test, in a thread that cannot see what the test wrote."""
    monkeypatch.setattr("hcat.portal.searching.refreshing.start", lambda: None)


@pytest.fixture(autouse=True)
def _nothing_is_kept_from_one_test_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hcat.foundation.kept.SECONDS", 0.0)


@pytest.fixture(scope="session")
def migrated() -> Path:
    """What a test of other processes copies: a folder (`HCAT_VAR`) as `hcat migrate` leaves it,
    with an SQLite of its own."""
    return migrated_folder()


@pytest.fixture
def shared() -> Path:
    """The folder with the open data, which stands beside the checkout on a builder's machine."""
    folder = Path(os.environ.get("HCAT_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"the open data folder is not at {folder} (HCAT_SHARED)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser of the journeys."""
    for browser in BROWSERS:
        if browser.exists():
            return browser
    names = " or ".join(one.name for one in BROWSERS)
    pytest.skip(f"no browser: install Debian's {names} to walk the journeys")


@pytest.fixture
def at(request: pytest.FixtureRequest) -> Iterator[time_machine.Coordinates]:
    """Stand still at a moment: `@pytest.mark.parametrize("at", ["2020-01-01"], indirect=True)`,
    or without a parameter on a fixed working day, then `at.move_to(...)`."""
    moment = getattr(request, "param", "2026-03-02T09:00")
    day = datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo("Europe/Amsterdam"))
    with time_machine.travel(day, tick=False) as traveller:
        yield traveller
