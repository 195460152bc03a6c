# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The OpenAPI document is valid, complete, and true of every answer."""

from __future__ import annotations

import re
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings
from openapi_schema_validator import OAS31Validator
from openapi_spec_validator import validate
from ruamel.yaml import YAML

from hcat.api import VERSION

from .conftest import Ask

KEYS = {
    "/points/{key}": "learn", "/goals/{key}": "learn-more", "/projects/{key}": "school",
    "/perspectives/{key}": "p1", "/bodies/{key}": "board", "/roles/{key}": "leader",
    "/steering-relations/{key}": "board-leader", "/results/{key}": "choice",
    "/results/{key}/observations": "choice", "/initiatives/{number}": "2", "/lines/{key}": "train",
    "/ways/{key}": "labs", "/series/{key}": "near", "/series/{key}/figures": "near",
    "/sources/{key}": "report", "/rules/{key}": "high-tech",
    "/vacancies/{key}": "lasser", "/surveys/{key}/waves/{wave}": "panel",
    "/companies/{slug}": "smid",
}  # fmt: skip
KEBAB = re.compile(r"^(/[a-z0-9-]+|/\{[a-z]+\}|/openapi\.json)+$")
CAMEL = re.compile(r"^_?[a-z][a-zA-Z0-9]*$")


@pytest.fixture
def document(ask: Ask) -> dict[str, Any]:
    found: dict[str, Any] = ask("/openapi.json").json()
    return found


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"].startswith("3.1")
    assert document["info"]["version"] == VERSION
    assert set(document["info"]["contact"]) == {"name", "url", "email"}
    assert document["servers"] == [{"url": "http://testserver/api/v1"}]


def test_yaml_says_the_same(ask: Ask, document: dict[str, Any]) -> None:
    answer = ask("/openapi.yaml")
    assert answer["Content-Type"] == "application/yaml"
    assert YAML(typ="safe").load(answer.content) == document


def test_names_follow_the_rules(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        assert KEBAB.match(path), path
        assert set(methods) == {"get"}
        assert CAMEL.match(methods["get"]["operationId"])
        for parameter in methods["get"].get("parameters", ()):
            assert CAMEL.match(parameter["name"])
            assert parameter["in"] == "path" or parameter["description"]
    for schema in document["components"]["schemas"].values():
        for name in schema.get("properties", ()):
            assert CAMEL.match(name), name


def test_each_success_has_the_version_and_each_error_is_a_problem(
    document: dict[str, Any],
) -> None:
    for methods in document["paths"].values():
        responses = methods["get"]["responses"]
        assert {"200", "304", "400", "404", "406", "500"} <= set(responses)
        assert "API-Version" in responses["200"]["headers"]
    for response in document["components"]["responses"].values():
        assert list(response["content"]) == ["application/problem+json"]


def test_the_document_is_in_the_language_of_the_asker(ask: Ask) -> None:
    def summary(language: str) -> str:
        document = ask(f"/openapi.json?language={language}").json()
        return str(document["paths"]["/initiatives"]["get"]["summary"])

    assert summary("en") == "The register of initiatives"
    assert summary("nl") == "Het register van initiatieven"
    assert summary("de") == "Das Register der Initiativen"


def test_every_word_of_the_document_is_translated(ask: Ask) -> None:
    def words(node: Any) -> list[str]:
        if isinstance(node, list):
            return [word for value in node for word in words(value)]
        if not isinstance(node, dict):
            return []
        own = [node[key] for key in ("summary", "description") if isinstance(node.get(key), str)]
        return own + [word for value in node.values() for word in words(value)]

    spoken = {
        language: words(ask(f"/openapi.json?language={language}").json())
        for language in ("nl", "en", "de")
    }
    assert len(spoken["nl"]) == len(spoken["en"]) == len(spoken["de"]) > 200
    for dutch, english, german in zip(*(spoken[x] for x in ("nl", "en", "de")), strict=True):
        assert english == "OK" or len({dutch, english, german}) == 3, english


def _validator(document: dict[str, Any], schema: dict[str, Any]) -> OAS31Validator:
    return OAS31Validator({**schema, "components": document["components"]})


def _closed(document: dict[str, Any]) -> None:
    """An answer may hold no field that the document leaves out."""
    for schema in document["components"]["schemas"].values():
        if "properties" in schema:
            schema["additionalProperties"] = False


@pytest.mark.usefixtures("vacancy_to_read", "survey_to_read")
def test_every_answer_is_as_the_document_says(ask: Ask, document: dict[str, Any]) -> None:
    _closed(document)
    for path, methods in document["paths"].items():
        asked = re.sub(r"\{\w+\}", KEYS.get(path, ""), path)
        answer = ask(asked)
        assert answer.status_code == 200, (asked, answer.content)
        schema = methods["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        errors = [e.message for e in _validator(document, schema).iter_errors(answer.json())]
        assert errors == [], path


@pytest.mark.usefixtures("vacancy_to_read", "survey_to_read")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.data())
def test_whatever_is_asked_is_answered_as_documented(
    ask: Ask, document: dict[str, Any], data: st.DataObject
) -> None:
    path = data.draw(st.sampled_from(sorted(document["paths"])))
    operation = document["paths"][path]["get"]
    names = [p["name"] for p in operation.get("parameters", ()) if p["in"] == "query"]
    odd = st.one_of(
        st.text(max_size=30),
        st.integers().map(str),
        st.dates().map(str),
        st.sampled_from(["", "true", "hbo", "train", "2020", "GM0001", "running", "choice", "nl"]),
    )
    query = data.draw(st.dictionaries(st.sampled_from(names), odd, max_size=4))
    key = data.draw(st.one_of(st.just(KEYS.get(path, "")), st.from_regex(r"[a-z0-9.-]{1,9}")))
    from urllib.parse import quote, urlencode

    asked = re.sub(r"\{\w+\}", quote(key.strip()), path)
    answer = ask(f"{asked}?{urlencode(query)}")
    assert answer.status_code in (200, 400, 404), (asked, query, answer.content)
    if answer.status_code == 200:
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    else:
        assert answer["Content-Type"] == "application/problem+json"
        schema = {"$ref": "#/components/schemas/Problem"}
    _validator(document, schema).validate(answer.json())
