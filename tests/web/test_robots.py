# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What search engines are asked to leave alone, and what they may find."""

from __future__ import annotations

import re

import pytest
from django.test import Client


def is_left_alone(path: str) -> bool:
    """By the rules of RFC 9309: a rule matches from the beginning, a star stands for anything."""
    page = Client().get("/robots.txt")
    assert page["Content-Type"].startswith("text/plain")
    rules = re.findall(r"^Disallow: (\S+)$", page.content.decode(), re.MULTILINE)
    return any(re.match(re.escape(rule).replace(r"\*", ".*"), path) for rule in rules)


@pytest.mark.parametrize("prefix", ["", "/en", "/de"])
@pytest.mark.parametrize(
    "path", ["/news/2026-11/1", "/link/sharing/stop/x:y", "/desk", "/desk/week"]
)
def test_counted_personal_and_inner_addresses_are_left_alone(prefix: str, path: str) -> None:
    assert is_left_alone(f"{prefix}{path}")


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/news", "/news/2026-11", "/results", "/practices/x"]
)
def test_what_is_public_may_be_found(path: str) -> None:
    assert not is_left_alone(path)
