# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From draft to signed: what each step does, and what it refuses."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from hcat.evidence.append_only import guard
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, audit_events, today
from hcat.parties.api import invite
from hcat.reports.api import (
    Report,
    ask_decision,
    document_of,
    freeze_report,
    live_page,
    missing_reports,
    not_given,
    not_giving,
    pdf_of,
    public_reports,
    report_called,
    sign_report,
    signing_roles,
    start_report,
    withdraw_report,
    write_words,
)
from hcat.reports.models import Frozen, FrozenDocument, SignedFile

from .making import BY, draft, figure, frozen, say, section, signed, words_of

pytestmark = pytest.mark.usefixtures("polder", "printed_fast")


def person(role: str, scope: str = "") -> Actor:
    found = invite(name="P", mail=f"{role}@voorbeeld.example", role=role, scope=scope, by=BY)
    return Actor.of(found.user)


# --- Beginning ----------------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["2024-05-02"], indirect=True)
def test_a_report_begins_for_the_last_date_that_came(at: Any) -> None:
    report = draft()
    assert (report.key, report.due_on, report.state) == (
        "board-2024-04-30", date(2024, 4, 30), "draft",
    )  # fmt: skip
    assert (report.accounts, report.to) == ("board", "board")


@pytest.mark.parametrize("at", ["2024-05-02"], indirect=True)
def test_the_next_one_is_for_the_date_after_the_last_report(at: Any) -> None:
    signed()
    assert draft().due_on == date(2024, 8, 31)


def test_two_drafts_of_a_kind_are_refused() -> None:
    draft()
    with pytest.raises(Refused, match="concept open"):
        draft()
    assert draft("evaluation").kind == "evaluation"


def test_a_day_outside_the_rhythm_is_refused_with_the_days_that_are_in_it() -> None:
    with pytest.raises(Refused, match="30 april 2024"):
        draft(due_on=date(2024, 4, 29))


def test_a_second_report_for_a_date_is_refused_until_the_first_is_withdrawn() -> None:
    first = signed()
    with pytest.raises(Refused, match="al een rapport"):
        draft(due_on=first.due_on)
    withdraw_report(by=BY, report=first.key, on=today(), reason="A table was wrong.")
    assert draft(due_on=first.due_on).key == f"{first.key}-2"


def test_an_unknown_kind_is_not_found() -> None:
    with pytest.raises(NotFound):
        draft("weekly")


def test_only_who_may_write_begins_a_report() -> None:
    with pytest.raises(NotAllowed):
        start_report(by=person("board"), kind="board")
    assert start_report(by=person("programme_manager"), kind="board").pk


# --- Words --------------------------------------------------------------------------------------


def test_words_stand_in_the_document_with_their_paragraphs() -> None:
    report = draft()
    say(report, "First.\n\nSecond\nline.")
    document = document_of(report, "en")
    assert document.sections[0].id == "top"
    assert "First.\nSecond line." in words_of(document)


def test_in_another_language_words_stand_in_with_their_own() -> None:
    report = draft()
    say(report, "Only in English.")
    [block] = document_of(report, "nl").sections[0].blocks
    assert (block.language, block.paragraphs) == ("en", ("Only in English.",))  # type: ignore[union-attr]


def test_a_section_without_words_of_its_own_says_what_it_says_by_itself() -> None:
    report = draft()
    say(report, "Mind this.", section="decisions")
    assert section(document_of(report, "en"), "decisions").startswith("Mind this.\n")


def test_who_saves_over_words_that_he_did_not_read_is_refused() -> None:
    report = draft()
    say(report, "Mine.")
    with pytest.raises(Refused, match="intussen bewaard"):
        say(report, "Theirs.")
    assert say(report, "Both.", based_on=1).edition == 2


def test_words_taken_away_leave_the_section_out() -> None:
    report = draft()
    say(report, "Mine.")
    say(report, " ", based_on=1)
    assert document_of(report, "en").sections[0].id == "changed"


@pytest.mark.parametrize(
    ("given", "why"),
    [
        ({"section": "elsewhere"}, "geen deel"),
        ({"texts": {"fr": "Oui."}}, "geen taal"),
        ({"texts": {"en": "x" * 4001}}, "langer dan"),
    ],
)
def test_words_that_fit_nowhere_are_refused(given: dict[str, Any], why: str) -> None:
    options = {"section": "top", "texts": {"en": "Yes."}, **given}
    with pytest.raises((Refused, NotFound), match=why):
        write_words(by=BY, report=draft().key, **options)


# --- Freezing -----------------------------------------------------------------------------------


def test_nothing_in_a_frozen_report_moves() -> None:
    report = frozen()
    before = {one: document_of(report, one) for one in ("nl", "en")}
    figure(55)
    again = report_called(report.key)
    assert {one: document_of(again, one) for one in ("nl", "en")} == before
    assert not before["en"].is_draft
    assert report.frozen.fingerprint in words_of(before["en"])


def test_a_frozen_report_keeps_what_it_was_asked_and_told() -> None:
    report = draft()
    say(report, "Then.")
    freeze_report(by=BY, report=report.key)
    assert "Then." in words_of(document_of(report_called(report.key), "en"))
    with pytest.raises(Refused, match="vastgelegd"):
        say(report, "Now.", based_on=1)


def test_it_speaks_of_the_day_and_of_what_was_known_at_the_moment() -> None:
    yesterday = today() - timedelta(days=1)
    report = draft()
    freeze_report(by=BY, report=report.key, as_of=yesterday)
    assert report_called(report.key).frozen.as_of == yesterday


def test_freezing_twice_and_freezing_the_future_are_refused() -> None:
    with pytest.raises(Refused, match="nog komt"):
        frozen(as_of=today() + timedelta(days=1))
    report = Report.objects.get()
    freeze_report(by=BY, report=report.key)
    with pytest.raises(Refused, match="vastgelegd"):
        freeze_report(by=BY, report=report.key)
    assert Frozen.objects.count() == 1


def test_the_next_report_waits_until_the_one_before_is_signed() -> None:
    first = frozen()
    later = draft()
    with pytest.raises(Refused, match="nog niet ondertekend"):
        freeze_report(by=BY, report=later.key)
    withdraw_report(by=BY, report=first.key, on=today(), reason="Too early.")
    assert freeze_report(by=BY, report=later.key).state == "frozen"


def test_a_second_report_about_the_same_day_is_refused() -> None:
    signed()
    with pytest.raises(Refused, match="gaat al over deze dag"):
        freeze_report(by=BY, report=draft().key)


def test_the_database_itself_keeps_what_was_frozen() -> None:
    signed()
    guard(connection)
    for model, change in (
        (Frozen, {"fingerprint": "0"}), (FrozenDocument, {"language": "fr"}),
        (SignedFile, {"sha256": "0"}),
    ):  # fmt: skip
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            model._default_manager.update(**change)
        with pytest.raises(DatabaseError, match="never deleted"), transaction.atomic():
            model._default_manager.all()._raw_delete(using="default")


def test_a_frozen_report_of_the_demonstration_can_be_taken_away() -> None:
    report = start_report(by=BY, kind="board", is_demo=True)
    freeze_report(by=BY, report=report.key)
    guard(connection)
    FrozenDocument.objects.filter(report=report).delete()
    Frozen.objects.filter(report=report).delete()
    report.delete()
    assert not Frozen.objects.exists()


# --- Signing ------------------------------------------------------------------------------------


def test_a_signed_report_keeps_its_files_byte_for_byte() -> None:
    report = signed()
    files = {one.language: one for one in report.files.all()}
    assert set(files) == {"nl", "en"}
    for language, one in files.items():
        assert hashlib.sha256(bytes(one.content)).hexdigest() == one.sha256
        assert pdf_of(report, language) == bytes(one.content)
    assert (report.signed_as, report.signed_on) == ("leader", today())
    assert "Leader" in words_of(document_of(report, "en"))


def test_everybody_reads_a_report_only_once_it_is_signed() -> None:
    report = frozen()
    assert not public_reports().exists()
    sign_report(by=BY, report=report.key)
    assert public_reports().get() == report


def test_a_draft_a_signed_and_a_withdrawn_report_are_not_signed() -> None:
    report = draft()
    with pytest.raises(Refused, match="concept"):
        sign_report(by=BY, report=report.key)
    freeze_report(by=BY, report=report.key)
    sign_report(by=BY, report=report.key)
    with pytest.raises(Refused, match="al ondertekend"):
        sign_report(by=BY, report=report.key)
    withdraw_report(by=BY, report=report.key, on=today(), reason="Wrong.")
    with pytest.raises(Refused, match="ingetrokken"):
        sign_report(by=BY, report=report.key)


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"role": "treasurer"}, "geen rol"),
        ({"on": date(2000, 1, 1)}, "op of na de dag"),
        ({"on": date(2100, 1, 1)}, "niet vooraf"),
    ],
)
def test_a_signature_that_does_not_fit_is_refused(options: dict[str, Any], why: str) -> None:
    report = frozen()
    with pytest.raises(Refused, match=why):
        sign_report(by=BY, report=report.key, **options)
    assert not SignedFile.objects.exists()


def test_the_manager_writes_and_the_steering_group_signs() -> None:
    report = frozen()
    with pytest.raises(NotAllowed):
        sign_report(by=person("programme_manager"), report=report.key)
    with pytest.raises(NotAllowed):
        sign_report(by=person("steering_group", "body:elsewhere"), report=report.key)
    chair = person("steering_group")
    with pytest.raises(Refused, match="naam"):
        sign_report(by=chair, report=report.key)
    done = sign_report(by=chair, report=report.key, name="J. Voorzitter")
    assert (done.signed_by, done.signed_by_user) == ("J. Voorzitter", chair.user_id)
    assert done.signed_as_stated
    assert "the role is as the person who signed states it" in words_of(document_of(done, "en"))


def test_a_role_that_somebody_holds_is_signed_by_that_person_alone() -> None:
    report = frozen()
    holder, member = person("steering_group", "role:leader"), invite(
        name="M", mail="member@voorbeeld.example", role="steering_group", by=BY
    )  # fmt: skip
    with pytest.raises(Refused, match="Iemand anders"):
        sign_report(by=Actor.of(member.user), report=report.key, name="The Leader")
    assert signing_roles(report, by=Actor.of(member.user)) == []
    [role] = signing_roles(report, by=holder)
    assert (role.key, role.is_known) == ("leader", True)
    done = sign_report(by=holder, report=report.key, name="Somebody Else")
    assert (done.signed_by, done.signed_as_stated) == ("P", False)


# --- Withdrawing --------------------------------------------------------------------------------


def test_a_withdrawn_report_says_why_and_stays_readable_where_it_was_signed() -> None:
    report = signed()
    withdraw_report(by=BY, report=report.key, on=today(), reason="A table was wrong.")
    assert public_reports().get().state == "withdrawn"
    document = document_of(report_called(report.key), "en")
    assert "A table was wrong." in words_of(document)
    assert b"A table was wrong." in pdf_of(report_called(report.key), "en")


@pytest.mark.parametrize(
    ("options", "why"),
    [({"reason": " "}, "geen reden"), ({"on": date(2100, 1, 1)}, "is er nog niet")],
)
def test_a_withdrawal_says_why_and_is_not_ahead(options: dict[str, Any], why: str) -> None:
    given = {"on": today(), "reason": "Wrong.", **options}
    with pytest.raises(Refused, match=why):
        withdraw_report(by=BY, report=draft().key, **given)


def test_nobody_withdraws_twice() -> None:
    report = draft()
    withdraw_report(by=BY, report=report.key, on=today(), reason="Wrong.")
    with pytest.raises(Refused):
        withdraw_report(by=BY, report=report.key, on=today(), reason="Wrong again.")


def test_a_report_begun_anew_has_the_words_and_decisions_of_the_withdrawn_one() -> None:
    old = draft()
    say(old, "Mind this.", section="decisions")
    ask_decision(
        by=BY, report=old.key, text={"en": "Hire one"}, of="board", by_when=date(2099, 1, 1)
    )
    withdraw_report(by=BY, report=old.key, on=today(), reason="Begun too early.")
    again = draft(due_on=old.due_on)
    said = section(document_of(again, "en"), "decisions")
    assert said.startswith("Mind this.\nHire one.")
    event = next(iter(audit_events(subject=f"report:{again.key}")))
    assert (event.details["after"], event.details["asked"]) == (old.key, 1)


# --- Dates that pass ----------------------------------------------------------------------------


@pytest.mark.parametrize("at", ["2026-05-12"], indirect=True)
def test_every_date_since_the_first_stays_missed_until_it_has_a_report(at: Any) -> None:
    def missed() -> list[date]:
        return [one.on for one in missing_reports(until=today()) if one.kind == "board"]

    before = missed()
    assert before[0] < date(2021, 1, 1)
    assert before[-1] == date(2026, 4, 30)
    late = draft(due_on=before[0])
    assert missed() == before[1:]
    withdraw_report(by=BY, report=late.key, on=today(), reason="Nothing to say.")
    assert missed() == before
    assert not_giving(by=BY, kind="board", on=before[1], reason="No meeting") == 1
    assert missed() == [before[0], *before[2:]]
    assert (
        not_giving(by=BY, kind="board", on=before[-1], reason="Nobody here", and_earlier=True)
        == len(before) - 1
    )
    assert missed() == []
    assert {one.reason for one in not_given()} == {"No meeting", "Nobody here"}
    event = next(iter(audit_events(subject="reports:board")))
    assert event.action == "reports.not_given"
    assert before[0].isoformat() in event.details["dates"]


@pytest.mark.parametrize("at", ["2026-05-12"], indirect=True)
def test_a_date_that_was_closed_can_still_get_its_report(at: Any) -> None:
    not_giving(by=BY, kind="board", on=date(2026, 4, 30), reason="No meeting")
    not_giving(by=BY, kind="board", on=date(2026, 4, 30), reason="The board met in May")
    assert [one.reason for one in not_given()] == ["The board met in May"]
    assert draft(due_on=date(2026, 4, 30)).pk
    assert not_given() == []


@pytest.mark.parametrize("at", ["2026-05-12"], indirect=True)
@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"reason": " "}, "geen reden"),
        ({"on": date(2026, 8, 31)}, "nog niet"),
        ({"on": date(2026, 4, 29)}, "29 april 2026"),
        ({"kind": "steering"}, "geen rapport"),
    ],
)
def test_a_date_that_cannot_be_closed_is_refused(
    at: Any, options: dict[str, Any], why: str
) -> None:
    given = {"kind": "board", "on": date(2026, 4, 30), "reason": "No meeting", **options}
    with pytest.raises((Refused, NotFound), match=why):
        not_giving(by=BY, **given)
    assert not_given() == []


@pytest.mark.parametrize("at", ["2026-05-12"], indirect=True)
def test_a_date_with_a_report_is_not_closed_and_only_writers_close(at: Any) -> None:
    day = date(2026, 4, 30)
    with pytest.raises(NotAllowed):
        not_giving(by=person("steering_group"), kind="board", on=day, reason="No meeting")
    draft(due_on=day)
    with pytest.raises(Refused, match="al een rapport"):
        not_giving(by=BY, kind="board", on=day, reason="No meeting")


@pytest.mark.parametrize("at", ["2026-05-12"], indirect=True)
def test_the_steering_group_reads_what_passed_and_why_it_was_not_given(at: Any) -> None:
    late = section(live_page("en"), "late")
    assert "Report to the board: it was due on 30 April 2026." in late
    assert "earlier dates passed without it, from" in late
    not_giving(by=BY, kind="board", on=date(2026, 4, 30), reason="no meeting")
    late = section(live_page("en"), "late")
    assert "it was due on 30 April 2026" not in late
    assert "Report to the board of 30 April 2026: not given. No meeting." in late


# --- Traces -------------------------------------------------------------------------------------


def test_every_step_leaves_its_trace() -> None:
    report = draft()
    say(report, "Words.")
    freeze_report(by=BY, report=report.key)
    sign_report(by=BY, report=report.key)
    withdraw_report(by=BY, report=report.key, on=today(), reason="Wrong.")
    found = [one.action for one in audit_events(subject=f"report:{report.key}")]
    assert found == [
        "reports.withdrawn", "reports.signed", "reports.frozen", "reports.words", "reports.started",
    ]  # fmt: skip
