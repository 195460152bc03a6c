# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Settings are safe when nothing is set, and a wrong one is refused with what, why and how."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from hcat.config import environment as env
from hcat.config.serving import web_command
from hcat.foundation.api import Refused

SHOW = """
import json, django
from django.conf import settings
django.setup()
names = %r
print(json.dumps({name: getattr(settings, name) for name in names}, default=str))
"""


def settings_with(var: Path, *names: str, **environment: str) -> dict[str, Any]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("HCAT_", "DATABASE_URL"))}
    done = subprocess.run(
        [sys.executable, "-c", SHOW % (names,)],
        env={
            **clean,
            "HCAT_VAR": str(var),
            "DJANGO_SETTINGS_MODULE": "hcat.config.settings",
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_nothing_set_is_safe(tmp_path: Path) -> None:
    found = settings_with(
        tmp_path,
        *("DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "EMAIL_BACKEND", "DATABASES", "BIND"),
        *("SESSION_COOKIE_HTTPONLY", "CSRF_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE"),
    )
    assert found["DEBUG"] is False
    assert len(found["SECRET_KEY"]) >= 50
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert found["BIND"] == "127.0.0.1"
    assert "smtp" not in found["EMAIL_BACKEND"]
    assert found["SESSION_COOKIE_HTTPONLY"] is True
    assert found["CSRF_COOKIE_HTTPONLY"] is True
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"
    options = found["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600


def test_behind_tls_everything_is_for_tls_only(tmp_path: Path) -> None:
    found = settings_with(
        tmp_path,
        *("SECURE_HSTS_SECONDS", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE"),
        *("CSRF_COOKIE_SECURE", "SECURE_PROXY_SSL_HEADER", "SITE_URL", "CSRF_TRUSTED_ORIGINS"),
        HCAT_TLS="1",
        HCAT_TRUSTED_PROXIES="1",
        HCAT_HOSTS="agenda.example",
    )
    assert found["SECURE_HSTS_SECONDS"] >= 31_536_000
    assert found["SECURE_SSL_REDIRECT"] is True
    assert found["SESSION_COOKIE_SECURE"] is True
    assert found["CSRF_COOKIE_SECURE"] is True
    assert found["SECURE_PROXY_SSL_HEADER"] == ["HTTP_X_FORWARDED_PROTO", "https"]
    assert found["SITE_URL"] == "https://agenda.example"


def test_nobody_is_believed_about_tls_unless_a_proxy_is_named(tmp_path: Path) -> None:
    found = settings_with(tmp_path, "SECURE_PROXY_SSL_HEADER", "ALLAUTH_TRUSTED_PROXY_COUNT")
    assert found == {"SECURE_PROXY_SSL_HEADER": None, "ALLAUTH_TRUSTED_PROXY_COUNT": 0}


def test_the_web_server_itself_believes_no_neighbour() -> None:
    from gunicorn.config import Config

    arguments = web_command()[3:]
    config = Config()
    given = config.parser().parse_args(arguments)
    config.set("forwarded_allow_ips", given.forwarded_allow_ips)
    assert config.forwarded_allow_ips == []


def test_no_page_may_run_what_the_site_did_not_send(tmp_path: Path) -> None:
    found = settings_with(tmp_path, "CONTENT_SECURITY_POLICY")
    policy = json.dumps(found["CONTENT_SECURITY_POLICY"])
    assert "unsafe" not in policy
    assert found["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["default-src"] == ["'self'"]


@pytest.mark.parametrize("bind", ["0.0.0.0", "::", "192.0.2.1"])
def test_a_debug_page_is_never_shown_on_an_address_that_others_reach(
    bind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HCAT_DEBUG", "1")
    with pytest.raises(Refused, match="HCAT_DEBUG=1 is refused"):
        env.debug(bind)
    assert env.debug("127.0.0.1") is True
    monkeypatch.delenv("HCAT_DEBUG")
    assert env.debug(bind) is False


def test_processes_that_start_together_share_one_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HCAT_SECRET_KEY")
    keys: set[str] = set()
    threads = [
        threading.Thread(target=lambda: keys.add(env.secret_key(tmp_path))) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]


@pytest.mark.parametrize(
    ("name", "value", "call"),
    [
        ("HCAT_PORT", "eighty", lambda: env.number("HCAT_PORT", 8000)),
        ("HCAT_PORT", "99999", lambda: env.number("HCAT_PORT", 8000, at_most=65535)),
        ("HCAT_TLS", "maybe", lambda: env.flag("HCAT_TLS")),
        ("HCAT_TLS", "1", lambda: env.tls(trusted_proxies=0)),
        ("HCAT_TRUSTED_PROXIES", "all", lambda: env.number("HCAT_TRUSTED_PROXIES", 0)),
        ("HCAT_SECRET_KEY", "short", lambda: env.secret_key(Path())),
        ("DATABASE_URL", "oracle://x", lambda: env.database(Path())),
        ("HCAT_MAIL_URL", "mail.example.org", lambda: env.mail(Path())),
        ("HCAT_OIDC_SERVER", "https://id.example", env.identity_provider),
    ],
)
def test_a_wrong_setting_is_refused_with_a_way_to_mend_it(
    name: str, value: str, call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Refused) as refusal:
        call()
    assert refusal.value.mend


def test_a_mail_server_is_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HCAT_MAIL_URL", "smtp+tls://me:p%40ss@mail.example.org")
    mail = env.mail(Path())
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"]) == ("mail.example.org", 587)
    assert (mail["EMAIL_HOST_PASSWORD"], mail["EMAIL_USE_TLS"]) == ("p@ss", True)


def test_a_server_database_is_asked_whether_it_still_listens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://me:secret@db.example/hcat")
    database = env.database(Path())
    assert database["CONN_HEALTH_CHECKS"] is True
    assert (database["HOST"], database["NAME"]) == ("db.example", "hcat")
