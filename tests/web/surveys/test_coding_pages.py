# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Coding open answers at the desk: two apart, then what they differ on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from hcat.foundation.api import Actor, now
from hcat.numerics.api import cohens_kappa
from hcat.parties.api import invite
from hcat.surveys.instrument.questionnaire import Questionnaire
from hcat.surveys.models import AnswerSheet, Code, Coding, Wave
from hcat.surveys.operations.answering import drop_codings
from hcat.web.surveys.views.coding import agreement
from tests.surveys.releasing import survey, wave
from tests.web.desk.conftest import BACKEND, Visitor, text_of

pytestmark = pytest.mark.usefixtures("polder")
PAGE = "/desk/surveys/panel/2026/code/other"


@pytest.fixture
def closed() -> Wave:
    """A closed wave with two open answers."""
    made = wave(survey(), state="closed")
    for number, said in enumerate(("Samen opleiden.", "Niets <b>bijzonders</b>.")):
        AnswerSheet.objects.create(
            wave=made, code=f"c{number}", answers={"other": said}, completed_at=now()
        )
    return made


def coder(name: str) -> Visitor:
    person = invite(name=name, mail=f"{name}@example.org", role="programme_manager",
                    by=Actor.system("test"))  # fmt: skip
    assert person.user is not None
    client = Client()
    client.force_login(person.user, backend=BACKEND)
    return Visitor(client)


def send(visitor: Visitor, page: str, status: int = 302, /, **answers: Any) -> Any:
    response = visitor.client.post(f"/en{page}", visitor.answered(visitor.fill(page), **answers))
    assert response.status_code == status, text_of(response)
    return response


def test_the_book_comes_first_and_a_code_in_use_stays(closed: Wave, manager: Visitor) -> None:
    assert "Write the code book first" in text_of(manager.open(PAGE))
    send(manager, f"{PAGE}/book", name="together", title_nl="Samen", counts="on")
    send(manager, f"{PAGE}/book", 422, name="x y", title_nl="Samen")
    assert Code.objects.get().counts
    send(manager, PAGE, codes=["together"])
    response = manager.client.post(f"/en{PAGE}/book/together/drop", follow=True)
    assert "so it stays" in text_of(response)
    assert Code.objects.exists()


def test_two_code_apart_and_what_differs_is_settled(closed: Wave) -> None:
    one, other = coder("kim"), coder("sam")
    send(one, f"{PAGE}/book", name="together", title_nl="Samen", counts="on")
    page = text_of(one.open(PAGE))
    assert "No answer was coded by two people yet" in page
    send(one, PAGE, codes=["together"])
    send(one, PAGE, codes=[])
    assert "nothing left for you to code" in text_of(one.open(PAGE))
    page = other.open(PAGE).content.decode()
    assert "checked" not in page, "nobody sees what another one made of it"
    assert "<b>bijzonders</b>" not in page
    send(other, PAGE, codes=["together"])
    send(other, PAGE, codes=["together"])
    assert Coding.objects.count() == 4
    page = text_of(one.open(f"{PAGE}/settle"))
    assert "1 difference to settle" in page
    assert "nothing of the code book" in page
    send(one, f"{PAGE}/settle", codes=["together"])
    assert "nothing to settle" in text_of(one.open(f"{PAGE}/settle"))


def test_an_answer_that_changed_is_marked_counted_and_not_coded_as_it_was(closed: Wave) -> None:
    one, other = coder("kim"), coder("sam")
    send(one, f"{PAGE}/book", name="together", title_nl="Samen", counts="on")
    send(one, PAGE, codes=["together"])
    waits = other.answered(other.fill(PAGE), codes=["together"])
    sheet = AnswerSheet.objects.get(code="c0")
    asked = Questionnaire.from_json(closed.edition.questionnaire)
    drop_codings(sheet, asked, {"other": "Iets anders."})
    AnswerSheet.objects.filter(pk=sheet.pk).update(answers={"other": "Iets anders."})
    response = other.client.post(f"/en{PAGE}", waits, follow=True)
    page = text_of(response)
    assert [str(one) for one in response.context["messages"]] == [
        "This answer was changed while you read it, so your codes were not kept. "
        "Read it as it is now, and code that."
    ]
    assert "Iets anders." in page
    assert "This answer was changed after it had been coded." in page
    assert "1 answer was changed after it had been coded." in page
    for visitor in (one, other):
        send(visitor, PAGE, codes=[])
    assert "changed after" not in text_of(one.open(PAGE))
    assert Coding.objects.filter(sheet=sheet, turn="changed").exists()


def test_what_is_released_is_not_coded_any_more(closed: Wave, manager: Visitor) -> None:
    send(manager, f"{PAGE}/book", name="together", title_nl="Samen")
    Wave.objects.update(state="released")
    page = text_of(manager.open(PAGE))
    assert "codes stay as they are" in page
    assert "What does this answer say?" not in page


def test_who_may_not_and_what_is_not_there(
    closed: Wave, signed_in: Callable[[str], Visitor]
) -> None:
    assert signed_in("board").open(PAGE).status_code == 403
    assert signed_in("programme_manager").open(PAGE.replace("other", "none")).status_code == 404


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("", "", "No answer was coded by two people yet"),
        ("aaa", "aaa", "nothing to tell apart"),
        ("aabbaabb", "aabbaabb", "agree well"),
        ("aabbaabbab", "aabbaababb", "agree"),
        ("abababab", "aabbaabb", "hardly agree more than by chance"),
    ],
)
def test_kappa_is_told_in_words(first: str, second: str, said: str) -> None:
    with translation.override("en"):
        assert said in agreement(cohens_kappa(first, second))
