# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Tests stay on the machine, and a template cannot ask for what it is not given."""

from __future__ import annotations

import socket
import urllib.request

import pytest
from django.template import engines

from tests.conftest import NetworkReached


def test_a_test_cannot_call_another_machine() -> None:
    with pytest.raises(NetworkReached, match="stay on this machine"), socket.socket() as caller:
        caller.connect(("192.0.2.1", 80))


def test_a_test_cannot_look_up_a_name() -> None:
    with pytest.raises((NetworkReached, OSError), match="looked up"):
        urllib.request.urlopen("http://example.org/", timeout=1)


def test_a_test_may_call_its_own_machine() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=2).close()


def test_a_template_that_asks_for_what_it_is_not_given_fails() -> None:
    with pytest.raises(AssertionError, match="nobody"):
        engines["django"].from_string("{{ nobody }}").render({})
    assert engines["django"].from_string("{{ given }}").render({"given": "x"}) == "x"
