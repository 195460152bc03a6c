# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Simulated surveys of which the truth is known, with the bounds that must hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import hypergeom

from hcat.numerics.api import (
    Wave,
    design,
    holm,
    hypergeometric_interval,
    rake,
    survey_mean,
    wave_contrast,
)


@dataclass(frozen=True)
class Check:
    """What was found, and between which bounds it must lie."""

    what: str
    found: float
    least: float
    most: float

    @property
    def holds(self) -> bool:
        return self.least <= self.found <= self.most


def coverage(populations: Sequence[int], runs: int) -> list[Check]:
    """How often the exact 95% interval holds the true share, 2 to 98%, at 40% answered.

    The worst over all true counts is summed exactly; beside it, simulated, the mean over them.
    An exact interval may cover more than it promises, and does where N is small.
    """
    rng = np.random.default_rng(1)
    made = []
    for size in populations:
        n = round(0.4 * size)
        intervals = [hypergeometric_interval(yes, n, size) for yes in range(n + 1)]
        low = np.array([one.low for one in intervals]) - 1e-12
        high = np.array([one.high for one in intervals]) + 1e-12
        counts = np.unique(np.linspace(np.ceil(0.02 * size), np.floor(0.98 * size), 97).round())
        true = counts[:, None] / size
        inside = (low <= true) & (true <= high)
        chance = hypergeom.pmf(np.arange(n + 1), size, counts[:, None], n)
        exact = (chance * inside).sum(axis=1)
        drawn = rng.hypergeometric(
            counts.astype(int)[:, None], (size - counts).astype(int)[:, None], n,
            size=(counts.size, max(1, runs)),
        )  # fmt: skip
        seen = np.take_along_axis(inside, drawn, axis=1).mean()
        made.append(Check(f"coverage, worst exact, N={size} n={n}", float(exact.min()), 0.95, 1.0))
        widest = 1.0 if size < 300 else 0.975
        made.append(Check(f"coverage, mean simulated, N={size}", float(seen), 0.945, widest))
    return made


def false_claims(
    runs: int, *, population: int = 300, n: int = 120, both: int = 60, claims: int = 4
) -> list[Check]:
    """How often any of several claims "better than last wave" is made when nothing changed.

    The mean of each question in the population is the same in both waves; companies move.
    Each wave is a simple sample, of which `both` answered twice. Held against Holm at 5%.
    """
    rng = np.random.default_rng(2)
    company = rng.normal(0, 1, (population, claims))
    waves = []
    for _ in range(2):
        answers = 0.6**0.5 * company + 0.4**0.5 * rng.normal(0, 1, company.shape)
        waves.append(answers - answers.mean(axis=0))
    false = single = 0
    for _ in range(runs):
        order = rng.permutation(population)
        first, second = order[:n], order[n - both : 2 * n - both]
        p = [
            wave_contrast(
                Wave(first, waves[0][first, one]), Wave(second, waves[1][second, one]),
                population=population,
            ).p_value()
            for one in range(claims)
        ]  # fmt: skip
        false += min(holm(p)) <= 0.05
        single += p[0] <= 0.05
    return [
        Check(f"false claims per family of {claims}", false / runs, 0.0, 0.055),
        Check("false claims, one claim alone", single / runs, 0.0, 0.055),
    ]


def region(runs: int, waves: int = 5) -> list[Check]:
    """A region of 300 companies over five waves, of which 40% do not answer, the small most often.

    Between waves 5% merge into another and as many begin. What is asked (a mark) rises with size,
    so that the answers alone are too high. Weights are raked to size and sector of the frame of
    the wave. Differences from the truth are in standard errors of the mean over the runs.
    """
    rng = np.random.default_rng(3)
    size = rng.choice(3, 300, p=[0.6, 0.3, 0.1])
    sector = rng.integers(0, 4, 300)
    made = []
    for wave in range(1, waves + 1):
        if wave > 1:  # the larger takes over the smaller; new firms begin small
            gone = rng.choice(size.size, 15, replace=False)
            kept = np.setdiff1d(np.arange(size.size), gone)
            size, sector = size[kept], sector[kept]
            size[rng.choice(size.size, 5, replace=False)] = 2
            size = np.concatenate([size, np.zeros(15, int)])
            sector = np.concatenate([sector, rng.integers(0, 4, 15)])
        marks = 6 + 0.8 * size + 0.1 * sector + 0.1 * wave + rng.normal(0, 1, size.size)
        # What is left of a mark within a size and sector says nothing about who answers.
        for cell in range(12):
            inside = size * 4 + sector == cell
            marks[inside] += 6 + 0.8 * size[inside] + 0.1 * sector[inside] - marks[inside].mean()
        truth = marks.mean()
        totals = [
            (labels, {int(one): float((labels == one).sum()) for one in np.unique(labels)})
            for labels in (size, sector)
        ]
        weighted, plain = [], []
        for _ in range(runs):
            answers = rng.random(size.size) < np.array([0.50, 0.72, 0.90])[size]
            margins = [(labels[answers], known) for labels, known in totals]
            sample = rake(design(int(answers.sum()), population=size.size), margins)
            weighted.append(survey_mean(marks[answers], sample).value - truth)
            plain.append(marks[answers].mean() - truth)
        for name, errors in (("weighted", weighted), ("unweighted", plain)):
            away = abs(np.mean(errors)) / (np.std(errors) / runs**0.5)
            least, most = (0.0, 2.0) if name == "weighted" else (2.0, np.inf)
            made.append(Check(f"wave {wave}, {name}: SE from the truth", float(away), least, most))
    return made
