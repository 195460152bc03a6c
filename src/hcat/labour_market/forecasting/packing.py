# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How a forecast is kept: its arrays and the names of its axes, as one compressed file."""

from __future__ import annotations

import io
import json
from typing import Any

import numpy as np

from hcat.numerics.api import (
    QUANTITIES,
    Axes,
    Education,
    Outcome,
    Projection,
    Run,
    Told,
    slices,
)

OUTCOME = ("mean", "quantiles", "below_zero")


def packed(projection: Projection) -> bytes:
    """The forecast as bytes: an ``.npz`` file that NumPy alone can read."""
    told, axes = projection.told, projection.axes
    arrays: dict[str, Any] = {"means": told.means, "classes": told.classes}
    for name, outcome in {**told.outcomes, "indicator": told.indicator}.items():
        for part in OUTCOME:
            arrays[f"{name}.{part}"] = getattr(outcome, part)
    arrays["axes"] = np.array(
        json.dumps(
            {
                "regions": axes.regions,
                "educations": [[one.level, one.field] for one in axes.educations],
                "years": axes.years,
                "sectors": axes.sectors,
                "first_age": axes.first_age,
                "last_age": axes.last_age,
                "draws": projection.run.draws,
                "seed": projection.run.seed,
            }
        )
    )
    target = io.BytesIO()
    np.savez_compressed(target, **arrays)
    return target.getvalue()


def unpacked(content: bytes) -> Projection:
    """The reverse of `packed`."""
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        names = json.loads(str(arrays["axes"]))
        axes = Axes(
            regions=tuple(names["regions"]),
            educations=tuple(Education(level, field) for level, field in names["educations"]),
            years=tuple(names["years"]),
            sectors=tuple(names["sectors"]),
            first_age=names["first_age"],
            last_age=names["last_age"],
        )

        def outcome(name: str) -> Outcome:
            return Outcome(*(arrays[f"{name}.{part}"] for part in OUTCOME))

        told = Told(
            arrays["means"],
            {name: outcome(name) for name in QUANTITIES},
            arrays["classes"],
            outcome("indicator"),
        )
    run = Run(draws=names["draws"], seed=names["seed"])
    return Projection(axes, run, told, slices(axes))
