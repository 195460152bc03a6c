# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The newsletter: asked for twice, ended once, sent to each reader once."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction

from hcat.correspondence.api import LinkRefused, deliver_due, open_link
from hcat.correspondence.delivery import as_mail
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import NotFound, Refused, now, today
from hcat.foundation.retention import enforce
from hcat.numerics.api import Period
from hcat.parties.api import has_consent, invite, person_by_key
from hcat.sharing.api import (
    Issue,
    IssueText,
    ItemText,
    News,
    add_item,
    arrange_issue,
    ask_contact,
    ask_for_newsletter,
    carry_on,
    count_click,
    draft_issue,
    drop_issue,
    gather_again,
    items_of_issue,
    let_lapse,
    link_numbered,
    newsletter_due,
    provide_news,
    readers,
    send_issue,
    sign_up,
    stop_token,
    subscribe,
    unsubscribe,
    write_issue,
)
from hcat.sharing.operations import sending

from .making import BY, coming, event, practice, reader, token_in

pytestmark = pytest.mark.usefixtures("polder")
Mails = Callable[[str], list[Any]]
MAIL = "kim@voorbeeld.example"


def issue(*languages: str) -> Issue:
    """A draft with a subject in these languages, Dutch when none is named."""
    made = draft_issue(by=BY)
    for code in languages or ("nl",):
        text = IssueText(title=f"Nieuws {code}", opening=f"Opening {code}.")
        made = write_issue(by=BY, issue=made.key, language=code, text=text, based_on=made.edition)
    return made


def sent(key: str) -> list[OutboxMessage]:
    return list(OutboxMessage.objects.filter(kind="newsletter", dedupe_key__contains=key))


def test_nobody_is_a_reader_before_confirming_by_mail(mails: Mails) -> None:
    ask_for_newsletter(mail=MAIL)
    ask_for_newsletter(mail=MAIL)
    assert len(mails(MAIL)) == 1, "at most one a day, whoever asks"
    assert readers().total == 0
    subscribe(opened=open_link(token_in(mails(MAIL)[0]), scope="sharing.newsletter"))
    assert readers().by_language == {"nl": 1, "en": 0, "de": 0}
    ask_for_newsletter(mail=MAIL)
    assert len(mails(MAIL)) == 1, "who reads it already is not written to again"


def test_one_click_ends_it_for_good_and_from_any_mail() -> None:
    person = reader()
    token = stop_token(person.key)
    assert unsubscribe(token=token) is True
    assert unsubscribe(token=token) is False
    assert not has_consent(person, "newsletter")


def test_an_old_confirmation_does_not_undo_the_end(mails: Mails) -> None:
    ask_for_newsletter(mail=MAIL)
    first = token_in(mails(MAIL)[0])
    subscribe(opened=open_link(first, scope="sharing.newsletter"))
    subscribe(opened=open_link(first, scope="sharing.newsletter"))
    person = person_by_key(MAIL)
    unsubscribe(token=stop_token(person.key))
    with pytest.raises(LinkRefused):
        open_link(first, scope="sharing.newsletter")
    ask_for_newsletter(mail=MAIL)
    ask_for_newsletter(mail=MAIL)
    assert len(mails(MAIL)) == 2, "who changes their mind need not wait for another day"
    subscribe(opened=open_link(token_in(mails(MAIL)[1]), scope="sharing.newsletter"))
    assert has_consent(person, "newsletter")


@pytest.mark.parametrize("wrong", ["", "nobody", "nobody:AAAA", "{key}", "{key}:AAAA"])
def test_a_forged_token_ends_nothing(wrong: str) -> None:
    person = reader()
    with pytest.raises(LinkRefused):
        unsubscribe(token=wrong.format(key=person.key))
    assert has_consent(person, "newsletter")


def test_a_draft_holds_what_is_new_and_nothing_twice() -> None:
    new = practice()
    event()
    made = issue()
    kinds = [one.kind for one in items_of_issue(made)]
    assert kinds[:2] == ["practice", "event"]
    assert items_of_issue(made)[0].path == f"/practices/{new.key}"
    reader()
    send_issue(by=BY, issue=made.key)
    carry_on(issue=made.key)
    with time_machine.travel(now() + timedelta(days=15)):
        assert "practice" not in [one.kind for one in items_of_issue(issue())]


def test_what_was_gathered_late_is_not_told_again() -> None:
    reader()
    made = issue()
    with time_machine.travel(now() + timedelta(days=5)):
        practice()
        assert gather_again(by=BY, issue=made.key) == 1
        send_issue(by=BY, issue=made.key)
        carry_on(issue=made.key)
    with time_machine.travel(now() + timedelta(days=40)):
        due = newsletter_due()
        assert due is not None
        assert due.news == 0
        assert not items_of_issue(issue()).exists()


def test_another_room_tells_its_own_news(monkeypatch: pytest.MonkeyPatch) -> None:
    from hcat.sharing import news

    monkeypatch.setattr(news, "_others", {})
    texts = {"nl": {"title": "Een rapport", "text": ""}}
    provide_news("test", lambda since: [News("report", "report:x", texts, "/reports/x")])
    assert [one.about for one in items_of_issue(issue())] == ["report:x"]


def test_one_draft_at_a_time_and_what_was_thrown_away_comes_back() -> None:
    practice()
    made = issue()
    with pytest.raises(Refused):
        draft_issue(by=BY)
    drop_issue(by=BY, issue=made.key)
    assert items_of_issue(issue()).count() == 1


def test_items_are_put_in_order_and_left_out() -> None:
    practice()
    made = issue()
    own = add_item(
        by=BY, issue=made.key, language="nl", text=ItemText(title="Zelf"), path="/results",
        based_on=made.edition,
    )  # fmt: skip
    made.refresh_from_db()
    arrange_issue(
        by=BY, issue=made.key, places={own.number: 0}, left_out=[1], based_on=made.edition
    )
    assert [one.number for one in items_of_issue(made)] == [own.number]
    assert [one.number for one in items_of_issue(made, every=True)] == [own.number, 1]
    with pytest.raises(Refused):
        arrange_issue(by=BY, issue=made.key, places={}, left_out=[], based_on=made.edition)
    made.refresh_from_db()
    with pytest.raises(NotFound):
        arrange_issue(by=BY, issue=made.key, places={99: 1}, left_out=[], based_on=made.edition)


@pytest.mark.parametrize(
    "path", ["https://elders.example", "//elders.example", "results", "/\\elders.example", ""]
)
def test_an_item_leads_to_a_page_of_ours_only(path: str) -> None:
    made = issue()
    with pytest.raises(Refused):
        add_item(
            by=BY, issue=made.key, language="nl", text=ItemText(title="Weg"), path=path,
            based_on=made.edition,
        )  # fmt: skip


def test_each_reader_gets_it_once_in_their_language_with_a_way_out() -> None:
    dutch, german = reader(1), reader(2, "de")
    practice()
    made = issue("nl", "de")
    send_issue(by=BY, issue=made.key)
    assert carry_on(issue=made.key) == 2
    assert carry_on(issue=made.key) == 0
    mails = {one.person_id: one for one in sent(made.key)}
    assert mails[dutch.pk].subject == "Nieuws nl"
    assert mails[german.pk].subject == "Nieuws de"
    assert f"/de/news/{made.key}/1" in mails[german.pk].body
    left = as_mail(mails[german.pk]).message()
    assert left["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    where = left["List-Unsubscribe"].strip("<>")
    assert where in mails[german.pk].body
    assert unsubscribe(token=where.rpartition("/")[2])


def test_who_ends_it_while_it_waits_does_not_get_it(tmp_path: Any, settings: Any) -> None:
    settings.EMAIL_BACKEND = "hcat.correspondence.spool.SpoolBackend"
    settings.EMAIL_FILE_PATH = tmp_path
    person = reader()
    made = issue()
    send_issue(by=BY, issue=made.key)
    carry_on(issue=made.key)
    unsubscribe(token=stop_token(person.key))
    assert deliver_due().cancelled == 1


def test_it_is_outside_the_budget_and_therefore_rare() -> None:
    reader()
    made = issue()
    send_issue(by=BY, issue=made.key)
    carry_on(issue=made.key)
    assert sent(made.key)[0].is_transactional
    with time_machine.travel(now() + timedelta(days=13)):
        early = issue()
        with pytest.raises(Refused):
            send_issue(by=BY, issue=early.key)
    with time_machine.travel(now() + timedelta(days=15)):
        assert send_issue(by=BY, issue=early.key).state == "sending"


def test_what_is_not_ready_is_not_sent() -> None:
    bare = draft_issue(by=BY)
    with pytest.raises(Refused):
        send_issue(by=BY, issue=bare.key)
    write_issue(by=BY, issue=bare.key, language="nl", text=IssueText(title="Leeg"), based_on=1)
    reader()
    with pytest.raises(Refused):
        send_issue(by=BY, issue=bare.key)
    assert not sent("")


def test_sending_goes_on_where_it_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "BATCH", 3)
    for number in range(8):
        reader(number)
    made = issue()
    send_issue(by=BY, issue=made.key)
    whole = sending.enqueue
    calls = iter(range(100))

    def dies(**given: Any) -> Any:
        if next(calls) == 4:
            raise RuntimeError("the machine stopped")
        return whole(**given)

    monkeypatch.setattr(sending, "enqueue", dies)
    with pytest.raises(RuntimeError), transaction.atomic():
        sending._batch(made.key)
        sending._batch(made.key)
    monkeypatch.setattr(sending, "enqueue", whole)
    assert carry_on(issue=made.key) == 8
    assert len(sent(made.key)) == 8
    made.refresh_from_db()
    assert (made.state, made.mails) == ("sent", 8)


def test_the_command_tells_before_it_sends() -> None:
    reader()
    made = issue()
    out = io.StringIO()
    call_command("newsletter", "send", made.key, "--dry-run", "--json", stdout=out)
    assert json.loads(out.getvalue()) == {"nl": 1, "en": 0, "de": 0}
    assert not sent(made.key)
    call_command("newsletter", "send", made.key, stdout=io.StringIO())
    assert len(sent(made.key)) == 1
    with pytest.raises(Refused):
        call_command("newsletter", "send", made.key, stdout=io.StringIO())


def test_clicks_are_counted_per_link_and_day_and_nothing_else() -> None:
    reader()
    practice()
    made = issue()
    count_click(made.links.get(number=1))
    send_issue(by=BY, issue=made.key)
    carry_on(issue=made.key)
    link = link_numbered(made.key, 1)
    count_click(link)
    count_click(link)
    row = link.counts.get()
    assert (row.day, row.count) == (today(), 2)
    assert {field.name for field in row._meta.fields} == {"id", "link", "day", "count"}


def test_a_month_after_the_last_one_it_is_due_where_there_is_news() -> None:
    reader()
    made = issue()
    send_issue(by=BY, issue=made.key)
    carry_on(issue=made.key)
    practice()
    soon = newsletter_due()
    assert soon is not None
    assert not soon.is_due
    with time_machine.travel(now() + timedelta(days=31)):
        due = newsletter_due()
        assert due is not None
        assert due.is_due
        assert due.news == 1


def test_the_share_of_readers_says_how_it_was_counted() -> None:
    from hcat.evidence.api import Scope
    from hcat.sharing.measures import newsletter_readers

    year = Period.year(today().year)
    assert newsletter_readers(year, Scope()).missing_reason
    reader(1), reader(2)
    practice()
    made = issue()
    send_issue(by=BY, issue=made.key)
    carry_on(issue=made.key)
    link = link_numbered(made.key, 1)
    count_click(link)
    with time_machine.travel(now() + timedelta(days=1)):
        found = newsletter_readers(year, Scope())
        assert (found.value, found.numerator, found.denominator) == (50.0, 1, 2)
        assert "clicks twice" in found.method
        frozen_at = now()
        count_click(link), count_click(link)
    with time_machine.travel(now() + timedelta(days=9)):
        assert "programs" in str(newsletter_readers(year, Scope()).missing_reason)
        again = newsletter_readers(year, Scope(known_on=frozen_at))
        assert (again.value, again.numerator) == (50.0, 1), "made again, it is the same"


def test_visitors_are_not_summed_while_one_event_was_not_counted() -> None:
    from hcat.evidence.api import Scope
    from hcat.sharing.api import note_attendance
    from hcat.sharing.measures import event_visitors

    first, second = event(), event()
    with time_machine.travel(first.ends_at + timedelta(days=1)):
        year = Period.year(first.ends_at.year)
        note_attendance(by=BY, event=first.key, came=[], others=7)
        assert event_visitors(year, Scope()).missing_reason
        note_attendance(by=BY, event=second.key, came=[], others=5)
        assert event_visitors(year, Scope()).value == 12
        frozen_at = now()
    with time_machine.travel(first.ends_at + timedelta(days=9)):
        note_attendance(by=BY, event=second.key, came=[], others=50)
        assert event_visitors(year, Scope()).value == 57
        assert event_visitors(year, Scope(known_on=frozen_at)).value == 12
        assert event_visitors(year, Scope(known_on=first.ends_at)).missing_reason


def test_the_person_who_reads_is_known_by_address() -> None:
    ask_for_newsletter(mail=MAIL, name="Kim")
    assert person_by_key(MAIL).name == "Kim"


def forgotten(*, after: int) -> int:
    on = today() + timedelta(days=after)
    return enforce(by=BY, on=on)["addresses that nobody confirmed"]


def test_an_address_that_nobody_confirms_is_forgotten_after_a_month(mails: Mails) -> None:
    ask_for_newsletter(mail=MAIL)
    person = person_by_key(MAIL)
    assert forgotten(after=29) == 0
    with time_machine.travel(now() + timedelta(days=20)):
        ask_for_newsletter(mail=MAIL)
    assert forgotten(after=40) == 0, "the last mail can still be answered"
    assert forgotten(after=50) == 1
    assert forgotten(after=50) == 0
    person.refresh_from_db()
    assert (person.name, person.mail) == ("", "")
    assert not mails(MAIL)


def test_a_sign_up_that_lapsed_leaves_no_address_behind() -> None:
    sign_up(event=event().key, name="Bot", mail=MAIL)
    assert forgotten(after=40) == 0, "it still holds a place"
    with time_machine.travel(now() + timedelta(days=2)):
        let_lapse()
    assert forgotten(after=40) == 1


def test_who_is_known_otherwise_is_not_forgotten() -> None:
    unsubscribed, contact, invited = reader(1), reader(2), "p@voorbeeld.example"
    unsubscribe(token=stop_token(unsubscribed.key))
    invite(name="P", mail=invited, role="project_leader", scope="point:learn", by=BY)
    coming(event(), "Kim")
    ask_contact(by=BY, practice=practice().key, name="Sam", mail="sam@voorbeeld.example")
    for mail in (unsubscribed.mail, contact.mail, invited, MAIL, "sam@voorbeeld.example"):
        ask_for_newsletter(mail=mail)
    assert forgotten(after=300) == 0
