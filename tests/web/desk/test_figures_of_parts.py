# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a gap on the page of a result to the figure of that part, entered at the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from hcat.agenda.models import Version
from hcat.evidence.api import DraftFigure, Observation, drafts, parts_of, standing_of

from .conftest import Visitor, approve_all, fields_of, problems, text_of

PAGE = "/results/choice"
FORM = "/desk/results/choice/targets/by-2020/figure"
FIGURE = {
    "start": "1-1-2022", "end": "31-12-2022", "numerator": "20", "denominator": "50",
    "source_text": "Count of 2022", "method": "All asked", "quality": "measured",
}  # fmt: skip
ASKED = "What the figure is about"


@pytest.fixture
def leader(signed_in: Callable[[str], Visitor]) -> Visitor:
    return signed_in("project_leader")


@pytest.fixture
def expected(polder: None) -> None:
    asks("level", "place", "discipline")


def asks(*dimensions: str) -> None:
    version = Version.objects.get(element__kind="result", element__key="choice", valid_until=None)
    version.data |= {"dimensions": list(dimensions)}
    version.save()


def newest() -> DraftFigure:
    found = drafts().first()
    assert found is not None
    return found


def links(visitor: Visitor) -> list[str]:
    body = visitor.open(PAGE).content.decode()
    return re.findall(r'href="/en(/desk/results/[^"]*\?part=[^"]*)"', body)


def known() -> set[str]:
    found = parts_of(standing_of("choice"))
    return {part.key for dimension in found for part in dimension.parts if part.is_known}


def test_a_gap_leads_to_its_form_and_is_closed_once_approved(
    expected: None, manager: Visitor, leader: Visitor
) -> None:
    assert links(manager) == [f"{FORM}?part={part}" for part in ("hbo", "GM0001", "GM0002")]
    link = links(manager)[2]
    assert fields_of(manager.open(link))["group"] == ["GM0002"]
    shown = manager.send(FORM, manager.fill(link, **FIGURE))
    assert "Part of the whole nothing West" in text_of(shown)
    saved = manager.send(FORM, fields_of(shown), "confirm")
    assert (saved.status_code, newest().group, known()) == (303, "GM0002", set())
    assert "40.0% (20 of 50), 2022, West" in text_of(leader.open("/desk/figures"))
    page = text_of(leader.open(f"/desk/figures/{newest().pk}"))
    assert "Part of the whole West" in page
    assert "40.0% (20 of 50), 2022, West" in text_of(leader.open("/desk/agenda/result/choice"))
    approve_all()
    assert known() == {"GM0002"}
    assert links(manager) == [f"{FORM}?part={part}" for part in ("hbo", "GM0001")]
    everybody = Visitor(Client())
    assert links(everybody) == []
    told = text_of(everybody.open(PAGE))
    assert "1 of 2 have a figure" in told
    assert "2022, West" in told[told.index("Every figure ever entered") :]


def test_the_links_are_for_who_may_enter_today(
    expected: None, signed_in: Callable[[str], Visitor]
) -> None:
    assert len(links(signed_in("project_leader"))) == 3
    assert links(signed_in("board")) == []
    assert "part=" not in signed_in("programme_manager").open(f"{PAGE}?as-of=2021-01-01"
                                                              ).content.decode()  # fmt: skip


def test_the_form_asks_which_part_only_where_parts_are_expected(
    polder: None, manager: Visitor
) -> None:
    asks()
    assert ASKED not in text_of(manager.open(FORM))
    asks("discipline")
    assert ASKED not in text_of(manager.open(FORM)), "nothing lists the fields of study"
    asks("place")
    text = text_of(manager.open(FORM))
    assert f"{ASKED} the whole" in text.replace(" *", "")
    assert "Oost West" in text


def test_the_whole_is_what_stands_there_first(expected: None, manager: Visitor) -> None:
    assert fields_of(manager.open(FORM))["group"] == ["whole"]
    assert manager.change(FORM, **FIGURE).status_code == 303
    assert newest().group == ""


def test_a_share_of_a_part_needs_its_counts(expected: None, manager: Visitor) -> None:
    bare = FIGURE | {"numerator": "", "denominator": "", "value": "40"}
    shown = manager.send(FORM, manager.fill(FORM, group="hbo", **bare))
    assert shown.status_code == 422
    assert "Give both counts" in problems(shown)
    assert fields_of(shown)["group"] == ["hbo"], "nothing typed is lost"


def test_a_part_that_is_not_expected_is_refused_and_everything_typed_stays(
    expected: None, manager: Visitor
) -> None:
    shown = manager.send(FORM, {**manager.fill(FORM, **FIGURE), "group": ["GM0363"]})
    assert shown.status_code == 422
    assert "GM0001 (Oost), GM0002 (West)" in problems(shown)
    assert fields_of(shown)["group"] == ["GM0363"]
    assert not DraftFigure.objects.exists()
    strange = manager.open(f"{FORM}?part=GM0363")
    assert strange.status_code == 404
    assert "expects no figure of “GM0363”" in text_of(strange)


def test_a_figure_of_a_part_leaves_the_verdict_and_the_preview_says_so(
    expected: None, manager: Visitor
) -> None:
    before = standing_of("choice").leading.judgement
    shown = manager.send(FORM, manager.fill(FORM, group="GM0001", **FIGURE))
    assert shown.status_code == 200
    assert "The verdict on this target" in text_of(shown)
    manager.send(FORM, fields_of(shown), "confirm")
    approve_all()
    assert standing_of("choice").leading.judgement == before


def test_improving_and_correcting_say_and_keep_the_part(expected: None, manager: Visitor) -> None:
    manager.change(FORM, group="GM0001", **FIGURE)
    improve = f"/desk/figures/{newest().pk}/improve"
    assert fields_of(manager.open(improve))["group"] == ["GM0001"]
    assert manager.change(improve, numerator="25").status_code == 303
    assert (newest().group, newest().numerator) == ("GM0001", 25)
    approve_all()
    old = Observation.objects.get(result="choice")
    page = f"/desk/results/choice/figures/{old.pk}/correct"
    form = manager.open(page)
    assert ", Oost" in text_of(form)
    assert "group" not in fields_of(form)
    assert manager.change(page, numerator="30", reason="counted again").status_code == 303
    approve_all()
    assert Observation.objects.latest("pk").group == "GM0001"


def test_a_draft_of_a_part_that_is_no_longer_expected_never_becomes_one_of_the_whole(
    expected: None, manager: Visitor
) -> None:
    manager.change(FORM, group="GM0001", **FIGURE)
    asks()
    improve = f"/desk/figures/{newest().pk}/improve"
    shown: Any = manager.send(improve, manager.fill(improve, numerator="25"))
    assert shown.status_code == 422
    assert "expects no figures of parts" in problems(shown)
    whole = manager.send(improve, {**fields_of(shown), "group": ["whole"]})
    assert whole.status_code == 200, "unless that is chosen"


@pytest.mark.parametrize(
    ("prefix", "words"),
    [("", ("het geheel", "Invullen")), ("/de", ("das Ganze", "Eintragen"))],
    ids=["nl", "de"],
)
def test_form_and_links_speak_the_language_of_the_reader(
    expected: None, manager: Visitor, prefix: str, words: tuple[str, str]
) -> None:
    form, page = (text_of(manager.client.get(f"{prefix}{path}")) for path in (FORM, PAGE))
    assert words[0] in form
    assert words[1] in page


def test_a_part_that_waits_does_not_silence_the_question_for_the_whole(
    expected: None, manager: Visitor
) -> None:
    def asks_for_the_whole() -> bool:
        found = text_of(manager.open("/desk/to-do/figures"))
        return "Choice" in found or "40% choose technology" in found

    assert asks_for_the_whole()
    manager.change(FORM, group="GM0001", **FIGURE)
    assert asks_for_the_whole()
    manager.change(FORM, **FIGURE)
    assert not asks_for_the_whole()
