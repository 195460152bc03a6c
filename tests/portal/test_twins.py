# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The same vacancy in several sources is one: found at once, found late, taken apart again."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from hcat.foundation.api import Actor, NotAllowed, Refused, now
from hcat.foundation.models import AuditEvent
from hcat.portal.models import Advert, Apart, Closed, Source, Vacancy
from hcat.portal.operations.labels import classify, correct
from hcat.portal.operations.twins import join, join_twins, part
from hcat.portal.queries.desk_list import DeskWanted, desk_list
from hcat.portal.queries.vacancies import vacancy_called
from hcat.portal.syncing.keeping import columns_of
from hcat.portal.syncing.reading import Answer, Known, Read
from hcat.portal.syncing.spells import write
from hcat.portal.twins.finding import Group, Member, twins_among
from hcat.portal.twins.likeness import Block, Seen
from hcat.postings.api import Mark, Place, Posting, Request
from tests.portal.comparing import TESTED, compared
from tests.portal.labelled import labelled

BY = Actor.system("test")
TEXT = (
    "<p>Je ontwerpt machines in SolidWorks en rekent ze door op sterkte.</p>"
    "<p>Je salaris ligt tussen 3250 en 4100 euro en je krijgt 29 vakantiedagen.</p>"
)
TEXT_EN = (
    "<p>You will design machines with SolidWorks and calculate their strength.</p>"
    "<p>Your salary is between 3250 and 4100 euro, with 29 days off.</p>"
)


def test_precision_and_recall_on_the_labelled_pairs() -> None:
    hits = said = same = 0
    for pair, block, one, other in compared(labelled(TESTED)):
        found = block.twins(one, other) is not None
        hits += found and pair.is_same
        said += found
        same += pair.is_same
    assert same == 2500
    assert hits / said >= 0.98
    assert hits / same >= 0.95


def seen(title: str, body: str = TEXT, **given: Any) -> Seen:
    return Seen(
        title=title, body=body, language=given.pop("language", "nl"),
        places=given.pop("places", ["Enschede"]), **given,
    )  # fmt: skip


DESIGNER, OTHER_TEXT = (
    "Werktuigbouwkundig ontwerper",
    (
        "<p>Je bedraadt kasten met EPLAN en spoort aardlekken op.</p>"
        "<p>Je salaris ligt tussen 2700 en 3300 euro en je krijgt 31 vakantiedagen.</p>"
    ),
)


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (seen(f"{DESIGNER} (m/v/x)"), seen(f"{DESIGNER.upper()} 32-40 uur"), True),
        (seen(DESIGNER), seen("Mechanical designer", TEXT_EN, language="en"), True),
        (seen(DESIGNER), seen("Werktuigbouwkundig ontwreper"), True),
        (seen("Monteur", reference="R-12"), seen("Monteur", "", reference="r-12"), True),
        (seen(DESIGNER), seen(f"Senior {DESIGNER}"), False),
        (seen(DESIGNER), seen("Elektrotechnisch ontwerper"), False),
        (seen(DESIGNER), seen("Electrical designer", TEXT_EN, language="en"), False),
        (seen("Monteur"), seen("Monteur", places=["Hengelo"]), False),
        (seen("Monteur"), seen("Monteur", OTHER_TEXT), False),
    ],
)
def test_what_makes_two_adverts_one(one: Seen, other: Seen, is_one: bool) -> None:
    block = Block([one, other])
    assert (block.twins(one, other) is not None) == is_one
    assert (block.twins(other, one) is not None) == is_one


def test_the_facts_are_told_strongest_first() -> None:
    one, other = seen("Monteur", reference="R-12"), seen("Monteur", reference="R-12")
    facts = Block([one, other]).likeness(one, other).facts
    assert facts["same reference"] > 0
    assert facts["same place"] > 0
    strengths = [abs(value) for value in facts.values()]
    assert strengths == sorted(strengths, reverse=True)


def test_of_three_of_which_two_stand_in_one_source_the_surest_are_joined() -> None:
    groups = [
        Group(1, [Member((1, "1"), "nl", seen("Monteur"))]),
        Group(2, [Member((1, "2"), "nl", seen("Monteur", ""))]),
        Group(3, [Member((2, "3"), "nl", seen("Monteur"))]),
    ]
    assert [(two.one, two.other) for two in twins_among(groups)] == [(1, 3)]
    parted = frozenset({((1, "1"), (2, "3"))})
    assert [(two.one, two.other) for two in twins_among(groups, parted)] == [(2, 3)]


def test_what_fits_two_of_one_source_as_well_is_joined_with_neither() -> None:
    groups = [
        Group(number, [Member((source, str(number)), "nl", seen("Monteur"))])
        for number, source in ((1, 1), (2, 1), (3, 2))
    ]
    assert twins_among(groups) == []
    assert len(twins_among(groups[1:])) == 1


# --- in the tables --------------------------------------------------------------------------------


@pytest.fixture
def sources(company: Callable[..., Any]) -> list[Source]:
    one = company()
    return [
        Source.objects.create(
            organisation=one, system="feeds", address=f"https://voorbeeld.example/{n}"
        )
        for n in range(3)
    ]


def posting(key: str, title: str = "Werktuigbouwkundig ontwerper", **given: Any) -> Posting:
    return Posting(
        key=key, title=title, body=given.pop("body", TEXT), language=given.pop("language", "nl"),
        places=(Place(locality=given.pop("place", "Enschede")),), **given,
    )  # fmt: skip


def spell(source: Source, told: Posting, days: int = 0) -> Vacancy:
    """As two readings at once leave it: a vacancy of its own for each."""
    at = now() - timedelta(days=days)
    made = Vacancy.objects.create(
        organisation_id=source.organisation_id, opened_at=at, published=told.published
    )
    Advert.objects.create(
        vacancy=made, source=source, key=told.key, opened_at=at, **columns_of(told)
    )
    return made


def read_again(source: Source, *told: Posting) -> None:
    read = Read(postings={(one.key, one.language): one for one in told})
    read.seen = {one.key for one in told}
    request = Request(source.address)
    read.answers = [Answer(request, Known(Mark(), tuple(read.seen)), is_same=False)]
    write(source, read, by=BY)


def test_what_is_found_late_is_joined_under_what_opened_first(sources: list[Source]) -> None:
    late = spell(sources[0], posting("a"), days=2)
    early = spell(sources[1], posting("b"), days=9)
    other = spell(sources[2], posting("c", "Lasser", body=""), days=1)
    correct(late.key, "level", ["hbo"], by=BY)
    assert [(one.left, one.right) for one in join_twins(by=BY, is_trial=True)] == [
        (late.key, early.key)
    ]
    assert Vacancy.objects.filter(closed_at=None).count() == 3
    (joined,) = join_twins(by=BY)
    assert (joined.left, joined.right) == (early.key, late.key)
    late.refresh_from_db()
    assert (late.merged_into, late.closed_because) == (early, Closed.MERGED)
    assert set(early.adverts.values_list("key", flat=True)) == {"a", "b"}
    assert answers(early, "level") == [("hbo", "person")]
    other.refresh_from_db()
    assert other.closed_at is None
    event = AuditEvent.objects.get(action="portal.vacancies_joined")
    assert event.details["joined"] == late.key
    assert "same place" in event.details["facts"]
    assert vacancy_called(late.key, language="nl").vacancy == early
    assert join_twins(by=BY) == []


def test_what_was_taken_apart_is_never_joined_again(sources: list[Source]) -> None:
    early, late = spell(sources[0], posting("a"), days=9), spell(sources[1], posting("b"), days=2)
    join_twins(by=BY)
    made = part(by=BY, vacancy=early, advert=Advert.objects.get(key="b"))
    assert made == late
    late.refresh_from_db()
    assert (late.closed_at, late.merged_into, late.opened_at) == (
        None, None, late.adverts.get().opened_at
    )  # fmt: skip
    assert early.adverts.get().key == "a"
    assert Apart.objects.count() == 1
    assert join_twins(by=BY) == []
    late.adverts.all().delete()  # its source forgot it, and tells it anew
    Vacancy.objects.filter(pk=late.pk).delete()
    read_again(sources[1], posting("b"))
    assert Vacancy.objects.filter(closed_at=None).count() == 2


def test_an_advert_that_came_with_its_vacancy_gets_one_of_its_own(sources: list[Source]) -> None:
    early = spell(sources[0], posting("a"), days=9)
    read_again(
        sources[1], posting("b"), posting("b", "Mechanical designer", body=TEXT_EN, language="en")
    )
    assert early.adverts.count() == 3
    made = part(by=BY, vacancy=early, advert=Advert.objects.get(key="b", language="nl"))
    assert made.adverts.count() == 2
    assert made.organisation_id == early.organisation_id
    assert early.adverts.get().key == "a"


def test_what_is_left_of_closed_adverts_is_closed(sources: list[Source]) -> None:
    early = spell(sources[0], posting("a"), days=9)
    read_again(sources[1], posting("b"))
    over = now() - timedelta(days=1)
    Advert.objects.filter(key="a").update(closed_at=over, closed_because=Closed.GONE, seen_at=over)
    part(by=BY, vacancy=early, advert=Advert.objects.get(key="b"))
    early.refresh_from_db()
    assert (early.closed_at, early.closed_because, early.seen_at) == (over, Closed.GONE, over)


def answers(vacancy: Vacancy, aspect: str) -> list[tuple[str, str]]:
    """Of one question, and whether a rule or a person gave it."""
    return list(
        vacancy.labels.filter(aspect=aspect).order_by("value").values_list("value", "made_by")
    )


@pytest.mark.parametrize("by_hand", [True, False])
def test_a_correction_goes_with_its_vacancy_and_comes_back(
    sources: list[Source], by_hand: bool
) -> None:
    early, late = spell(sources[0], posting("a"), days=9), spell(sources[1], posting("b"), days=2)
    classify([early.pk, late.pk], by=BY)
    correct(late.key, "field", ["software"], by=BY)
    correct(late.key, "remote", [], by=BY)
    if by_hand:
        join(by=BY, vacancy=early.key, other=late.key)
    else:
        join_twins(by=BY)
    assert answers(early, "field") == [("software", "person")]
    assert answers(early, "remote") == []
    classify([early.pk], by=BY)
    assert answers(early, "field") == [("software", "person")]
    assert not desk_list(DeskWanted(aspect="remote", sure="missing")).filter(pk=early.pk).exists()

    correct(early.key, "remote", ["hybrid"], by=BY)
    part(by=BY, vacancy=early, advert=Advert.objects.get(key="b"))
    assert {made_by for _value, made_by in answers(early, "field")} == {"rule"}
    assert answers(early, "remote") == [("hybrid", "person")]
    assert answers(late, "field") == [("software", "person")]
    assert answers(late, "remote") == []
    classify([early.pk, late.pk], by=BY)
    assert {made_by for _value, made_by in answers(early, "field")} == {"rule"}
    assert answers(late, "field") == [("software", "person")]


def test_an_answer_of_its_own_counts_before_one_that_came_with_another(
    sources: list[Source],
) -> None:
    early, late = spell(sources[0], posting("a"), days=9), spell(sources[1], posting("b"), days=2)
    correct(early.key, "level", ["wo"], by=BY)
    correct(late.key, "level", ["hbo"], by=BY)
    join_twins(by=BY)
    assert answers(early, "level") == [("wo", "person")]
    part(by=BY, vacancy=early, advert=Advert.objects.get(key="b"))
    assert answers(early, "level") == [("wo", "person")]
    assert answers(late, "level") == [("hbo", "person")]


def test_what_cannot_be_taken_apart_is_refused(sources: list[Source]) -> None:
    one, other = spell(sources[0], posting("a")), spell(sources[1], posting("b", "Lasser"))
    with pytest.raises(Refused, match="los te maken"):
        part(by=BY, vacancy=one, advert=one.adverts.get())
    with pytest.raises(Refused, match="niet van deze vacature"):
        part(by=BY, vacancy=one, advert=other.adverts.get())
    nobody = Actor("someone")
    with pytest.raises(NotAllowed):
        part(by=nobody, vacancy=one, advert=one.adverts.get())
    with pytest.raises(NotAllowed):
        join_twins(by=nobody)


def test_the_command_tells_what_made_them_one(sources: list[Source]) -> None:
    spell(sources[0], posting("a"), days=9)
    spell(sources[1], posting("b"), days=2)
    shown = StringIO()
    call_command("vacancies", "twins", "--trial", "--json", stdout=shown)
    told = json.loads(shown.getvalue())
    assert told["facts"]["same place"] > 0
    shown = StringIO()
    call_command("vacancies", "twins", stdout=shown)
    assert "1 were joined." in shown.getvalue()
    assert Vacancy.objects.filter(closed_at=None).count() == 1
