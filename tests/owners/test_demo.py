# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up owners: few enough for a week, and gone without a trace."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from django.apps import apps
from django.core.management import call_command

from hcat.agenda.api import load_folder
from hcat.correspondence.api import outbox
from hcat.foundation.models import AuditEvent
from hcat.owners import demo
from hcat.owners.api import SheetUpdate, accept, ask, due, sheet_of, unanswered, update_of
from hcat.owners.models import Asked, Contact
from hcat.parties.models import Person

from .conftest import BY

TWENTE = Path(__file__).parents[2] / "agendas" / "twente"


@pytest.fixture(autouse=True)
def _twente(db: None) -> None:
    assert load_folder(TWENTE, by=BY).ok


def _rows() -> dict[str, int]:
    return {
        model._meta.label: model._default_manager.count()
        for model in apps.get_models()
        if model is not AuditEvent
    }


def test_it_leaves_a_few_things_to_do_and_goes_without_a_trace() -> None:
    before = _rows()
    demo.load(Random("1"), BY)
    assert SheetUpdate.objects.filter(state="sent").count() == 2
    assert [one.reminders for one in unanswered()] == [2]
    assert demo.count() == 5
    # The clock writes to nobody who was made up.
    assert due() == []
    assert outbox().count() == 0
    demo.clear(BY)
    assert _rows() == before


def test_what_was_made_up_says_so_where_it_is_taken_over() -> None:
    demo.load(Random("1"), BY)
    sent = SheetUpdate.objects.filter(state="sent").first()
    assert sent is not None
    assert all(one["value"].startswith("Demonstratie") for one in sent.answers.values())
    saved = accept(
        by=BY, update=sent.pk, edition=sent.edition, based_on=sheet_of(sent.initiative).version_id
    )
    assert str(saved.sheet.progress).startswith("Demonstratie")
    assert (saved.sheet.reach, saved.sheet.money) == (None, None)


def test_who_clears_is_told_what_was_taken_over_and_stays(
    capsys: pytest.CaptureFixture[str],
) -> None:
    demo.load(Random("1"), BY)
    call_command("demo", "clear")
    assert "stays" not in capsys.readouterr().out, "nothing was taken over"
    demo.load(Random("1"), BY)
    sent = SheetUpdate.objects.filter(state="sent").first()
    assert sent is not None
    accept(
        by=BY, update=sent.pk, edition=sent.edition, based_on=sheet_of(sent.initiative).version_id
    )
    call_command("demo", "clear")
    told = capsys.readouterr().out
    assert "This stays in the agenda" in told
    assert f"- initiative:{sent.initiative}, whose sheet" in told
    assert "Put it right at the desk" in told
    assert demo.count() == 0
    call_command("demo", "clear")
    assert "This stays" not in capsys.readouterr().out


def test_one_who_was_written_to_leaves_no_name() -> None:
    demo.load(Random("1"), BY)
    asked = Asked.objects.get(reminders=0)
    ask(by=BY, initiative=asked.initiative)
    demo.clear(BY)
    assert Contact.objects.count() == 0
    assert [(one.name, one.mail) for one in Person.objects.filter(is_demo=True)] == [("", "")]
    assert update_of(asked.initiative) is None
