# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Logs a machine can read: one JSON object per line on standard error."""

from __future__ import annotations

import logging
import logging.config
import re
from collections.abc import MutableMapping
from typing import Any

import structlog

from .requests import shown


def _names_nobody(logger: Any, method: str, event: MutableMapping[str, Any]) -> Any:
    """Django and the database say more than a log may hold: the whole address of a request that
    failed, with what people typed, and the values of the row that was refused."""
    event.pop("request", None)
    event["event"] = shown(str(event.get("event", "")))
    if isinstance(event.get("exception"), str):
        event["exception"] = _VALUES.sub("DETAIL: …", event["exception"])
    return event


_VALUES = re.compile(r"^DETAIL:.*$", re.MULTILINE)

_SHARED: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.ExtraAdder(),
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.format_exc_info,
    _names_nobody,
]


def json_formatter() -> structlog.stdlib.ProcessorFormatter:
    return structlog.stdlib.ProcessorFormatter(
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(sort_keys=True, default=str),
        ],
        foreign_pre_chain=_SHARED,
    )


def configure(options: dict[str, Any]) -> None:
    """Called by Django with the setting `LOGGING`: `{"level": "INFO"}`."""
    level = options.get("level", "WARNING")
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": {"()": json_formatter}},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": level},
            "loggers": {
                "django.db.backends": {"level": "WARNING"},
                "django.utils.autoreload": {"level": "WARNING"},
                "gunicorn.error": {"level": level, "propagate": True},
            },
        }
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
