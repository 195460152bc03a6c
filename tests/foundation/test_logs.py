# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What stands in the log when something goes wrong: enough to mend it, and nobody's data."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpResponseServerError
from django.test import RequestFactory
from django.utils.log import log_response

from hcat.foundation import logs


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What our formatter makes of a line that anyone logs."""
    formatter = logs.json_formatter()
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


def only(written: io.StringIO) -> dict[str, Any]:
    (line,) = written.getvalue().splitlines()
    return dict(json.loads(line))


@pytest.mark.parametrize("path", ["/link/c2VjcmV0", "/en/sign-in/once/MQ/c2VjcmV0"])
def test_a_page_that_fails_leaves_no_key_and_no_question(written: io.StringIO, path: str) -> None:
    request = RequestFactory().get(path, {"q": "Kim de Vries"})
    log_response("%s: %s", "Error", path, response=HttpResponseServerError(), request=request)
    assert only(written)["status_code"] == 500
    for told in ("c2VjcmV0", "Kim"):
        assert told not in written.getvalue()


def test_a_row_that_the_database_refuses_is_not_quoted(written: io.StringIO) -> None:
    try:
        raise ValueError(
            'duplicate key violates "person_mail"\nDETAIL:  Key (mail)=(kim@example.org) exists.'
        )
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error")
    assert "person_mail" in only(written)["exception"]
    assert "kim@" not in written.getvalue()
