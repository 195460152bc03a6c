# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The agenda keeps its history, and lets go of the name of whoever wrote it down."""

from __future__ import annotations

from datetime import date

import pytest

from hcat.agenda.models import Change
from hcat.foundation.api import Actor
from hcat.parties.api import erase_person, invite, personal_data_of

pytestmark = pytest.mark.django_db
SYSTEM = Actor.system("test")


def test_erasing_a_person_takes_the_name_from_changes_and_leaves_the_change() -> None:
    person = invite(name="Vera Voorbeeld", mail="vera@example.org", role="board", by=SYSTEM)
    other = invite(name="Otto Ander", mail="otto@example.org", role="administrator", by=SYSTEM)
    assert person.user is not None
    assert other.user is not None
    for user in (person.user, other.user):
        Change.objects.create(
            kind=Change.Kind.REVISED, effective_on=date(2026, 3, 1), reason="Clearer words.",
            recorded_by=user.name, recorded_by_user=user.pk,
        )  # fmt: skip
    assert [row["what"] for row in personal_data_of(person)["agenda"]] == ["2026-03-01 revised"]

    erase_person(person=person, reason="Asked for it.", by=SYSTEM)

    assert list(Change.objects.order_by("pk").values_list("recorded_by", flat=True)) == [
        "erased",
        "Otto Ander",
    ]
