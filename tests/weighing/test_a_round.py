# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A round from its preparation to the letters, and what each step refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import IntegrityError, transaction
from time_machine import Traveller

from hcat.agenda.api import decisions
from hcat.correspondence.api import BUDGET_MAILS, MailKind, enqueue, open_link, outbox
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, Translated, today
from hcat.owners.api import end_contact, name_contact
from hcat.weighing.api import (
    SCOPE,
    Given,
    MoreThanFit,
    Outdated,
    Reminded,
    Ruled,
    State,
    add_assessor,
    change_capacity,
    change_round,
    choose_initiatives,
    close_round,
    decide_round,
    declare_interests,
    drop_round,
    entries_with_rulings,
    give_scores,
    keep_criteria,
    letters,
    open_round,
    outcome_of,
    prepare_round,
    progress,
    reasons,
    remind,
    reweigh,
    round_called,
    send_letters,
    take_out_assessor,
    tasks,
    versions,
    waiting_for_information,
    weighed,
    went_on_paper,
    write_letter,
)
from hcat.weighing.models import Ruling, Score

from .making import (
    BY,
    LINK,
    address,
    assessors,
    closed,
    in_days,
    no_interests,
    opened,
    post_all,
    prepared,
    said,
    scores,
    send_all,
    three_criteria,
    tied,
    waiting,
)

pytestmark = pytest.mark.django_db


def rule(what: str = "go", number: int = 1, **given: object) -> Ruled:
    return Ruled(number=number, what=what, reason=said("Because it fits."), **given)  # type: ignore[arg-type]


# --- Criteria -----------------------------------------------------------------------------------


def test_criteria_are_kept_by_version_and_the_same_ones_once(polder: None) -> None:
    first = keep_criteria(by=BY, sheet=three_criteria(), reason="First.")
    again = keep_criteria(by=BY, sheet=three_criteria(), reason="Loaded once more.")
    assert (first.pk, first.version) == (again.pk, 1)
    other = reweigh(
        by=BY, based_on=1, weights={"goals": 40, "demand": 35}, at_least={"goals": None},
        reason="Companies first.", adopted=True,
    )  # fmt: skip
    assert other.version == 2
    assert [one["weight"] for one in other.content["criteria"]] == [40, 35, 25]
    assert other.content["criteria"][0]["at_least"] is None
    assert not other.content["is_proposal"]
    assert versions().count() == 2


def test_criteria_are_not_changed_on_an_old_version_or_without_a_reason(polder: None) -> None:
    keep_criteria(by=BY, sheet=three_criteria(), reason="First.")
    reweigh(by=BY, based_on=1, weights={"goals": 40}, at_least={}, reason="Other.")
    with pytest.raises(Refused, match=r"(version|versie) 1"):
        reweigh(by=BY, based_on=1, weights={"goals": 30}, at_least={}, reason="Late.")
    with pytest.raises(Refused):
        keep_criteria(by=BY, sheet=three_criteria(is_proposal=False), reason=" ")
    assert versions().count() == 2


# --- Preparing ----------------------------------------------------------------------------------


def test_a_round_needs_criteria_a_title_and_room(polder: None) -> None:
    with pytest.raises(Refused):
        prepare_round(by=BY, title="A", deadline=in_days(3), capacity=1)
    keep_criteria(by=BY, sheet=three_criteria(), reason="First.")
    for title, capacity in ((" ", 1), ("x" * 201, 1), ("A", 0)):
        with pytest.raises(Refused):
            prepare_round(by=BY, title=title, deadline=in_days(3), capacity=capacity)
    keys = [
        prepare_round(by=BY, title="Één ronde", deadline=in_days(3), capacity=1).key
        for _ in range(2)
    ]
    assert keys == ["een-ronde", "een-ronde-2"]


def test_what_is_over_or_unknown_is_not_weighed(people: list[int]) -> None:
    found = prepared(people)
    assert [one.number for one in found.entries.all()] == [1, 2, 10]
    with pytest.raises(Refused):
        choose_initiatives(by=BY, round=found.key, add=["house"])
    with pytest.raises(NotFound):
        choose_initiatives(by=BY, round=found.key, add=["no-such"])
    assert choose_initiatives(by=BY, round=found.key, add=["club"], remove=["lab-east"]) == 2


def test_a_round_opens_with_initiatives_assessors_and_time(people: list[int]) -> None:
    found = prepared(people[:1])
    with pytest.raises(Refused):
        open_round(by=BY, round=found.key, address=address)
    add_assessor(by=BY, round=found.key, person_id=people[1])
    choose_initiatives(by=BY, round=found.key, remove=["lab-east", "club", "lab-west"])
    with pytest.raises(Refused):
        open_round(by=BY, round=found.key, address=address)
    choose_initiatives(by=BY, round=found.key, add=["club"])
    late = change_round(
        by=BY, round=found.key, edition=1, title="Te laat", deadline=in_days(-1), capacity=1
    )
    with pytest.raises(Refused):
        open_round(by=BY, round=found.key, address=address)
    change_round(
        by=BY, round=found.key, edition=late.edition, title="Op tijd", deadline=in_days(2),
        capacity=1,
    )  # fmt: skip
    assert open_round(by=BY, round=found.key, address=address).state == State.SCORING
    assert outbox().count() == 2


def test_the_second_of_two_who_change_a_round_is_told_what_the_first_made(
    people: list[int],
) -> None:
    found = prepared(people)
    change_round(by=BY, round=found.key, edition=1, title="Mijn", deadline=in_days(5), capacity=2)
    with pytest.raises(Refused, match="Mijn"):
        change_round(
            by=BY, round=found.key, edition=1, title="Andere", deadline=in_days(5), capacity=1
        )
    assert round_called(found.key).title == "Mijn"


def test_a_round_is_dropped_with_a_reason_until_scoring_begins(people: list[int]) -> None:
    found = prepared(people)
    with pytest.raises(Refused):
        drop_round(by=BY, round=found.key, reason=" ")
    drop_round(by=BY, round=found.key, reason="Nobody has time.")
    with pytest.raises(NotFound):
        round_called(found.key)
    begun = opened(people)
    with pytest.raises(Refused):
        drop_round(by=BY, round=begun.key, reason="Too late.")


def test_criteria_are_frozen_when_scoring_begins(people: list[int]) -> None:
    found = opened(people)
    reweigh(by=BY, based_on=1, weights={"goals": 10}, at_least={}, reason="Later.")
    assert round_called(found.key).frozen["criteria"][0]["weight"] == 50


def test_each_assessor_gets_an_own_link_in_an_own_language(people: list[int]) -> None:
    found = opened(people)
    bodies = {one.person_id: one.body for one in outbox()}
    assert set(bodies) == set(people)
    for person, body in bodies.items():
        token = body.split("/link/weighing/")[1].split()[0]
        link = open_link(token, scope=SCOPE)
        assert (link.person_id, link.subject) == (person, f"round:{found.key}")
    assert len({body.split()[0] for body in bodies.values()}) == 3, "three languages"


def test_who_is_put_back_on_the_same_day_gets_a_link_that_works(people: list[int]) -> None:
    found = opened(people)
    row = found.assessors.get(person_id=people[0])
    take_out_assessor(by=BY, round=found.key, assessor=row.pk, reason="By mistake.")
    add_assessor(by=BY, round=found.key, person_id=people[0], address=address)
    newest = outbox(person_id=people[0]).latest("pk")
    token = newest.body.split("/link/weighing/")[1].split()[0]
    assert open_link(token, scope=SCOPE).person_id == people[0]
    assert outbox(person_id=people[0]).count() == 2


# --- Scoring ------------------------------------------------------------------------------------


def test_interests_come_before_scores_and_leave_an_assessor_out(people: list[int]) -> None:
    found = opened(people)
    with pytest.raises(Refused):
        scores(found, people[0], 1, 3, 3, 3)
    no_interests(found, people[0])
    scores(found, people[0], 1, 3, 3, 3)
    with pytest.raises(Refused):
        declare_interests(by=LINK, round=found.key, person_id=people[0], conflicts={1: " "})
    declare_interests(
        by=LINK, round=found.key, person_id=people[0], conflicts={1: "My employer owns it."}
    )
    assert not Score.objects.exists(), "what was given before counts no more"
    with pytest.raises(Refused):
        scores(found, people[0], 1, 3, 3, 3)
    row, mine = tasks(found, people[0])
    assert row.declared_at is not None
    assert [one.interest for one in mine] == ["My employer owns it.", None, None]


@pytest.mark.parametrize(
    ("given", "error"),
    [
        ({"goals": Given(0)}, Refused),
        ({"goals": Given(6)}, Refused),
        ({"goals": Given(5)}, Refused),
        ({"goals": Given(1, "  ")}, Refused),
        ({"goals": Given(None, "A reason without a score.")}, Refused),
        ({"goals": Given(3, "x" * 2001)}, Refused),
        ({"luck": Given(3)}, NotFound),
    ],
)
def test_a_score_that_cannot_be_is_refused_and_nothing_of_it_kept(
    people: list[int], given: dict[str, Given], error: type[Exception]
) -> None:
    found = opened(people)
    no_interests(found, people[0])
    with pytest.raises(error):
        give_scores(
            by=LINK, round=found.key, person_id=people[0], number=1,
            given={"demand": Given(3), **given},
        )  # fmt: skip
    assert not Score.objects.exists()


def test_scores_are_saved_step_by_step_and_may_change_until_the_round_closes(
    people: list[int],
) -> None:
    found = opened(people)
    no_interests(found, *people)
    scores(found, people[0], 1, 4, None, None)
    assert progress(found)[0].done == 0
    scores(found, people[0], 1, 5, 2, 2)
    scores(found, people[0], 1, 2, 2, None)
    scores(found, people[0], 1, 2, 2, 3)
    assert [one.value for one in Score.objects.order_by("pk")] == [2, 2, 3]
    told = progress(found)
    assert [(one.done, one.of, one.is_done) for one in told] == [
        (1, 3, False), (0, 3, False), (0, 3, False),
    ]  # fmt: skip


def test_only_assessors_of_the_round_score(people: list[int]) -> None:
    found = opened(people[:2])
    for outsider in (people[2], -1):
        with pytest.raises(NotFound):
            declare_interests(by=LINK, round=found.key, person_id=outsider, conflicts={})
        with pytest.raises(NotFound):
            scores(found, outsider, 1, 3, 3, 3)
        with pytest.raises(NotFound):
            tasks(found, outsider)
    no_interests(found, people[0])
    with pytest.raises(NotFound):
        scores(found, people[0], 3, 3, 3, 3)


def test_who_is_taken_out_scores_no_more_and_does_not_count(people: list[int]) -> None:
    found = opened(people)
    no_interests(found, *people)
    for person in people:
        for number in (1, 2, 10):
            scores(found, person, number, 2, 2, 2)
    scores(found, people[2], 1, 5, 5, 5)
    row = found.assessors.get(person_id=people[2])
    with pytest.raises(Refused):
        take_out_assessor(by=BY, round=found.key, assessor=row.pk)
    take_out_assessor(by=BY, round=found.key, assessor=row.pk, reason="Fell ill.")
    with pytest.raises(NotFound):
        scores(found, people[2], 1, 3, 3, 3)
    close_round(by=BY, round=found.key)
    assert outcome_of(round_called(found.key)).of(1).total == 2.0
    assert reasons(round_called(found.key).entries.get(number=1)) == {}


# --- Closing ------------------------------------------------------------------------------------


def test_a_round_closes_when_all_are_done_or_the_deadline_has_passed(
    at: Traveller, people: list[int]
) -> None:
    found = opened(people)
    no_interests(found, *people)
    scores(found, people[0], 1, 3, 3, 3)
    with pytest.raises(Refused):
        close_round(by=BY, round=found.key)
    at.move_to("2026-03-17T09:00+01:00")
    scores(found, people[1], 1, 3, None, None)
    close_round(by=BY, round=found.key)
    made = outcome_of(round_called(found.key))
    assert [one.total for one in made.entries] == [3.0, None, None]
    assert made.of(2).missing == ("goals", "demand", "reach")
    with pytest.raises(Refused):
        scores(found, people[1], 1, 3, 3, 3)


def test_a_round_that_one_assessor_scored_is_not_closed(at: Traveller, people: list[int]) -> None:
    found = opened(people)
    no_interests(found, *people)
    for number in (1, 2, 10):
        scores(found, people[0], number, 3, 3, 3)
    at.move_to("2026-03-17T09:00+01:00")
    with pytest.raises(Refused, match="twee beoordelaars"):
        close_round(by=BY, round=found.key)
    scores(found, people[1], 1, 3, 3, 3)
    assert close_round(by=BY, round=found.key).state == State.CLOSED


def test_two_assessors_stay_once_scoring_has_begun(people: list[int]) -> None:
    found = opened(people[:2])
    one, other = found.assessors.all()
    with pytest.raises(Refused, match="minstens twee"):
        take_out_assessor(by=BY, round=found.key, assessor=one.pk, reason="Fell ill.")
    add_assessor(by=BY, round=found.key, person_id=people[2], address=address)
    take_out_assessor(by=BY, round=found.key, assessor=one.pk, reason="Fell ill.")
    with pytest.raises(Refused, match="minstens twee"):
        take_out_assessor(by=BY, round=found.key, assessor=other.pk, reason="Fell ill.")


def test_a_round_in_which_nothing_can_be_ranked_is_not_closed(
    at: Traveller, people: list[int]
) -> None:
    found = opened(people)
    at.move_to("2026-03-17T09:00+01:00")
    with pytest.raises(Refused):
        close_round(by=BY, round=found.key)


def test_the_outcome_ranks_shows_spread_and_fails_who_is_below_a_threshold(
    people: list[int],
) -> None:
    made = outcome_of(closed(people))
    assert [(one.number, one.rank, one.total) for one in made.ranked] == [
        (1, 1, 4.0), (2, 2, 3.0), (10, None, 3.0),
    ]  # fmt: skip
    assert made.of(10).below == ("goals",)
    assert made.of(1).is_first
    assert (made.of(1).share, made.of(2).share, made.of(10).share) == (1.0, 0.0, None)
    assert made.of(1).cells[0].scores == (4, 4, 4)


def test_scores_far_apart_are_shown_as_something_to_talk_about(people: list[int]) -> None:
    found = opened(people)
    no_interests(found, *people)
    for person, value in zip(people, (2, 3, 4), strict=True):
        scores(found, person, 1, value, 3, 3)
        scores(found, person, 2, 3, 3, 4)
        scores(found, person, 10, 3, 3, 3)
    close_round(by=BY, round=found.key)
    cells = outcome_of(round_called(found.key)).of(1).cells
    assert [one.is_disputed for one in cells] == [True, False, False]
    assert cells[0].scores == (2, 3, 4)


def test_another_number_that_fits_is_worked_out_anew(people: list[int]) -> None:
    found = closed(people)
    change_capacity(by=BY, round=found.key, capacity=2)
    made = outcome_of(round_called(found.key))
    assert [one.is_first for one in made.entries] == [True, True, False]
    with pytest.raises(Refused):
        change_capacity(by=BY, round=found.key, capacity=0)


def test_of_those_who_share_the_last_place_none_is_first(people: list[int]) -> None:
    made = outcome_of(tied(people))
    assert [(one.rank, one.shared, one.is_first, one.is_on_line) for one in made.entries] == [
        (1, 3, False, True)
    ] * 3
    assert [one.share for one in made.entries] == [pytest.approx(1 / 3)] * 3
    assert not any(one.tipped_by or one.turn for one in made.entries)


def test_more_than_fit_go_on_only_by_choice_and_the_decision_says_so(people: list[int]) -> None:
    found = tied(people)
    given: Any = {"by": BY, "round": found.key, "edition": found.edition, "taken_on": today()}
    decide_round(**given, rulings=[rule("go", 1)])
    with pytest.raises(MoreThanFit):
        decide_round(**given, rulings=[rule("go", 2)])
    assert letters(found).count() == 1
    decide_round(**given, rulings=[rule("no_go", 1), rule("go", 2)])
    post_all(found)
    assert "keuze" not in decisions().get().text, "one go in the place of another fits"
    decide_round(**given, rulings=[rule("go", 10)], is_choice=True)
    post_all(found)
    assert sum("Dat was een keuze." in one.text for one in decisions()) == 1


def test_who_decides_saw_how_many_fit(people: list[int]) -> None:
    found = closed(people, capacity=2)
    change_capacity(by=BY, round=found.key, capacity=1)
    with pytest.raises(Outdated, match=r"(room for|plaats voor|Platz für) 1"):
        decide_round(
            by=BY, round=found.key, edition=found.edition, taken_on=today(), rulings=[rule()]
        )
    assert not letters(found).exists()
    now = round_called(found.key)
    decide_round(by=BY, round=now.key, edition=now.edition, taken_on=today(), rulings=[rule()])
    with pytest.raises(Refused):
        change_capacity(by=BY, round=found.key, capacity=2)
    assert round_called(found.key).capacity == 1, "the line stays where it was decided by"


def test_a_reminder_goes_to_who_is_late_once_a_day(people: list[int]) -> None:
    found = opened(people)
    no_interests(found, *people)
    for number in (1, 2, 10):
        scores(found, people[0], number, 3, 3, 3)
    assert remind(by=BY, round=found.key, address=address) == Reminded(leave=2, wait=0)
    with pytest.raises(Refused):
        remind(by=BY, round=found.key, address=address)
    late = outbox().filter(kind="weighing.reminder")
    assert {one.person_id for one in late} == set(people[1:])
    assert not any(one.is_transactional for one in late), "within the contact budget"


def test_a_reminder_that_the_contact_budget_holds_back_is_told_to_wait(people: list[int]) -> None:
    found = opened(people)
    for number in range(BUDGET_MAILS):
        enqueue(
            person_id=people[0], kind=MailKind("test"), subject="Asked", body="Something else.",
            dedupe_key=f"test:{number}", by=BY,
        )  # fmt: skip
    assert remind(by=BY, round=found.key, address=address) == Reminded(leave=2, wait=1)


# --- Deciding -----------------------------------------------------------------------------------


def test_what_is_decided_together_is_one_decision_of_the_agenda(
    people: list[int], owner: int
) -> None:
    found = closed(people)
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(), body="board",
        rulings=[
            rule("go", 1), rule("no_go", 10),
            rule("more_information", 2, needed=said("A budget."), by_when=in_days(30)),
        ],
    )  # fmt: skip
    send_all(found)
    assert not decisions().exists(), "nobody reads it before every owner of these was told"
    assert round_called(found.key).state == State.CLOSED
    post_all(found)
    decision = decisions().get()
    assert decision.body.key == "board"
    assert "Voorjaar 2026" in decision.title
    assert [ruling and ruling.what for _entry, ruling in entries_with_rulings(found)] == [
        "go", "more_information", "no_go",
    ]  # fmt: skip
    assert round_called(found.key).state == State.DECIDED


def test_a_round_is_decided_once_everything_is_and_was_told(people: list[int]) -> None:
    found = closed(people)
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(), rulings=[rule("go", 1)]
    )
    post_all(found)
    assert round_called(found.key).state == State.CLOSED
    decide_round(
        by=BY,
        round=found.key,
        edition=found.edition,
        taken_on=today(),
        rulings=[rule("no_go", 2), rule("no_go", 10)],
    )
    assert round_called(found.key).state == State.CLOSED, "the owners were not told yet"
    post_all(found)
    assert round_called(found.key).state == State.DECIDED
    assert decisions().count() == 2


@pytest.mark.parametrize(
    "ruled",
    [
        Ruled(1, "maybe", said("Why.")),
        Ruled(1, "go", said(" ")),
        Ruled(1, "more_information", said("Why.")),
        Ruled(1, "more_information", said("Why."), needed=said("A budget.")),
        Ruled(1, "go", said("Why."), needed=said("A budget.")),
    ],
)
def test_a_ruling_that_says_too_little_is_refused_and_nothing_decided(
    people: list[int], ruled: Ruled
) -> None:
    found = closed(people)
    with pytest.raises(Refused):
        decide_round(
            by=BY,
            round=found.key,
            edition=found.edition,
            taken_on=today(),
            rulings=[rule("go", 2), ruled],
        )
    assert not letters(found).exists()


def test_a_decision_is_about_what_was_closed_and_not_of_tomorrow(people: list[int]) -> None:
    found = opened(people)
    with pytest.raises(Refused):
        decide_round(
            by=BY, round=found.key, edition=found.edition, taken_on=today(), rulings=[rule()]
        )
    done = closed(assessors(3))
    for day in (in_days(1), in_days(-1)):
        with pytest.raises(Refused):
            decide_round(
                by=BY, round=done.key, edition=done.edition, taken_on=day, rulings=[rule()]
            )
    with pytest.raises(NotFound):
        decide_round(
            by=BY, round=done.key, edition=done.edition, taken_on=today(), rulings=[rule(number=77)]
        )


def test_a_letter_goes_to_each_person_known_of_the_initiative_once(
    people: list[int], owner: int
) -> None:
    name_contact(
        by=BY, initiative="lab-east", name="Olga Owner", mail="owner@example.org", language="de"
    )
    known = name_contact(
        by=BY, initiative="lab-east", name="Ed", mail="ed@example.org", language="en"
    ).person
    gone = name_contact(
        by=BY, initiative="lab-east", name="Gone", mail="gone@example.org", language="nl"
    )
    end_contact(by=BY, contact=gone.pk, reason="Left.")
    found = closed(people)
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(), rulings=[rule("go", 1)]
    )
    told = {one.person_id: one for one in letters(found)}
    assert set(told) == {owner, known.pk}
    assert told[known.pk].body.startswith("Dear Ed")


def test_what_was_told_to_the_owner_is_not_changed(people: list[int], owner: int) -> None:
    found = closed(people)
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(), rulings=[rule("go", 1)]
    )
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(), rulings=[rule("no_go", 1)]
    )
    assert letters(found).count() == 1, "the letter about what was taken back is gone"
    send_all(found)
    with pytest.raises(Refused):
        decide_round(
            by=BY, round=found.key, edition=found.edition, taken_on=today(), rulings=[rule("go", 1)]
        )


def test_information_that_was_asked_comes_back_when_it_is_due(
    at: Traveller, people: list[int], owner: int
) -> None:
    found = closed(people)
    asked = rule("more_information", 1, needed=said("A budget."), by_when=in_days(10))
    decide_round(by=BY, round=found.key, edition=found.edition, taken_on=today(), rulings=[asked])
    send_all(found)
    assert not waiting_for_information()
    at.move_to("2026-03-12T09:00+01:00")
    assert [one.entry.number for one in waiting_for_information()] == [1]
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(), rulings=[rule("go", 1)]
    )
    assert not waiting_for_information()


# --- Letters ------------------------------------------------------------------------------------


def test_an_owner_is_written_in_their_own_language_and_reads_reasons_without_names(
    people: list[int], owner: int
) -> None:
    found = closed(people)
    decide_round(
        by=BY,
        round=found.key,
        edition=found.edition,
        taken_on=today(),
        rulings=[rule("go", 1), rule("no_go", 10)],
    )
    mail, paper = letters(found).order_by("ruling__entry__number")
    assert (mail.person_id, mail.language) == (owner, "de")
    assert "Olga Owner" in mail.body
    assert "goals de: 4,0" in mail.body
    assert paper.person_id is None
    assert "because goals of 10" in paper.body
    for one in (mail, paper):
        assert "Assessor" not in one.body
        assert "Because it fits." in one.body


def test_a_letter_quotes_the_highest_scores_as_well_as_the_lowest(polder: None) -> None:
    people = assessors(6)
    found = opened(people)
    no_interests(found, *people)
    keys = [one.key for one in three_criteria().criteria]
    for person, value in zip(people, (1, 2, 3, 3, 4, 5), strict=True):
        for number in (1, 2, 10):
            give_scores(
                by=LINK, round=found.key, person_id=person, number=number,
                given={key: Given(value, f"Said with {value} by {person}.") for key in keys},
            )  # fmt: skip
    close_round(by=BY, round=found.key)
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(), rulings=[rule("go", 1)]
    )
    body = letters(found).get().body
    assert [body.count(f"Said with {value} by") for value in range(1, 6)] == [3, 3, 0, 3, 3]
    assert "nog 2" in body, "that others said something is told"


def test_a_reason_is_read_in_ones_own_language_or_told_to_be_in_another(
    people: list[int], owner: int
) -> None:
    found = closed(people)
    proposed = Translated({"nl": "Past.", "en": "It fits.", "de": "Es passt."})
    asked = Ruled(
        10, "more_information", proposed, needed=Translated({"nl": "Een begroting."}),
        by_when=in_days(10),
    )  # fmt: skip
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(),
        rulings=[Ruled(1, "go", proposed), rule("no_go", 2), asked],
    )  # fmt: skip
    own, typed, needed = (one.body for one in letters(found).order_by("ruling__entry__number"))
    assert "Es passt." in own
    assert "Past." not in own
    assert "Because it fits. (geschreven in het Engels)" in typed
    assert "Een begroting.\n" in needed, "the letter and what was typed are both in Dutch"
    send_all(found)
    post_all(found)
    text = decisions().get().text
    assert "go. Past." in text
    assert "no-go. Because it fits. (geschreven in het Engels)" in text


def test_letters_go_as_they_were_shown(people: list[int], owner: int) -> None:
    found = closed(people)
    decide_round(
        by=BY, round=found.key, edition=found.edition, taken_on=today(), rulings=[rule("go", 1)]
    )
    seen = waiting(found, is_on_paper=False)
    (number,) = seen
    write_letter(by=BY, letter=number, edition=1, subject="Ja", body="Mooi plan.")
    for shown in (seen, {number: 2, number + 1: 1}):
        with pytest.raises(Outdated):
            send_letters(by=BY, round=found.key, shown=shown)
    with pytest.raises(Outdated):
        went_on_paper(by=BY, round=found.key, shown={number: 2})
    assert not outbox().filter(kind="weighing.letter").exists()
    assert send_letters(by=BY, round=found.key, shown={number: 2}) == 1


def test_letters_are_changed_sent_once_and_printed(people: list[int], owner: int) -> None:
    found = closed(people)
    decide_round(
        by=BY,
        round=found.key,
        edition=found.edition,
        taken_on=today(),
        rulings=[rule("go", 1), rule("no_go", 10)],
    )
    one = letters(found).get(person_id=owner)
    write_letter(by=BY, letter=one.pk, edition=1, subject="Ja", body="Mooi plan.\r\nVeel succes.")
    with pytest.raises(Refused):
        write_letter(by=BY, letter=one.pk, edition=1, subject="Nee", body="Toch niet.")
    for subject, body in (("", "x"), ("a\nb", "x"), ("x" * 201, "x"), ("x", " ")):
        with pytest.raises(Refused):
            write_letter(by=BY, letter=one.pk, edition=2, subject=subject, body=body)
    assert send_all(found) == 1
    sent = outbox().get(kind="weighing.letter")
    assert (sent.person_id, sent.subject, sent.body) == (owner, "Ja", "Mooi plan.\nVeel succes.")
    with pytest.raises(Refused):
        send_all(found)
    with pytest.raises(Refused):
        write_letter(by=BY, letter=one.pk, edition=2, subject="Nee", body="Toch niet.")
    assert post_all(found) == 1
    with pytest.raises(Refused):
        post_all(found)
    assert not letters(found, waiting=True).exists()


# --- Rights and what always holds -----------------------------------------------------------------


def test_nobody_without_the_role_manages_decides_or_sends(people: list[int]) -> None:
    found = closed(people)
    nobody = Actor(name="somebody")
    attempts = (
        lambda: keep_criteria(by=nobody, sheet=three_criteria(is_proposal=False), reason="x"),
        lambda: prepare_round(by=nobody, title="A", deadline=in_days(1), capacity=1),
        lambda: choose_initiatives(by=nobody, round=found.key, add=["club"]),
        lambda: add_assessor(by=nobody, round=found.key, person_id=people[0]),
        lambda: take_out_assessor(by=nobody, round=found.key, assessor=1),
        lambda: open_round(by=nobody, round=found.key, address=address),
        lambda: remind(by=nobody, round=found.key, address=address),
        lambda: close_round(by=nobody, round=found.key),
        lambda: change_capacity(by=nobody, round=found.key, capacity=2),
        lambda: decide_round(
            by=nobody, round=found.key, edition=found.edition, taken_on=today(), rulings=[rule()]
        ),
        lambda: drop_round(by=nobody, round=found.key, reason="x"),
        lambda: send_letters(by=nobody, round=found.key, shown={1: 1}),
        lambda: went_on_paper(by=nobody, round=found.key, shown={1: 1}),
        lambda: write_letter(by=nobody, letter=1, edition=1, subject="x", body="x"),
    )
    for attempt in attempts:
        with pytest.raises(NotAllowed):
            attempt()


def test_the_database_keeps_no_ruling_without_a_reason(people: list[int]) -> None:
    entry = closed(people).entries.get(number=1)
    whole = {"entry": entry, "what": "go", "taken_on": today(), "together": 1}
    for given in ({"reason": {}}, {"reason": {"en": "Why."}, "needed": {"en": "A budget."}}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ruling.objects.create(**whole, **given)


@pytest.mark.parametrize(("value", "reason"), [(0, "x"), (6, "x"), (1, ""), (5, "")])
def test_the_database_keeps_scores_sound(people: list[int], value: int, reason: str) -> None:
    found = opened(people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.create(
            assessor=found.assessors.first(), entry=found.entries.first(), criterion="goals",
            value=value, reason=reason,
        )  # fmt: skip


def test_rounds_are_compared_by_what_an_initiative_got_in_each(people: list[int]) -> None:
    first = closed(people)
    decide_round(
        by=BY, round=first.key, edition=first.edition, taken_on=today(), rulings=[rule("no_go", 1)]
    )
    reweigh(by=BY, based_on=1, weights={"goals": 20}, at_least={}, reason="Other weights.")
    second = closed(people)
    told = weighed("lab-east")
    assert [one.round.key for one in told] == [second.key, first.key]
    assert [one.ruling and one.ruling.what for one in told] == [None, "no_go"]
    assert [one.sheet.criteria[0].weight for one in told] == [20, 50]
