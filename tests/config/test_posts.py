# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A process is found and ended by the lock it holds, never by a number that may be a stranger's."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hcat.config.posts import Post
from hcat.foundation.api import Refused

SLEEPER = "import time; time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"


def stand(post: Post, code: str = SLEEPER, *, group: bool = True) -> subprocess.Popen[bytes]:
    descriptor = post.take()
    process = subprocess.Popen(
        [sys.executable, "-c", code], pass_fds=(descriptor,), start_new_session=group
    )
    Post.tell(descriptor, pid=process.pid)
    os.close(descriptor)
    return process


@pytest.fixture
def post(tmp_path: Path) -> Post:
    return Post.named(tmp_path, "thing")


def test_who_stands_there_is_ended(post: Post) -> None:
    process = stand(post)
    assert post.held()
    assert post.end(patience=5) is True
    assert process.wait(5) != 0
    assert not post.held()


def test_nobody_there_is_nobody_ended(post: Post) -> None:
    assert post.end(patience=1) is False


def test_a_number_left_behind_leads_to_nobody(post: Post) -> None:
    """The number was given to a stranger since: this very process."""
    post.path.parent.mkdir(exist_ok=True)
    post.path.write_text(f'{{"pid": {os.getpid()}}}')
    assert post.held() is False
    assert post.end(patience=1) is False


def test_a_place_is_taken_once(post: Post) -> None:
    process = stand(post)
    with pytest.raises(Refused, match=f"held by process {process.pid}"):
        post.take()
    post.end(patience=5)
    process.wait(5)
    os.close(post.take())


def test_who_does_not_listen_is_ended_all_the_same(post: Post) -> None:
    process = stand(post, STUBBORN)
    time.sleep(0.3)
    assert post.end(patience=0.5) is True
    process.wait(5)


def test_a_child_that_outlives_its_parent_is_ended_too(post: Post) -> None:
    parent = stand(
        post,
        "import os, subprocess, sys;"
        f"subprocess.Popen([sys.executable, '-c', {SLEEPER!r}], close_fds=False)",
    )
    parent.wait(10)
    assert post.held()
    assert post.end(patience=5) is True


def test_a_process_that_leads_no_group_is_ended(post: Post) -> None:
    process = stand(post, group=False)
    assert post.end(patience=5) is True
    process.wait(5)
