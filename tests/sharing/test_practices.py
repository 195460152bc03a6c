# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A best practice: written, found, offered where it fits; its contact by consent only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine

from hcat.correspondence.api import LinkRefused
from hcat.foundation.api import Actor, NotAllowed, NotFound, Refused, now
from hcat.parties.api import erase_person, has_consent, invite, withdraw_consent
from hcat.sharing.api import (
    answer_contact,
    ask_contact,
    contact_of,
    fitting,
    practice_called,
    practices,
    publish_practice,
    retire_practice,
    write_practice,
)

from .making import BY, FACTS, TEXT, practice, token_in

pytestmark = pytest.mark.usefixtures("polder")
MAIL = "kim@voorbeeld.example"
Mails = Callable[[str], list[Any]]


def test_a_draft_is_read_by_nobody_until_it_is_published() -> None:
    made = practice(published=False)
    assert not practices().exists()
    with pytest.raises(NotFound):
        practice_called(made.key, public=True)
    publish_practice(by=BY, practice=made.key)
    assert [one.key for one in practices()] == [made.key]


def test_every_edition_is_kept_as_it_read() -> None:
    made = practice()
    write_practice(
        by=BY, practice=made.key, based_on=1, language="en",
        text=replace(TEXT, title="A week along"), facts=FACTS,
    )  # fmt: skip
    editions = list(practice_called(made.key).editions.all())
    assert [one.number for one in editions] == [2, 1]
    assert set(editions[0].content["texts"]) == {"nl", "en"}
    assert set(editions[1].content["texts"]) == {"nl"}


def test_the_second_of_two_writers_is_told_and_nothing_is_overwritten() -> None:
    made = practice()
    write_practice(
        by=BY, practice=made.key, based_on=1, language="nl",
        text=replace(TEXT, what="Van de eerste."), facts=FACTS,
    )  # fmt: skip
    with pytest.raises(Refused, match=r"else|anders"):
        write_practice(
            by=BY, practice=made.key, based_on=1, language="nl",
            text=replace(TEXT, what="Van de tweede."), facts=FACTS,
        )  # fmt: skip
    assert practice_called(made.key).said["what"] == "Van de eerste."


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        (replace(TEXT, what=" "), FACTS),
        (replace(TEXT, lessons="x" * 7000), FACTS),
        (TEXT, replace(FACTS, topics=())),
        (TEXT, replace(FACTS, topics=(("level", "hbo"),))),
        (TEXT, replace(FACTS, topics=(("way", "none"),))),
        (TEXT, replace(FACTS, topics=(*FACTS.topics, ("level", "none")))),
        (TEXT, replace(FACTS, yield_value=Decimal(12))),
        (TEXT, replace(FACTS, yield_value=Decimal(12), yield_unit="stagiairs")),
    ],
)
def test_what_would_help_nobody_is_refused(text: Any, facts: Any) -> None:
    with pytest.raises((Refused, NotFound)):
        write_practice(by=BY, language="nl", text=text, facts=facts)
    assert not practices(state=None).exists()


def test_a_language_of_another_site_is_refused() -> None:
    with pytest.raises(Refused):
        write_practice(by=BY, language="fr", text=TEXT, facts=FACTS)


def test_it_is_found_by_every_word_and_topic() -> None:
    made = practice(organisation="School Oost")
    assert [one.key for one in practices(text="OOST meelopen")] == [made.key]
    assert not practices(text="oost west")
    assert practices(topics=[("way", "labs"), ("level", "hbo")]).count() == 1
    assert not practices(topics=[("way", "clubs")])


def test_the_nearest_is_offered_first_and_a_level_alone_does_not_fit() -> None:
    practice(title="Alleen niveau", topics=(("way", "clubs"), ("level", "hbo")))
    way = practice(title="Zelfde weg", topics=(("way", "labs"),))
    both = practice(title="Weg en niveau")
    practice(title="Nog niet klaar", published=False)
    found = fitting([("way", "labs"), ("level", "hbo")])
    assert [one.practice.key for one in found] == [both.key, way.key]
    assert found[0].shared == (("way", "labs"), ("level", "hbo"))
    assert fitting([]) == []


def test_what_was_taken_out_of_use_is_gone_and_can_come_back() -> None:
    made = practice()
    with pytest.raises(Refused):
        retire_practice(by=BY, practice=made.key, reason=" ")
    retire_practice(by=BY, practice=made.key, reason="Het werkt niet meer.")
    assert not practices().exists()
    with pytest.raises(Refused, match="werkt niet meer"):
        write_practice(by=BY, practice=made.key, based_on=1, language="nl", text=TEXT, facts=FACTS)
    assert publish_practice(by=BY, practice=made.key).retired_reason == ""


def test_who_leads_a_part_writes_about_that_part_only() -> None:
    person = invite(
        name="P", mail="p@voorbeeld.example", role="project_leader", scope="point:learn", by=BY
    )
    by = Actor.of(person.user)
    mine = replace(FACTS, topics=(("point", "learn"),))
    made = write_practice(by=by, language="nl", text=TEXT, facts=mine)
    assert publish_practice(by=by, practice=made.key).is_public
    with pytest.raises(NotAllowed):
        write_practice(by=by, language="nl", text=TEXT, facts=FACTS)
    with pytest.raises(NotAllowed):
        publish_practice(by=by, practice=practice(published=False).key)


def agreed(mails: Mails) -> Any:
    made = practice()
    ask_contact(by=BY, practice=made.key, name="Kim", mail=MAIL)
    token = token_in(mails(MAIL)[-1])
    answer_contact(token=token, agrees=True)
    return practice_called(made.key), token


def test_a_contact_is_shown_only_after_a_yes(mails: Mails) -> None:
    made = practice()
    ask_contact(by=BY, practice=made.key, name="Kim", mail=MAIL)
    assert contact_of(practice_called(made.key)) is None
    token = token_in(mails(MAIL)[0])
    answer_contact(token=token, agrees=True)
    contact = contact_of(practice_called(made.key))
    assert contact is not None
    assert (contact.name, contact.mail) == ("Kim", MAIL)


def test_a_contact_is_gone_at_once_however_the_consent_ends(mails: Mails) -> None:
    made, token = agreed(mails)
    person = made.contact
    withdraw_consent(person=person, purpose="contact-practice", how="by telephone", by=BY)
    assert contact_of(practice_called(made.key)) is None
    answer_contact(token=token, agrees=True)
    assert contact_of(practice_called(made.key)) is not None
    answer_contact(token=token, agrees=False)
    assert contact_of(practice_called(made.key)) is None
    assert not has_consent(person, "contact-practice")


def test_another_contact_ends_the_link_of_the_first(mails: Mails) -> None:
    made, token = agreed(mails)
    ask_contact(by=BY, practice=made.key, name="Sam", mail="sam@voorbeeld.example")
    with pytest.raises(NotFound):
        answer_contact(token=token, agrees=True)
    assert contact_of(practice_called(made.key)) is None


def test_a_name_is_taken_off_with_the_mail_of_years_ago(mails: Mails) -> None:
    made, token = agreed(mails)
    with time_machine.travel(now() + timedelta(days=800)):
        assert contact_of(practice_called(made.key)) is not None
        answer_contact(token=token, agrees=False)
        assert contact_of(practice_called(made.key)) is None


@pytest.mark.parametrize("wrong", ["", "nobody", "{practice}:{person}", "{practice}:{person}:AAAA"])
def test_a_forged_token_names_nobody(mails: Mails, wrong: str) -> None:
    made, token = agreed(mails)
    forged = wrong.format(practice=made.key, person=made.contact.key)
    with pytest.raises(LinkRefused):
        answer_contact(token=forged, agrees=False)
    other = practice(title="Iets anders")
    with pytest.raises(LinkRefused):
        answer_contact(token=token.replace(made.key, other.key), agrees=True)
    assert contact_of(practice_called(made.key)) is not None


def test_who_is_erased_is_no_contact_any_more(mails: Mails) -> None:
    made, _token = agreed(mails)
    erase_person(person=made.contact, reason="asked", by=BY)
    assert practice_called(made.key).contact is None
