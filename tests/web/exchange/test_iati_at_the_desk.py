# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""An IATI file brought at the desk: seen before it is written, and again it changes nothing."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hcat.agenda.api import NotFound, history, item, revise
from hcat.evidence.api import record_figure
from hcat.exchange.api import Publisher, stream_iati
from hcat.foundation.api import today
from hcat.web.desk.register import uploads
from hcat.web.exchange import forms
from tests.exchange.test_iati_check import GOOD
from tests.web.desk.conftest import BY, Visitor, text_of
from tests.web.exchange.test_tables_at_the_desk import estimate, path_of

SERIES = "iati-xx-org-1-1"
ORG = "NL-KVK-12345678"
PAGE = "/en/desk/tables/iati"

pytestmark = pytest.mark.usefixtures("polder")


def file_of(*activities: str, version: str = "2.03") -> bytes:
    body = "".join(activities)
    return f'<iati-activities version="{version}">{body}</iati-activities>'.encode()


def brought(
    visitor: Visitor, content: bytes, name: str = "other.xml", *, topic: str = "education",
    at: str = PAGE, **more: str,
) -> Any:  # fmt: skip
    sent = {"file": SimpleUploadedFile(name, content), "topic": topic, **more}
    return visitor.client.post(at, sent, follow=True)


def test_another_programme_is_seen_and_then_becomes_a_series(manager: Visitor) -> None:
    page = manager.open("/desk/tables")
    assert PAGE in page.content.decode()
    shown = brought(manager, file_of(GOOD))
    text = text_of(shown)
    assert "1 new, 0 corrected" in text
    assert "1 activity, 1 result, 1 indicator, 1 figure." in text
    assert "2015-01-01 – 2015-12-31: 12.5" in text
    with pytest.raises(NotFound):
        item("series", SERIES)
    done = manager.client.post(f"{path_of(shown)}/write", follow=True)
    assert "Written: 1 new, 0 corrected" in text_of(done)
    assert path_of(done) == PAGE
    assert item("series", SERIES).sheet.topic == "education"
    again = brought(manager, file_of(GOOD))
    assert "This file changes nothing" in text_of(again)
    assert "Everything in it stands here already." in text_of(again)
    assert "Write this" not in text_of(again)
    manager.client.post(f"{path_of(again)}/write")
    assert len(history("series", SERIES)) == 1


def test_a_newer_file_shows_the_difference(manager: Visitor) -> None:
    manager.client.post(f"{path_of(brought(manager, file_of(GOOD)))}/write")
    newer = brought(manager, file_of(GOOD.replace('value="12.5"', 'value="13"')))
    text = text_of(newer)
    assert "0 new, 1 corrected" in text
    assert "Period" in text
    assert "2015-01-01 – 2015-12-31 12.5 13" in text


def test_an_older_file_is_written_only_where_one_ticks_that_it_may_be(manager: Visitor) -> None:
    dated = '<iati-activity last-updated-datetime="{}">'
    new, old = (
        file_of(GOOD.replace("<iati-activity>", dated.format(day)).replace("12.5", value))
        for day, value in (("2025-05-03", "13"), ("2020-01-01", "12.5"))
    )
    manager.client.post(f"{path_of(brought(manager, new))}/write")
    refused = text_of(brought(manager, old))
    assert "of 1 January 2020, and what stands is of 3 May 2025" in refused
    assert "Write this" not in refused
    shown = brought(manager, old, older="on")
    assert "published 2025-05-03 2020-01-01" in text_of(shown)
    manager.client.post(f"{path_of(shown)}/write")
    assert item("series", SERIES).sheet.figures[0].value == 12.5


def test_what_is_left_aside_is_named_with_its_reason(manager: Visitor) -> None:
    in_words = GOOD.replace('measure="1"', 'measure="5"').replace("People", "How it went")
    text = text_of(brought(manager, file_of(GOOD, in_words.replace("XX-ORG-1<", "XX-ORG-2<"))))
    assert "What is left aside" in text
    assert "How it went. It is told in words, which no series can hold." in text


def test_a_refusal_names_the_line_what_and_how_to_mend_it(manager: Visitor) -> None:
    bad = GOOD.replace("XX-ORG-1<", "XX-ORG-2<").replace('value="12.5"', 'value="12,5"')
    shown = brought(manager, file_of(GOOD, bad))
    text = text_of(shown)
    assert "1 part of the file is refused" in text
    assert "Line" in text
    assert "“12,5” is not a number." in text
    assert "Give the number with a point before decimals" in text
    written = manager.client.post(f"{path_of(shown)}/write")
    assert written.status_code == 422
    with pytest.raises(NotFound):
        item("series", SERIES)


def test_the_agendas_own_file_changes_nothing(manager: Visitor) -> None:
    record_figure(by=BY, result="choice", target="by-2020", estimate=estimate(31))
    revise(
        by=BY, kind="agenda", key="polder", fields={"organisation": ORG}, on=today(),
        reason="we publish",
    )  # fmt: skip
    file = io.BytesIO()
    stream_iati(file, Publisher.of_the_agenda())
    text = text_of(brought(manager, file.getvalue(), "own.xml"))
    assert "This file changes nothing" in text
    assert "It is the file of this agenda itself" in text


def test_what_cannot_be_read_comes_back_with_what_to_do(manager: Visitor) -> None:
    for content, name, said in (
        (file_of(GOOD), "file.csv", "its name ends in .xml"),
        (b"", "empty.xml", "empty"),
        (b"no xml", "broken.xml", "not well-formed XML"),
        (b"<html/>", "page.xml", "not a file of IATI activities"),
        (b'<!DOCTYPE i [<!ENTITY a "b">]><iati-activities/>', "type.xml", "document type"),
        (file_of(GOOD, version="1.05"), "old.xml", "version 1.05"),
    ):
        answer = brought(manager, content, name, topic="population")
        assert answer.status_code == 422, name
        assert said in text_of(answer), name
        page = answer.content.decode()
        assert 'value="population" ' in page.split("checked")[0][-120:], "what was chosen stays"


def test_a_file_without_results_says_what_was_in_it_and_why_nothing_changes(
    manager: Visitor,
) -> None:
    without = GOOD[: GOOD.index(" <result")] + "</iati-activity>"
    text = text_of(brought(manager, file_of(without)))
    assert "1 activity, 0 results, 0 indicators, 0 figures." in text
    assert "None of its activities has a result" in text
    assert "There is no activity in it" in text_of(brought(manager, file_of()))


def test_a_file_larger_than_a_table_may_be_is_refused(
    manager: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms.IatiForm.base_fields["file"], "largest_mb", 0)
    answer = brought(manager, file_of(GOOD))
    assert answer.status_code == 422
    assert "larger than 0 MB" in text_of(answer)


def test_more_figures_than_a_page_can_wait_for_are_refused(
    manager: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hcat.web.exchange.views.desk.MOST_ROWS", 0)
    answer = brought(manager, file_of(GOOD))
    assert answer.status_code == 422
    assert "more than 0 figures" in text_of(answer)


def test_who_may_not_change_the_agenda_does_not_come_in(
    signed_in: Callable[[str], Visitor],
) -> None:
    leader = signed_in("project_leader")
    assert leader.client.get(PAGE).status_code == 403
    assert PAGE not in leader.open("/desk/tables").content.decode(), "nor is it offered"
    assert brought(leader, file_of(GOOD)).status_code == 403
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize("language", ["nl", "de"])
def test_the_pages_speak_the_readers_language(manager: Visitor, language: str) -> None:
    for at in ("/desk/tables/iati", f"/{language}/desk/tables/iati"):
        if manager.client.get(at).status_code == 200:
            shown = brought(manager, file_of(), at=at)
    text = text_of(manager.client.get(path_of(shown).replace("/en/", f"/{language}/")))
    said = {"nl": "Er staat geen activiteit in", "de": "Es steht keine Aktivität darin"}
    assert said[language] in text


def test_an_xml_file_that_nobody_decided_on_is_gone_after_an_hour(manager: Visitor) -> None:
    shown = brought(manager, file_of(GOOD))
    token = path_of(shown).rstrip("/").rsplit("/", 1)[-1]
    folder = Path(settings.VAR_DIR) / "imports" / token
    assert (folder / "other.xml").is_file()
    old = time.time() - uploads.KEPT_SECONDS - 60
    os.utime(folder, (old, old))
    uploads.sweep()
    assert not folder.exists()
