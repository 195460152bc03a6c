# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Preparing a wave: what is frozen, and what is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, today
from hcat.foundation.models import AuditEvent
from hcat.foundation.retention import enforce
from hcat.parties.models import Person
from hcat.surveys import api
from hcat.surveys.api import DrawPlan, ListRefused
from hcat.surveys.instrument.questionnaire import Choice, Kind, Page, Question, Questionnaire
from hcat.surveys.models import Break, Code, Edition, FrameUnit, Invitation, Key
from hcat.surveys.tasks import close_waves

from .field import BY, YES_NO, company, csv, facts, opened, questionnaire, survey, wave

pytestmark = pytest.mark.django_db
NOBODY = Actor(name="nobody", user_id=0)


def test_an_edition_is_saved_once_and_numbered() -> None:
    made = survey()
    with pytest.raises(Refused, match="1"):
        api.save_edition(by=BY, survey="panel", questionnaire=questionnaire(), origin="test")
    second = api.save_edition(
        by=BY, survey="panel", questionnaire=questionnaire(high=5), origin="x"
    )
    assert (second.number, made.editions.count()) == (2, 2)
    with pytest.raises(Refused):
        api.save_edition(
            by=BY, survey="panel", questionnaire=questionnaire(questions=False), origin="x"
        )


@pytest.mark.parametrize(
    "given",
    [{"titles": {"en": "Only English"}}, {"population": "everybody"}, {"kept_years": 11},
     {"population": "people", "asks_minors": True, "kept_years": 3},
     {"population": "people", "high_tech_only": True}, {"asks_minors": True, "kept_years": 2}],
)  # fmt: skip
def test_a_survey_that_cannot_be_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        api.add_survey(by=BY, key="panel", facts=facts(**given))


def test_a_key_is_for_one_survey_and_fits_an_address() -> None:
    survey()
    for key in ("panel", "Met Spatie", ""):
        with pytest.raises(Refused):
            api.add_survey(by=BY, key=key, facts=facts())


def test_whoever_may_not_run_surveys_changes_nothing() -> None:
    with pytest.raises(NotAllowed):
        api.add_survey(by=NOBODY, key="panel", facts=facts())


@pytest.mark.parametrize(
    "given",
    [{"closes_on": today() - timedelta(days=1)}, {"closes_on": today() + timedelta(days=200)},
     {"reference_day": today() + timedelta(days=1)}, {"reminders": [7, 14, 21]},
     {"reminders": [14, 7]}, {"reminders": [1]}, {"reminders": [40]}],
)  # fmt: skip
def test_days_that_cannot_be_are_refused(given: dict[str, Any]) -> None:
    survey()
    day = today()
    days = {"reference_day": day, "opens_on": day, "closes_on": day + timedelta(days=28)}
    with pytest.raises(Refused):
        api.prepare_wave(by=BY, survey="panel", key="x", **{**days, **given})


def test_one_wave_at_a_time() -> None:
    survey()
    wave()
    with pytest.raises(Refused, match="first"):
        wave("second")


def test_a_wave_needs_a_questionnaire_and_a_survey_that_is_still_asked() -> None:
    api.add_survey(by=BY, key="panel", facts=facts())
    with pytest.raises(Refused):
        wave()
    api.save_edition(by=BY, survey="panel", questionnaire=questionnaire(), origin="test")
    api.retire_survey(by=BY, survey="panel", reason="done")
    with pytest.raises(Refused):
        wave()


def test_the_frame_is_who_stood_in_the_register_on_the_day() -> None:
    survey()
    company("Een")
    company("Twee", "250+")
    company("Demo", is_demo=True)
    made = wave()
    assert api.take_frame(by=BY, wave_id=made.pk) == 2
    assert {(c.stratum, c.frame) for c in api.frame_counts(made)} == {("10-49", 1), ("250+", 1)}
    with pytest.raises(Refused):
        api.bring_list(by=BY, wave_id=made.pk, path=Path("none.csv"))


def test_a_frame_of_nobody_and_a_rule_that_is_not_there_are_refused() -> None:
    survey()
    with pytest.raises(Refused):
        api.take_frame(by=BY, wave_id=wave().pk)
    survey("high-tech", high_tech_only=True)
    with pytest.raises(Refused, match="high-tech"):
        api.take_frame(by=BY, wave_id=wave(of="high-tech").pk)


def test_schools_are_asked_by_site() -> None:
    survey("schools", population="schools")
    board = company("School", "", kind="education", brin="00AA", mail=False)
    for branch in ("00", "01"):
        company(f"Locatie {branch}", "", kind="education", brin="00AA", branch=branch,
                part_of_id=board.pk, mail=False)  # fmt: skip
    assert api.take_frame(by=BY, wave_id=wave(of="schools").pk) == 2


def test_a_wave_opens_with_a_frame_and_a_draw_only() -> None:
    survey()
    company("Een")
    made = wave()
    with pytest.raises(Refused):
        api.open_wave(by=BY, wave_id=made.pk)
    api.take_frame(by=BY, wave_id=made.pk)
    with pytest.raises(Refused):
        api.open_wave(by=BY, wave_id=made.pk)
    api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan())
    assert api.open_wave(by=BY, wave_id=made.pk).state == "open"
    for change in (
        lambda: api.take_frame(by=BY, wave_id=made.pk),
        lambda: api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan()),
        lambda: api.revise_wave(by=BY, wave_id=made.pk, reminders=[]),
        lambda: api.declare_claim(by=BY, wave_id=made.pk, concept="satisfaction",
                                  kind="mean_at_least", bound=7),
        lambda: api.open_wave(by=BY, wave_id=made.pk),
    ):  # fmt: skip
        with pytest.raises(Refused):
            change()
    assert AuditEvent.objects.filter(action="surveys.open_wave").count() == 1


def test_another_reference_day_takes_frame_and_draw_away() -> None:
    survey()
    company("Een")
    made = wave()
    api.take_frame(by=BY, wave_id=made.pk)
    api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan())
    api.revise_wave(by=BY, wave_id=made.pk, reference_day=today() - timedelta(days=30))
    made.refresh_from_db()
    assert made.drawn_at is None
    assert (FrameUnit.objects.count(), Key.objects.count()) == (0, 0)


def test_claims_are_declared_of_what_is_asked_within_what_can_be() -> None:
    survey()
    made = wave()
    for strange in (
        {"concept": "unknown", "kind": "share_at_least", "choice": "yes", "bound": 0.5},
        {"concept": "shortage_now", "kind": "share_at_least", "choice": "yes", "bound": 1.5},
        {"concept": "shortage_now", "kind": "share_at_least", "choice": "maybe", "bound": 0.5},
        {"concept": "shortage_now", "kind": "mean_at_least", "choice": "yes", "bound": 0.5},
        {"concept": "satisfaction", "kind": "mean_at_least", "bound": 11},
        {"concept": "satisfaction", "kind": "better"},
        {"concept": "why", "kind": "mean_at_least", "bound": 1},
        {"concept": "satisfaction", "kind": "certainly", "bound": 7},
    ):
        with pytest.raises(Refused):
            api.declare_claim(by=BY, wave_id=made.pk, **strange)
    claim = api.declare_claim(
        by=BY, wave_id=made.pk, concept="satisfaction", kind="mean_at_least", bound=7
    )
    with pytest.raises(Refused):
        api.declare_claim(
            by=BY, wave_id=made.pk, concept="satisfaction", kind="mean_at_least", bound=8
        )
    api.withdraw_claim(by=BY, claim_id=claim.pk)
    with pytest.raises(NotFound):
        api.withdraw_claim(by=BY, claim_id=claim.pk)


def _asking(*changed: Question) -> Questionnaire:
    return Questionnaire("panel", {"nl": "Panel"}, ("nl",), (Page("first", questions=changed),))


def test_a_ranking_proves_nothing() -> None:
    survey()
    api.save_edition(by=BY, survey="panel", origin="test", questionnaire=_asking(
        Question("wishes", "wishes", Kind.RANKING, {"nl": "Volgorde?"}, choices=YES_NO)
    ))  # fmt: skip
    made = wave()
    for kind, bound in (("share_at_least", 0.5), ("better", None)):
        with pytest.raises(Refused, match="ranking"):
            api.declare_claim(
                by=BY, wave_id=made.pk, concept="wishes", choice="yes", kind=kind, bound=bound
            )


def test_another_edition_keeps_only_the_claims_that_it_can_prove() -> None:
    survey()
    made = wave()
    for claim in (
        {"concept": "shortage_now", "kind": "share_at_least", "choice": "yes", "bound": 0.5},
        {"concept": "satisfaction", "kind": "mean_at_least", "bound": 7},
    ):
        api.declare_claim(by=BY, wave_id=made.pk, **claim)
    few_or_many = (Choice("many", {"nl": "Veel"}), Choice("few", {"nl": "Weinig"}))
    first, second, _third = questionnaire().questions
    edition = api.save_edition(by=BY, survey="panel", origin="test", questionnaire=_asking(
        replace(first, choices=few_or_many), second
    ))  # fmt: skip
    api.revise_wave(by=BY, wave_id=made.pk, edition=edition.number)
    assert [one.concept for one in made.claims.all()] == ["satisfaction"]
    edition = api.save_edition(
        by=BY, survey="panel", origin="test", questionnaire=questionnaire(high=5)
    )
    api.revise_wave(by=BY, wave_id=made.pk, edition=edition.number)
    assert not made.claims.exists()


def test_a_break_is_found_at_the_opening_and_forbids_a_comparison() -> None:
    survey()
    company("Een")
    first = opened(reference_day=today() - timedelta(days=9))
    api.close_wave(by=BY, wave_id=first.pk, reason="tried")
    api.save_edition(by=BY, survey="panel", questionnaire=questionnaire(high=5), origin="test")
    second = wave("second")
    with pytest.raises(Refused):
        api.declare_claim(by=BY, wave_id=second.pk, concept="satisfaction", kind="better",
                          since_id=first.pk)  # fmt: skip
    api.declare_claim(by=BY, wave_id=second.pk, concept="shortage_now", choice="yes",
                      kind="better", since_id=first.pk)  # fmt: skip
    api.declare_break(by=BY, wave_id=second.pk, concept="why", reason="Other words.")
    api.declare_break(by=BY, wave_id=second.pk, concept="shortage_now", reason="A slip.")
    api.undeclare_break(by=BY, wave_id=second.pk, concept="shortage_now")
    with pytest.raises(NotFound):
        api.undeclare_break(by=BY, wave_id=second.pk, concept="shortage_now")
    with pytest.raises(Refused):
        api.declare_break(by=BY, wave_id=second.pk, concept="why", reason=" ")
    api.take_frame(by=BY, wave_id=second.pk)
    api.draw_sample(by=BY, wave_id=second.pk, plan=DrawPlan())
    api.open_wave(by=BY, wave_id=second.pk)
    rows = set(Break.objects.values_list("concept", "was_found"))
    assert rows == {("satisfaction", True), ("why", False)}


def test_a_wave_ends_by_its_day_or_with_a_reason(at: Any) -> None:
    survey()
    company("Een")
    made = opened()
    with pytest.raises(Refused):
        api.close_wave(by=BY, wave_id=made.pk)
    with pytest.raises(Refused):
        api.extend_wave(by=BY, wave_id=made.pk, closes_on=made.closes_on, reason="few answers")
    with pytest.raises(Refused):
        api.extend_wave(by=BY, wave_id=made.pk, closes_on=today() + timedelta(days=200),
                        reason="few answers")  # fmt: skip
    later = made.closes_on + timedelta(days=7)
    api.extend_wave(by=BY, wave_id=made.pk, closes_on=later, reason="few answers")
    at.move_to(f"{later}T12:00Z")
    assert api.close_due() == 0
    at.move_to(f"{later + timedelta(days=1)}T12:00Z")
    assert (api.close_due(), api.close_due()) == (1, 0)
    with pytest.raises(Refused):
        api.drop_wave(by=BY, wave_id=made.pk, reason="too late")


def test_a_wave_is_called_off_with_a_reason() -> None:
    survey()
    made = wave()
    with pytest.raises(Refused):
        api.drop_wave(by=BY, wave_id=made.pk, reason="")
    assert api.drop_wave(by=BY, wave_id=made.pk, reason="no money").ended_reason == "no money"
    wave("second")


def test_a_list_of_people_is_taken_over_whole(tmp_path: Path) -> None:
    survey("talent", population="people")
    made = wave(of="talent")
    lines = ["naam;e-mail;taal;groep", "Kim;kim@voorbeeld.example;nl;techniek",
             "Sam;sam@voorbeeld.example;en;"]  # fmt: skip
    for _twice in range(2):
        assert api.bring_list(by=BY, wave_id=made.pk, path=csv(tmp_path, *lines)) == 2
    assert Person.objects.count() == 2
    assert set(FrameUnit.objects.values_list("stratum", flat=True)) == {"techniek", "all"}
    with pytest.raises(Refused):
        api.take_frame(by=BY, wave_id=made.pk)


def test_all_that_is_wrong_in_a_list_is_told_at_once(tmp_path: Path) -> None:
    survey("talent", population="people")
    made = wave(of="talent")
    path = csv(tmp_path, "name;mail;language;size;municipality", "Kim;no mail;nl;;",
               ";sam@voorbeeld.example;fr;huge;nowhere", "Kim;kim@voorbeeld.example;;;",
               "Kim;KIM@voorbeeld.example;;;")  # fmt: skip
    with pytest.raises(ListRefused) as caught:
        api.bring_list(by=BY, wave_id=made.pk, path=path)
    assert [one.row for one in caught.value.problems] == [2, 3, 3, 3, 3, 5]
    assert (Person.objects.count(), FrameUnit.objects.count()) == (0, 0)


def test_pupils_get_tickets_once_parents_agreed(tmp_path: Path) -> None:
    survey("pupils", population="people", asks_minors=True, kept_years=2)
    first = company("School een", "", kind="education", mail=False)
    second = company("School twee", "", kind="education", mail=False)
    made = wave(of="pupils")
    with pytest.raises(Refused):
        api.bring_list(by=BY, wave_id=made.pk, path=csv(tmp_path, "name;mail", "K;k@x.example"))
    path = csv(tmp_path, "school;leerlingen;ouders akkoord op;ouders akkoord hoe",
               "School een;3;2026-01-05;brief", "School twee;2;;")  # fmt: skip
    assert api.bring_list(by=BY, wave_id=made.pk, path=path) == 5
    api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan())
    api.open_wave(by=BY, wave_id=made.pk)
    hand = {"by": BY, "wave_id": made.pk}
    assert len(api.hand_out_tickets(**hand, organisation_id=first.pk)) == 3
    with pytest.raises(Refused):
        api.hand_out_tickets(**hand, organisation_id=second.pk)
    with pytest.raises(Refused):
        api.note_parents_agreed(**hand, organisation_id=second.pk, how="")
    assert api.note_parents_agreed(**hand, organisation_id=second.pk, how="letter", last=1) == 1
    assert len(api.hand_out_tickets(**hand, organisation_id=second.pk)) == 1
    assert Invitation.objects.filter(outcome="invited").count() == 4


def test_the_term_that_was_promised_is_not_made_longer() -> None:
    survey()
    company("Een")
    opened()
    with pytest.raises(Refused):
        api.revise_survey(by=BY, survey="panel", facts=facts(kept_years=6))
    with pytest.raises(Refused):
        api.revise_survey(by=BY, survey="panel", facts=facts(population="schools"))
    assert api.revise_survey(by=BY, survey="panel", facts=replace(facts(), kept_years=2))
    with pytest.raises(Refused):
        api.retire_survey(by=BY, survey="panel", reason="done")


def test_every_shipped_survey_can_be_used_and_only_once_unchanged() -> None:
    keys = [one.key for one in api.shipped_surveys()]
    assert len(keys) >= 8
    for key in keys:
        assert api.use_shipped(by=BY, key=key).number == 1
        with pytest.raises(Refused):
            api.use_shipped(by=BY, key=key)
    with pytest.raises(NotFound):
        api.use_shipped(by=BY, key="none")


def test_a_code_book_comes_along_and_one_of_ones_own_is_left_as_it_is() -> None:
    api.add_survey(by=BY, key="company-panel", facts=facts())
    own = {"survey": "company-panel", "concept": "agenda_thought", "name": "ours"}
    api.write_code(by=BY, titles={"nl": "Van ons"}, counts=True, **own)
    api.use_shipped(by=BY, key="company-panel")
    assert [one.name for one in Code.objects.all()] == ["ours"]
    api.drop_code(by=BY, **own)
    Edition.objects.all().delete()
    api.use_shipped(by=BY, key="company-panel")
    assert {one.concept for one in Code.objects.all()} == {"agenda_thought"}
    assert Code.objects.filter(counts=True).count() == 2


def test_a_wave_that_was_never_opened_is_called_off_so_that_its_list_has_an_end(
    tmp_path: Path, at: Any
) -> None:
    survey("talent", population="people", kept_years=1)
    made = wave(of="talent")
    api.bring_list(by=BY, wave_id=made.pk, path=csv(tmp_path, "name;mail", "Kim;kim@x.example"))
    at.move_to(f"{made.closes_on + timedelta(days=30)}T12:00Z")
    api.close_due()
    made.refresh_from_db()
    assert made.state == "draft", "it can be given later days"
    at.move_to(f"{made.closes_on + timedelta(days=31)}T12:00Z")
    assert api.close_due() == 0, "none of them was open"
    made.refresh_from_db()
    assert (made.state, bool(made.ended_reason)) == ("dropped", True)
    enforce(by=BY)
    assert FrameUnit.objects.get().person is None


def test_who_was_named_for_a_wave_that_was_never_opened_goes_when_it_is_called_off(at: Any) -> None:
    survey()
    company("een", mail=False)
    made = wave()
    api.take_frame(by=BY, wave_id=made.pk)
    api.draw_sample(by=BY, wave_id=made.pk, plan=api.DrawPlan())
    asked = made.invitations.get()
    api.name_contact(by=BY, invitation_id=asked.pk, name="Bo", mail="bo@voorbeeld.example")
    assert made.contacts.exists()
    at.move_to(f"{made.closes_on + timedelta(days=31)}T12:00Z")
    close_waves.func()
    assert not made.contacts.exists()
    at.move_to(f"{made.closes_on + timedelta(days=4 * 366)}T12:00Z")
    enforce(by=BY)
    asked.refresh_from_db()
    assert asked.person is None


@pytest.mark.parametrize("number", ["3²", "٣", "-1", "0", "2001", "many", ""])
def test_a_number_of_pupils_that_is_none_is_told_by_row(tmp_path: Path, number: str) -> None:
    survey("pupils", population="people", asks_minors=True, kept_years=2)
    made = wave(of="pupils")
    path = csv(tmp_path, "school;leerlingen;ouders akkoord op;ouders akkoord hoe",
               f"een;{number};;")  # fmt: skip
    with pytest.raises(ListRefused) as told:
        api.bring_list(by=BY, wave_id=made.pk, path=path)
    assert any("number of pupils" in one.what for one in told.value.problems)
