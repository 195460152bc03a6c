# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An owner fills in the sheet, and two who do so at once."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from hcat.agenda.api import history, item, revise, stop
from hcat.foundation.api import Actor, NotFound, Refused, Translated, now, today
from hcat.owners.api import (
    Owner,
    SavedMeanwhile,
    Seen,
    SheetUpdate,
    accept,
    lines_of,
    save_step,
    send_in,
    sheet_of,
    take_back,
    update_of,
)

from .conftest import BY, LAB, answer, contact


def send(owner: Owner, edition: int) -> SheetUpdate:
    """Send in what was read just now."""
    return send_in(owner=owner, edition=edition, based_on=sheet_of(LAB).version_id)


def test_each_step_is_kept_and_can_be_gone_on_with_elsewhere(kim: Owner) -> None:
    answer(kim, "reach", reach=40, reach_of__nl="leerlingen")
    answer(kim, "partners", partners=["Bedrijf A"])
    update = update_of(LAB)
    assert update is not None
    assert update.steps == ["reach", "partners"]
    assert {one.name: one.said for one in lines_of(update)} == {
        "reach": 40, "reach_of.nl": "leerlingen", "partners": ["Bedrijf A"],
    }  # fmt: skip


def test_what_was_left_as_it_stands_is_no_answer(kim: Owner) -> None:
    update = answer(kim, "partners", partners=["Bedrijf A", "Bedrijf B"])
    assert update.answers == {}
    assert update.steps == ["partners"]


def test_an_answer_taken_back_to_what_stood_is_no_news(kim: Owner) -> None:
    answer(kim, "partners", partners=["Bedrijf A"])
    update = answer(kim, "partners", partners=["Bedrijf A", "Bedrijf B"])
    assert not any(one.is_news for one in lines_of(update))


def test_two_people_at_one_question_both_see_both_answers(kim: Owner) -> None:
    other = replace(kim, person_id=contact(mail="noor@voorbeeld.example").pk)
    opened_by_both = Seen.of(LAB, update_of(LAB))
    save_step(owner=kim, step="means", values={"money": 1000}, seen=opened_by_both)
    with pytest.raises(SavedMeanwhile) as refused:
        save_step(owner=other, step="means", values={"money": 2000}, seen=opened_by_both)
    [clash] = refused.value.clashes
    assert (clash.name, clash.theirs, clash.mine) == ("money", 1000, 2000)
    update = update_of(LAB)
    assert update is not None
    assert update.answers["money"]["value"] == 1000
    chosen = save_step(owner=other, step="means", values={"money": 2000}, seen=Seen.of(LAB, update))
    assert chosen.answers["money"]["value"] == 2000


def test_two_people_at_two_questions_do_not_meet(kim: Owner) -> None:
    opened = Seen.of(LAB, update_of(LAB))
    save_step(owner=kim, step="means", values={"money": 1000}, seen=opened)
    update = save_step(owner=kim, step="where", values={"places": ["GM0002"]}, seen=opened)
    assert set(update.answers) == {"money", "places"}


def test_a_page_of_an_update_that_is_over_does_not_pass_over_a_new_one(kim: Owner) -> None:
    answer(kim, "means", money=1000)
    old = Seen.of(LAB, update_of(LAB))
    update = update_of(LAB)
    assert update is not None
    SheetUpdate.objects.filter(pk=update.pk).update(state="withdrawn", over_at=now())
    answer(kim, "means", money=3000)
    with pytest.raises(SavedMeanwhile):
        save_step(owner=kim, step="means", values={"money": 2000}, seen=old)


def test_an_answer_belongs_to_its_step(kim: Owner) -> None:
    with pytest.raises(NotFound):
        answer(kim, "means", reach=3)
    with pytest.raises(NotFound):
        answer(kim, "owner", name="Somebody else")


def test_a_confirmed_sheet_only_moves_its_date(kim: Owner) -> None:
    before = item("initiative", LAB).sheet.model_dump()
    answer(kim, "partners", partners=["Bedrijf A", "Bedrijf B"])
    update = update_of(LAB)
    assert update is not None
    assert send(kim, update.edition).state == "accepted"
    after = item("initiative", LAB).sheet.model_dump()
    assert after == before | {"reported": today()}
    assert update_of(LAB) is None
    # A second time on the same day there is nothing left to write.
    assert send(kim, 0).state == "accepted"
    assert len(history("initiative", LAB)) == 2


def test_a_sheet_that_somebody_else_changed_is_not_confirmed_unseen(kim: Owner) -> None:
    update = answer(kim, "partners", partners=["Bedrijf A", "Bedrijf B"])
    revise(
        by=BY, kind="initiative", key=LAB, on=today(), reason="Known now",
        fields={"yields": {"nl": "Banen"}},
    )  # fmt: skip
    with pytest.raises(Refused):
        send_in(owner=kim, edition=update.edition, based_on=update.based_on)
    assert send(kim, update.edition).state == "accepted"


def test_what_was_not_read_is_not_sent_in(kim: Owner) -> None:
    read = answer(kim, "means", money=1000).edition
    answer(kim, "where", places=[])
    with pytest.raises(Refused, match="intussen"):
        send(kim, read)


def test_what_was_sent_in_is_changed_only_after_it_was_taken_back(kim: Owner) -> None:
    update = answer(kim, "means", money=1000)
    assert send(kim, update.edition).state == "sent"
    with pytest.raises(Refused):
        answer(kim, "means", money=2000)
    assert send(kim, update.edition).pk == update.pk  # a button pressed twice
    with pytest.raises(Refused):
        send(replace(kim, person_id=contact(mail="noor@voorbeeld.example").pk), update.edition)
    take_back(owner=kim)
    assert answer(kim, "means", money=2000).state == "started"
    with pytest.raises(Refused):
        take_back(owner=kim)


def test_an_initiative_that_has_ended_has_no_sheet_to_fill_in(kim: Owner) -> None:
    stop(by=BY, kind="initiative", key=LAB, on=today(), reason="Done with")
    with pytest.raises(Refused):
        answer(kim, "means", money=1000)


def test_a_missing_number_stays_missing_and_zero_is_said(kim: Owner) -> None:
    assert item("initiative", LAB).sheet.money is None
    update = answer(kim, "means", people=None, money=0, funders=[])
    assert {one.name: one.said for one in lines_of(update)} == {"money": 0}


def test_a_text_is_kept_in_the_language_of_its_writer(kim: Owner) -> None:
    revise(
        by=BY, kind="initiative", key=LAB, on=today(), reason="Known now",
        fields={"yields": {"nl": "Banen", "en": "Jobs"}},
    )  # fmt: skip
    update = answer(kim, "yields", yields__nl="Werk", due=None)
    send(kim, update.edition)
    accept(by=BY, update=update.pk, edition=update.edition, based_on=sheet_of(LAB).version_id)
    assert item("initiative", LAB).sheet.yields == Translated({"nl": "Werk", "en": "Jobs"})


def test_whoever_saves_in_whatever_order_nobody_replaces_what_he_did_not_see(polder: None) -> None:
    """Two owners open the page and save in any order: what a save replaces, its author has seen."""
    people = [contact(), contact(mail="noor@voorbeeld.example")]
    owners = [Owner(LAB, one.pk, Actor(name="link")) for one in people]
    deeds = st.lists(
        st.tuples(st.sampled_from([0, 1]), st.sampled_from([None, 10, 20, 30])), max_size=12
    )

    @settings(max_examples=25)
    @given(deeds)
    def holds(deeds: list[tuple[int, int | None]]) -> None:
        with transaction.atomic():
            stands: int | None = None
            pages = {who: (Seen.of(LAB, None), stands) for who in (0, 1)}
            for who, amount in deeds:
                seen, saw = pages[who]
                if amount is None:
                    pages[who] = (Seen.of(LAB, update_of(LAB)), stands)
                    continue
                try:
                    save_step(owner=owners[who], step="means", values={"money": amount}, seen=seen)
                except SavedMeanwhile as refused:
                    theirs = [one.theirs for one in refused.clashes]
                    assert theirs == [stands] != [amount]
                else:
                    assert stands in (saw, amount)
                    stands = amount
                    pages[who] = (Seen.of(LAB, update_of(LAB)), stands)
            transaction.set_rollback(True)

    holds()
