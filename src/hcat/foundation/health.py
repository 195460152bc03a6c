# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Is the site well? Asked by `hcat up`, by a monitor, by a load balancer."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from .clock import now
from .models import Worker

STILL = timedelta(minutes=2)
"""A worker not heard of for so long has stopped."""

_migrated = False


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def migrations_applied() -> bool:
    """Whether the tables are those of this code; asked of the disk until it is so, then not."""
    global _migrated
    if not _migrated:
        from django.db.migrations.executor import MigrationExecutor

        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def worker_beats() -> bool:
    return Worker.objects.filter(beat_at__gte=now() - STILL).exists()


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when pages can be served, 503 when not. A silent worker is told, not punished:
    pages go on without it."""
    database = database_answers()
    migrations = database and migrations_applied()
    worker = migrations and worker_beats()
    serves = database and migrations
    return JsonResponse(
        {
            "status": "ok" if serves and worker else "degraded" if serves else "down",
            "database": database,
            "migrations": migrations,
            "worker": worker,
        },
        status=200 if serves else 503,
    )


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """RFC 9116: whom to tell about a weakness."""
    expires = (now() + timedelta(days=180)).strftime("%Y-%m-%dT00:00:00Z")
    lines = [
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires}",
        "Preferred-Languages: nl, en, de",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
