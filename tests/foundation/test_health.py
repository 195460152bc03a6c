# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Well, half well or down: told without secrets; and every request is named, logged and headed."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from hcat.foundation import health
from hcat.foundation.clock import now
from hcat.foundation.models import Worker
from hcat.foundation.requests import shown


@pytest.fixture(autouse=True)
def asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_migrated", False)


def told(client: Client) -> tuple[int, dict[str, Any]]:
    answer = client.get("/healthz")
    assert "no-store" in answer["Cache-Control"]
    return answer.status_code, json.loads(answer.content)


@pytest.mark.django_db
def test_a_site_with_a_worker_is_well(client: Client) -> None:
    Worker.objects.create(name="w", started_at=now(), beat_at=now())
    assert told(client) == (
        200,
        {"status": "ok", "database": True, "migrations": True, "worker": True},
    )


@pytest.mark.django_db
def test_a_site_whose_worker_fell_silent_serves_and_says_so(client: Client) -> None:
    Worker.objects.create(name="w", started_at=now(), beat_at=now() - timedelta(minutes=3))
    status, answer = told(client)
    assert (status, answer["status"], answer["worker"]) == (200, "degraded", False)


@pytest.mark.django_db
def test_a_site_with_other_tables_than_its_code_is_down(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "migrations_applied", lambda: False)
    status, answer = told(client)
    assert (status, answer["status"]) == (503, "down")


def test_a_site_whose_database_is_away_is_down(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(health, "database_answers", lambda: False)
    assert told(client) == (
        503,
        {"status": "down", "database": False, "migrations": False, "worker": False},
    )


def test_health_is_asked_and_never_told(client: Client) -> None:
    assert client.post("/healthz").status_code == 405


def test_whom_to_tell_about_a_weakness_is_written_and_not_out_of_date(client: Client) -> None:
    text = client.get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"].startswith(("mailto:", "https://"))
    assert fields["Canonical"].endswith("/.well-known/security.txt")
    assert now() + timedelta(days=30) < now().fromisoformat(fields["Expires"])
    assert now().fromisoformat(fields["Expires"]) < now() + timedelta(days=365)


def test_every_answer_carries_its_headers(client: Client) -> None:
    answer = client.get("/.well-known/security.txt")
    assert "default-src 'self'" in answer["Content-Security-Policy"]
    assert "unsafe" not in answer["Content-Security-Policy"]
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "camera=()" in answer["Permissions-Policy"]


def test_a_request_keeps_the_name_it_was_given_when_that_is_a_name(client: Client) -> None:
    given = client.get("/.well-known/security.txt", headers={"X-Request-Id": "proxy-12345678"})
    assert given["X-Request-Id"] == "proxy-12345678"
    odd = client.get("/.well-known/security.txt", headers={"X-Request-Id": 'x"\n{"level'})
    assert odd["X-Request-Id"] != 'x"\n{"level'
    assert len(odd["X-Request-Id"]) == 32


def test_the_log_holds_no_key_and_no_question(client: Client, caplog: Any) -> None:
    with caplog.at_level("INFO", logger="hcat.access"):
        client.get("/.well-known/security.txt?text=somebody")
    assert "somebody" not in caplog.text
    assert shown("/nl/sign-in/once/MQ/token") == "/sign-in/once/…"
    assert shown("/link/token") == "/link/…"
    assert shown("/initiatives/7") == "/initiatives/7"
