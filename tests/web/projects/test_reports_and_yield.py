# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Noting a report and saying what came of a promise, on the pages of the desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from hcat.agenda.api import items, merge
from hcat.foundation.api import today
from hcat.projects import api
from tests.web.desk.conftest import BY, Visitor, fields_of, text_of
from tests.web.projects.conftest import PAGE, SUBJECT, answers, in_days
from tests.web.projects.test_running_a_project import send
from tests.web.projects.test_what_needs_attention import asked


@pytest.fixture
def due(agreed: api.Charter) -> date:
    """The day of the first report, which is today; the charter counts since a month."""
    api.Charter.objects.update(accepted_on=in_days(-30), report_first_on=today())
    return today()


def test_a_report_is_asked_noted_and_read(manager: Visitor, due: date) -> None:
    [matter] = asked(manager)["progress-reports"]
    assert (matter.url, matter.due) == (f"/en{PAGE}/reports/{due.isoformat()}", due)
    path = f"{PAGE}/reports/{due.isoformat()}"
    assert fields_of(manager.open(path))["whom"] == ["The board"]
    assert send(manager, path, said="Eighteen came", link="nowhere").status_code == 422
    sent = send(manager, path, said="Eighteen came", link="https://example.org/report")
    assert sent.status_code == 302
    assert "progress-reports" not in asked(manager)
    page = manager.open(PAGE)
    assert "Eighteen came" in text_of(page)
    assert 'href="https://example.org/report"' in page.content.decode()
    assert "said" not in fields_of(manager.open(path)), "what is noted is read, not written again"


def test_two_who_note_one_report_at_once(manager: Visitor, due: date) -> None:
    path = f"{PAGE}/reports/{due.isoformat()}"
    mine = manager.fill(path, said="What I typed")
    api.note_report(by=BY, subject=SUBJECT, due=due, on=today(), whom="The board", said="Theirs")
    sent = manager.client.post(f"/en{path}", mine)
    assert sent.status_code == 409
    assert "Theirs" in text_of(sent)
    assert "What I typed" in text_of(sent)
    assert [one.said for one in api.method_of(SUBJECT).reports] == ["Theirs"]


def test_what_it_yielded_is_asked_said_and_read_by_everybody_and_reports_are_not(
    manager: Visitor, agreed: api.Charter
) -> None:
    result = items("result")[0].key
    api.write_charter(by=BY, subject=SUBJECT, answers=answers(results=(result,)), based_on=1)
    api.accept_charter(by=BY, subject=SUBJECT, edition=2)
    api.Charter.objects.update(
        accepted_on=in_days(-100), report_first_on=in_days(-3), by_when=today()
    )
    api.note_report(by=BY, subject=SUBJECT, due=in_days(-3), on=today(), whom="The board",
                    said="Quietly told")  # fmt: skip
    [matter] = asked(manager)["yields"]
    assert (matter.url, matter.due) == (f"/en{PAGE}/yield", today())
    sent = send(manager, f"{PAGE}/yield", outcome="partly", words="Thirty of forty",
                results=[result])  # fmt: skip
    assert sent.status_code == 302
    assert not {"yields", "progress-reports"} & set(asked(manager))
    assert "It shows in:" in text_of(manager.open(PAGE))
    assert fields_of(manager.open(f"{PAGE}/yield"))["words"] == ["Thirty of forty"]
    public = text_of(Client().get("/en/initiatives/1"))
    assert "it yielded a part of what was promised. Thirty of forty" in public
    assert "Quietly told" not in public


def test_two_who_say_at_once_what_it_yielded(manager: Visitor, due: date) -> None:
    mine = manager.fill(f"{PAGE}/yield", outcome="delivered", words="What I typed")
    api.say_yield(by=BY, subject=SUBJECT, outcome="delivered", on=today(), words="Theirs",
                  based_on=0)  # fmt: skip
    sent = manager.client.post(f"/en{PAGE}/yield", mine)
    assert sent.status_code == 409
    assert "Theirs" in text_of(sent)
    again = fields_of(sent)
    assert again["words"] == ["What I typed"]
    assert manager.client.post(f"/en{PAGE}/yield", again).status_code == 302
    page = text_of(manager.open(PAGE))
    assert "What was said before" in page
    assert "Theirs" in page


def test_of_what_has_ended_it_can_still_be_said_what_it_yielded(
    manager: Visitor, due: date
) -> None:
    merge(by=BY, kind="initiative", sources=["lab-east"], into="lab-west", on=today(),
          reason="One lab.")  # fmt: skip
    assert set(asked(manager)) == {"without-charter"}
    sent = send(manager, f"{PAGE}/yield", outcome="not_delivered", words="It went on in the other")
    assert sent.status_code == 302
    assert "it did not yield" in text_of(manager.open(PAGE))


def test_reports_after_what_it_yielded_go_from_the_calendar(manager: Visitor, due: date) -> None:
    def cancelled() -> int:
        return Client().get("/en/calendar.ics").content.count(b"STATUS:CANCELLED")

    before = cancelled()
    api.say_yield(by=BY, subject=SUBJECT, outcome="delivered", on=today(), words="There",
                  based_on=0)  # fmt: skip
    assert cancelled() - before == len(api.report_days(api.Charter.objects.get())) - 1


def test_the_many_reports_before_the_last_few_are_folded_away(
    manager: Visitor, agreed: api.Charter
) -> None:
    first = in_days(-280)
    api.Charter.objects.update(accepted_on=first, report_first_on=first, report_every=1)
    page = manager.open(PAGE)
    reports = page.context["reports"]
    assert (len(reports.days), len(reports.earlier)) == (5, 6)
    assert "Earlier reports" in text_of(page)


@pytest.mark.parametrize("path", ["reports/2020-01-01", "reports/never"])
def test_a_day_without_a_report_says_so(manager: Visitor, agreed: api.Charter, path: str) -> None:
    assert manager.open(f"{PAGE}/{path}").status_code == 404


def test_nothing_was_promised_without_a_charter(manager: Visitor) -> None:
    assert manager.open(f"{PAGE}/yield").status_code == 404


@pytest.mark.parametrize(
    ("role", "status"),
    [("project_leader", 200), ("initiative_owner", 200), ("steering_group", 403), ("board", 403)],
)
def test_who_may_tell(
    signed_in: Callable[[str], Visitor], due: date, role: str, status: int
) -> None:
    visitor = signed_in(role)
    api.note_report(by=BY, subject=SUBJECT, due=due, on=today(), whom="The board", said="So")
    report = f"reports/{due.isoformat()}"
    for path in ("yield", report, f"{report}/correct", f"{report}/none"):
        assert visitor.open(f"{PAGE}/{path}").status_code == status


def test_a_mistyped_report_is_put_right_and_both_can_be_read(manager: Visitor, due: date) -> None:
    path = f"{PAGE}/reports/{due.isoformat()}"
    assert manager.open(f"{path}/correct").status_code == 404, "nothing is noted yet"
    send(manager, path, said="Eihgteen came")
    assert f"/en{path}/correct" in manager.open(path).content.decode()
    assert fields_of(manager.open(f"{path}/correct"))["said"] == ["Eihgteen came"]
    mine = manager.fill(f"{path}/correct", said="Eighteen came")
    api.note_report(by=BY, subject=SUBJECT, due=due, on=today(), whom="The board", said="Theirs",
                    based_on=1)  # fmt: skip
    sent = manager.client.post(f"/en{path}/correct", mine)
    assert sent.status_code == 409
    assert "Theirs" in text_of(sent)
    assert manager.client.post(f"/en{path}/correct", fields_of(sent)).status_code == 302
    page = text_of(manager.open(PAGE))
    assert "Eighteen came" in page
    assert page.index("What was noted before") < page.index("Theirs") < page.index("Eihgteen came")


def test_that_no_report_was_given_is_noted_with_why(manager: Visitor, due: date) -> None:
    api.Charter.objects.update(report_first_on=in_days(-3))
    day = in_days(-3).isoformat()
    path = f"{PAGE}/reports/{day}/none"
    assert f"/en{path}" in manager.open(f"{PAGE}/reports/{day}").content.decode()
    assert send(manager, path, reason="").status_code == 422
    assert send(manager, path, reason="The board did not meet").status_code == 302
    assert "progress-reports" not in asked(manager)
    assert "No report was given: The board did not meet" in text_of(manager.open(PAGE))
    assert "The board did not meet" in text_of(manager.open(path))
    again = f"{PAGE}/reports/{day}/correct"
    assert send(manager, again, said="Told after all", on=today().isoformat()).status_code == 302
    assert "Told after all" in text_of(manager.open(PAGE))
