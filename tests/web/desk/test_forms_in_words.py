# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Every field of every form has a name, and every code a word, in the three languages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation
from pydantic import BaseModel

from hcat.agenda.api import SHEETS
from hcat.web.desk.changing import NewDecision, When
from hcat.web.desk.figures import Correction
from hcat.web.desk.forms import wording
from hcat.web.desk.forms.specs import Spec, specs_of
from hcat.web.desk.kinds import LEFT_OUT, PLURALS


def _specs(cls: type[BaseModel], leave_out: frozenset[str] = frozenset()) -> Iterator[Spec]:
    for spec in specs_of(cls):
        if spec.name in leave_out:
            continue
        yield spec
        if spec.part is not None:
            yield from _specs(spec.part)


ASKED = [
    spec
    for cls in (*SHEETS.values(), When, NewDecision, Correction)
    for spec in _specs(cls, LEFT_OUT.get(getattr(cls, "kind", ""), frozenset()) | {"key"})
]


@pytest.mark.parametrize("spec", ASKED, ids=lambda spec: f"{spec.owner.__name__}.{spec.name}")
def test_every_field_has_a_name_and_every_code_a_word(spec: Spec) -> None:
    assert wording._found(wording.LABELS, spec), "give it a label in wording.py"
    silent = [code for code in spec.codes if spec.name != "languages" and _word(spec, code) == code]
    assert not silent, f"give {silent} words in wording.py"


def _word(spec: Spec, code: str) -> str:
    with translation.override("de"):
        return wording.code(spec, code)


def test_the_desk_lists_every_kind_of_element() -> None:
    assert set(PLURALS) == set(SHEETS)
