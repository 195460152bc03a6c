# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the pages stand on which people answer.

A page of a questionnaire stands under ``page/``, since its name is its author's choice.
"""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, register_converter

from . import filling, own
from .views import answering, entering


class _Kind:
    regex = "csv|json"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(_Kind, "survey_file")
_STEPS = (
    ("", filling.start, ""),
    ("/page/<str:name>", filling.page, "-page"),
    ("/check", filling.check, "-check"),
    ("/done", filling.done, "-done"),
    ("/later", filling.later, "-later"),
    ("/refuse", filling.say_no, "-refuse"),
    ("/take-back", filling.take_back, "-take-back"),
    ("/answers.<survey_file:kind>", own.own_file, "-file"),
)
_DESK = "desk/surveys/<slug:survey>"
urlpatterns: list[URLPattern | URLResolver] = [
    *(
        path(f"link/surveys/<str:token>{rest}", answering.by_link(step), name=f"answer{name}")
        for rest, step, name in _STEPS
    ),
    *(
        path(f"link/ticket/<str:code>{rest}", answering.by_ticket(step), name=f"ticket{name}")
        for rest, step, name in _STEPS
    ),
    path("surveys/<slug:key>", answering.survey, name="survey"),
    path(f"{_DESK}/editions/<int:number>/preview", entering.preview, name="preview-edition"),
    path(f"{_DESK}/<slug:wave>/preview", entering.preview, name="preview"),
    path(f"{_DESK}/<slug:wave>/enter/<int:invitation>", entering.enter, name="enter"),
]
