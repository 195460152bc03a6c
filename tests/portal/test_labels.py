# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Labels of vacancies: written by rules, corrected by people, learnt from, never overwritten."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, now, today
from hcat.foundation.models import AuditEvent
from hcat.parties.api import invite
from hcat.parties.personal_data import holders
from hcat.portal.classifying.finding import Finding, Text
from hcat.portal.classifying.lessons import Lessons, lesson_of
from hcat.portal.models import Advert, Correction, Label, Source, Vacancy
from hcat.portal.operations.labels import classify, correct
from hcat.portal.searching.asking import Asked, ask
from hcat.portal.searching.engine import Engine
from hcat.portal.searching.keeping_up import _indexed

BY = Actor.system("test")
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def vacancy(source: Source) -> Callable[..., Vacancy]:
    def make(title: str, body: str = "", language: str = "nl", **told: Any) -> Vacancy:
        made = Vacancy.objects.create(organisation=source.organisation)
        Advert.objects.create(
            vacancy=made, source=source, key=made.key, digest=made.key, title=title,
            body=f"<p>{body}</p>", language=language, told=told,
        )  # fmt: skip
        return made

    return make


def labels(vacancy: Vacancy, aspect: str) -> dict[str, float]:
    return {one.value: one.confidence for one in vacancy.labels.filter(aspect=aspect)}


def test_a_vacancy_gets_its_labels_with_the_words(vacancy: Any) -> None:
    one = vacancy("CNC-frezer", "mbo 4", hours_low=32.0, hours_high=40.0)
    told = classify([one.pk], by=BY)
    assert (told.vacancies, told.changed) == (1, 1)
    assert set(labels(one, "hours")) == {"part_time", "full_time"}
    label = Label.objects.get(vacancy=one, aspect="level")
    assert (label.value, label.words, label.made_by) == ("mbo-4", ["mbo 4"], "rule")
    one.refresh_from_db()
    assert one.edition == 2
    assert AuditEvent.objects.filter(action="portal.classified").count() == 1


def test_the_same_text_changes_nothing(vacancy: Any) -> None:
    one = vacancy("CNC-frezer", "mbo 4")
    classify([one.pk], by=BY)
    before = list(Label.objects.values_list("pk", "made_at"))
    assert classify([one.pk], by=BY).changed == 0
    assert list(Label.objects.values_list("pk", "made_at")) == before
    one.refresh_from_db()
    assert one.edition == 2


def test_what_the_text_no_longer_says_goes(vacancy: Any) -> None:
    one = vacancy("CNC-frezer", "mbo 4")
    classify([one.pk], by=BY)
    one.adverts.update(body="hbo", title="Lasser")
    classify([one.pk], by=BY)
    assert set(labels(one, "level")) == {"hbo"}
    assert set(labels(one, "occupation")) == {"hcat:welder"}


def test_many_take_a_handful_of_queries(vacancy: Any) -> None:
    made = [vacancy(f"Lasser {number}", "mbo 3") for number in range(40)]
    classify([made[0].pk], by=BY)
    with CaptureQueriesContext(connection) as queries:
        classify([one.pk for one in made], by=BY)
    assert len(queries) < 20


def test_a_person_decides_and_is_never_overwritten(vacancy: Any) -> None:
    one = vacancy("CNC-frezer", "mbo 4 of hbo")
    classify([one.pk], by=BY)
    correct(one.key, "level", ["mbo-3"], by=BY, reason="The employer said so.")
    classify([one.pk], by=BY)
    assert labels(one, "level") == {"mbo-3": 1.0}
    assert Label.objects.get(vacancy=one, aspect="level").made_by == "person"
    kept = Correction.objects.get()
    assert {row["value"] for row in kept.before} == {"mbo-4", "hbo"}
    assert (kept.after, kept.title) == (["mbo-3"], "CNC-frezer")
    assert kept.reason == "The employer said so."
    assert "mbo 4 of hbo" in kept.body
    event = AuditEvent.objects.get(action="portal.corrected")
    assert event.subject == f"vacancy:{one.key}"


def test_none_of_these_is_an_answer_too(vacancy: Any) -> None:
    one = vacancy("CNC-frezer", "mbo 4")
    classify([one.pk], by=BY)
    correct(one.key, "level", [], by=BY)
    classify([one.pk], by=BY)
    assert labels(one, "level") == {}


def test_a_second_correction_keeps_what_the_rules_had_said(vacancy: Any) -> None:
    one = vacancy("CNC-frezer", "mbo 4")
    classify([one.pk], by=BY)
    correct(one.key, "level", ["mbo-3"], by=BY)
    correct(one.key, "level", ["hbo"], by=BY)
    assert [[row["value"] for row in each.before] for each in Correction.objects.all()] == [
        ["mbo-4"], ["mbo-4"],
    ]  # fmt: skip
    assert labels(one, "level") == {"hbo": 1.0}


@pytest.mark.parametrize(
    ("aspect", "values", "says"),
    [
        ("colour", ["red"], "colour"),
        ("level", ["phd"], "phd"),
        ("field", ["astrology"], "astrology"),
        ("occupation", ["hcat:wizard"], "hcat:wizard"),
        ("occupation", ["hcat:skill-python"], "hcat:skill-python"),
        ("field", ["mechanical", "software"], "one answer"),
    ],
)
def test_what_does_not_exist_is_refused(
    vacancy: Any, aspect: str, values: list[str], says: str
) -> None:
    one = vacancy("CNC-frezer", "mbo 4")
    with pytest.raises(Refused, match=says):
        correct(one.key, aspect, values, by=BY)
    assert not Correction.objects.exists()


def test_refused_for_nobody_for_nothing_and_for_what_changed(vacancy: Any) -> None:
    one = vacancy("CNC-frezer", "mbo 4")
    somebody = get_user_model().objects.create_user(email="somebody@example.org")
    with pytest.raises(NotAllowed):
        correct(one.key, "level", ["hbo"], by=Actor.of(somebody))
    with pytest.raises(NotFound):
        correct("nothing", "level", ["hbo"], by=BY)
    with pytest.raises(Refused, match="meantime"):
        correct(one.key, "level", ["hbo"], by=BY, edition=one.edition + 1)


TITLES = ("Lijnoperator {}", "Lijnoperator verpakking {}", "Lijnoperator afdeling {}")
PLACES = ["noord", "oost", "zuid", "west", "midden", "hal", "kade", "haven", "park", "plein"]


def test_after_twenty_corrections_vacancies_alike_are_classified_better(vacancy: Any) -> None:
    """The rules take an operator to be one of chemistry; here they pack, which the desk knows."""
    made = [
        vacancy(TITLES[n % 3].format(PLACES[n % 10]), "Je werkt in de ploeg.") for n in range(35)
    ]
    others = [vacancy("Procesoperator", "Je werkt in de chemie.") for _ in range(5)]
    numbers = [one.pk for one in (*made, *others)]
    classify(numbers, by=BY)
    before = [labels(one, "field") for one in made]
    assert all("industrial-engineering" not in one for one in before)
    for one in made[:20]:
        correct(one.key, "field", ["industrial-engineering"], by=BY)
    classify(numbers, by=BY)
    held_back = [labels(one, "field") for one in made[20:]]
    assert sum(set(one) == {"industrial-engineering"} for one in held_back) >= 14
    assert all(labels(one, "field") == {"industrial-engineering": 1.0} for one in made[:20])
    assert all(set(labels(one, "field")) == {"process-chemical"} for one in others)
    assert Label.objects.filter(made_by="person").count() == 20


def test_words_that_misled_mislead_no_more(vacancy: Any) -> None:
    made = [vacancy(f"Functie {name}", "Wij zijn een hogeschool.") for name in PLACES]
    classify([one.pk for one in made], by=BY)
    assert all(set(labels(one, "level")) == {"hbo"} for one in made)
    for one in made[:6]:
        correct(one.key, "level", [], by=BY)
    other = vacancy("Docent", "Je hebt een hbo-diploma.")
    classify([*(one.pk for one in made), other.pk], by=BY)
    assert all(labels(one, "level") == {} for one in made)
    assert set(labels(other, "level")) == {"hbo"}


def test_one_correction_does_not_outvote_a_sure_rule_elsewhere(vacancy: Any) -> None:
    one, other = vacancy("CNC-frezer Almelo", "mbo 4"), vacancy("Procesoperator", "mbo 4")
    classify([one.pk, other.pk], by=BY)
    correct(one.key, "level", ["hbo"], by=BY)
    classify([other.pk], by=BY)
    assert set(labels(other, "level")) == {"mbo-4"}


def test_the_order_of_corrections_teaches_nothing() -> None:
    rules = [Finding("field", "process-chemical", 0.9, ("operator",))]
    texts = [Text("Operator verpakking", "", "nl")]
    taught = [
        lesson_of("field", [{"value": "process-chemical", "words": []}], [after], title, "nl")
        for after, title in (
            ("mechanical", "Operator verpakking nacht"),
            ("industrial-engineering", "Operator verpakking"),
            ("industrial-engineering", "Verpakking operator dag"),
        )
    ]
    found = [
        Lessons(order).applied(rules, texts)
        for order in (taught, list(reversed(taught)), taught[1:] + taught[:1])
    ]
    assert found[0] == found[1] == found[2]
    assert [one.value for one in found[0]] == ["industrial-engineering"]
    assert found[0][0].words[0] == "Operator verpakking"


def test_a_question_in_one_language_finds_texts_in_the_others(vacancy: Any, tmp_path: Path) -> None:
    made = [vacancy(f"CNC-frezer {name}", "Je freest.") for name in PLACES]
    classify([one.pk for one in made], by=BY)
    engine = Engine(tmp_path / "vacancies")
    with CaptureQueriesContext(connection) as queries:
        engine.rebuild(_indexed(Vacancy.objects.filter(closed_at=None)), known_until=now())
    assert len(queries) < 12
    for words in ("milling machine operator", "CNC-Fräser", "frezer"):
        found = ask(engine.snapshot(), Asked(words), today=today())
        assert set(found.keys) == {one.key for one in made}, words


def test_the_command_tells_how_much_was_learnt(vacancy: Any) -> None:
    one, other = vacancy("Lijnoperator noord"), vacancy("Lijnoperator zuid")
    classify([one.pk, other.pk], by=BY)
    correct(one.key, "field", ["industrial-engineering"], by=BY)
    out = StringIO()
    call_command("vacancies", "learn", "--json", stdout=out)
    assert json.loads(out.getvalue())["lessons"] == 1
    out = StringIO()
    call_command("vacancies", "learn", stdout=out)
    assert "1" in out.getvalue()


def test_who_corrected_is_told_to_them_and_forgotten(vacancy: Any) -> None:
    person = invite(name="Somebody", mail="s@example.org", role="programme_manager", by=BY)
    one = vacancy("CNC-frezer", "mbo 4")
    classify([one.pk], by=BY)
    correct(one.key, "level", ["hbo"], by=Actor.of(person.user))
    [portal] = [held for held in holders() if held.room == "portal"]
    told = portal.export(person)["corrections"]
    assert [(row["vacancy"], row["about"]) for row in told] == [(one.key, "level")]
    portal.erase(person)
    assert portal.export(person)["corrections"] == []
    assert Correction.objects.get().after == ["hbo"]
