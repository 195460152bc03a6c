# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Lists that change in place: what the browser is told, and that the server need not know."""

from __future__ import annotations

import re

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from .conftest import Read

LISTS = ["/initiatives", "/results"]


@pytest.mark.usefixtures("twente")
@pytest.mark.parametrize("path", LISTS)
def test_the_form_of_a_list_names_what_is_taken_from_the_answer(read: Read, path: str) -> None:
    page = read(path).content.decode()
    [form] = re.findall(r'<form class="filters[^>]*>', page)
    assert 'method="get"' in form, "without JavaScript it is a plain form"
    assert 'hx-boost="true"' in form
    for identity in ("content", "languages", "as-of-form"):
        assert f"#{identity}" in form
        assert page.count(f'id="{identity}"') == 1
    assert re.search(r'<p hidden hx-swap-oob="innerHTML:#told">\d+ treffers<', page)
    assert page.index('id="told" role="status"') > page.index("</main>"), "it is never replaced"


@pytest.mark.usefixtures("twente")
@pytest.mark.parametrize("path", LISTS)
def test_a_question_in_place_gets_the_page_that_a_plain_one_gets(path: str) -> None:
    plain, in_place = (
        Client().get(path, {"text": "techniek"}, headers=headers)
        for headers in ({}, {"HX-Request": "true", "HX-Boosted": "true"})
    )
    assert plain.content == in_place.content


@pytest.mark.usefixtures("twente")
def test_the_script_is_our_own_file_and_needs_no_wider_policy(read: Read) -> None:
    response = read("/initiatives")
    [script] = re.findall(r"<script([^>]*)></script>", response.content.decode())
    source = re.search(r'src="/static/([^"?]+)"', script)
    assert source
    assert finders.find("django_htmx/htmx-2.min.js")
    assert "django_htmx/htmx-2" in source[1]
    assert "unsafe" not in response["Content-Security-Policy"]
    assert "script-src" not in response["Content-Security-Policy"], "it is `default-src 'self'`"
