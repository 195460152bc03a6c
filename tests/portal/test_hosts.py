# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People whom one may ask: nobody is shown without their own yes, and everything goes with a no."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.core.cache import cache

from hcat.correspondence.api import LinkRefused, deliver_due, open_link
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, now, retention_rules, today
from hcat.foundation.models import AuditEvent
from hcat.foundation.retention import enforce
from hcat.parties.api import erase_person, export_person, has_consent
from hcat.parties.models import Person
from hcat.portal.api import (
    CLAIM_SCOPE,
    HOST_QUESTION_SCOPE,
    HOST_SCOPE,
    HostDraft,
    ask_for_alert,
    ask_host,
    confirm_host,
    hand_claim,
    hosts_shown,
    name_host,
    name_own_host,
    pass_on,
    refuse_host,
    remove_host,
    stop_host,
)
from hcat.portal.models import Host, HostQuestion, HostRefusal
from hcat.portal.operations.host_limits import next_week
from hcat.portal.operations.hosts import ask_hosts_again, is_asked

from .conftest import BY
from .test_claims import token

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
Make = Callable[..., Any]
DRAFT = HostDraft(
    name="An Voorbeeld", mail="an@voorbeeld.example", function="mechatronics engineer",
    may_ask="how a working day goes", language="en", languages=("en", "nl"),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _nobody_asked_before() -> None:
    cache.clear()


@pytest.fixture
def known(company: Make) -> Any:
    return company("Voorbeeld Machines", website="https://www.voorbeeld.example")


def last(pattern: str) -> str:
    found = re.search(pattern, OutboxMessage.objects.latest("pk").body)
    assert found is not None
    return found[1]


def opened(scope: str = HOST_SCOPE, path: str = "link/meet/") -> Any:
    return open_link(last(rf"{path}(\S+)"), scope=scope)


@pytest.fixture
def shown(known: Any) -> Host:
    host = name_host(by=BY, organisation=known.key, draft=DRAFT)
    return confirm_host(opened=opened(), edition=host.edition)


def test_nobody_is_shown_before_they_said_yes(known: Any) -> None:
    host = name_host(by=BY, organisation=known.key, draft=DRAFT)
    assert not hosts_shown(known.pk)
    mail = OutboxMessage.objects.get()
    assert "how a working day goes" not in mail.body, "whoever names types nothing into the mail"
    assert mail.person_id == host.person_id
    assert not has_consent(host.person, "portal.host")
    confirm_host(opened=opened(), edition=1)
    confirm_host(opened=opened(), edition=1)
    assert [one.name for one in hosts_shown(known.pk)] == ["An Voorbeeld"]
    assert has_consent(host.person, "portal.host")


def test_a_changed_text_waits_for_another_yes(shown: Host, known: Any) -> None:
    link = opened()
    name_host(by=BY, organisation=known.key, draft=DRAFT)
    assert hosts_shown(known.pk), "the same text changes nothing"
    name_host(by=BY, organisation=known.key, draft=replace(DRAFT, function="director"))
    assert not hosts_shown(known.pk)
    name_host(by=BY, organisation=known.key, draft=replace(DRAFT, function="director"))
    with pytest.raises(Refused, match="changed in the meantime"):
        confirm_host(opened=link, edition=1)
    assert confirm_host(opened=link, edition=2).function == "director"
    assert OutboxMessage.objects.count() == 1, "at most one mail a week"


def test_who_did_not_answer_is_asked_again_a_week_later(known: Any) -> None:
    with time_machine.travel("2026-03-02T10:00Z", tick=False) as clock:
        for number in (1, 1, 2, 2):
            name_host(by=BY, organisation=known.key, draft=DRAFT)
            assert OutboxMessage.objects.count() == number
            clock.shift(timedelta(days=4))
    assert Host.objects.get().edition == 1


def test_who_was_changed_in_the_week_of_their_mail_is_asked_when_it_is_over(known: Any) -> None:
    with time_machine.travel("2026-03-03T10:00Z", tick=False) as clock:
        host = name_host(by=BY, organisation=known.key, draft=DRAFT)
        assert is_asked(host)
        clock.shift(timedelta(days=1))
        host = name_host(by=BY, organisation=known.key, draft=replace(DRAFT, function="director"))
        assert not is_asked(host)
        assert (ask_hosts_again(), next_week()) == (0, date(2026, 3, 9))
        clock.shift(timedelta(days=5))
        assert (ask_hosts_again(), ask_hosts_again()) == (1, 0)
        assert is_asked(host)
        assert confirm_host(opened=opened(), edition=2).function == "director"
        clock.shift(timedelta(days=7))
        assert ask_hosts_again() == 0


def test_a_no_or_one_click_removes_everything(known: Any) -> None:
    name_host(by=BY, organisation=known.key, draft=DRAFT)
    refuse_host(opened=opened())
    assert not Host.objects.exists()
    with pytest.raises(LinkRefused):
        opened()
    HostRefusal.objects.all().delete()
    host = name_host(by=BY, organisation=known.key, draft=DRAFT)
    confirm_host(opened=opened(), edition=1)
    stop = last(r"link/meet/stop/(\S+)")
    assert stop_host(token=stop)
    assert not stop_host(token=stop)
    assert not Host.objects.exists()
    assert not has_consent(host.person, "portal.host")
    with pytest.raises(LinkRefused):
        stop_host(token=stop[:-1] + "!")


def test_who_is_named_again_in_the_same_week_can_say_yes(known: Any) -> None:
    for _again in (1, 2):
        name_host(by=BY, organisation=known.key, draft=DRAFT)
        first = Host.objects.get()
        assert confirm_host(opened=opened(), edition=1).confirmed_at
        remove_host(by=BY, organisation=known.key, number=first.pk)
    assert OutboxMessage.objects.count() == 2
    with pytest.raises(Refused, match="cannot be named again this week"):
        name_host(by=BY, organisation=known.key, draft=DRAFT)
    assert not Host.objects.exists()


@pytest.mark.parametrize("way", ["no", "stop"])
def test_a_no_is_remembered_for_a_year(known: Any, company: Make, way: str) -> None:
    with time_machine.travel("2026-03-02T10:00Z", tick=False) as clock:
        host = name_host(by=BY, organisation=known.key, draft=DRAFT)
        if way == "no":
            refuse_host(opened=opened())
        else:
            stop_host(token=last(r"link/meet/stop/(\S+)"))
        assert "an@" not in HostRefusal.objects.get().fingerprint
        assert known.key in json.dumps(export_person(person=host.person, by=BY))
        clock.shift(timedelta(days=300))
        again = replace(DRAFT, mail="AN@voorbeeld.example")
        with pytest.raises(Refused, match="does not want to be shown"):
            name_host(by=BY, organisation=known.key, draft=again)
        assert not Host.objects.exists()
        name_host(by=BY, organisation=company("Anders").key, draft=DRAFT)
        clock.shift(timedelta(days=66))
        name_host(by=BY, organisation=known.key, draft=DRAFT)
        assert sum(r.over(today()).count() for r in retention_rules() if r.of is HostRefusal) == 1


def test_who_was_only_taken_off_said_no_to_nothing(known: Any) -> None:
    host = name_host(by=BY, organisation=known.key, draft=DRAFT)
    remove_host(by=BY, organisation=known.key, number=host.pk)
    assert not HostRefusal.objects.exists()


def test_a_company_has_so_many_people_asked_in_a_week(known: Any) -> None:
    with time_machine.travel("2026-03-02T10:00Z", tick=False) as clock:
        for number in range(10):
            host = name_host(
                by=BY, organisation=known.key, draft=replace(DRAFT, mail=f"a{number}@x.example")
            )
            remove_host(by=BY, organisation=known.key, number=host.pk)
        with pytest.raises(Refused, match="Nobody else of this company"):
            name_host(by=BY, organisation=known.key, draft=DRAFT)
        assert OutboxMessage.objects.count() == 10
        clock.shift(timedelta(days=7))
        name_host(by=BY, organisation=known.key, draft=DRAFT)


def test_a_link_of_a_company_names_only_people_at_its_domain(known: Any) -> None:
    hand_claim(by=BY, organisation=known.key, mail="hr@example.org", name="HR", language="en")
    link = open_link(token(), scope=CLAIM_SCOPE)
    with pytest.raises(Refused, match="not at voorbeeld"):
        name_own_host(opened=link, draft=replace(DRAFT, mail="an@gmail.com"))
    assert name_own_host(opened=link, draft=DRAFT).confirmed_at is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"function": " "}, "Something that readers need is empty"),
        ({"may_ask": "x" * 301}, "too long"),
        ({"languages": ("xx",)}, "cannot be chosen"),
    ],
)
def test_a_naming_is_refused(known: Any, given: dict[str, Any], said: str) -> None:
    with pytest.raises(Refused, match=said):
        name_host(by=BY, organisation=known.key, draft=replace(DRAFT, **given))
    assert not Host.objects.exists()
    assert not OutboxMessage.objects.exists()


def test_who_may_name_and_how_many(known: Any) -> None:
    with pytest.raises(NotAllowed):
        name_host(by=Actor(name="x"), organisation=known.key, draft=DRAFT)
    for number in range(10):
        name_host(by=BY, organisation=known.key, draft=replace(DRAFT, mail=f"a{number}@x.example"))
    with pytest.raises(Refused, match="at most 10"):
        name_host(by=BY, organisation=known.key, draft=DRAFT)
    number = Host.objects.latest("pk").pk
    with pytest.raises(NotAllowed):
        remove_host(by=Actor(name="x"), organisation=known.key, number=number)
    remove_host(by=BY, organisation=known.key, number=number)
    with pytest.raises(NotFound):
        remove_host(by=BY, organisation=known.key, number=number)


def ask(host: Host, **given: Any) -> None:
    sent = {"name": "Bo", "mail": "bo@example.org", "text": "What is a day like?", **given}
    ask_host(host=host.key, language="en", **sent)


def test_a_question_is_passed_on_once_its_author_confirmed(shown: Host) -> None:
    ask(shown)
    mail = OutboxMessage.objects.latest("pk")
    assert mail.person_id != shown.person_id
    assert "What is a day like?" not in mail.body
    link = opened(HOST_QUESTION_SCOPE, "link/meet/ask/")
    pass_on(opened=link)
    mail = OutboxMessage.objects.latest("pk")
    assert mail.person_id == shown.person_id
    assert "What is a day like?" in mail.body
    assert "bo@example.org" in mail.body
    assert "List-Unsubscribe" in json.dumps(mail.headers)
    assert not HostQuestion.objects.exists()
    with pytest.raises(NotFound):
        pass_on(opened=link)


def test_once_it_has_left_nothing_of_a_question_is_kept(shown: Host) -> None:
    deliver_due()
    ask(shown)
    pass_on(opened=opened(HOST_QUESTION_SCOPE, "link/meet/ask/"))
    deliver_due()
    sent = list(OutboxMessage.objects.filter(person_id=shown.person_id, state="sent").values())
    assert len(sent) == 2
    assert not re.search("Bo|bo@|day like", str(sent))


def test_a_second_question_on_one_day_is_asked_too(shown: Host) -> None:
    for text in ("What is a day like?", "And what is a night like?"):
        ask(shown, text=text)
        pass_on(opened=opened(HOST_QUESTION_SCOPE, "link/meet/ask/"))
        assert text in OutboxMessage.objects.latest("pk").body
    assert (
        OutboxMessage.objects.filter(person_id=shown.person_id, body__contains="like?").count() == 2
    )


def test_only_questions_that_were_confirmed_keep_others_away(shown: Host) -> None:
    for number in range(9):
        ask(shown, mail=f"forged{number}@example.org")
    for number in range(5):
        ask(shown, mail=f"b{number}@example.org")
        pass_on(opened=opened(HOST_QUESTION_SCOPE, "link/meet/ask/"))
    ask(shown)
    link = opened(HOST_QUESTION_SCOPE, "link/meet/ask/")
    with time_machine.travel(now(), tick=False) as clock:
        with pytest.raises(Refused, match="asked often today"):
            pass_on(opened=link)
        assert HostQuestion.objects.filter(person__mail="bo@example.org").exists(), "it waits"
        clock.shift(timedelta(days=1, minutes=5))
        pass_on(opened=link)


def test_what_cannot_be_asked(shown: Host) -> None:
    for given, said in (({"text": " "}, "empty"), ({"text": "x" * 2001}, "too long")):
        with pytest.raises(Refused, match=said):
            ask(shown, **given)
    ask(shown)
    link = opened(HOST_QUESTION_SCOPE, "link/meet/ask/")
    Host.objects.update(confirmed_at=None)
    with pytest.raises(NotFound):
        pass_on(opened=link)
    with pytest.raises(NotFound):
        ask(shown)


def test_a_second_question_waits_beside_the_first_and_a_double_one_is_one(shown: Host) -> None:
    for text in ("What is a day like?", "once more", "once more"):
        ask(shown, text=text)
    assert [one.text for one in HostQuestion.objects.all()] == ["What is a day like?", "once more"]
    mails = OutboxMessage.objects.filter(person__mail="bo@example.org")
    assert mails.count() == 2
    pass_on(opened=opened(HOST_QUESTION_SCOPE, "link/meet/ask/"))
    assert HostQuestion.objects.get().text == "What is a day like?"


def test_where_too_many_questions_wait_a_mail_says_so(shown: Host) -> None:
    for number in range(12):
        ask(shown, text=f"question {number}")
    assert HostQuestion.objects.count() == 10
    assert OutboxMessage.objects.filter(person__mail="bo@example.org").count() == 11
    assert "this one was not kept" in OutboxMessage.objects.latest("pk").body


def test_an_address_that_somebody_typed_is_forgotten(shown: Host) -> None:
    ask(shown)
    ask_for_alert(mail="ka@example.org", words="lasser", filters={})
    people = Person.objects.filter(mail__in=["bo@example.org", "ka@example.org"])
    assert people.count() == 2
    for days in (29, 31, 32):  # what they asked goes first
        enforce(by=BY, on=today() + timedelta(days=days))
    assert not people.exists()
    assert Person.objects.filter(pk=shown.person_id, erased_at=None).exists(), "is shown"


def test_the_audit_names_nobody(shown: Host) -> None:
    ask(shown)
    pass_on(opened=opened(HOST_QUESTION_SCOPE, "link/meet/ask/"))
    rows = AuditEvent.objects.filter(action__startswith="portal.").values_list("subject", "details")
    kept = json.dumps(list(map(list, rows)))
    assert rows
    assert not re.search("Voorbeeld|mechatronics|Bo|day like|example.org", kept)


def test_it_is_told_and_erased(shown: Host) -> None:
    ask(shown)
    person = shown.person
    assert "how a working day goes" in json.dumps(export_person(person=person, by=BY))
    erase_person(person=person, by=BY, reason="asked")
    assert not Host.objects.exists()
    assert not HostQuestion.objects.exists(), "nobody is there to ask any more"
    assert Person.objects.get(pk=person.pk).erased_at is not None


def test_it_goes_after_its_term(shown: Host) -> None:
    def over(of: type[Any]) -> int:
        return sum(rule.over(today()).count() for rule in retention_rules() if rule.of is of)

    ask(shown)
    assert (over(Host), over(HostQuestion)) == (0, 0)
    Host.objects.update(confirmed_at=now() - timedelta(days=732))
    HostQuestion.objects.update(asked_at=now() - timedelta(days=8))
    assert (over(Host), over(HostQuestion)) == (1, 1)
    Host.objects.update(confirmed_at=None, named_at=now() - timedelta(days=31))
    assert over(Host) == 1
