# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the pages of surveys at the desk stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import desk, desk_editing, desk_survey

_DESK = "desk/surveys"
_SURVEY = f"{_DESK}/<slug:survey>"
_EDIT = f"{_SURVEY}/edit"
urlpatterns: list[URLPattern | URLResolver] = [
    path(_DESK, desk.overview, name="desk"),
    path(f"{_DESK}/new", desk.new_survey, name="new-survey"),
    path(f"{_DESK}/shipped/<slug:key>", desk.begin, name="use-shipped"),
    path(_SURVEY, desk_survey.survey, name="desk-survey"),
    path(f"{_SURVEY}/upload", desk_survey.upload, name="upload"),
    path(
        f"{_SURVEY}/editions/<int:number>.xlsx", desk_survey.download, {"kind": "xlsx"},
        name="edition-xlsx",
    ),
    path(
        f"{_SURVEY}/editions/<int:number>.md", desk_survey.download, {"kind": "md"},
        name="edition-md",
    ),
    path(_EDIT, desk_editing.edit, name="edit"),
    path(f"{_EDIT}/begin", desk_editing.begin, name="begin-draft"),
    path(f"{_EDIT}/save", desk_editing.save, name="save-draft"),
    path(f"{_EDIT}/drop", desk_editing.drop, name="drop-draft"),
    path(f"{_EDIT}/drop/sure", desk_editing.drop_sure, name="drop-draft-sure"),
    path(f"{_EDIT}/move", desk_editing.move, name="move"),
    path(f"{_EDIT}/remove", desk_editing.remove, name="remove"),
    path(f"{_EDIT}/remove/sure", desk_editing.remove_sure, name="remove-sure"),
    path(f"{_EDIT}/titles", desk_editing.titles, name="edit-titles"),
    path(f"{_EDIT}/pages/new", desk_editing.page, name="new-page"),
    path(f"{_EDIT}/pages/<str:name>", desk_editing.page, name="edit-page"),
    path(f"{_EDIT}/questions/new", desk_editing.question, name="new-question"),
    path(f"{_EDIT}/questions/<str:name>", desk_editing.question, name="edit-question"),
]  # fmt: skip
urlpatterns += [
    path(f"{_SURVEY}/new-wave", desk_survey.survey, name="new-wave"),
    path(f"{_SURVEY}/<slug:wave>", desk_survey.survey, name="desk-wave"),
]
