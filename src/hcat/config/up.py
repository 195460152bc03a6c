# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""`hcat up`: from whatever stands to a running site. What is there already is left as it is."""

from __future__ import annotations

import fcntl
import hashlib
import http.client
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation.reloader import translation_file_changed
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from hcat.foundation import demo
from hcat.foundation.api import Actor, Refused

from . import catalogues, serving

STARTS_WITHIN = 300.0
"""Seconds in which the site must answer: a busy machine takes half a minute for its first page."""
SOON = 30.0
"""Seconds after which is told where to look while it starts."""


def up(*, agenda: Path, with_demo: bool, console: Console) -> None:
    """The steps in their order; each one looks first whether there is anything to do."""
    with _alone():
        _migrate(console)
        _texts_and_styles(console)
        new = _load_agenda(agenda, console)
        _load_criteria(agenda, console)
        _load_places(agenda, console)
        if with_demo:
            new = _load_demo(console) or new
        _index_vacancies(console)
        _forecast(agenda, console)
        _evaluate(console, new=new)
        user = _administrator()
        console.print()
        call_command("status")
        _tell_of_another_agenda(agenda, console)
        _start(console)
        from hcat.foundation.one_time import path_for

        console.print()
        console.print(f"The site:      {serving.address()}/", highlight=False, soft_wrap=True)
        console.print(
            f"Sign in once:  {serving.address()}{path_for(user)}", highlight=False, soft_wrap=True
        )


@contextmanager
def _alone() -> Iterator[None]:
    """Two `make up` at once take their turns."""
    folder = serving.run_dir()
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    with (folder / "up.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _progress(console: Console) -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=30),
        MofNCompleteColumn(),
        console=console,
        transient=console.is_terminal,
    )


def _migrate(console: Console) -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if not plan:
        return
    with _progress(console) as progress:
        step = progress.add_task("Making the tables", total=len(plan))
        call_command("migrate", interactive=False, stdout=_Lines(lambda: progress.advance(step)))


class _Lines(StringIO):
    """Counts the migrations that Django tells of, instead of printing them."""

    def __init__(self, on_done: Callable[[], None]) -> None:
        super().__init__()
        self._on_done = on_done

    def write(self, text: str) -> int:
        if text.strip() == "OK":
            self._on_done()
        return len(text)


def _texts_and_styles(console: Console) -> None:
    if catalogues.compile_all():
        # This process began without them, and would go on in English.
        translation_file_changed(sender=None, file_path=Path("django.mo"))
    stamp = Path(settings.STATIC_ROOT) / ".collected"
    wanted = _static_fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    with console.status("Collecting styles and pictures"):
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(wanted, encoding="ascii")


def _static_fingerprint() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            digest.update(f"{path}:{stat.st_mtime_ns}:{stat.st_size}\n".encode())
    return digest.hexdigest()


def _load_agenda(folder: Path, console: Console) -> bool:
    from hcat.agenda.api import is_empty

    if not is_empty():
        return False
    with console.status(f"Loading the agenda from {folder}"):
        call_command("agenda", "load", str(folder), stdout=StringIO())
    console.print(f"Agenda loaded from {folder}.", highlight=False)
    return True


def _load_criteria(folder: Path, console: Console) -> None:
    """What a region weighs initiatives by, where it says so and nothing was kept yet."""
    from hcat.weighing.api import CRITERIA_FILE, keep_criteria, latest, read_criteria

    if not (folder / CRITERIA_FILE).is_file() or _is_another(folder) or latest() is not None:
        return
    keep_criteria(
        by=Actor.system("up"), sheet=read_criteria(folder),
        reason="As they stand in the agenda folder.",
    )  # fmt: skip
    console.print(f"Criteria of weighing from {folder}.", highlight=False)


def _load_places(folder: Path, console: Console) -> None:
    """Where the towns and villages of a region lie, where it says so and nothing was kept yet."""
    from hcat.portal.api import PLACES_FILE, import_settlements, knows_places

    if not (folder / PLACES_FILE).is_file() or _is_another(folder) or knows_places():
        return
    import_settlements(by=Actor.system("up"), path=folder / PLACES_FILE)
    console.print(f"Places from {folder}.", highlight=False)


def _index_vacancies(console: Console) -> None:
    """So that the first visitor can search; from then on each server keeps it up to date."""
    from hcat.portal.api import bring_up_to_date

    with console.status("Putting the vacancies in order for searching"):
        bring_up_to_date()


def _is_another(folder: Path) -> bool:
    """Whether the folder names another agenda than the one that the site holds."""
    from hcat.agenda.api import key_in_folder, key_of_the_agenda

    return key_in_folder(folder) not in (None, key_of_the_agenda())


def _tell_of_another_agenda(folder: Path, console: Console) -> None:
    """Whoever names a second region would otherwise look at the first one without knowing why."""
    from hcat.agenda.api import key_in_folder, key_of_the_agenda

    if not _is_another(folder):
        return
    asked, ours = key_in_folder(folder), key_of_the_agenda()
    console.print(
        f"\nThis site holds the agenda {ours}; one site has one agenda: {folder} was not loaded.\n"
        f"Give {asked} data and a port of its own:\n"
        f"  HCAT_VAR=var/{asked} HCAT_PORT={settings.PORT + 1} make up AGENDA={folder}",
        highlight=False,
        markup=False,
        soft_wrap=True,
    )


def _load_demo(console: Console) -> bool:
    with console.status("Loading demonstration data"):
        rows = demo.load(by=Actor.system("up --demo"))
    if rows:
        console.print(f"Demonstration data loaded: {sum(rows.values()):,} rows.", highlight=False)
    return bool(rows)


def _forecast(agenda: Path, console: Console) -> None:
    """A forecast, where the region gives inputs for one and none was made from them as they are.

    What was forecast before stays. Where changed inputs have a mistake it stays shown as well: the
    site need not be down for it.
    """
    from hcat.labour_market.api import (
        InputsRefused,
        are_inputs,
        doubts_about,
        latest,
        load_inputs,
        make_forecast,
    )

    folder = agenda / "labour_market"
    if not folder.is_dir() or _is_another(agenda):
        return
    shown = latest()
    if shown is not None and are_inputs(shown.forecast.inputs, folder):
        return
    by = Actor.system("up")
    try:
        with console.status("Forecasting the labour market"):
            inputs = load_inputs(by=by, folder=folder).inputs
            make_forecast(by=by, inputs=inputs)
    except InputsRefused as refused:
        if shown is None:
            raise
        console.print(
            f"\nThe inputs in {folder} were changed, but cannot be used: {refused.why}\n"
            f"{refused.mend} Until then the forecast {shown.forecast.key} is shown.",
            highlight=False, markup=False, soft_wrap=True,
        )  # fmt: skip
        return
    console.print(f"Labour market forecast from {folder}.", highlight=False)
    for one in doubts_about(inputs):
        console.print(
            f"{one.file}:{one.line}: {one.what} {one.mend}",
            highlight=False, markup=False, soft_wrap=True,
        )  # fmt: skip


def _evaluate(console: Console, *, new: bool) -> None:
    from hcat.evidence.api import evaluate, observations

    if not new and observations({}).exists():
        return
    with _progress(console) as progress:
        step = progress.add_task("Weighing the evidence", total=None)
        evaluate(
            by=Actor.system("up"),
            on_progress=lambda told: progress.update(step, completed=told.done, total=told.total),
        )


def _administrator() -> object:
    from hcat.parties.api import local_administrator

    return local_administrator(by=Actor.system("up"))


def _start(console: Console) -> None:
    if serving.post("site").held():
        if serving.post("site").told().get("fingerprint") == serving.fingerprint() and _answers():
            return
        with console.status("Ending the site as it was"):
            serving.stop()
    else:
        serving.stop()  # a web server or worker whose keeper was killed
    _port_is_free()
    log = Path(settings.VAR_DIR) / "log" / "site.log"
    log.parent.mkdir(mode=0o750, parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > 20_000_000:
        log.replace(log.with_suffix(".log.1"))
    with console.status("Starting the site"), log.open("ab") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "hcat.cli", "serve"],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
            env={**os.environ, "HCAT_LOG_LEVEL": os.environ.get("HCAT_LOG_LEVEL", "INFO")},
        )
        began, told = time.monotonic(), False
        while (took := time.monotonic() - began) < STARTS_WITHIN and process.poll() is None:
            if _answers(worker=True):
                return
            if took > SOON and not told:
                told = True
                console.print(f"It takes longer than usual. What it does: {log}", highlight=False)
            time.sleep(0.1)
    with suppress(Refused):
        serving.stop()
    raise Refused("The site does not answer.", mend=f"Its log tells why: {log}")


def _port_is_free() -> None:
    family = socket.AF_INET6 if ":" in settings.BIND else socket.AF_INET
    with socket.socket(family) as test:
        test.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            test.bind((settings.BIND, settings.PORT))
        except OSError as error:
            raise Refused(
                f"Port {settings.PORT} on {settings.BIND} cannot be used.",
                why=f"{error.strerror}: another program may have it.",
                mend=f"Choose another one: HCAT_PORT={settings.PORT + 1} make up",
            ) from error


def _answers(*, worker: bool = False) -> bool:
    """Whether the site is well; asked on the address where it listens, not through a proxy."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(settings.BIND, settings.BIND)  # noqa: S104
    asking = http.client.HTTPConnection(host, settings.PORT, timeout=5)
    try:
        asking.request("GET", "/healthz", headers={"Host": "localhost"})
        answer = asking.getresponse()
        told = json.loads(answer.read())
    except (OSError, ValueError, http.client.HTTPException):
        return False
    finally:
        asking.close()
    return answer.status == 200 and (bool(told.get("worker")) or not worker)
