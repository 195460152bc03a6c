# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the pages of surveys at the desk stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import (
    desk,
    desk_declaring,
    desk_editing,
    desk_export,
    desk_fieldwork,
    desk_frame,
    desk_questions,
    desk_release,
    desk_revising,
    desk_survey,
    desk_tickets,
    desk_wave,
    earlier,
)

_DESK = "desk/surveys"
_SURVEY = f"{_DESK}/<slug:survey>"
_EDIT = f"{_SURVEY}/edit"
urlpatterns: list[URLPattern | URLResolver] = [
    path(_DESK, desk.overview, name="desk"),
    path(f"{_DESK}/new", desk.new_survey, name="new-survey"),
    path(f"{_DESK}/shipped/<slug:key>", desk.begin, name="use-shipped"),
    path(_SURVEY, desk_survey.survey, name="desk-survey"),
    path(f"{_SURVEY}/revise", desk_revising.revise, name="revise-survey"),
    path(f"{_SURVEY}/retire", desk_revising.retire, name="retire-survey"),
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
    path(f"{_EDIT}/titles", desk_questions.titles, name="edit-titles"),
    path(f"{_EDIT}/pages/new", desk_questions.page, name="new-page"),
    path(f"{_EDIT}/pages/<str:name>", desk_questions.page, name="edit-page"),
    path(f"{_EDIT}/questions/new", desk_questions.question, name="new-question"),
    path(f"{_EDIT}/questions/<str:name>", desk_questions.question, name="edit-question"),
]  # fmt: skip
_EARLIER = f"{_SURVEY}/earlier"
urlpatterns += [
    path(_EARLIER, earlier.bring, name="bring-earlier"),
    path(f"{_EARLIER}/<str:token>", earlier.look, name="earlier-look"),
    path(f"{_EARLIER}/<str:token>/write", earlier.write, name="earlier-write"),
    path(f"{_EARLIER}/<str:token>/drop", earlier.call_off, name="earlier-drop"),
]
_WAVE = f"{_SURVEY}/<slug:wave>"
_PERSON = f"{_WAVE}/people/<int:number>"
_TICKETS = f"{_WAVE}/tickets"
urlpatterns += [
    path(f"{_SURVEY}/new-wave", desk_wave.new_wave, name="new-wave"),
    path(_WAVE, desk_wave.wave, name="desk-wave"),
    path(f"{_WAVE}/days", desk_wave.days, name="wave-days"),
    path(f"{_WAVE}/latest-edition", desk_wave.latest_edition, name="wave-edition"),
    path(f"{_WAVE}/frame", desk_frame.frame, name="wave-frame"),
    path(f"{_WAVE}/list", desk_frame.people_list, name="wave-list"),
    path(f"{_WAVE}/contacts", desk_frame.contacts, name="wave-contacts"),
    path(f"{_WAVE}/draw", desk_frame.draw, name="wave-draw"),
    path(f"{_WAVE}/claims/new", desk_declaring.claim, name="wave-claim"),
    path(f"{_WAVE}/claims/<int:number>/withdraw", desk_declaring.unclaim, name="wave-unclaim"),
    path(f"{_WAVE}/breaks/new", desk_declaring.breaks, name="wave-break"),
    path(f"{_WAVE}/breaks/<str:concept>/take-back", desk_declaring.unbreak, name="wave-unbreak"),
    path(f"{_WAVE}/open", desk_wave.open_it, name="wave-open"),
    path(f"{_WAVE}/drop", desk_wave.drop, name="wave-drop"),
    path(f"{_WAVE}/close", desk_fieldwork.close, name="wave-close"),
    path(f"{_WAVE}/extend", desk_fieldwork.extend, name="wave-extend"),
    path(f"{_WAVE}/release", desk_release.release, name="wave-release"),
    path(_TICKETS, desk_tickets.tickets, name="tickets"),
    path(f"{_TICKETS}/<str:school>/parents", desk_tickets.parents, name="ticket-parents"),
    path(
        f"{_TICKETS}/<str:school>/parents-taken-back",
        desk_tickets.parents_taken_back,
        name="ticket-parents-back",
    ),
    path(f"{_TICKETS}/<str:school>/hand-out", desk_tickets.hand_out, name="hand-out"),
    path(f"{_TICKETS}/<str:school>/codes", desk_tickets.codes, name="ticket-codes"),
    path(f"{_WAVE}/export", desk_export.export, name="export"),
    path(f"{_WAVE}/export/answers.csv", desk_export.answers, name="export-answers"),
    path(f"{_WAVE}/export/codebook.json", desk_export.book, {"kind": "json"}, name="codebook-json"),
    path(f"{_WAVE}/export/codebook.xml", desk_export.book, {"kind": "xml"}, name="codebook-xml"),
    path(f"{_WAVE}/people", desk_fieldwork.people, name="desk-people"),
    path(_PERSON, desk_fieldwork.person, name="desk-person"),
    path(f"{_PERSON}/contact", desk_fieldwork.contact, name="desk-contact"),
]
