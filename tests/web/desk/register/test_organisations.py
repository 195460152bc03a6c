# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The register of organisations at the desk: the denominators, the list, one organisation."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hcat.foundation.api import today
from hcat.foundation.models import AuditEvent
from hcat.parties.api import (
    decide_high_tech,
    facts_of,
    organisation_history,
    search_organisations,
)
from hcat.parties.models import Organisation, OrganisationEvent, OrganisationFacts

from .conftest import BY, Register, Visitor, words_of

LIST = "/desk/organisations"


def test_an_empty_register_says_what_to_do_first(
    manager: Visitor, signed_in: Callable[[str], Visitor]
) -> None:
    page = words_of(manager.open(LIST))
    assert "No organisation has been registered yet" in page
    assert "Import a file" in page
    assert "Import a file" not in words_of(signed_in("steering_group").open(LIST))


def test_the_denominators_come_with_rule_and_date(manager: Visitor, registered: Register) -> None:
    registered("Chip", sbi=("2611",))
    registered("Bakery", sbi=("1071",))
    registered("Riddle")
    registered("School", kind="education", sbi=("2611",))
    page = words_of(manager.open(LIST))
    assert "3 companies, of which 1 count as high-tech" in page
    assert "By the rule “High-tech” of 1 January 2020" in page
    assert "Of 1 company nobody can tell: its activity is not known." in page


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("yes", {"Chip", "Chosen"}), ("no", {"Bakery"}), ("unknown", {"Riddle"})],
)
def test_high_tech_is_a_filter_that_knows_decisions(
    answer: str, expected: set[str], manager: Visitor, registered: Register
) -> None:
    registered("Chip", sbi=("2611",))
    registered("Bakery", sbi=("1071",))
    registered("Riddle")
    registered("Townhall", kind="government")
    chosen = registered("Chosen", sbi=("1071",))
    decide_high_tech(
        organisation=chosen, answer="in", reason="It builds its own ovens.", decided_on=today(),
        decided_by="programme manager", by=BY,
    )  # fmt: skip
    page = words_of(manager.open(f"{LIST}?high-tech={answer}"))
    shown = {name for name in ("Chip", "Bakery", "Riddle", "Townhall", "Chosen") if name in page}
    assert shown == expected
    if answer == "yes":
        assert "It builds its own ovens." in page


def test_filters_stand_in_the_address_and_survive_paging(
    manager: Visitor, registered: Register
) -> None:
    for number in range(60):
        registered(f"Company {number:02}", municipality="GM0001", employees=20)
    registered("Elsewhere", municipality="GM0002")
    page = manager.open(f"{LIST}?place=GM0001&size=10-49&kind=company")
    assert "1–50 of 60" in words_of(page)
    assert "place=GM0001&amp;size=10-49&amp;kind=company&amp;page=2" in page.content.decode()
    second = words_of(manager.open(f"{LIST}?place=GM0001&page=2"))
    assert "51–60 of 60" in second
    assert "Elsewhere" not in second


def test_nothing_found_offers_a_way_on(manager: Visitor, registered: Register) -> None:
    registered("Chip")
    assert "No organisation fits these filters" in words_of(manager.open(f"{LIST}?text=zzz"))


def test_the_register_is_read_as_of_a_date(manager: Visitor, registered: Register) -> None:
    registered("Old", since=date(2020, 1, 1))
    registered("Young", since=date(2024, 1, 1))
    then = words_of(manager.open(f"{LIST}?as-of=2022-06-01"))
    assert "Old" in then
    assert "Young" not in then
    assert "The register knows nothing of the time before" in words_of(
        manager.open(f"{LIST}?as-of=2019-01-01")
    )
    assert "is not a date" in words_of(manager.open(f"{LIST}?as-of=yesterday"))


def test_the_list_asks_as_many_questions_for_fifty_as_for_one(
    manager: Visitor, registered: Register
) -> None:
    registered("One", sbi=("2611",))
    manager.open(LIST)
    with CaptureQueriesContext(
        connection,
    ) as one:
        manager.open(LIST)
    for number in range(70):
        registered(f"Company {number}", sbi=("2611",))
    with CaptureQueriesContext(connection) as many:
        manager.open(LIST)
    assert len(many) == len(one) <= 16


def test_ten_thousand_organisations_are_a_page_of_fifty(
    manager: Visitor, registered: Register
) -> None:
    registered("First")
    made = Organisation.objects.bulk_create(Organisation(kind="company") for _ in range(10_000))
    OrganisationFacts.objects.bulk_create(
        OrganisationFacts(
            organisation=one, name=f"Company {n}", name_key=f"company {n:05}", source="a test",
            valid_from=date(2020, 1, 1), sbi="2611" if n % 4 == 0 else "1071",
        )
        for n, one in enumerate(made)
    )  # fmt: skip
    page = manager.open(f"{LIST}?page=200")
    assert "9,951–10,000 of 10,001" in words_of(page)
    assert "10,001 companies, of which 2,500 count as high-tech" in words_of(page)
    assert len(page.content) < 100_000


def test_an_organisation_is_registered(manager: Visitor) -> None:
    sent = manager.client.post(
        "/en/desk/organisations/new",
        {"kind": "company", "name": "Werkplaats", "kvk": "1234.5678", "employees": "12",
         "sbi": "26.11, 62", "municipality": "GM0001", "postcode": "7511 ab",
         "website": "werkplaats.example", "valid_from": "1-3-2024", "source": "a visit"},
    )  # fmt: skip
    facts = search_organisations(text="werkplaats").get()
    assert sent["Location"] == f"/en/desk/organisations/{facts.organisation.key}"
    assert (facts.kvk, facts.sbi_codes, facts.postcode) == ("12345678", ("2611", "62"), "7511AB")
    assert (facts.size_class, facts.valid_from) == ("10-49", date(2024, 3, 1))


def test_what_does_not_fit_is_told_beside_the_field_and_nothing_is_lost(manager: Visitor) -> None:
    response = manager.client.post(
        "/en/desk/organisations/new",
        {"kind": "company", "name": "Werkplaats", "kvk": "12", "employees": "9",
         "size_class": "250+", "valid_from": "tomorrow", "source": "", "branch": "07"},
    )  # fmt: skip
    page = words_of(response)
    for problem in (
        "A KvK number has eight digits",
        "This does not fit the number of people",
        "This is not a date",
        "Say where you found this.",
        "A branch number needs the BRIN number",
    ):
        assert page.count(problem) == 2, problem
    assert 'value="Werkplaats"' in response.content.decode()
    assert 'href="#id_kvk"' in response.content.decode()
    assert not search_organisations(text="werkplaats").exists()


def test_a_number_that_is_taken_is_refused_with_the_reason(
    manager: Visitor, registered: Register
) -> None:
    registered("First", kvk="12345678")
    page = words_of(
        manager.client.post(
            "/en/desk/organisations/new",
            {"kind": "company", "name": "Second", "kvk": "12345678", "valid_from": "2024-01-01",
             "source": "a visit"},
        )
    )  # fmt: skip
    assert "Another organisation has the KvK or BRIN number 12345678." in page


def test_facts_change_from_a_date_and_the_past_stays(
    manager: Visitor, registered: Register
) -> None:
    one = registered("Werkplaats", sbi=("1071",), employees=5)
    path = f"/desk/organisations/{one.key}/change"
    sent = manager.client.post(
        f"/en{path}",
        manager.fill(path, sbi="2611", employees="60", valid_from="2024-01-01", source="a call"),
    )
    assert sent.status_code == 302
    now, then = facts_of(one, on=date(2024, 1, 1)), facts_of(one, on=date(2023, 12, 31))
    assert now is not None
    assert then is not None
    assert (now.sbi, now.employees, then.sbi, then.employees) == ("2611", 60, "1071", 5)
    page = words_of(manager.open(f"/desk/organisations/{one.key}"))
    assert "Activities (SBI): 2611 (was 1071)" in page
    assert "Counts as high-tech." in page
    old = words_of(manager.open(f"/desk/organisations/{one.key}?as-of=2021-01-01"))
    assert "Does not count as high-tech." in old


def test_a_change_before_the_day_of_what_is_known_is_refused(
    manager: Visitor, registered: Register
) -> None:
    one = registered("Werkplaats", since=date(2024, 1, 1))
    path = f"/desk/organisations/{one.key}/change"
    data = manager.fill(path, place="Oost", valid_from="2020-01-01", source="a call")
    page = words_of(manager.client.post(f"/en{path}", data))
    assert "Werkplaats is already known as it is from" in page
    assert "Choose that day or a later one." in page


def test_a_change_of_name_is_an_event(manager: Visitor, registered: Register) -> None:
    one = registered("Before")
    manager.client.post(
        f"/en/desk/organisations/{one.key}/rename",
        {"name": "Behind", "happened_on": "2024-01-01", "reason": "A new owner."},
    )
    page = words_of(manager.open(f"/desk/organisations/{one.key}"))
    assert "Behind" in page
    assert "change of name" in page
    assert "Name: Behind (was Before)" in page


def test_organisations_merge_n_to_m_step_by_step_without_a_script(
    manager: Visitor, registered: Register
) -> None:
    one, two, heir = registered("One"), registered("Two"), registered("Heir")
    step = "/desk/organisations/event?kind=merger"
    found = manager.open(f"{step}&before={one.key}&text=two").content.decode()
    assert f"before={one.key}&amp;before={two.key}" in found
    page = f"{step}&before={one.key}&before={two.key}&after={heir.key}"
    assert "take out" in words_of(manager.open(page))
    sent = manager.client.post(
        f"/en{page}", {"happened_on": today().isoformat(), "reason": "They became one."}
    )
    assert sent.status_code == 302
    event = OrganisationEvent.objects.get()
    assert (event.kind, event.parties.count()) == ("merger", 3)
    one.refresh_from_db()
    assert one.ended == today()
    shown = words_of(manager.open(f"/desk/organisations/{one.key}"))
    assert "Before: One , Two . After: Heir ." in shown
    assert "This organisation ended on" in shown
    assert "Change what is known" not in shown


def test_an_event_of_the_wrong_shape_is_refused(manager: Visitor, registered: Register) -> None:
    one = registered("One")
    sent = manager.client.post(
        f"/en/desk/organisations/event?kind=merger&before={one.key}",
        {"happened_on": today().isoformat(), "reason": "They became one."},
    )
    assert "A merger joins two or more in one" in words_of(sent)
    assert not OrganisationEvent.objects.exists()


def test_a_decision_goes_before_the_rule_and_shows_its_reason(
    manager: Visitor, registered: Register
) -> None:
    one = registered("Bakery", sbi=("1071",))
    path = f"/desk/organisations/{one.key}/high-tech"
    nothing = manager.client.post(f"/en{path}", {"answer": "in", "decided_on": "2024-01-01"})
    assert "Give a reason." in words_of(nothing)
    manager.client.post(
        f"/en{path}",
        {"answer": "in", "reason": "It builds ovens.", "decided_on": "2024-01-01",
         "decided_by": "programme manager"},
    )  # fmt: skip
    assert organisation_history(one.key).decisions[0].answer == "in"
    page = words_of(manager.open(f"/desk/organisations/{one.key}"))
    assert re.search("Counts as high-tech. Decided on [^:]*2024[^:]*: It builds ovens.", page)


def test_branches_stand_with_their_school(manager: Visitor, registered: Register) -> None:
    school = registered("School", kind="education", brin="00AH")
    branch = registered(
        "School Oost", kind="education", brin="00AH", branch="07", part_of_id=school.pk
    )
    assert "School Oost" in words_of(manager.open(f"/desk/organisations/{school.key}"))
    assert "A branch of School" in words_of(manager.open(f"/desk/organisations/{branch.key}"))


def test_what_someone_did_is_recorded_under_the_own_name(
    manager: Visitor, registered: Register
) -> None:
    one = registered("Werkplaats")
    manager.client.post(
        f"/en/desk/organisations/{one.key}/rename",
        {"name": "Behind", "happened_on": today().isoformat(), "reason": "A new owner."},
    )
    assert AuditEvent.objects.filter(
        action="parties.rename", actor="The programme manager"
    ).exists()


def test_what_was_typed_waits_while_its_author_signs_in_again(
    manager: Visitor, registered: Register
) -> None:
    one = registered("Werkplaats", since=today() - timedelta(days=3))
    person = manager.client.session["_auth_user_id"]
    manager.client.logout()
    sent = manager.client.post(
        f"/en/desk/organisations/{one.key}/rename",
        {"name": "Behind", "happened_on": today().isoformat(), "reason": "A new owner."},
    )
    assert sent.status_code == 302
    session = manager.client.session
    back = sent["Location"].split("next=")[1].replace("%3F", "?").replace("%3D", "=")
    user = get_user_model().objects.get(pk=person)
    manager.client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    if manager.client.session.get("desk-kept") is None:
        kept = manager.client.session
        kept["desk-kept"] = session["desk-kept"]
        kept.save()
    page = manager.client.get(back).content.decode()
    assert "A new owner." in page
    assert 'value="Behind"' in page
