# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Makes forecasts and keeps them. What was kept is never changed: the next is another."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Case, Exists, OuterRef, Value, When
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import Problem, items
from hcat.fields.api import field_codes
from hcat.foundation.api import Actor, Refused, now, record, release
from hcat.labour_market.inputs import MARKET, Assembled, Inputs, assemble, read_inputs
from hcat.labour_market.models import Forecast, InputSet
from hcat.numerics.api import (
    Lever,
    Market,
    NumericsError,
    Run,
    effect,
    moved,
    project,
    region_flows,
    slices,
    variances,
)
from hcat.parties.api import require

from . import effects, origins
from .packing import packed
from .wishes import as_json

DRAWS = 1000
SEED = 2012
"""Whoever makes the same forecast anew gets the same figures."""

MOST_DRAWS = 20_000
"""More would fill the memory of a small machine, and tell nothing that these do not."""

LONGEST_TITLE = 200

MOST_LEVERS = 6
"""One run for every set of them: 64."""

Progress = Callable[[str, int, int], None]
"""Told what is done, how much of it, and out of how much."""


class InputsRefused(Refused):
    """The inputs cannot be used; `problems` says everything that is wrong, with file and line."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        first = problems[0]
        super().__init__(
            ngettext(
                "The inputs have a mistake; nothing was kept.",
                "The inputs have %(count)s mistakes; nothing was kept.",
                len(problems),
            )
            % {"count": len(problems)},
            why=f"{first.file}, {first.line}: {first.what}",
            mend=first.mend or _("Mend it, and try again."),
        )


@dataclass(frozen=True, slots=True)
class LoadedInputs:
    inputs: InputSet
    is_new: bool


def load_inputs(*, by: Actor, folder: Path, for_trial: bool = False) -> LoadedInputs:
    """Keep the inputs of a region's folder, if they differ from all that were kept before.

    They are the latest from then on, also where others were tried in between; `for_trial`, those
    that were so before stay it. Raises InputsRefused, with every mistake, where they cannot make a
    market.
    """
    require(by, "evidence.evaluate")
    made = _checked(folder)
    files = {name: raw.decode("utf-8") for name, raw in _read(folder).items()}
    fingerprint = _fingerprint(files)
    with transaction.atomic():
        found, is_new = InputSet.objects.get_or_create(
            fingerprint=fingerprint,
            defaults={
                "region": made.market.axes.regions[0],
                "files": files,
                "made_at": now(),
                "loaded_at": now(),
                "made_by": by.name,
                "made_by_user": by.user_id,
            },
        )
        was_passed_by = not is_new and not for_trial and found != InputSet.objects.last()
        if was_passed_by:
            found.loaded_at = now()
            found.save(update_fields=["loaded_at"])
        if is_new or was_passed_by:
            record(by=by, action="labour_market.load_inputs", subject=found.region,
                   fingerprint=fingerprint[:16], files=sorted(files))  # fmt: skip
    return LoadedInputs(found, is_new)


def are_inputs(inputs: InputSet, folder: Path) -> bool:
    """Whether the tables of a folder, right or wrong, are still what these inputs came from."""
    files = {name: raw.decode("utf-8", "replace") for name, raw in _read(folder).items()}
    return _fingerprint(files) == inputs.fingerprint


def doubts_about(inputs: InputSet) -> list[Problem]:
    """What kept inputs may have got wrong, with file and line; they can be used as they are."""
    with _folder_of(inputs) as folder:
        return [one for one in _inputs(folder).problems if not one.is_error]


def latest_inputs(*, region: str = "") -> InputSet:
    """The inputs that were loaded last. Raises Refused where there are none.

    Those of which there are only trials are taken only where there is nothing else.
    """
    forecasts = Forecast.objects.filter(inputs=OuterRef("pk"), base__isnull=True)
    only_tried = Exists(forecasts) & ~Exists(forecasts.filter(draws__gte=DRAWS, seed=SEED))
    found = (
        InputSet.objects.filter(**({"region": region} if region else {}))
        .annotate(counts=Case(When(only_tried, then=Value(0)), default=Value(1)))
        .order_by("counts", "loaded_at", "pk")
        .last()
    )
    if found is None:
        raise Refused(
            _("No inputs of a labour market were loaded yet."),
            why=_("A forecast rests on the figures of a region."),
            mend=_("Give their folder: hcat forecast --inputs agendas/<region>/labour_market."),
        )
    return found


def make_forecast(
    *,
    by: Actor,
    inputs: InputSet,
    draws: int = DRAWS,
    seed: int = SEED,
    executor: Executor | None = None,
    workers: int = 1,
    on_progress: Progress | None = None,
) -> Forecast:
    """The forecast of a region from its inputs, with where its uncertainty comes from.

    The same inputs, draws and seed made by the same release are the same forecast: it is given
    back and not made again.
    """
    require(by, "evidence.evaluate")
    _check_chance(draws, seed)
    standing = Forecast.objects.filter(
        inputs=inputs, base__isnull=True, draws=draws, seed=seed, code_version=release()
    ).first()
    if standing:
        return standing
    tell = on_progress or (lambda *_done: None)
    made = assembled(inputs)
    run = _run(made, draws, seed)
    tell("draws", 0, 2)
    projection = project(made.market, run, executor=executor, workers=workers)
    tell("origins", 1, 2)
    kept = _origins(made, run)
    tell("origins", 2, 2)
    with transaction.atomic():
        forecast = Forecast.objects.create(
            inputs=inputs,
            key=_key(f"{inputs.region}-{now():%Y-%m-%d}"),
            draws=draws,
            seed=seed,
            figures=packed(projection),
            origins=kept,
            **_made(by),
        )
        record(by=by, action="labour_market.forecast", subject=forecast.key, draws=draws, seed=seed)
    return forecast


def check_scenario(*, by: Actor, base: Forecast, title: str, levers: list[Lever]) -> None:
    """Raises Refused where `save_scenario` would. Nothing is worked out, which takes its time."""
    _scenario(by, base, title, levers)


def save_scenario(
    *,
    by: Actor,
    base: Forecast,
    title: str,
    levers: list[Lever],
    note: str = "",
) -> Forecast:
    """A scenario under a name: the base with levers moved, and what each of them does.

    Raises Refused for no levers or too many, a base that is a scenario, a title that is too long or
    stands already, or levers that do not fit.
    """
    title = title.strip()
    made, market = _scenario(by, base, title, levers)
    run = _run(made, base.draws, base.seed)
    projection = project(market, run)
    told = effects.told(effect(made.market, tuple(levers), run))
    try:
        with transaction.atomic():
            forecast = Forecast.objects.create(
                inputs=base.inputs,
                base=base,
                key=_key(slugify(title) or "scenario"),
                title=title,
                note=note.strip(),
                levers=[as_json(one) for one in levers],
                draws=base.draws,
                seed=base.seed,
                figures=packed(projection),
                effect=told,
                **_made(by),
            )
            record(by=by, action="labour_market.scenario", subject=forecast.key, title=title)
    except IntegrityError:
        _check_title(title)  # somebody saved one of this name while this one was worked out
        raise
    return forecast


def withdraw_scenario(*, by: Actor, scenario: Forecast) -> None:
    """Take a scenario away: it is somebody's thought, no figure of the agenda rests on it."""
    require(by, "forecast.scenario")
    if scenario.base_id is None:
        raise Refused(
            _("This is no scenario but a forecast."),
            why=_("Forecasts are kept, so that their errors can be counted later."),
            mend=_("Make another forecast; the last one is shown."),
        )
    with transaction.atomic():
        record(by=by, action="labour_market.withdraw_scenario", subject=scenario.key,
               title=scenario.title, levers=scenario.levers)  # fmt: skip
        scenario.delete()


def _scenario(
    by: Actor, base: Forecast, title: str, levers: list[Lever]
) -> tuple[Assembled, Market]:
    """The inputs of the base, and its market with the levers moved."""
    require(by, "forecast.scenario")
    title = title.strip()
    if not title or not levers:
        raise Refused(
            _("A scenario needs a name and at least one lever."),
            why=_("Without levers it is the base itself."),
            mend=_("Fill in both."),
        )
    if base.base_id is not None:
        raise Refused(
            _("%(title)s is a scenario itself.") % {"title": base.title},
            why=_("Only what differs from one and the same forecast can be compared."),
            mend=_("Hold the levers against a forecast."),
        )
    if len(title) > LONGEST_TITLE:
        raise Refused(
            _("The name of a scenario has at most %(most)d characters.") % {"most": LONGEST_TITLE},
            mend=_("Shorten it; the note has room."),
        )
    if len(levers) > MOST_LEVERS:
        raise Refused(
            _("A scenario has at most %(most)s levers.") % {"most": MOST_LEVERS},
            why=_("Each one more doubles the work of telling what is due to which."),
            mend=_("Leave some out, or make two scenarios."),
        )
    _check_title(title)
    made = assembled(base.inputs)
    try:
        return made, moved(made.market, levers)
    except NumericsError as error:
        raise Refused(str(error), mend=_("Change the lever.")) from error


def _check_title(title: str) -> None:
    if Forecast.objects.filter(base__isnull=False, title__iexact=title).exists():
        raise Refused(
            _("There is a scenario called %(title)s already.") % {"title": title},
            why=_("Two with one name cannot be told apart."),
            mend=_("Choose another name."),
        )


def assembled(inputs: InputSet) -> Assembled:
    """The market of kept inputs, read from the files as they were."""
    with _folder_of(inputs) as folder:
        return _checked(folder)


@contextmanager
def _folder_of(inputs: InputSet) -> Iterator[Path]:
    """The files of kept inputs, as long as they are read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, text in inputs.files.items():
            (folder / file).write_bytes(text.encode("utf-8"))
        yield folder


def is_trial(draws: int, seed: int) -> bool:
    """Whether a forecast is not what pages show: of fewer draws, or of another seed."""
    return draws < DRAWS or seed != SEED


def _check_chance(draws: int, seed: int) -> None:
    if not 1 <= draws <= MOST_DRAWS:
        raise Refused(
            _("%(draws)d draws cannot be made.") % {"draws": draws},
            why=_("Each takes memory, and after some thousands the figures stand still."),
            mend=_("Choose from 1 to %(most)d.") % {"most": MOST_DRAWS},
        )
    if not 0 <= seed < 2**63:
        raise Refused(
            _("%(seed)d is no seed.") % {"seed": seed},
            why=_("A seed is a whole number of at most 63 bits."),
            mend=_("Choose from 0 to %(most)d.") % {"most": 2**63 - 1},
        )


def _checked(folder: Path) -> Assembled:
    made = assemble(_inputs(folder))
    if isinstance(made, Assembled):
        return made
    raise InputsRefused(made)


def _inputs(folder: Path) -> Inputs:
    sources = {one.key for one in items("source")}
    return read_inputs(folder, fields=field_codes(), sources=sources)


def _run(made: Assembled, draws: int, seed: int) -> Run:
    return Run(draws=draws, seed=seed, taken_over=made.taken_over)


def _origins(made: Assembled, run: Run) -> dict[str, Any]:
    market = made.market
    found = variances(market, run, region_flows(market, run), parts=slices(market.axes))
    return {
        origins.key(part, year): origins.told(variance, made.rows, made.shown)
        for (part, year), variance in found.items()
    }


def _read(folder: Path) -> dict[str, bytes]:
    """The files that inputs consist of, by name."""
    names = (MARKET, *sorted(one.name for one in folder.glob("*.csv")))
    return {name: (folder / name).read_bytes() for name in names if (folder / name).is_file()}


def _fingerprint(files: dict[str, str]) -> str:
    text = json.dumps(files, sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _key(wanted: str) -> str:
    """The wanted key, or the first free one after it."""
    wanted = wanted[:70]
    taken = set(Forecast.objects.filter(key__startswith=wanted).values_list("key", flat=True))
    if wanted not in taken:
        return wanted
    return next(f"{wanted}-{n}" for n in range(2, len(taken) + 3) if f"{wanted}-{n}" not in taken)


def _made(by: Actor) -> dict[str, Any]:
    return {
        "code_version": release(),
        "made_at": now(),
        "made_by": by.name,
        "made_by_user": by.user_id,
    }
