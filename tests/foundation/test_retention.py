# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Nothing personal outlives its term: the day before it is there, on the day it is gone."""

from __future__ import annotations

import tracemalloc
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone

from hcat.correspondence.api import make_link
from hcat.correspondence.models import OutboxMessage, PersonalLink
from hcat.foundation import retention, tasks
from hcat.foundation.api import Actor, record, today
from hcat.foundation.models import AuditEvent
from hcat.foundation.retention import enforce, past_their_term
from hcat.parties.api import give_consent, grant_role, invite, withdraw_consent
from hcat.parties.models import Consent, Person, RoleHolding, User
from hcat.web.desk.models import SetAside

pytestmark = pytest.mark.django_db
BY = Actor.system("test")
ENDED = date(2024, 3, 1)
EVENING = timezone.make_aware(datetime(2024, 3, 1, 23, 59))


def retained(name: str, on: date) -> bool:
    """Whether the rule finds nothing to do on this day; the run must agree with what it counts."""
    due = past_their_term(on=on)[name]
    assert enforce(by=BY, on=on)[name] == due
    return not due


@pytest.fixture
def kim() -> Person:
    """Someone whose only role ended on 1 March 2024."""
    invite(name="Robin", mail="robin@voorbeeld.example", role="administrator", by=BY)
    person = invite(name="Kim", mail="kim@voorbeeld.example", role="board", by=BY)
    Person.objects.update(added_at=timezone.make_aware(datetime(2020, 1, 1)))
    RoleHolding.objects.update(valid_from=date(2020, 1, 1))
    person.roles.update(valid_until=ENDED)
    return person


def test_someone_is_forgotten_two_years_after_the_last_role_ended(kim: Person) -> None:
    assert retained("people", date(2026, 2, 28))
    kim.refresh_from_db()
    assert kim.name == "Kim"
    assert not retained("people", date(2026, 3, 1))
    kim.refresh_from_db()
    assert (kim.name, kim.mail) == ("", "")
    user = User.objects.get(pk=kim.user_id)
    assert not user.is_active
    assert "kim" not in user.email
    assert Person.objects.get(mail="robin@voorbeeld.example").erased_at is None


def test_what_was_set_aside_is_forgotten_30_days_after_its_date(kim: Person) -> None:
    SetAside.objects.create(
        user_id=kim.user_id, matter="figure/known/by-2022", until=ENDED, reason="ill"
    )
    assert retained("what was set aside", date(2024, 3, 30))
    assert not retained("what was set aside", date(2024, 3, 31))
    assert not SetAside.objects.exists()


def test_a_role_of_someone_who_stays_is_removed_two_years_after_it_ended(kim: Person) -> None:
    grant_role(person=kim, role="steering_group", by=BY)
    assert retained("roles", date(2026, 2, 28))
    assert not retained("roles", date(2026, 3, 1))
    assert [held.role for held in kim.roles.all()] == ["steering_group"]
    assert retained("people", date(2040, 1, 1))


def test_a_consent_keeps_someone_until_two_years_after_it_was_withdrawn(kim: Person) -> None:
    give_consent(person=kim, purpose="newsletter", how="form", by=BY)
    assert retained("people", date(2040, 1, 1))
    withdraw_consent(person=kim, purpose="newsletter", how="form", by=BY)
    Consent.objects.update(given_at=EVENING - timedelta(days=9), withdrawn_at=EVENING)
    assert retained("consents", date(2026, 2, 28))
    assert not retained("consents", date(2026, 3, 1))
    assert not Consent.objects.exists()
    kim.refresh_from_db()
    assert kim.erased_at is not None


def test_someone_who_never_had_a_role_is_forgotten_two_years_after_being_added(
    kim: Person,
) -> None:
    kim.roles.all().delete()
    Person.objects.filter(pk=kim.pk).update(added_at=EVENING)
    assert retained("people", date(2026, 2, 28))
    assert not retained("people", date(2026, 3, 1))


def test_the_trace_of_changes_is_kept_for_seven_years() -> None:
    record(by=BY, action="test.old", subject="row:1")
    AuditEvent.objects.update(at=EVENING)
    assert retained("audit", date(2031, 2, 28))
    assert not retained("audit", date(2031, 3, 1))
    assert not AuditEvent.objects.filter(action="test.old").exists()


@pytest.mark.parametrize("ending", ["expires_at", "revoked_at"])
def test_a_personal_link_is_forgotten_a_year_after_it_ended(kim: Person, ending: str) -> None:
    make_link(
        person_id=kim.pk, scope="agenda.update_initiative", subject="initiative:initiative-1",
        lasts=timedelta(days=30), by=BY,
    )  # fmt: skip
    PersonalLink.objects.update(
        expires_at=timezone.make_aware(datetime(2030, 1, 1)), revoked_at=EVENING, revoked_reason="x"
    )
    if ending == "expires_at":
        PersonalLink.objects.update(expires_at=EVENING, revoked_at=None, revoked_reason="")
    assert retained("personal links", date(2025, 2, 28))
    assert not retained("personal links", date(2025, 3, 1))
    assert not PersonalLink.objects.exists()


@pytest.mark.parametrize(
    ("rule", "kept_on", "gone_on"),
    [
        ("addresses and subjects of mails", date(2024, 5, 29), date(2024, 5, 30)),
        ("mails", date(2026, 2, 28), date(2026, 3, 1)),
    ],
)
def test_a_mail_is_emptied_and_then_removed(
    kim: Person, rule: str, kept_on: date, gone_on: date
) -> None:
    OutboxMessage.objects.create(
        dedupe_key="one", person=kim, kind="question", is_transactional=False, state="sent",
        to_address=kim.mail, language="nl", subject="A question", left_at=EVENING,
    )  # fmt: skip
    assert retained(rule, kept_on)
    assert not retained(rule, gone_on)
    assert not OutboxMessage.objects.exclude(subject="", to_address="").exists()


def test_a_second_run_does_nothing(kim: Person) -> None:
    day = date(2026, 3, 1)
    assert any(enforce(by=BY, on=day).values())
    before = AuditEvent.objects.count()
    assert not any(enforce(by=BY, on=day).values())
    assert AuditEvent.objects.count() == before


def test_the_audit_says_how_many_and_names_nobody(kim: Person) -> None:
    enforce(by=BY, on=date(2026, 3, 1))
    told = AuditEvent.objects.filter(action="foundation.retention")
    assert {event.subject: event.details for event in told} == {
        "people": {"rows": 1}, "roles": {"rows": 1},
    }  # fmt: skip
    assert not any(kim.key in str(vars(event)) for event in told)


def test_a_stop_between_batches_loses_nothing_and_the_next_run_takes_up(
    kim: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for number in range(5):
        record(by=BY, action="test.old", subject=f"row:{number}")
    AuditEvent.objects.update(at=EVENING)
    total = AuditEvent.objects.count()
    real, batches = retention._forget, iter(range(9))

    def stops(*args: Any, **given: Any) -> int:
        if next(batches) == 1:
            raise KeyboardInterrupt
        return real(*args, **given)

    monkeypatch.setattr(retention, "_forget", stops)
    with pytest.raises(KeyboardInterrupt):
        enforce(by=BY, on=date(2031, 3, 1))
    assert AuditEvent.objects.filter(at=EVENING).count() == total - 2
    monkeypatch.setattr(retention, "_forget", real)
    assert enforce(by=BY, on=date(2031, 3, 1))["audit"] == total - 2


def test_memory_does_not_grow_with_the_number_of_rows() -> None:
    def peak(rows: int) -> int:
        AuditEvent.objects.bulk_create(
            AuditEvent(actor="Kim", action="test.old", subject=f"row:{n}") for n in range(rows)
        )
        AuditEvent.objects.update(at=EVENING)
        tracemalloc.start()
        enforce(by=BY, on=date(2031, 3, 1))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(500)
    assert peak(5_000) < 1.5 * peak(1_000)


def test_someone_given_a_new_role_meanwhile_stays(
    kim: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = retention._forget

    def too_late(*args: Any, **given: Any) -> int:
        grant_role(person=kim, role="board", by=BY)
        return real(*args, **given)

    monkeypatch.setattr(retention, "_forget", too_late)
    assert enforce(by=BY, on=date(2026, 3, 1))["people"] == 0
    kim.refresh_from_db()
    assert kim.name == "Kim"


def test_the_command_counts_first_and_then_does_it(kim: Person) -> None:
    RoleHolding.objects.filter(person=kim).update(valid_until=today() - timedelta(days=800))
    told = StringIO()
    call_command("privacy", "retention", "--dry-run", stdout=told)
    assert "people (kept two years): 1 past its term" in told.getvalue()
    kim.refresh_from_db()
    assert kim.name == "Kim"
    told = StringIO()
    call_command("privacy", "retention", stdout=told)
    assert "people (kept two years): 1 removed or emptied" in told.getvalue()
    kim.refresh_from_db()
    assert kim.name == ""


def test_it_is_done_every_night(kim: Person) -> None:
    kim.roles.update(valid_until=today() - timedelta(days=800))
    assert "hcat.foundation.tasks.enforce_retention" in tasks.schedules()
    tasks.enforce_retention.call()
    kim.refresh_from_db()
    assert kim.name == ""
