# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From begin to signature at the desk, with every refusal on its page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from hcat.foundation.api import today
from hcat.parties.api import invite
from hcat.reports.api import (
    Report,
    ask_decision,
    freeze_report,
    sign_report,
    start_report,
    withdraw_report,
)
from hcat.web.dates import as_typed

from ..conftest import BY, Visitor, text_of  # noqa: TID252

NEW = "/desk/reports/new"
SignIn = Callable[[str], Visitor]


def begun(kind: str = "board") -> str:
    return start_report(by=BY, kind=kind).key


def frozen() -> str:
    return freeze_report(by=BY, report=begun()).key


def post(visitor: Visitor, path: str, **given: Any) -> Any:
    return visitor.client.post(f"/en{path}", given)


def day() -> str:
    return as_typed(today())


def test_one_question_begins_a_report(manager: Visitor) -> None:
    form = manager.open(NEW).context["form"]
    [first, *_others] = [value for value, _title in form.fields["which"].choices]
    answer = post(manager, NEW, which=first)
    key = Report.objects.get().key
    assert answer["Location"] == f"/en/desk/reports/{key}"
    said = text_of(manager.open(f"/desk/reports/{key}"))
    assert "State: draft." in said
    assert "Nothing yet; the section speaks for itself." in said


def test_a_second_draft_is_refused_on_the_page(manager: Visitor) -> None:
    first = manager.open(NEW).context["form"].fields["which"].choices[0][0]
    post(manager, NEW, which=first)
    answer = post(manager, NEW, which=first)
    assert answer.status_code == 422
    assert "A draft is open already" in text_of(answer)


def test_a_date_that_has_its_report_is_not_offered_again(manager: Visitor) -> None:
    def offered() -> list[str]:
        return [one for one, _title in manager.open(NEW).context["form"].fields["which"].choices]

    key = begun()
    first = f"board/{Report.objects.get().due_on}"
    assert first not in offered()
    withdraw_report(by=BY, report=key, on=today(), reason="a mistake")
    assert first in offered()


def test_the_matter_on_the_home_page_leads_to_its_report(manager: Visitor) -> None:
    assert "Their date is near or past" in text_of(manager.open("/desk"))
    page = manager.open(f"{NEW}?which=evaluation/2023-12-31").content.decode()
    checked = page[page.index("checked") - 200 : page.index("checked")]
    assert 'value="evaluation/2023-12-31"' in checked


@pytest.mark.parametrize("at", ["2026-11-26T12:00"], indirect=True)
def test_each_matter_leads_to_the_date_that_it_names(at: Any, manager: Visitor) -> None:
    page = manager.open("/desk/to-do/reports").content.decode()
    for on in ("2026-08-31", "2026-12-31"):
        path = f"{NEW}?which=board/{on}"
        assert path in page
        assert manager.open(path).context["form"]["which"].value() == f"board/{on}"


@pytest.mark.parametrize("at", ["2026-11-26T12:00"], indirect=True)
def test_a_date_that_passed_is_begun_late_or_closed_with_a_reason(
    at: Any, manager: Visitor
) -> None:
    home = text_of(manager.open("/desk/to-do/reports"))
    assert "it was due on 30 April 2026" in home
    assert "earlier dates passed without it" in home
    listed = manager.open("/desk/reports").content.decode()
    assert f"{NEW}?which=board/2020-08-31" in listed
    assert post(manager, NEW, which="board/2020-08-31").status_code == 302
    path = "/desk/reports/not-given/board/2026-04-30"
    assert path in listed
    assert post(manager, path, which="one", reason="").status_code == 422
    assert post(manager, path, which="one", reason="No meeting").status_code == 302
    said = text_of(manager.open("/desk/reports"))
    assert "Report to the board, 30 April 2026: No meeting" in said
    assert "Begin it late : Report to the board, 30 April 2026" not in said
    assert "Report to the board, 31 August 2026" in said
    assert "No meeting" in text_of(manager.client.get("/en/reports"))
    assert "No meeting" in text_of(manager.client.get("/en/steering-group"))
    post(manager, "/desk/reports/not-given/board/2026-08-31", which="earlier", reason="Nobody here")
    passed = [one for one, *_rest in manager.open("/desk/reports").context["passed"]]
    assert {one.kind for one in passed} == {"evaluation"}


def test_a_date_of_no_report_is_not_found(manager: Visitor) -> None:
    for path in ("weekly/2026-04-30", "board/someday"):
        assert manager.open(f"/desk/reports/not-given/{path}").status_code == 404


def test_words_are_saved_section_by_section(manager: Visitor) -> None:
    path = f"/desk/reports/{begun()}/words/top"
    assert post(manager, path, en="All went well.", edition="0").status_code == 302
    assert "All went well." in manager.open(path).content.decode()
    assert "All went well." in text_of(manager.open(path.replace("words/top", "preview")))


def test_who_comes_second_sees_what_stands_and_loses_nothing(manager: Visitor) -> None:
    path = f"/desk/reports/{begun()}/words/top"
    post(manager, path, en="Theirs.", edition="0")
    answer = post(manager, path, en="Mine.", edition="0")
    assert answer.status_code == 422
    said = text_of(answer)
    assert "Theirs." in said
    assert "Mine." in said
    edition = answer.context["form"]["edition"].value()
    assert post(manager, path, en="Both.", edition=edition).status_code == 302


def test_a_section_that_is_not_there_is_not_found(manager: Visitor) -> None:
    assert manager.open(f"/desk/reports/{begun()}/words/elsewhere").status_code == 404


def test_a_decision_is_asked_taken_out_and_settled(manager: Visitor) -> None:
    key = begun()
    path = f"/desk/reports/{key}/decision"
    assert post(manager, path, en="", of="board", by_when="1-1-2030").status_code == 422
    assert post(manager, path, en="Hire one", of="board", by_when="1-1-2030").status_code == 302
    first = Report.objects.get().asked.get()
    assert post(manager, f"/desk/reports/decisions/{first.pk}/drop").status_code == 302
    post(manager, path, en="Hire one", of="board", by_when="1-1-2030")
    asked = Report.objects.get().asked.get()
    freeze_report(by=BY, report=key)
    assert "Hire one" in text_of(manager.open("/desk/reports"))
    settle = f"/desk/reports/decisions/{asked.pk}"
    assert "Asked of Board, by 1 January 2030." in text_of(manager.open(settle))
    refused = post(manager, settle, what="dropped", on=day())
    assert "There is no reason." in text_of(refused)
    assert post(manager, settle, what="dropped", on=day(), reason="No money").status_code == 302
    assert "Hire one" not in text_of(manager.open("/desk/reports"))


def test_freezing_says_what_will_be_fixed(manager: Visitor) -> None:
    key = begun()
    post(manager, f"/desk/reports/{key}/words/top", en="Well.", edition="0")
    path = f"/desk/reports/{key}/freeze"
    said = text_of(manager.open(path))
    assert "what you wrote in 1 section" in said
    assert "the report in 2 languages" in said
    assert post(manager, path, as_of=day()).status_code == 422
    assert post(manager, path, as_of=day(), sure="on").status_code == 302
    assert "State: frozen, not signed yet." in text_of(manager.open(f"/desk/reports/{key}"))


def test_the_manager_freezes_and_the_steering_group_signs(
    manager: Visitor, signed_in: SignIn
) -> None:
    path = f"/desk/reports/{frozen()}/sign"
    assert manager.open(path).status_code == 403
    chair = signed_in("steering_group")
    assert "nobody reads them before they are signed" in text_of(chair.open("/desk"))
    page = chair.open(path).content.decode()
    assert page.index(".pdf") < page.index("I have read the PDF.")
    assert post(chair, path, role="leader", on=day()).status_code == 422
    assert post(chair, path, role="leader", on=day(), read="on", name="").status_code == 422
    answer = post(chair, path, role="leader", on=day(), read="on", name="J. Chair")
    assert answer["Location"] == f"/en/reports/{Report.objects.get().key}"
    said = text_of(chair.client.get(answer["Location"]))
    assert "Leader (J. Chair; name and role as that person states them)" in said


def test_a_draft_is_not_to_be_signed_and_says_at_once_what_to_do(signed_in: SignIn) -> None:
    page = signed_in("steering_group").open(f"/desk/reports/{begun()}/sign")
    assert page.status_code == 409
    assert "Have it frozen first." in text_of(page)
    assert "I have read the PDF." not in text_of(page)


def test_nobody_signs_in_the_role_of_another(signed_in: SignIn) -> None:
    path = f"/desk/reports/{frozen()}/sign"
    invite(
        name="The Leader", mail="leader@voorbeeld.example", role="steering_group",
        scope="role:leader", by=BY,
    )  # fmt: skip
    member = signed_in("steering_group")
    assert "held by somebody else" in text_of(member.open(path))
    refused = post(member, path, role="leader", on=day(), read="on", name="Me")
    assert refused.status_code == 422
    assert Report.objects.get().state == "frozen"


def test_a_frozen_report_says_nothing_of_sections_without_words(manager: Visitor) -> None:
    key = begun()
    post(manager, f"/desk/reports/{key}/words/top", en="Well.", edition="0")
    freeze_report(by=BY, report=key)
    said = text_of(manager.open(f"/desk/reports/{key}"))
    assert "Well." in said
    assert "Nothing yet" not in said


def test_a_report_begun_anew_takes_over_what_the_withdrawn_one_said(manager: Visitor) -> None:
    key = begun()
    due = Report.objects.get().due_on
    post(manager, f"/desk/reports/{key}/words/top", en="All went well.", edition="0")
    post(manager, f"/desk/reports/{key}/decision", en="Hire one", of="board", by_when="1-1-2030")
    freeze_report(by=BY, report=key)
    withdraw_report(by=BY, report=key, on=today(), reason="A wrong table")
    answer = manager.client.post(f"/en{NEW}", {"which": f"board/{due}"}, follow=True)
    said = text_of(answer)
    assert "sections with words: 1, decisions asked: 1" in said
    assert "All went well." in said
    assert "Hire one" in said
    old = text_of(manager.open(f"/desk/reports/{key}"))
    assert "It stands in the report that was made anew." in old


def test_a_report_is_withdrawn_with_its_reason(manager: Visitor) -> None:
    key = sign_report(by=BY, report=frozen()).key
    path = f"/desk/reports/{key}/withdraw"
    assert post(manager, path, on=day(), reason="").status_code == 422
    assert post(manager, path, on=day(), reason="A wrong table").status_code == 302
    said = text_of(manager.client.get(f"/en/reports/{key}"))
    assert "This report was withdrawn" in said
    assert "A wrong table" in said


@pytest.mark.parametrize("role", ["administrator", "project_leader", "board"])
def test_those_who_only_read_find_no_way_to_write(signed_in: SignIn, role: str) -> None:
    key = begun()
    reader = signed_in(role)
    page = reader.open(f"/desk/reports/{key}")
    assert page.status_code == 200
    body = page.content.decode()
    for way in ("words/", "/freeze", "/sign", "/withdraw", "/decision"):
        assert f"/en/desk/reports/{key}{way}" not in body
    assert reader.open(NEW).status_code == 403
    assert reader.open(f"/desk/reports/{key}/freeze").status_code == 403


def test_who_has_no_business_here_does_not_read_a_draft(signed_in: SignIn) -> None:
    owner = signed_in("initiative_owner")
    assert owner.open(f"/desk/reports/{begun()}").status_code == 403


def test_the_file_of_a_draft_is_for_the_desk_only(manager: Visitor) -> None:
    key = begun()
    assert manager.open(f"/desk/reports/{key}/en.pdf")["Content-Type"] == "application/pdf"
    assert manager.open(f"/desk/reports/{key}/fr.pdf").status_code == 404
    assert manager.open(f"/reports/{key}.en.pdf").status_code == 404


def test_taking_out_a_decision_asks_first(manager: Visitor) -> None:
    row = ask_decision(
        by=BY, report=begun(), text={"en": "Hire"}, of="board", by_when=date(2030, 1, 1)
    )
    assert "Hire" in text_of(manager.open(f"/desk/reports/decisions/{row.pk}/drop"))
    assert manager.open("/desk/reports/decisions/999").status_code == 404
