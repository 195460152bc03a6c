# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Drawing, and who is the same over waves."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hcat.foundation.api import Refused, today
from hcat.parties.api import record_event
from hcat.surveys import api
from hcat.surveys.api import DrawPlan
from hcat.surveys.models import FrameUnit, Invitation, Key, Wave
from hcat.surveys.sampling import Candidate, allocate, draw, join_small

from .field import BY, company, opened, survey, wave

COUNTS = st.dictionaries(st.sampled_from("abcdefgh"), st.integers(1, 300), min_size=1)


@given(COUNTS, st.data())
def test_sizes_add_up_within_what_there_is(counts: dict[str, int], data: st.DataObject) -> None:
    full = data.draw(st.sets(st.sampled_from(sorted(counts))))
    spreads = data.draw(st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 5)))
    least = sum(n if name in full else min(n, 2) for name, n in counts.items())
    total = data.draw(st.integers(least, sum(counts.values())))
    sizes = allocate(counts, total, all_of=full, spreads=spreads)
    assert sum(sizes.values()) == total
    assert all(min(counts[name], 2) <= size <= counts[name] for name, size in sizes.items())
    assert all(sizes[name] == counts[name] for name in full)


@given(COUNTS)
def test_too_few_or_too_many_are_not_shared_out(counts: dict[str, int]) -> None:
    for total in (sum(counts.values()) + 1, sum(min(n, 2) for n in counts.values()) - 1):
        with pytest.raises(ValueError):
            allocate(counts, total)


@given(COUNTS)
def test_no_unit_is_lost_in_joining(counts: dict[str, int]) -> None:
    strata = {f"1-9/{name}": number for name, number in counts.items()}
    joined = join_small(strata)
    assert set(joined.becomes) == set(strata)
    sizes: Counter[str] = Counter()
    for name, number in strata.items():
        sizes[joined.becomes[name]] += number
    assert min(sizes.values()) >= 5 or len(sizes) == 1


@given(st.integers(0, 2**31), st.integers(2, 60), st.integers(0, 60))
def test_the_same_seed_draws_the_same_and_a_larger_draw_keeps_a_smaller_one(
    seed: int, number: int, size: int
) -> None:
    size = min(size, number)
    rows = [Candidate(n, f"organisation {n}", "all") for n in range(number)]
    small = draw(rows, {"all": size}, seed=seed)
    assert small == draw(reversed(rows), {"all": size}, seed=seed)
    assert set(small) <= set(draw(rows, {"all": number}, seed=seed))
    assert len(small) == size
    assert all(chance == size / number for chance in small.values())


def test_everybody_is_drawn_equally_often() -> None:
    rows = [Candidate(n, f"organisation {n}", "all") for n in range(20)]
    times = Counter(pk for seed in range(2000) for pk in draw(rows, {"all": 5}, seed=seed))
    assert all(400 <= times[n] <= 600 for n in range(20)), times  # 500 expected, 5 SD is 97


@pytest.mark.django_db
def test_of_the_largest_everybody_is_asked_and_the_rest_by_size() -> None:
    survey()
    for n in range(20):
        company(f"Klein {n}", "1-9")
    for n in range(3):
        company(f"Groot {n}", "250+", mail=False)
    made = wave()
    api.take_frame(by=BY, wave_id=made.pk)
    for plan in (DrawPlan(total=3), DrawPlan(sizes={"1-9": 1}), DrawPlan(sizes={"5": 3}),
                 DrawPlan(sizes={"1-9": 21}), DrawPlan(total=24)):  # fmt: skip
        with pytest.raises(Refused):
            api.draw_sample(by=BY, wave_id=made.pk, plan=plan)
    drawn = api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan(total=8, all_of=["250+"]))
    assert dict(drawn.sizes) == {"1-9": 5, "250+": 3}
    assert drawn.without_address == 3
    chances = set(FrameUnit.objects.filter(is_drawn=True).values_list("size_class", "chance"))
    assert chances == {("1-9", 0.25), ("250+", 1.0)}
    assert Key.objects.count() == Invitation.objects.count() == 8
    again = set(FrameUnit.objects.filter(is_drawn=True).values_list("pk", flat=True))
    api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan(total=8, all_of=["250+"],
                                                          seed=_seed(made)))  # fmt: skip
    assert set(FrameUnit.objects.filter(is_drawn=True).values_list("pk", flat=True)) == again


def _seed(made: Wave) -> int:
    made.refresh_from_db()
    return int(made.draw["seed"])


@pytest.mark.django_db
def test_the_next_wave_keeps_who_was_asked_and_their_panel() -> None:
    survey()
    for n in range(30):
        company(f"Bedrijf {n}")
    first = opened(plan=DrawPlan(total=10), reference_day=today() - timedelta(days=9))
    api.close_wave(by=BY, wave_id=first.pk, reason="tried")
    second = opened("second", plan=DrawPlan(total=12))
    before, after = _panels(first), _panels(second)
    assert before.items() <= after.items()
    codes = Key.objects.values_list("code", flat=True)
    assert len(set(codes)) == len(codes)


def _panels(made: Wave) -> dict[int | None, str]:
    rows = Key.objects.filter(unit__wave=made)
    return dict(rows.values_list("unit__organisation_id", "panel"))


@pytest.mark.django_db
def test_who_merged_goes_on_as_the_largest_and_who_was_split_off_is_new() -> None:
    survey()
    small, large = company("Klein", "10-49"), company("Groot", "50-249")
    old, taken, taker = company("Oud"), company("Over"), company("Nemer")
    day = today() - timedelta(days=30)
    first = opened(reference_day=day)
    panels = _panels(first)
    api.close_wave(by=BY, wave_id=first.pk, reason="tried")
    merged = company("Samen", "50-249", mail=False)
    parts = company("Deel een", "50-249"), company("Deel twee", "1-9")
    on = {"happened_on": today() - timedelta(days=10), "reason": "test", "by": BY}
    record_event(kind="merger", before=[small, large], after=[merged], **on)
    record_event(kind="split", before=[old], after=list(parts), **on)
    record_event(kind="takeover", before=[taken, taker], after=[taker], **on)
    second = opened("second")
    now = _panels(second)
    assert now[merged.pk] == panels[large.pk]
    assert now[parts[0].pk] == panels[old.pk]
    assert now[parts[1].pk] not in panels.values()
    assert now[taker.pk] == panels[taker.pk]
    # Whom it is written to comes along as well.
    asked = Invitation.objects.get(unit__wave=second, unit__organisation=merged)
    assert asked.person is not None
    assert asked.person.mail == "groot@voorbeeld.example"
    # A third wave: the same line, whichever organisation stands at its end.
    api.close_wave(by=BY, wave_id=second.pk, reason="tried")
    third = opened("third", reference_day=today())
    assert _panels(third)[merged.pk] == panels[large.pk]


@pytest.mark.django_db
def test_strata_by_section_that_are_small_are_joined_and_told() -> None:
    survey()
    for n in range(8):
        company(f"Metaal {n}")
    made = wave()
    api.take_frame(by=BY, wave_id=made.pk)
    FrameUnit.objects.filter(pk__in=FrameUnit.objects.values("pk")[:2]).update(sector="62")
    drawn = api.draw_sample(by=BY, wave_id=made.pk, plan=DrawPlan(total=4, by_section=True))
    assert drawn.joined == ("10-49/J",)
    assert dict(drawn.sizes) == {"10-49/C": 4}
