# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The three-way merge: no edit is lost, and what both sides changed is never decided silently."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from hcat.agenda.merging import FieldChange, differences, merge, same

_values = st.one_of(
    st.none(), st.booleans(), st.integers(-2, 2), st.sampled_from([0.5, 1.0]), st.sampled_from("ab")
)
_words = st.lists(st.sampled_from("abcde"), unique=True, max_size=4)
_texts = st.one_of(
    st.sampled_from("xy"),
    st.dictionaries(st.sampled_from(["nl", "en"]), st.sampled_from("xyz"), min_size=1),
)
_targets = st.lists(
    st.fixed_dictionaries({"key": st.sampled_from("pqrs"), "value": _values, "title": _texts}),
    unique_by=lambda target: target["key"],
    max_size=3,
)
_figures = st.lists(
    st.fixed_dictionaries(
        {
            "start": st.sampled_from(["2019", "2020"]),
            "end": st.just("2020"),
            "group": st.sampled_from(["", "hbo"]),
            "value": _values,
        }
    ),
    unique_by=lambda figure: (figure["start"], figure["group"]),
    max_size=3,
)
_sheets = st.fixed_dictionaries(
    {
        "value": _values,
        "words": _words,
        "title": _texts,
        "targets": _targets,
        "figures": _figures,
        "part": st.one_of(st.none(), st.fixed_dictionaries({"a": _values, "b": _words})),
    }
)
Sheet = dict[str, Any]


@given(_sheets, _sheets)
def test_what_one_side_alone_changed_is_taken_over_whole(base: Sheet, edited: Sheet) -> None:
    assert same(merge(base, edited, base).value, edited)
    assert same(merge(base, base, edited).value, edited)
    assert not merge(base, edited, base).conflicts


@given(_sheets, _sheets)
def test_the_same_edit_on_both_sides_is_no_conflict(base: Sheet, edited: Sheet) -> None:
    merged = merge(base, edited, edited)
    assert same(merged.value, edited)
    assert not merged.conflicts


@given(_sheets, _sheets, _sheets)
def test_conflicts_do_not_depend_on_who_is_called_the_folder(
    base: Sheet, one: Sheet, other: Sheet
) -> None:
    first, second = merge(base, one, other), merge(base, other, one)
    assert sorted(c.name for c in first.conflicts) == sorted(c.name for c in second.conflicts)


@given(_sheets, _sheets, _sheets)
def test_merging_again_changes_nothing(base: Sheet, database: Sheet, folder: Sheet) -> None:
    merged = merge(base, database, folder, take=lambda name: "database")
    again = merge(folder, merged.value, folder)
    assert same(again.value, merged.value)
    assert not again.conflicts


@given(_sheets, _sheets, _sheets)
def test_every_plain_field_comes_from_a_side_that_changed_it(
    base: Sheet, database: Sheet, folder: Sheet
) -> None:
    merged = merge(base, database, folder)
    expected = folder["value"] if same(database["value"], base["value"]) else database["value"]
    assert same(merged.value["value"], expected)
    added = {w for side in (database, folder) for w in side["words"] if w not in base["words"]}
    gone = {w for w in base["words"] if w not in database["words"] or w not in folder["words"]}
    assert set(merged.value["words"]) == (set(base["words"]) | added) - gone


@given(_sheets, _sheets, _sheets)
def test_a_choice_for_every_field_leaves_no_conflict(
    base: Sheet, database: Sheet, folder: Sheet
) -> None:
    asked = {conflict.name: conflict for conflict in merge(base, database, folder).conflicts}
    taken = merge(base, database, folder, take=lambda name: "folder")
    assert not taken.conflicts
    if "value" in asked:
        assert same(taken.value["value"], folder["value"])


@given(_sheets, _sheets)
def test_differences_are_empty_exactly_when_the_readings_are_the_same(
    one: Sheet, other: Sheet
) -> None:
    assert (differences(one, other) == []) == same(one, other)


def test_targets_merge_one_by_one() -> None:
    base = {"targets": [{"key": "a", "value": 1}, {"key": "b", "value": 1}]}
    database = {"targets": [{"key": "a", "value": 2}, {"key": "b", "value": 1}]}
    folder = {"targets": [{"key": "a", "value": 1}, {"key": "b", "value": 1}, {"key": "c"}]}
    merged = merge(base, database, folder)
    assert merged.value["targets"] == [
        {"key": "a", "value": 2}, {"key": "b", "value": 1}, {"key": "c"},
    ]  # fmt: skip
    assert not merged.conflicts


def test_a_conflict_is_named_by_its_target_and_field() -> None:
    def reading(value: int) -> Sheet:
        return {"targets": [{"key": "a", "value": value}]}

    [conflict] = merge(reading(1), reading(2), reading(3)).conflicts
    assert conflict.name == "targets[a].value"
    assert (conflict.base, conflict.database, conflict.folder) == (1, 2, 3)


def test_an_item_removed_on_one_side_and_changed_on_the_other_is_a_conflict() -> None:
    base = {"targets": [{"key": "a", "value": 1}]}
    changed = {"targets": [{"key": "a", "value": 2}]}
    assert [c.name for c in merge(base, changed, {"targets": []}).conflicts] == ["targets[a]"]


def test_a_difference_names_language_and_item() -> None:
    old = {"targets": [{"key": "a", "title": {"nl": "Oud"}}]}
    new = {"targets": [{"key": "a", "title": {"nl": "Nieuw"}}]}
    assert differences(old, new) == [FieldChange("targets[a].title.nl", "Oud", "Nieuw")]


def test_true_is_not_one() -> None:
    assert not same({"chair": True}, {"chair": 1})
    assert same({"value": 1}, {"value": 1.0})
