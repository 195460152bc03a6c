# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Which tables go along, in which order, and how a value travels between two databases."""

from __future__ import annotations

import base64
import datetime
import decimal
import uuid
from typing import Any

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from hcat.foundation.errors import Refused
from hcat.foundation.models import Edition, Worker

LEFT_OUT = {"sessions.session", Edition._meta.label_lower, Worker._meta.label_lower}


def travelling() -> list[type[models.Model]]:
    """Every table's model, each after those it points to where that is possible."""
    waiting = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.label_lower not in LEFT_OUT
    ]
    waiting.sort(key=lambda model: model._meta.label_lower)
    ordered: list[type[models.Model]] = []
    while waiting:
        free = [model for model in waiting if not (_pointed_at(model) & set(waiting))]
        # A circle: its constraints are checked at the end of the transaction, so any order does.
        for model in free or waiting[:1]:
            ordered.append(model)
            waiting.remove(model)
    return ordered


def _pointed_at(model: type[models.Model]) -> set[Any]:
    return {
        field.related_model
        for field in model._meta.local_concrete_fields
        if field.is_relation and field.related_model is not model
    }


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    if model._meta.parents:
        raise NotImplementedError(f"{model._meta.label} spreads over two tables")
    return list(model._meta.local_concrete_fields)


def applied(connection: BaseDatabaseWrapper) -> list[str]:
    recorder = MigrationRecorder(connection)
    return sorted(f"{app}.{name}" for app, name in recorder.applied_migrations())


def packed(value: Any) -> Any:
    """For `json.dumps(default=...)`: what JSON has no word for. Moments keep their microseconds."""
    if isinstance(value, datetime.datetime | datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, datetime.timedelta):
        return value.total_seconds()
    if isinstance(value, decimal.Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode("ascii")
    raise TypeError(f"no way to write a {type(value).__name__}")


def unpacked(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    if isinstance(field, models.DurationField):
        return datetime.timedelta(seconds=value)
    if isinstance(field, models.JSONField):
        return value
    return field.to_python(value)


def model_named(label: str) -> type[models.Model]:
    try:
        return apps.get_model(label)
    except LookupError:
        raise Refused(
            f"The backup holds {label}, which this version does not know.",
            mend="Restore it with the version that made it.",
        ) from None
