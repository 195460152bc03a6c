# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the software gives as a reason reads in every language; what people wrote stays theirs."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import translation

from hcat.agenda import api
from hcat.foundation.api import Actor

from .region_folder import RegionFolder

BY = Actor.system("test")

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", "Vastgesteld met de agenda."),
        ("en", "Adopted with the agenda."),
        ("de", "Mit der Agenda beschlossen."),
    ],
)
def test_the_first_load_is_explained_in_the_readers_language(
    waterkant: RegionFolder, language: str, said: str
) -> None:
    [change] = api.changes()
    with translation.override(language):
        assert change.why == said
        assert {entry.reason for entry in api.history("initiative", initiative())} == {said}


def test_a_reason_that_was_proposed_in_dutch_reads_in_english(waterkant: RegionFolder) -> None:
    with translation.override("nl"):
        _revise("De eigenaar heeft het blad bijgewerkt.")
    with translation.override("en"):
        assert api.changes()[0].why == "The owner brought the sheet up to date."


def test_what_a_person_wrote_stays_as_it_was_written(waterkant: RegionFolder) -> None:
    with translation.override("nl"):
        _revise("Idee")
    with translation.override("en"):
        assert api.changes()[0].why == "Idee"


def initiative() -> str:
    return api.items("initiative")[0].key


def _revise(reason: str) -> None:
    api.revise(
        by=BY,
        kind="initiative",
        key=initiative(),
        fields={"reported": "2026-01-02"},
        on=date(2026, 1, 2),
        reason=reason,
    )
