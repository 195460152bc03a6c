# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/methods says what the code does: its constants, its codes, its reference numbers."""

from __future__ import annotations

import re

from hcat.numerics import judgement, judging_levels, proof, trend
from hcat.numerics.api import (
    Reason,
    Verdict,
    further_answers_needed,
    settled_by,
    smallest_yes_to_prove,
)
from tests.docs.documents import DOCS, Document, cells

METHODS = Document(DOCS / "methods" / "verdicts.md")
SUMMARY = Document(DOCS / "methods" / "verdicts.nl.md")


def test_the_constants_are_those_of_the_code() -> None:
    told = {row[0].strip("`"): row[1] for row in cells(METHODS.text, "The constants")}
    code = {
        name: getattr(module, name)
        for module in (judging_levels, judgement, trend, proof)
        for name in told
        if hasattr(module, name)
    }
    assert set(told) == {*code, "alpha"}
    assert judgement.judge.__kwdefaults__["alpha"] == float(told.pop("alpha"))
    for name, text in told.items():
        value = code[name]
        if name == "TOLERANCE":
            assert text == f"{value.days} days"
        elif isinstance(value, tuple):
            assert tuple(float(part) for part in text.split(",")) == value, name
        else:
            assert float(text) == value, name


def test_every_verdict_is_explained_in_both_languages() -> None:
    rows = list(cells(METHODS.text, "The seven verdicts"))
    assert [row[1].strip("`") for row in rows] == [one.value for one in Verdict]
    summary = list(cells(SUMMARY.text, "De zeven oordelen"))
    assert [row[0][0] for row in summary] == [row[0][0] for row in rows]


def test_every_reason_is_named_and_no_other() -> None:
    rows = cells(METHODS.text, "Every reason, by its code")
    told = [code for row in rows for code in re.findall(r"`(\w+)`", row[0])]
    assert sorted(told) == sorted(one.value for one in Reason)


def test_the_examples_of_what_would_settle_it_are_worked_out() -> None:
    for seen, population, target, needed in cells(METHODS.text, "What would settle it"):
        yes, n = map(int, re.findall(r"\d+", seen))
        size = None if population == "not known" else int(population)
        share = int(re.findall(r"\d+", target)[0]) / 100
        more = further_answers_needed(yes, n, size, share)
        if "further answers" in needed:
            assert more == int(needed.split()[0])
        elif "smallest" in needed:
            assert smallest_yes_to_prove(share, n, size) == yes
            assert settled_by(yes, n, size, share) == 1
            assert str(yes) in needed
        else:
            assert more is None
