# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A forecast on a cluster: two nodes of Ray on this machine. `make test-cluster` installs Ray."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hcat.foundation.api import Refused
from hcat.labour_market.api import Cluster
from hcat.numerics.api import Projection, Run, project
from tests.numerics.labour.markets import market

has_ray = find_spec("ray") is not None
needs_ray = pytest.mark.skipif(not has_ray, reason="needs Ray: make test-cluster")
REGIONS = tuple(f"region {at}" for at in range(10))
RUN = Run(draws=200)
PATIENCE = 60.0
LOOPBACK = "127.0.0.1"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Two nodes with a worker each, on the loopback address only; gone afterwards."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = (
        "0"  # so that it keeps to the loopback address
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import ray.cluster_utils

        node = {"num_cpus": 1, "node_ip_address": LOOPBACK, "include_dashboard": False}
        nodes = ray.cluster_utils.Cluster(initialize_head=True, head_node_args=node)
        nodes.add_node(**node)
        ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])
        try:
            yield nodes.address
        finally:
            nodes.shutdown()


@pytest.fixture
def cluster(address: str) -> Iterator[Cluster]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Cluster(address) as joined:
            yield joined


@dataclass(frozen=True)
class Held:
    """A task of which the first one to begin says who does it, and then never ends by itself."""

    task: Callable[..., Any]
    note: Path

    def __call__(self, *args: Any) -> Any:
        try:
            with self.note.open("x", encoding="ascii") as first:
                first.write(f"{os.getpid()}\n")
        except FileExistsError:
            return self.task(*args)
        time.sleep(2 * PATIENCE)
        raise AssertionError("nobody ended this worker")


class Holding(Cluster):
    """A cluster whose first task is held until its worker is killed."""

    note: Path

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any], **options: Any) -> Any:
        return super().map(Held(fn, self.note), *iterables, **options)


@needs_ray
def test_figures_of_a_cluster_are_those_of_one_process(cluster: Cluster) -> None:
    some = market(regions=REGIONS)
    assert cluster.workers == 2
    assert_same(project(some, RUN, executor=cluster, workers=cluster.workers), project(some, RUN))


@needs_ray
def test_a_worker_killed_half_way_loses_nothing(address: str, tmp_path: Path) -> None:
    some = market(regions=REGIONS)
    with warnings.catch_warnings(), ThreadPoolExecutor(1) as aside:
        warnings.simplefilter("ignore")
        with Holding(address) as cluster:
            cluster.note = tmp_path / "first"
            made = aside.submit(project, some, RUN, executor=cluster, workers=2)
            os.kill(process_in(cluster.note), signal.SIGKILL)
            assert_same(made.result(timeout=PATIENCE), project(some, RUN))


@needs_ray
def test_the_nodes_listen_on_the_loopback_address_only(cluster: Cluster) -> None:
    import ray

    assert {node["NodeManagerAddress"] for node in ray.nodes()} == {LOOPBACK}
    assert len(ray.nodes()) == 2


@needs_ray
def test_an_address_where_no_cluster_is_gets_a_plain_answer() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with pytest.raises(Refused, match=f"{LOOPBACK}:1"):
            Cluster(f"{LOOPBACK}:1")


@pytest.mark.parametrize("address", ["somewhere", ":6379", "10.0.0.5:", "10.0.0.5:port"])
def test_what_is_no_address_is_refused_with_what_one_is(address: str) -> None:
    with pytest.raises(Refused, match=re.escape(address)) as refused:
        Cluster(address)
    assert "10.0.0.5:6379" in str(refused.value.mend)


@needs_ray
def test_an_address_where_something_else_is_gets_a_plain_answer_in_time() -> None:
    # A process of its own: this one has joined a cluster, and Ray reads its settings once.
    asking = (
        "import django; django.setup(); from hcat.foundation.api import Refused\n"
        "from hcat.labour_market.api import Cluster\n"
        "try: Cluster('{address}')\n"
        "except Refused as refused: print('refused', refused)"
    )
    with socket.create_server((LOOPBACK, 0)) as server:
        address = f"{LOOPBACK}:{server.getsockname()[1]}"
        done = subprocess.run(
            [sys.executable, "-c", asking.format(address=address)],
            env={**os.environ, "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0"},
            capture_output=True, text=True, timeout=2 * PATIENCE, check=False,
        )  # fmt: skip
    assert "refused" in done.stdout, done.stderr
    assert address in done.stdout


@pytest.mark.skipif(has_ray, reason="Ray is installed here")
def test_without_ray_a_cluster_is_refused_with_what_to_install() -> None:
    with pytest.raises(Refused, match="Ray") as refused:
        Cluster(f"{LOOPBACK}:6379")
    assert "human-capital-agenda[ray]" in str(refused.value.mend)


def process_in(note: Path) -> int:
    """The process that the note names, as soon as it does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if note.exists() and (text := note.read_text(encoding="ascii")).endswith("\n"):
            return int(text)
        time.sleep(0.02)
    raise AssertionError("no task began")


def assert_same(one: Projection, other: Projection) -> None:
    assert np.array_equal(one.told.means, other.told.means)
    assert np.array_equal(one.told.classes, other.told.classes)
    for name, found in one.told.outcomes.items():
        for part in ("mean", "quantiles", "below_zero"):
            assert np.array_equal(getattr(found, part), getattr(other.told.outcomes[name], part))
