# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""New vacancies by mail: asked, confirmed, told once, ended with one click."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from hcat.correspondence.api import outbox
from hcat.foundation.api import Actor, now
from hcat.parties.api import export_person, people
from hcat.portal.api import Source, Vacancy, bring_up_to_date, send_alerts
from hcat.portal.models import Alert
from tests.web.conftest import text

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("polder")]
Make = Callable[..., Vacancy]


@pytest.fixture(autouse=True)
def _fresh_counts(at: Any) -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def ask(at: Any, query: str = "q=lasser", **given: str) -> Any:
    client = Client(REMOTE_ADDR=given.pop("place", "127.0.0.1"))
    page = client.get(f"/en/vacancies/mail?{query}").content.decode()
    stamp = re.search(r'name="stamp" value="([^"]+)"', page)
    at.shift(timedelta(seconds=20))
    sent = {"mail": "anna@voorbeeld.example", "rhythm": "daily", "website": "", **given}
    assert stamp is not None
    return client.post(f"/en/vacancies/mail?{query}", {**sent, "stamp": stamp.group(1)})


def link(kind: str) -> str:
    body = outbox().filter(kind=kind).latest("pk").body
    found = re.search(r"https?://[^/]+(/\S*link/\S+)", body)
    assert found is not None
    return found.group(1)


def confirmed(at: Any, **given: str) -> Alert:
    assert ask(at, **given).status_code == 302
    at_link = link("vacancy-alert-confirmation")
    assert "Do you want" in text(Client().get(at_link))  # type: ignore[arg-type]
    assert Alert.objects.get().confirmed_at is None, "opening a link confirms nothing"
    Client().post(at_link)
    return Alert.objects.get()


def mails() -> int:
    """How many go out, where the sources were read a moment ago."""
    Source.objects.update(read_at=now())
    return send_alerts()


def test_new_vacancies_come_once_in_the_language_they_were_asked_in(vacancy: Make, at: Any) -> None:
    vacancy("Lasser", opened_at=now() - timedelta(days=2))
    confirmed(at)
    at.shift(timedelta(days=1))
    assert mails() == 0, "what was there before is not new"
    at.shift(timedelta(hours=1))
    made = vacancy("Lasser TIG", place="Hengelo", opened_at=now())
    vacancy("Frezer", opened_at=now())
    at.shift(timedelta(days=1))
    assert mails() == 1
    mail = outbox().filter(kind="vacancy-alert").get()
    assert mail.subject == "1 new vacancy for you"
    assert f"/en/vacancies/{made.key}" in mail.body
    assert "Frezer" not in mail.body
    assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mails() == 0
    at.shift(timedelta(days=1))
    assert mails() == 0


def test_one_click_ends_it_and_forgets_what_was_looked_for(vacancy: Make, at: Any) -> None:
    confirmed(at)
    vacancy("Lasser", opened_at=now() + timedelta(hours=1))
    at.shift(timedelta(days=1))
    mails()
    address = outbox().filter(kind="vacancy-alert").get().headers["List-Unsubscribe"]
    path = re.sub(r"^<https?://[^/]+|>$", "", address)
    asked = text(Client().get(path))  # type: ignore[arg-type]
    assert "Do you want no more vacancies of this search? Of this search: “lasser”" in asked
    assert Alert.objects.count() == 1
    page = Client().post(path, {"List-Unsubscribe": "One-Click"})
    assert "forgotten" in text(page)  # type: ignore[arg-type]
    assert not Alert.objects.exists()
    assert Client().post(path).status_code == 200, "twice is harmless"
    gone = Client().get(link("vacancy-alert-confirmation"))
    assert gone.status_code == 404
    assert "no longer kept" in text(gone)  # type: ignore[arg-type]
    assert Client().get(path[:-3] + "abc").status_code == 404


def test_nothing_is_sent_without_a_confirmation(vacancy: Make, at: Any) -> None:
    ask(at)
    vacancy("Lasser", opened_at=now() + timedelta(hours=1))
    at.shift(timedelta(days=2))
    assert mails() == 0


def test_weekly_waits_a_week(vacancy: Make, at: Any) -> None:
    confirmed(at, rhythm="weekly")
    vacancy("Lasser", opened_at=now() + timedelta(hours=1))
    at.shift(timedelta(days=3))
    assert mails() == 0
    at.shift(timedelta(days=5))
    assert mails() == 1


@pytest.mark.parametrize(
    ("query", "given", "said"),
    [
        ("q=", {}, "This search asks for everything"),
        ("q=lasser", {"mail": "nobody"}, "A mail address looks like"),
        ("q=lasser", {"rhythm": "hourly"}, "not one of the available choices"),
    ],
)
def test_what_makes_no_sense_is_refused(
    at: Any, query: str, given: dict[str, str], said: str
) -> None:
    bring_up_to_date()
    page = ask(at, query, **given)
    assert page.status_code == 422
    assert said in text(page)
    assert not Alert.objects.exists()


def test_the_same_search_is_kept_once_and_no_more_than_ten(at: Any) -> None:
    for _ in range(2):
        ask(at)
    assert Alert.objects.count() == 1
    cache.clear()
    for number in range(12):
        cache.clear()
        ask(at, f"q=woord{number}")
    assert Alert.objects.count() == 10


def test_ten_that_are_confirmed_are_the_most_and_a_mail_says_so(at: Any) -> None:
    for number in range(10):
        cache.clear()
        ask(at, f"q=woord{number}")
    newest = Alert.objects.latest("pk")
    cache.clear()
    ask(at, "q=elfde")
    assert Alert.objects.filter(words="elfde").exists(), "the oldest unconfirmed makes room"
    assert not Alert.objects.filter(words="woord0").exists()
    Alert.objects.update(confirmed_at=now())
    cache.clear()
    ask(at, "q=twaalfde")
    assert not Alert.objects.filter(words="twaalfde").exists()
    assert "more there cannot be" in outbox().latest("pk").body
    assert Alert.objects.filter(pk=newest.pk).exists()


def test_how_often_is_confirmed_too(at: Any) -> None:
    ask(at, rhythm="weekly")
    weekly = link("vacancy-alert-confirmation")
    ask(at, rhythm="daily")
    daily = link("vacancy-alert-confirmation")
    assert daily != weekly
    assert "“lasser” A mail every day" in text(Client().get(daily))  # type: ignore[arg-type]
    assert "A mail every week" in text(Client().get(weekly))  # type: ignore[arg-type]
    Client().post(daily)
    assert Alert.objects.get().rhythm == "daily"
    assert "from now on" in text(Client().get(daily))  # type: ignore[arg-type]
    at.shift(timedelta(days=1))
    ask(at, rhythm="weekly")
    assert Alert.objects.get().rhythm == "daily", "whoever knows an address changes nothing"
    Client().post(link("vacancy-alert-confirmation"))
    assert Alert.objects.get().rhythm == "weekly"
    sent = outbox().count()
    ask(at, rhythm="weekly")
    assert outbox().count() == sent, "it is so already"


def test_what_is_refused_is_not_counted_and_nobody_uses_up_what_another_may_ask(at: Any) -> None:
    bring_up_to_date()
    for _ in range(8):
        assert ask(at, "q=").status_code == 422
    for number in range(5):
        assert ask(at, f"q=woord{number}").status_code == 302
    assert ask(at, "q=zesde").status_code == 429
    assert ask(at, "q=zesde", place="203.0.113.9").status_code == 302


def test_a_person_can_ask_what_is_kept_of_them(at: Any) -> None:
    confirmed(at)
    person = people().get(mail="anna@voorbeeld.example")
    told = export_person(person=person, by=Actor.system("test"))
    assert told["portal"]["alerts"][0]["words"] == "lasser"


def test_what_is_written_while_mails_go_out_comes_the_next_time(vacancy: Make, at: Any) -> None:
    confirmed(at)
    at.shift(timedelta(days=1))
    late = vacancy("Lasser", opened_at=now() - timedelta(minutes=2), index=False)
    assert mails() == 0, "a reading of this moment may not be whole yet"
    at.shift(timedelta(days=1))
    assert mails() == 1
    assert late.key in outbox().get(kind="vacancy-alert").body
    at.shift(timedelta(days=1))
    assert mails() == 0
