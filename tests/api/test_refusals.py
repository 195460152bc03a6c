# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is refused, and how: RFC 9457 problems that say how to mend it."""

from __future__ import annotations

from typing import Any

import pytest

from hcat.api import VERSION

from .conftest import Ask


def problem(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    assert answer["API-Version"] == VERSION
    assert answer["Access-Control-Allow-Origin"] == "*"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["title"]
    assert body["detail"]
    assert body["type"].startswith("http://testserver/api#")
    return body


@pytest.mark.usefixtures("polder")
@pytest.mark.parametrize(
    ("path", "name", "code", "mend"),
    [
        ("/points?as-of=2020-01-01", "as-of", "unknown-parameter", "Did you mean asOf?"),
        ("/points?pagesize=5", "pagesize", "unknown-parameter", "Did you mean pageSize?"),
        ("/points?q=5", "q", "unknown-parameter", "This address takes: asOf, language, page,"),
        ("/openapi.json?q=5", "q", "unknown-parameter", "This address takes: language."),
        ("/points?page=1&page=2", "page", "given-twice", "Give it once."),
        ("/points?page=0", "page", "too-small", "Give 1 or more."),
        ("/points?page=one", "page", "not-a-whole-number", "Give a whole number."),
        ("/points?page=99999999999999999999", "page", "too-large", "or less."),
        ("/points?pageSize=101", "pageSize", "too-large", "Give 100 or less."),
        ("/points?language=fr", "language", "not-a-choice", "Choose from: nl, en, de."),
        ("/points?asOf=31-12-2020", "asOf", "not-a-date", "Write a date as YYYY-MM-DD"),
        ("/points?asOf=1720000000", "asOf", "not-a-date", "Write a date as YYYY-MM-DD"),
        ("/points?asOf=2020-02-30", "asOf", "not-a-date", "as YYYY-MM-DD"),
        ("/initiatives?status=busy", "status", "not-a-choice", "Choose from: idea, running,"),
        ("/initiatives?level=phd", "level", "not-a-choice", "Choose from: po, vmbo,"),
        ("/initiatives?ended=maybe", "ended", "not-true-or-false", "Give true or false."),
        ("/initiatives?line=Train!", "line", "not-a-key", "small letters"),
        ("/initiatives?line=trian", "line", "unknown-key", "Did you mean train?"),
        ("/initiatives?differentiation=x9", "differentiation", "unknown-key", "homes, young"),
        ("/initiatives?way=lab", "way", "unknown-key", "Did you mean labs?"),
        ("/initiatives?place=GM0009", "place", "unknown-key", "Did you mean GM000"),
        ("/initiatives?text=%00", "text", "unprintable", "control characters"),
        (f"/initiatives?text={'a' * 201}", "text", "too-long", "at most 200"),
        ("/goals?point=lern", "point", "unknown-key", "Did you mean learn?"),
        ("/results?point=lern", "point", "unknown-key", "Did you mean learn?"),
        ("/results?verdict=good", "verdict", "not-a-choice", "Choose from: reached,"),
        ("/observations?result=choise", "result", "unknown-key", "Did you mean choice?"),
        ("/observations?target=by-2021", "target", "unknown-key", "Did you mean by-202"),
        ("/results/choice/observations?target=by-2022", "target", "unknown-key", "by-2020"),
        ("/observations?period=last", "period", "not-a-period", "Write a year such as 2020"),
        ("/observations?period=2020-12-31/2020-01-01", "period", "not-a-period", "Write a year"),
        ("/changes?kind=gone", "kind", "not-a-choice", "Choose from: adopted,"),
    ],
)
def test_what_cannot_be_used_is_named_and_mended(
    ask: Ask, path: str, name: str, code: str, mend: str
) -> None:
    body = problem(ask(path), 400)
    (error,) = body["errors"]
    assert error["in"] == "query"
    assert error["location"] == {"name": name}
    assert error["code"] == code
    assert mend in error["detail"]
    assert error["detail"] in body["detail"]


@pytest.mark.usefixtures("polder")
def test_all_that_is_wrong_is_told_at_once(ask: Ask) -> None:
    body = problem(ask("/initiatives?status=busy&page=0&asOf=soon"), 400)
    assert {error["location"]["name"] for error in body["errors"]} == {"status", "page", "asOf"}


@pytest.mark.usefixtures("polder")
@pytest.mark.parametrize(
    "path",
    ["/points/nothing", "/points/", "/", "/nothing", "/initiatives/4", "/initiatives/x",
     "/initiatives/99999999999999999999", "/initiatives/-1", "/points/A%00B", "/points/a/b",
     f"/points/{'a' * 81}", "/results/nothing/observations", "/series/nothing/figures",
     "/points?page=2", "/agenda?asOf=1999-01-01", "/points/learn/"],
)  # fmt: skip
def test_what_is_not_there_is_a_404_problem(ask: Ask, path: str) -> None:
    assert problem(ask(path), 404)["type"].endswith("#not-found")


def test_addresses_outside_the_version_are_404_problems_too(ask: Ask) -> None:
    for path in ("/../", "/../v2/points", "/../nothing"):
        problem(ask(path), 404)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_the_interface_can_only_be_read(ask: Ask, method: str) -> None:
    answer = ask("/points", method=method)
    problem(answer, 405)
    assert answer["Allow"] == "GET, HEAD, OPTIONS"


def test_a_form_that_is_not_offered_is_refused(ask: Ask) -> None:
    problem(ask("/openapi.json", accept="text/csv"), 406)
    problem(ask("/openapi.yaml", accept="application/json"), 406)
    assert ask("/openapi.json", accept="text/html,*/*;q=0.8").status_code == 200


@pytest.mark.usefixtures("polder")
def test_refusals_speak_the_language_of_the_asker(ask: Ask) -> None:
    spoken = {
        problem(ask("/points?page=0", **{"accept-language": language}), 400)["title"]
        for language in ("nl", "en", "de")
    }
    assert len(spoken) == 3


def test_an_error_of_ours_is_a_problem_that_tells_nothing_inward(
    ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("the secret of the house")

    monkeypatch.setattr("hcat.api.views.agenda.the_agenda", lambda *_: broken())
    answer = ask("/agenda")
    assert problem(answer, 500)["type"].endswith("#server-error")
    assert b"secret" not in answer.content


def test_a_wrong_host_is_a_problem_as_well(ask: Ask) -> None:
    answer = ask("/points", host="evil.example")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "/api#refused"
