# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure on its way at the desk: entered, looked at by somebody else, and then for everybody."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hcat.agenda.api import item
from hcat.evidence.api import ENTERED, DraftFigure, drafts, earlier_values, enter_figure
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate, Period, Quality
from hcat.parties.api import ROLE_NAMES

from .conftest import BY, ROLES, Visitor, approve_all, fields_of, problems, text_of

FORM = "/desk/results/choice/targets/by-2020/figure"
FIGURE = {
    "start": "1-1-2022", "end": "31-12-2022", "numerator": "20", "denominator": "50",
    "source_text": "Count of 2022", "method": "All asked", "quality": "measured",
}  # fmt: skip
PDF = b"%PDF-1.7\ntrailer<<>>\nstartxref\n0\n%%EOF\n"


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: Any) -> Path:
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"


@pytest.fixture
def leader(signed_in: Callable[[str], Visitor]) -> Visitor:
    return signed_in("project_leader")


def entered(visitor: Visitor, **answers: str) -> str:
    """The address of the draft that came of the form."""
    response = visitor.change(FORM, **{**FIGURE, **answers})
    assert response.status_code == 303, problems(response)
    assert response["Location"].startswith("/en/desk/figures/")
    return str(response["Location"]).removeprefix("/en")


def press(visitor: Visitor, page: str, do: str) -> Any:
    return visitor.client.post(f"/en{page}", {"do": do})


def say(visitor: Visitor, page: str, act: str, reason: str) -> Any:
    path = f"{page}/{act}"
    return visitor.send(path, visitor.fill(path, reason=reason), "confirm")


def counting() -> list[float | None]:
    return [one.value for one in earlier_values("choice") if one.measure == ENTERED]


def state() -> str:
    return drafts().first().stands_as  # type: ignore[union-attr]


def attach(visitor: Visitor, page: str, name: str, content: bytes, **more: str) -> Any:
    file = SimpleUploadedFile(name, content)
    return visitor.client.post(f"/en{page}/attach", {"file": file, **more})


def test_a_figure_passes_from_who_enters_it_to_who_looks_to_everybody(
    manager: Visitor, leader: Visitor
) -> None:
    page = entered(manager)
    text = text_of(manager.open(page))
    assert "40.0% (20 of 50), 2022" in text
    assert "draft, to be checked" in text
    assert "somebody else looks at it: The project leader" in text
    assert "What approving it would change" in text
    assert "Count of 2022" in text
    home = text_of(leader.open("/desk"))
    assert "They count once somebody else than who entered them has looked" in home
    assert "Check it" in home
    assert press(leader, page, "check").status_code == 303
    assert "Approve it" in text_of(leader.open("/desk"))
    assert counting() == []
    assert press(leader, page, "approve").status_code == 303
    assert counting() == [40.0]
    assert "Approve it" not in text_of(leader.open("/desk"))
    everybody = text_of(Visitor(Client()).open("/results/choice"))
    assert "Entered by a programme manager on" in everybody
    assert "Checked by somebody else on" in everybody
    assert "The programme manager" not in everybody
    told = text_of(manager.open(page))
    assert "The programme manager (programme manager) entered it." in told
    assert "The project leader (project leader) approved it." in told


def test_what_waits_is_not_on_the_public_page(manager: Visitor, leader: Visitor) -> None:
    entered(manager)
    assert "Count of 2022" not in text_of(Visitor(Client()).open("/results/choice"))
    assert "Figures that do not count yet" in text_of(leader.open("/desk/agenda/result/choice"))


def test_both_steps_are_one_press_for_a_small_region(manager: Visitor, leader: Visitor) -> None:
    press(leader, entered(manager), "both")
    assert counting() == [40.0]


def test_ones_own_figure_is_refused_in_words(manager: Visitor, leader: Visitor) -> None:
    page = entered(manager)
    for do in ("check", "both"):
        response = press(manager, page, do)
        assert response.status_code == 422
        assert "You entered this figure yourself" in text_of(response)
    assert press(manager, page, "nonsense").status_code == 404
    assert state() == "draft"


def test_who_presses_second_learns_that_somebody_was_first(
    manager: Visitor, leader: Visitor
) -> None:
    page = entered(manager)
    press(leader, page, "both")
    response = press(leader, page, "both")
    assert response.status_code == 422
    assert "It was approved already" in text_of(response)


def test_the_only_one_is_told_so_and_approves_with_a_reason(manager: Visitor) -> None:
    page = entered(manager)
    assert "nobody else here may check and approve it" in text_of(manager.open(page))
    assert "Approve it alone" in text_of(manager.open("/desk"))
    assert say(manager, page, "alone", "").status_code == 422
    assert say(manager, page, "alone", "I am the office").status_code == 303
    assert counting() == [40.0]
    everybody = text_of(Visitor(Client()).open("/results/choice"))
    assert "by who entered it, for nobody else could: I am the office" in everybody


def test_approving_alone_is_refused_where_somebody_else_can(
    manager: Visitor, leader: Visitor
) -> None:
    page = entered(manager)
    response = say(manager, page, "alone", "Quick")
    assert response.status_code == 422
    assert "You are not the only one" in problems(response)
    assert fields_of(response)["reason"] == ["Quick"]
    assert state() == "draft"


def test_a_returned_figure_comes_back_with_its_reason_and_is_improved(
    manager: Visitor, leader: Visitor
) -> None:
    page = entered(manager, low="35", high="45", note="First wave")
    assert say(leader, page, "return", "The whole is 60").status_code == 303
    home = text_of(manager.open("/desk"))
    assert "Somebody looked, and says what should be different" in home
    assert "The whole is 60" in home
    assert "Somebody looked, and says" not in text_of(leader.open("/desk"))
    wanted = "Returned. What should be different: The whole is 60"
    draft = text_of(manager.open(page))
    assert draft.index(wanted) < draft.index("Target")
    assert wanted in text_of(manager.open(f"{page}/improve"))
    form = manager.fill(f"{page}/improve")
    assert (form["numerator"], form["low"], form["confidence"], form["note"]) == (
        ["20"], ["35"], ["95"], ["First wave"],
    )  # fmt: skip
    shown = manager.send(f"{page}/improve", {**form, "denominator": ["60"], "low": ["30"]})
    assert shown.status_code == 200, problems(shown)
    preview = text_of(shown)
    assert "The figure 40.0% (20 of 50) 33.3% (20 of 60)" in preview
    assert "Bounds 35.0% to 45.0% (95% interval) 30.0% to 45.0% (95% interval)" in preview
    assert "Note First wave the same" in preview
    improved = manager.send(f"{page}/improve", fields_of(shown), "confirm")["Location"]
    assert "33.3% (20 of 60)" in text_of(manager.client.get(improved))
    assert "To the improved draft" in text_of(manager.open(page))
    assert manager.open(f"{page}/improve").status_code == 404
    assert "came back to you" not in text_of(manager.open("/desk"))
    press(leader, improved.removeprefix("/en"), "both")
    assert counting() == [pytest.approx(100 / 3)]


def test_a_withdrawn_draft_stays_readable(manager: Visitor, leader: Visitor) -> None:
    page = entered(manager)
    assert say(manager, page, "withdraw", "Wrong year").status_code == 303
    text = text_of(manager.open(page))
    assert "withdrawn" in text
    assert "Wrong year" in text
    assert "What can be done now" not in text
    assert press(leader, page, "both").status_code == 422
    entered(manager)


def test_a_correction_waits_while_the_old_figure_stands(manager: Visitor, leader: Visitor) -> None:
    press(leader, entered(manager), "both")
    [old] = [one for one in earlier_values("choice") if one.measure == ENTERED]
    path = f"/desk/results/choice/figures/{old.pk}/correct"
    assert "note" not in manager.fill(path), "what is noted at a correction is its reason"
    shown = manager.send(path, manager.fill(path, numerator="25", reason="Counted twice"))
    preview = text_of(shown)
    assert "The figure 40.0% (20 of 50) 50.0% (25 of 50)" in preview
    assert "Period 2022 the same Source Count of 2022 the same" in preview.replace(
        "Method All asked the same ", ""
    )
    assert "Why it is corrected nothing Counted twice" in preview
    answer = manager.change(path, numerator="25", value="", reason="Counted twice")
    page = answer["Location"].removeprefix("/en")
    text = text_of(manager.open(page))
    assert "Takes the place of 40%" in text
    assert "Counted twice" in text
    assert counting() == [40.0]
    say(leader, page, "return", "How so")
    form = manager.fill(f"{page}/improve")
    assert form["reason"] == ["Counted twice"]
    shown = manager.send(f"{page}/improve", {**form, "reason": ["Two schools counted twice"]})
    manager.send(f"{page}/improve", fields_of(shown), "confirm")
    approve_all()
    assert sorted(counting()) == [40.0, 50.0]  # type: ignore[type-var]
    everybody = text_of(Visitor(Client()).open("/results/choice"))
    assert "Corrects an earlier figure, because: Two schools counted twice" in everybody
    assert "50.0% 25 of 50" in everybody
    assert "40.0% 20 of 50" in everybody


def test_what_approving_would_change_is_told_of_the_target_before_and_after(
    manager: Visitor,
) -> None:
    told = text_of(manager.open(entered(manager)))
    told = told[told.index("What approving it would change") :]
    assert "The verdict on this target" in told


CANNOT_BE = {
    "f-numerator": {"numerator": "12,5"},
    "f-value": {"numerator": "", "denominator": "", "value": "150", "quality": "published",
                "counts_missing_reason": "None printed"},
    "f-low": {"low": "55", "high": "40"},
    "f-denominator": {"denominator": "0"},
}  # fmt: skip


@pytest.mark.parametrize("anchor", CANNOT_BE)
def test_what_cannot_be_is_said_at_its_field_in_the_readers_language(
    anchor: str, manager: Visitor
) -> None:
    data = manager.fill(FORM, **{**FIGURE, **CANNOT_BE[anchor]})
    response = manager.client.post(FORM, {**data, "do": "preview"})
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#{anchor}"' in page
    summary = page[page.index('id="problems"') : page.index("<h1")]
    for english in ("Take", "cannot", "must", "the value", "lies"):
        assert english not in summary, summary
    assert not DraftFigure.objects.exists()


def test_a_period_that_counts_days_twice_is_said_at_its_first_day(
    manager: Visitor, leader: Visitor
) -> None:
    press(leader, entered(manager), "both")
    data = manager.fill(FORM, **{**FIGURE, "start": "1-6-2021", "end": "31-5-2022"})
    response = manager.send(FORM, data)
    assert response.status_code == 422
    assert 'href="#f-start"' in response.content.decode()
    assert "There is a figure about 2022" in problems(response)


@pytest.mark.parametrize(
    ("answers", "anchor"),
    [
        ({"value": "45"}, "f-value"),
        ({"numerator": "", "denominator": "", "value": "40"}, "f-numerator"),
        ({"counts_missing_reason": "None printed"}, "f-counts_missing_reason"),
        (
            {"numerator": "", "denominator": "", "value": "40",
             "counts_missing_reason": "None printed"},
            "f-quality",
        ),
        ({"confidence": "100", "low": "30"}, "f-confidence"),
    ],
)  # fmt: skip
def test_a_share_that_does_not_add_up_is_said_at_the_field(
    answers: dict[str, str], anchor: str, manager: Visitor
) -> None:
    response = manager.send(FORM, manager.fill(FORM, **{**FIGURE, **answers}))
    assert response.status_code == 422
    assert f'href="#{anchor}"' in response.content.decode()
    assert not DraftFigure.objects.exists()


def test_a_share_of_which_only_the_percentage_is_known_says_so_to_everybody(
    manager: Visitor, leader: Visitor
) -> None:
    page = entered(manager, numerator="", denominator="", value="40", quality="published",
                   counts_missing_reason="The report prints none")  # fmt: skip
    press(leader, page, "both")
    everybody = text_of(Visitor(Client()).open("/results/choice"))
    assert "Only the percentage is known: The report prints none" in everybody


def test_the_next_figure_begins_with_the_source_and_method_of_the_last(
    manager: Visitor, leader: Visitor
) -> None:
    press(leader, entered(manager), "both")
    response = manager.open(FORM)
    assert "Source and method are those of the last figure" in text_of(response)
    form = fields_of(response)
    assert (form["source_text"], form["method"]) == (["Count of 2022"], ["All asked"])
    assert (form["numerator"], form["start"]) == ([""], [""])


def test_what_waits_does_not_ask_for_another_figure(manager: Visitor, leader: Visitor) -> None:
    links = manager.open("/desk/to-do/figures").content.decode().split('href="')
    asks = next(one.split('"')[0] for one in links if one.split('"')[0].endswith("/figure"))
    _en, _desk, _results, result, _targets, target, _figure = asks.strip("/").split("/")
    sheet = item("result", result).sheet
    unit = next(one.unit for one in sheet.targets if one.key == target)
    enter_figure(
        by=BY, result=result, target=target,
        estimate=Estimate.missing("Nobody", unit=unit, period=Period.year(2022), source="office"),
    )  # fmt: skip
    assert asks not in manager.open("/desk/to-do/figures").content.decode()


def test_each_role_sees_its_own_part_of_the_drafts(
    manager: Visitor, signed_in: Callable[[str], Visitor]
) -> None:
    page = entered(manager)
    reads = {"programme_manager", "project_leader", "steering_group", "board"}
    acts = {"programme_manager", "project_leader"}
    visitors = {role: manager if role == "programme_manager" else signed_in(role) for role in ROLES}
    for role, visitor in visitors.items():
        assert visitor.open(page).status_code == (200 if role in reads else 403), role
        assert visitor.open("/desk/figures").status_code == (200 if role in reads else 403), role
        for path in (f"{page}/return", f"{page}/withdraw", f"{page}/attach"):
            assert visitor.open(path).status_code == (200 if role in acts else 403), (role, path)
        if role not in acts:
            assert press(visitor, page, "both").status_code == 403
    assert Client().get(f"/en{page}").status_code == 302
    assert manager.open(f"{page}/nonsense").status_code == 404
    assert manager.open("/desk/figures/999999").status_code == 404
    assert set(visitors) == {str(role) for role in ROLE_NAMES}


def test_the_list_is_filtered_and_keeps_its_question_in_the_address(manager: Visitor) -> None:
    assert "Nobody has entered a figure yet" in text_of(manager.open("/desk/figures"))
    for year in range(1950, 2010):
        enter_figure(
            by=Actor.system("test"), result="choice", target="by-2020",
            estimate=Estimate(value=40.0, numerator=2, denominator=5, unit="percent",
                              period=Period.year(year), method="all asked",
                              quality=Quality.MEASURED, source=f"Volume {year}"),
        )  # fmt: skip
    first = manager.open("/desk/figures?state=draft")
    assert "Entered one by one 60" in text_of(first)
    assert "state=draft&amp;page=2" in first.content.decode()
    assert "Volume 1950" in text_of(manager.open("/desk/figures?state=draft&page=2"))
    assert "Entered one by one 1" in text_of(manager.open("/desk/figures?text=volume+1984"))
    assert "Entered one by one 60" in text_of(manager.open("/desk/figures?state=waits"))
    none = text_of(manager.open("/desk/figures?state=approved"))
    assert "No draft fits this" in none


# --- Files ---------------------------------------------------------------------------------------


def test_a_file_is_attached_and_read_by_everybody_once_the_figure_counts(
    manager: Visitor, leader: Visitor
) -> None:
    page = entered(manager)
    answer = attach(manager, page, "Count 2022.pdf", PDF, about="The count", is_public="1")
    assert answer.status_code == 303
    shown = manager.open(page).content.decode()
    assert "Count_2022.pdf" in shown
    [number] = {part.split('"')[0] for part in shown.split('href="/en/evidence/')[1:]}
    path = f"/en/evidence/{number}"
    stranger = Client()
    assert stranger.get(path).status_code == 404
    press(leader, page, "both")
    assert f'href="{path}"' in Client().get("/en/results/choice").content.decode()
    given = stranger.get(path)
    assert given.content == PDF
    assert given["Content-Disposition"] == 'attachment; filename="Count_2022.pdf"'
    assert given["Content-Type"] == "application/pdf"
    assert given["X-Content-Type-Options"] == "nosniff"
    assert given["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert stranger.post(path).status_code == 405
    hidden = manager.client.post(f"/en/desk/files/{number}/show", {"to": "staff"})
    assert hidden.status_code == 303
    assert stranger.get(path).status_code == 404
    assert path not in Client().get("/en/results/choice").content.decode()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.pdf", b"<html><script>alert(1)</script>", "web page"),
        ("x.pdf", b"", "No file was chosen|This file is empty"),
        ("x.txt", b"a" * ((10 << 20) + 1), "too large"),
    ],
    ids=["html", "empty", "large"],
)
def test_a_refused_file_says_why_and_what_was_typed_stays(
    name: str, content: bytes, said: str, manager: Visitor
) -> None:
    page = entered(manager)
    answer = attach(manager, page, name, content, about="The yearly count", is_public="1")
    assert answer.status_code == 422
    assert any(part in text_of(answer) for part in said.split("|"))
    body = answer.content.decode()
    assert 'value="The yearly count"' in body
    assert 'name="is_public" value="1" checked' in body
    assert "No file is attached" in text_of(manager.open(page))


def test_a_form_without_a_file_is_refused_in_words(manager: Visitor) -> None:
    page = entered(manager)
    answer = manager.client.post(f"/en{page}/attach", {"about": "x"})
    assert answer.status_code == 422
    assert "No file was chosen" in text_of(answer)


def test_a_file_is_for_staff_unless_somebody_says_otherwise(
    manager: Visitor, leader: Visitor, signed_in: Callable[[str], Visitor]
) -> None:
    page = entered(manager)
    attach(manager, page, "a.txt", b"the count")
    assert "for staff only" in text_of(manager.open(page))
    press(leader, page, "both")
    number = manager.open(page).content.decode().split('href="/en/evidence/')[1].split('"')[0]
    path = f"/evidence/{number}"
    assert leader.open(path).content == b"the count"
    assert leader.open(path)["Content-Type"] == "text/plain"
    assert signed_in("initiative_owner").open(path).status_code == 403
    assert Client().get(f"/en{path}").status_code == 404


def test_a_file_is_taken_away_with_its_reason(manager: Visitor, uploads: Path) -> None:
    page = entered(manager)
    attach(manager, page, "a.txt", b"the names of pupils")
    number = manager.open(page).content.decode().split('href="/en/evidence/')[1].split('"')[0]
    path = f"/desk/files/{number}/take-away"
    assert manager.send(path, manager.fill(path, reason=""), "confirm").status_code == 422
    answer = manager.send(path, manager.fill(path, reason="It names pupils"), "confirm")
    assert answer.status_code == 303
    assert "It names pupils" in text_of(manager.open(page))
    assert manager.open(f"/evidence/{number}").status_code == 404
