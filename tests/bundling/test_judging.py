# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pairs are found, explained and graded; grades are kept and teach."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.utils.translation import override

from hcat.agenda.api import Initiative, item, revise, stop
from hcat.bundling.api import (
    Group,
    compare,
    find,
    found_groups,
    has_changed,
    is_behind,
    judge,
    judgement_on,
    judgements,
    last_run,
    pair_of,
    pairs,
    pairs_to_judge,
    parts_of,
    sentence,
    shared_by,
    worth_judging,
)
from hcat.bundling.explaining import shared, words_shown
from hcat.bundling.models import Judgement, Pair, Run
from hcat.bundling.queries import HANDFUL
from hcat.bundling.reading import read
from hcat.bundling.tasks import look_for_overlap
from hcat.foundation.api import Actor, NotFound, Refused, today

BY = Actor.system("test")
TRAINEES = ("initiative-33", "initiative-66")
pytestmark = pytest.mark.usefixtures("twente")


def trainees() -> Pair:
    return pairs().get(left=TRAINEES[0], right=TRAINEES[1])


def test_a_run_says_what_it_was_made_of() -> None:
    run = last_run()
    assert run is not None
    assert (run.compared, run.judged) == (64, 0)
    assert set(run.weights) >= {"base", "text", "ways"}
    assert not is_behind(run)


def test_a_second_run_finds_the_same_and_replaces_the_pairs() -> None:
    def told() -> list[tuple[str, str, float]]:
        return list(Pair.objects.values_list("left", "right", "chance"))

    before, runs = told(), Run.objects.count()
    find(by=BY)
    assert told() == before
    assert Run.objects.count() == runs + 1


def test_a_dry_run_writes_nothing() -> None:
    runs = Run.objects.count()
    assert find(by=BY, dry_run=True).run is None
    assert Run.objects.count() == runs


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "both use the way “Traineeships”"),
        ("nl", "beide gebruiken de manier “Traineeships”"),
        ("de", "beide nutzen den Weg „Trainee-Programme“"),
    ],
)
def test_a_pair_is_explained_in_one_sentence_in_the_readers_language(
    language: str, told: str
) -> None:
    pair = trainees()
    with override(language):
        text = sentence(pair.shared, parts_of(pair.features, pair.run.weights))
    assert told.casefold() in text.casefold()
    assert "raineeship" in text
    assert text.count(".") == 1


def test_a_pair_without_a_word_in_common_says_so() -> None:
    with override("en"):
        assert "wording is alike" in sentence({}, {})


def test_what_led_to_a_pair_stands_first_even_where_no_word_can_be_named() -> None:
    facts = {"places": ["0153"]}
    with override("en"):
        alike = sentence(facts, {"text": 1.5, "own": 2.0, "places": 0.5})
        assert alike.startswith("Their wording is alike, without one word that stands out; both")
        assert "wording" not in sentence(facts, {"text": 0.1, "places": 0.5})
        assert "wording" in sentence(facts, {"kind": 1.0, "places": 0.5})
        ways = sentence({**facts, "ways": ["traineeships"]}, {"kind": 1.0, "places": 0.5})
        assert "wording" not in ways


@pytest.mark.parametrize(
    ("left", "right", "told"),
    [
        ("initiative-23", "initiative-39", "“working” / “Werkt”"),
        ("initiative-39", "initiative-53", "“Werkt” / “work”"),
    ],
)
def test_a_word_that_two_sheets_share_across_languages_is_named(
    left: str, right: str, told: str
) -> None:
    pair = pairs().get(left=left, right=right)
    with override("en"):
        text = sentence(pair.shared, parts_of(pair.features, pair.run.weights))
    assert text.startswith(f"In different languages both speak of {told};")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("nl", "In de Duitse tekst spreken beide van “Ausbildung”;"),
        ("de", "Beide sprechen von “Ausbildung”;"),
        ("en", "In the German text both speak of “Ausbildung”;"),
    ],
)
def test_a_word_that_only_a_translation_has_is_named_as_such(language: str, told: str) -> None:
    dual = Initiative.model_validate(
        _sheet("a", {"nl": "Duale leerlijn", "en": "Dual path", "de": "Duale Ausbildung"})
    )
    home = Initiative.model_validate(
        _sheet("b", {"nl": "Opleiding hout", "en": "Wood school", "de": "Ausbildung Möbel"})
    )
    rare = {mark: 1.0 for sheet in (dual, home) for mark in read(sheet).said()}
    with override(language):
        text = sentence(shared(read(dual), read(home), rare), {"text": 1.0})
    assert text.startswith(told)


def test_of_sheets_in_two_languages_both_words_are_named() -> None:
    one = Initiative.model_validate(_sheet("a", {"nl": "Leerlingen en hout"}))
    other = Initiative.model_validate(_sheet("b", {"en": "Wood for all"}))
    rare = {mark: 1.0 for sheet in (one, other) for mark in read(sheet).said()}
    with override("nl"):
        assert "“hout” / “Wood”" in sentence(shared(read(one), read(other), rare), {"text": 1.0})


def test_two_words_for_one_subject_are_both_named() -> None:
    one = Initiative.model_validate(_sheet("a", {"nl": "Bruggen"}))
    other = Initiative.model_validate(_sheet("b", {"nl": "Staal op school"}))
    near = {"=bridge": frozenset({"=steel"}), "=steel": frozenset({"=bridge"})}
    found = shared(read(one), read(other), {}, near)
    with override("nl"):
        assert "“Bruggen”, de ander van “Staal”" in sentence(found, {"subject": 1.0})


def _sheet(key: str, name: dict[str, str]) -> dict[str, Any]:
    return {
        "key": key, "number": 1, "name": name, "status": "idea", "placements": ["some-part"],
    }  # fmt: skip


def test_no_word_is_named_that_the_reader_does_not_find_on_both_sheets() -> None:
    with override("nl"):
        for pair in pairs():
            for word in words_shown(pair.shared.get("words", [])):
                both = word.replace("“", "").replace("”", "").split(" / ")
                for key, written in zip((pair.left, pair.right), (both[0], both[-1]), strict=True):
                    assert written.casefold() in str(item("initiative", key).sheet.name).casefold()


def test_the_place_and_the_region_are_no_words() -> None:
    written = {
        word
        for pair in pairs()
        for one in pair.shared.get("words", [])
        for both in one.values()
        for word in both
    }
    assert written
    assert not {word for word in written if word.lower() in ("twente", "enschede", "regio", "de")}


def test_a_later_judgement_supersedes_and_both_are_kept() -> None:
    first = judge(by=BY, left=TRAINEES[1], right=TRAINEES[0], grade="same", why="One employer")
    second = judge(by=BY, left=TRAINEES[0], right=TRAINEES[1], grade="overlapping")
    assert second.supersedes == first
    assert judgement_on(*TRAINEES) == second
    assert list(judgements()) == [second]
    assert Judgement.objects.count() == 2
    assert not pairs_to_judge().filter(left=TRAINEES[0], right=TRAINEES[1]).exists()


def test_the_second_of_two_people_is_told() -> None:
    judge(by=BY, left=TRAINEES[0], right=TRAINEES[1], grade="same", based_on=0)
    with pytest.raises(Refused, match=r"while you were looking|terwijl u"):
        judge(by=BY, left=TRAINEES[0], right=TRAINEES[1], grade="different", based_on=0)
    assert Judgement.objects.count() == 1


def test_what_cannot_be_judged_is_refused() -> None:
    with pytest.raises(Refused):
        judge(by=BY, left=TRAINEES[0], right=TRAINEES[0], grade="same")
    with pytest.raises(Refused):
        judge(by=BY, left=TRAINEES[0], right=TRAINEES[1], grade="alike")
    with pytest.raises(Refused):
        judge(by=BY, left="initiative-1", right="initiative-48", grade="same")
    with pytest.raises(NotFound):
        judge(by=BY, left="initiative-33", right="nobody", grade="same")
    with pytest.raises(NotFound):
        pair_of(0)


def test_a_pair_that_was_not_found_is_compared_and_judged() -> None:
    one, other = "initiative-1", "initiative-48"
    assert not pairs().filter(left=one, right=other).exists()
    pair = compare(by=BY, one=other, other=one)
    assert (pair.left, pair.right) == (one, other)
    assert compare(by=BY, one=one, other=other) == pair
    judgement = judge(by=BY, left=one, right=other, grade="same", why="Known in the region")
    assert judgement.features == pair.features
    assert find(by=BY).judged == 1
    with pytest.raises(Refused):
        compare(by=BY, one=one, other=one)
    with pytest.raises(Refused):
        compare(by=BY, one=one, other="nobody")


def test_what_is_compared_by_hand_is_what_the_search_found() -> None:
    found = trainees()
    found.delete()
    again = compare(by=BY, one=TRAINEES[0], other=TRAINEES[1])
    assert again.features == pytest.approx(found.features, abs=2e-4)
    assert again.chance == pytest.approx(found.chance, abs=2e-3)
    assert again.shared == found.shared


def test_judgements_change_what_the_next_run_finds() -> None:
    before = trainees().chance
    for pair in pairs_to_judge()[:10]:
        judge(by=BY, left=pair.left, right=pair.right, grade="overlapping")
    found = find(by=BY)
    assert found.judged == 10
    assert trainees().chance > before


def test_the_words_of_all_groups_come_with_one_query(django_assert_num_queries: Any) -> None:
    found = [Group((one.left, one.right), one.chance, 0) for one in pairs()[:30]]
    alone = Group(("initiative-1", "initiative-48"), 0.0, 0)
    apart = [one for at, one in enumerate(found)
             if not any(set(one.members) & set(other.members) for other in found[:at])]  # fmt: skip
    assert len(apart) > 4
    with django_assert_num_queries(1):
        words = shared_by([*apart, alone])
    assert any(words)
    assert words[-1] == []
    assert words[0] == shared_by(apart[:1])[0]


def test_a_graded_pair_makes_a_group_and_another_grade_parts_it() -> None:
    judge(by=BY, left=TRAINEES[0], right=TRAINEES[1], grade="same")
    group = next(one for one in found_groups() if set(TRAINEES) <= set(one.members))
    assert group.judged >= 1
    [words] = shared_by([group])
    assert any("raineeship" in word for word in words)
    judge(by=BY, left=TRAINEES[0], right=TRAINEES[1], grade="different")
    assert not any(set(TRAINEES) <= set(one.members) for one in found_groups())


def test_a_handful_asks_for_attention_and_a_week_later_another(
    at: time_machine.Coordinates,
) -> None:
    assert worth_judging() == HANDFUL
    for pair in list(pairs_to_judge()[:HANDFUL]):
        judge(by=BY, left=pair.left, right=pair.right, grade="different")
    assert worth_judging() == 0
    at.shift(timedelta(days=8))
    assert worth_judging() == HANDFUL


def test_a_changed_sheet_makes_the_night_look_again() -> None:
    runs = Run.objects.count()
    look_for_overlap.func()
    assert Run.objects.count() == runs
    revise(
        by=BY, kind="initiative", key="initiative-15", on=today(), reason="Told by its owner",
        fields={"summary": {"nl": "Pas afgestudeerden werken 24 maanden bij drie bedrijven."}},
    )  # fmt: skip
    assert is_behind(last_run())
    look_for_overlap.func()
    assert Run.objects.count() == runs + 1
    assert not is_behind(last_run())


def test_a_judgement_makes_the_night_look_again() -> None:
    runs = Run.objects.count()
    judge(by=BY, left=TRAINEES[0], right=TRAINEES[1], grade="same")
    assert is_behind(last_run())
    look_for_overlap.func()
    run = last_run()
    assert run is not None
    assert run.judged == 1
    assert not is_behind(run)
    look_for_overlap.func()
    assert Run.objects.count() == runs + 1


def test_a_judged_pair_is_asked_about_again_once_its_sheet_changed() -> None:
    wanted = {"left": TRAINEES[0], "right": TRAINEES[1]}
    judge(by=BY, grade="different", **wanted)
    assert not pairs_to_judge().filter(**wanted).exists()
    revise(
        by=BY, kind="initiative", key=TRAINEES[0], on=today(), reason="Told by its owner",
        fields={"summary": {"nl": "Afgestudeerden werken bij drie bedrijven."}},
    )  # fmt: skip
    standing = judgement_on(*TRAINEES)
    assert standing is not None
    assert has_changed(standing)
    assert pairs_to_judge().filter(**wanted).exists()
    judge(by=BY, grade="same", **wanted)
    assert not pairs_to_judge().filter(**wanted).exists()
    look_for_overlap.func()
    assert not pairs_to_judge().filter(**wanted).exists()


def test_what_has_ended_is_no_longer_offered() -> None:
    stop(by=BY, kind="initiative", key=TRAINEES[1], on=today(), reason="It ended")
    assert item("initiative", TRAINEES[1]).ended_as
    assert not pairs().filter(right=TRAINEES[1]).exists()
    assert not any(TRAINEES[1] in one.members for one in found_groups(least=0.1))


def test_the_command_tells_what_it_found() -> None:
    out = StringIO()
    call_command("bundling", "find", "--dry-run", stdout=out)
    assert "64" in out.getvalue()
    out = StringIO()
    call_command("bundling", "find", "--json", "--dry-run", stdout=out)
    told = json.loads(out.getvalue())
    assert told["run"] is None
    assert told["pairs"][0]["left"] < told["pairs"][0]["right"]
