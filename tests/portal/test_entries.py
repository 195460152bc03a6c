# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A vacancy that no site shows: entered, changed, prolonged, closed, and ended by itself."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.correspondence.api import open_link
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, now, today
from hcat.foundation.models import AuditEvent
from hcat.parties.api import erase_person
from hcat.portal.demo import clear
from hcat.portal.entering.drafts import Draft, draft_of, left_out_of, posting_of
from hcat.portal.entering.typed import as_typed, body_of
from hcat.portal.entry_letters import ask_whether_open
from hcat.portal.models import BY_HAND, Advert, Check, Entry, Gap, Source, Vacancy
from hcat.portal.operations.claims import claim_company, hand_claim, withdraw_claim
from hcat.portal.operations.entries import (
    AlreadyEntered,
    WrongDraft,
    change_entry,
    close_entry,
    enter_vacancy,
    prolong_entry,
)
from hcat.portal.operations.twins import join, join_twins
from hcat.portal.queries.entries import ending_unasked, entries_of, may_take_back
from hcat.portal.queries.twins import adverts_of, perhaps_one_with
from hcat.portal.queries.vacancies import shown_open, vacancy_called
from hcat.portal.syncing.freshness import hide_what_is_stale
from hcat.portal.syncing.running import due, sync
from hcat.portal.syncing.spells import expire, write
from hcat.portal.tasks import read_sources
from hcat.postings.api import Asker
from tests.portal.conftest import BY
from tests.portal.test_claims import token
from tests.portal.test_gaps import Read, posting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_english")]
TEXT = (
    "Je freest onderdelen voor machines in de voedingsindustrie op een vijfassige freesbank.\n\n"
    "Je hebt mbo 4 en kent Heidenhain."
)


def a_draft(**given: Any) -> Draft:
    standard: dict[str, Any] = {
        "title": "CNC-frezer",
        "text": TEXT,
        "place": "Hengelo",
        "closes": today() + timedelta(days=30),
        "apply_at": "https://voorbeeld.example/werken",
        "hours": "32-40",
        "levels": ("mbo-4",),
    }
    return Draft(**{**standard, **given})


@pytest.fixture
def known(at: Any, company: Callable[..., Any]) -> Any:
    return company("Voorbeeld Machines", website="https://www.voorbeeld.example")


@pytest.fixture
def opened(known: Any) -> Any:
    claim_company(organisation=known.key, mail="an@voorbeeld.example", language="nl")
    return open_link(token(), scope="company")


def enter(known: Any, by: Any = BY, **given: Any) -> Entry:
    return enter_vacancy(by=by, organisation=known.key, draft=a_draft(**given))


def test_what_is_entered_is_a_vacancy_like_others(known: Any) -> None:
    entry = enter(known)
    vacancy = entry.advert.vacancy
    shown = vacancy_called(vacancy.key, language="nl")
    assert (shown.is_open, shown.places, shown.checked_at) == (True, ("Hengelo",), now())
    assert (entry.advert.language, vacancy.closes) == ("nl", today() + timedelta(days=30))
    assert shown.told["hours_low"] == 32.0
    assert {label.value for label in shown.labels["level"]} == {"mbo-4"}
    assert shown.labels["field"][0].value == "mechanical"
    assert shown_open().filter(pk=vacancy.pk).exists()
    assert Source.objects.get().system == BY_HAND
    assert AuditEvent.objects.filter(action="portal.vacancy_entered").count() == 1


def test_it_is_one_with_what_a_site_shows_already(known: Any) -> None:
    site = Source.objects.create(organisation=known, system="mapping", address="https://x.example")
    told = "Je freest onderdelen in Hengelo op een Hermle C42 met Heidenhain TNC640, in ploegen."
    shown = replace(posting(1), title="CNC frezer (m/v/x)", body=f"<p>{told}</p>")
    write(site, Read(postings={("1", "nl"): shown}, seen={"1"}), by=BY)
    enter(known, title="CNC frezer", text=told)
    assert Vacancy.objects.count() == 1
    assert Vacancy.objects.get().adverts.count() == 2


@pytest.mark.parametrize(
    ("given", "field", "said"),
    [
        ({"title": " "}, "title", "Give it a title"),
        ({"title": "Frezer, bel 053 123 45 67"}, "title", "Leave out the telephone number"),
        ({"text": "Kom werken."}, "text", "at least a sentence"),
        ({"text": "x" * 40_001}, "text", "under 40000"),
        ({"place": ""}, "place", "in which town"),
        ({"hours": "veel"}, "hours", "such as 32-40"),
        ({"levels": ("hoog",)}, "levels", "mbo-3"),
        ({"language": "fr"}, "language", "not one of nl"),
        ({"closes": None}, "closes", "Give the last day"),
        ({"closes": date(2026, 3, 1)}, "closes", "has passed"),
        ({"closes": date(2026, 12, 1)}, "closes", "too far ahead"),
        ({"apply_at": ""}, "apply_at", "Give an address"),
        ({"apply_at": "javascript:alert(1)"}, "apply_at", "is no address"),
        ({"apply_at": "bel ons"}, "apply_at", "is no address"),
        ({"apply_at": "j.jansen@voorbeeld.example"}, "apply_at", "address of a person"),
    ],
)
def test_what_cannot_be_kept_says_why_and_nothing_is_written(
    known: Any, given: dict[str, Any], field: str, said: str
) -> None:
    with pytest.raises(WrongDraft) as refused:
        enter(known, **given)
    assert [name for name, _text in refused.value.problems] == [field]
    assert said in refused.value.problems[0][1]
    assert not Source.objects.exists()


def test_a_desk_may_be_written_to_and_a_person_is_left_out(known: Any) -> None:
    text = f"{TEXT} Bel Jan Jansen: 053 123 45 67. Kom langs."
    assert left_out_of(a_draft(text=text)) == ("Bel Jan Jansen: 053 123 45 67.",)
    entry = enter(known, text=text, apply_at="vacatures@voorbeeld.example")
    assert entry.advert.apply_at == "mailto:vacatures@voorbeeld.example"
    assert "053" not in entry.advert.body
    assert "Jansen" not in entry.advert.body
    assert "Kom langs" in entry.advert.body


TYPED = (
    "Wij vragen iemand die A<B en x>y kan lezen, en < 5 µm haalt:\n- mbo 4 & ervaring\n"
    "- <letter> van een ander\n\nWij bieden:\n\n- werk\n\n- geld\nen meer\n\nKom & kijk."
)


def test_what_is_typed_is_kept_word_for_word_and_comes_back_as_it_was_typed(known: Any) -> None:
    entry = enter(known, text=TYPED)
    assert entry.advert.body == (
        "<p>Wij vragen iemand die A&lt;B en x&gt;y kan lezen, en &lt; 5 µm haalt:</p>"
        "<ul><li>mbo 4 &amp; ervaring</li><li>&lt;letter&gt; van een ander</li></ul>\n"
        "<p>Wij bieden:</p>\n<ul><li>werk</li>\n<li>geld</li></ul><p>en meer</p>"
        "<p>Kom &amp; kijk.</p>"
    )
    assert draft_of(entry.advert).text == TYPED
    again = change_entry(entry, by=BY, mark=entry.advert.digest, draft=draft_of(entry.advert))
    assert again.advert.digest == entry.advert.digest


@settings(max_examples=200)
@given(st.lists(st.sampled_from(["", "a", "- b", "* c", "-", "<p>", "&lt;", " x ", "</ul>"])))
def test_any_text_comes_back_as_it_was_typed(lines: list[str]) -> None:
    told = "\n".join(["Begin", *lines])
    once = as_typed(body_of(told))
    assert body_of(once) == body_of(told)
    assert once.split() == told.replace("* c", "- c").split()


def test_html_that_a_system_exports_stays_html_and_is_cleaned(known: Any) -> None:
    told = "<p>Wij bouwen machines voor de industrie.</p><script>alert(1)</script>"
    entry = enter(known, text=f"{told}<ul><li onclick=x>Eén</li></ul><h2>En <b>meer</b></h2>")
    assert entry.advert.body == (
        "<p>Wij bouwen machines voor de industrie.</p><ul><li>Eén</li></ul><h2>En <b>meer</b></h2>"
    )
    again = change_entry(entry, by=BY, mark=entry.advert.digest, draft=draft_of(entry.advert))
    assert again.advert.digest == entry.advert.digest


@pytest.mark.parametrize(
    "text",
    [
        f"{TEXT}\nBel Jan op 06-12345678\nKom langs.",
        f"Bel Jan op 06-12345678\n{TEXT}",
        f"{TEXT}\n\n- Bel Jan op 06-12345678",
        f"{TEXT}\n- werk\n\n- Bel Jan op 06-12345678\n- meer",
    ],
)
def test_what_is_left_of_a_text_is_shown_as_text_again(text: str) -> None:
    posting = posting_of("1", a_draft(text=text))
    assert "06-" not in posting.body
    assert "<" not in as_typed(posting.body)
    assert body_of(as_typed(posting.body)) == posting.body


def test_a_text_of_which_nothing_is_left_is_refused_with_what_is_not_kept(known: Any) -> None:
    told = "Bel Jan Jansen op 06-12345678 voor meer informatie over deze mooie functie bij ons."
    with pytest.raises(WrongDraft, match=r"Too little is left.*Bel Jan Jansen op 06-12345678"):
        enter(known, text=told)
    assert not Vacancy.objects.exists()


def test_the_same_twice_is_one(known: Any) -> None:
    entry = enter(known)
    with pytest.raises(AlreadyEntered, match="stands there already") as twice:
        enter(known)
    assert (twice.value.entry, twice.value.is_alike) == (entry, True)
    with pytest.raises(AlreadyEntered) as other:
        enter(known, title="cnc-FREZER", text=f"{TEXT} Morgen beginnen.")
    assert (other.value.entry, other.value.is_alike) == (entry, False)
    assert Advert.objects.count() == 1
    enter(known, place="Almelo")
    close_entry(entry, by=BY, reason="filled")
    enter(known)
    assert Vacancy.objects.filter(closed_at=None).count() == 2
    with pytest.raises(AlreadyEntered):
        prolong_entry(entry, by=BY)


def test_two_by_hand_are_joined_by_people_only_and_close_as_one(known: Any) -> None:
    first, second = enter(known), enter(known, title="CNC-frezer (m/v)")
    mine, other = first.advert.vacancy, second.advert.vacancy
    assert join_twins(by=BY) == []
    [perhaps] = perhaps_one_with(mine, adverts_of(mine))
    assert perhaps.vacancy == other
    join(by=BY, vacancy=mine.key, other=other.key)
    assert Vacancy.objects.get(closed_at=None) == mine
    assert mine.adverts.count() == 2
    close_entry(second, by=BY, reason="filled")
    mine.refresh_from_db()
    assert mine.closed_because == "filled"
    assert not Advert.objects.filter(closed_at=None).exists()


def test_a_change_keeps_the_spell_and_the_second_of_two_is_told(known: Any) -> None:
    entry = enter(known)
    mark = entry.advert.digest
    changed = change_entry(entry, by=BY, mark=mark, draft=a_draft(title="Frezer", language="en"))
    assert (changed.advert.title, changed.advert.vacancy_id) == ("Frezer", entry.advert.vacancy_id)
    assert changed.advert.vacancy.closed_at is None
    assert [one.pk for one in entries_of(known.key)] == [changed.pk]
    with pytest.raises(Refused, match="in the meantime"):
        change_entry(changed, by=BY, mark=mark, draft=a_draft())
    with pytest.raises(WrongDraft):
        change_entry(changed, by=BY, mark=changed.advert.digest, draft=a_draft(title=""))


def test_it_ends_by_itself_and_is_taken_up_again_as_the_same(known: Any, at: Any) -> None:
    entry = enter(known)
    at.shift(timedelta(days=31))
    read_sources.func()  # there is no source to read
    entry.refresh_from_db()
    advert = Advert.objects.get()
    assert (advert.closed_because, advert.seen_at) == ("expired", entry.said_at)
    assert not shown_open().exists()
    at.shift(timedelta(days=10))
    back = prolong_entry(entry, by=BY)
    assert back.advert.vacancy_id == advert.vacancy_id
    assert back.advert.closes == today() + timedelta(days=42)
    assert back.said_at == now()
    assert Gap.objects.count() == 1
    at.shift(timedelta(days=42 + 1 + 32))
    expire(now() - timedelta(days=32))
    with pytest.raises(Refused, match="Enter it anew"):
        prolong_entry(back, by=BY)


def test_prolonging_shortens_nothing_and_has_its_limit(known: Any) -> None:
    far = today() + timedelta(days=90)
    entry = enter(known, closes=far)
    assert prolong_entry(entry, by=BY).advert.closes == far
    chosen = today() + timedelta(days=50)
    assert prolong_entry(entry, by=BY, until=chosen).advert.closes == chosen
    with pytest.raises(WrongDraft):
        prolong_entry(entry, by=BY, until=today() + timedelta(days=93))


@pytest.mark.parametrize("reason", ["filled", "withdrawn"])
def test_closing_says_why_and_is_taken_back_for_a_week_only(
    known: Any, at: Any, reason: str
) -> None:
    entry = close_entry(enter(known), by=BY, reason=reason)
    vacancy, day = entry.advert.vacancy, entry.advert.closes
    assert vacancy.closed_because == reason
    for again in (
        lambda: close_entry(entry, by=BY, reason=reason),
        lambda: change_entry(entry, by=BY, mark=entry.advert.digest, draft=a_draft()),
    ):
        with pytest.raises(Refused, match="is closed"):
            again()
    at.shift(timedelta(days=6))
    assert may_take_back(entry)
    back = prolong_entry(entry, by=BY)
    assert (back.pk, back.advert.vacancy, back.advert.closes) == (entry.pk, vacancy, day)
    assert (back.advert.vacancy.closed_at, back.said_at) == (None, now())
    [gap] = Gap.objects.all()
    assert (gap.closed_because, gap.reopened_at) == (reason, now())
    assert shown_open().filter(pk=vacancy.pk).exists()
    closed = close_entry(back, by=BY, reason=reason)
    at.shift(timedelta(days=8))
    assert not may_take_back(closed)
    with pytest.raises(Refused, match="is closed"):
        prolong_entry(closed, by=BY)


def test_taken_back_after_its_last_day_it_gets_another(known: Any, at: Any) -> None:
    entry = close_entry(enter(known, closes=today()), by=BY, reason="filled")
    at.shift(timedelta(days=3))
    assert prolong_entry(entry, by=BY).advert.closes == today() + timedelta(days=42)
    assert Vacancy.objects.get().closes == today() + timedelta(days=42)


def test_no_other_reason(known: Any) -> None:
    with pytest.raises(Refused, match="no reason to close"):
        close_entry(enter(known), by=BY, reason="gone")
    assert Vacancy.objects.get().closed_at is None


def test_nobody_reads_it_and_no_promise_of_a_site_hides_it(known: Any, at: Any) -> None:
    enter(known)
    at.shift(timedelta(days=20))
    assert hide_what_is_stale() == 0
    assert due() == []
    assert sync(list(Source.objects.all()), by=BY, ask=Asker("hcat-test")) == []
    assert shown_open().exists()
    assert Check.objects.count() == 1


def test_a_second_one_leaves_the_first_and_when_it_was_said(known: Any, at: Any) -> None:
    first = enter(known)
    at.shift(timedelta(days=3))
    enter(known, title="Lasser", text=TEXT.replace("freest", "last"))
    assert Vacancy.objects.filter(closed_at=None).count() == 2
    shown = vacancy_called(first.advert.vacancy.key, language="nl")
    assert shown.checked_at == first.said_at == now() - timedelta(days=3)


# --- who may ----------------------------------------------------------------------------------


def test_whoever_holds_the_link_enters_for_that_company_only(
    known: Any, opened: Any, company: Any
) -> None:
    entry = enter(known, by=opened)
    assert entry.person_id == opened.person_id
    assert AuditEvent.objects.get(action="portal.vacancy_entered").actor.startswith("link ")
    other = company("Ander")
    with pytest.raises(NotFound, match="another company"):
        enter(other, by=opened)
    foreign = enter(other)
    for refused in (
        lambda: close_entry(foreign, by=opened, reason="filled"),
        lambda: prolong_entry(foreign, by=opened),
        lambda: change_entry(foreign, by=opened, mark=foreign.advert.digest, draft=a_draft()),
    ):
        with pytest.raises(NotFound):
            refused()


def test_a_withdrawn_link_enters_nothing(known: Any, opened: Any) -> None:
    claim = hand_claim_of(known)
    withdraw_claim(claim, by=BY)
    with pytest.raises(NotFound):
        enter(known, by=opened)


def hand_claim_of(known: Any) -> Any:
    from hcat.portal.models import Claim

    return Claim.objects.get(organisation=known)


def test_who_may_not_enters_nothing(known: Any) -> None:
    with pytest.raises(NotAllowed):
        enter(known, by=Actor("nobody", 999_999))
    assert not Source.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_what_several_enter_at_once_all_stands(company: Any) -> None:
    known, titles = company("Tegelijk"), ("Lasser", "Draaier", "Monteur", "Planner")

    def one(title: str) -> None:
        try:
            text = TEXT.replace("freest onderdelen", f"werkt als {title}")
            enter_vacancy(by=BY, organisation=known.key, draft=a_draft(title=title, text=text))
        finally:
            connection.close()

    with ThreadPoolExecutor(len(titles)) as pool:
        list(pool.map(one, titles))
    assert set(Advert.objects.filter(closed_at=None).values_list("title", flat=True)) == set(titles)
    assert Source.objects.count() == 1


# --- asked before it ends ---------------------------------------------------------------------


def mails() -> list[Any]:
    return list(OutboxMessage.objects.filter(kind="portal.entry_ends"))


def test_a_week_before_it_ends_one_mail_asks_about_all(known: Any, opened: Any, at: Any) -> None:
    enter(known, by=opened)
    enter(known, by=opened, title="Lasser", text=TEXT.replace("freest", "last"))
    enter(known, by=opened, title="Draaier", closes=today() + timedelta(days=80))
    assert ask_whether_open() == 0
    at.shift(timedelta(days=23))
    assert ask_whether_open() == 1
    assert ask_whether_open() == 0
    [mail] = mails()
    assert mail.subject == "Staan deze 2 vacatures nog open?"
    assert "CNC-frezer" in mail.body
    assert "Draaier" not in mail.body
    found = open_link(mail.body.split("/link/company/")[1].split("/")[0], scope="company")
    prolong_entry(entries_of(known.key)[0], by=found)
    at.shift(timedelta(days=36))
    assert ask_whether_open() == 1  # the new last day


def test_whom_no_mail_may_ask_the_desk_asks(known: Any, opened: Any, company: Any, at: Any) -> None:
    mine = enter(known, by=opened)
    system = enter(known, title="Lasser", text=TEXT.replace("freest", "last"))
    at.shift(timedelta(days=25))
    assert [one.pk for one in ending_unasked()] == [system.pk]
    withdraw_claim(hand_claim_of(known), by=BY)
    elsewhere = company("Ander", website="https://www.ander.example")
    hand_claim(by=BY, organisation=elsewhere.key, mail="an@voorbeeld.example", name="An")
    assert ask_whether_open() == 0
    assert {one.pk for one in ending_unasked()} == {mine.pk, system.pk}


def test_erasing_a_person_leaves_the_vacancy(known: Any, opened: Any) -> None:
    entry = enter(known, by=opened)
    erase_person(person=entry.person, by=BY, reason="asked")
    entry.refresh_from_db()
    assert entry.person is None
    assert entry.advert.vacancy.closed_at is None


def test_what_was_entered_for_an_invented_company_goes_with_it(known: Any, at: Any) -> None:
    known.is_demo = True
    known.save(update_fields=["is_demo"])
    entry = enter(known)
    assert (Source.objects.get().is_demo, entry.advert.vacancy.is_demo) == (True, True)
    at.shift(timedelta(days=25))
    assert not ending_unasked().exists()
    clear(BY)
    assert not Entry.objects.exists()
    assert not Source.objects.exists()


def test_handing_over_lets_others_enter(known: Any) -> None:
    hand_claim(by=BY, organisation=known.key, mail="bo@elders.example", name="Bo")
    assert enter(known, by=open_link(token(), scope="company")).person is not None
