# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A company writes its own profile: who may, how it ends, what is kept of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from hcat.correspondence.api import LinkRefused, open_link
from hcat.correspondence.models import OutboxMessage
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, now, retention_rules, today
from hcat.parties.api import erase_person, personal_data_of
from hcat.parties.models import Person
from hcat.portal.api import (
    CLAIM_SCOPE,
    ProfileDraft,
    claim_company,
    claims_of,
    give_back_claim,
    hand_claim,
    save_own_profile,
    withdraw_claim,
)
from hcat.portal.domains import is_at
from hcat.portal.models import Claim, Profile
from hcat.portal.queries.claims import domain_to_claim_by

from .conftest import BY

pytestmark = pytest.mark.usefixtures("in_english")
Make = Callable[..., Any]


@pytest.fixture
def known(company: Make) -> Any:
    return company("Voorbeeld Machines", website="https://www.voorbeeld.example")


def token() -> str:
    mail = OutboxMessage.objects.order_by("-pk").first()
    assert mail is not None
    found = re.search(r"/link/company/(\S+)", mail.body)
    assert found is not None, mail.body
    return found[1]


def write(text: str = "Meetmachines", edition: int = 0) -> Profile:
    return save_own_profile(
        opened=open_link(token(), scope=CLAIM_SCOPE), edition=edition,
        draft=ProfileDraft(makes={"nl": text}),
    )  # fmt: skip


def test_an_address_at_the_domain_gets_a_link_that_writes_the_profile(known: Any) -> None:
    claim_company(organisation=known.key, mail="An@HR.Voorbeeld.example", language="en")
    mail = OutboxMessage.objects.get()
    assert mail.to_address.lower() == "an@hr.voorbeeld.example"
    assert "Voorbeeld Machines" in mail.subject
    assert write().makes == {"nl": "Meetmachines"}
    assert Claim.objects.get().used_at is not None


@pytest.mark.parametrize(
    "mail",
    ["an@student.voorbeeld.example", "an@alumni.hr.voorbeeld.example", "an@gmail.com",
     "an@nietvoorbeeld.example", "an@example", "voorbeeld.example@x.nl",
     "an@voorbeeld.example.evil.nl"],
)  # fmt: skip
def test_any_other_address_gets_nothing(known: Any, mail: str) -> None:
    with pytest.raises(Refused, match="does not show that you work there"):
        claim_company(organisation=known.key, mail=mail)
    assert not Person.objects.exists()
    assert not OutboxMessage.objects.exists()


@pytest.mark.parametrize(
    "website", ["", "https://www.facebook.com/voorbeeld", "https://a.wixsite.com"]
)
def test_without_a_domain_of_its_own_no_address_shows_anything(company: Make, website: str) -> None:
    made = company("Voorbeeld", website=website)
    with pytest.raises(Refused, match="cannot be asked for by mail"):
        claim_company(organisation=made.key, mail="an@facebook.com")
    assert not OutboxMessage.objects.exists()


def test_a_domain_that_another_organisation_has_as_well_shows_nothing(
    known: Any, company: Make
) -> None:
    company("Voorbeeld Holding", website="https://voorbeeld.example/holding")
    assert domain_to_claim_by(known) == ""
    with pytest.raises(Refused, match="No website with a domain of its own"):
        claim_company(organisation=known.key, mail="an@voorbeeld.example")
    assert not OutboxMessage.objects.exists()


def test_who_works_at_another_below_this_domain_does_not_work_here(
    known: Any, company: Make
) -> None:
    start_up = company("Voorbeeld Start-up", website="https://nieuw.voorbeeld.example")
    with pytest.raises(Refused, match=r"Who has an address at nieuw\.voorbeeld\.example"):
        claim_company(organisation=known.key, mail="an@nieuw.voorbeeld.example")
    claim_company(organisation=start_up.key, mail="an@nieuw.voorbeeld.example")
    claim_company(organisation=known.key, mail="an@voorbeeld.example")
    assert OutboxMessage.objects.count() == 2


def test_free_mail_never_counts_also_not_where_a_register_says_it_is_the_domain() -> None:
    assert not is_at("an@gmail.com", "gmail.com")
    assert not is_at("an@", "")
    assert not is_at("an", "voorbeeld.example")
    assert is_at("an@bücher.example", "xn--bcher-kva.example")


def test_asking_again_the_same_day_sends_nothing_more(known: Any) -> None:
    for _ in range(3):
        claim_company(organisation=known.key, mail="an@voorbeeld.example")
    assert OutboxMessage.objects.count() == 1
    assert Claim.objects.count() == 1


def test_a_link_writes_one_company_only(known: Any, company: Make) -> None:
    other = company("Andere", website="https://andere.example")
    claim_company(organisation=known.key, mail="an@voorbeeld.example")
    assert write().organisation_id == known.pk
    assert not Profile.objects.filter(organisation=other).exists()
    with pytest.raises(LinkRefused):
        open_link(token(), scope="owners.sheet")


def test_staff_hands_it_to_anybody_and_takes_it_back(known: Any) -> None:
    hand_claim(by=BY, organisation=known.key, mail="an@gmail.com", name="An", language="de")
    kept, opened = token(), open_link(token(), scope=CLAIM_SCOPE)
    write()
    withdraw_claim(claims_of(known.key).get(), by=BY)
    with pytest.raises(LinkRefused):
        open_link(kept, scope=CLAIM_SCOPE)
    with pytest.raises(NotFound, match="no longer write"):
        save_own_profile(opened=opened, edition=1, draft=ProfileDraft())
    assert Profile.objects.get().makes == {"nl": "Meetmachines"}
    with pytest.raises(NotAllowed):
        hand_claim(by=Actor(name="x"), organisation=known.key, mail="b@gmail.com", name="B")


def test_who_was_withdrawn_gets_it_back_from_staff_only(known: Any) -> None:
    claim_company(organisation=known.key, mail="an@voorbeeld.example")
    withdraw_claim(claims_of(known.key).get(), by=BY)
    claim_company(organisation=known.key, mail="an@voorbeeld.example")
    assert not claims_of(known.key).exists()
    assert OutboxMessage.objects.count() == 1
    given = {"organisation": known.key, "mail": "an@voorbeeld.example", "name": "An"}
    hand_claim(by=BY, **given)
    assert OutboxMessage.objects.count() == 2
    with pytest.raises(Refused, match="got a link today already"):
        hand_claim(by=BY, **given)
    assert write().organisation_id == known.pk


def test_whoever_wrote_it_gives_it_back(known: Any) -> None:
    claim_company(organisation=known.key, mail="an@voorbeeld.example")
    kept = token()
    give_back_claim(opened=open_link(kept, scope=CLAIM_SCOPE))
    assert not claims_of(known.key).exists()
    with pytest.raises(LinkRefused):
        open_link(kept, scope=CLAIM_SCOPE)


def test_a_person_sees_and_loses_what_is_kept(known: Any) -> None:
    claim_company(organisation=known.key, mail="an@voorbeeld.example")
    person = Person.objects.get()
    told = personal_data_of(person)
    assert known.key in str(told)
    erase_person(person=person, reason="asked on 1 May", by=BY)
    assert not claims_of(known.key).exists()


def test_claims_go_after_their_term(known: Any, company: Make) -> None:
    claim_company(organisation=known.key, mail="an@voorbeeld.example")
    mine = [one for one in retention_rules() if one.of is Claim]
    assert len(mine) == 2
    assert not any(rule.over(today()).exists() for rule in mine)
    Claim.objects.update(asked_at=now() - timedelta(days=184))
    assert sum(rule.over(today()).count() for rule in mine) == 1
    Claim.objects.update(used_at=now())
    assert not any(rule.over(today()).exists() for rule in mine)
    Claim.objects.update(ended_at=now() - timedelta(days=367))
    assert sum(rule.over(today()).count() for rule in mine) == 1
