# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is measured of the sheets, and how long is kept who kept them."""

from __future__ import annotations

from datetime import date, timedelta

from hcat.agenda.api import revise
from hcat.evidence.api import Scope, measures
from hcat.foundation.api import Actor, now, today
from hcat.foundation.retention import enforce
from hcat.numerics.api import Estimate, Period
from hcat.owners.api import Owner, SheetUpdate, accept, end_contact, leave, send_in, sheet_of
from hcat.owners.models import Asked, Contact

from .conftest import BY, LAB, answer


def take(day: date) -> Estimate:
    return measures()["owners.sheets_up_to_date"](Period.day(day), Scope())


def confirmed(key: str, day: date | None) -> None:
    revise(
        by=BY, kind="initiative", key=key, on=today(), reason="Right",
        fields={"reported": day and day.isoformat()},
    )  # fmt: skip


def test_only_what_runs_counts_and_what_was_never_confirmed_is_not_zero(polder: None) -> None:
    # The two labs run; the club is an idea and the house is done.
    confirmed("club", today())
    confirmed(LAB, None)
    assert "no sheet says" in (take(today()).missing_reason or "")
    confirmed("lab-west", today() - timedelta(days=365))
    found = take(today())
    assert (found.numerator, found.denominator, found.value) == (1, 2, 50.0)
    later = take(today() + timedelta(days=1))
    assert (later.numerator, later.denominator) == (0, 2)
    for key in (LAB, "lab-west"):
        revise(
            by=BY, kind="initiative", key=key, on=today(), reason="Over", fields={"status": "done"}
        )
    assert take(today()).missing_reason == "no initiative is running"


def test_a_figure_of_an_earlier_moment_comes_out_again(kim: Owner, manager: Actor) -> None:
    confirmed("lab-west", today())
    update = answer(kim, "means", money=1)
    send_in(owner=kim, edition=update.edition, based_on=sheet_of(LAB).version_id)
    moment = now()

    def then() -> Estimate:
        scope = Scope(known_on=moment)
        return measures()["owners.sheets_up_to_date"](Period.day(today()), scope)

    before = then()
    accept(by=manager, update=update.pk, edition=update.edition, based_on=sheet_of(LAB).version_id)
    assert then() == before
    assert (before.numerator, take(today()).numerator) == (1, 2)


def test_nothing_about_a_person_is_kept_past_its_term(kim: Owner) -> None:
    update = answer(kim, "means", money=1)
    leave(by=BY, update=update.pk, reason="Over")
    Asked.objects.create(
        initiative=LAB, person_id=kim.person_id, asked_on=today(), last_on=today(),
        over_on=today(), over_as="answered",
    )  # fmt: skip
    end_contact(by=BY, contact=Contact.objects.get().pk, reason="Left")
    enforce(by=BY, on=today() + timedelta(days=300))
    assert (Asked.objects.count(), Contact.objects.count()) == (1, 1)
    enforce(by=BY, on=today() + timedelta(days=370))
    assert (Asked.objects.count(), Contact.objects.count()) == (0, 0)
    assert SheetUpdate.objects.get().person is not None
    enforce(by=BY, on=today() + timedelta(days=740))
    assert SheetUpdate.objects.get().person is None
    assert SheetUpdate.objects.get().answers["money"]["value"] == 1
